import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { sandboxPartner } from '../../src/demo/demo-partners.ts'
import { machineClock, minute } from '../../src/kernel/clock.ts'
import { addRedirectUri, removeRedirectUri } from '../../src/partners/directory/redirect-uris.ts'
import { signedRequest } from '../../src/partners/signatures/signed-request.ts'
import { aShop, expectHeading, press } from './a-shop.ts'
import { expectAccessible, expectNoSidewaysScroll } from './accessibility.ts'

const shop = await aShop()
const { pool } = shop.database
const ctx = { db: pool, clock: machineClock, secrets: shop.secrets }

// The institution's own system, where participants come back to.
const seen: string[] = []
const institution = createServer((incoming, outgoing) => {
  if (incoming.url?.startsWith('/kembali')) seen.push(incoming.url)
  outgoing.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Kelas saya</h1>')
})
await new Promise<void>((resolve) => institution.listen(0, '127.0.0.1', resolve))
after(() => institution.close().closeAllConnections())
const back = `http://127.0.0.1:${(institution.address() as AddressInfo).port}/kembali?kelas=7`
const change = { actor: 'cli:test', requestId: 'r', clientCode: sandboxPartner.clientCode, uri: back }
assert.ok((await addRedirectUri(ctx, change)).ok)

async function call(name: string, body: object): Promise<Record<string, unknown>> {
  const path = `/api/v1/integration/${name}`
  const { clientCode, signKey: key } = sandboxPartner
  const signed = signedRequest({ clientCode, key }, { path, body: JSON.stringify(body), nowMs: Date.now() })
  const answer = (await (await fetch(shop.url + path, signed)).json()) as {
    message: string
    data?: Record<string, unknown>
  }
  return answer.data ?? assert.fail(answer.message)
}

let asked = 0
/** As the institution sends its participant to the programme. */
async function link(redeem_code: string, sequence: number): Promise<{ path: string; state: string }> {
  const email = `peserta-${++asked}@contoh.test`
  const made = await call('oauth/url-generate', { redeem_code, sequence, redirect_uri: back, email })
  const { pathname, search } = new URL(made.url as string)
  return { path: pathname + search, state: made.state as string }
}

const attendance = async (redeem_code: string, sequence: number) =>
  (await call('payment/redeem-code/status', { redeem_code, sequence })).attendance_status

async function phoneOf(code: string): Promise<string> {
  const { rows } = await pool.query(
    'select holder_phone from card join code using (card_id) where code = $1',
    [code],
  )
  return rows[0].holder_phone
}

/** Waits for a code to the phone that says what it is for, and is none of the earlier ones. */
async function otp(phone: string, says: RegExp, ...earlier: string[]): Promise<string> {
  for (let tries = 0; tries < 150; tries++) {
    for (const { text } of await shop.messagesTo(phone)) {
      const [, code] = says.test(text) ? (/kode OTP (\d{6})/.exec(text) ?? []) : []
      if (code && !earlier.includes(code)) return code
    }
    await sleep(100)
  }
  return assert.fail('no code came')
}

const known: string[] = []
async function logIn(page: Page, phone: string): Promise<void> {
  await press(page, 'Masuk')
  await page.getByLabel('Email atau nomor HP').fill(phone)
  await press(page, 'Kirim kode')
  const code = await otp(phone, /utk masuk/, ...known)
  known.push(code)
  await page.getByLabel('Kode OTP').fill(code)
  await press(page, 'Masuk')
}

async function checked(page: Page, javaScript: boolean): Promise<void> {
  if (!javaScript) return
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
}

for (const [javaScript, code, sequence, session] of [
  [true, 'UJI0KODE0011', 2, 'Sesi 2'],
  [false, 'UJI0KODE0015', 1, 'Awal pelatihan (sesi 1)'],
] as const)
  test(`the holder confirms by a code and is back at the institution, ${javaScript ? 'with' : 'without'} JavaScript`, async () => {
    const page = await shop.open({ width: 360, javaScript })
    const phone = await phoneOf(code)
    const { path, state } = await link(code, sequence)
    await page.goto(path)
    await expectHeading(page, 'Konfirmasi kehadiran')
    await checked(page, javaScript)
    await logIn(page, phone)
    await expectHeading(page, 'Konfirmasi kehadiran')
    const summary = await page.locator('dl.summary').innerText()
    assert.match(summary, /Uji API/)
    assert.match(summary, /Lembaga Uji 01/)
    assert.ok(summary.includes(session), summary)
    await checked(page, javaScript)
    await press(page, 'Kirim kode')
    const fresh = await otp(phone, /utk konfirmasi hadir di Lembaga Uji 01/)
    await checked(page, javaScript)
    await page.getByLabel('Kode OTP').fill(fresh === '111111' ? '222222' : '111111')
    await press(page, 'Konfirmasi kehadiran')
    await page.getByText('sisa 4 kali percobaan').first().waitFor()
    await checked(page, javaScript)
    assert.equal(await attendance(code, sequence), 0)
    await page.getByLabel('Kode OTP').fill(fresh)
    await press(page, 'Konfirmasi kehadiran')
    await page.waitForURL(`${back}&state=${state}`)
    assert.ok(seen.includes(`/kembali?kelas=7&state=${state}`))
    assert.equal(await attendance(code, sequence), 1)
    assert.equal(await attendance(code, 999), 0)

    // Once: whoever opens it again is told that it is done, and finds the way back.
    await page.goto(shop.url + path)
    await expectHeading(page, 'Kehadiran tercatat')
    await checked(page, javaScript)
    await press(page, 'Kembali ke Lembaga Uji 01')
    await page.waitForURL(`${back}&state=${state}`)
    await page.context().close()
  })

test('nobody but the holder of the purchase may confirm, and they are told what to do', async () => {
  const page = await shop.open({ width: 360 })
  const { path } = await link('UJI0KODE0012', 1)
  await page.goto(path)
  await logIn(page, shop.freshCard().phone)
  await expectHeading(page, 'Tautan ini untuk peserta lain')
  assert.equal(await page.getByText('Uji API').count(), 0)
  await expectAccessible(page)
  // Nor by a form of their own making.
  const csrf = await page.locator('main input[name=csrf]').inputValue()
  for (const address of [page.url(), `${page.url()}/kode`]) {
    const answer = await page.request.post(address, { form: { csrf, otp: '123456' } })
    assert.equal(answer.status(), 403)
  }
  assert.equal(await attendance('UJI0KODE0012', 1), 0)
  await press(page, 'Keluar')
  await page.goto(path)
  await expectHeading(page, 'Konfirmasi kehadiran')
  await page.context().close()
})

test('a link that never was is told as such, also to who is logged in, in both languages', async () => {
  const page = await shop.open({ width: 360 })
  for (const path of [
    '/konfirmasi-kehadiran',
    '/konfirmasi-kehadiran?state=x',
    `/konfirmasi-kehadiran?state=${'A'.repeat(32)}`,
    '/konfirmasi-kehadiran/%2e%2e%2f',
  ]) {
    const answer = await page.goto(path)
    assert.equal(answer?.status(), 404, path)
  }
  await page.goto('/konfirmasi-kehadiran?state=x')
  await expectHeading(page, 'Tautan tidak dikenal')
  await expectAccessible(page)
  await page.goto('/konfirmasi-kehadiran?state=x&lang=en')
  await expectHeading(page, 'Unknown link')
  await page.context().close()
})

test('an address that the institution withdrew is not gone to; an expired link says since when', async () => {
  const page = await shop.open({ width: 360, javaScript: false })
  const phone = await phoneOf('UJI0KODE0016')
  const { path } = await link('UJI0KODE0016', 999)
  const late = await link('UJI0KODE0016', 1)
  assert.ok((await removeRedirectUri(ctx, change)).ok)
  await page.goto(path)
  await logIn(page, phone)
  await press(page, 'Kirim kode')
  await page.getByLabel('Kode OTP').fill(await otp(phone, /utk konfirmasi hadir/))
  await press(page, 'Konfirmasi kehadiran')
  await expectHeading(page, 'Kehadiran tercatat')
  assert.equal(await page.getByText('Kembali ke Lembaga').count(), 0)
  assert.equal(await attendance('UJI0KODE0016', 999), 1)

  await shop.advance(31 * minute)
  await page.goto(late.path)
  await logIn(page, phone)
  await expectHeading(page, 'Tautan sudah kedaluwarsa')
  await page.getByText('minta tautan baru').waitFor()
  await page.context().close()
})
