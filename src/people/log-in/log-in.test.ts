import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aProgramme } from '../../../test/a-programme.ts'
import { hour, minute, second } from '../../kernel/clock.ts'
import { checkLogInCode } from './check-code.ts'
import { personClaims } from './person-claims.ts'
import { emailOrPhone, forgetLogInAttempts, sendLogInCode, sendLogInCodeAgain } from './send-code.ts'

const programme = await aProgramme()
const { clock, ctx, pool } = programme
after(() => programme.close())

let people = 0

async function aPerson(contact: { phone?: string; email?: string } = {}) {
  const serial = ++people
  const phone = contact.phone ?? `+62813${String(10_000_000 + serial)}`
  const email = contact.email ?? `orang-${serial}@contoh.id`
  const { rows } = await pool.query(
    `insert into person (nik_hash, nik_sealed, nik_tail, kk_hash, kk_sealed, name, born_on, phone, email, education,
       occupation, created_at)
     values ($1, '', '0000', '', '', 'Siti Aminah', '1995-05-17', $2, $3, 3, 'lainnya', now()) returning person_id`,
    [Buffer.from(`nik ${serial}`), phone, email],
  )
  return { personId: rows[0].person_id as string, phone, email }
}

let origins = 0
const ask = (typed: string, origin = `10.0.0.${++origins}`) =>
  sendLogInCode(ctx, {
    emailOrPhone: emailOrPhone(typed) ?? '',
    origin,
    domain: 'bekal.example',
    language: 'id',
  })

async function begun(typed: string) {
  const sent = await ask(typed)
  assert.ok(sent.ok)
  return sent.value
}

async function codesTo(phone: string): Promise<string[]> {
  const { rows } = await pool.query(
    `select sealed from outbox where address = $1 and template = 'login-otp' order by message_id`,
    [phone],
  )
  return rows.map(({ sealed }) => JSON.parse(ctx.secrets.open(sealed)).otp)
}

const wrong = (otp: string) => (otp === '111111' ? '222222' : '111111')

test('an email or a phone in whatever spelling sends a code to the registered phone, and it logs that person in', async () => {
  const { personId, phone, email } = await aPerson()
  for (const typed of [email.toUpperCase(), phone.replace('+62', '0'), phone.replace('+', '')]) {
    const { attemptId } = await begun(typed)
    const otp = (await codesTo(phone)).at(-1) ?? ''
    assert.deepEqual(await checkLogInCode(ctx, attemptId, otp), { ok: true, value: { personId } })
    clock.advance(3 * minute)
  }
})

test('who is unknown, or shares a phone with somebody, gets the very answers of who is known, and no code', async () => {
  const shared = '+6281399999999'
  await aPerson({ phone: shared })
  const { email } = await aPerson({ phone: shared })
  const known = await aPerson()
  const sequence = async (typed: string) => {
    const first = await begun(typed)
    const soon = await ask(typed)
    const answers: unknown[] = [first.againAt, soon]
    for (let tries = 0; tries < 6; tries++) answers.push(await checkLogInCode(ctx, first.attemptId, '000000'))
    return answers
  }
  const answers = await sequence(known.phone)
  assert.deepEqual(await sequence('tak-dikenal@contoh.id'), answers)
  assert.deepEqual(await sequence(shared), answers)
  assert.deepEqual(await codesTo(shared), [])
  // The email still says which of the two it is.
  await begun(email)
  assert.equal((await codesTo(shared)).length, 1)
})

test('a code is good once, for its own attempt, and for five minutes', async () => {
  const { phone } = await aPerson()
  const { attemptId } = await begun(phone)
  const [otp = ''] = await codesTo(phone)
  clock.advance(5 * minute)
  const late = await checkLogInCode(ctx, attemptId, otp)
  assert.equal(!late.ok && late.refusal, 'code_wrong')

  const second = await begun(phone)
  const newest = (await codesTo(phone)).at(-1) ?? ''
  const other = await checkLogInCode(ctx, attemptId, newest)
  assert.equal(!other.ok && other.refusal, 'code_wrong')
  assert.ok((await checkLogInCode(ctx, second.attemptId, newest)).ok)
  const again = await checkLogInCode(ctx, second.attemptId, newest)
  assert.equal(!again.ok && again.refusal, 'attempt_over')
})

test('a new code waits for 30, 60 and 120 seconds, gives no new tries, and the three newest stay good', async () => {
  const { phone } = await aPerson()
  const { attemptId } = await begun(phone)
  const once = { attemptId, origin: '10.9.9.9', domain: 'bekal.example', language: 'id' } as const
  for (const gap of [30, 60, 120]) {
    clock.advance((gap - 1) * second)
    const soon = await sendLogInCodeAgain(ctx, once)
    assert.deepEqual(soon, { ok: false, refusal: 'code_too_soon', facts: { waitSeconds: 1 } })
    clock.advance(second)
    assert.ok((await sendLogInCodeAgain(ctx, once)).ok)
  }
  const codes = await codesTo(phone)
  assert.equal(codes.length, 4)
  for (const triesLeft of [4, 3]) {
    const no = await checkLogInCode(
      ctx,
      attemptId,
      triesLeft === 4 ? (codes[0] ?? '') : wrong(codes[1] ?? ''),
    )
    assert.deepEqual(no, { ok: false, refusal: 'code_wrong', facts: { triesLeft } })
  }
  assert.ok((await checkLogInCode(ctx, attemptId, codes[1] ?? '')).ok)
})

test('five tries are five, however many arrive at once, and one right code logs in once', async () => {
  const { phone } = await aPerson()
  const { attemptId } = await begun(phone)
  const [otp = ''] = await codesTo(phone)
  const wrongs = await Promise.all(
    Array.from({ length: 20 }, () => checkLogInCode(ctx, attemptId, wrong(otp))),
  )
  assert.equal(wrongs.filter((no) => !no.ok && no.refusal === 'code_wrong').length, 4)
  const over = await checkLogInCode(ctx, attemptId, otp)
  assert.equal(!over.ok && over.refusal, 'attempt_over')

  clock.advance(3 * minute)
  const next = await begun(phone)
  const right = (await codesTo(phone)).at(-1) ?? ''
  const rights = await Promise.all(
    Array.from({ length: 20 }, () => checkLogInCode(ctx, next.attemptId, right)),
  )
  assert.equal(rights.filter(({ ok }) => ok).length, 1)
})

test('of many who ask for a code at once one gets it, known or not', async () => {
  const { phone } = await aPerson()
  for (const typed of [phone, 'bukan-siapa-siapa@contoh.id']) {
    const all = await Promise.all(Array.from({ length: 12 }, () => ask(typed)))
    assert.equal(all.filter(({ ok }) => ok).length, 1)
    assert.ok(all.every((no) => no.ok || no.refusal === 'code_too_soon'))
  }
  assert.equal((await codesTo(phone)).length, 1)
})

test('ten wrong codes lock the login until tomorrow, also for the right code of an attempt that is open', async () => {
  const { phone } = await aPerson()
  for (let attempt = 0; attempt < 2; attempt++) {
    const { attemptId } = await begun(phone)
    for (let tries = 0; tries < 5; tries++) await checkLogInCode(ctx, attemptId, '000000')
    clock.advance(3 * minute)
  }
  const locked = await ask(phone)
  assert.ok(!locked.ok)
  assert.equal(locked.refusal, 'log_in_locked')
  assert.equal(locked.facts.until?.toISOString(), '2026-11-23T17:00:00.000Z')
  const before = clock.now()
  clock.set(locked.facts.until ?? assert.fail('no end of the lock'))
  assert.ok((await ask(phone)).ok)
  clock.set(before)
})

test('codes are capped by what was typed and by the address that asks', async () => {
  const { phone } = await aPerson()
  for (let sent = 0; sent < 8; sent++) {
    await begun(phone)
    clock.advance(2 * minute)
  }
  const many = await ask(phone)
  assert.equal(!many.ok && many.refusal, 'codes_too_many')
  clock.advance(hour)
  assert.ok((await ask(phone)).ok)

  const village = '10.77.0.1'
  await pool.query(
    `insert into log_in_attempt (asked_hash, origin_hash, sent, began_at, sent_at)
     select decode(md5(n::text), 'hex'), $1, 1, $2, $2 from generate_series(1, 200) as n`,
    [ctx.secrets.hash('log-in-origin', village), clock.now()],
  )
  const crowded = await ask((await aPerson()).phone, village)
  assert.equal(!crowded.ok && crowded.refusal, 'address_too_many')
})

test('an attempt ends after half an hour, and is forgotten when no rule looks at it any more', async () => {
  const { phone } = await aPerson()
  const { attemptId } = await begun(phone)
  const [otp = ''] = await codesTo(phone)
  clock.advance(30 * minute)
  const over = await checkLogInCode(ctx, attemptId, otp)
  assert.equal(!over.ok && over.refusal, 'attempt_over')
  const gone = await sendLogInCodeAgain(ctx, {
    attemptId,
    origin: '10.1.1.1',
    domain: 'bekal.example',
    language: 'id',
  })
  assert.equal(!gone.ok && gone.refusal, 'attempt_over')
  clock.advance(48 * hour)
  assert.ok((await forgetLogInAttempts(ctx)) > 0)
  const { rows } = await pool.query('select from log_in_attempt where attempt_id = $1', [attemptId])
  assert.equal(rows.length, 0)
})

test('neither what was typed nor a code can be read from the tables', async () => {
  const { phone, email } = await aPerson()
  await begun(email)
  const [otp = ''] = await codesTo(phone)
  const { rows } = await pool.query(
    `select (select string_agg(log_in_attempt::text, ' ') from log_in_attempt)
       || (select string_agg(params::text, ' ') from outbox) as text`,
  )
  for (const secret of [otp, email]) assert.ok(!rows[0].text.includes(secret))
})

test('what is neither an email nor an Indonesian mobile number is nobody’s', () => {
  for (const typed of ['', 'siti', '021 555 1234', '+1 202 555 0100', 'a@b'])
    assert.equal(emailOrPhone(typed), undefined)
  assert.equal(emailOrPhone(' Siti@Contoh.ID '), 'siti@contoh.id')
  assert.equal(emailOrPhone('0812-3456-7890'), '+6281234567890')
})

test('a person without a card has claims without a card number; nobody has none', async () => {
  const { personId, phone, email } = await aPerson()
  assert.deepEqual(await personClaims(ctx, personId), {
    name: 'Siti Aminah',
    email,
    phone_number: phone,
    no_prakerja: undefined,
  })
  assert.equal(await personClaims(ctx, '999999999'), undefined)
})
