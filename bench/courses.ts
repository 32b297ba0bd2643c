import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { cpus, loadavg, tmpdir } from 'node:os'
import path from 'node:path'
import { type CourseSearch, searchCourses } from '../src/catalogue/search/search.ts'
import { table } from '../src/cli/command.ts'
import type { Context } from '../src/database/context.ts'
import { openFrontPool } from '../src/database/front-pool.ts'
import { openInstallation } from '../src/database/installation/open-installation.ts'
import { stoppedClock } from '../src/kernel/clock.ts'
import { partnerDirectory } from '../src/partners/directory/directory.ts'
import { registerPartner } from '../src/partners/directory/register-partner.ts'
import { journeys } from '../src/storefronts/journeys.ts'
import { cpuBetween, cpuMeter } from './cpu-meter.ts'
import { countOffered, makeCatalogue } from './make-catalogue.ts'
import { percentile } from './measure.ts'

export interface CoursesBenchOptions {
  readonly courses: number
  /** the longest that the 95th of 100 searches of any kind may take */
  readonly milliseconds: number
  readonly keep?: string
}

/** Each kind of search is asked so often. */
const asks = 40
const storefront = 'pijar'
const actor = { actor: 'system:bench', requestId: 'bench-courses' }

type Search = Omit<CourseSearch, 'storefront' | 'perPage'>

/** What is asked, by its kind: each of a kind in turn. */
const kinds: Readonly<Record<string, readonly Search[]>> = {
  'nothing asked': [{}],
  'a category': ['bahasa', 'kuliner', 'desain'].map((name) => ({ category: `beban-${name}` })),
  'a common word': ['bahasa', 'excel', 'kopi', 'desain'].map((words) => ({ words })),
  'a word of all descriptions': [{ words: 'pelatihan' }, { words: 'sertifikat' }],
  'two words': [{ words: 'excel pemula' }, { words: 'kopi barista' }, { words: 'pajak umkm' }],
  'a rare word': [{ words: 'langkaba' }, { words: 'langkaca' }, { words: 'langkada' }],
  'a word only begun': [{ words: 'hidrop' }, { words: 'penyunt' }, { words: 'pem' }],
  'a typing error': ['exel', 'dejital marketing', 'bahasa ingris', 'hidropnik'].map((words) => ({ words })),
  'category and price': [
    { category: 'beban-desain', maxPrice: 250_000 },
    { category: 'beban-teknik', maxPrice: 100_000, words: 'listrik' },
  ],
  'an institution': [7, 130, 299].map((at) => ({ institution: `beban-${at}` })),
  "an institution's name": [{ words: 'bina mandiri' }, { words: 'lkp cahaya ilmu' }],
  'begins within a week': [{ beginsWithinDays: 7 }, { beginsWithinDays: 7, words: 'desain grafis' }],
  'held in a city': ['kabupaten-aceh-selatan', 'kota-bandung', 'kota-jayapura'].map((place) => ({ place })),
  'held in a province, by word': [
    { place: 'aceh', words: 'desain' },
    { place: 'jawa-barat', beginsWithinDays: 30 },
    { place: 'sumatera-utara', sort: 'cheapest' },
  ],
  'four stars and more': [{ leastStars: 4 }, { leastStars: 4, words: 'bahasa' }],
  'best rated first': [{ sort: 'rating' }, { sort: 'rating', words: 'bahasa' }],
  'best rated, word, stars': [{ sort: 'rating', words: 'bahasa', leastStars: 3 }],
  'cheapest first': [{ sort: 'cheapest' }, { sort: 'cheapest', words: 'kopi' }],
  'a deep page': [{ after: 'beban-88000' }, { sort: 'cheapest', after: 'beban-57777' }],
  'nothing found': [{ words: 'qwxzvk' }, { words: 'excel roti' }],
  'filtered to nothing': [
    { words: 'excel', category: 'beban-kuliner', maxPrice: 100_000 },
    { leastStars: 5, method: 'webinar' },
  ],
}

/** Searches the shelf of a storefront with so many courses. Returns whether every kind was quick enough. */
export async function coursesBench(
  { courses, milliseconds, keep }: CoursesBenchOptions,
  say: (line: string) => void,
): Promise<boolean> {
  if (keep) await mkdir(keep, { recursive: true, mode: 0o700 })
  const dataFolder = keep ?? (await mkdtemp(path.join(tmpdir(), 'bekal-bench-courses-')))
  const secret = 'only for measuring, on data thrown away'
  const { database, secrets } = await openInstallation({ dataFolder, max: 4, mode: 'demo', secret })
  const front = openFrontPool(database)
  try {
    const ctx: Context = { db: database.pool, clock: stoppedClock('2026-11-23T10:00:00+07:00'), secrets }
    if ((await countOffered(ctx, storefront)) < courses) {
      say(`${courses} courses ...`)
      const began = performance.now()
      await registerStorefronts(ctx)
      await makeCatalogue(database.superuser!, ctx, storefront, courses)
      say(`made in ${Math.round((performance.now() - began) / 1000)} s`)
    }
    const rows: string[][] = []
    let slowest = 0
    for (const [kind, searches] of Object.entries(kinds)) {
      const measured = await measure({ ...ctx, db: front }, searches)
      slowest = Math.max(slowest, measured.p95)
      rows.push([kind, ...measured.columns])
    }
    print(courses, rows, slowest, milliseconds)
    return slowest <= milliseconds
  } finally {
    await front.end()
    await database.close()
    if (!keep) await rm(dataFolder, { recursive: true, force: true })
  }
}

async function registerStorefronts(ctx: Context): Promise<void> {
  const directory = partnerDirectory(ctx)
  for (const { id, name } of journeys)
    await registerPartner(ctx, directory, {
      ...actor,
      clientCode: `${id}-01`,
      key: `kunci-beban-hanya-untuk-mengukur-${id}`,
      name,
      kind: 'storefront',
      domain: `${id}.example`,
      storefront: id,
    })
}

async function measure(ctx: Context, searches: readonly Search[]) {
  const load = loadavg()[0]!
  for (const search of searches) await searchCourses(ctx, { ...search, storefront, perPage: 12 })
  const cpu = await cpuMeter(ctx.db, process.pid)
  const before = cpu()
  const taken: number[] = []
  const found: string[] = []
  for (let at = 0; at < asks; at++) {
    const from = performance.now()
    const results = await searchCourses(ctx, { ...searches[at % searches.length], storefront, perPage: 12 })
    taken.push(performance.now() - from)
    if (at < searches.length) found.push(`${results.total}${results.uncounted ? '+' : ''}`)
  }
  const used = cpuBetween(before, cpu())
  const p95 = percentile(taken, 0.95)
  return {
    p95,
    columns: [
      percentile(taken, 0.5).toFixed(1),
      p95.toFixed(1),
      used ? ((1000 * (used.postgres + used.load)) / asks).toFixed(0) : '-',
      found.join(', '),
      load.toFixed(1),
    ],
  }
}

function print(courses: number, rows: readonly string[][], slowest: number, most: number): void {
  const lines = [
    `courses: ${courses} of one storefront, ${asks} searches of each kind`,
    `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), Node ${process.versions.node}`,
    '',
    ...table([['asked', 'p50 ms', 'p95 ms', 'CPU ms each', 'found', 'load before'], ...rows]),
    '',
    `slowest p95: ${slowest.toFixed(0)} ms (at most ${most} ms: ${slowest <= most ? 'enough' : 'TOO LONG'})`,
  ]
  for (const line of lines) console.log(line)
}
