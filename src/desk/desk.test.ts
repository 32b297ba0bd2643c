import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aDesk, dewi, gita, hana, joko, kiki } from '../../test/a-desk.ts'
import { refusalOf } from '../../test/a-registration.ts'
import { must } from '../../test/registering.ts'
import { budi } from '../../test/two-people.ts'
import { cardFacts, cardIdByNumber } from '../card/card-facts.ts'
import { listOpenCases } from '../cases/queue.ts'
import { hour } from '../kernel/clock.ts'
import { changeOfLink, stopChange } from '../registration/contacts/stop-change.ts'
import { openDeskCase, withdrawDeskCase } from './desk-case.ts'
import { findAtDesk, openAtDesk } from './find-at-desk.ts'
import { confirmAccess } from './give-access.ts'
import { proveNewPhone, sendDeskCode } from './prove-new-phone.ts'
import { checkDocument, compareAnswers } from './prove-person.ts'
import { replaceCardNumber } from './replace-card-number.ts'
import { readStoppedChange, settleChange } from './settle-change.ts'

const desk = await aDesk()
const { ctx, pool, clock, by, toko, purchases } = desk
after(() => desk.close())

const logOf = async (personId: string) => {
  const { rows } = await pool.query('select act, actor from journal where subject = $1 order by journal_id', [
    `person:${personId}`,
  ])
  return rows.map(({ act, actor }) => `${act} ${actor}`)
}
const phoneOf = async (personId: string) => {
  const { rows } = await pool.query(
    'select phone, holder_phone, status from person join card using (person_id) where person_id = $1',
    [personId],
  )
  return rows[0]
}
const buy = (number: string, course: object, account = 'pembeli') =>
  purchases.sendOtp({
    partner: toko,
    userPlatformId: account,
    cardNumber: number,
    requestId: 'r',
    ...(course as Awaited<ReturnType<typeof desk.aCourse>>),
  })

test('who lost the phone is proved by two of the desk, logs in by the new one, and pays again after 72 hours', async () => {
  const holder = await desk.aHolder()
  const { personId, card } = holder
  const found = await findAtDesk(ctx, holder.answers.nik, dewi)
  assert.deepEqual(
    found.found.map((one) => one.personId),
    [personId],
  )
  const seen = (await openAtDesk(ctx, personId, 'HP hilang', dewi))!
  assert.ok(
    !JSON.stringify(seen).includes(card.phone) && !JSON.stringify(seen).includes(holder.answers.email),
  )
  const { deskCaseId, phone } = await desk.toSecond(holder)
  assert.equal(refusalOf(await confirmAccess(ctx, deskCaseId, by(dewi))), 'second_person_needed')
  assert.equal(refusalOf(await confirmAccess(ctx, deskCaseId, by(gita))), 'second_proof_missing')
  await desk.ask(deskCaseId, holder, gita)
  const given = must(await confirmAccess(ctx, deskCaseId, by(gita)))
  assert.equal(given.restsUntil.getTime(), clock.now().getTime() + 72 * hour)
  assert.deepEqual(await phoneOf(personId), { phone, holder_phone: phone, status: 'active' })
  assert.deepEqual([...(await desk.stopTokens()).keys()].sort(), [card.phone, holder.answers.email].sort())
  const course = await desk.aCourse()
  assert.equal(refusalOf(await buy(card.number, course)), 'card_not_usable')
  clock.advance(72 * hour)
  must(await buy(card.number, course))
  const log = await logOf(personId)
  for (const told of [
    `person_viewed ${dewi.actor}`,
    `desk_case_opened ${dewi.actor}`,
    `desk_answer_compared ${dewi.actor}`,
    `desk_answer_compared ${gita.actor}`,
    `desk_phone_proved ${dewi.actor}`,
    `phone_changed ${gita.actor}`,
    `desk_case_ended ${gita.actor}`,
  ])
    assert.ok(log.includes(told), `${told} in ${log}`)
})

test('the registry and a document prove somebody for the first, and the second still confirms', async () => {
  const holder = await desk.aHolder()
  const deskCaseId = await desk.open(holder)
  const { nik, kk, birth_date: birthDate } = holder.answers
  const document = { document: 'identity_card', note: 'KTP asli, foto cocok', nik, kk, birthDate } as const
  const check = (given: object, registry = desk.registrations.registry, actor = dewi) =>
    checkDocument(ctx, registry, deskCaseId, { ...document, ...given }, actor)
  assert.equal(refusalOf(await check({}, undefined, gita)), 'opener_needed')
  assert.equal(refusalOf(await check({ nik: '3201046107989999' })), 'registry_no_match')
  assert.equal(refusalOf(await check({}, { check: async () => 'no_match' })), 'registry_no_match')
  must(await check({}))
  const phone = desk.aPhone()
  must(await sendDeskCode(desk.registrations, deskCaseId, { phone, origin: desk.origin }, dewi))
  must(await proveNewPhone(ctx, deskCaseId, await desk.codeTo(phone), dewi))
  must(await confirmAccess(ctx, deskCaseId, by(gita)))
  assert.equal((await phoneOf(holder.personId)).phone, phone)
})

test('nobody helps who is the person, whose factors are new, who is no helper or has left', async () => {
  const holder = await desk.aHolder('dewi@meja.contoh.id')
  const wanted = { kind: 'access', because: 'HP hilang' } as const
  const opened = (actor: typeof dewi) => openDeskCase(ctx, holder.personId, wanted, actor)
  assert.equal(refusalOf(await opened(dewi)), 'own_person')
  assert.equal(refusalOf(await opened(hana)), 'still_resting')
  assert.equal(refusalOf(await opened(joko)), 'staff_needed')
  assert.equal(refusalOf(await opened(kiki)), 'staff_needed')
  const deskCaseId = must(await opened(gita))
  assert.equal(refusalOf(await opened(budi)), 'desk_case_open')
  must(await withdrawDeskCase(ctx, deskCaseId, budi))
  assert.equal(refusalOf(await withdrawDeskCase(ctx, deskCaseId, budi)), 'desk_case_over')
})

test('"not me" puts the old phone back, freezes the card and opens a case that a third person decides', async () => {
  const holder = await desk.aHolder()
  const { personId, card } = holder
  const { deskCaseId } = await desk.toSecond(holder)
  await desk.ask(deskCaseId, holder, gita)
  must(await confirmAccess(ctx, deskCaseId, by(gita)))
  const tokens = await desk.stopTokens()
  const [bySms, byEmail] = [tokens.get(card.phone)!, tokens.get(holder.answers.email)!]
  assert.equal(must(await changeOfLink(ctx, bySms)).stopped, false)
  const clicks = await Promise.all(
    [bySms, bySms, byEmail, byEmail].map((token) => stopChange(ctx, token, 'r')),
  )
  assert.ok(clicks.every((click) => must(click).stopped))
  assert.deepEqual(await phoneOf(personId), {
    phone: card.phone,
    holder_phone: card.phone,
    status: 'suspended',
  })
  assert.equal((await logOf(personId)).filter((told) => told.startsWith('change_stopped')).length, 1)
  const [open] = await listOpenCases(ctx, { roles: ['support'] }, { kind: 'recovery', most: 5 })
  assert.equal(open?.personId, personId)
  const wanted = { kind: 'access', because: 'HP hilang' } as const
  assert.equal(refusalOf(await openDeskCase(ctx, personId, wanted, dewi)), 'change_in_question')
  const verdict = { release: true, because: 'pemiliknya datang sendiri' }
  for (const actor of [dewi, gita])
    assert.equal(refusalOf(await settleChange(ctx, open.subject, verdict, actor)), 'third_person_needed')
  assert.equal(must(await settleChange(ctx, open.subject, verdict, budi)).released, true)
  assert.equal(refusalOf(await settleChange(ctx, open.subject, verdict, budi)), 'change_not_open')
  assert.equal((await readStoppedChange(pool, open.subject))?.released, true)
  assert.equal((await phoneOf(personId)).status, 'active')
  must(await openDeskCase(ctx, personId, wanted, dewi))
})

test('after the rest a link stops nothing, and a wrong one never did', async () => {
  const holder = await desk.aHolder()
  const { deskCaseId, phone } = await desk.toSecond(holder)
  await desk.ask(deskCaseId, holder, gita)
  must(await confirmAccess(ctx, deskCaseId, by(gita)))
  const token = (await desk.stopTokens()).get(holder.card.phone)!
  assert.equal(refusalOf(await stopChange(ctx, 'X'.repeat(32), 'r')), 'stop_unknown')
  clock.advance(72 * hour)
  assert.equal(refusalOf(await stopChange(ctx, token, 'r')), 'stop_too_late')
  assert.equal((await phoneOf(holder.personId)).phone, phone)
})

test('a card gets another number: card, balance and purchases stay, and the old number is refused by name', async () => {
  const holder = await desk.aHolder()
  const { card, personId } = holder
  const [first, other] = [await desk.aCourse(), await desk.aCourse()]
  const sent = must(await buy(card.number, first))
  const otp = await desk.otpFor(card.phone)
  const invoice = { invoiceCode: 'INV-1', invoiceUrl: 'https://toko.example/1', requestId: 'r' }
  must(await purchases.authorize({ partner: toko, paymentToken: sent.paymentToken, otp, ...invoice }))
  await pool.query('update card set unfinished_purchase_id = null where card_id = $1', [card.cardId])
  const before = (await cardFacts(ctx, card.cardId))!
  const wanted = { kind: 'card_number', because: 'kartu difoto orang' } as const
  const deskCaseId = must(await openDeskCase(ctx, personId, wanted, dewi))
  assert.equal(refusalOf(await replaceCardNumber(ctx, deskCaseId, by(dewi))), 'proof_missing')
  await desk.ask(deskCaseId, holder, dewi)
  const tabs = await Promise.all([1, 2, 3].map(() => replaceCardNumber(ctx, deskCaseId, by(dewi))))
  assert.deepEqual(tabs.map(refusalOf).sort(), ['desk_case_over', 'desk_case_over', undefined])
  const now = (await cardFacts(ctx, card.cardId))!
  assert.notEqual(now.number, card.number)
  assert.deepEqual({ ...now, number: card.number }, before)
  assert.equal(await cardIdByNumber(pool, card.number), undefined)
  assert.equal(await cardIdByNumber(pool, now.number), card.cardId)
  assert.equal(refusalOf(await buy(card.number, other)), 'card_number_replaced')
  assert.equal(refusalOf(await buy(card.number, other, 'orang-lain')), 'card_not_usable')
  const { rows } = await pool.query('select reason from refused_ask where card_id = $1', [card.cardId])
  assert.deepEqual(rows, [{ reason: 'card_number_replaced' }])
  must(await buy(now.number, other))
})

test('five answers that differ in a day, and nothing is compared any more', async () => {
  const holder = await desk.aHolder()
  const deskCaseId = await desk.open(holder)
  const wrong = { ...holder.answers, birth_date: '22-07-1998' }
  assert.equal(refusalOf(await compareAnswers(ctx, deskCaseId, { nik: wrong.nik }, dewi)), 'answers_missing')
  const tries = await Promise.all(
    Array.from({ length: 8 }, () => compareAnswers(ctx, deskCaseId, wrong, dewi)),
  )
  assert.equal(tries.filter((one) => refusalOf(one) === 'answers_locked').length, 3)
  const told = tries.find((one) => one.ok)
  assert.deepEqual(told?.ok && told.value.compared.birth_date, false)
  assert.equal(refusalOf(await compareAnswers(ctx, deskCaseId, holder.answers, dewi)), 'answers_locked')
})
