import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileAppeal } from '../../src/appeals/appeals.ts'
import type { Role } from '../../src/staff/permissions.ts'
import { openShellSession } from '../../src/staff/shell-sessions.ts'
import { demoClock } from '../../src/years/demo-clock.ts'
import { aStaffMember, type StaffOfTest, Visitor } from '../a-visitor.ts'
import { bekalOn } from '../bekal.ts'
import { aShop } from '../browser/a-shop.ts'

const shop = await aShop()
const { pool } = shop.database
const ctx = { db: pool, clock: await demoClock(pool), secrets: shop.secrets }

async function loggedIn(role: Role): Promise<{ visitor: Visitor; member: StaffOfTest }> {
  const visitor = new Visitor(shop.url)
  const member = await aStaffMember(ctx, [role], new Date())
  await visitor.logIn(member)
  return { visitor, member }
}

async function complaint(): Promise<string> {
  const { rows } = await pool.query('select person_id from card order by card_id limit 1')
  const told = { about: 'complaint', text: 'Kelasnya tidak pernah dimulai.', requestId: 'r' } as const
  const filed = await fileAppeal(ctx, { personId: rows[0].person_id }, told)
  assert.ok(filed.ok)
  return filed.value.reference
}

test('the desk takes a complaint from the queue, which finance cannot see and an auditor cannot change', async () => {
  const subject = await complaint()
  const address = `/konsol/keberatan/${subject}`
  const { visitor: desk, member: of } = await loggedIn('support')
  const { visitor: finance } = await loggedIn('finance')
  const { visitor: auditor } = await loggedIn('auditor')
  const { visitor: supervisor } = await loggedIn('supervisor')
  assert.match((await desk.get('/konsol')).text, /href="\/konsol\/kasus\?milik=unowned"/)
  assert.match((await desk.get('/konsol/kasus?jenis=complaint')).text, new RegExp(`href="${address}"`))
  assert.ok(!(await finance.get('/konsol/kasus')).text.includes(subject))
  assert.equal((await finance.get(address)).status, 403)
  const name = { kind: 'complaint', subject }
  assert.ok(!(await auditor.get(address)).text.includes('name="note"'))
  const refused = await auditor.post('/konsol/kasus/ambil', name)
  assert.deepEqual([refused.status, /Peran Anda tidak memutuskan/.test(refused.text)], [409, true])
  const unknown = await desk.post('/konsol/kasus/ambil', { ...name, kind: 'apa' })
  assert.match(unknown.text, /Jenis kasus itu tidak ada/)

  assert.equal((await desk.post('/konsol/kasus/ambil', name)).location, `${address}?kabar=case_taken`)
  const file = await desk.get('/konsol/kasus?milik=mine&format=csv')
  assert.match(file.text, new RegExp(`^\ufeff?Nomor;Jenis;Tentang;.*\n${subject};`))
  assert.equal((await supervisor.post('/konsol/kasus/ambil', name)).status, 409)
  const over = await supervisor.post('/konsol/kasus/ambil', { ...name, over: 'yes' })
  assert.equal(over.status, 303)
  const back = await supervisor.post('/konsol/kasus/serahkan', { ...name, to: of.staffId })
  assert.equal(back.location, `${address}?kabar=case_handed_over`)
  await desk.get(address)
  const kept = { kind: 'complaint', title: 'Minta maaf', textId: 'Kami mohon maaf.', textEn: 'We are sorry.' }
  assert.equal((await desk.post('/konsol/kasus/jawaban', kept)).status, 403)
  assert.equal((await supervisor.post('/konsol/kasus/jawaban', kept)).status, 303)
  const { rows } = await pool.query('select canned_answer_id as id from canned_answer')
  const filled = await desk.post(address, { answer: 'insert', canned: `${rows[0].id}:en`, text: 'Halo.' })
  assert.match(filled.text, /Halo\.\s+We are sorry\.<\/textarea>/)
  const answered = await desk.post(address, { answer: 'declined', text: 'Kelasnya dimulai kemarin.' })
  assert.equal(answered.location, '/konsol/keberatan?kabar=answered')
  assert.ok(!(await desk.get('/konsol/kasus')).text.includes(subject))
})

test('the same by commands: listed, taken, noted and handed over, by roles that may', async () => {
  const subject = await complaint()
  const [desk, auditor] = [await loggedIn('support'), await loggedIn('auditor')]
  const command = async ({ member }: typeof desk) => {
    const opened = { device: 'test', wireNow: new Date(), requestId: 'r' }
    const { token } = await openShellSession(ctx, member.staffId, opened)
    return bekalOn(shop.settings, token)
  }
  const [asDesk, asAuditor] = [await command(desk), await command(auditor)]
  const { said: listed } = await asDesk('case', 'list', '--kind', 'complaint')
  assert.deepEqual(
    listed.map((one: { subject: string }) => one.subject),
    [subject],
  )
  assert.equal((await asAuditor('case', 'take', 'complaint', subject)).said.refusal, 'not_for_your_role')
  assert.equal((await asDesk('case', 'take', 'nothing', subject)).said.refusal, 'case_kind_unknown')
  assert.equal((await asDesk('case', 'take', 'complaint', subject)).code, 0)
  assert.equal((await asDesk('case', 'note', 'complaint', subject, '--text', 'Sudah ditelepon.')).code, 0)
  const { said: notes } = await asAuditor('case', 'notes', 'complaint', subject)
  assert.equal(notes[0].text, 'Sudah ditelepon.')
  const to = ['--to', desk.member.email]
  assert.equal((await asDesk('case', 'hand-over', 'complaint', subject, ...to)).code, 0)
})
