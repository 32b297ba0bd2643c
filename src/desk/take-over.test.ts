import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aDesk, dewi, gita, type Holder, hana, joko, kiki } from '../../test/a-desk.ts'
import { must } from '../../test/registering.ts'
import { budi } from '../../test/two-people.ts'
import { approve, requestApproval } from '../approvals/approvals.ts'
import { hour, second } from '../kernel/clock.ts'
import { changePhone, proveIdentity } from '../registration/change-phone.ts'
import { stopChange } from '../registration/contacts/stop-change.ts'
import { openDeskCase } from './desk-case.ts'
import { confirmAccess, giveAccessAct } from './give-access.ts'
import { proveNewPhone, sendDeskCode } from './prove-new-phone.ts'
import { checkDocument, compareAnswers } from './prove-person.ts'
import { replaceCardNumber } from './replace-card-number.ts'

/**
 * Ten thousand tries to take somebody's card over through the desk, many at once, on the real database: by somebody of the
 * desk alone, by a helper at home who knows the numbers, by whoever has an old link or code. None may change a phone or take money.
 */
const desk = await aDesk()
const { ctx, pool, clock, registrations, by, purchases, toko } = desk
after(() => desk.close())

type Try = () => Promise<{ readonly ok: boolean }>
const access = { kind: 'access', because: 'HP hilang' } as const
const at = <T>(list: readonly T[], place: number): T => list[place % list.length]!
const many = async <T>(count: number, make: () => Promise<T>): Promise<T[]> => {
  const made: T[] = []
  for (let i = 0; i < count; i++) made.push(await make())
  return made
}

/** Changed rightly a while ago, and stopped by nobody: the old links and the old code are known to the thief. */
const changedBefore = await many(3, async () => {
  const holder = await desk.aHolder()
  const { deskCaseId, phone, code } = await desk.toSecond(holder)
  await desk.ask(deskCaseId, holder, gita)
  must(await confirmAccess(ctx, deskCaseId, by(gita)))
  return { holder, deskCaseId, phone, code, token: (await desk.stopTokens()).get(holder.card.phone)! }
})
clock.advance(73 * hour)
/** Waiting for a second person, who is never there. */
const waiting = await many(24, async () => {
  const holder = await desk.aHolder()
  return { holder, ...(await desk.toSecond(holder)) }
})
/** The second one approved a phone, and the first one has proved another since. */
const swapped = await many(6, async () => {
  const holder = await desk.aHolder()
  const { deskCaseId } = await desk.toSecond(holder)
  await desk.ask(deskCaseId, holder, gita)
  const approved = must(await giveAccessAct(ctx, deskCaseId))
  must(await approve(ctx, approved, gita))
  const phone = desk.aPhone()
  clock.advance(31 * second)
  must(await sendDeskCode(registrations, deskCaseId, { phone, origin: desk.origin }, dewi))
  must(await proveNewPhone(ctx, deskCaseId, await desk.codeTo(phone), dewi))
  return { holder, deskCaseId, approved }
})
/** Opened, and nothing proved. */
const unproved = await many(24, async () => {
  const holder = await desk.aHolder()
  return { holder, deskCaseId: await desk.open(holder) }
})
const course = await desk.aCourse()
const buy = ({ card }: Holder) =>
  purchases.sendOtp({
    partner: toko,
    userPlatformId: 'maling',
    cardNumber: card.number,
    requestId: 'r',
    ...course,
  })
/** Changed just now, with an OTP that was sent before it. */
const resting = await many(3, async () => {
  const holder = await desk.aHolder()
  const sent = must(await buy(holder))
  const otp = await desk.otpFor(holder.card.phone)
  const { deskCaseId, phone, code } = await desk.toSecond(holder)
  await desk.ask(deskCaseId, holder, gita)
  must(await confirmAccess(ctx, deskCaseId, by(gita)))
  return { holder, deskCaseId, phone, code, sent, otp }
})

const authorize = ({ sent, otp }: (typeof resting)[number], i: number) =>
  purchases.authorize({
    partner: toko,
    paymentToken: sent.paymentToken,
    otp,
    invoiceCode: `MALING-${i}`,
    invoiceUrl: 'https://toko.example/maling',
    requestId: 'r',
  })

const aloneStaff = [dewi, { ...dewi, requestId: 'r-second-browser' }]
const noHelpers = [
  hana,
  joko,
  kiki,
  { actor: 'staff:999999', requestId: 'r' },
  { actor: 'cli:dewi', requestId: 'r' },
]

/** Each way of trying, made anew for every number. */
const ways: readonly ((i: number) => readonly Try[])[] = [
  // somebody of the desk alone, in two browsers and two tabs at once
  (i) => {
    const { deskCaseId } = at(waiting, i)
    return aloneStaff.flatMap((one) => [
      () => confirmAccess(ctx, deskCaseId, by(one)),
      () => desk.perform(deskCaseId, one),
    ])
  },
  // ... who approves what they asked for, or has it approved by somebody who is no helper
  (i) => {
    const { deskCaseId } = at(waiting, i)
    const act = async () => must(await giveAccessAct(ctx, deskCaseId))
    const nobody = at(noHelpers, i)
    return [
      async () => approve(ctx, await act(), dewi).then(() => desk.perform(deskCaseId, dewi)),
      async () => approve(ctx, await act(), nobody).then(() => desk.perform(deskCaseId, dewi)),
      async () =>
        requestApproval(ctx, await act(), nobody).then(() => confirmAccess(ctx, deskCaseId, by(nobody))),
      () => desk.perform(deskCaseId, nobody),
    ]
  },
  // the second one clicks without having asked anything
  (i) => [
    () => confirmAccess(ctx, at(waiting, i).deskCaseId, by(gita)),
    () => desk.perform(at(waiting, i).deskCaseId, gita),
  ],
  // the second one approved one phone, and the first one brings another
  (i) => {
    const { deskCaseId, approved } = at(swapped, i)
    return [() => desk.perform(deskCaseId, at([dewi, gita], i)), () => approve(ctx, approved, gita)]
  },
  // a helper who knows the NIK, and guesses the rest
  (i) => {
    const { holder, deskCaseId } = at(unproved, i)
    const { nik, kk } = holder.answers
    const guess = { nik, kk, birth_date: `${(i % 28) + 1}-01-1999`, email: 'tebak@contoh.example' }
    const provedBy = async (given: typeof guess) => {
      const compared = await compareAnswers(ctx, deskCaseId, given, at([dewi, gita], i))
      return { ok: compared.ok && compared.value.proved }
    }
    const phone = desk.aPhone()
    return [
      () => provedBy(guess),
      () => sendDeskCode(registrations, deskCaseId, { phone, origin: desk.origin }, dewi),
      () =>
        checkDocument(
          ctx,
          registrations.registry,
          deskCaseId,
          { document: 'identity_card', note: 'palsu', nik, kk, birthDate: guess.birth_date },
          dewi,
        ),
      () => replaceCardNumber(ctx, deskCaseId, by(dewi)),
    ]
  },
  // an old code or an old link is used again, or the code of another case
  (i) => {
    const { deskCaseId, code, token } = at(changedBefore, i)
    return [
      () => stopChange(ctx, token, 'r'),
      () => proveNewPhone(ctx, deskCaseId, code, dewi),
      () => desk.perform(deskCaseId, gita),
      () => proveNewPhone(ctx, at(unproved, i).deskCaseId, code, dewi),
      () =>
        changePhone(registrations, at(waiting, i).holder.personId, {
          code: at(waiting, i).code,
          language: 'id',
          requestId: 'r',
        }),
    ]
  },
  // during the rest: buying, paying what was begun before it, changing once more by any way
  (i) => {
    const { holder, deskCaseId } = at(resting, i)
    const proof = { nik: '3201046107980000', bornOn: '1998-07-21', password: '' }
    return [
      () => buy(holder),
      () => authorize(at(resting, i), i),
      () => openDeskCase(ctx, holder.personId, access, at([dewi, gita, budi], i)),
      () => confirmAccess(ctx, deskCaseId, by(gita)),
      () => proveIdentity(registrations, holder.personId, proof),
    ]
  },
  // two tabs that open the same help twice, and somebody who is no helper
  (i) => [
    () => openDeskCase(ctx, at(waiting, i).holder.personId, access, gita),
    () => openDeskCase(ctx, at(waiting, i).holder.personId, access, at(noHelpers, i)),
  ],
]

async function photograph() {
  const { rows } = await pool.query(
    `select person.person_id, phone, email, holder_phone, number, balance, card.status,
       (select count(*)::int from purchase where purchase.card_id = card.card_id and paid_at is not null) as paid
     from person join card using (person_id) order by person_id`,
  )
  const changes = await pool.query('select count(*)::int as changes from contact_change')
  return { people: rows, ...changes.rows[0] }
}

test('ten thousand tries to take a card over by the desk, many at once: none succeeds', {
  timeout: 240_000,
}, async () => {
  const before = await photograph()
  const tries: Try[] = []
  for (let i = 0; tries.length < 10_000; i++) tries.push(...at(ways, i)(Math.floor(i / ways.length)))
  const succeeded: number[] = []
  let next = 0
  const attacker = async () => {
    while (next < tries.length) {
      const place = next++
      const outcome = await tries[place]!()
      if (outcome.ok) succeeded.push(place)
    }
  }
  await Promise.all(Array.from({ length: 24 }, attacker))
  assert.ok(tries.length >= 10_000)
  assert.deepEqual(succeeded, [])
  assert.deepEqual(await photograph(), before)
})
