import type { Asked } from '../golden/requests.ts'
import { type SiteName, siteNameOf, type Visitors, type Who } from './visitors.ts'

/** A page, and as whom it is pictured. */
export interface ToPicture {
  readonly site: SiteName
  readonly address: string
  /** the route with the labels of its values, and who looks: the name of its pictures */
  readonly name: string
  readonly who: Who
}

/** The first pages of each site look otherwise for everybody. */
const homes = new Set(['/', '/beranda', '/kartu', '/konsol', '/mitra'])

interface Wanted {
  readonly sites: ReadonlySet<SiteName>
  /** every page as everybody who may see it, not as the first of them alone */
  readonly everybody: boolean
  /** addresses that begin with it alone */
  readonly only: string
}

/**
 * Asks for every address without a browser first: which of them are pages, and who of the visitors sees them. What is
 * sent on, or is a file, is no page. A fault is what nobody sees, though there is something, and what breaks.
 */
export async function findPages(
  asked: readonly Asked[],
  visitors: Visitors,
  { sites, everybody, only }: Wanted,
): Promise<{ pages: readonly ToPicture[]; faults: readonly string[] }> {
  const pages: ToPicture[] = []
  const faults: string[] = []
  for (const { method, name, path: address } of asked) {
    const site = siteNameOf(address)
    if (method !== 'GET' || !sites.has(site) || !address.startsWith(only)) continue
    const nowhere = name.endsWith('/tidak-ada')
    // What is not there looks the same everywhere: one address of each site is enough.
    if (!nowhere && /=(?:unknown|none|beyond|tidak-ada|to come)(?:\/|$)/.test(name)) continue
    const answers: number[] = []
    const all = everybody || homes.has(address)
    for (const who of visitors[site]) {
      const { status, headers } = await who.browser.get(address)
      answers.push(status)
      if (status >= 500) faults.push(`${status} ${address} for ${who.name}`)
      if (status < 300 && !headers.get('content-type')?.startsWith('text/html')) break
      if (status !== (nowhere ? 404 : 200)) continue
      const named = `${name === '/' ? 'index' : name.slice(1)} ${who.name}`
      pages.push({ site, address, name: named.replaceAll('/', '_').replaceAll(' ', '~'), who })
      if (!all) break
    }
    if (!nowhere && answers.every((status) => status >= 400))
      faults.push(`${answers.join(' ')} ${address} for everybody`)
  }
  return { pages, faults }
}
