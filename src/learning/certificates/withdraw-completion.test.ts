import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aBoughtTraining, learn } from '../../../test/a-finished-training.ts'
import { aProgramme } from '../../../test/a-programme.ts'
import { day } from '../../kernel/clock.ts'
import { checkInvariants } from '../../ledger/check-invariants.ts'
import { trialBalance } from '../../ledger/trial-balance.ts'
import { institutionStatement } from '../../money/institution-statement.ts'
import { decideReport } from '../completion/decide-report.ts'
import { finishAwaited } from '../completion/finish-awaited.ts'
import { reportCompletion } from '../completion/report-completion.ts'
import { incentiveOf } from '../incentives/incentives.ts'
import { participantOf } from '../institution-portal/participants.ts'
import { finishLesson } from '../lesson-progress.ts'
import { writeReview } from '../reviews/write-review.ts'
import { certificatesOfPurchase } from './certificates.ts'
import { revokeCertificate } from './revoke-certificate.ts'

const programme = await aProgramme()
const { ctx, pool, clock } = programme
after(() => programme.close())
const staff = { actor: 'operator:ani', requestId: 'r-cert' }

async function aReviewedTraining() {
  const training = await aBoughtTraining(programme)
  await learn(programme, training)
  const written = { stars: 5, text: 'Materinya jelas dan berguna.' }
  assert.ok((await writeReview(ctx, training, written, { requestId: 'r', link: (to) => to })).ok)
  return training
}

const waitsFor = async (cardId: string) =>
  (await pool.query('select unfinished_purchase_id from card where card_id = $1', [cardId])).rows[0]
    .unfinished_purchase_id

test('a certificate that is revoked because the training was not finished leaves nothing finished, and nothing due', async () => {
  const training = await aReviewedTraining()
  const due = async () =>
    (await institutionStatement(ctx, 1, { withSandbox: false })).lines.find(
      ({ purchaseId }) => purchaseId === training.purchaseId,
    )?.completion.state
  assert.equal((await incentiveOf(ctx, training.cardId)).length, 7)
  assert.equal(await due(), 'due')
  assert.equal((await trialBalance(pool)).accounts.payable_person, 600_000)
  const [certificate] = await certificatesOfPurchase(pool, training)
  const revoked = await revokeCertificate(ctx, certificate!.certificateId, { because: 'not_finished' }, staff)
  assert.ok(revoked.ok)
  assert.deepEqual(revoked.value.withdrawn, {
    otherCertificates: 0,
    payments: 7,
    amount: 4 * 600_000 + 3 * 50_000,
    owed: 0,
  })
  const seen = await participantOf(pool, 1, training)
  assert.deepEqual([seen?.finishedAt, seen?.certificates], [undefined, []])
  assert.equal(await due(), 'held_not_finished')
  assert.deepEqual(await incentiveOf(ctx, training.cardId), [])
  assert.equal((await trialBalance(pool)).accounts.payable_person, 0)
  assert.equal(await waitsFor(training.cardId), training.purchaseId, 'the next purchase waits for it again')
  // Nothing of what was there before finishes it again, and no time does.
  const again = await finishLesson(ctx, training, 1, 'r')
  assert.ok(again.ok && !again.value.trainingFinished)
  assert.deepEqual(await checkInvariants(pool), [])
})

test('it is finished again by a new report that the programme accepts, with another certificate and its incentive', async () => {
  const training = await aReviewedTraining()
  const [certificate] = await certificatesOfPurchase(pool, training)
  assert.ok((await revokeCertificate(ctx, certificate!.certificateId, { because: 'not_finished' }, staff)).ok)
  const evidence = { institutionId: 1, kind: 'work', link: 'https://lkp.contoh.test/karya' }
  assert.ok((await reportCompletion(ctx, training, evidence, staff)).ok)
  clock.advance(30 * day)
  assert.equal(await finishAwaited(ctx), 0, 'it does not come right by waiting')
  const { report } = (await participantOf(pool, 1, training))!
  const decided = await decideReport(ctx, report!.reportId, { verdict: 'accepted', reason: '' }, staff)
  assert.ok(decided.ok && decided.value.finished)
  assert.equal((await participantOf(pool, 1, training))?.finishedAs, 'reported')
  const holding = (await certificatesOfPurchase(pool, training)).filter(({ revoked }) => !revoked)
  assert.equal(holding.length, 1)
  assert.notEqual(holding[0]!.certificateId, certificate!.certificateId)
  const payments = await incentiveOf(ctx, training.cardId)
  assert.deepEqual([payments.length, payments.every(({ reported }) => reported)], [7, true])
  assert.equal(await waitsFor(training.cardId), null)
  assert.deepEqual(await checkInvariants(pool), [])
})

test('any other reason to revoke a certificate leaves the training as it is', async () => {
  const training = await aReviewedTraining()
  const [certificate] = await certificatesOfPurchase(pool, training)
  const revoked = await revokeCertificate(
    ctx,
    certificate!.certificateId,
    { because: 'wrong_details' },
    staff,
  )
  assert.ok(revoked.ok && revoked.value.withdrawn === undefined)
  assert.ok((await participantOf(pool, 1, training))?.finishedAt)
  assert.equal((await incentiveOf(ctx, training.cardId)).length, 7)
})
