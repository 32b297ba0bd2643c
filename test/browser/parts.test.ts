import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { Hono } from 'hono'
import { minute, stoppedClock } from '../../src/kernel/clock.ts'
import { failedFormPage, partsPage } from '../../src/web/demo/parts/parts-page.tsx'
import { compress } from '../../src/web/http/edge/compress.ts'
import { headers } from '../../src/web/http/edge/headers.ts'
import { onSite } from '../../src/web/http/site.ts'
import type { Web } from '../../src/web/http/web.ts'
import { assets } from '../../src/web/parts/page/assets.ts'
import { programmeTheme } from '../../src/web/parts/page/themes.ts'
import { aGate } from '../a-gate.ts'
import { allThemes } from '../all-themes.ts'
import { expectAccessible, expectNoSidewaysScroll } from './accessibility.ts'
import { openPage } from './browser.ts'
import { serving } from './serving.ts'
import { largestPaintBudgetMs, largestPaintOnSlowPhone, pageWeight } from './speed.ts'

const clock = stoppedClock('2026-12-09T10:00:00+07:00')
const app = new Hono<Web>()
app.use(compress(), headers({ secure: false }))
app.use('/dev/*', onSite({ theme: programmeTheme, home: '/', nav: () => [] }))
app.get('/dev/parts', (c) => partsPage(c, { clock }))
app.get('/dev/parts/form', failedFormPage)
const posts: string[] = []
app.post('/*', async (c) => {
  posts.push(await c.req.text())
  await new Promise((resolve) => setTimeout(resolve, 400))
  return c.text('ok')
})
app.route('/', assets())

const baseUrl = await serving(app)

for (const { id: site } of allThemes) {
  test(`the parts of ${site} are accessible, light and dark, and fit a narrow phone`, async () => {
    for (const colourScheme of ['light', 'dark'] as const) {
      const page = await openPage({ width: 320, colourScheme, baseUrl })
      const troubles: string[] = []
      page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()))
      for (const path of ['/dev/parts', '/dev/parts/form']) {
        await page.goto(`${path}?site=${site}`)
        await expectAccessible(page)
        await expectNoSidewaysScroll(page)
      }
      assert.deepEqual(troubles, [])
      await page.context().close()
    }
  })
}

test('a page that is not accessible is caught', async () => {
  const page = await openPage({ width: 360, baseUrl })
  await page.setContent('<html><body style="color:#aaa;background:#fff"><p>pucat</p><input></body></html>')
  await assert.rejects(expectAccessible(page), /color-contrast[\s\S]*html-has-lang[\s\S]*label/)
})

test('every button and link that stands alone is a target of 44 px', async () => {
  const page = await openPage({ width: 360, baseUrl })
  for (const path of ['/dev/parts', '/dev/parts/form']) {
    await page.goto(path)
    const targets = page.locator(
      '.button:visible, .menu a, .tools a, .foot a, .pages a:visible, .choice, .change a, .input',
    )
    for (const target of await targets.all()) {
      const box = await target.boundingBox()
      const { width = 0, height = 0 } = box ?? {}
      assert.ok(height >= 44 && width >= 44, `${await target.innerText()}: ${width} x ${height} px`)
    }
  }
})

test('text is visible on a machine without fonts', async () => {
  const page = await openPage({ width: 360, baseUrl })
  await page.setContent('<body style="margin:0;background:#fff;color:#000;font:40px system-ui">MMMM MMMM')
  const withText = await page.screenshot()
  await page.setContent('<body style="margin:0;background:#fff">')
  assert.notEqual(withText.length, (await page.screenshot()).length)
  const width = await page.evaluate(() => {
    const { document } = globalThis as unknown as {
      document: {
        createElement(tag: 'canvas'): {
          getContext(kind: '2d'): { font: string; measureText(text: string): { width: number } }
        }
      }
    }
    const context = document.createElement('canvas').getContext('2d')
    context.font = '100px system-ui'
    return context.measureText('MMMM').width
  })
  assert.ok(width > 200, `MMMM is ${width} px wide`)
})

test('errors take the focus without JavaScript, and lead to their fields', async () => {
  const page = await openPage({ width: 360, javaScript: false, baseUrl })
  await page.goto('/dev/parts/form')
  await page.locator('#salah:focus').waitFor()
  await page.getByRole('link', { name: 'Email belum diisi.' }).click()
  await page.locator('#email:focus').waitFor()
})

test('a page keeps its budgets on a slow phone', async () => {
  const page = await openPage({ width: 360, baseUrl })
  const weight = await pageWeight(page, '/dev/parts/form')
  assert.ok(weight.requests <= 6 && weight.total <= 60_000, JSON.stringify(weight))
  assert.ok(weight.html <= 14_336 && weight.js <= 15_360, JSON.stringify(weight))
  const { largestPaintMs, layoutShift } = await largestPaintOnSlowPhone(page, '/dev/parts/form')
  assert.ok(
    largestPaintMs > 0 && largestPaintMs <= largestPaintBudgetMs,
    `largest paint after ${largestPaintMs} ms`,
  )
  assert.ok(layoutShift <= 0.02, `layout shift ${layoutShift}`)
})

test('a form is sent once, however often its button is pressed', async () => {
  const page = await openPage({ width: 360, baseUrl })
  await page.goto('/dev/parts/form')
  await page
    .locator('form')
    .last()
    .evaluate((form) => form.setAttribute('action', '/terima'))
  await page.getByRole('button', { name: 'Batalkan pesanan' }).dblclick({ noWaitAfter: true })
  await page.waitForURL('**/terima')
  assert.equal(posts.length, 1)
})

test('a pasted message leaves the code in the field', async () => {
  const page = await openPage({ width: 360, baseUrl })
  await page.goto('/dev/parts/form')
  await page.locator('#otp').evaluate((field) => {
    const scope = globalThis as unknown as {
      DataTransfer: new () => { setData(kind: string, text: string): void }
      ClipboardEvent: new (kind: string, options: object) => Event
    }
    const clipboardData = new scope.DataTransfer()
    clipboardData.setData('text', 'BEKAL: kode OTP 482913 utk bayar Rp350.000')
    field.dispatchEvent(new scope.ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  })
  assert.equal(await page.locator('#otp').inputValue(), '482913')
})

test('without the script a new code can be asked for at once, with it after the countdown', async () => {
  const plain = await openPage({ width: 360, javaScript: false, baseUrl })
  await plain.goto('/dev/parts/form')
  assert.equal(await plain.getByRole('button', { name: 'Kirim ulang OTP' }).isVisible(), true)
  const scripted = await openPage({ width: 360, baseUrl })
  await scripted.goto('/dev/parts/form')
  await scripted.waitForFunction('document.readyState === "complete"')
  assert.equal(await scripted.getByRole('button', { name: 'Kirim ulang OTP' }).isVisible(), false)
})

test('the copy button shows only where it can copy', async () => {
  const plain = await openPage({ width: 360, javaScript: false, baseUrl })
  await plain.goto('/dev/parts')
  assert.equal(await plain.getByRole('button', { name: 'Salin' }).count(), 0)
  const scripted = await openPage({ width: 360, baseUrl })
  await scripted.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await scripted.goto('/dev/parts')
  await scripted.getByRole('button', { name: 'Salin' }).click()
  await scripted.getByText('Tersalin').waitFor()
  assert.equal(await scripted.evaluate('navigator.clipboard.readText()'), 'K7QX9M2RT4WB')
})

test('who waits at the gate reads it on a narrow phone, light and dark, and comes in when it is their turn', async () => {
  for (const colourScheme of ['light', 'dark'] as const) {
    const { state, url } = await aGate(0)
    const page = await openPage({ width: 320, colourScheme, baseUrl: url })
    await page.goto('/daftar')
    await page.getByRole('heading', { name: 'Anda dalam antrean' }).waitFor()
    await expectAccessible(page)
    await expectNoSidewaysScroll(page)
    await page.getByRole('link', { name: 'In English' }).click()
    await page.getByText('Registering early brings no advantage').waitFor()
    state.seats = 1
    state.now += 3 * minute
    await page.getByRole('link', { name: 'Reload now' }).click()
    await page.getByText('in GET').waitFor()
    await page.context().close()
  }
})

test('the script is plain and short', async () => {
  const source = await readFile(new URL('../../src/web/parts/page/enhance.js', import.meta.url), 'utf8')
  assert.ok(source.length < 15_360)
  assert.doesNotMatch(source, /innerHTML|eval\(/)
})
