import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aProgramme } from '../../../test/a-programme.ts'
import { camt053 } from '../../../test/bank-file.ts'
import { aBankAccount, buyTraining, learn, payTo } from '../../../test/payable.ts'
import { ana, budi, byTwo, twoPeople } from '../../../test/two-people.ts'
import { day } from '../../kernel/clock.ts'
import { certificatesOfPurchase } from '../../learning/certificates/certificates.ts'
import { revokeCertificate } from '../../learning/certificates/revoke-certificate.ts'
import { decideReport } from '../../learning/completion/decide-report.ts'
import { reportCompletion } from '../../learning/completion/report-completion.ts'
import { stoppedIncentives, stoppedStates } from '../../learning/incentives/find-incentives.ts'
import { incentivePlan } from '../../learning/incentives/incentive-plan.ts'
import { incentiveOf } from '../../learning/incentives/incentives.ts'
import { postDueIncentives } from '../../learning/incentives/post-due.ts'
import { participantOf } from '../../learning/institution-portal/participants.ts'
import { writeReview } from '../../learning/reviews/write-review.ts'
import { checkInvariants } from '../../ledger/check-invariants.ts'
import { trialBalance } from '../../ledger/trial-balance.ts'
import { scheme2021 } from '../../years/year-rules.ts'
import { importBankFile } from '../bank/import-bank-file.ts'
import { approveRun, payRunAct } from './approve-run.ts'
import { computeRun } from './compute-run.ts'
import { exportRun } from './export-run.ts'

const programme = await aProgramme({ secondPurchaseAfterFinished: false })
const { ctx, pool, clock } = programme
after(() => programme.close())
await twoPeople(pool)
await pool.query('insert into programme_year (year, name, rules) values (2026, $1, $2)', [
  'Tahun 2026',
  scheme2021,
])
await aBankAccount(ctx, 50_000_000)

type Training = Awaited<ReturnType<typeof buyTraining>>

async function aReviewedTraining() {
  const training = await buyTraining(programme, { price: 350_000 })
  await learn(ctx, training, 2)
  const written = { stars: 5, text: 'Materinya jelas.' }
  assert.ok((await writeReview(ctx, training, written, { requestId: 'r', link: (to) => to })).ok)
  const { rows } = await pool.query(
    `insert into person (person_id, nik_hash, nik_sealed, nik_tail, kk_hash, kk_sealed, name, born_on, phone, email, education,
       occupation, created_at)
     select person_id, person_id::text::bytea, '', '1234', person_id::text::bytea, '', holder_name, holder_born_on, holder_phone, holder_email, 3,
       'other', $2
     from card where card_id = $1
     returning person_id`,
    [training.cardId, clock.now()],
  )
  return { ...training, personId: rows[0].person_id as string }
}
/** What waits to be sent of money, the oldest first. */
async function toldOf({ cardId }: Pick<Training, 'cardId'>) {
  const { rows } = await pool.query(
    `select template, channel, params from outbox where card_id = $1 and template like 'incentive-%' order by message_id`,
    [cardId],
  )
  return rows
}
/** As the card has it; the lists of what is stopped must say the same. */
const stateOf = async ({ cardId }: Training) => {
  const all = await incentiveOf(ctx, cardId)
  for (const state of stoppedStates) {
    const { incentives, total } = await stoppedIncentives(ctx, { state, limit: 100 })
    assert.equal(total, incentives.length)
    const listed = incentives.filter((one) => one.cardId === cardId)
    assert.equal(listed.length, all.filter((one) => one.state === state).length, state)
    assert.ok(incentives.every((one) => one.state === state && one.paymentId))
  }
  const [one] = all
  return [one?.state, one?.bankReason]
}
async function unfinish(training: Training) {
  const certificate = (await certificatesOfPurchase(pool, training)).find(({ revoked }) => !revoked)
  const revoked = await revokeCertificate(ctx, certificate!.certificateId, { because: 'not_finished' }, ana)
  assert.ok(revoked.ok)
  return revoked.value.withdrawn
}
async function approved() {
  const run = await computeRun(ctx, { withSandbox: false }, ana)
  assert.ok(run.ok, run.ok ? '' : run.refusal)
  await byTwo(ctx, await payRunAct(pool, run.value.runId))
  assert.ok((await approveRun(ctx, run.value.runId, budi)).ok)
  return run.value.runId
}
async function ordered(personId: string) {
  const runId = await approved()
  const sent = await exportRun(ctx, runId, ana)
  assert.ok(sent.ok, sent.ok ? '' : sent.refusal)
  const { rows } = await pool.query(
    `select payment_id, gross::int, netted::int, line.amount::int as amount
     from payment_line line join payment using (payment_id) where run_id = $1 and party_kind = 'person' and party_id = $2`,
    [runId, personId],
  )
  const { payment_id: id, ...sums } = rows[0]
  return { reference: `BKL${String(id).padStart(10, '0')}`, ...sums }
}
const bankRead = async (name: string, content: Uint8Array) => {
  const read = await importBankFile(ctx, { name, content }, ana)
  assert.ok(read.ok, read.ok ? '' : read.refusal)
}
const whole = async () => assert.deepEqual(await checkInvariants(pool), [])

test('an instalment waits for an account, is refused by the bank, goes again by the same reference, and is paid', async () => {
  await payTo(programme, 'institution', 1)
  const training = await aReviewedTraining()
  assert.deepEqual(await stateOf(training), ['due', undefined])
  const { personId } = training
  const first = await approved()
  assert.deepEqual(await stateOf(training), ['no_account', undefined])
  assert.ok((await exportRun(ctx, first, ana)).ok)
  await payTo(programme, 'person', personId)
  const order = await ordered(personId)
  assert.deepEqual([order.gross, order.netted, order.amount], [600_000, 0, 600_000])
  assert.deepEqual(await stateOf(training), ['ordered', undefined])
  const answer = `end_to_end_id;status;reason\n${order.reference};RJCT;AC04 rekening ditutup\n`
  await bankRead('jawaban.csv', Buffer.from(answer))
  assert.deepEqual(await stateOf(training), ['failed', 'AC04 rekening ditutup'])
  const told = await toldOf(training)
  assert.deepEqual(
    told.map(({ template, channel }) => `${template} ${channel}`),
    ['incentive-due sms', 'incentive-due email', 'incentive-failed sms', 'incentive-failed email'],
  )
  const { amount, account, reason, link } = told.at(-1)!.params
  assert.deepEqual([amount, reason, link], [600_000, 'AC04 rekening ditutup', '/rekening'])
  assert.match(account, /^BCA \*\d{4}$/)
  await bankRead('jawaban-lagi.csv', Buffer.from(`${answer}\n`))
  assert.equal((await toldOf(training)).length, 4, 'the same answer again tells nobody again')
  assert.equal((await trialBalance(pool)).accounts.payable_person, 600_000)
  await payTo(programme, 'person', personId)
  assert.deepEqual(await ordered(personId), order, 'by the same reference')
  await whole()
  const paid = [{ amount: -600_000, endToEndId: order.reference }]
  const { file, closing } = camt053({ sequence: 1, from: '2026-12-02', opening: 50_000_000 }, paid)
  await bankRead('satu.xml', file)
  assert.equal(closing, 49_400_000)
  assert.deepEqual(
    (await toldOf(training)).slice(4).map(({ template, params }) => [template, params.amount, params.link]),
    [
      ['incentive-paid', 600_000, '/kartu'],
      ['incentive-paid', 600_000, '/kartu'],
    ],
  )
  assert.deepEqual(await stateOf(training), ['paid', undefined])
  await whole()

  // It turns out that the training was not finished: the person owes what was paid, and the next payment is the less.
  clock.advance(30 * day)
  assert.equal(await postDueIncentives(ctx), 1)
  assert.deepEqual(await unfinish(training), {
    otherCertificates: 0,
    payments: 7,
    amount: 2_550_000,
    owed: 1,
  })
  const back = (await toldOf(training)).at(-1)!
  assert.deepEqual(
    [back.template, back.params.amount, back.params.owed],
    ['incentive-withdrawn', 1_200_000, 600_000],
  )
  const { accounts } = await trialBalance(pool)
  assert.deepEqual([accounts.payable_person, accounts.owed_person], [0, -600_000])
  assert.equal((await incentivePlan(ctx, training.cardId)).owed, 600_000)
  await whole()
  const evidence = { institutionId: 1, kind: 'work', link: 'https://lkp.contoh.test/karya' }
  assert.ok((await reportCompletion(ctx, training, evidence, ana)).ok)
  const { report } = (await participantOf(pool, 1, training))!
  assert.ok((await decideReport(ctx, report!.reportId, { verdict: 'accepted', reason: '' }, ana)).ok)
  assert.deepEqual(await stateOf(training), ['due', undefined], 'a posting of its own, and no payment yet')
  const netted = await ordered(personId)
  assert.deepEqual([netted.gross, netted.netted, netted.amount], [600_000, 600_000, 0])
  assert.deepEqual(await stateOf(training), ['paid', undefined])
  assert.equal((await incentivePlan(ctx, training.cardId)).owed, 0)
  await whole()
})

test('what is taken back between the approval and the bank is not ordered', async () => {
  const training = await aReviewedTraining()
  await payTo(programme, 'person', training.personId)
  const runId = await approved()
  assert.equal((await unfinish(training))?.owed, 0)
  const sent = await exportRun(ctx, runId, ana)
  assert.deepEqual(sent.ok && sent.value.stopped, 2, 'and the part of the institution')
  const { rows } = await pool.query(
    `select waits_because from payment_line join payment using (payment_id) where run_id = $1 and party_kind = 'person' and party_id = $2`,
    [runId, training.personId],
  )
  assert.deepEqual(rows, [{ waits_because: 'entries_changed' }])
  await whole()
})

test('taken back and ordered at the same moment: it is either not ordered or owed', async () => {
  for (let round = 0; round < 8; round++) {
    const training = await aReviewedTraining()
    await payTo(programme, 'person', training.personId)
    const runId = await approved()
    const [sent, withdrawn] = await Promise.all([exportRun(ctx, runId, ana), unfinish(training)])
    assert.ok(sent.ok)
    const { rows } = await pool.query(
      `select line.state from payment_line line join payment using (payment_id)
       where run_id = $1 and party_kind = 'person' and party_id = $2`,
      [runId, training.personId],
    )
    assert.equal(withdrawn?.owed, rows[0].state === 'ordered' ? 1 : 0)
    await whole()
  }
})

test('who seems to be registered twice is not paid before somebody has looked', async () => {
  const one = await aReviewedTraining()
  const other = await aReviewedTraining()
  for (const { personId } of [one, other]) await payTo(programme, 'person', personId)
  await pool.query('update person set kk_hash = $1 where person_id = any ($2)', [
    Buffer.from('keluarga'),
    [one.personId, other.personId],
  ])
  await postDueIncentives(ctx)
  const run = await computeRun(ctx, { withSandbox: false }, ana)
  assert.ok(run.ok, run.ok ? '' : run.refusal)
  const { rows } = await pool.query(
    `select distinct waits_because from payment_line join payment using (payment_id)
     where run_id = $1 and party_kind = 'person' and party_id = any ($2)`,
    [run.value.runId, [one.personId, other.personId]],
  )
  assert.deepEqual(rows, [{ waits_because: 'duplicate_person' }])
})
