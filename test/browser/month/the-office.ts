import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { totpCode } from '../../../src/kernel/secrets/second-factor.ts'
import { expectHeading, press } from '../a-shop.ts'
import type { Stage } from './a-stage.ts'

/** An administrator is invited, enrols by their own email, and sees the staff and nothing of people or money. */
export async function inviteAdministrator({ shop, be, notFor }: Stage, name: string): Promise<void> {
  const email = `${name.toLowerCase()}@konsol.contoh.id`
  await notFor(['Ani', 'Citra', 'Dewi', 'Fitri'], '/konsol/staf')
  const budi = await be('Budi')
  await budi.goto('/konsol/staf')
  await budi.getByLabel('Nama').fill(name)
  await budi.getByLabel('Email').fill(email)
  await budi.getByLabel('Pengelola').check()
  await press(budi, 'Undang')
  await budi.getByText('Tautannya dikirim ke alamat email orang itu').waitFor()
  const { text } = await shop.message(email, /undangan\//)
  const page = await shop.open({ width: 1280 })
  await page.goto(/\/konsol\/undangan\/[A-Z0-9]{32}/.exec(text)?.[0] ?? assert.fail('no link'))
  const key = (await page.locator('main code').first().innerText()).replace(/\s/g, '')
  const password = `kata sandi ${name}`
  await page.getByLabel('Kode dari aplikasi').fill(totpCode(key, new Date(Date.now() - 30_000)))
  await page.getByLabel('Kata sandi baru').fill(password)
  await press(page, 'Simpan')
  await press(page, 'Sudah saya simpan, lanjut masuk')
  await page.getByLabel('Email').fill(email)
  await page.getByLabel('Kata sandi').fill(password)
  await page.getByLabel('Kode autentikator').fill(totpCode(key, new Date()))
  await press(page, 'Masuk')
  await expectHeading(page, 'Menunggu Anda')
  await page.goto('/konsol/staf')
  await page.getByText('Budi Penyetuju').first().waitFor()
  for (const address of ['/konsol/keuangan', '/konsol/kasus', '/konsol/meja', '/konsol/tahun/baru'])
    assert.equal((await page.goto(address))?.status(), 403, address)
  await page.context().close()
}

/** What somebody who reads may still send: what only looks, and what is their own. */
const looks =
  /\/(cari|kode|alasan|ekspor|tampilan(\/\d+\/hapus)?|pemeriksaan\/\w+|penyimpanan\/hitung|cuti|sesi|keluar)$/

/** The auditor reads every place of the menu and what happened in this month, and is offered nothing that changes it. */
export async function audit({ be }: Stage, happened: Readonly<Record<string, RegExp>>): Promise<number> {
  const eko = await be('Eko')
  const rooms = new Set(await linksOf(eko))
  for (const place of rooms) {
    await readsOnly(eko, place, /./)
    // The places of a room are links of its pages.
    for (const link of await linksOf(eko)) rooms.add(link)
  }
  for (const [place, says] of Object.entries(happened)) await readsOnly(eko, place, says)
  return rooms.size
}

async function readsOnly(page: Page, place: string, says: RegExp): Promise<void> {
  const answer = await page.goto(place)
  assert.equal(answer?.status(), 200, place)
  assert.match(await page.locator('main').innerText(), says, place)
  const forms = page.locator('main form[method="post"]')
  const actions = await forms.evaluateAll((all) => all.map((form) => String(form.getAttribute('action'))))
  for (const action of actions) assert.match(action, looks, `${place} offers ${action}`)
}

async function linksOf(page: Page): Promise<string[]> {
  const links = await page
    .locator('nav a[href^="/konsol/"]')
    .evaluateAll((all) => all.map((link) => String(link.getAttribute('href'))))
  return links.map((link) => link.replace(/[?#].*/, '')).filter((link) => !link.endsWith('/keluar'))
}
