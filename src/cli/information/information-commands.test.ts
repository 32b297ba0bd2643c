import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { bekalOn } from '../../../test/bekal.ts'
import { settingsOf, testDatabase } from '../../../test/database.ts'
import { budi, tokenOf, twoPeople } from '../../../test/two-people.ts'
import type { Context } from '../../database/context.ts'
import { askWithoutAccount } from '../../information/ask.ts'
import { day, machineClock } from '../../kernel/clock.ts'
import { secretsFrom } from '../../kernel/secrets/secrets.ts'

const database = await testDatabase()
const folder = await mkdtemp(path.join(tmpdir(), 'bekal-cli-'))
after(() => rm(folder, { recursive: true, force: true }))
const settings = { BEKAL_DATA: folder, ...settingsOf(database) }
const ctx: Context = { db: database.pool, clock: machineClock, secrets: secretsFrom(settings.BEKAL_SECRET) }
await twoPeople(ctx.db)
const byBudi = bekalOn(settings, await tokenOf(ctx, budi))
const nobody = bekalOn(settings)

async function refused(given: Promise<{ code: number; said: { refusal?: string } }>): Promise<string> {
  const { code, said } = await given
  assert.equal(code, 1, JSON.stringify(said))
  return said.refusal ?? ''
}

test('a question is shown as a file, kept from one, and taken away by somebody of the staff', async () => {
  const [first] = (await nobody('question', 'list')).said
  const file = path.join(folder, 'question.json')
  const { said: shown } = await nobody('question', 'show', String(first.questionId))
  await writeFile(
    file,
    JSON.stringify({ ...shown, asked: { ...shown.asked, en: 'Who may take part in it?' } }),
  )
  assert.equal(await refused(nobody('question', 'set', file)), 'not_logged_in')
  const changes = ['question', 'set', file, '--question', String(first.questionId)]
  assert.equal((await byBudi(...changes)).code, 0)
  const { said: after } = await nobody('question', 'show', String(first.questionId))
  assert.equal(after.asked.en, 'Who may take part in it?')
  assert.equal((await byBudi('question', 'end', String(first.questionId))).code, 0)
  assert.equal((await nobody('question', 'show', String(first.questionId))).code, 1)
  assert.equal(await refused(byBudi(...changes)), 'question_unknown')
  assert.equal(await refused(byBudi('question', 'set', folder)), 'question_malformed')
})

test('an announcement is planned, planned otherwise and taken back', async () => {
  const at = (days: number) => new Date(Date.now() + days * day).toISOString()
  const words = [
    '--title-id',
    'Kabar baik',
    '--title-en',
    'Good news',
    '--text-en',
    'There is good news today.',
  ]
  const plan = ['announcement', 'plan', ...words, '--from', at(1), '--until', at(2), '--at', 'front', 'home']
  const { said } = await byBudi(...plan, '--text-id', 'Ada kabar baik hari ini.')
  const number = String(said.announcement)
  assert.equal(await refused(byBudi(...plan, '--text-id', 'Buka www.penipu.example.')), 'text_elsewhere')
  const other = await byBudi(...plan, '--text-id', 'Ada kabar lain hari ini.', '--instead', number)
  assert.equal(other.code, 0)
  assert.equal((await byBudi('announcement', 'withdraw', number)).code, 0)
  assert.equal(await refused(byBudi('announcement', 'withdraw', number)), 'announcement_withdrawn')
  const [listed] = (await nobody('announcement', 'list')).said
  assert.deepEqual([listed.textId, listed.places], ['Ada kabar lain hari ini.', ['front', 'home']])
})

test('a question without an account is shown without its contact, answered once, or closed with others', async () => {
  const asked = { topic: 'buy', language: 'en', caller: '203.0.113.8', requestId: 'test' } as const
  const numbers: string[] = []
  for (const text of [
    'Where do I see my orders?',
    'Buy cheap watches here now.',
    'Buy cheap shoes here now.',
  ]) {
    const taken = await askWithoutAccount(ctx, { ...asked, contact: 'who@contoh.id', text })
    numbers.push(taken.ok ? taken.value : taken.refusal)
  }
  const [number = '', ...others] = numbers
  const { said: shown } = await byBudi('inquiry', 'show', number.toLowerCase())
  assert.equal(shown.contact, 'w****@contoh.id')
  assert.equal((await byBudi('inquiry', 'answer', number, '--text', 'On the page My card.')).code, 0)
  assert.equal(
    await refused(byBudi('inquiry', 'answer', number, '--text', 'On the page My card.')),
    'inquiry_answered',
  )
  assert.deepEqual((await byBudi('inquiry', 'drop', number, ...others)).said, { dropped: 2 })
  assert.deepEqual((await byBudi('inquiry', 'list')).said, [])
  assert.equal((await byBudi('inquiry', 'list', '--all')).said.length, 3)
})
