import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { aBoughtTraining, learn } from '../../../test/a-finished-training.ts'
import { aProgramme } from '../../../test/a-programme.ts'
import { tamper } from '../../../test/database.ts'
import { budi, byTwo } from '../../../test/two-people.ts'
import { auditJournal } from '../../journal/audit.ts'
import { day } from '../../kernel/clock.ts'
import { checkInvariants } from '../../ledger/check-invariants.ts'
import { moneyOfPurchases } from '../../ledger/purchase-money.ts'
import { trialBalance } from '../../ledger/trial-balance.ts'
import { cancelPurchase, cancelPurchaseAct } from '../cancellation/cancel-purchase.ts'
import { certificatesOfPurchase } from '../certificates/certificates.ts'
import { revokeCertificate } from '../certificates/revoke-certificate.ts'
import { decideReport } from '../completion/decide-report.ts'
import { reportCompletion } from '../completion/report-completion.ts'
import { participantOf } from '../institution-portal/participants.ts'
import { writeReview } from '../reviews/write-review.ts'
import { answerSurvey } from '../surveys/answer-survey.ts'
import { askedSurvey } from '../surveys/surveys.ts'
import { incentivePlan } from './incentive-plan.ts'
import { incentiveOf } from './incentives.ts'
import { postDueIncentives } from './post-due.ts'

const programme = await aProgramme({ secondPurchaseAfterFinished: false })
const { ctx, pool, clock } = programme
after(() => programme.close())
const begin = '2026-11-23T10:00:00+07:00'
const staff = { actor: 'operator:ani', requestId: 'r-incentive' }
type Training = Awaited<ReturnType<typeof aBoughtTraining>>

const review = (training: Training) =>
  writeReview(ctx, training, { stars: 5, text: 'Materinya jelas.' }, { requestId: 'r', link: (to) => to })

async function aReviewedTraining() {
  const training = await aBoughtTraining(programme)
  await learn(programme, training)
  assert.ok((await review(training)).ok)
  return training
}

async function answer({ cardId }: Training, number: number) {
  const survey = (await askedSurvey(pool, number))!
  const answers = Object.fromEntries(
    survey.questions
      .filter(({ optional }) => !optional)
      .map((one) => [one.name, one.kind === 'choice' ? one.choices[0]!.value : '4']),
  )
  const by = { actor: `card:${cardId}`, requestId: 'r-answer' }
  return answerSurvey(ctx, cardId, { number, surveyId: survey.surveyId, answers }, by)
}

const unfinish = async (training: Training) => {
  const certificate = (await certificatesOfPurchase(pool, training)).find(({ revoked }) => !revoked)
  return revokeCertificate(ctx, certificate!.certificateId, { because: 'not_finished' }, staff)
}
const statesOf = async ({ cardId }: Training) =>
  (await incentiveOf(ctx, cardId)).map(({ kind, number, state }) => `${kind} ${number} ${state}`)
/** rupiah that a card's holder has coming, by the ledger */
const payableTo = async ({ cardId }: Training) =>
  Number(
    (
      await pool.query(
        `select coalesce(sum(amount), 0) as sum from ledger_line join card using (card_id)
         where account = 'payable_person' and party_id = person_id and card_id = $1`,
        [cardId],
      )
    ).rows[0].sum,
  )

test('each instalment is in the ledger from its day on, once, also where two jobs look at the same moment', async () => {
  const training = await aReviewedTraining()
  assert.equal(await payableTo(training), 600_000, 'the first is due with the review')
  assert.equal(await postDueIncentives(ctx), 0)
  const reviewedAt = clock.now()
  clock.advance(30 * day - 1)
  assert.equal(await postDueIncentives(ctx), 0)
  clock.advance(1)
  const others = await Promise.all([aReviewedTraining(), aReviewedTraining(), aReviewedTraining()])
  const posted = await Promise.all([1, 2, 3, 4].map(() => postDueIncentives(ctx)))
  assert.equal(
    posted.reduce((sum, count) => sum + count, 0),
    1,
  )
  assert.equal(await payableTo(training), 1_200_000)
  for (const other of others) assert.equal(await payableTo(other), 600_000)
  clock.advance(90 * day)
  assert.equal(
    await postDueIncentives(ctx),
    2 + others.length * 3,
    'what a stopped timetable has missed comes after it',
  )
  assert.equal(await payableTo(training), 2_400_000)
  assert.deepEqual(await statesOf(training), [
    'completion 1 due',
    'completion 2 due',
    'survey 1 survey_open',
    'completion 3 due',
    'survey 2 survey_open',
    'completion 4 due',
    'survey 3 survey_open',
  ])
  const { rows } = await pool.query(
    `select serial, debit, credit, amount, at from entry where card_id = $1 and kind = 'incentive' order by serial`,
    [training.cardId],
  )
  assert.deepEqual(rows[0], {
    serial: 1,
    debit: 'treasury',
    credit: 'payable_person',
    amount: 600_000,
    at: reviewedAt,
  })
  assert.deepEqual(
    rows.map(({ serial }) => serial),
    [1, 2, 3, 4],
  )
  const money = (await moneyOfPurchases(pool, training.cardId)).get(training.purchaseId)
  assert.deepEqual([money?.price, money?.toInstitution, money?.waits], [350_000, 350_000, 0])
  assert.deepEqual(await checkInvariants(pool), [])
})

test('where nothing is planned the page is told what is missing, and what the year would pay', async () => {
  const card = await programme.aCard()
  const missing = async () => {
    const { missing: what, promised, instalments } = await incentivePlan(ctx, card.cardId)
    return [what, promised.length, instalments.length]
  }
  assert.deepEqual(await missing(), ['purchase', 7, 0])
  const training = await aBoughtTraining(programme, card)
  assert.deepEqual(await missing(), ['completion', 7, 0])
  await learn(programme, training)
  assert.deepEqual(await missing(), ['review', 7, 0])
  assert.ok((await review(training)).ok)
  assert.deepEqual(await missing(), [undefined, 0, 7])
})

test('a training that the programme cancels takes back what is payable, and nothing more of it falls due', async () => {
  const training = await aReviewedTraining()
  clock.advance(31 * day)
  await postDueIncentives(ctx)
  assert.ok((await answer(training, 1)).ok)
  assert.equal(await payableTo(training), 1_250_000)
  await byTwo(ctx, await cancelPurchaseAct(pool, training, 'kelas fiktif'))
  const cancelled = cancelPurchase(ctx, training, 'kelas fiktif', {
    actor: budi,
    link: 'https://bekal.example/kartu',
  })
  // The job looks at the same moment.
  clock.advance(30 * day)
  assert.ok((await Promise.all([cancelled, postDueIncentives(ctx), postDueIncentives(ctx)]))[0].ok)
  assert.equal(await payableTo(training), 0)
  clock.advance(90 * day)
  await postDueIncentives(ctx)
  assert.equal(await payableTo(training), 0)
  assert.deepEqual(await statesOf(training), [])
  assert.deepEqual(await checkInvariants(pool), [])
})

test('a completion that is withdrawn and comes again brings it again, and a survey that was answered is not asked twice', async () => {
  const training = await aReviewedTraining()
  clock.advance(30 * day)
  await postDueIncentives(ctx)
  assert.ok((await answer(training, 1)).ok)
  const withdrawn = await unfinish(training)
  assert.deepEqual(withdrawn.ok && withdrawn.value.withdrawn, {
    otherCertificates: 0,
    payments: 7,
    amount: 2_550_000,
    owed: 0,
  })
  assert.equal(await payableTo(training), 0)
  const evidence = { institutionId: 1, kind: 'work', link: 'https://lkp.contoh.test/karya' }
  assert.ok((await reportCompletion(ctx, training, evidence, staff)).ok)
  const { report } = (await participantOf(pool, 1, training))!
  assert.ok((await decideReport(ctx, report!.reportId, { verdict: 'accepted', reason: '' }, staff)).ok)
  assert.equal(await payableTo(training), 600_000, 'its calendar begins anew')
  clock.advance(30 * day)
  await postDueIncentives(ctx)
  assert.equal(await payableTo(training), 1_250_000, 'the survey is answered already')
  const { rows } = await pool.query(
    `select kind, serial, credit from entry where card_id = $1 and kind in ('incentive', 'survey') order by kind, serial`,
    [training.cardId],
  )
  assert.deepEqual(
    rows.map(({ kind, serial, credit }) => `${kind} ${serial} ${credit}`),
    [
      'incentive 1 payable_person',
      'incentive 2 payable_person',
      'incentive 101 treasury',
      'incentive 102 treasury',
      'incentive 201 payable_person',
      'incentive 202 payable_person',
      'survey 1 payable_person',
      'survey 101 treasury',
      'survey 201 payable_person',
    ],
  )
  assert.deepEqual(await checkInvariants(pool), [])
})

test('where another training was finished and reviewed, too, it brings the incentive instead, by its own calendar', async () => {
  clock.set(begin)
  const training = await aReviewedTraining()
  clock.advance(10 * day)
  const second = await aBoughtTraining(programme, training.card)
  await learn(programme, second)
  assert.ok((await review(second)).ok)
  clock.advance(31 * day)
  await postDueIncentives(ctx)
  assert.equal(await payableTo(training), 1_200_000)
  await byTwo(ctx, await cancelPurchaseAct(pool, training, 'kelas fiktif'))
  const by = { actor: budi, link: 'https://bekal.example/kartu' }
  assert.ok((await cancelPurchase(ctx, training, 'kelas fiktif', by)).ok)
  assert.equal(await payableTo(training), 1_200_000)
  const planned = await incentiveOf(ctx, training.cardId)
  assert.deepEqual(
    [planned.length, new Set(planned.map(({ purchaseId }) => purchaseId))],
    [7, new Set([second.purchaseId])],
  )
  assert.equal(planned[0]!.dueAt.toISOString(), '2026-12-03T03:00:00.000Z')
  assert.deepEqual(await checkInvariants(pool), [])
})

test('whatever happens in whatever order, what is payable is what a plain model says', {
  timeout: 120_000,
}, async () => {
  const acts = ['job', 'job', 'days', 'days', 'survey 1', 'survey 2', 'withdraw', 'cancel'] as const
  const history = fc.asyncProperty(
    fc.array(fc.constantFrom(...acts), { minLength: 3, maxLength: 12 }),
    async (wanted) => {
      // Cards end with their year.
      clock.set(begin)
      const training = await aReviewedTraining()
      let from: Date | undefined = clock.now()
      const answered = new Set<number>()
      let payable = 600_000
      const dueNumbers = () => (from ? Math.floor((clock.now().getTime() - from.getTime()) / (30 * day)) : 0)
      for (const act of wanted) {
        if (act === 'days') clock.advance(17 * day)
        if (act === 'job') await postDueIncentives(ctx)
        if (act.startsWith('survey')) {
          const number = Number(act.at(-1))
          const made = await answer(training, number)
          const may: boolean = from !== undefined && number <= dueNumbers() && !answered.has(number)
          assert.equal(made.ok, may, `${act}: ${made.ok ? '' : made.refusal}`)
          if (may) answered.add(number)
        }
        if (act === 'withdraw' && from) {
          assert.ok((await unfinish(training)).ok)
          from = undefined
        }
        if (act === 'cancel' && from) {
          await byTwo(ctx, await cancelPurchaseAct(pool, training, 'uji'))
          const by = { actor: budi, link: 'https://bekal.example/kartu' }
          assert.ok((await cancelPurchase(ctx, training, 'uji', by)).ok)
          from = undefined
        }
        // Answering posts whatever of the card is due, as the job does.
        const completions = Math.min(4, 1 + dueNumbers())
        const modelled = from ? completions * 600_000 + answered.size * 50_000 : 0
        if (act === 'job' || !from) {
          payable = modelled
          assert.equal(await payableTo(training), payable)
        }
      }
      assert.equal((await trialBalance(pool)).sum, 0)
    },
  )
  await fc.assert(history, { numRuns: Number(process.env.WALKS ?? 15), interruptAfterTimeLimit: 40_000 })
  await postDueIncentives(ctx)
  assert.deepEqual(await checkInvariants(pool), [])
  const { findings } = await auditJournal(pool, { limit: 100_000 })
  const ours = /^(incentive|survey|entry:.*(incentive|survey))/
  assert.deepEqual(
    findings.filter(({ row }) => ours.test(row)),
    [],
  )
})

test('an instalment that is missing in the ledger, or is there twice or for another, is found', async () => {
  await postDueIncentives(ctx)
  clock.set(begin)
  const training = await aReviewedTraining()
  clock.advance(45 * day)
  const found = async () => (await checkInvariants(pool)).map(({ invariant }) => invariant)
  // An event of now: the programme works, and its timetable does not.
  await aReviewedTraining()
  assert.deepEqual(await found(), ['incentive_due_is_posted'])
  await postDueIncentives(ctx)
  assert.deepEqual(await found(), [])
  const { cardId, purchaseId } = training
  await tamper(pool, 'update entry set amount = amount + 1 where card_id = $1 and kind = $2 and serial = 1', [
    cardId,
    'incentive',
  ])
  assert.deepEqual(await found(), ['incentive_posted_as_due'])
  await tamper(
    pool,
    'update entry set amount = amount - 1, party_id = party_id + 5000 where card_id = $1 and kind = $2 and serial = 1',
    [cardId, 'incentive'],
  )
  assert.deepEqual(await found(), ['incentive_posted_as_due'])
  await tamper(
    pool,
    'update entry set party_id = party_id - 5000 where card_id = $1 and kind = $2 and serial = 1',
    [cardId, 'incentive'],
  )
  await tamper(
    pool,
    `insert into entry (card_id, purchase_id, kind, serial, debit, credit, party_id, amount, at)
     values ($1, $2, 'survey', 3, 'treasury', 'payable_person', 1, 50000, now())`,
    [cardId, purchaseId],
  )
  assert.deepEqual(await found(), ['incentive_posted_as_due'])
})
