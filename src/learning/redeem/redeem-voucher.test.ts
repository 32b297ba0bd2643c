import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aProgramme } from '../../../test/a-programme.ts'
import { type AVoucher, aVoucher } from '../../../test/a-voucher.ts'
import { hour } from '../../kernel/clock.ts'
import { reasonsOf } from '../../kernel/refusal.ts'
import { checkInvariants } from '../../ledger/check-invariants.ts'
import { finishLesson } from '../lesson-progress.ts'
import { redeemCode, redeemVoucher } from './redeem-voucher.ts'
import { replaceVoucher } from './replace-voucher.ts'
import { redeemRefusals, replaceRefusals } from './rules.ts'
import { findVoucher, voucherFor } from './voucher.ts'

const programme = await aProgramme()
const { ctx, pool, clock, purchases, kupon } = programme
after(programme.close)

const request = { actor: 'institution:1', requestId: 'r-redeem' }
const met = new Set<string>()

async function redeem(voucher: AVoucher, other: Partial<Parameters<typeof redeemVoucher>[1]> = {}) {
  const { code, email, courseCode } = voucher
  const outcome = await redeemVoucher(ctx, { code, email, courseCode, institutionId: 1, ...other }, request)
  if (!outcome.ok) met.add(outcome.refusal)
  return outcome
}

async function refusalOf(asked: Promise<{ ok: boolean }>): Promise<unknown> {
  const outcome = (await asked) as { ok: boolean; refusal?: string }
  return outcome.ok ? 'done' : outcome.refusal
}

const cancel = (voucher: AVoucher) =>
  purchases.void(kupon, voucher.invoiceCode, voucher.transactionCode, 'r-void')

test('a voucher is redeemed with the email of its order, and says when, where and with which email', async () => {
  const voucher = await aVoucher(programme)
  const outcome = await redeem(voucher)
  assert.ok(outcome.ok)
  assert.equal(outcome.value.redeemedAt.getTime(), clock.now().getTime())
  assert.equal(outcome.value.courseCode, voucher.courseCode)
  const kept = await findVoucher(pool, voucher.code)
  assert.equal(kept?.redeemedEmail, voucher.email)
  assert.equal(kept?.redeemedAt?.getTime(), clock.now().getTime())
  assert.deepEqual(await voucherFor(pool, voucher.card.cardId, voucher.purchaseId), kept)
  const { rows } = await pool.query(
    `select actor, act, reason, request_id, facts from journal where card_id = $1 and act = 'redeemed'`,
    [voucher.card.cardId],
  )
  assert.deepEqual(rows, [
    { actor: 'institution:1', act: 'redeemed', reason: 'by_voucher_code', request_id: 'r-redeem', facts: {} },
  ])
})

test('blanks, dashes and lower case in a code, and capitals in an email, do not matter', async () => {
  const voucher = await aVoucher(programme)
  const code = ` ${voucher.code.toLowerCase().replace(/(.{4})/g, '$1 - ')}\n`
  const outcome = await redeem(voucher, { code, email: `  ${voucher.email.toUpperCase()} ` })
  assert.ok(outcome.ok)
  assert.equal(outcome.value.redeemedEmail, voucher.email)
})

test('the email that the holder has with the programme is right too', async () => {
  assert.ok((await redeem(await aVoucher(programme), { email: 'Siti@contoh.test' })).ok)
})

test('whoever knows only a code, or only guesses one, learns nothing of the purchase', async () => {
  const voucher = await aVoucher(programme)
  assert.ok((await cancel(voucher)).ok)
  const wrong = await redeem(voucher, { email: 'orang@lain.test', institutionId: 99, courseCode: 'lain' })
  assert.deepEqual(wrong, { ok: false, refusal: 'email_wrong', facts: {} })
  const unknown = await redeem(voucher, { code: 'AAAAAAAAAAAA' })
  assert.deepEqual(unknown, { ok: false, refusal: 'code_unknown', facts: {} })
  // That it is the wrong one of the two codes on the receipt is all that is said of it.
  const other = await redeem(voucher, { code: voucher.redeemCode, email: 'orang@lain.test' })
  assert.deepEqual(other, { ok: false, refusal: 'code_of_other_kind', facts: {} })
  const back = redeemCode(ctx, { kind: 'redeem', code: voucher.code, institutionId: 1 }, request)
  assert.equal(await refusalOf(back), 'code_of_other_kind')
})

test('an honest buyer is told the exact reason, with since when or until when', async () => {
  const used = await aVoucher(programme)
  await redeem(used)
  const since = clock.now()
  clock.advance(hour)
  assert.deepEqual(await redeem(used), { ok: false, refusal: 'already_redeemed', facts: { since } })

  const voucher = await aVoucher(programme)
  assert.deepEqual(await redeem(voucher, { institutionId: 99 }), {
    ok: false,
    refusal: 'code_of_other_institution',
    facts: { belongsTo: 'LKP Contoh' },
  })
  assert.deepEqual(await redeem(voucher, { courseCode: 'kursus-lain' }), {
    ok: false,
    refusal: 'code_of_other_course',
    facts: { belongsTo: voucher.courseCode },
  })
  await cancel(voucher)
  assert.deepEqual(await redeem(voucher), {
    ok: false,
    refusal: 'transaction_cancelled',
    facts: { since: clock.now() },
  })
})

test('a dated schedule is redeemed from its beginning to its end, to the millisecond', async () => {
  const startsAt = new Date(clock.now().getTime() + 24 * hour)
  const endsAt = new Date(startsAt.getTime() + 3 * hour)
  const early = await aVoucher(programme, { startsAt: startsAt.toISOString() })
  const late = await aVoucher(programme, { startsAt: startsAt.toISOString() })
  await pool.query(
    `update schedule set ends_at = $1 where course_id in (select course_id from course where course_code = any ($2))`,
    [endsAt, [early.courseCode, late.courseCode]],
  )
  clock.set(new Date(startsAt.getTime() - 1))
  assert.deepEqual(await redeem(early), {
    ok: false,
    refusal: 'schedule_not_running',
    facts: { until: startsAt },
  })
  clock.set(startsAt)
  assert.ok((await redeem(early)).ok)
  clock.set(endsAt)
  assert.deepEqual(await redeem(late), {
    ok: false,
    refusal: 'schedule_not_running',
    facts: { since: endsAt },
  })
})

test('of fifty redemptions of one code at once exactly one succeeds', async () => {
  const voucher = await aVoucher(programme)
  const outcomes = await Promise.all(Array.from({ length: 50 }, () => refusalOf(redeem(voucher))))
  assert.equal(outcomes.filter((outcome) => outcome === 'done').length, 1)
  assert.equal(outcomes.filter((outcome) => outcome === 'already_redeemed').length, 49)
  const { rows } = await pool.query(`select from journal where card_id = $1 and act = 'redeemed'`, [
    voucher.card.cardId,
  ])
  assert.equal(rows.length, 1)
})

test('of a redemption and a cancellation at once one wins, never both', async () => {
  const winners = { redeem: 0, cancel: 0 }
  for (let round = 0; round < 20; round++) {
    const voucher = await aVoucher(programme)
    // Whoever asks first is not always the first: half of the rounds begin with the other.
    const redeemed = round % 2 === 0 ? redeem(voucher) : undefined
    const cancelled = cancel(voucher)
    const [one, other] = await Promise.all([redeemed ?? redeem(voucher), cancelled])
    assert.notEqual(one.ok, other.ok)
    winners[one.ok ? 'redeem' : 'cancel']++
    assert.equal(await refusalOf(redeem(voucher)), one.ok ? 'already_redeemed' : 'transaction_cancelled')
    const { rows } = await pool.query('select balance from card where card_id = $1', [voucher.card.cardId])
    assert.equal(rows[0].balance, one.ok ? 650_000 : 1_000_000)
  }
  assert.equal(winners.redeem + winners.cancel, 20)
})

test('the lessons of a voucher open when it is redeemed, and not before', async () => {
  const voucher = await aVoucher(programme)
  await pool.query(
    `insert into lesson select course_id, 1, 'Pengantar', 'Isi' from course where course_code = $1`,
    [voucher.courseCode],
  )
  const enrolment = { cardId: voucher.card.cardId, purchaseId: voucher.purchaseId }
  assert.equal(await refusalOf(finishLesson(ctx, enrolment, 1, 'r')), 'lesson_not_open')
  assert.equal((await findVoucher(pool, voucher.code))?.redeemedAt, undefined)
  assert.ok((await redeem(voucher)).ok)
  const finished = await finishLesson(ctx, enrolment, 1, 'r')
  assert.deepEqual(finished, { ok: true, value: { trainingFinished: true } })
  assert.equal((await findVoucher(pool, voucher.code))?.redeemedEmail, voucher.email)
})

test('a redeem code is redeemed by its institution without an email, and uses up the voucher too', async () => {
  const voucher = await aVoucher(programme)
  const { redeemCode: code } = voucher
  assert.equal(
    await refusalOf(redeemCode(ctx, { kind: 'redeem', code, institutionId: 2 }, request)),
    'code_of_other_institution',
  )
  assert.ok((await redeemCode(ctx, { kind: 'redeem', code, institutionId: 1 }, request)).ok)
  assert.equal(await refusalOf(redeem(voucher)), 'already_redeemed')
  assert.equal((await findVoucher(pool, voucher.code))?.redeemedEmail, undefined)
})

test('a redeem code is taken with blanks, dashes and marks that nobody sees', async () => {
  const { redeemCode: issued } = await aVoucher(programme)
  const code = `\u202a${issued.toLowerCase().replace(/(.{4})(?=.)/g, '$1\u2011')}\u00a0\u200b`
  assert.ok((await redeemCode(ctx, { kind: 'redeem', code, institutionId: 1 }, request)).ok)
})

test('a code of the time of O and 0 is forgiven the one for the other, unless that would be another code', async () => {
  const [one, other] = [await aVoucher(programme), await aVoucher(programme)]
  const rename = async (from: string, to: string) => {
    await pool.query('update code set code = $2 where code = $1', [from, to])
    await pool.query('update purchase set redeem_code = $2 where redeem_code = $1', [from, to])
  }
  await rename(one.redeemCode, 'AB0DEFGH1JKL')
  const take = (code: string) => redeemCode(ctx, { kind: 'redeem', code, institutionId: 1 }, request)
  await rename(other.redeemCode, 'ABODEFGH1JKL')
  assert.equal(await refusalOf(take('AB-ODEFGHIJKL')), 'code_unknown', 'it may be either')
  assert.ok((await take('abo defgh1jkl')).ok, 'an exact one is that one')
  await rename('ABODEFGH1JKL', 'ZZZZZZZZZZZZ')
  assert.ok((await take('ABODEFGHIJKL')).ok)
})

const replace = (code: string, reason = 'tersebar di grup') =>
  replaceVoucher(ctx, { code, reason, redeemLink: () => 'https://bekal.example/tukar' }, request)

test('a code that leaked is replaced once: the old one is cancelled, the new one goes to the buyer alone', async () => {
  const voucher = await aVoucher(programme)
  const outcomes = await Promise.all(Array.from({ length: 10 }, () => refusalOf(replace(voucher.code))))
  assert.equal(outcomes.filter((outcome) => outcome === 'done').length, 1)
  assert.equal(outcomes.filter((outcome) => outcome === 'code_cancelled').length, 9)
  assert.deepEqual(await redeem(voucher), {
    ok: false,
    refusal: 'code_cancelled',
    facts: { since: clock.now() },
  })
  const { rows: messages } = await pool.query(
    `select address, params, sealed from outbox where template = 'voucher-replaced' and card_id = $1`,
    [voucher.card.cardId],
  )
  assert.equal(messages.length, 1)
  assert.equal(messages[0].address, voucher.email)
  const { voucherCode } = JSON.parse(ctx.secrets.open(messages[0].sealed))
  assert.match(voucherCode, /^[A-Z0-9]{12}$/)
  assert.doesNotMatch(JSON.stringify(messages[0].params), new RegExp(voucherCode))
  assert.ok((await redeem(voucher, { code: voucherCode })).ok)
  const { rows } = await pool.query(
    `select actor, reason, facts from journal where card_id = $1 and act = 'voucher_replaced'`,
    [voucher.card.cardId],
  )
  assert.deepEqual(rows, [{ actor: 'institution:1', reason: 'tersebar di grup', facts: {} }])
})

test('of a replacement and a redemption at once the code is used or cancelled, never both', async () => {
  for (let round = 0; round < 10; round++) {
    const voucher = await aVoucher(programme)
    const [redeemed, replaced] = await Promise.all([redeem(voucher), replace(voucher.code)])
    assert.notEqual(redeemed.ok, replaced.ok)
  }
})

test('a code is not replaced without a reason, nor one that is unknown, used or of a cancelled transaction', async () => {
  const used = await aVoucher(programme)
  await redeem(used)
  const cancelled = await aVoucher(programme)
  await cancel(cancelled)
  const refused = [
    await refusalOf(replace(used.code, '  ')),
    await refusalOf(replace('AAAAAAAAAAAA')),
    await refusalOf(replace(used.redeemCode)),
    await refusalOf(replace(cancelled.code)),
    await refusalOf(replace(used.code)),
  ]
  assert.deepEqual(
    refused,
    reasonsOf(replaceRefusals).filter((refusal) => refusal !== 'code_cancelled'),
  )
})

test('after all of this every refusal was met, and the tables still hold what they promise', async () => {
  assert.deepEqual([...met].sort(), [...reasonsOf(redeemRefusals)].sort())
  assert.deepEqual(await checkInvariants(pool), [])
})
