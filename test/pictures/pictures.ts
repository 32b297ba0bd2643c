/**
 * Pictures of every page, to be looked at: `npm run pictures -- --sites console --widths 360,768,1280 --dark --out FOLDER`.
 * Starts the demo on a free port with a PostgreSQL of its own, fills it as `npm run golden` does, logs everybody in by the
 * demo's own log-in, and writes a picture of every address of the route tables that is a page, and `index.html` of them
 * side by side. Ends with what is wrong: pages that answer with an error, that scroll sideways, or whose console complains.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { minute } from '../../src/kernel/clock.ts'
import { closeBrowser } from '../browser/browser.ts'
import { fixedAt, fixedWorlds } from '../golden/fixed-world.ts'
import { requestsOf } from '../golden/requests.ts'
import { seedWorld } from '../golden/seed-world.ts'
import { findPages, type ToPicture } from './find-pages.ts'
import { indexOf } from './index-page.ts'
import { type Look, type Picture, takePictures } from './take-pictures.ts'
import { type SiteName, siteNames, visitorsOf } from './visitors.ts'

const usage = `npm run pictures -- [--sites ${siteNames.join(',')}] [--widths 360,768,1280] [--dark] [--everybody] [--only ADDRESS] [--out FOLDER]`
const widths = [360, 768, 1280] as const

const asked = readArguments()
const beganAt = performance.now()
const worlds = await fixedWorlds(new Date(fixedAt.getTime() - 30 * minute))
try {
  const world = await worlds.open('seeded')
  try {
    const { kinds, values } = await seedWorld(world)
    await world.setClock(fixedAt)
    const visitors = await visitorsOf(world.url, kinds)
    const { pages, faults } = await findPages(requestsOf(world.addresses, values), visitors, asked)
    await mkdir(asked.out, { recursive: true })
    console.log(`${pages.length} pages found, ${seconds()}`)
    const pictures = await takePictures(pages, asked.looks, { url: world.url, folder: asked.out })
    await writeFile(path.join(asked.out, 'index.html'), indexOf(pages, pictures, asked.looks))
    tell(pages, pictures, faults)
  } finally {
    await closeBrowser()
    await world.stop()
  }
} finally {
  await worlds.end()
}
// The browser leaves timers behind, which in a world where no time passes are never over.
process.exit()

function readArguments() {
  const { values } = parseArgs({
    options: {
      sites: { type: 'string', default: siteNames.join(',') },
      widths: { type: 'string', default: widths.join(',') },
      dark: { type: 'boolean', default: false },
      everybody: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
      out: { type: 'string', default: path.join('test-output', 'pictures') },
    },
  })
  const sites = values.sites.split(',').map((name) => siteNames.find((one) => one === name) ?? wrong(name))
  const wide = values.widths.split(',').map((name) => widths.find((one) => `${one}` === name) ?? wrong(name))
  const schemes = values.dark ? (['light', 'dark'] as const) : (['light'] as const)
  const looks = wide.flatMap((width): Look[] => schemes.map((scheme) => ({ width, scheme })))
  const { everybody, only, out } = values
  return { sites: new Set<SiteName>(sites), looks, everybody, only, out: path.resolve(out) }
}

function wrong(name: string): never {
  throw new Error(`${name}? ${usage}`)
}

function tell(pages: readonly ToPicture[], pictures: readonly Picture[], faults: readonly string[]): void {
  const found = [...faults, ...pictures.flatMap(({ faults: own }) => own)]
  for (const fault of found) console.log(fault)
  console.log(
    `${pictures.length} pictures of ${pages.length} pages, ${found.length} faults, ${seconds()}: ${path.join(asked.out, 'index.html')}`,
  )
  if (found.length > 0) process.exitCode = 1
}

function seconds(): string {
  return `${((performance.now() - beganAt) / 1000).toFixed(0)} s`
}
