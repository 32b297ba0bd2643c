import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { expectAccessible, expectNoSidewaysScroll } from './accessibility.ts'
import { largestPaintBudgetMs, largestPaintOnSlowPhone, pageWeight } from './speed.ts'

/** Accessible light and dark, and no wider than its window. */
export async function expectGood(page: Page): Promise<void> {
  await expectAccessible(page)
  // Nothing but the colours differs in the dark.
  await page.emulateMedia({ colorScheme: 'dark' })
  await expectAccessible(page, ['color-contrast'])
  await page.emulateMedia({ colorScheme: 'light' })
  await expectNoSidewaysScroll(page)
}

/** The budgets of a page. Measured on another page of the same browser window, which keeps its cookies. */
export async function expectQuick(of: Page, url: string): Promise<void> {
  const page = await of.context().newPage()
  const { requests, html, js, total } = await pageWeight(page, url)
  assert.ok(html <= 14_336 && js <= 15_360, `${url}: HTML of ${html}, JavaScript of ${js} bytes`)
  assert.ok(requests <= 6 && total <= 61_440, `${url}: ${requests} requests, ${total} bytes`)
  const { largestPaintMs, layoutShift } = await largestPaintOnSlowPhone(page, url)
  if (process.env.BEKAL_TELL) console.log(url, { requests, html, js, total, largestPaintMs, layoutShift })
  assert.ok(
    largestPaintMs > 0 && largestPaintMs <= largestPaintBudgetMs,
    `${url}: largest paint after ${largestPaintMs} ms`,
  )
  assert.ok(layoutShift <= 0.02, `${url}: layout shift of ${layoutShift}`)
  await page.close()
}
