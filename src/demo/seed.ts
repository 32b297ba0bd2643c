import { createReadStream } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { approve, requestApproval } from '../approvals/approvals.ts'
import { cardFacts } from '../card/card-facts.ts'
import { importCourses } from '../catalogue/import-courses.ts'
import { offerCatalogue } from '../catalogue/offer-catalogue.ts'
import type { Context } from '../database/context.ts'
import { one, rows, statement } from '../database/sql.ts'
import { type Clock, day, machineClock, offsetClock } from '../kernel/clock.ts'
import type { Actor } from '../kernel/request.ts'
import { wibDate } from '../kernel/wib.ts'
import type { Purchases } from '../purchase/purchases.ts'
import { importRecipients } from '../recipients/import-recipients.ts'
import { notifyWave } from '../recipients/notify-wave.ts'
import { grantCardsAct } from '../waves/grant-cards.ts'
import { createWave, findWave } from '../waves/waves.ts'
import { cutOffFrom, scheme2021 } from '../years/year-rules.ts'
import { createYear, listYears } from '../years/years.ts'
import { seedContent } from './demo-content.ts'
import { seedMeetings } from './demo-meetings.ts'
import { seedPartners } from './demo-partners.ts'
import { type DemoPerson, demoPeople, peopleAsCsv } from './demo-people.ts'
import { seedPromos } from './demo-promos.ts'
import { demoPair, seedStaff } from './demo-staff.ts'
import { inventRecipient } from './invent-recipient.ts'
import { personas, selectCardsByNik } from './personas.ts'
import { sandboxCodes, seedSandboxCodes } from './sandbox-codes.ts'
import { seedAnnouncement } from './seed-announcement.ts'
import { seedOpenWave } from './seed-open-wave.ts'

export interface SeedOptions {
  /** the portal's address, for the messages to the recipients */
  readonly link: string
  /** true throws: invented people have no place beside real ones */
  readonly production: boolean
  /** buys something with a card, for the persona who has bought; without it that card stays fresh */
  readonly buyFor?: (cardId: string) => Promise<void>
  /** buys what the sandbox's redeem codes stand for; without it there are none */
  readonly purchases?: Purchases
  /** another file of courses than demo/courses.csv */
  readonly courses?: string
}

const actor: Actor = { actor: 'system:demo', requestId: 'demo-seed' }

interface DemoWave {
  readonly number: number
  readonly daysAgo: number
  /** when there is no money left for it in the year, the demo goes without it */
  readonly dispensable?: boolean
  people(): readonly DemoPerson[]
}

const playing =
  (...ids: readonly DemoPerson['persona'][]) =>
  () =>
    demoPeople().filter(({ persona }) => ids.includes(persona))

/** Waves of the demo, the oldest first: how many days ago their recipients were notified, and who they are. */
const waves: readonly DemoWave[] = [
  { number: 1, daysAgo: 45, people: playing('lewat') },
  { number: 2, daysAgo: 29, people: playing('mepet') },
  { number: 3, daysAgo: 5, people: playing('sudah') },
  { number: 4, daysAgo: 0, people: playing('baru', '') },
]

/** The holders of the cards behind the sandbox's redeem codes, one each. */
const sandboxWave: DemoWave = {
  number: 5,
  daysAgo: 0,
  dispensable: true,
  people: () =>
    sandboxCodes.map((_, place) => ({
      ...inventRecipient(7_000_000 + place),
      name: `Peserta Uji ${String.fromCharCode(65 + place)}`,
      education: 'SMA',
      occupation: 'Pencari kerja',
      persona: '',
    })),
}

const anyCourse = statement<[], 'demo/any-course', 'known'>(
  'demo/any-course',
  'select exists (select from course) as known',
)

/**
 * Fills an empty database with the demo: a programme year, storefronts with their promo codes, the catalogue of
 * demo/courses.csv and the people of demo/recipients.csv on sandbox cards. What is there already is left as it is; a seeding that broke off is
 * continued by the next one.
 */
export async function seedDemo(ctx: Context, options: SeedOptions): Promise<void> {
  if (options.production) throw new Error('the demo is never seeded in production')
  const year = await seedYear(ctx)
  await seedStaff(ctx, machineClock.now())
  await seedPartners(ctx)
  await offerCatalogue(ctx.db, ctx.clock.now(), actor)
  if (!(await one(ctx.db, anyCourse, [])).known) {
    const file = options.courses ?? fileURLToPath(new URL('../../demo/courses.csv', import.meta.url))
    const report = await importCourses(ctx, createReadStream(file), {
      maxGrant: scheme2021.grantRupiah,
      // a list of one's own may be an agency's bare one, and a demo needs something to buy
      evenIncomplete: true,
      actor,
    })
    if (report.problem) throw new Error(`${file}: ${report.problem.en}`)
  }
  await seedContent(ctx, actor)
  await seedPromos(ctx, actor)
  for (const wave of waves) await seedWave(ctx, year, wave, options)
  await buyForBuyer(ctx, options.buyFor)
  if (options.purchases) await seedSandbox(ctx, year, options.purchases, options)
  // last, for the sandbox has dated schedules too
  await seedMeetings(ctx, actor)
  await seedOpenWave(ctx, year, sandboxWave.number + 1)
  await seedAnnouncement(ctx, actor)
}

/** The year of the first seeding stays the demo's year, also after New Year. */
async function seedYear(ctx: Context): Promise<number> {
  const known = (await listYears(ctx.db)).at(0)
  if (known) return known.year
  const now = ctx.clock.now()
  const year = Number(wibDate(now).slice(0, 4))
  const rules = { ...scheme2021, usableUntil: cutOffFrom(now) }
  await createYear(ctx, { year, name: `Program ${year}`, rules }, actor)
  return year
}

async function seedWave(
  ctx: Context,
  year: number,
  { number, daysAgo, dispensable, people: planned }: DemoWave,
  { link }: SeedOptions,
): Promise<void> {
  if ((await findWave(ctx.db, number, year))?.status === 'notified') return
  const clock: Clock = offsetClock(ctx.clock, () => -daysAgo * day)
  const then = { ...ctx, clock }
  const people = planned()
  // Somebody else may have planned it meanwhile: then it is there.
  await createWave(then, { year, number, quota: people.length }, actor)
  const wave = await findWave(ctx.db, number, year)
  if (!wave) throw new Error(`wave ${number} of the demo could not be planned`)
  const imported = await importRecipients(then, wave.waveId, chunksOf(peopleAsCsv(people)), { actor })
  if (!imported.ok) throw new Error(`demo/recipients.csv: ${imported.sentence}`)
  const [refused] = imported.value.refused
  if (refused) throw new Error(`demo/recipients.csv: ${refused.name}: ${refused.sentence}`)
  const { maker, checker } = await demoPair(ctx)
  const act = await grantCardsAct(ctx.db, wave.waveId)
  if (act.ok && act.value) {
    await requestApproval(then, act.value, maker)
    await approve(then, act.value, checker)
  }
  const notified = await notifyWave(then, wave.waveId, { actor: checker, link, sandbox: true })
  if (!notified.ok && dispensable && notified.refusal === 'year_over') return
  if (!notified.ok) throw new Error(`wave ${number} of the demo could not be notified: ${notified.refusal}`)
}

async function seedSandbox(
  ctx: Context,
  year: number,
  purchases: Purchases,
  options: SeedOptions,
): Promise<void> {
  // A demo from before the sandbox's codes may have a wave of this number that is somebody else's.
  const there = await findWave(ctx.db, sandboxWave.number, year)
  if (there && there.quota !== sandboxCodes.length) return
  await seedWave(ctx, year, sandboxWave, options)
  const niks = sandboxWave.people().map(({ nik }) => ctx.secrets.hash('nik', nik))
  const cards = await rows(ctx.db, selectCardsByNik, [niks])
  await seedSandboxCodes(ctx, { purchases, cards: cards.map(({ cardId }) => cardId), by: actor })
}

async function buyForBuyer(ctx: Context, buyFor: SeedOptions['buyFor']): Promise<void> {
  if (!buyFor) return
  const buyer = (await personas(ctx)).find(({ id }) => id === 'sudah')
  const card = buyer && (await cardFacts(ctx, buyer.cardId))
  if (card && !card.firstPaidAt && !card.deadlinePassed) await buyFor(card.cardId)
}

async function* chunksOf(text: string): AsyncGenerator<string> {
  yield text
}
