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

/** Fails when the page must be scrolled sideways. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const { inner, outer } = await page.evaluate(() => {
    const { document } = globalThis as unknown as {
      document: { documentElement: { scrollWidth: number; clientWidth: number } }
    }
    return { inner: document.documentElement.scrollWidth, outer: document.documentElement.clientWidth }
  })
  assert.ok(inner <= outer, `${page.url()} is ${inner} px wide in a window of ${outer} px`)
}
