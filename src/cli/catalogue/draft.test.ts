import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { aProgramme } from '../../../test/a-programme.ts'
import { bekal } from '../../../test/bekal.ts'
import { settingsOf } from '../../../test/database.ts'
import { ana, tokenOf } from '../../../test/two-people.ts'
import { findProposal } from '../../catalogue/proposals/proposals.ts'
import { proposeCourse, proposeSchedule, submitProposal } from '../../catalogue/proposals/write-proposal.ts'

const programme = await aProgramme()
const { ctx, pool, database } = programme
const folder = await mkdtemp(path.join(tmpdir(), 'bekal-cli-'))
after(async () => {
  await programme.close()
  await rm(folder, { recursive: true, force: true })
})
Object.assign(process.env, { ...settingsOf(database), BEKAL_DATA: folder })

process.env.BEKAL_TOKEN = await tokenOf(ctx, ana)
test('an operator lists, refuses and approves drafts, in a name of their own', async () => {
  const { courseCode } = await programme.aCourse()
  const ids: string[] = []
  for (const hour of ['09', '13']) {
    const startsAt = new Date(`2031-01-05T${hour}:00:00+07:00`)
    const endsAt = new Date(startsAt.getTime() + 3_600_000)
    const by = { actor: 'institution-user:1', requestId: 'r' }
    const drafted = await proposeSchedule(ctx, 1, { courseCode, startsAt, endsAt, quota: 20 }, by)
    assert.ok(drafted.ok && (await submitProposal(ctx, 1, drafted.value.draftId, by)).ok)
    ids.push(drafted.value.draftId)
  }
  const listed = await bekal('draft', 'list')
  for (const id of ids) assert.match(listed.said, new RegExp(`^${id} .*LKP Contoh .*20 seats`, 'm'))
  assert.equal((await bekal('draft', 'refuse', ids[0]!)).code, 2, 'without a reason')
  const refused = await bekal('draft', 'refuse', ids[0]!, '--reason', 'Bentrok')
  assert.deepEqual(refused, { code: 0, said: `Draft ${ids[0]} is refused.` })
  assert.equal((await findProposal(pool, ids[0]!))?.reason, 'Bentrok')
  const open = await bekal('draft', 'approve', ids[1]!, '--ticked', 'schedule')
  assert.deepEqual([open.code, open.said.slice(0, 40)], [1, 'Not every point of the checklist is tick'])
  const approved = await bekal('draft', 'approve', ids[1]!, '--ticked', 'schedule', 'trainer')
  const shown = await bekal('draft', 'show', ids[1]!)
  assert.match(
    shown.said,
    /approved: .*\n.*20 seats, online\nChecklist:\n {2}schedule: .*\n {2}trainer: .*\napproved .*\n {2}\[x\] schedule/,
  )
  assert.match(approved.said, /is approved: schedule .*20310105-1300\.$/)
  assert.equal(
    (await bekal('draft', 'approve', ids[1]!, '--ticked', 'all')).said,
    'This draft was approved before. There is nothing to do.',
  )
  assert.equal((await bekal('draft', 'list')).said, 'No draft waits.')
  const { rows } = await pool.query(
    `select distinct actor from journal where act in ('draft_approved', 'draft_refused')`,
  )
  assert.deepEqual(rows, [{ actor: ana.actor }])
})

test('a price in a draft is listed as money once, however its institution typed it', async () => {
  const by = { actor: 'institution-user:1', requestId: 'r' }
  const fields = {
    title: 'Merajut untuk Pemula',
    category: 'Umum',
    method: 'self_paced',
    price: 'Rp 250.000',
    description: '',
    minAge: '',
    maxAge: '',
    minEducation: '',
    quota: '40',
    startsAt: '',
    endsAt: '',
  }
  const drafted = await proposeCourse(ctx, 1, { fields, courseCode: undefined }, by)
  assert.ok(drafted.ok && (await submitProposal(ctx, 1, drafted.value.draftId, by)).ok)
  assert.match((await bekal('draft', 'list')).said, /new course, self_paced, Rp250\.000$/m)
})

test('somebody is invited to act for an institution, anew after a lost phone, and disabled', async () => {
  const user = (...words: string[]) => bekal('institution', 'user', ...words)
  const added = await user('add', 'LKP Contoh', 'budi@contoh.test', '--person', 'Budi')
  assert.match(added.said, /The link went there by email/)
  assert.doesNotMatch(added.said, /undangan|http/)
  assert.equal((await user('add', 'LKP Contoh', 'budi@contoh.test')).code, 1)
  assert.match((await user('add', 'LKP Khayal', 'b@contoh.test')).said, /No institution has this name/)
  const anew = await user('invite', 'budi@contoh.test')
  assert.doesNotMatch(anew.said, /undangan|http/)
  const { rows } = await pool.query(`select address from outbox where template = 'institution-invitation'`)
  assert.deepEqual(rows, [{ address: 'budi@contoh.test' }, { address: 'budi@contoh.test' }])
  assert.match((await user('list')).said, /^budi@contoh\.test +Budi +LKP Contoh +invited$/)
  assert.equal((await user('disable', 'budi@contoh.test')).code, 0)
  assert.match((await user('list')).said, /disabled$/)
  assert.match((await user('invite', 'budi@contoh.test')).said, /disabled for good/)
})
