/**
 * Shows that a change of pages changes no answer. `npm run golden -- write DIR` asks for every address of the route table
 * as every kind of visitor in both languages, sends every form empty and filled in wrongly, and keeps the answers, a file
 * each, without what is random. After the change, `npm run golden -- compare DIR` asks again and says which answers differ;
 * with a second folder it compares the two. Nothing of it is committed: the version before makes it, and the version after
 * is compared with it. What a form does that was filled in rightly, the other tests hold.
 */
import { existsSync, readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sealJournal } from '../../src/database/seals/journal-seal.ts'
import { minute } from '../../src/kernel/clock.ts'
import { askAll, type Told } from './ask-all.ts'
import { compareGoldens } from './compare.ts'
import { type FixedWorlds, fixedAt, fixedWorlds, type World } from './fixed-world.ts'
import { type Asked, requestsOf } from './requests.ts'
import { type Kind, seedWorld } from './seed-world.ts'
import { siteOf } from './visitor.ts'

const usage = 'npm run golden -- write DIR | compare DIR [DIR]'
const languages = ['id', 'en']

const [command, ...given] = process.argv.slice(2)
if (command === 'write' && given.length === 1) await write(path.resolve(given[0]!))
else if (command === 'compare' && given.length === 1) await compareWithNow(path.resolve(given[0]!))
else if (command === 'compare' && given.length === 2) compare(given[0]!, given[1]!)
else throw new Error(usage)

/** Asks again, and keeps what came where it differs. */
async function compareWithNow(before: string): Promise<void> {
  const now = await mkdtemp(path.join(tmpdir(), 'bekal-golden-'))
  await write(now)
  if (compare(before, now) > 0) console.log(`the answers of now are in ${now}`)
  else await rm(now, { recursive: true })
}

function compare(before: string, after: string): number {
  const different = compareGoldens(before, after, 20)
  if (different > 0) process.exitCode = 1
  return different
}

async function write(folder: string): Promise<void> {
  if (existsSync(folder) && readdirSync(folder).length > 0) throw new Error(`${folder} is not empty`)
  const beganAt = performance.now()
  const worlds = await fixedWorlds(new Date(fixedAt.getTime() - 30 * minute))
  const told: Told[] = []
  try {
    const seeded = await worlds.open('seeded')
    const { kinds, values } = await seedWorld(seeded)
    const asked = requestsOf(seeded.addresses, values)
    await settle(seeded)
    await seeded.stop()
    console.log(`seeded, ${seconds(beganAt)}`)
    const work = kinds.flatMap((kind) => languages.map((language) => ({ kind, language }))).values()
    const lane = async () => {
      for (const { kind, language } of work) told.push(await askAs(kind, language, worlds, asked, folder))
    }
    // While one waits for the database, the other works.
    await Promise.all([lane(), lane()])
  } finally {
    await worlds.end()
  }
  const faults = told.flatMap((one) => one.faults)
  for (const fault of faults) console.log(fault)
  const answers = told.reduce((sum, one) => sum + one.answers, 0)
  console.log(`${answers} answers, ${faults.length} faults, ${seconds(beganAt)}`)
  if (faults.length > 0) process.exitCode = 1
}

/** As one visitor in one language, before a copy of the seeded programme of their own. */
async function askAs(
  { name, browser, within }: Kind,
  language: string,
  worlds: FixedWorlds,
  asked: readonly Asked[],
  folder: string,
): Promise<Told> {
  const startedAt = performance.now()
  const world = await worlds.open(`${name}_${language}`, 'seeded')
  const own = browser.copy(world.url)
  own.setLanguage(language)
  // Who is logged in elsewhere sends forms there: at all other sites they are nobody.
  const sites = browser.sites()
  const theirs = asked.filter(
    ({ method, path: address }) =>
      (within?.test(address) ?? true) &&
      (method === 'GET' || name === 'nobody' || sites.has(siteOf(address))),
  )
  const told = await askAll(world, {
    browser: own,
    asked: theirs,
    fromNowhere: name === 'nobody',
    folder: path.join(folder, name, language),
  })
  await world.stop()
  console.log(`${name} ${language}: ${told.answers} answers, ${seconds(startedAt)}`)
  return { ...told, faults: told.faults.map((fault) => `${name} ${language}: ${fault}`) }
}

/** Puts in order what came in any order, so that every run begins with the same. */
async function settle(world: World): Promise<void> {
  const { ctx } = world
  await world.setClock(fixedAt)
  await ctx.db.query(`
    with sent as (delete from inbox returning *)
    insert into inbox (kind, address, subject, text, html, sent_at)
    select kind, address, subject, text, html, sent_at from sent
    order by sent_at, address, subject, regexp_replace(text, '[0-9A-Z]{4,}', '', 'g')`)
  await sealJournal(ctx)
}

function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(0)} s`
}
