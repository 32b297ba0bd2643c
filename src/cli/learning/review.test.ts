import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { aProgramme } from '../../../test/a-programme.ts'
import { aPurchase } from '../../../test/a-purchase.ts'
import { bekal } from '../../../test/bekal.ts'
import { settingsOf } from '../../../test/database.ts'
import { ana, tokenOf } from '../../../test/two-people.ts'
import { reviewId, reviewOf } from '../../learning/reviews/reviews.ts'
import { writeReview } from '../../learning/reviews/write-review.ts'

const programme = await aProgramme()
const { ctx, database } = programme
const folder = await mkdtemp(path.join(tmpdir(), 'bekal-cli-'))
after(async () => {
  await programme.close()
  await rm(folder, { recursive: true, force: true })
})
Object.assign(process.env, { ...settingsOf(database), BEKAL_DATA: folder })

process.env.BEKAL_TOKEN = await tokenOf(ctx, ana)
test('a moderator lists, hides, shows and replies from the command line, in a name of their own', async () => {
  const course = await programme.aCourse()
  const enrolment = await aPurchase(programme, course)
  const link = (to: string) => `https://bekal.example${to}`
  const text = 'Hubungi saya di 0812 3456 7890'
  assert.ok((await writeReview(ctx, enrolment, { stars: 2, text }, { requestId: 'r', link })).ok)
  const id = reviewId(enrolment)

  const listed = await bekal('review', 'list', '--course', course.courseCode)
  assert.equal(listed.code, 0)
  assert.match(
    listed.said,
    new RegExp(`${id} +${course.courseCode} +2 .* shown +Siti A\\. +Hubungi saya di •+$`),
  )
  assert.equal((await bekal('review', 'list', '--hidden')).said, 'There is no such review.')

  assert.equal((await bekal('review', 'hide', id)).code, 2)
  assert.equal((await bekal('review', 'hide', id, '--reason', 'bad_news')).code, 2)
  const bare = await bekal('review', 'hide', id, '--reason', 'other')
  assert.deepEqual(bare, { code: 1, said: 'Say in --note why it is hidden: its writer is told.' })
  assert.equal((await bekal('review', 'hide', id, '--reason', 'personal_data')).code, 0)
  const { rows } = await database.pool.query('select hidden_by from review where card_id = $1', [
    enrolment.cardId,
  ])
  assert.equal(rows[0].hidden_by, ana.actor)
  assert.match((await bekal('review', 'list', '--hidden')).said, /hidden \(personal_data\)/)
  const early = await bekal('review', 'reply', id, '--text', 'Terima kasih banyak!')
  assert.deepEqual(early, {
    code: 1,
    said: 'The programme has hidden this review for now, so it cannot be replied to. Reply once it is shown again.',
  })

  assert.equal((await bekal('review', 'show', id)).code, 0)
  assert.equal((await bekal('review', 'reply', id, '--text', 'Terima kasih banyak!')).code, 0)
  const twice = await bekal('review', 'reply', id, '--text', 'Terima kasih banyak!', '--json')
  assert.equal(JSON.parse(twice.said).refusal, 'already_replied')
  assert.equal((await reviewOf(ctx, enrolment))?.reply?.text, 'Terima kasih banyak!')
  const unknown = await bekal('review', 'show', 'x')
  assert.deepEqual(unknown, {
    code: 1,
    said: 'There is no review of this id: "bekal review list" shows the ids.',
  })
})

test('the contact of an institution is set from the command line', async () => {
  const set = await bekal('institution', 'contact', 'LKP Contoh', 'admin@lkp.test')
  assert.deepEqual(set, { code: 0, said: 'LKP Contoh is written to at admin@lkp.test.' })
  const wrong = await bekal('institution', 'contact', 'LKP Contoh', 'admin')
  assert.deepEqual(wrong, { code: 1, said: 'This is no email address. Write it like name@example.id.' })
})
