import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { Page } from 'playwright-core'
import { expectNoSidewaysScroll } from '../browser/accessibility.ts'
import { openPage, type Window } from '../browser/browser.ts'
import type { ToPicture } from './find-pages.ts'

/** How wide a window is, and its colours. */
export interface Look {
  readonly width: Window['width']
  readonly scheme: 'light' | 'dark'
}

export interface Picture {
  readonly page: ToPicture
  readonly look: Look
  /** below the folder of all */
  readonly file: string
  /** what is wrong with the page in this window */
  readonly faults: readonly string[]
}

/** The name of a look, and of the folder of its pictures. */
export function lookName({ width, scheme }: Look): string {
  return scheme === 'dark' ? `${width}-dark` : `${width}`
}

/** Takes a picture of every page in every look, whole, however long it is. */
export async function takePictures(
  pages: readonly ToPicture[],
  looks: readonly Look[],
  { url, folder }: { readonly url: string; readonly folder: string },
): Promise<readonly Picture[]> {
  const pictures: Picture[] = []
  for (const look of looks) {
    await mkdir(path.join(folder, lookName(look)), { recursive: true })
    const waiting = pages.values()
    const lane = async () => {
      const window = await openPage({ width: look.width, colourScheme: look.scheme, baseUrl: url })
      await window.emulateMedia({ reducedMotion: 'reduce' })
      for (const page of waiting) pictures.push(await take(window, page, look, folder))
      await window.context().close()
    }
    // While one waits for the server, the other draws.
    await Promise.all([lane(), lane()])
  }
  return pictures
}

let taken = 0

async function take(window: Page, page: ToPicture, look: Look, folder: string): Promise<Picture> {
  const context = window.context()
  await context.clearCookies()
  await context.addCookies(
    [...page.who.browser.cookies()].map(([name, value]) => ({ name, value, url: page.who.browser.url })),
  )
  // From an address of its own each: no limit of addresses is met.
  taken += 1
  await context.setExtraHTTPHeaders({ 'x-forwarded-for': `2001:db8:ffff:${taken.toString(16)}::1` })
  const faults: string[] = []
  const where = `${page.address} for ${page.who.name} at ${lookName(look)}`
  const complain = (text: string) => faults.push(`${where}: ${text}`)
  const hear = (message: { type(): string; text(): string }) => {
    if (message.type() === 'error' && !/status of 404/.test(message.text())) complain(message.text())
  }
  const broke = (error: Error) => complain(error.message)
  window.on('console', hear)
  window.on('pageerror', broke)
  const file = path.join(lookName(look), `${page.name}.png`)
  try {
    const answer = await window.goto(page.address, { waitUntil: 'load' })
    if ((answer?.status() ?? 0) >= 500) complain(`answered ${answer?.status()}`)
    await expectNoSidewaysScroll(window).catch((error: Error) => complain(error.message))
    await window.screenshot({ path: path.join(folder, file), fullPage: true })
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error))
  }
  window.off('console', hear)
  window.off('pageerror', broke)
  return { page, look, file, faults }
}
