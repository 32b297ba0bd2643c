import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import fc from 'fast-check'
import type { Model } from '../../test/a-model.ts'
import { aProgramme, testRules } from '../../test/a-programme.ts'
import { Walk, type World } from '../../test/a-walk.ts'
import { anyStep, type Step } from '../../test/any-step.ts'
import { compareTables } from '../../test/compare-tables.ts'
import { auditJournal } from '../journal/audit.ts'
import { day } from '../kernel/clock.ts'
import { endOfTerm } from '../kernel/wib.ts'
import { checkInvariants } from '../ledger/check-invariants.ts'
import { createPurchases } from './create-purchases.ts'
import { authorizeRefusals, sendOtpRefusals, statusRefusals, voidRefusals } from './refusals.ts'

// Small numbers, so that short walks come to every edge.
const rules = {
  ...testRules,
  otp: {
    ...testRules.otp,
    triesPerPurchase: 3,
    liveCodes: 2,
    failuresPerCardPerDay: 4,
    sendsPerCardPerHour: 5,
    // the model knows no other purchases than its own: nothing pauses
    unresolvedPerDay: { new: 1e9, known: 1e9 },
    unresolvedPerPartnerPerDay: 1e9,
    refusedPerPartnerPerHour: 1e9,
  },
}
const programme = await aProgramme({ otp: rules.otp })
const { clock, ctx, database, drawn, pool, toko, uji, kupon } = programme
/** A second process on the same database, as far as the database can tell. */
const otherRoom = createPurchases(ctx, {
  connection: database.connection,
  rules: () => rules,
  cardLink: () => 'https://bekal.example/kartu',
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
const world: World = {
  pool,
  clock,
  rules,
  rooms: [programme.purchases, otherRoom],
  partners: [toko, kupon, uji],
  drawn,
}

/** When the cards of the fixtures can no longer be used. */
const cardsEnd = new Date('2027-12-16T00:00:00+07:00')

let walks = 0
/** Refusals met on all walks, to see that they go far enough. */
const met = new Set<string>()

/** A new small world in the programme and in the model, on a day of its own. */
async function begin() {
  clock.set(new Date(Date.parse('2026-11-23T10:00:00+07:00') + (walks++ % 300) * day))
  const now = clock.now()
  const monthAgo = new Date(now.getTime() - 30 * day)
  const born18Tomorrow = new Date(now.getTime() + day)
    .toISOString()
    .slice(0, 10)
    .replace(/^\d+/, (y) => `${+y - 18}`)
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
    { price: 60_000, quota: 3, startsAt: cardsEnd.toISOString() },
  ]
  const model: Model = { cards: [], schedules: [], accounts: new Map(), invoices: new Map() }
  for (const options of cardOptions) {
    const card = await programme.aCard(options)
    const {
      balance = 1_000_000,
      bornOn = '1995-05-17',
      education = 3,
      sandbox = false,
      notifiedAt = now,
    } = options
    model.cards.push({
      cardId: card.cardId,
      number: card.number,
      status: 'active',
      sandbox,
      bornOn,
      education,
      balance,
      firstPurchaseBefore: endOfTerm(notifiedAt, 30),
      usableBefore: cardsEnd,
      firstPaidAt: undefined,
      floorGiven: false,
      payingFrom: undefined,
      unfinishedPurchaseId: undefined,
      otpFailures: 0,
      otpFailuresOn: undefined,
      purchases: [],
    })
  }
  for (const options of courseOptions) {
    const { courseCode, scheduleCode, amount: price } = await programme.aCourse(options)
    const {
      quota: seatsLeft,
      minAge,
      maxAge,
      minEducation = 0,
      startsAt,
      soldBy = [1, 2, 3],
    } = {
      minAge: undefined,
      maxAge: undefined,
      startsAt: undefined,
      ...options,
    }
    const starts = startsAt === undefined ? undefined : new Date(startsAt)
    const terms = { price, seatsLeft, minAge, maxAge, minEducation, startsAt: starts, soldBy: [...soldBy] }
    model.schedules.push({ courseCode, scheduleCode, ...terms })
  }
  return new Walk(world, model, `w${walks}`)
}

/** Walks along edges that chance may miss. */
const asked = { send: 1, course: 1, account: -1, partner: 0, off: 0, wrong: 0 }
const edgeWalks: Step[][] = [
  [asked, ...edge('gap', 'send')],
  [asked, { again: 4 }, ...edge('hour', 'send')],
  [asked, ...edge('code', 'newest')],
  [asked, { again: 1 }, ...edge('code', 'oldest').slice(1)],
  [
    asked,
    { guess: 3 },
    { ...asked, course: 0 },
    { authorize: 0, otp: 'newest', invoice: 1, stranger: false },
  ],
  [asked, ...edge('deadline', 'send')],
  [
    asked,
    { toEdge: 'deadline', last: false, off: -1, there: 'send' },
    ...edge('deadline', 'newest').slice(1),
  ],
  [{ ...asked, send: 2, course: 4 }, ...edge('midnight', 'send')],
  // What chance seldom meets.
  [asked, { again: 5 }],
  [{ ...asked, course: 3, partner: 1 }],
  [...learnt(2), { ...asked, send: 2, course: 4 }],
  [...learnt(0), { ...asked, send: 0, course: 5 }],
  [...learnt(2), { ...asked, send: 2, course: 1 }],
  [...learnt(0), { ...asked, send: 1, account: 0 }],
  [learnt(0)[0]!, { redeem: 0 }, { cancel: 0, partner: 0, wrong: false }],
  [{ ...asked, wrong: 4 }],
]

/** Only who has bought before is told more of a card than that it cannot be used. */
function learnt(card: number): Step[] {
  return [{ buy: card, course: 0, account: -1, invoice: 0 }, { finish: card }]
}

function edge(
  toEdge: 'gap' | 'hour' | 'code' | 'deadline' | 'midnight',
  there: 'send' | 'newest' | 'oldest',
): Step[] {
  const last = toEdge === 'hour'
  return [-1, 0].map((off) => ({ toEdge, last, off, there }))
}

test('whatever happens in whatever order, the programme does as the rules say', async () => {
  const walk = fc.asyncProperty(
    fc.array(anyStep, { minLength: 20, maxLength: 60, size: 'max' }),
    async (steps) => {
      const walk = await begin()
      for (const step of steps) await walk.take(step)
      await compareTables(pool, walk.model, walk.ids)
      for (const refusal of walk.met) met.add(refusal)
    },
  )
  await fc.assert(walk, {
    numRuns: Number(process.env.WALKS ?? 60),
    interruptAfterTimeLimit: 300_000,
    examples: edgeWalks.map((steps): [Step[]] => [steps]),
  })
})

test('the walks met every refusal that they can meet', () => {
  // The walks suspend nobody: src/suspension/suspension.test.ts does.
  const walked = sendOtpRefusals.filter((refusal) => refusal !== 'storefront_suspended')
  const asked = authorizeRefusals.filter((refusal) => refusal !== 'storefront_suspended')
  const all = [...walked, ...asked, ...statusRefusals, ...voidRefusals]
  const never = [...new Set(all)].filter((refusal) => !met.has(refusal))
  // Nothing pauses here, no card is replaced, and what belongs to another account is told elsewhere.
  const elsewhere = ['otp_paused', 'card_number_replaced', 'card_used_by_other_account']
  assert.deepEqual(
    never.filter((refusal) => !elsewhere.includes(refusal)),
    [],
  )
})

test('after all of it every invariant holds', async () => {
  assert.deepEqual(await checkInvariants(pool), [])
})

test('after all of it every row is what the journal told', async () => {
  const { findings } = await auditJournal(pool, { limit: 100_000 })
  // The world itself is a fixture: cards, courses, grants and the first use of a training were put there without a word.
  const fixtures =
    /^(card|purchase|attendance|entry|deadline|course|schedule|offer|partner|institution|category|lesson|partner_key):/
  assert.deepEqual(
    findings.filter(({ kind, row }) => kind !== 'without_event' || !fixtures.test(row)),
    [],
  )
})
