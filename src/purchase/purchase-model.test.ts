import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import {
  edgesOf,
  type Model,
  type ModelOutcome,
  type ModelSchedule,
  modelAuthorize,
  modelSend,
  modelStatus,
  modelVoid,
  purchaseOf,
} from '../../test/a-model.ts'
import { aProgramme, testRules } from '../../test/a-programme.ts'
import { checkInvariants } from '../card/check-invariants.ts'
import { day } from '../kernel/clock.ts'
import type { Outcome } from '../kernel/refusal.ts'
import { endOfTerm } from '../kernel/wib.ts'
import { createPurchases } from './create-purchases.ts'
import type { BuyingPartner, InvoiceState, Paid } from './purchases.ts'

// Small numbers, so that short walks come to every edge.
const rules = {
  ...testRules,
  otp: { ...testRules.otp, triesPerPurchase: 3, liveCodes: 2, failuresPerCardPerDay: 4, sendsPerCardPerHour: 5 },
}
const programme = await aProgramme(rules)
const { clock, ctx, database, drawn, pool, toko, uji, kupon } = programme
/** A second process on the same database, as far as the database can tell. */
const otherRoom = createPurchases(ctx, {
  connection: database.connection,
  rules: () => rules,
  demo: false,
  drawOtp: () => {
    const code = String(999_999 - drawn.length)
    drawn.push(code)
    return code
  },
  onMessages: () => {},
})
after(async () => {
  await otherRoom.close()
  await programme.close()
})
const rooms = [programme.purchases, otherRoom]
const partners = [toko, kupon, uji]

type Operation =
  | { send: number; course: number; account: number; partner: number; off: number; wrong: number }
  | { authorize: number; otp: Entered; invoice: number; stranger: boolean }
  | { status: number; partner: number }
  | { cancel: number; partner: number; wrong: boolean }
type Step =
  | Operation
  | { together: Operation[] }
  | { buy: number; course: number; account: number; invoice: number }
  | { wait: number }
  | { toEdge: number; off: number }
  | { suspend: number }
  | { redeem: number }
  | { finish: number }
type Entered = 'newest' | 'oldest' | 'wrong' | '123456' | '112233'

const upTo = (max: number) => fc.nat({ max })
const often = <T>(usual: T, ...seldom: T[]) =>
  fc.oneof({ weight: 12, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(usual, ...seldom) })
const send = fc.record({
  send: upTo(4),
  course: upTo(4),
  account: upTo(2),
  partner: often(0, 1, 2),
  off: often(0, -1, 1),
  wrong: often(0, 1, 2, 3, 4),
})
const authorize = fc.record({
  authorize: fc.oneof({ weight: 3, arbitrary: upTo(1) }, { weight: 1, arbitrary: upTo(9) }),
  otp: fc.oneof(
    { weight: 4, arbitrary: fc.constant<Entered>('newest') },
    { weight: 4, arbitrary: fc.constantFrom<Entered>('oldest', 'wrong', 'wrong', '123456', '112233') },
  ),
  invoice: upTo(5),
  stranger: often(false, true),
})
const status = fc.record({ status: upTo(5), partner: often(0, 1, 2) })
const cancel = fc.record({ cancel: upTo(5), partner: often(0, 1, 2), wrong: often(false, true) })
const operation = fc.oneof(
  { weight: 5, arbitrary: send },
  { weight: 6, arbitrary: authorize },
  { weight: 1, arbitrary: status },
  { weight: 1, arbitrary: cancel },
)
const step = fc.oneof(
  { weight: 12, arbitrary: operation },
  { weight: 4, arbitrary: fc.record({ together: fc.array(operation, { minLength: 2, maxLength: 4 }) }) },
  { weight: 4, arbitrary: fc.record({ buy: upTo(3), course: upTo(4), account: upTo(2), invoice: upTo(5) }) },
  { weight: 2, arbitrary: fc.record({ wait: fc.integer({ min: 1, max: 400_000 }) }) },
  { weight: 4, arbitrary: fc.record({ toEdge: upTo(5), off: fc.constantFrom(-1, 0, 0, 1) }) },
  { weight: 1, arbitrary: fc.record({ suspend: upTo(3) }) },
  { weight: 1, arbitrary: fc.record({ redeem: upTo(5) }) },
  { weight: 2, arbitrary: fc.record({ finish: upTo(3) }) },
) as fc.Arbitrary<Step>

let walks = 0
/** Refusals met on all walks, to see that they go far enough. */
const met = new Set<string>()

/** A new small world in the programme and in the model, on a day of its own. */
async function begin() {
  clock.set(new Date(Date.parse('2026-11-23T10:00:00+07:00') + (walks++ % 300) * day))
  const now = clock.now()
  const monthAgo = new Date(now.getTime() - 30 * day)
  const born18Tomorrow = new Date(now.getTime() + day).toISOString().slice(0, 10).replace(/^\d+/, (y) => `${+y - 18}`)
  const cardOptions = [
    {},
    { balance: 700_000, notifiedAt: monthAgo },
    { balance: 400_000, bornOn: born18Tomorrow, education: 2 },
    { sandbox: true },
  ]
  const inAMinute = new Date(now.getTime() + 61_001)
  const courseOptions = [
    { price: 350_000, quota: 2 },
    { price: 600_000, quota: 50, minEducation: 3 },
    { price: 100_000, quota: 50, startsAt: inAMinute.toISOString(), minAge: 18, maxAge: 60 },
    { price: 300_000, quota: 1, soldBy: [1, 2], buckets: 2 },
    { price: 50_000, quota: 3, buckets: 1, minAge: 18 },
  ]
  const model: Model = { cards: [], schedules: [], accounts: new Map(), invoices: new Map() }
  for (const options of cardOptions) {
    const card = await programme.aCard(options)
    const { balance = 1_000_000, bornOn = '1995-05-17', education = 3, sandbox = false, notifiedAt = now } = options
    model.cards.push({
      cardId: card.cardId,
      number: card.number,
      status: 'active',
      sandbox,
      bornOn,
      education,
      balance,
      firstPurchaseBefore: endOfTerm(notifiedAt, 30),
      usableBefore: new Date('2027-12-16T00:00:00+07:00'),
      firstPaidAt: undefined,
      payingFrom: undefined,
      unfinishedPurchaseId: undefined,
      otpFailures: 0,
      otpFailuresOn: undefined,
      purchases: [],
    })
  }
  for (const options of courseOptions) {
    const { courseCode, scheduleCode, amount: price } = await programme.aCourse(options)
    const { quota: seatsLeft, minAge, maxAge, minEducation = 0, startsAt, soldBy = [1, 2, 3] } = {
      minAge: undefined,
      maxAge: undefined,
      startsAt: undefined,
      ...options,
    }
    const starts = startsAt === undefined ? undefined : new Date(startsAt)
    const terms = { price, seatsLeft, minAge, maxAge, minEducation, startsAt: starts, soldBy: [...soldBy] }
    model.schedules.push({ courseCode, scheduleCode, ...terms } satisfies ModelSchedule)
  }
  return new Walk(model, `w${walks}`)
}

/** Two programmes side by side, the real one and the model; `tell` is what both are told. */
class Walk {
  model: Model
  readonly name: string
  readonly issued: { token: string; purchaseId: string; partner: BuyingPartner; codes: string[] }[] = []
  readonly paid = new Map<string, Paid>()

  constructor(model: Model, name: string) {
    this.model = model
    this.name = name
  }

  async tell(step: Step): Promise<void> {
    if ('together' in step) return this.compare(step.together)
    if ('buy' in step) {
      const partner = step.buy === 3 ? 2 : 0
      await this.compare([{ send: step.buy, course: step.course, account: step.account, partner, off: 0, wrong: 0 }])
      return this.compare([{ authorize: 0, otp: 'newest', invoice: step.invoice, stranger: false }])
    }
    if ('wait' in step) return clock.advance(step.wait)
    if ('toEdge' in step) {
      const edges = edgesOf(this.model, clock.now(), rules)
      const edge = edges[step.toEdge % edges.length]!.getTime() + step.off
      return clock.advance(Math.max(0, edge - clock.now().getTime()))
    }
    if ('suspend' in step || 'finish' in step) return this.handleCard(step)
    if ('redeem' in step) return this.redeem(step.redeem)
    return this.compare([step])
  }

  /** Runs operations at the same time; some order of them must explain in the model what came of each. */
  async compare(operations: readonly Operation[]): Promise<void> {
    const now = clock.now()
    const asked = operations.map((one) => this.ask(one))
    const real = await Promise.all(asked.map(({ real }) => real))
    const got = asked.map(({ seen }, i) => seen(real[i]!))
    let said: ModelOutcome[] = []
    for (const order of permutations(asked.map((_, i) => i))) {
      const model = structuredClone(this.model)
      said = []
      for (const i of order) said[i] = asked[i]!.expected(model, now)
      if (!same(said, got)) continue
      this.model = model
      for (const outcome of got) if ('refusal' in outcome) met.add(outcome.refusal)
      return
    }
    assert.deepEqual(got, said, `after ${JSON.stringify(operations)} at ${now.toISOString()}`)
  }

  /** Starts an operation in the real programme; how to see what came of it, and how to ask the model. */
  ask(one: Operation): {
    real: Promise<Outcome<unknown, string>>
    seen(outcome: Outcome<unknown, string>): ModelOutcome
    expected(model: Model, now: Date): ModelOutcome
  } {
    if ('send' in one) return this.send(one)
    if ('authorize' in one) return this.authorize(one)
    const partner = partners['status' in one ? one.partner : one.partner]!
    const partnerId = partner.partnerId
    const invoiceCode = this.invoice('status' in one ? one.status : one.cancel)
    const seen = (outcome: Outcome<unknown, string>) => this.seen(outcome, (value) => seenInvoice(value as InvoiceState))
    if ('status' in one) {
      const expected = (model: Model, now: Date) => modelStatus(model, { partnerId, invoiceCode }, now)
      return { real: rooms[0]!.status(partner, invoiceCode), seen, expected }
    }
    const paid = [...this.paid.values()].find((value) => value.invoiceCode === invoiceCode)
    const paidBy = one.wrong ? undefined : paid?.purchaseId
    const code = (paidBy && paid?.transactionCode) ?? 'AAAAAAAAAAAAAAAA'
    return {
      real: rooms[1]!.void(partner, invoiceCode, code, 'r-3'),
      seen,
      expected: (model, now) => modelVoid(model, { partnerId, invoiceCode, paidBy: this.known(paidBy) }, now),
    }
  }

  send({ send: card, course, account, partner: who, off, wrong }: Extract<Operation, { send: number }>) {
    const schedule = this.model.schedules[course]!
    const partner = partners[who]!
    const request = {
      partner,
      cardNumber: this.model.cards[card]?.number ?? '4000000000000000',
      userPlatformId: `${this.name}-akun-${account}`,
      courseCode: wrong === 1 ? '' : wrong === 2 ? this.model.schedules[0]!.courseCode : schedule.courseCode,
      scheduleCode: wrong === 3 ? '' : wrong === 4 ? 'tidak-ada' : schedule.scheduleCode,
      amount: schedule.price! + off,
      requestId: 'r-1',
    }
    const room = rooms[account % 2]!
    const real = room.sendOtp(request)
    const [code, purchaseId] = [drawn.at(-1)!, `p${drawn.length}`]
    const { partnerId, sandbox } = partner
    const asked = { ...request, partnerId, sandbox, discount: 0, code, purchaseId }
    return {
      real,
      seen: (outcome: Outcome<unknown, string>) =>
        this.seen(outcome, (value) => {
          const { paymentToken: token, expiresAt, waitSeconds } = value as Sent
          const known = this.issued.find((one) => one.token === token)
          if (known) known.codes.push(code)
          else this.issued.push({ token, purchaseId, partner, codes: [code] })
          this.ids.set((value as Sent).purchaseId, known?.purchaseId ?? purchaseId)
          return { sent: known?.purchaseId ?? purchaseId, expiresAt, waitSeconds }
        }),
      expected: (model: Model, now: Date) => modelSend(model, asked, now, rules),
    }
  }

  authorize({ authorize: which, otp, invoice, stranger }: Extract<Operation, { authorize: number }>) {
    const issued = this.issued.at(-1 - (which % Math.max(1, this.issued.length)))
    const own = issued?.partner ?? toko
    const partner = stranger ? partners[(partners.indexOf(own) + 1) % 3]! : own
    const entered = { newest: issued?.codes.at(-1), oldest: issued?.codes[0], wrong: '000000' }[otp as 'wrong'] ?? otp
    const invoiceCode = this.invoice(invoice)
    const { partnerId, sandbox } = partner
    const request = {
      partner,
      paymentToken: issued?.token ?? 'TOKEN1',
      otp: entered,
      invoiceCode,
      invoiceUrl: `https://toko.example/${invoiceCode}`,
      requestId: 'r-2',
    }
    const [passes, fails] = [sandbox && entered === '123456', sandbox && entered === '112233']
    const asked = { partnerId, otp: entered, invoiceCode, passes, fails, purchaseId: issued?.purchaseId }
    return {
      // one invoice always goes to one room: two rooms are a test of their own
      real: rooms[invoice % 2]!.authorize(request),
      seen: (outcome: Outcome<unknown, string>) =>
        this.seen(outcome, (value) => {
          const paid = value as Paid
          const before = this.paid.get(paid.purchaseId)
          if (before) assert.deepEqual(paid, before, 'the same request again was answered otherwise')
          this.paid.set(paid.purchaseId, paid)
          const { amount, paidAt } = paid
          return { paid: this.known(paid.purchaseId)!, invoiceCode: paid.invoiceCode, amount, paidAt }
        }),
      expected: (model: Model, now: Date) => modelAuthorize(model, asked, now, rules),
    }
  }
}
