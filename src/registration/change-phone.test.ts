import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aProgramme } from '../../test/a-programme.ts'
import { must, refusalOf } from '../../test/a-registration.ts'
import { anOrigin } from '../../test/an-origin.ts'
import { hour, second } from '../kernel/clock.ts'
import { noRegistry } from '../people/population-registry.ts'
import { changePhone, proveIdentity } from './change-phone.ts'
import { stopChange } from './contacts/stop-change.ts'
import { sendPhoneCode } from './prove-phone.ts'
import type { Registrations } from './registrations.ts'

const programme = await aProgramme()
const { clock, ctx, pool, toko } = programme
after(() => programme.close())
const registrations: Registrations = {
  ctx,
  registry: noRegistry,
  domain: 'bekal.example',
  link: (path) => `https://bekal.example${path}`,
  onMessages: () => {},
}

const nik = '3201046107980001'
const proof = { nik, bornOn: '1998-07-21', password: '' }
let people = 0

async function aHolder(of = `${nik}${++people}`) {
  const card = await programme.aCard()
  const { rows } = await pool.query(
    `insert into person (nik_hash, nik_sealed, nik_tail, kk_hash, kk_sealed, name, born_on, phone, email, education,
       occupation, created_at)
     values ($1, '', '0001', '', '', 'Siti Aminah', '1998-07-21', $2, 'siti@contoh.example', 3, 'lainnya', now())
     returning person_id`,
    [ctx.secrets.hash('nik', of), card.phone],
  )
  const personId = rows[0].person_id as string
  await pool.query(
    `insert into programme_year (year, name, rules) values (2026, '2026', '{}') on conflict do nothing`,
  )
  const wave = await pool.query(
    'insert into wave (year, number, quota) values (2026, $1, 5) returning wave_id',
    [++people],
  )
  await pool.query(
    `insert into recipient (wave_id, person_id, status, card_id, selected_at, notified_at)
     values ($1, $2, 'notified', $3, now(), now())`,
    [wave.rows[0].wave_id, personId, card.cardId],
  )
  return { card, personId }
}

async function codeTo(phone: string): Promise<string> {
  const { rows } = await pool.query(
    `select sealed from outbox where address = $1 and template = 'account-phone-otp' order by message_id desc limit 1`,
    [phone],
  )
  return JSON.parse(ctx.secrets.open(rows[0].sealed)).otp
}

test('after a change of phone nothing is paid for 72 hours, then codes go to the new phone; the old one is told', async () => {
  const { card, personId } = await aHolder(nik)
  const course = await programme.aCourse()
  must(await proveIdentity(registrations, personId, proof))
  const phone = '+6281377770001'
  must(await sendPhoneCode(registrations, { personId }, { phone, origin: anOrigin, language: 'id' }))
  const wrong = await changePhone(registrations, personId, { code: '000000', language: 'id', requestId: 'r' })
  assert.equal(refusalOf(wrong), 'code_wrong')
  const changed = must(
    await changePhone(registrations, personId, { code: await codeTo(phone), language: 'id', requestId: 'r' }),
  )
  assert.equal(changed.payingFrom?.getTime(), clock.now().getTime() + 72 * hour)
  const told = await pool.query(
    `select template, channel, address from outbox where template in ('phone-replaced', 'account-changed') order by channel`,
  )
  assert.deepEqual(told.rows, [
    { template: 'phone-replaced', channel: 'email', address: 'siti@contoh.example' },
    { template: 'phone-replaced', channel: 'sms', address: card.phone },
  ])
  const buy = () =>
    programme.purchases.sendOtp({
      partner: toko,
      userPlatformId: 'pembeli-1',
      cardNumber: card.number,
      requestId: 'r',
      ...course,
    })
  clock.advance(72 * hour - 1)
  assert.equal((await buy()).ok, false)
  clock.advance(1)
  assert.equal((await buy()).ok, true)
  const { rows } = await pool.query(`select address from outbox where template = 'payment-otp'`)
  assert.deepEqual(rows, [{ address: phone }])
})

test('while a change can still be stopped there is no other, nor while a stopped one is looked into', async () => {
  const { card, personId } = await aHolder('3201046107980005')
  const again = { ...proof, nik: '3201046107980005' }
  const change = async (phone: string) => {
    must(await proveIdentity(registrations, personId, again))
    must(await sendPhoneCode(registrations, { personId }, { phone, origin: anOrigin, language: 'id' }))
    const code = await codeTo(phone)
    return changePhone(registrations, personId, { code, language: 'id', requestId: 'r' })
  }
  must(await change('+6281377770005'))
  assert.equal(refusalOf(await change('+6281377770006')), 'change_rests')
  const { rows } = await pool.query(
    `select sealed from outbox where template = 'phone-replaced' and address = $1`,
    [card.phone],
  )
  const { stopLink } = JSON.parse(ctx.secrets.open(rows[0].sealed))
  assert.ok(must(await stopChange(ctx, stopLink.split('/').at(-1), 'r')).stopped)
  assert.equal(refusalOf(await change('+6281377770007')), 'change_in_question')
  const phones = await pool.query('select phone from person where person_id = $1', [personId])
  assert.deepEqual(phones.rows, [{ phone: card.phone }])
})

test('the identity is proved by NIK and birth date, five failures a day, also when many try at once', async () => {
  const { personId } = await aHolder('3201046107980002')
  const tries = await Promise.all(
    Array.from({ length: 12 }, () =>
      proveIdentity(registrations, personId, { ...proof, nik: '3201046107980003' }),
    ),
  )
  assert.equal(tries.filter((one) => refusalOf(one) === 'identity_differs').length, 5)
  assert.equal(tries.filter((one) => refusalOf(one) === 'identity_locked').length, 7)
  const right = { ...proof, nik: '3201 0461 0798 0002' }
  assert.equal(refusalOf(await proveIdentity(registrations, personId, right)), 'identity_locked')
  clock.advance(24 * hour + second)
  must(await proveIdentity(registrations, personId, right))
  assert.equal(
    refusalOf(await proveIdentity(registrations, personId, { ...right, bornOn: '1998-07-22' })),
    'identity_differs',
  )
})
