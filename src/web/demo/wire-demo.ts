import { cardFacts, cardIdByNumber } from '../../card/card-facts.ts'
import { courseByCode } from '../../catalogue/courses.ts'
import { searchCourses } from '../../catalogue/search/search.ts'
import type { Context } from '../../database/context.ts'
import { oneAtATime } from '../../database/one-at-a-time.ts'
import { rows, statement } from '../../database/sql.ts'
import { demoFacts } from '../../demo/demo-facts.ts'
import { demoStaff, demoStaffCode } from '../../demo/demo-staff.ts'
import { seedInstitutionUsers } from '../../demo/institution-users.ts'
import { type Persona, personas } from '../../demo/personas.ts'
import { seedDemo } from '../../demo/seed.ts'
import { machineClock } from '../../kernel/clock.ts'
import { randomCode, randomDigits } from '../../kernel/codes.ts'
import { inboxMessages } from '../../messages/inbox.ts'
import type { PartnerDirectory } from '../../partners/directory/directory.ts'
import type { Purchases } from '../../purchase/purchases.ts'
import { signUp } from '../../storefronts/accounts/accounts.ts'
import { journeys } from '../../storefronts/journeys.ts'
import { answerStep } from '../../storefronts/orders/answer-step.ts'
import { beginOrder } from '../../storefronts/orders/begin-order.ts'
import { findOrder } from '../../storefronts/orders/orders.ts'
import type { Storefronts } from '../../storefronts/storefronts.ts'
import { type DemoClock, setDemoOffset } from '../../years/demo-clock.ts'
import { institutionPortalWords } from '../institution-portal/institution-portal-words.ts'
import { themeOf } from '../parts/page/themes.ts'
import { path } from '../storefront/shop.ts'
import type { DemoTool } from './demo-deps.ts'
import { demoToolWords } from './tool-words.ts'
import type { WiredDemo } from './wired-demo.ts'

/** Any number, the same for every bekal: of processes that start together one seeds, and the others find it done. */
const SEEDING = 2_020_111_131

export interface DemoTerms {
  readonly ctx: Context
  readonly clock: DemoClock
  readonly storefronts: Storefronts
  readonly directory: PartnerDirectory
  readonly url: string
  /** a purchase room whose codes are known, for the purchase that the seed makes */
  readonly seedPurchases: (drawOtp: () => string) => Purchases & { close(): Promise<void> }
}

/** Seeds the demo's programme and wires its pages. Never called in production. */
export async function wireDemo(terms: DemoTerms): Promise<WiredDemo> {
  const { ctx, clock, url, directory, storefronts } = terms
  await oneAtATime(ctx.db, SEEDING, async () => {
    await seedDemo(ctx, {
      link: `${url}/kartu`,
      production: false,
      buyFor: (cardId) => buyAs(terms, cardId),
      purchases: storefronts.purchases,
    })
    await seedInstitutionUsers(ctx, (token) => `${url}/mitra/undangan/${token}`)
  })
  directory.changed()
  return {
    nav: (language) => tools(language).map(({ label, href }) => ({ label, href })),
    become: (id) => become(ctx, id),
    deps: {
      clock,
      clockControl: {
        offsetMs: () => clock.offsetMs(),
        async setOffsetMs(wanted) {
          await setDemoOffset(ctx.db, wanted)
          await clock.refresh()
        },
      },
      inboxMessages: (filter) => inboxMessages(ctx.db, filter),
      personas: async (language) =>
        (await personas(ctx)).map((persona) => ({
          id: persona.id,
          name: persona.name,
          line: language === 'id' ? persona.title_id : persona.title_en,
          group: demoToolWords[language].recipients,
        })),
      staff: () =>
        Promise.all(
          demoStaff.map(async ({ email, name, password, roles }) => {
            const code = await demoStaffCode(ctx, email, machineClock.now())
            return { email, name, password, roles, code }
          }),
        ),
      facts: () => demoFacts(ctx),
      async deadlineOf(number) {
        const cardId = await cardIdByNumber(ctx.db, number)
        return cardId ? (await cardFacts(ctx, cardId))?.deadline : undefined
      },
      places: (language) =>
        journeys.map((journey) => ({
          theme: themeOf(journey.id),
          name: journey.name,
          href: path({ journey }),
          line: demoToolWords[language].storefront,
        })),
      tools,
    },
  }
}

function tools(language: 'id' | 'en'): DemoTool[] {
  const said = demoToolWords[language]
  return [
    { label: said.card, href: '/kartu', line: said.cardLine },
    {
      label: institutionPortalWords[language].demoTool,
      href: '/dev/mitra',
      line: institutionPortalWords[language].demoToolLine,
    },
    { label: said.console, href: '/dev/konsol', line: said.consoleLine },
    { label: said.inbox, href: '/dev/inbox', line: said.inboxLine },
    { label: said.population, href: '/dev/kependudukan', line: said.populationLine },
    { label: said.clock, href: '/dev/clock', line: said.clockLine },
    { label: said.reference, href: '/api', line: said.referenceLine },
    { label: said.parts, href: '/dev/parts', line: said.partsLine },
    { label: said.facts, href: '/dev/demo.json', line: said.factsLine },
  ]
}

const accountsOfCard = statement<[cardId: string], 'demo/accounts-of-card'>(
  'demo/accounts-of-card',
  `
  select distinct storefront_order.storefront, account_id, card.person_id
  from card left join storefront_order using (card_id)
  where card_id = $1
  `,
)

async function become(ctx: Context, id: string) {
  const persona = (await personas(ctx)).find((candidate: Persona) => candidate.id === id)
  if (!persona) return undefined
  const found = await rows(ctx.db, accountsOfCard, [persona.cardId])
  const accounts = found.flatMap(({ storefront, accountId }) =>
    storefront && accountId ? [{ storefront, accountId }] : [],
  )
  return { personId: found[0]!.personId, accounts }
}

/** Walks the first storefront's journey as the persona who has bought, from "buy" to the receipt. */
async function buyAs(terms: DemoTerms, cardId: string): Promise<void> {
  const { ctx } = terms
  const journey = journeys[0]!
  const card = await cardFacts(ctx, cardId)
  const found = await searchCourses(ctx, {
    soldOnly: true,
    storefront: journey.id,
    maxPrice: 400_000,
    sort: 'title',
    perPage: 20,
  })
  const pages = await Promise.all(found.courses.map(({ courseCode }) => courseByCode(ctx, courseCode)))
  const course = pages.find(
    (page) => page && page.conditions.minEducation === 0 && page.conditions.maxAge === null,
  )
  const schedule = course?.schedules.find(({ state }) => state === 'open')
  if (!card || !course || !schedule) return
  const otp = randomDigits(6)
  const purchases = terms.seedPurchases(() => otp)
  try {
    const storefronts = { ...terms.storefronts, purchases }
    const { holder } = card
    const account = await signUp(ctx, {
      storefront: journey.id,
      email: holder.email,
      name: holder.name,
      phone: holder.phone,
      password: randomCode(20),
      requestId: 'demo-seed',
    })
    if (!account.ok) return
    const begun = await beginOrder(storefronts, journey, {
      courseCode: course.courseCode,
      scheduleCode: schedule.scheduleCode,
      sessionHash: undefined,
      accountId: account.value.accountId,
    })
    if (!begun.ok) throw new Error(`the demo's order was refused: ${begun.refusal}`)
    const form = { method: 'kartu_prakerja', card_number: card.number, otp }
    for (let order = await findOrder(ctx, begun.value); order && order.status !== 'paid'; ) {
      const answered = await answerStep(storefronts, journey, order, order.step, form)
      if (!answered.ok) throw new Error(`the demo's purchase was refused: ${answered.refusals[0]?.refusal}`)
      order = await findOrder(ctx, order.orderNo)
    }
  } finally {
    await purchases.close()
  }
}
