import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { anAccountRoom } from '../../../test/an-account.ts'
import { anOrigin } from '../../../test/an-origin.ts'
import { hour, minute, second } from '../../kernel/clock.ts'
import { answerStep, passKnown } from '../orders/answer-step.ts'
import { beginOrder } from '../orders/begin-order.ts'
import { findOrder } from '../orders/orders.ts'
import { type AccountRules, accountRules } from './account-rules.ts'
import { findAccount } from './accounts.ts'
import { sendPhoneOtp, waitingCheck } from './send-phone-otp.ts'
import { verifyPhone } from './verify-phone.ts'

const room = await anAccountRoom()
after(() => room.close())
const { ctx, storefronts, journey, aCourse, clock, pool, anAccount, aPhone, otpTo } = room

const wide: AccountRules = {
  ...accountRules,
  codes: { ...accountRules.codes, sendsPerPhoneAndHour: 99, sendsPerOwnerAndDay: 99 },
}

function send(accountId: string, phone: string, more: { password?: string; rules?: AccountRules } = {}) {
  const { password, rules } = more
  const shop = rules ? { ...storefronts, accountRules: rules } : storefronts
  return sendPhoneOtp(shop, journey, {
    accountId,
    phone,
    password,
    origin: anOrigin,
    language: 'id',
    requestId: 'r',
  })
}
const verify = (accountId: string, otp: string) =>
  verifyPhone(storefronts, journey, { accountId, otp, requestId: 'r' })
const phoneOf = async (accountId: string) => {
  const account = await findAccount(pool, 'tokopedia', accountId)
  return { phone: account?.phone, verified: account?.phoneVerifiedAt !== undefined }
}
const wrongOf = (otp: string) => (otp === '000000' ? '000001' : '000000')
const done = { ok: true, value: undefined }
const refused = (refusal: string, facts: object = {}) => ({ ok: false, refusal, facts })
const refusalOf = (outcome: { ok: boolean; refusal?: string }) => outcome.refusal ?? 'done'

async function aSentCode() {
  const { accountId, email } = await anAccount()
  const phone = aPhone()
  assert.deepEqual(await send(accountId, phone), done)
  return { accountId, email, phone, otp: await otpTo(phone) }
}

test('a phone is verified by the code that was sent to it; the same click twice is done twice', async () => {
  const { accountId, phone, otp } = await aSentCode()
  assert.deepEqual(await phoneOf(accountId), { phone, verified: false })
  const twice = await Promise.all([verify(accountId, otp), verify(accountId, otp)])
  assert.deepEqual(twice, [done, done])
  assert.deepEqual(await phoneOf(accountId), { phone, verified: true })
  assert.equal(await waitingCheck(storefronts, journey, accountId), undefined)
  assert.deepEqual(await room.journal(`account:${accountId}`), [
    'account_opened',
    'phone_changed',
    'phone_otp_sent',
    'phone_verified',
  ])
  assert.deepEqual(await send(accountId, phone), done)
  assert.equal(await room.messages(phone, 'account-phone-otp'), 1)
})

test('the SMS names the storefront and its domain; the code is kept as a hash only', async () => {
  const { phone, otp } = await aSentCode()
  const { rows } = await pool.query(`select params, expires_at from outbox where address = $1`, [phone])
  assert.deepEqual(rows[0].params, { storefront: 'Toko', domain: 'toko.example', minutes: 5 })
  assert.equal(rows[0].expires_at.getTime(), clock.now().getTime() + 5 * minute)
  const kept = await pool.query('select code_hashes from phone_proof where phone = $1', [phone])
  assert.equal(kept.rows[0].code_hashes[0].length, 32)
  assert.match(otp, /^\d{6}$/)
})

test('of many wrong codes at once five are tried and no more, and the right one comes too late', async () => {
  const { accountId, otp } = await aSentCode()
  const outcomes = await Promise.all(Array.from({ length: 25 }, () => verify(accountId, wrongOf(otp))))
  const count = (refusal: string) => outcomes.filter((outcome) => refusalOf(outcome) === refusal).length
  assert.deepEqual([count('code_wrong'), count('too_many_tries')], [4, 21])
  const left = outcomes.flatMap((outcome) => (outcome.ok ? [] : (outcome.facts.triesLeft ?? [])))
  assert.deepEqual(left.sort(), [1, 2, 3, 4])
  const until = new Date(clock.now().getTime() + 5 * minute)
  assert.deepEqual(await verify(accountId, otp), refused('too_many_tries', { until }))
})

test('a new code brings no new tries, and neither does another phone in between', async () => {
  const { accountId, phone, otp } = await aSentCode()
  for (let tries = 0; tries < 4; tries++) await verify(accountId, wrongOf(otp))
  clock.advance(30 * second)
  assert.deepEqual(await send(accountId, phone), done)
  const until = new Date(clock.now().getTime() + 5 * minute)
  assert.deepEqual(await verify(accountId, wrongOf(otp)), refused('too_many_tries', { until }))
  await send(accountId, aPhone())
  clock.advance(60 * second)
  assert.equal(refusalOf(await send(accountId, phone)), 'too_many_tries')
})

test('ten wrong codes a day lock an account, whatever phones it tries', async () => {
  const { accountId } = await anAccount()
  for (let checks = 0; checks < 2; checks++) {
    const phone = aPhone()
    await send(accountId, phone)
    const otp = await otpTo(phone)
    for (let tries = 0; tries < 5; tries++) await verify(accountId, wrongOf(otp))
  }
  assert.deepEqual(await send(accountId, aPhone()), refused('codes_locked'))
  const began = clock.now()
  clock.advance(24 * hour)
  assert.deepEqual(await send(accountId, aPhone()), done)
  clock.set(began)
})

test('a code is valid for 5 minutes to the millisecond', async () => {
  const began = clock.now()
  const [late, inTime] = [await aSentCode(), await aSentCode()]
  clock.advance(5 * minute - 1)
  assert.deepEqual(await verify(inTime.accountId, inTime.otp), done)
  clock.advance(1)
  assert.deepEqual(await verify(late.accountId, late.otp), refused('code_expired'))
  clock.set(began)
})

test('codes are sent after 30, 60 and 120 seconds; the last three are alive, each until its own end', async () => {
  const began = clock.now()
  const { accountId, phone, otp: first } = await aSentCode()
  const otps = [first]
  for (const gap of [30, 60, 120]) {
    clock.advance(gap * second - 1)
    assert.deepEqual(
      await send(accountId, phone, { rules: wide }),
      refused('code_too_soon', { waitSeconds: 1 }),
    )
    clock.advance(1)
    assert.deepEqual(await send(accountId, phone, { rules: wide }), done)
    otps.push(await otpTo(phone))
  }
  assert.equal((await waitingCheck(storefronts, journey, accountId))?.waitSeconds, 120)
  // 210 s after the first one: it is the fourth newest, and no longer known
  assert.equal(refusalOf(await verify(accountId, otps[0]!)), 'code_wrong')
  // 5 min after the second one: too old by itself
  clock.advance(120 * second)
  assert.equal(refusalOf(await verify(accountId, otps[1]!)), 'code_wrong')
  assert.deepEqual(await verify(accountId, otps[2]!), done)
  clock.set(began)
})

test('many requests at once send one code', async () => {
  const { accountId } = await anAccount()
  const phone = aPhone()
  const outcomes = await Promise.all(Array.from({ length: 8 }, () => send(accountId, phone)))
  assert.equal(outcomes.filter(({ ok }) => ok).length, 1)
  assert.equal(await room.messages(phone, 'account-phone-otp'), 1)
})

test('a phone gets six codes an hour, from however many accounts at once', async () => {
  const phone = aPhone()
  const accounts = await Promise.all(Array.from({ length: 9 }, () => anAccount()))
  const outcomes = await Promise.all(accounts.map(({ accountId }) => send(accountId, phone)))
  assert.deepEqual(outcomes.map(refusalOf).sort(), [
    ...Array(6).fill('done'),
    ...Array(3).fill('too_many_codes'),
  ])
  const began = clock.now()
  clock.advance(hour)
  assert.deepEqual(await send(accounts[0]!.accountId, phone), done)
  clock.set(began)
})

test('an account asks for twelve codes a day, to whatever phones', async () => {
  const { accountId } = await anAccount()
  for (let sends = 0; sends < 12; sends++) assert.deepEqual(await send(accountId, aPhone()), done)
  assert.deepEqual(await send(accountId, aPhone()), refused('too_many_codes'))
})

test('a verified phone belongs to one account of a storefront, whoever is quicker', async () => {
  const phone = aPhone()
  const accounts = await Promise.all(Array.from({ length: 4 }, () => anAccount()))
  const otps: string[] = []
  for (const { accountId } of accounts) {
    await send(accountId, phone)
    otps.push(await otpTo(phone))
  }
  const outcomes = await Promise.all(accounts.map(({ accountId }, at) => verify(accountId, otps[at]!)))
  assert.deepEqual(outcomes.map(refusalOf).sort(), ['done', ...Array(3).fill('phone_taken')])
  // the code is burned all the same
  const loser = outcomes.findIndex(({ ok }) => !ok)
  assert.deepEqual(await verify(accounts[loser]!.accountId, otps[loser]!), refused('code_not_sent'))
})

test('a code works for its own account and its newest phone only', async () => {
  const { accountId, otp } = await aSentCode()
  const other = await aSentCode()
  if (otp !== other.otp) assert.equal(refusalOf(await verify(other.accountId, otp)), 'code_wrong')
  await send(accountId, aPhone())
  assert.equal(refusalOf(await verify(accountId, otp)), 'code_wrong')
  assert.deepEqual(await verify((await anAccount()).accountId, otp), refused('code_not_sent'))
})

test('replacing a verified phone asks for the password, tells the owner, and leaves it unverified', async () => {
  const { accountId, email, phone, otp } = await aSentCode()
  await verify(accountId, otp)
  const next = aPhone()
  assert.deepEqual(await send(accountId, next), refused('password_wrong'))
  assert.deepEqual(await send(accountId, next, { password: 'bukan sandinya' }), refused('password_wrong'))
  assert.deepEqual(await phoneOf(accountId), { phone, verified: true })
  assert.deepEqual(await send(accountId, next, { password: 'sandi yang panjang' }), done)
  assert.deepEqual(await phoneOf(accountId), { phone: next, verified: false })
  assert.equal(await room.messages(email, 'account-changed'), 1)
  assert.deepEqual(await verify(accountId, await otpTo(next)), done)
  assert.deepEqual(await phoneOf(accountId), { phone: next, verified: true })
})

test('an order does not pass the check of the phone by an answer to its step', async () => {
  const { accountId } = await anAccount()
  const begun = await beginOrder(storefronts, journey, {
    ...(await aCourse()),
    sessionHash: undefined,
    accountId,
  })
  assert.ok(begun.ok)
  const order = (await findOrder(ctx, begun.value))!
  assert.equal(order.step, 'verify_phone')
  assert.deepEqual(await answerStep(storefronts, journey, order, 'verify_phone', {}), { ok: true })
  assert.equal((await findOrder(ctx, begun.value))?.step, 'verify_phone')
  const phone = aPhone()
  await send(accountId, phone)
  assert.deepEqual(await verify(accountId, await otpTo(phone)), done)
  const verified = (await findOrder(ctx, begun.value))!
  assert.equal((await passKnown(storefronts, journey, verified)).step, 'see_methods')
})
