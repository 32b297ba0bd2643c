import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aProgramme } from '../../../test/a-programme.ts'
import { forgetPhoneCodes } from '../../identity/phone-codes.ts'
import { day, hour, minute, second } from '../../kernel/clock.ts'
import { checkLogInCode, emailOrPhone, sendLogInCode } from './log-in-codes.ts'
import { signOnClaims } from './sign-on-claims.ts'

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
const wanted = { domain: 'bekal.example', language: 'id' } as const
const ask = (typed: string, origin = `10.0.0.${++origins}`, attempt?: string) =>
  sendLogInCode(ctx, { emailOrPhone: emailOrPhone(typed) ?? '' }, { ...wanted, origin, attempt })

/** A code that was sent, and how it is tried where it was asked for. */
async function begun(typed: string) {
  const sent = await ask(typed)
  assert.ok(sent.ok)
  const { attempt, againAt } = sent.value
  const check = (otp: string) =>
    checkLogInCode(ctx, { emailOrPhone: emailOrPhone(typed) ?? '' }, attempt, otp)
  return { attempt, againAt, check, again: () => ask(typed, undefined, attempt) }
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
    const { check } = await begun(typed)
    const otp = (await codesTo(phone)).at(-1) ?? ''
    assert.deepEqual(await check(otp), { ok: true, value: { personId } })
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
    for (let tries = 0; tries < 6; tries++) answers.push(await first.check('000000'))
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

test('a code is good once, in the browser that asked for it, and for five minutes', async () => {
  const { phone } = await aPerson()
  const first = await begun(phone)
  const [otp = ''] = await codesTo(phone)
  clock.advance(5 * minute)
  const late = await first.check(otp)
  assert.equal(!late.ok && late.refusal, 'code_expired')

  const second = await begun(phone)
  const newest = (await codesTo(phone)).at(-1) ?? ''
  const other = await first.check(newest)
  assert.equal(!other.ok && other.refusal, 'code_wrong')
  assert.ok((await second.check(newest)).ok)
  const again = await second.check(newest)
  assert.equal(!again.ok && again.refusal, 'code_not_sent')
})

test('a new code waits for 30, 60 and 120 seconds, gives no new tries, and the three newest stay good', async () => {
  const { phone } = await aPerson()
  const { check, again } = await begun(phone)
  for (const gap of [30, 60, 120]) {
    clock.advance((gap - 1) * second)
    const soon = await again()
    assert.deepEqual(soon, { ok: false, refusal: 'code_too_soon', facts: { waitSeconds: 1 } })
    clock.advance(second)
    assert.ok((await again()).ok)
  }
  const codes = await codesTo(phone)
  assert.equal(codes.length, 4)
  for (const triesLeft of [4, 3]) {
    const no = await check(triesLeft === 4 ? (codes[0] ?? '') : wrong(codes[1] ?? ''))
    assert.deepEqual(no, { ok: false, refusal: 'code_wrong', facts: { triesLeft } })
  }
  assert.ok((await check(codes[1] ?? '')).ok)
})

test('five tries are five, however many arrive at once, also by another attempt, and one right code logs in once', async () => {
  const { phone } = await aPerson()
  const first = await begun(phone)
  const [otp = ''] = await codesTo(phone)
  const wrongs = await Promise.all(Array.from({ length: 20 }, () => first.check(wrong(otp))))
  assert.equal(wrongs.filter((no) => !no.ok && no.refusal === 'code_wrong').length, 4)
  const over = await first.check(otp)
  assert.equal(!over.ok && over.refusal, 'too_many_tries')
  clock.advance(3 * minute)
  const anew = await ask(phone)
  assert.equal(!anew.ok && anew.refusal, 'too_many_tries')

  clock.advance(2 * minute)
  const next = await begun(phone)
  const right = (await codesTo(phone)).at(-1) ?? ''
  const rights = await Promise.all(Array.from({ length: 20 }, () => next.check(right)))
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

test('ten wrong codes lock the log-in for a day, also for the right code', async () => {
  const { phone } = await aPerson()
  for (let proof = 0; proof < 2; proof++) {
    const { check } = await begun(phone)
    for (let tries = 0; tries < 5; tries++) await check('000000')
    clock.advance(5 * minute)
  }
  const locked = await ask(phone)
  assert.equal(!locked.ok && locked.refusal, 'codes_locked')
  clock.advance(day)
  assert.ok((await ask(phone)).ok)
})

test('codes are capped by what was typed, and by the address that asks', async () => {
  const { phone } = await aPerson()
  const sixTo = async (typed: string) => {
    for (let sent = 0; sent < 6; sent++) {
      await begun(typed)
      clock.advance(2 * minute)
    }
    return ask(typed)
  }
  for (const typed of [phone, (await aPerson()).email, 'tak-dikenal@contoh.id', '0819 0000 0000']) {
    const many = await sixTo(typed)
    assert.equal(!many.ok && many.refusal, 'too_many_codes')
  }
  clock.advance(hour)
  assert.ok((await ask(phone)).ok)

  const village = '10.77.0.1'
  await pool.query('insert into tally (subject, slot, count) values ($1, $2, 200)', [
    `log-in:address:${ctx.secrets.hash('log-in-origin', village).toString('base64url')}`,
    clock.now(),
  ])
  const crowded = await ask((await aPerson()).phone, village)
  assert.equal(!crowded.ok && crowded.refusal, 'codes_capped')
})

test('a phone that got six codes of others gets no seventh, and whose it is does not show by an email', async () => {
  const { phone, email } = await aPerson()
  await pool.query(
    `insert into phone_proof (realm, owner, phone, code_hashes, code_ends, sends, sent_at, expires_at)
     values ('tokopedia', '7', $1, '{}', '{}', 6, $2, $2)`,
    [phone, clock.now()],
  )
  const byPhone = await ask(phone)
  assert.equal(!byPhone.ok && byPhone.refusal, 'too_many_codes')
  const known = await ask(email)
  const unknown = await ask('siapa-ini@contoh.id')
  assert.ok(known.ok && unknown.ok)
  assert.deepEqual(known.value.againAt, unknown.value.againAt)
  assert.deepEqual(await codesTo(phone), [])
})

test('a code of long ago is over, another one can be asked for, and what no rule looks at is forgotten', async () => {
  const { phone } = await aPerson()
  const { check, again } = await begun(phone)
  const [otp = ''] = await codesTo(phone)
  clock.advance(30 * minute)
  const over = await check(otp)
  assert.equal(!over.ok && over.refusal, 'code_expired')
  assert.ok((await again()).ok)
  assert.ok((await check((await codesTo(phone)).at(-1) ?? '')).ok)
  clock.advance(48 * hour + 1)
  assert.ok((await forgetPhoneCodes(ctx)) > 0)
  const { rows } = await pool.query('select from phone_proof')
  assert.equal(rows.length, 0)
})

test('neither what was typed nor a code can be read from the tables', async () => {
  const { phone, email } = await aPerson()
  await begun(email)
  const [otp = ''] = await codesTo(phone)
  const { rows } = await pool.query(
    `select (select string_agg(phone_proof::text, ' ') from phone_proof)
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
  assert.deepEqual(await signOnClaims(ctx, personId), {
    name: 'Siti Aminah',
    email,
    phone_number: phone,
    no_prakerja: undefined,
  })
  assert.equal(await signOnClaims(ctx, '999999999'), undefined)
})
