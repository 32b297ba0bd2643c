import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { journey as bukalapak } from '../../../src/storefronts/bukalapak.ts'
import { aRoad } from '../a-road.ts'
import { type DemoCard, expectHeading, press } from '../a-shop.ts'
import type { Stage } from './a-stage.ts'

/** A training that was bought, and by whom it is given. */
export interface Bought {
  readonly page: Page
  readonly orderNo: string
  readonly institution: string
  readonly price: number
}

/** Logs in at the portal by email. */
export async function participant({ shop }: Stage, email: string): Promise<Page> {
  const page = await shop.open({ width: 360 })
  await page.goto('/masuk/sandi')
  await page.getByLabel('Alamat email').fill(email)
  await page.getByLabel('Kata sandi').fill('kata sandi panjang')
  await press(page, 'Masuk')
  await page.getByRole('heading', { level: 1 }).waitFor()
  return page
}

/** The number of the card, as its holder reads it. */
export async function cardNumber(page: Page): Promise<string> {
  await page.goto('/kartu')
  const said = await page.locator('.card').first().innerText()
  return /(?:\d{4}\s*){4}/.exec(said)?.[0].replace(/\s/g, '') ?? assert.fail(`no number: ${said}`)
}

/** An institution proposes a course; whoever curates ticks the checklist, and it is sold. */
export async function propose({ be, institution, notFor }: Stage, by: string, title: string): Promise<void> {
  const mitra = await institution(by)
  await mitra.goto('/mitra/pelatihan/baru')
  await mitra.getByLabel('Judul').fill(title)
  await mitra.getByLabel('Kategori').fill('Kerajinan')
  await mitra.getByLabel('Harga (rupiah)').fill('200000')
  // Without what a course is judged by it would be approved, and wait for it before it is sold.
  await mitra.getByLabel('Deskripsi').fill('Menyulam dari jarum pertama sampai pesanan pertama.')
  await mitra.getByLabel('Yang bisa dilakukan peserta sesudahnya').fill('Menyulam motif bunga')
  await mitra.getByLabel('Silabus').fill('Alat dan benang (40 menit)')
  await press(mitra, 'Simpan rancangan')
  await expectHeading(mitra, title)
  await press(mitra, 'Ajukan ke pengelola program')
  await mitra.getByText('Menunggu keputusan').waitFor()

  const citra = await be('Citra')
  await citra.goto('/konsol/katalog/usulan')
  await citra.getByRole('link', { name: title }).click()
  const address = new URL(citra.url()).pathname
  for (const name of ['Ani', 'Dewi', 'Eko', 'Fitri'] as const) {
    const page = await be(name)
    await page.goto(address)
    const button = page.getByRole('button', { name: 'Setujui dan masukkan ke katalog' })
    assert.equal(await button.count(), 0, `${name} curates`)
  }
  await notFor(['Citra', 'Dewi'], '/konsol/keuangan/pembayaran')
  await citra.goto(address)
  for (const point of await citra.locator('main').getByRole('checkbox').all()) await point.check()
  await press(citra, 'Setujui dan masukkan ke katalog')
  await citra.getByText('Isinya sudah ada di katalog').waitFor()
  await mitra.reload()
  await mitra.getByText('Disetujui').first().waitFor()
}

/** Buys a voucher at a storefront with the number of the card and an OTP, of an institution that can be entered. */
export async function buy({ shop }: Stage, card: DemoCard): Promise<Bought> {
  const page = await shop.open({ width: 360 })
  await page.goto('/dev/mitra')
  const institutions = (await page.getByRole('button').allInnerTexts()).map((label) =>
    label.replace('Masuk sebagai ', ''),
  )
  await page.goto('/bukalapak/kursus?harga=250000&cara=self_paced')
  const courses = await page.locator('article.course').filter({ hasText: 'Rp' }).allInnerTexts()
  const taughtBy = (text: string) => institutions.find((name) => text.includes(name))
  const nth = courses.findIndex(taughtBy)
  const institution = taughtBy(courses[nth] ?? '') ?? assert.fail('no course of theirs')
  const road = aRoad(shop, bukalapak)
  await road.toOrder(page, card, nth)
  await road.toCode(page, card)
  await road.pay(page, await shop.otp(card.phone))
  await expectHeading(page, road.result)
  const price = /Rp([\d.]+)/.exec(await page.locator('main').innerText())?.[1]?.replaceAll('.', '')
  return { page, orderNo: page.url().split('/').at(-1) ?? '', institution, price: Number(price) }
}

/** The voucher is redeemed, every lesson read, and there are a certificate and a review. */
export async function learn({ page, orderNo }: Bought): Promise<void> {
  const code = await page.locator('output').innerText()
  const [account = ''] = /[\w-]+@contoh\.id/.exec(await page.locator('dl.summary').innerText()) ?? []
  await press(page, 'Tukarkan')
  await page.getByLabel('Kode voucher').fill(code)
  await page.getByLabel('Email pembeli').fill(account)
  await press(page, 'Tukarkan')
  await expectHeading(page, 'Voucher berhasil ditukarkan')
  await press(page, 'Mulai Belajar')
  for (let n = 1; await page.getByRole('link', { name: `Buka materi ${n}`, exact: true }).isVisible(); n++) {
    await press(page, `Buka materi ${n}`)
    await press(page, 'Tandai selesai')
  }
  await page.getByRole('heading', { name: 'Pelatihan selesai' }).waitFor()
  await page.locator('main a[href^="/verifikasi/"]').first().click()
  await page.getByRole('heading', { name: 'Sertifikat berlaku' }).waitFor()
  await page.goto(`/bukalapak/pesanan/${orderNo}/ulasan`)
  await page.getByLabel(/^5 bintang/).check()
  await page.getByLabel('Ulasan', { exact: true }).fill('Materinya jelas dan langsung berguna.')
  await press(page, 'Kirim ulasan')
  await page.getByRole('heading', { name: 'Terima kasih, ulasanmu sudah tersimpan' }).waitFor()
}
