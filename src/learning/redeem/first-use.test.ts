import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { giveContent } from '../../../test/a-course-to-learn.ts'
import { aProgramme } from '../../../test/a-programme.ts'
import { hour } from '../../kernel/clock.ts'
import { checkInvariants } from '../../ledger/check-invariants.ts'
import { handInWork } from '../assignments/hand-in.ts'
import { submit } from '../assignments/submit.ts'
import { askConfirmation } from '../attendance/ask-confirmation.ts'
import { attendClass, markAttendance } from '../attendance/attend-class.ts'
import { codeStatus } from '../attendance/bought-code.ts'
import { confirmAttendance } from '../attendance/confirm-attendance.ts'
import { gradeTraining } from '../completion/grade.ts'
import { participantOf } from '../institution-portal/participants.ts'
import { finishLesson, openLesson } from '../lesson-progress.ts'
import { startTest } from '../quizzes/attempts.ts'
import { redeemCode } from './redeem-voucher.ts'

const programme = await aProgramme()
const { ctx, pool, clock, purchases, toko, kupon } = programme
after(programme.close)
const by = { actor: 'institution:1', requestId: 'r-use' }
const ours = { institutionId: 1, sandboxOnly: false }
let bought = 0

/** A training that was paid and not used, of a course with a lesson, tests and an assignment. */
async function aTraining(method: 'self_paced' | 'webinar' = 'self_paced', partner = toko) {
  const card = await programme.aCard()
  const course = await programme.aCourse()
  await giveContent(programme, course.courseCode, { '01-satu.md': '---\ntitle: Satu\n---\nIsi' })
  const invoiceCode = `GUNA-${++bought}`
  const request = { partner, requestId: 'r-buy' }
  const account = { ...request, ...course, userPlatformId: invoiceCode, cardNumber: card.number }
  const sent = await purchases.sendOtp(account)
  assert.ok(sent.ok)
  const paid = await purchases.authorize({
    ...request,
    paymentToken: sent.value.paymentToken,
    otp: await programme.otpFor(card.phone),
    invoiceCode,
    invoiceUrl: 'https://toko.example/1',
  })
  assert.ok(paid.ok)
  await pool.query('update course set learning_method = $2 where course_code = $1', [
    course.courseCode,
    method,
  ])
  const { rows } = await pool.query(
    'select person_id, schedule_id from purchase join card using (card_id) where purchase_id = $1',
    [paid.value.purchaseId],
  )
  const { cardId, purchaseId, redeemCode: code, transactionCode } = paid.value
  const known = { personId: rows[0].person_id as string, scheduleId: rows[0].schedule_id as number }
  return { cardId, purchaseId, code, ...known, invoiceCode, transactionCode, partner }
}
type Training = Awaited<ReturnType<typeof aTraining>>

const cancel = ({ partner, invoiceCode, transactionCode }: Training) =>
  purchases.void(partner, invoiceCode, transactionCode, 'r-void')
const cancelOwn = (training: Training) =>
  purchases.cancelOwn(training, { actor: 'account:pijar:1', requestId: 'r-own' })

async function confirm({ code, personId }: Training, sequence: number) {
  const asked = await askConfirmation(
    ctx,
    {
      ...ours,
      code,
      sequence,
      partnerId: 1,
      redirectUri: 'https://lp.example',
      email: `${code}@contoh.test`,
    },
    by,
  )
  assert.ok(asked.ok)
  return confirmAttendance(ctx, asked.value.state, { personId, requestId: 'r' })
}

async function finish(training: Training) {
  await openLesson(ctx, training, 1)
  return finishLesson(ctx, training, 1, 'r')
}

const submission = { scope: 'tpm', sequence: 1, urlFile: 'https://lp.example/a', notes: undefined } as const

/** Every way in which a training is used, and as what it is first used then. */
const uses: Readonly<
  Record<string, readonly [use: string, (training: Training) => Promise<{ ok: boolean }>]>
> = {
  'its code is redeemed': [
    'redeemed',
    ({ code }) => redeemCode(ctx, { kind: 'redeem', code, institutionId: 1 }, by),
  ],
  'session 1 is confirmed by a link': ['attended', (training) => confirm(training, 1)],
  'session 999 is confirmed by a link': ['attended', (training) => confirm(training, 999)],
  'a class is attended by the code on its screen': [
    'attended',
    ({ scheduleId, personId }) =>
      attendClass(ctx, { scheduleId, sequence: 1, scannedAt: clock.now() }, { personId, requestId: 'r' }),
  ],
  'somebody is marked as present by hand': [
    'marked',
    (enrolment) => markAttendance(ctx, 1, { enrolment, sequence: 999, reason: 'HP rusak' }, by),
  ],
  'a lesson is finished': ['lesson', finish],
  'a test is begun': ['test', (training) => startTest(ctx, training, 'pre', 'r')],
  'work is handed in': [
    'handed_in',
    (training) => handInWork(ctx, training, 'tpm', { url: 'https://contoh.id/a' }, 'r'),
  ],
  'the institution hands in an assignment': [
    'submitted',
    ({ code }) => submit(ctx, { ...ours, ...submission, kind: 'assignment', code }, by),
  ],
  'the institution hands in feedback': [
    'submitted',
    ({ code }) => submit(ctx, { ...ours, ...submission, kind: 'feedback', notes: 'Rapi', code }, by),
  ],
  'a grade is given': ['graded', async (enrolment) => gradeTraining(ctx, 1, { enrolment, grade: 'A' }, by)],
}

for (const [what, [expected, use]] of Object.entries(uses))
  test(`when ${what}, the purchase is used from that moment on and cannot be cancelled`, async () => {
    const training = await aTraining()
    const before = await codeStatus(ctx, { ...ours, code: training.code, sequence: 1 })
    assert.ok(before.ok && !before.value.redeemedAt)
    const at = clock.now()
    assert.ok((await use(training)).ok)
    clock.advance(hour)
    // What comes later changes nothing of it.
    await finish(training)
    await gradeTraining(ctx, 1, { enrolment: training, grade: 'B' }, by)
    const status = await codeStatus(ctx, { ...ours, code: training.code, sequence: 1 })
    assert.ok(status.ok)
    assert.deepEqual([status.value.redeemedAt, status.value.attended], [at, true])
    assert.deepEqual((await participantOf(pool, 1, training))?.redeemedAt, at)
    for (const cancelled of [await cancel(training), await cancelOwn(training)])
      assert.equal(!cancelled.ok && cancelled.refusal, 'already_redeemed')
    const { rows } = await pool.query('select first_use, status from purchase where purchase_id = $1', [
      training.purchaseId,
    ])
    assert.deepEqual(rows, [{ first_use: expected, status: 'paid' }])
    const { rows: told } = await pool.query(
      `select act, reason from journal where card_id = $1 and act in ('first_used', 'redeemed')`,
      [training.cardId],
    )
    assert.deepEqual(
      told,
      expected === 'redeemed'
        ? [{ act: 'redeemed', reason: 'by_redeem_code' }]
        : [{ act: 'first_used', reason: expected }],
    )
  })

test('of two hundred cancellations and two hundred first uses at once, each purchase has one of the two', async () => {
  const trainings: Training[] = []
  for (let n = 0; n < 200; n++) trainings.push(await aTraining())
  const ways = Object.values(uses).map(([, use]) => use)
  // Links are asked for beforehand: whoever cancels in between makes asking fail, not using.
  const race = trainings.map(async (training, n) => {
    const use = () => ways[n % ways.length]!(training).catch(() => ({ ok: false }))
    const by = n % 3 ? cancel : cancelOwn
    const [first, second] = n % 2 ? [use(), by(training)] : [by(training), use()]
    const [one, other] = await Promise.all([first, second])
    return [one.ok, other.ok].filter(Boolean).length
  })
  const winners = await Promise.all(race)
  assert.deepEqual([...new Set(winners)], [1], 'never both, and never neither')
  const { rows } = await pool.query(
    `select count(*)::int from recorded_use join purchase using (card_id, purchase_id) where status = 'cancelled'`,
  )
  assert.equal(rows[0].count, 0)
})

test('a webinar is used by a lesson, and its code is still good for the first session, once', async () => {
  const training = await aTraining('webinar')
  const at = clock.now()
  assert.ok((await finish(training)).ok)
  clock.advance(hour)
  const status = async () => {
    const found = await codeStatus(ctx, { ...ours, code: training.code, sequence: 1 })
    assert.ok(found.ok)
    return [found.value.redeemedAt, found.value.attended]
  }
  assert.deepEqual(await status(), [at, false])
  const commit = () => redeemCode(ctx, { kind: 'redeem', code: training.code, institutionId: 1 }, by)
  const commits = await Promise.all(Array.from({ length: 10 }, commit))
  assert.equal(commits.filter(({ ok }) => ok).length, 1)
  assert.deepEqual(await status(), [at, true])
})

test('a voucher that the institution has confirmed a session of is used, and its lessons are open', async () => {
  const training = await aTraining('self_paced', kupon)
  assert.equal((await finish(training)).ok, false)
  assert.ok((await confirm(training, 999)).ok)
  assert.ok((await finish(training)).ok)
  const cancelled = await cancel(training)
  assert.equal(!cancelled.ok && cancelled.refusal, 'already_redeemed')
})

test('every table that belongs to a purchase is one of uses, or known to be none', async () => {
  const { rows } = await pool.query(
    `select table_name from information_schema.columns
     join information_schema.tables using (table_schema, table_name)
     where table_schema = 'public' and table_type = 'BASE TABLE' and column_name = 'purchase_id' order by 1`,
  )
  const { rows: used } = await pool.query(
    `select distinct relname as table_name
     from pg_rewrite rule
     join pg_depend on classid = 'pg_rewrite'::regclass and objid = rule.oid and refclassid = 'pg_class'::regclass
     join pg_class on pg_class.oid = refobjid
     where ev_class = 'recorded_use'::regclass and refobjid <> ev_class`,
  )
  const uses = used.map(({ table_name }) => table_name as string)
  const none = {
    awaited_completion: 'what time will bring',
    awaited_review: 'whom to remind',
    code: 'routing',
    confirmation: 'asked for, and a use when it is confirmed: then there is attendance',
    confirmation_email: 'routing',
    entry: 'money',
    incentive: 'comes of a certificate',
    invoice: 'routing',
    lesson_visit: 'to open a lesson is to look',
    message: 'told',
    outbox: 'told',
    payment_item: 'money',
    suspended_item: 'what a suspension settles',
    promo_use: 'the storefront',
    reply_link: 'comes of a review',
    review: 'comes of a certificate',
    single_use_link: 'comes of a review',
    storefront_order: 'the storefront',
    submission_file: 'belongs to a submission or a report',
  }
  const unknown = rows
    .map(({ table_name }) => table_name)
    .filter((name) => !uses.includes(name) && !(name in none))
  assert.deepEqual(unknown, [])
})

test('ledger check finds a use of what was cancelled, and a first use that was moved', async () => {
  assert.deepEqual(await checkInvariants(pool), [])
  const [cancelled, moved] = [await aTraining(), await aTraining()]
  assert.ok((await cancel(cancelled)).ok)
  await pool.query(`insert into attendance values ($1, $2, 1, now(), 'institution:1')`, [
    cancelled.cardId,
    cancelled.purchaseId,
  ])
  assert.ok((await finish(moved)).ok)
  await pool.query(
    `update purchase set redeemed_at = redeemed_at + interval '1 day' where purchase_id = $1`,
    [moved.purchaseId],
  )
  const found = await checkInvariants(pool)
  assert.deepEqual(
    found.map(({ invariant, examples }) => [invariant, ...examples]),
    [
      ['used_is_not_cancelled', `purchase:${cancelled.purchaseId}`],
      ['first_use_is_earliest', `purchase:${moved.purchaseId}`],
    ],
  )
})
