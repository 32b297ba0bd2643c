import assert from 'node:assert/strict'
import { isDeepStrictEqual } from 'node:util'
import type pg from 'pg'
import type { stoppedClock } from '../src/kernel/clock.ts'
import type { Outcome } from '../src/kernel/refusal.ts'
import { postEarned } from '../src/ledger/earn.ts'
import type { PurchaseRules } from '../src/purchase/purchase-rules.ts'
import type { BuyingPartner, InvoiceState, OtpSent, Paid, Purchases } from '../src/purchase/purchases.ts'
import {
  edgesOf,
  type Model,
  type ModelOutcome,
  modelAuthorize,
  modelSend,
  modelStatus,
  modelVoid,
} from './a-model.ts'
import type { Operation, Step } from './any-step.ts'

/** The real programme that walks are taken in. */
export interface World {
  readonly pool: pg.Pool
  readonly clock: ReturnType<typeof stoppedClock>
  readonly rules: PurchaseRules
  /** two processes on one database, as far as the database can tell */
  readonly rooms: readonly [Purchases, Purchases]
  /** the storefronts, the sandbox one last */
  readonly partners: readonly BuyingPartner[]
  /** the codes drawn so far, in order */
  readonly drawn: readonly string[]
}

const newest = { authorize: 0, otp: 'newest', invoice: 0, stranger: false } as const

/** Two programmes side by side, the real one and the model: each step is taken in both, and must come to the same. */
export class Walk {
  model: Model
  readonly world: World
  readonly name: string
  /** refusals met so far */
  readonly met = new Set<string>()
  /** the model's ids by the real ones */
  readonly ids = new Map<string, string>()
  readonly issued: { token: string; purchaseId: string; partner: BuyingPartner; codes: string[] }[] = []
  readonly paid = new Map<string, Paid>()
  private lastSend: Operation | undefined

  constructor(world: World, model: Model, name: string) {
    this.world = world
    this.model = model
    this.name = name
  }

  async take(step: Step): Promise<void> {
    if ('together' in step) return this.compare(step.together)
    if ('buy' in step) {
      const partner = step.buy === 3 ? 2 : 0
      await this.compare([
        { send: step.buy, course: step.course, account: step.account, partner, off: 0, wrong: 0 },
      ])
      return this.compare([{ ...newest, invoice: step.invoice }])
    }
    if ('again' in step) {
      for (let i = 0; i < step.again; i++)
        await this.toEdge({ toEdge: 'gap', last: true, off: 0, there: 'send' })
      return
    }
    if ('guess' in step) {
      for (let i = 0; i < step.guess; i++) await this.compare([{ ...newest, otp: 'wrong' }])
      return
    }
    if ('wait' in step) return this.world.clock.advance(step.wait)
    if ('toEdge' in step) return this.toEdge(step)
    if ('suspend' in step || 'finish' in step) return this.handleCard(step)
    if ('redeem' in step) return this.redeem(step.redeem)
    return this.compare([step])
  }

  private async toEdge(step: Extract<Step, { toEdge: string }>): Promise<void> {
    const { clock, rules } = this.world
    const edge = edgesOf(this.model, step.toEdge, clock.now(), rules).at(step.last ? -1 : 0)
    if (edge) clock.set(new Date(Math.max(clock.now().getTime(), edge.getTime() + step.off)))
    if (step.there !== 'send') return this.compare([{ ...newest, otp: step.there }])
    return this.lastSend && this.compare([this.lastSend])
  }

  /** Runs operations at the same time; some order of them must explain in the model what came of each. */
  private async compare(operations: readonly Operation[]): Promise<void> {
    const now = this.world.clock.now()
    const asked = operations.map((one) => this.ask(one))
    const real = await Promise.all(asked.map(({ real }) => real))
    const got = asked.map(({ seen }, i) => seen(real[i]!))
    let said: ModelOutcome[] = []
    for (const order of permutations(asked.map((_, i) => i))) {
      const model = structuredClone(this.model)
      said = []
      for (const i of order) said[i] = asked[i]!.expected(model, now)
      if (!isDeepStrictEqual(said, got)) continue
      this.model = model
      for (const outcome of got) if ('refusal' in outcome) this.met.add(outcome.refusal)
      return
    }
    assert.deepEqual(got, said, `after ${JSON.stringify(operations)} at ${now.toISOString()}`)
  }

  /** Starts an operation in the real programme; how to see what came of it, and how to ask the model. */
  private ask(one: Operation): {
    real: Promise<Outcome<unknown, string>>
    seen(outcome: Outcome<unknown, string>): ModelOutcome
    expected(model: Model, now: Date): ModelOutcome
  } {
    if ('send' in one) return this.send(one)
    if ('authorize' in one) return this.authorize(one)
    const partner = this.world.partners['status' in one ? one.partner : one.partner]!
    const partnerId = partner.partnerId
    const invoiceCode = 'status' in one ? this.invoice(one.status) : this.paidInvoice(one.cancel)
    const seen = (outcome: Outcome<unknown, string>) =>
      seenOf(outcome, (value) => this.seenInvoice(value as InvoiceState))
    if ('status' in one) {
      const expected = (model: Model, now: Date) => modelStatus(model, { partnerId, invoiceCode }, now)
      return { real: this.world.rooms[0]!.status(partner, invoiceCode), seen, expected }
    }
    const paid = [...this.paid.values()].find((value) => value.invoiceCode === invoiceCode)
    const paidBy = one.wrong ? undefined : paid?.purchaseId
    const code = (paidBy && paid?.transactionCode) ?? 'AAAAAAAAAAAAAAAA'
    return {
      real: this.world.rooms[1]!.void(partner, invoiceCode, code, 'r-3'),
      seen,
      expected: (model, now) =>
        modelVoid(model, { partnerId, invoiceCode, paidBy: paidBy && this.ids.get(paidBy) }, now),
    }
  }

  private send(one: Extract<Operation, { send: number }>) {
    const { send: card, course, partner: who, off, wrong } = one
    const account = one.account < 0 ? card : one.account
    this.lastSend = one
    const schedule = this.model.schedules[course]!
    const partner = this.world.partners[who]!
    const request = {
      partner,
      cardNumber: this.model.cards[card]?.number ?? '4000000000000000',
      userPlatformId: `${this.name}-akun-${account}`,
      courseCode: wrong === 1 ? '' : wrong === 2 ? this.model.schedules[0]!.courseCode : schedule.courseCode,
      scheduleCode: wrong === 3 ? '' : wrong === 4 ? 'tidak-ada' : schedule.scheduleCode,
      amount: schedule.price! + off,
      requestId: 'r-1',
    }
    const room = this.world.rooms[account % 2]!
    const real = room.sendOtp(request)
    const [code, purchaseId] = [this.world.drawn.at(-1)!, `p${this.world.drawn.length}`]
    const { partnerId, sandbox } = partner
    const paused = { new: false, known: false }
    const asked = { ...request, partnerId, sandbox, discount: 0, paused, code, purchaseId }
    return {
      real,
      seen: (outcome: Outcome<unknown, string>) =>
        seenOf(outcome, (value) => {
          const { paymentToken: token, expiresAt, waitSeconds } = value as OtpSent
          const known = this.issued.find((one) => one.token === token)
          if (known) known.codes.push(code)
          else this.issued.push({ token, purchaseId, partner, codes: [code] })
          const sent = known?.purchaseId ?? purchaseId
          this.ids.set((value as OtpSent).purchaseId, sent)
          return { sent, expiresAt, waitSeconds }
        }),
      expected: (model: Model, now: Date) => modelSend(model, asked, now, this.world.rules),
    }
  }

  private authorize({ authorize: which, otp, invoice, stranger }: Extract<Operation, { authorize: number }>) {
    const issued = this.issued.at(-1 - (which % Math.max(1, this.issued.length)))
    const own = issued?.partner ?? this.world.partners[0]!
    const partner = stranger ? this.world.partners[(this.world.partners.indexOf(own) + 1) % 3]! : own
    const entered =
      { newest: issued?.codes.at(-1), oldest: issued?.codes[0], wrong: '000000' }[otp as 'wrong'] ?? otp
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
    const paused = { new: false, known: false }
    const asked = {
      partnerId,
      otp: entered,
      invoiceCode,
      passes,
      fails,
      paused,
      purchaseId: issued?.purchaseId,
    }
    return {
      // one invoice always goes to one room: two rooms are a test of their own
      real: this.world.rooms[invoice % 2]!.authorize(request),
      seen: (outcome: Outcome<unknown, string>) =>
        seenOf(outcome, (value) => {
          const paid = value as Paid
          const before = this.paid.get(paid.purchaseId)
          if (before) assert.deepEqual(paid, before, 'the same request again was answered otherwise')
          this.paid.set(paid.purchaseId, paid)
          const { amount, paidAt } = paid
          return { paid: this.ids.get(paid.purchaseId)!, invoiceCode: paid.invoiceCode, amount, paidAt }
        }),
      expected: (model: Model, now: Date) => modelAuthorize(model, asked, now, this.world.rules),
    }
  }

  private seenInvoice(invoice: InvoiceState): ModelOutcome {
    const { status, amount, transactionCode, createdAt, purchaseId } = invoice
    return { status, of: this.ids.get(purchaseId)!, amount, captured: transactionCode !== '', createdAt }
  }

  private invoice(number: number): string {
    return `${this.name}-${number}`
  }

  /** An invoice that was paid, the newest first; with none, one that may be unknown. */
  private paidInvoice(number: number): string {
    const paid = [...this.paid.values()].reverse()
    return paid[number % Math.max(1, paid.length)]?.invoiceCode ?? this.invoice(number)
  }

  /** What operators and others do to a card: no part of the purchase room, told to both alike. */
  private async handleCard(step: { suspend: number } | { finish: number }): Promise<void> {
    const card = this.model.cards['suspend' in step ? step.suspend : step.finish]!
    if ('finish' in step) card.unfinishedPurchaseId = undefined
    else card.status = card.status === 'active' ? 'suspended' : 'active'
    const change = 'finish' in step ? 'unfinished_purchase_id = null' : `status = '${card.status}'`
    await this.world.pool.query(`update card set ${change} where card_id = $1`, [card.cardId])
  }

  private async redeem(number: number): Promise<void> {
    const paid = [...this.paid.values()].find(({ invoiceCode }) => invoiceCode === this.paidInvoice(number))
    const card = paid && this.model.cards.find(({ cardId }) => cardId === paid.cardId)
    const purchase = card?.purchases.find(({ purchaseId }) => purchaseId === this.ids.get(paid!.purchaseId))
    if (!paid || purchase?.status !== 'paid') return
    purchase.redeemedAt = this.world.clock.now()
    await this.world.pool.query(
      `with redeemed as (
         update purchase set redeemed_at = coalesce(redeemed_at, $3) where card_id = $1 and purchase_id = $2
         returning card_id, purchase_id, redeemed_at
       ), told as (
         insert into journal (card_id, at, actor, act, subject, request_id)
         select card_id, redeemed_at, 'institution:1', 'redeemed', 'purchase:' || purchase_id, 'r' from redeemed
       ) insert into attendance (card_id, purchase_id, sequence, attended_at, attended_by)
       select card_id, purchase_id, 1, redeemed_at, 'institution:1' from redeemed on conflict do nothing`,
      [paid.cardId, paid.purchaseId, purchase.redeemedAt],
    )
    await postEarned(this.world.pool, [paid], purchase.redeemedAt)
  }
}

function seenOf(outcome: Outcome<unknown, string>, done: (value: unknown) => ModelOutcome): ModelOutcome {
  return outcome.ok ? done(outcome.value) : { refusal: outcome.refusal, ...outcome.facts }
}

function permutations(items: readonly number[]): number[][] {
  if (items.length < 2) return [[...items]]
  return items.flatMap((first) =>
    permutations(items.filter((item) => item !== first)).map((rest) => [first, ...rest]),
  )
}
