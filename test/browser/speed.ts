import type { Page } from 'playwright-core'

/** What a page costs the first time, over the wire. */
export interface PageWeight {
  readonly requests: number
  /** bytes as they were sent, compressed, without headers */
  readonly html: number
  readonly css: number
  readonly js: number
  readonly total: number
}

/** Opens the address with an empty cache and counts what comes. The page's inlined CSS counts as HTML. */
export async function pageWeight(page: Page, url: string): Promise<PageWeight> {
  const cdp = await page.context().newCDPSession(page)
  const kinds = new Map<string, string>()
  const bytes: Record<string, number> = {}
  let requests = 0
  cdp.on('Network.responseReceived', (event) => {
    if (event.response.url.startsWith('data:')) return
    kinds.set(event.requestId, event.type)
    requests++
    bytes[event.type] = (bytes[event.type] ?? 0) - event.response.encodedDataLength
  })
  cdp.on('Network.loadingFinished', (event) => {
    const kind = kinds.get(event.requestId)
    if (kind) bytes[kind] = (bytes[kind] ?? 0) + event.encodedDataLength
  })
  await cdp.send('Network.enable')
  await cdp.send('Network.clearBrowserCache')
  await page.goto(url, { waitUntil: 'networkidle' })
  await cdp.detach()
  const total = Object.values(bytes).reduce((sum, count) => sum + count, 0)
  return { requests, html: bytes.Document ?? 0, css: bytes.Stylesheet ?? 0, js: bytes.Script ?? 0, total }
}

/** What somebody with a cheap phone on a bad network sees. */
export interface Painting {
  /** ms from the click to the largest paint */
  readonly largestPaintMs: number
  /** how much the page jumped while it came; 0 is not at all */
  readonly layoutShift: number
}

// 400 kbit/s, 400 ms there and back, a sixth of this machine's speed
const network = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 }
const cpuSlowdown = 6

/** The largest paint of a page is to come within so many ms. */
export const largestPaintBudgetMs = 1500

/**
 * Opens the address on a slow phone with an empty cache, beside `beside`, whose cookies it has. Other programs of the machine can only
 * make a paint later, so a late one is measured again, twice at most, and the earliest counts. Needs JavaScript, to measure with.
 */
export async function largestPaintOnSlowPhone(beside: Page, url: string): Promise<Painting> {
  let earliest: Painting | undefined
  for (let look = 1; look <= 3; look++) {
    const page = await beside.context().newPage()
    const painting = await paintOnSlowPhone(page, url)
    await page.close()
    if (!earliest || painting.largestPaintMs < earliest.largestPaintMs) earliest = painting
    if (earliest.largestPaintMs <= largestPaintBudgetMs) break
  }
  return earliest!
}

async function paintOnSlowPhone(page: Page, url: string): Promise<Painting> {
  const cdp = await page.context().newCDPSession(page)
  await page.addInitScript(() => {
    const seen = { largestPaintMs: 0, layoutShift: 0 }
    Object.assign(globalThis, { bekalPainting: seen })
    interface Shift {
      value: number
      hadRecentInput: boolean
    }
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.largestPaintMs = entry.startTime
    }).observe({ type: 'largest-contentful-paint' as never, buffered: true })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as unknown as Shift[]) {
        if (!entry.hadRecentInput) seen.layoutShift += entry.value
      }
    }).observe({ type: 'layout-shift' as never, buffered: true })
  })
  await cdp.send('Network.enable')
  await cdp.send('Network.clearBrowserCache')
  await cdp.send('Network.emulateNetworkConditions', network)
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: cpuSlowdown })
  await page.goto(url, { waitUntil: 'networkidle' })
  await page.waitForTimeout(300)
  const painting = await page.evaluate(
    () => (globalThis as unknown as { bekalPainting: Painting }).bekalPainting,
  )
  await cdp.detach()
  return painting
}
