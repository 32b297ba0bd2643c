import type { Page } from 'playwright-core'
import type { AShop } from './a-shop.ts'

/** Walks from page to page by their links, once to each address of the route table. */
export interface Crawl {
  /** every address below `prefix` that has no parameter */
  fixed(prefix: string): string[]
  /**
   * From these on, as whoever the page is logged in as, to what `within` fits; every page on the way is shown to `look`.
   * Returns the addresses that were come to, as the route table writes them.
   */
  walk(page: Page, starts: readonly string[], within: RegExp, look: () => Promise<void>): Promise<Set<string>>
}

// What is saved, or ends the visit, is no page.
const noPage = /\.\w{2,4}$|\/(keluar|berkas|unduh|healthz|readyz)\b/

export function aCrawl({ url: site, addresses }: Pick<AShop, 'url' | 'addresses'>): Crawl {
  const paths = new Set(addresses.filter(({ method }) => method === 'GET').map(({ path }) => path))
  // What is written out wins over what any word fits.
  const routes = [...paths]
    .map((path) => ({ path, fits: fitting(path), open: path.split('/:').length }))
    .sort((a, b) => a.open - b.open)
  return {
    fixed: (prefix) =>
      [...paths].filter((path) => path.startsWith(prefix) && !/[:*]/.test(path) && !noPage.test(path)),
    async walk(page, starts, within, look) {
      const walked = new Set<string>()
      const waiting = [...starts]
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
        const { pathname, origin } = new URL(next, site)
        if (origin !== site || !within.test(pathname) || noPage.test(pathname)) continue
        const route = routes.find(({ fits }) => fits.test(pathname))?.path
        if (route === undefined || walked.has(route)) continue
        walked.add(route)
        if (!(await isPage(page, next))) continue
        await look()
        const links = page.locator('a[href]')
        waiting.push(
          ...(await links.evaluateAll((all) => all.map((link) => String(Reflect.get(link, 'href'))))),
        )
      }
      return walked
    },
  }
}

async function isPage(page: Page, address: string): Promise<boolean> {
  try {
    const answer = await page.goto(address, { waitUntil: 'domcontentloaded' })
    return answer?.headers()['content-type']?.startsWith('text/html') ?? false
  } catch (error) {
    if (error instanceof Error && error.message.includes('Download is starting')) return false
    throw error
  }
}

/** `/a/:b{\\d+}` as an expression. */
function fitting(path: string): RegExp {
  const parts = path.split('/').map((part) => {
    const [, pattern] = /^:\w+(?:\{(.+)\})?\??$/.exec(part) ?? []
    if (part.startsWith(':')) return pattern ?? '[^/]+'
    return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  })
  return new RegExp(`^${parts.join('/')}/?$`)
}
