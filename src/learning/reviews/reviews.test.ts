import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aProgramme } from '../../../test/a-programme.ts'
import { aPurchase } from '../../../test/a-purchase.ts'
import { setInstitutionContact } from '../../catalogue/institution-contact.ts'
import { day } from '../../kernel/clock.ts'
import type { Enrolment } from '../enrolment.ts'
import { type ReviewSort, reviewsOfCourse, starSpread, starSpreads } from './course-reviews.ts'
import { findReviews } from './list-reviews.ts'
import { hideReview, showReview } from './moderate-review.ts'
import { replyByLink, replyInvitation, replyToReview } from './reply-to-review.ts'
import { reviewById, reviewId, reviewOf } from './reviews.ts'
import { mayWriteReview, writeReview } from './write-review.ts'

const programme = await aProgramme()
const { aCard, aCourse, clock, ctx, pool } = programme
after(() => programme.close())

const from = { requestId: 'r-3', link: (path: string) => `https://bekal.example${path}` }
const moderator = { actor: 'cli:ani', requestId: 'r-4' }
const good = { stars: 5, text: 'Materinya jelas dan berguna.' }
const write = (enrolment: Enrolment, review = good) => writeReview(ctx, enrolment, review, from)
const courseIdOf = async ({ courseCode }: { courseCode: string }): Promise<number> =>
  (await pool.query('select course_id from course where course_code = $1', [courseCode])).rows[0].course_id
const countOf = async (sql: string, values: unknown[]): Promise<number> =>
  (await pool.query(sql, values)).rows[0].count
const events = async ({ cardId }: Enrolment): Promise<string[]> =>
  (
    await pool.query(
      `select act from journal where card_id = $1 and act like 'review%' order by journal_id`,
      [cardId],
    )
  ).rows.map(({ act }) => act)
const refused = (refusal: string) => ({ ok: false, refusal, facts: {} })

async function aReview(course: Awaited<ReturnType<typeof aCourse>>, review = good): Promise<Enrolment> {
  const enrolment = await aPurchase(programme, course)
  const outcome = await write(enrolment, review)
  assert.ok(outcome.ok)
  return enrolment
}

/** The secret in the newest reply link that waits in the outbox. */
async function newestToken(): Promise<string> {
  const { rows } = await pool.query(
    `select sealed from outbox where template = 'review-written' order by message_id desc limit 1`,
  )
  return JSON.parse(ctx.secrets.open(rows[0].sealed)).replyLink.split('/').at(-1)
}

test('who finished a training reviews it once, under first name and initial, and it is journaled', async () => {
  const course = await aCourse()
  const enrolment = await aPurchase(programme, course)
  assert.equal(await mayWriteReview(ctx, enrolment), undefined)
  const said = { stars: 4, text: '  Bagus\r\n\r\n\r\n\r\nsekali,\u202e kak!\u0000 ' }
  assert.deepEqual(await write(enrolment, said), { ok: true, value: { change: 'written' } })
  const review = await reviewOf(ctx, enrolment)
  assert.equal(review?.text, 'Bagus\n\nsekali, kak!')
  assert.equal(review?.shownName, 'Siti A.')
  assert.deepEqual(await write(enrolment, said), { ok: true, value: { change: 'none' } })
  clock.advance(day)
  assert.deepEqual(await write(enrolment, good), { ok: true, value: { change: 'edited' } })
  assert.equal((await reviewOf(ctx, enrolment))?.stars, 5)
  assert.deepEqual((await reviewOf(ctx, enrolment))?.editedAt, clock.now())
  assert.deepEqual(await events(enrolment), ['review_written', 'review_edited'])
  clock.advance(29 * day)
  assert.deepEqual(await write(enrolment, said), refused('edit_too_late'))
})

test('nobody else writes one: not before the training is finished, not unpaid, not cancelled, not of another card', async () => {
  const course = await aCourse()
  const unfinished = await aPurchase(programme, course, { finished: false })
  assert.deepEqual(await write(unfinished), refused('training_not_finished'))
  const card = await aCard()
  const { toko, purchases } = programme
  const asked = { partner: toko, userPlatformId: 'u-1', cardNumber: card.number, requestId: 'r-1', ...course }
  assert.ok((await purchases.sendOtp(asked)).ok)
  const { rows } = await pool.query('select purchase_id from purchase where card_id = $1', [card.cardId])
  const unpaid = { cardId: card.cardId, purchaseId: rows[0].purchase_id }
  assert.deepEqual(await write(unpaid), refused('purchase_not_paid'))
  const cancelled = await aPurchase(programme, course)
  await pool.query(`update purchase set status = 'cancelled', cancelled_at = paid_at where card_id = $1`, [
    cancelled.cardId,
  ])
  assert.deepEqual(await write(cancelled), refused('purchase_cancelled'))
  const finished = await aPurchase(programme, course)
  const foreign = { cardId: card.cardId, purchaseId: finished.purchaseId }
  assert.deepEqual(await write(foreign), refused('purchase_unknown'))
  assert.deepEqual(await write(finished, { ...good, stars: 6 }), refused('stars_missing'))
  assert.deepEqual(
    await write(finished, { ...good, text: '     a         b    ' }),
    refused('text_too_short'),
  )
  assert.deepEqual(await write(finished, { ...good, text: 'a'.repeat(2001) }), refused('text_too_long'))
  for (const enrolment of [unfinished, unpaid, cancelled, finished])
    assert.equal(await reviewOf(ctx, enrolment), undefined)
  assert.equal((await starSpread(ctx, await courseIdOf(course))).count, 0)
})

test('many at once write one review, and one email to the institution', async () => {
  assert.ok((await setInstitutionContact(ctx, 'LKP  contoh', 'admin@lkp.test', moderator)).ok)
  const enrolment = await aPurchase(programme, await aCourse())
  const sent = `select count(*)::int from outbox where template = 'review-written'`
  const before = await countOf(sent, [])
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, (_, i) => write(enrolment, { stars: (i % 5) + 1, text: `Ulasan nomor ${i}` })),
  )
  const changes = outcomes.map((outcome) => (outcome.ok ? outcome.value.change : outcome.refusal)).sort()
  assert.deepEqual(changes, [...Array(19).fill('edited'), 'written'])
  assert.equal(await countOf('select count(*)::int from review where card_id = $1', [enrolment.cardId]), 1)
  assert.equal(await countOf(sent, []), before + 1)
})

test('the distribution counts every review that is shown, and no hidden one', async () => {
  const [course, other] = [await aCourse({ quota: 100 }), await aCourse()]
  const [courseId, otherId] = [await courseIdOf(course), await courseIdOf(other)]
  const given = [5, 5, 5, 4, 2, 1, 1]
  const written: Enrolment[] = []
  for (const stars of given) written.push(await aReview(course, { ...good, stars }))
  await aReview(other)
  assert.deepEqual(await starSpread(ctx, courseId), { counts: [2, 1, 0, 1, 3], count: 7, average: 23 / 7 })
  const hide = (at: number) => hideReview(ctx, written[at]!, { because: 'insult' }, moderator)
  assert.ok((await hide(6)).ok)
  const hidden = { counts: [1, 1, 0, 1, 3], count: 6, average: 22 / 6 }
  assert.deepEqual(await starSpread(ctx, courseId), hidden)
  assert.deepEqual(
    [...(await starSpreads(ctx, [courseId, otherId, 999_999])).entries()].sort(([a], [b]) => a - b),
    [
      [courseId, hidden],
      [otherId, { counts: [0, 0, 0, 0, 1], count: 1, average: 5 }],
    ],
  )
  const stars = async (sort: ReviewSort) =>
    (await reviewsOfCourse(ctx, courseId, { sort, page: 1, perPage: 10 })).map((review) => review.stars)
  assert.deepEqual(await stars('lowest'), [1, 2, 4, 5, 5, 5])
  assert.deepEqual(await stars('highest'), [5, 5, 5, 4, 2, 1])
})

test('the stars of a course with thousands of reviews are counted again after half a minute', async () => {
  const courseId = await courseIdOf(await aCourse())
  const add = (first: number, count: number) =>
    pool.query(
      `insert into review (card_id, purchase_id, course_id, stars, text, shown_name, written_at)
       select 1000000 + n, 1, $1, 1 + n % 5, 'Pelatihan yang baik.', 'Siti A.', now()
       from generate_series($2::int, $3::int) n`,
      [courseId, first, first + count - 1],
    )
  await add(1, 1999)
  assert.equal((await starSpread(ctx, courseId)).count, 1999)
  await add(2000, 1)
  assert.deepEqual((await starSpread(ctx, courseId)).counts, [400, 400, 400, 400, 400])
  await add(2001, 5)
  assert.equal((await starSpread(ctx, courseId)).count, 2000)
  clock.advance(30_000)
  assert.deepEqual((await starSpread(ctx, courseId)).counts, [401, 401, 401, 401, 401])
})

test('pages follow one another without a gap, whatever the order', async () => {
  const course = await aCourse({ quota: 100 })
  const courseId = await courseIdOf(course)
  for (let i = 0; i < 7; i++) {
    await aReview(course, { stars: (i % 3) + 1, text: `Ulasan ke-${i}, semoga membantu` })
    if (i % 2) clock.advance(day)
  }
  for (const sort of ['newest', 'lowest', 'highest'] as const) {
    const read = []
    for (let page = 1; page <= 4; page++)
      read.push(...(await reviewsOfCourse(ctx, courseId, { sort, page, perPage: 2 })))
    assert.equal(new Set(read.map(({ text }) => text)).size, 7)
    for (const [at, review] of read.entries()) {
      const before = read[at - 1]
      if (!before) continue
      const inOrder = { newest: 0, lowest: review.stars - before.stars, highest: before.stars - review.stars }
      assert.ok(inOrder[sort] >= 0)
      if (inOrder[sort] === 0) assert.ok(before.writtenAt >= review.writtenAt)
    }
  }
})

test('what people paste is masked where others read it, and kept for its writer', async () => {
  const course = await aCourse()
  const text = 'WA saya 0812 3456 7890, NIK 3174051105900012'
  const enrolment = await aReview(course, { stars: 3, text })
  const reply = 'Silakan telepon 021-5555-6666-77'
  assert.ok((await replyToReview(ctx, enrolment, reply, moderator)).ok)
  const [shown] = await reviewsOfCourse(ctx, await courseIdOf(course), {
    sort: 'newest',
    page: 1,
    perPage: 5,
  })
  assert.equal(shown?.text, 'WA saya ••••••••••, NIK ••••••••••')
  assert.equal(shown?.reply?.text, 'Silakan telepon ••••••••••')
  assert.equal(shown?.masked, true)
  assert.equal((await reviewOf(ctx, enrolment))?.text, text)
})

test('a review is replied to once, however many try at once, and not changed after that', async () => {
  const enrolment = await aReview(await aCourse())
  const outcomes = await Promise.all(
    Array.from({ length: 12 }, (_, i) => replyToReview(ctx, enrolment, `Terima kasih nomor ${i}`, moderator)),
  )
  const won = outcomes.findIndex(({ ok }) => ok)
  assert.equal(outcomes.filter(({ ok }) => ok).length, 1)
  for (const outcome of outcomes) if (!outcome.ok) assert.equal(outcome.refusal, 'already_replied')
  assert.equal((await reviewOf(ctx, enrolment))?.reply?.text, `Terima kasih nomor ${won}`)
  assert.deepEqual(await write(enrolment, { ...good, stars: 1 }), refused('review_replied'))
  assert.deepEqual(await events(enrolment), ['review_written', 'review_replied'])
})

test('the link of the email answers once, for sixty days, and is kept only as a hash', async () => {
  assert.ok((await setInstitutionContact(ctx, 'LKP Contoh', 'admin@lkp.test', moderator)).ok)
  const enrolment = await aReview(await aCourse())
  const token = await newestToken()
  assert.match(token, /^[A-Z0-9]{32}$/)
  const invitation = await replyInvitation(ctx, token)
  assert.equal(invitation?.refusal, undefined)
  assert.equal(invitation?.institution, 'LKP Contoh')
  const stored = `select count(*)::int from single_use_link where token_hash = convert_to($1, 'utf8')`
  assert.equal(await countOf(stored, [token]), 0)
  const { rows: kept } = await pool.query(`select params::text from outbox where template = 'review-written'`)
  assert.ok(kept.every(({ params }) => !params.includes(token)))
  assert.deepEqual(await replyByLink(ctx, token, 'pendek', 'r'), refused('reply_too_short'))
  assert.deepEqual(
    await replyByLink(ctx, 'A'.repeat(24), 'Terima kasih!', 'r'),
    refused('reply_link_unknown'),
  )
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => replyByLink(ctx, token, 'Terima kasih banyak!', 'r')),
  )
  assert.equal(answers.filter(({ ok }) => ok).length, 1)
  assert.equal((await replyInvitation(ctx, token))?.refusal, 'already_replied')
  const { rows } = await pool.query('select replied_by from review where card_id = $1', [enrolment.cardId])
  assert.equal(rows[0].replied_by, 'institution:1')

  await aReview(await aCourse())
  const second = await newestToken()
  clock.advance(60 * day)
  assert.deepEqual(await replyByLink(ctx, second, 'Terima kasih!', 'r'), refused('reply_link_expired'))
})

test('hiding has a reason that the writer is told; who hides twice or shows what is shown is refused', async () => {
  const course = await aCourse()
  const enrolment = await aReview(course)
  const hide = (because: 'advertising' | 'other', note?: string) =>
    hideReview(ctx, enrolment, { because, note }, moderator)
  assert.deepEqual(await showReview(ctx, enrolment, moderator), refused('not_hidden'))
  assert.deepEqual(await hide('other'), refused('note_missing'))
  assert.ok((await hide('advertising', 'tautan toko')).ok)
  assert.deepEqual(await hide('other', 'apa saja'), refused('already_hidden'))
  assert.deepEqual(
    await replyToReview(ctx, enrolment, 'Terima kasih!', moderator),
    refused('review_is_hidden'),
  )
  const { rows } = await pool.query(
    `select address, params from outbox where template = 'review-hidden' and card_id = $1`,
    [enrolment.cardId],
  )
  assert.equal(rows.length, 1)
  assert.equal(rows[0].address, 'siti@contoh.test')
  assert.equal(rows[0].params.reason, 'berisi iklan atau ajakan membeli: tautan toko')
  assert.match(rows[0].params.link, /^https:\/\/toko\.example\/pesanan\//)
  assert.deepEqual((await reviewOf(ctx, enrolment))?.hidden, {
    at: clock.now(),
    because: 'advertising',
    note: 'tautan toko',
  })
  const { reviews: all } = await findReviews(ctx, {
    courseCode: course.courseCode,
    hiddenOnly: true,
    limit: 10,
  })
  assert.deepEqual(
    all.map((one) => reviewById(reviewId(one.enrolment))),
    [enrolment],
  )
  clock.advance(100 * day)
  assert.ok((await write(enrolment, { stars: 4, text: 'Sudah saya perbaiki.' })).ok)
  assert.equal((await starSpread(ctx, await courseIdOf(course))).count, 0)
  assert.ok((await showReview(ctx, enrolment, moderator)).ok)
  assert.equal((await starSpread(ctx, await courseIdOf(course))).count, 1)
  assert.deepEqual(await events(enrolment), [
    'review_written',
    'review_hidden',
    'review_edited',
    'review_shown',
  ])
})

test('what is no review cannot be moderated, and no id breaks anything', async () => {
  const nowhere = { cardId: '1', purchaseId: '1' }
  assert.deepEqual(
    await hideReview(ctx, nowhere, { because: 'insult' }, moderator),
    refused('review_unknown'),
  )
  assert.deepEqual(await showReview(ctx, nowhere, moderator), refused('review_unknown'))
  assert.deepEqual(await replyToReview(ctx, nowhere, 'Terima kasih!', moderator), refused('review_unknown'))
  for (const id of ['', '1', '1-', '-1', '1-99999999999999999999', '1-9999999999999999999', "1-1'"])
    assert.equal(reviewById(id), undefined)
})
