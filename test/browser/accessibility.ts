import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'

const source = readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')
const options: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'],
  resultTypes: ['violations'],
}

/**
 * Fails with every rule of WCAG 2.2 A and AA that the page breaks, and where. Needs a page with JavaScript. `only`:
 * these rules, for a page that was looked at whole and has changed in one way.
 */
export async function expectAccessible(page: Page, only?: readonly string[]): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(await source)
  const { violations } = await page.evaluate(
    (given) =>
      (globalThis as unknown as { axe: { run(of: unknown, by: unknown): Promise<AxeResults> } }).axe.run(
        (globalThis as unknown as { document: unknown }).document,
        given,
      ),
    (only ? { ...options, runOnly: [...only] } : options) as never,
  )
  const found = violations.map(
    (rule) =>
      `${rule.id}: ${rule.help}\n${rule.nodes.map((node) => `    ${node.html}\n    ${node.failureSummary}`).join('\n')}`,
  )
  assert.equal(found.length, 0, `${page.url()} is not accessible:\n${found.join('\n')}`)
}

/** Fails when the page must be scrolled sideways, at its own size of letters and at `sizes` (CSS) too. */
export async function expectNoSidewaysScroll(page: Page, sizes: readonly string[] = []): Promise<void> {
  const found = await page.evaluate(
    (wanted) => {
      const { document } = globalThis as unknown as { document: SeenDocument }
      const root = document.documentElement
      const wide = wanted.flatMap((size) => {
        root.style.fontSize = size
        const { scrollWidth: inner, clientWidth: outer } = root
        if (inner <= outer) return []
        const out = [...document.querySelectorAll('body *')].filter(
          (one) => !one.closest('.table, .menu') && one.getBoundingClientRect().right > outer + 0.5,
        )
        const named = out
          .slice(0, 6)
          .map(
            (one) =>
              `${one.tagName} ${one.getAttribute('class') ?? ''} "${one.textContent.trim().slice(0, 40)}"`,
          )
        return [
          `${inner} px wide in a window of ${outer} px ${size && `with letters of ${size}`}: ${named.join(', ')}`,
        ]
      })
      root.style.fontSize = ''
      return wide
    },
    ['', ...sizes],
  )
  assert.equal(found.length, 0, `${page.url()} is ${found.join('; ')}`)
}

interface SeenDocument {
  readonly documentElement: {
    readonly scrollWidth: number
    readonly clientWidth: number
    readonly style: { fontSize: string }
  }
  querySelectorAll(selector: string): Iterable<{
    readonly tagName: string
    readonly textContent: string
    closest(selector: string): unknown
    getAttribute(name: string): string | null
    getBoundingClientRect(): { readonly right: number }
  }>
}
