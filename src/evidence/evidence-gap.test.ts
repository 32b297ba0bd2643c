import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aBoughtTraining, learn } from '../../test/a-finished-training.ts'
import { aProgramme } from '../../test/a-programme.ts'
import { aVoucher } from '../../test/a-voucher.ts'
import { tamper } from '../../test/database.ts'
import { minute } from '../kernel/clock.ts'
import { certificatesOfPurchase, type RevocationReason } from '../learning/certificates/certificates.ts'
import { issueCertificate } from '../learning/certificates/issue-certificate.ts'
import { revokeCertificate } from '../learning/certificates/revoke-certificate.ts'
import { finishLesson } from '../learning/lesson-progress.ts'
import { redeemVoucher } from '../learning/redeem/redeem-voucher.ts'
import type { PaidPurchase } from '../ledger/earn.ts'
import { earnedParts, evidenceGaps } from '../ledger/evidence-gaps.ts'

const programme = await aProgramme({ secondPurchaseAfterFinished: false })
const { ctx, pool, clock } = programme
after(() => programme.close())
const by = { actor: 'operator:ani', requestId: 'r' }
await tamper(
  pool,
  `alter table contract drop constraint contract_approval_id_act_subject_performed_fkey;
   insert into contract (partner_id, commission_bp, holds_from, approval_id) values (1, 1000, '2026-01-01', 1)`,
)

const whole = `
  select kind, reason from (${evidenceGaps(earnedParts)}) gap where card_id = $1 and purchase_id = $2 order by kind`
const ofAsked = `
  with asked as materialized (select $1::bigint as card_id, $2::bigint as purchase_id, 'purchase:' || $2::bigint as subject),
  part as (select earned.* from ${earnedParts} earned join asked using (card_id, purchase_id))
  select kind, reason from (${evidenceGaps('part', 'asked')}) gap order by kind`

/** What is missing of a purchase: as the check of everything says it, and as a run of payments asks it. */
async function gapsOf({ cardId, purchaseId }: PaidPurchase): Promise<string[]> {
  const { rows } = await pool.query(ofAsked, [cardId, purchaseId])
  assert.deepEqual((await pool.query(whole, [cardId, purchaseId])).rows, rows)
  return rows.map(({ kind, reason }) => `${kind} ${reason}`)
}

const first = (reason: string) => [`first_commission ${reason}`, `first_part ${reason}`]
const rest = (reason: string) => [`rest_commission ${reason}`, `rest_part ${reason}`]
const all = (reason: string) => [...first(reason), ...rest(reason)]

/** What somebody does to the tables behind the program's back, and what is then missing of a finished training. */
const done: Readonly<Record<string, [sql: string, gaps: string[]]>> = {
  'the answer to the OTP is gone': [
    `delete from journal where act = 'paid' and subject = 'purchase:' || $2::bigint and card_id = $1`,
    all('no_consent'),
  ],
  'no OTP was ever sent': [
    `delete from journal where act = 'otp_sent' and subject = 'purchase:' || $2::bigint and card_id = $1`,
    all('no_consent'),
  ],
  'the amount is another than was agreed to': [
    'update purchase set amount = amount + 1000 where card_id = $1 and purchase_id = $2',
    all('consent_differs'),
  ],
  'the card was never debited': [
    `delete from entry where kind = 'purchase' and card_id = $1 and purchase_id = $2`,
    all('no_debit'),
  ],
  'the use is said by nothing but the purchase': [
    `delete from journal where act = 'first_used' and subject = 'purchase:' || $2::bigint and card_id = $1`,
    all('no_use'),
  ],
  'nothing that was learnt is kept': [
    `with attended as (delete from attendance where card_id = $1 and purchase_id = $2)
     delete from lesson_progress where card_id = $1 and purchase_id = $2`,
    all('no_use'),
  ],
  'it is finished and nothing tells it': [
    `delete from journal where act = 'training_finished' and subject = 'purchase:' || $2::bigint and card_id = $1`,
    rest('no_completion'),
  ],
  'it is finished by a report that there is not': [
    `update purchase set finished_as = 'reported' where card_id = $1 and purchase_id = $2`,
    rest('no_progress'),
  ],
  'its certificate is gone': [
    'delete from certificate where card_id = $1 and purchase_id = $2',
    rest('no_certificate'),
  ],
  'the purchase itself is gone': [
    'delete from purchase where card_id = $1 and purchase_id = $2',
    all('no_consent'),
  ],
}

test('what was bought, used and finished here has nothing missing', async () => {
  const bought = await aBoughtTraining(programme)
  assert.deepEqual(await gapsOf(bought), [])
  await finishLesson(ctx, bought, 1, 'r')
  assert.deepEqual(await gapsOf(bought), [])
  await learn(programme, bought)
  assert.deepEqual(await gapsOf(bought), [])
})

test('a voucher that was redeemed has nothing missing', async () => {
  const voucher = await aVoucher(programme)
  const { code, email, courseCode } = voucher
  const asked = { code, email, courseCode, institutionId: 1 }
  const redeemed = await redeemVoucher(ctx, asked, by)
  assert.ok(redeemed.ok, JSON.stringify(redeemed))
  assert.deepEqual(await gapsOf({ cardId: voucher.card.cardId, purchaseId: voucher.purchaseId }), [])
})

test('whatever is missing behind the back of the programme is named, for each part that it is missing of', async () => {
  for (const [name, [sql, gaps]] of Object.entries(done)) {
    const bought = await aBoughtTraining(programme)
    await learn(programme, bought)
    await tamper(pool, sql, [bought.cardId, bought.purchaseId])
    assert.deepEqual(await gapsOf(bought), gaps, name)
  }
})

test('parts that somebody entered for a purchase that nobody used or paid are missing everything', async () => {
  const unused = await aBoughtTraining(programme)
  const enter = `insert into entry (card_id, purchase_id, kind, debit, credit, party_id, amount, at)
    values ($1, $2, 'first_part', 'clearing', 'payable_institution', 1, 1000, now())`
  await tamper(pool, enter, [unused.cardId, unused.purchaseId])
  assert.deepEqual(await gapsOf(unused), ['first_part no_use'])
  const nobody = { cardId: unused.cardId, purchaseId: '999999999' }
  await tamper(pool, enter, [nobody.cardId, nobody.purchaseId])
  assert.deepEqual(await gapsOf(nobody), ['first_part no_consent'])
})

test('what is taken back again misses nothing; a certificate counts until it is revoked for what it stands for', async () => {
  const expected: Readonly<Record<RevocationReason, string[]>> = {
    wrong_details: [],
    misuse: rest('no_certificate'),
    withdrawn: rest('no_certificate'),
    // the rest was taken back with it
    not_finished: [],
  }
  for (const [because, gaps] of Object.entries(expected) as [RevocationReason, string[]][]) {
    const bought = await aBoughtTraining(programme)
    await learn(programme, bought)
    const [certificate] = await certificatesOfPurchase(pool, bought)
    assert.ok((await revokeCertificate(ctx, certificate!.certificateId, { because }, by)).ok)
    assert.deepEqual(await gapsOf(bought), gaps, because)
    if (because === 'not_finished') continue
    const again = { ...bought, kind: 'institution' as const, replacing: true }
    assert.ok((await issueCertificate(ctx, again, by)).ok)
    assert.deepEqual(await gapsOf(bought), [], `${because}, replaced`)
  }
})

test('what was used and finished before rows were told needs no event, and still its records', async () => {
  const bought = await aBoughtTraining(programme)
  await learn(programme, bought)
  const gone = `delete from journal where card_id = $1 and act in ('first_used', 'training_finished')`
  await tamper(pool, gone, [bought.cardId])
  assert.deepEqual(await gapsOf(bought), all('no_use'))
  clock.advance(minute)
  await tamper(
    pool,
    `insert into journal (at, actor, act, subject, request_id)
     values ($1, 'system:migration', 'traced_anew', 'table:purchase', 'migration')`,
    [clock.now()],
  )
  assert.deepEqual(await gapsOf(bought), [])
  await tamper(pool, 'delete from attendance where card_id = $1', [bought.cardId])
  await tamper(pool, 'delete from lesson_progress where card_id = $1', [bought.cardId])
  assert.deepEqual(await gapsOf(bought), all('no_use'))
})
