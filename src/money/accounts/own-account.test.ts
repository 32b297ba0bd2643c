import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aProgramme } from '../../../test/a-programme.ts'
import { accountsOver } from '../../../test/accounts-of.ts'
import { tamper } from '../../../test/database.ts'
import { day, hour, minute } from '../../kernel/clock.ts'
import { type Account, accountsOf } from './accounts.ts'
import { checkWaitingAccounts } from './check-account.ts'
import { withdrawAccount } from './decide-account.ts'
import { askOwnAccount, type OwnAccount, sendAccountCode } from './own-account.ts'
import { accountState } from './rules.ts'

const programme = await aProgramme()
const { ctx, pool, clock } = programme
const { accounts, bank, aPerson } = accountsOver(ctx)
after(() => programme.close())

const bca = (number: string): OwnAccount => ({ provider: 'bca', number, language: 'id' })
const requestId = 'r-test'
let numbers = 0
/** A number of BCA that nobody has, and that the demo's bank knows. */
const freshNumber = () => `77${String(1_000_000 + ++numbers)}1`

async function send(personId: string, account: OwnAccount) {
  let code = ''
  const sent = await sendAccountCode(accounts, personId, account, () => {
    code = '482913'
    return code
  })
  return { sent, code }
}

/** Asked for with the code that came. */
async function ask(personId: string, account: OwnAccount) {
  clock.advance(3 * minute)
  const { sent, code } = await send(personId, account)
  assert.ok(sent.ok, `not sent: ${sent.ok ? '' : sent.refusal}`)
  return askOwnAccount(accounts, personId, account, { code, requestId })
}

const accountsOfPerson = (personId: string) => accountsOf(pool, { kind: 'person', id: personId })
const states = async (personId: string) =>
  (await accountsOfPerson(personId)).map((account: Account) => accountState(account, clock.now()))

/** The number that is paid to now, as payments read it. */
async function payable(personId: string): Promise<string[]> {
  const { rows } = await pool.query(
    `select number_sealed from usable_account
     where party_kind = 'person' and party_id = $1 and usable_from <= $2 and (usable_until is null or usable_until > $2)`,
    [personId, clock.now()],
  )
  return rows.map(({ number_sealed }) => ctx.secrets.open(number_sealed))
}

async function messages(template: string, address: string) {
  const { rows } = await pool.query(
    `select channel, params from outbox where template = $1 and address = $2 order by message_id`,
    [template, address],
  )
  return rows as { channel: string; params: Record<string, string> }[]
}

test('the first account is paid to as soon as the bank names its holder, and nobody reads its number', async () => {
  const { personId, phone, email } = await aPerson("Sitī A'minah")
  const number = freshNumber()
  assert.ok((await ask(personId, { ...bca(`${number.slice(0, 4)} ${number.slice(4)}`) })).ok)
  assert.deepEqual(await states(personId), ['usable'])
  assert.deepEqual(await payable(personId), [number])
  const [account] = await accountsOfPerson(personId)
  assert.deepEqual([account?.verifiedName, account?.numberTail], ["SITĪ A'MINAH", number.slice(-4)])
  const told = [await messages('payout-account', phone), await messages('payout-account', email)]
  assert.deepEqual(
    told.map((all) => all.map(({ channel, params }) => [channel, params.account, params.usableFrom])),
    [[['sms', `BCA *${number.slice(-4)}`, undefined]], [['email', `BCA *${number.slice(-4)}`, undefined]]],
  )
  const { rows } = await pool.query(
    `select (select string_agg(payout_account::text, ' ') from payout_account)
       || (select string_agg(params::text, ' ') from outbox) || (select string_agg(facts::text, ' ') from journal) as text`,
  )
  assert.ok(!rows[0].text.includes(number))
})

test('a change rests 72 hours from when it was told, and what was paid to before is paid to until then', async () => {
  const { personId, phone } = await aPerson()
  const [first, second] = [freshNumber(), freshNumber()]
  assert.ok((await ask(personId, bca(first))).ok)
  assert.ok((await ask(personId, bca(second))).ok)
  assert.deepEqual(await states(personId), ['resting', 'usable'])
  assert.deepEqual(await payable(personId), [first])
  const rested = new Date(clock.now().getTime() + 72 * hour)
  const told = (await messages('payout-account', phone)).at(-1)
  assert.equal(told?.params.usableFrom, rested.toISOString())
  clock.advance(72 * hour - 1)
  assert.deepEqual(await payable(personId), [first])
  clock.advance(1)
  assert.deepEqual(await payable(personId), [second])
  assert.deepEqual(await states(personId), ['usable', 'succeeded'])
})

test('a change that its owner did not ask for is stopped without a code, and the account before it stays', async () => {
  const { personId, email } = await aPerson()
  const first = freshNumber()
  assert.ok((await ask(personId, bca(first))).ok)
  assert.ok((await ask(personId, bca(freshNumber()))).ok)
  const by = { actor: `person:${personId}`, requestId }
  await withdrawAccount(accounts, { kind: 'person', id: personId }, by)
  await withdrawAccount(accounts, { kind: 'person', id: personId }, by)
  clock.advance(4 * day)
  assert.deepEqual(await payable(personId), [first])
  assert.deepEqual(await states(personId), ['ended', 'usable'])
  assert.match(
    (await messages('payout-account', email)).at(-1)?.params.because ?? '',
    /^Perubahan dibatalkan/,
  )
})

test('one that is asked for while another one waits takes its place, and the same one asked for twice is one', async () => {
  const { personId } = await aPerson()
  const [first, second, third] = [freshNumber(), freshNumber(), freshNumber()]
  assert.ok((await ask(personId, bca(first))).ok)
  assert.ok((await ask(personId, bca(second))).ok)
  assert.ok((await ask(personId, bca(third))).ok)
  const again = await ask(personId, bca(third))
  assert.deepEqual(await states(personId), ['resting', 'ended', 'usable'])
  const all = await accountsOfPerson(personId)
  assert.deepEqual(again, { ok: true, value: { accountId: all[0]?.accountId } })
  assert.equal(all[1]?.endedBecause, 'replaced')
  const inUse = await ask(personId, bca(first))
  assert.equal(!inUse.ok && inUse.refusal, 'account_in_use')
})

test('of several changes at once one waits, and what it took the place of has ended', async () => {
  const { personId } = await aPerson()
  assert.ok((await ask(personId, bca(freshNumber()))).ok)
  clock.advance(5 * minute)
  const given = await Promise.all(
    [freshNumber(), freshNumber(), freshNumber()].map(async (number) => {
      const { code } = await send(personId, bca(number))
      return askOwnAccount(accounts, personId, bca(number), { code, requestId })
    }),
  )
  assert.ok(given.some(({ ok }) => ok))
  const all = await states(personId)
  assert.deepEqual(
    all.filter((state) => state !== 'ended'),
    ['resting', 'usable'],
  )
})

test('a code is good for the very account that it was sent for, and once', async () => {
  const { personId } = await aPerson()
  const [own, of] = [bca(freshNumber()), bca(freshNumber())]
  const { code } = await send(personId, own)
  const other = await askOwnAccount(accounts, personId, of, { code, requestId })
  assert.deepEqual(other, { ok: false, refusal: 'code_wrong', facts: { triesLeft: 4 } })
  const wrong = await askOwnAccount(accounts, personId, own, { code: '000000', requestId })
  assert.deepEqual(wrong, { ok: false, refusal: 'code_wrong', facts: { triesLeft: 3 } })
  assert.deepEqual(await accountsOfPerson(personId), [])
  assert.ok((await askOwnAccount(accounts, personId, own, { code, requestId })).ok)
  const again = await askOwnAccount(accounts, personId, own, { code, requestId })
  assert.equal(!again.ok && again.refusal, 'code_not_sent')
})

test('a number that is none of the bank or wallet is refused before anything is sent', async () => {
  const { personId, phone } = await aPerson()
  const typed: [OwnAccount['provider'], string][] = [
    ['bca', '123456789'],
    ['bca', '12345678901'],
    ['bri', '1,23457E+14'],
    ['gopay', '021 555 1234'],
    ['dana', '1234567890'],
    ['bca', 'dua belas'],
  ]
  for (const [provider, number] of typed) {
    const no = await sendAccountCode(accounts, personId, { provider, number, language: 'id' })
    assert.equal(!no.ok && no.refusal, 'number_malformed', `${provider} ${number}`)
    const late = await askOwnAccount(
      accounts,
      personId,
      { provider, number, language: 'id' },
      { code: '1', requestId },
    )
    assert.equal(!late.ok && late.refusal, 'number_malformed')
  }
  assert.deepEqual(await messages('payout-account-otp', phone), [])
  const gopay = { provider: 'gopay', number: '+62 812-3456-7890', language: 'en' } as const
  assert.ok((await ask(personId, gopay)).ok)
  assert.deepEqual(await payable(personId), ['081234567890'])
})

test('an unknown number, and one that is somebody else’s, are refused with what to do, and pay nobody', async () => {
  const { personId, email } = await aPerson()
  assert.ok((await ask(personId, bca('1234560000'))).ok)
  assert.ok((await ask(personId, bca('1234568888'))).ok)
  const all = await accountsOfPerson(personId)
  assert.deepEqual(
    all.map(({ endedBecause, verifiedName }) => [endedBecause, verifiedName]),
    [
      ['name_differs', undefined],
      ['account_unknown', undefined],
    ],
  )
  assert.deepEqual(await payable(personId), [])
  const told = (await messages('payout-account', email)).flatMap(({ params }) => params.because ?? [])
  assert.deepEqual(told.length, 2)
  assert.match(told[0]!, /tidak mengenal nomor itu\. Periksa nomornya/)
  assert.match(told[1]!, /tidak sama .* NIK dan nama yang sama/)
  const { rows } = await pool.query(
    `select string_agg(payout_account::text, ' ') as text from payout_account`,
  )
  assert.ok(!rows[0].text.includes('ORANG LAIN'), 'the name of a stranger is not kept')
})

test('while the bank is silent an account waits, and the timetable asks again every five minutes', async () => {
  const { personId } = await aPerson()
  bank.silent = true
  const number = freshNumber()
  assert.ok((await ask(personId, bca(number))).ok)
  assert.deepEqual(await states(personId), ['checking'])
  assert.deepEqual(await payable(personId), [])
  const asked = bank.asked
  clock.advance(5 * minute - 1)
  assert.equal(await checkWaitingAccounts(accounts), 0)
  assert.equal(bank.asked, asked, 'too early')
  clock.advance(1)
  assert.equal(await checkWaitingAccounts(accounts), 0)
  assert.equal(bank.asked, asked + 1)
  bank.silent = false
  clock.advance(5 * minute)
  assert.equal(await checkWaitingAccounts(accounts), 1)
  assert.deepEqual(await payable(personId), [number])
  assert.equal(await checkWaitingAccounts(accounts), 0)
})

test('a number that the bank never answers for keeps nobody else waiting', async () => {
  const [poisoned, other] = [await aPerson(), await aPerson()]
  assert.ok((await ask(poisoned.personId, bca('1234569999'))).ok)
  bank.silent = true
  const number = freshNumber()
  assert.ok((await ask(other.personId, bca(number))).ok)
  bank.silent = false
  for (let round = 0; round < 2; round++) {
    clock.advance(5 * minute)
    await checkWaitingAccounts(accounts)
  }
  assert.deepEqual(await payable(other.personId), [number])
  assert.deepEqual(await states(poisoned.personId), ['checking'])
})

test('the same number of two people is marked, and refused to neither', async () => {
  const [one, other] = [await aPerson(), await aPerson()]
  const number = freshNumber()
  assert.ok((await ask(one.personId, bca(number))).ok)
  assert.deepEqual(
    (await accountsOfPerson(one.personId)).map(({ shared }) => shared),
    [false],
  )
  assert.ok((await ask(other.personId, bca(number))).ok)
  for (const { personId } of [one, other]) {
    assert.deepEqual(await payable(personId), [number])
    assert.deepEqual(
      (await accountsOfPerson(personId)).map(({ shared }) => shared),
      [true],
    )
    const { rows } = await pool.query('select shared from usable_account where party_id = $1', [personId])
    assert.deepEqual(rows, [{ shared: true }])
  }
})

test('whose phone was changed lately changes no account before the card pays again', async () => {
  const { personId } = await aPerson()
  const { cardId } = await programme.aCard()
  await tamper(
    pool,
    `set session_replication_role = replica;
     insert into recipient (person_id, wave_id, card_id, selected_at, notified_at)
     values (${personId}, 1, ${cardId}, now(), now())`,
  )
  const account = bca(freshNumber())
  const { code } = await send(personId, account)
  const until = new Date(clock.now().getTime() + 72 * hour)
  await pool.query('update card set paying_from = $2 where card_id = $1', [cardId, until])
  const given = await askOwnAccount(accounts, personId, account, { code, requestId })
  assert.deepEqual(given, { ok: false, refusal: 'phone_changed_lately', facts: { until } })
  clock.advance(minute)
  const sent = await sendAccountCode(accounts, personId, account)
  assert.equal(!sent.ok && sent.refusal, 'phone_changed_lately')
  clock.set(until)
  assert.ok((await ask(personId, account)).ok)
})

test('a code that was sent to the phone of before proves nothing', async () => {
  const { personId } = await aPerson()
  const account = bca(freshNumber())
  const { code } = await send(personId, account)
  await pool.query(`update person set phone = '+6281399990001' where person_id = $1`, [personId])
  const late = await askOwnAccount(accounts, personId, account, { code, requestId })
  assert.equal(!late.ok && late.refusal, 'code_not_sent')
  assert.deepEqual(await accountsOfPerson(personId), [])
})
