import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { type AShop, expectHeading, press } from '../a-shop.ts'

/** Those who run the demo's programme, one of every role but the administrator, who is invited on the way. */
export type Player = 'Ani' | 'Budi' | 'Citra' | 'Dewi' | 'Gita' | 'Eko' | 'Fitri'

/** Everybody who plays, each with a browser of their own: nothing is done but by their pages. */
export interface Stage {
  readonly shop: AShop
  /** that person, logged in, at their start page */
  be(name: Player): Promise<Page>
  /** the second person approves what the first one asked for */
  approve(name: Player, what: string): Promise<void>
  /** none of these may open it: they read whose part it is */
  notFor(names: readonly Player[], address: string): Promise<void>
  /** waits for what long work comes to */
  settled(page: Page, done: string): Promise<void>
  /** somebody acts for an institution */
  institution(name: string): Promise<Page>
}

export function aStage(shop: AShop): Stage {
  const pages = new Map<string, Page>()

  async function be(name: Player): Promise<Page> {
    const page = pages.get(name) ?? (await shop.open({ width: 1280 }))
    pages.set(name, page)
    // Some wait for work that the machine does beside them.
    page.setDefaultTimeout(30_000)
    await page.goto('/konsol')
    // The clock was moved, so the session has ended; or there was none.
    if (new URL(page.url()).pathname !== '/konsol') {
      await page.goto('/dev/konsol')
      await page.getByRole('button', { name }).click()
    }
    await expectHeading(page, 'Menunggu Anda')
    return page
  }

  return {
    shop,
    be,
    async approve(name, what) {
      const page = await be(name)
      await page.goto('/konsol/persetujuan')
      await press(page, `Setujui: ${what}`)
      await page.waitForURL(/kabar=/)
    },
    async notFor(names, address) {
      for (const name of names) {
        const page = await be(name)
        const answer = await page.goto(address)
        assert.equal(answer?.status(), 403, `${name} at ${address}`)
        await page.getByText('Ini bagian peran').waitFor()
      }
    },
    async settled(page, done) {
      for (let i = 0; i < 100; i++) {
        // The page of running work reloads by itself, too: whoever comes in between has been served already.
        await page.reload().catch((error: Error) => {
          if (!error.message.includes('Not attached to an active page')) throw error
        })
        if (await page.getByText(done).first().isVisible()) return
        await page.waitForTimeout(200)
      }
      assert.fail(`the work did not come to "${done}": ${await page.locator('main').innerText()}`)
    },
    async institution(name) {
      const page = pages.get(name) ?? (await shop.open({ width: 1280 }))
      pages.set(name, page)
      await page.goto('/dev/mitra')
      await press(page, `Masuk sebagai ${name}`)
      await expectHeading(page, name)
      return page
    },
  }
}
