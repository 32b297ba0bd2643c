import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { aDesk, dewi, gita } from '../../../test/a-desk.ts'
import { bekalOn } from '../../../test/bekal.ts'
import { settingsOf } from '../../../test/database.ts'
import { ana, tokenOf } from '../../../test/two-people.ts'

const desk = await aDesk()
const folder = await mkdtemp(path.join(tmpdir(), 'bekal-cli-'))
after(async () => {
  await desk.close()
  await rm(folder, { recursive: true, force: true })
})
const settings = { BEKAL_DATA: folder, ...settingsOf(desk.database) }
const as = async (who: typeof dewi) => bekalOn(settings, await tokenOf(desk.ctx, who))

test('the desk finds, shows masked, opens, lists and ends by command, and only who is of it', async () => {
  const holder = await desk.aHolder()
  const [byDewi, byGita] = [await as(dewi), await as(gita)]
  const found = await byDewi('desk', 'find', holder.answers.nik)
  assert.deepEqual(
    found.said.map((one: { personId: string }) => one.personId),
    [holder.personId],
  )
  const because = ['--because', 'HP hilang']
  const shown = JSON.stringify((await byDewi('desk', 'show', holder.personId, ...because)).said)
  for (const secret of [holder.card.phone, holder.card.number, holder.answers.email])
    assert.ok(!shown.includes(secret))
  const { deskCaseId } = (await byDewi('desk', 'open', holder.personId, ...because)).said
  assert.equal((await byGita('desk', 'open', holder.personId, ...because)).said.refusal, 'desk_case_open')
  assert.deepEqual(
    (await byGita('desk', 'list')).said.map((one: { deskCaseId: string }) => one.deskCaseId),
    [deskCaseId],
  )
  const phone = ['--phone', '0813 9999 0001']
  assert.equal((await byDewi('desk', 'phone', deskCaseId, ...phone)).said.refusal, 'proof_missing')
  assert.equal((await byDewi('desk', 'confirm', deskCaseId)).said.refusal, 'second_person_needed')
  assert.equal((await byGita('desk', 'card-number', deskCaseId)).said.refusal, 'desk_case_unknown')
  assert.equal((await byGita('desk', 'settle', '1', ...because)).said.refusal, 'change_not_open')
  const name = ['--name', 'Siti Benar', '--evidence', 'family_card', ...because]
  assert.deepEqual((await byGita('desk', 'correct', holder.personId, ...name)).said.corrected, ['name'])
  assert.equal((await byGita('desk', 'end', deskCaseId)).code, 0)
  assert.deepEqual((await byGita('desk', 'list')).said, [])
  await desk.pool.query(`update staff set roles = '{operator}' where staff_id = 101`)
  assert.equal((await (await as(ana))('desk', 'list')).said.refusal, 'not_allowed')
})
