import assert from 'node:assert/strict'
import { test } from 'node:test'
import { day, minute, second } from '../../src/kernel/clock.ts'
import { checkLogInCode, sendLogInCode } from '../../src/people/log-in/log-in-codes.ts'
import { provePhone, sendPhoneCode } from '../../src/registration/prove-phone.ts'
import { sendPhoneOtp } from '../../src/storefronts/accounts/send-phone-otp.ts'
import { verifyPhone } from '../../src/storefronts/accounts/verify-phone.ts'
import { aRegistration } from '../a-registration.ts'
import { anAccountRoom } from '../an-account.ts'
import { anOrigin } from '../an-origin.ts'
import type { Answer } from './link-realms.ts'

const by = { origin: anOrigin, language: 'id', requestId: 'r' } as const
const shop = await anAccountRoom()
const portal = await aRegistration()
const realms = [
  {
    name: 'a storefront',
    discreet: false,
    pool: shop.pool,
    clock: shop.clock,
    aPhone: shop.aPhone,
    anOwner: async () => (await shop.anAccount()).accountId,
    send: (accountId: string, phone: string): Promise<Answer> =>
      sendPhoneOtp(shop.storefronts, shop.journey, { accountId, phone, ...by }),
    prove: (accountId: string, otp: string): Promise<Answer> =>
      verifyPhone(shop.storefronts, shop.journey, { accountId, otp, requestId: 'r' }),
    codeTo: shop.otpTo,
  },
  {
    name: 'the portal',
    discreet: false,
    pool: portal.pool,
    clock: portal.clock,
    aPhone: portal.aPhone,
    anOwner: () => portal.anAccount(),
    send: (accountId: string, phone: string): Promise<Answer> =>
      sendPhoneCode(portal.registrations, { accountId }, { phone, ...by }),
    prove: (accountId: string, otp: string): Promise<Answer> => provePhone(portal.ctx, accountId, otp),
    codeTo: async (phone: string) => (await portal.secretTo(phone, 'account-phone-otp')).otp ?? '',
  },
  knownRealm('the log-in of the portal', true),
  knownRealm('confirming attendance', false),
]
/** Those whose phone the programme knows already: who logs in by an email, or confirms that they attend. */
function knownRealm(name: string, discreet: boolean) {
  const { ctx, clock, pool } = portal
  const attempts = new Map<string, string>()
  const askerOf = (owner: string) =>
    discreet ? { emailOrPhone: `orang-${owner}@contoh.id` } : { personId: owner }
  return {
    name,
    discreet,
    clock,
    pool,
    aPhone: portal.aPhone,
    async anOwner() {
      const { rows } = await pool.query(
        `insert into person (nik_hash, nik_sealed, nik_tail, kk_hash, kk_sealed, name, born_on, phone, email, education,
           occupation, created_at)
         values (decode(md5(random()::text), 'hex'), '', '0000', '', '', 'Siti', '1995-05-17', '', '', 3, 'lainnya', now())
         returning person_id`,
      )
      return rows[0].person_id as string
    },
    async send(owner: string, phone: string): Promise<Answer> {
      await pool.query(
        `update person set phone = $2, email = 'orang-' || $1 || '@contoh.id' where person_id = $1`,
        [owner, phone],
      )
      const wanted = { origin: '10.0.0.1', domain: 'bekal.example', language: 'id' } as const
      const sent = await sendLogInCode(ctx, askerOf(owner), { ...wanted, attempt: attempts.get(owner) })
      if (sent.ok) attempts.set(owner, sent.value.attempt)
      return sent
    },
    prove: (owner: string, otp: string): Promise<Answer> =>
      checkLogInCode(ctx, askerOf(owner), attempts.get(owner) ?? '', otp),
    codeTo: async (phone: string) => (await portal.secretTo(phone, 'login-otp')).otp ?? '',
  }
}

const said = (answer: Answer) => answer.refusal ?? 'done'
const wrong = (otp: string) => (otp === '000000' ? '000001' : '000000')

for (const { name, discreet, clock, pool, aPhone, anOwner, send, prove, codeTo } of realms) {
  const law = (sentence: string, body: () => Promise<void>) => test(`${name}: ${sentence}`, body)
  async function sent() {
    const [owner, phone] = [await anOwner(), aPhone()]
    assert.equal(said(await send(owner, phone)), 'done')
    return { owner, phone, otp: await codeTo(phone) }
  }

  law('a code is good for its owner alone, and burns with the first right try', async () => {
    const { owner, otp } = await sent()
    const other = await sent()
    if (otp !== other.otp) assert.equal(said(await prove(other.owner, otp)), 'code_wrong')
    assert.equal(said(await prove(await anOwner(), otp)), 'code_not_sent')
    assert.equal(said(await prove(owner, otp)), 'done')
  })

  law('five tries are five, however many arrive at once, and new codes bring no new ones', async () => {
    const { owner, phone, otp } = await sent()
    const answers = await Promise.all(Array.from({ length: 9 }, () => prove(owner, wrong(otp))))
    assert.deepEqual(answers.map(said).sort(), [
      ...Array(4).fill('code_wrong'),
      // the fifth says until when, not that none are left
      ...Array(5).fill('too_many_tries'),
    ])
    clock.advance(30 * second)
    assert.equal(said(await send(owner, phone)), 'too_many_tries')
    assert.equal(said(await prove(owner, otp)), 'too_many_tries')
  })

  law('codes are sent 30, 60 and 120 seconds apart, and the three newest are good', async () => {
    const { owner, phone, otp } = await sent()
    const codes = [otp]
    for (const gap of [30, 60, 120]) {
      clock.advance(gap * second - 1)
      assert.equal(said(await send(owner, phone)), 'code_too_soon')
      clock.advance(1)
      assert.equal(said(await send(owner, phone)), 'done')
      codes.push(await codeTo(phone))
    }
    if (!codes.slice(1).includes(otp)) assert.equal(said(await prove(owner, otp)), 'code_wrong')
    assert.equal(said(await prove(owner, codes[1] ?? '')), 'done')
  })

  law('of many who ask at once one code is sent', async () => {
    const [owner, phone] = [await anOwner(), aPhone()]
    const answers = await Promise.all(Array.from({ length: 6 }, () => send(owner, phone)))
    assert.deepEqual(answers.map(said).sort(), [...Array(5).fill('code_too_soon'), 'done'])
  })

  law('a code is good for five minutes', async () => {
    const [early, late] = [await sent(), await sent()]
    clock.advance(5 * minute - 1)
    assert.equal(said(await prove(early.owner, early.otp)), 'done')
    clock.advance(1)
    assert.equal(said(await prove(late.owner, late.otp)), 'code_expired')
  })

  law('ten wrong codes in a day lock, also for another phone and for the right code', async () => {
    const first = await sent()
    for (let tries = 0; tries < 5; tries++) await prove(first.owner, wrong(first.otp))
    const phone = aPhone()
    assert.equal(said(await send(first.owner, phone)), 'done')
    const otp = await codeTo(phone)
    for (let tries = 0; tries < 4; tries++)
      assert.equal(said(await prove(first.owner, wrong(otp))), 'code_wrong')
    clock.advance(minute)
    assert.equal(said(await send(first.owner, phone)), 'done')
    assert.equal(said(await prove(first.owner, wrong(await codeTo(phone)))), 'too_many_tries')
    assert.equal(said(await send(first.owner, aPhone())), 'codes_locked')
    clock.advance(day)
    assert.equal(said(await send(first.owner, aPhone())), 'done')
  })

  law('a phone is sent six codes in an hour, whoever asks', async () => {
    const phone = aPhone()
    const owners = await Promise.all(Array.from({ length: 7 }, () => anOwner()))
    const answers: string[] = []
    for (const owner of owners) answers.push(said(await send(owner, phone)))
    // By an email it must not show whose phone it is: the seventh is answered alike, and not sent.
    assert.deepEqual(answers, [...Array(6).fill('done'), discreet ? 'done' : 'too_many_codes'])
    const { rows } = await pool.query('select from outbox where address = $1', [phone])
    assert.equal(rows.length, 6)
  })
}

test('codes to one phone are counted over all sites', async () => {
  // Both rooms have a database of their own: the count is looked at where both kinds of owners stand.
  const phone = portal.aPhone()
  await portal.pool.query(
    `insert into phone_proof (realm, owner, phone, code_hashes, code_ends, sends, sent_at, expires_at)
     values ('tokopedia', '7', $1, '{}', '{}', 6, $2, $2)`,
    [phone, portal.clock.now()],
  )
  const accountId = await portal.anAccount()
  assert.equal(
    said(await sendPhoneCode(portal.registrations, { accountId }, { phone, ...by })),
    'too_many_codes',
  )
})
