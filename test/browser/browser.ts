import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after } from 'node:test'
import { type Browser, chromium, type Page } from 'playwright-core'
import { findChromium } from './chromium-binary.ts'

export interface Window {
  readonly width: 320 | 360 | 768 | 1280
  readonly height?: number
  readonly javaScript?: boolean
  readonly colourScheme?: 'light' | 'dark'
  /** where relative addresses lead */
  readonly baseUrl?: string
  readonly language?: 'id' | 'en'
  /** of the size that a browser has by itself, as somebody sets it who reads badly */
  readonly textPercent?: 100 | 200
}

/** By the size of their text: it belongs to a browser, not to a page of it. */
const launched = new Map<number, Promise<Browser>>()
const folders: string[] = []

/** Starts the browser; most tests call {@link openPage} alone. */
export async function launchBrowser(textPercent = 100): Promise<Browser> {
  const { file, env } = await findChromium()
  const own = await mkdtemp(path.join(tmpdir(), 'bekal-browser-'))
  folders.push(own)
  return chromium.launch({
    executablePath: file,
    args: [
      '--no-sandbox',
      '--headless=shell',
      '--disable-dev-shm-usage',
      '--font-render-hinting=none',
      `--blink-settings=defaultFontSize=${(16 * textPercent) / 100}`,
    ],
    env: { ...(process.env as Record<string, string>), ...env, TMPDIR: own, HOME: own, XDG_CACHE_HOME: own },
  })
}

/** A fresh page with cookies of its own. One browser serves the calling file; it ends with the file's tests. */
export async function openPage(window: Window): Promise<Page> {
  const textPercent = window.textPercent ?? 100
  const browser = launched.get(textPercent) ?? launchBrowser(textPercent)
  launched.set(textPercent, browser)
  const context = await (await browser).newContext({
    viewport: { width: window.width, height: window.height ?? (window.width < 500 ? 740 : 900) },
    javaScriptEnabled: window.javaScript ?? true,
    colorScheme: window.colourScheme ?? 'light',
    locale: window.language === 'en' ? 'en-GB' : 'id-ID',
    timezoneId: 'Asia/Jakarta',
    hasTouch: window.width < 500,
    ...(window.baseUrl && { baseURL: window.baseUrl }),
  })
  context.setDefaultTimeout(15_000)
  return context.newPage()
}

/** Ends the browser, for scripts; tests need not call it. */
export async function closeBrowser(): Promise<void> {
  const browsers = [...launched.values()]
  launched.clear()
  for (const one of browsers) await (await one.catch(() => undefined))?.close()
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
}

after(closeBrowser)
