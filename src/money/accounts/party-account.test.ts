import assert from 'node:assert/strict'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { aProgramme } from '../../../test/a-programme.ts'
import { accountsOver } from '../../../test/accounts-of.ts'
import { tamper } from '../../../test/database.ts'
import { ana, budi, moreStaff, twoPeople } from '../../../test/two-people.ts'
import { hour } from '../../kernel/clock.ts'
import { reasonsOf, sentenceOf } from '../../kernel/refusal.ts'
import { CheckerFault, checkerFor, demoChecker, httpChecker } from './account-checker.ts'
import { decideAccountRefusals, ownAccountRefusals, partyAccountRefusals } from './account-refusals.ts'
import { accountsOf, findAccount, partnerAccounts } from './accounts.ts'
import { askAccount, askAccountByStaff, type TypedAccount } from './ask-account.ts'
import { checkAccount } from './check-account.ts'
import { approveAccount, endAccount, withdrawAccount } from './decide-account.ts'
import { accountState } from './rules.ts'

const programme = await aProgramme()
const { ctx, pool, clock } = programme
const { accounts, bank, aPerson } = accountsOver(ctx)
after(() => programme.close())
await twoPeople(pool)

const lkp = { kind: 'institution', id: '1' } as const
const toko = { kind: 'storefront', id: '1' } as const
const user = { actor: 'institution-user:1', requestId: 'r-user' }
await pool.query(
  `insert into institution_user (institution_user_id, institution_id, email, name, totp_sealed, disabled_at, created_at)
   overriding system value values
     (1, 1, 'satu@lkp.test', 'Satu', '', null, now()), (2, 1, 'dua@lkp.test', 'Dua', '', null, now()),
     (3, 1, 'lama@lkp.test', 'Lama', '', now(), now()), (4, 1, 'budi@staf.contoh.id', 'Budi', '', null, now())`,
)

let numbers = 0
const mandiri = (party: TypedAccount['party'], number = `12345${String(++numbers).padStart(7, '0')}1`) =>
  ({ party, provider: 'mandiri', number, holderName: 'Yayasan Contoh', language: 'id' }) as const

async function asked(account: TypedAccount, actor = user): Promise<string> {
  const made = await (actor.actor.startsWith('staff:') ? askAccountByStaff : askAccount)(
    accounts,
    account,
    actor,
  )
  assert.ok(made.ok, `refused: ${made.ok ? '' : made.refusal}`)
  return made.value.accountId
}

const stateOf = async (accountId: string) => {
  const account = await findAccount(pool, accountId)
  return account && accountState(account, clock.now())
}
const refusalOf = (outcome: { ok: boolean; refusal?: string }) => (outcome.ok ? '' : outcome.refusal)
const emails = async () => {
  const { rows } = await pool.query(
    `select address from outbox where template = 'payout-account' order by message_id`,
  )
  return rows.map(({ address }) => address as string)
}

test('an institution asks, another person approves what the bank has named, and all its users are told', async () => {
  const id = await asked(mandiri(lkp))
  assert.equal(await stateOf(id), 'waiting')
  assert.deepEqual((await emails()).sort(), ['budi@staf.contoh.id', 'dua@lkp.test', 'satu@lkp.test'])
  const approved = await approveAccount(accounts, id, ana)
  assert.deepEqual(approved, { ok: true, value: { usableFrom: clock.now() } })
  assert.equal(await stateOf(id), 'usable')
  assert.equal((await emails()).length, 6)
  const { rows } = await pool.query(
    `select act, actor from journal where subject = 'institution:1' and act like 'payout%' order by journal_id`,
  )
  assert.deepEqual(rows, [
    { act: 'payout_account_asked', actor: 'institution-user:1' },
    { act: 'payout_account_verified', actor: 'system:timetable' },
    { act: 'payout_account_approved', actor: ana.actor },
  ])
})

test('a change rests 72 hours from its approval; a user of the institution can stop it until then', async () => {
  const [current] = await accountsOf(pool, lkp)
  const id = await asked(mandiri(lkp))
  clock.advance(100 * hour)
  const approved = await approveAccount(accounts, id, ana)
  assert.deepEqual(approved, {
    ok: true,
    value: { usableFrom: new Date(clock.now().getTime() + 72 * hour) },
  })
  assert.deepEqual([await stateOf(id), await stateOf(current!.accountId)], ['resting', 'usable'])
  await withdrawAccount(accounts, lkp, { actor: 'institution-user:2', requestId: 'r' })
  clock.advance(100 * hour)
  assert.deepEqual([await stateOf(id), await stateOf(current!.accountId)], ['ended', 'usable'])
})

test('nobody approves what they asked for, by whatever account, nor who may not decide', async () => {
  const ownUser = await asked(mandiri(lkp), { actor: 'institution-user:4', requestId: 'r' })
  assert.equal(refusalOf(await approveAccount(accounts, ownUser, budi)), 'second_person_needed')
  assert.ok((await approveAccount(accounts, ownUser, ana)).ok)
  const own = await asked(mandiri(toko), ana)
  assert.equal(refusalOf(await approveAccount(accounts, own, ana)), 'second_person_needed')
  assert.equal(
    refusalOf(await approveAccount(accounts, own, { actor: 'cli:root', requestId: 'r' })),
    'staff_needed',
  )
  const [fresh] = await moreStaff(pool, 1)
  await pool.query(`update staff set may_decide_from = $2 where staff_id = $1`, [
    fresh!.actor.slice('staff:'.length),
    new Date(clock.now().getTime() + hour),
  ])
  assert.equal(refusalOf(await approveAccount(accounts, own, fresh!)), 'still_resting')
  assert.equal(refusalOf(await askAccountByStaff(accounts, mandiri(toko), fresh!)), 'still_resting')
  assert.ok((await approveAccount(accounts, own, budi)).ok)
})

test('a storefront is asked for by the staff, and what is not known or does not fit is refused', async () => {
  const nobody = { kind: 'storefront', id: '99' } as const
  assert.equal(refusalOf(await askAccountByStaff(accounts, mandiri(nobody), ana)), 'party_unknown')
  const noInstitution = { kind: 'institution', id: '99' } as const
  assert.equal(refusalOf(await askAccountByStaff(accounts, mandiri(noInstitution), ana)), 'party_unknown')
  assert.equal(refusalOf(await askAccountByStaff(accounts, mandiri(toko, '123'), ana)), 'number_malformed')
  const stranger = { actor: 'partner:toko', requestId: 'r' }
  assert.equal(refusalOf(await askAccountByStaff(accounts, mandiri(toko), stranger)), 'staff_needed')
})

test('before the bank has named the holder nobody can approve, and what is decided stays so', async () => {
  bank.silent = true
  const id = await asked(mandiri(toko), ana)
  bank.silent = false
  assert.equal(refusalOf(await approveAccount(accounts, id, budi)), 'account_unchecked')
  assert.equal(await checkAccount(accounts, id), 'verified')
  assert.equal(await checkAccount(accounts, id), 'over')
  const both = await Promise.all([approveAccount(accounts, id, budi), approveAccount(accounts, id, budi)])
  assert.deepEqual(both.map(refusalOf).sort(), ['', 'account_decided'])
  assert.equal(refusalOf(await approveAccount(accounts, '999999', budi)), 'account_unlisted')
})

test('one person stops an account with a reason that its party reads, before it is paid to and afterwards', async () => {
  const id = await asked(mandiri(lkp))
  assert.equal(refusalOf(await endAccount(accounts, id, '  ', ana)), 'reason_missing')
  assert.ok((await endAccount(accounts, id, 'Bukan rekening lembaga.', ana)).ok)
  assert.equal(refusalOf(await endAccount(accounts, id, 'Lagi.', ana)), 'account_decided')
  assert.equal(refusalOf(await approveAccount(accounts, id, budi)), 'account_decided')
  assert.equal((await findAccount(pool, id))?.endedBecause, 'declined')
  const { rows } = await pool.query(
    `select params ->> 'because' as because from outbox where template = 'payout-account' order by message_id desc limit 1`,
  )
  assert.match(rows[0].because, /tidak menyetujui .* Bukan rekening lembaga\.$/)
  const current = (await accountsOf(pool, lkp)).find(
    (account) => accountState(account, clock.now()) === 'usable',
  )
  assert.ok((await endAccount(accounts, current!.accountId, 'Rekening dibekukan bank.', ana)).ok)
  assert.equal((await findAccount(pool, current!.accountId))?.endedBecause, 'closed')
  const { rows: left } = await pool.query(
    `select from usable_account where party_kind = 'institution' and (usable_until is null or usable_until > $1)`,
    [clock.now()],
  )
  assert.equal(left.length, 0, 'the one before it is not paid to again')
})

test('of many who ask at once one waits, and whoever approves while another one is asked approves one of them', async () => {
  const ids = await Promise.all(Array.from({ length: 6 }, () => asked(mandiri(lkp))))
  const states = async () => Promise.all(ids.map(stateOf))
  assert.equal((await states()).filter((state) => state === 'waiting').length, 1)
  const waiting = ids[(await states()).indexOf('waiting')]!
  const [approved, other] = await Promise.all([approveAccount(accounts, waiting, ana), asked(mandiri(lkp))])
  assert.equal(await stateOf(other), 'waiting')
  assert.equal(await stateOf(waiting), 'ended')
  assert.ok(approved.ok || approved.refusal === 'account_decided')
})

test('a participant’s account needs nobody’s approval', async () => {
  const { personId } = await aPerson()
  bank.silent = true
  const { rows } = await pool.query(
    `insert into payout_account (party_kind, party_id, kind, provider, number_sealed, number_mark, number_tail, holder_name,
       language, asked_by, asked_at)
     values ('person', $1, 'bank', 'bca', '', '', '1234', 'Siti', 'id', $2, now()) returning account_id`,
    [personId, `person:${personId}`],
  )
  bank.silent = false
  assert.equal(refusalOf(await approveAccount(accounts, rows[0].account_id, ana)), 'account_of_person')
  assert.ok((await partnerAccounts(pool)).every(({ partyKind }) => partyKind !== 'person'))
})

test('the database itself pays nobody unverified, unapproved or by one alone, and keeps what was asked', async () => {
  const id = await asked(mandiri(lkp))
  const update = (set: string) => pool.query(`update payout_account set ${set} where account_id = $1`, [id])
  await assert.rejects(update(`usable_from = now()`), /usable_once_decided/)
  await assert.rejects(update(`approved_by = asked_by, approved_at = now()`), /approved_by_another/)
  await assert.rejects(update(`number_sealed = ''`), /permission denied/)
  await assert.rejects(update(`holder_name = 'X'`), /permission denied/)
  await assert.rejects(
    pool.query('delete from payout_account where account_id = $1', [id]),
    /permission denied/,
  )
  await assert.rejects(
    tamper(
      pool,
      `update payout_account set verified_at = null, verified_name = null where approved_at is not null`,
    ),
    /approved_by_another/,
  )
})

test('every refusal about accounts has words that say what to do', () => {
  const until = new Date('2026-12-01T03:00:00Z')
  for (const table of [ownAccountRefusals, partyAccountRefusals, decideAccountRefusals])
    for (const reason of reasonsOf<string>(table))
      for (const language of ['id', 'en'] as const)
        assert.match(sentenceOf<string>(table, reason, { until, triesLeft: 2 }, language), /^[A-Z].*\.$/)
})

test('the check over HTTP sends no name, and takes nothing but a clear answer within its time', async () => {
  const seen: unknown[] = []
  const answers: Record<string, (reply: Parameters<RequestListener>[1]) => void> = {
    '1234567890123': (reply) => reply.end('{"name":" Yayasan Contoh "}'),
    '1234567890124': (reply) => reply.end('{"unknown":true}'),
    '1234567890125': (reply) => reply.end('{"name":""}'),
    '1234567890126': (reply) => reply.writeHead(500).end('{"name":"X"}'),
    '1234567890127': (reply) => reply.writeHead(302, { location: '/elsewhere' }).end(),
    '1234567890128': () => {},
    '1234567890129': (reply) => reply.end('no JSON'),
  }
  const server = createServer(async (request, reply) => {
    const body = JSON.parse(Buffer.concat(await request.toArray()).toString())
    seen.push([request.method, request.headers.authorization, body])
    answers[body.number]?.(reply)
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/check`
  const checker = httpChecker({ url, token: 'rahasia', timeoutMs: 300 })
  const ask = (number: string) =>
    checker.holderOf({ provider: 'mandiri', number, holderName: 'Yayasan Contoh' })
  assert.equal(await ask('1234567890123'), 'Yayasan Contoh')
  assert.deepEqual(seen[0], [
    'POST',
    'Bearer rahasia',
    { kind: 'bank', provider: 'mandiri', bic: 'BMRIIDJA', number: '1234567890123' },
  ])
  assert.equal(await ask('1234567890124'), undefined)
  for (const number of ['25', '26', '27', '28', '29'])
    await assert.rejects(ask(`12345678901${number}`), CheckerFault, number)
  server.closeAllConnections()
  server.close()
  const production = checkerFor({ production: true })
  await assert.rejects(
    production.holderOf({ provider: 'bca', number: '1234567890', holderName: '' }),
    /ACCOUNT_CHECK_URL/,
  )
  assert.equal(checkerFor({ production: false }), demoChecker)
})
