import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { aShop, type DemoCard, expectHeading, press } from './a-shop.ts'

const shop = await aShop()

/** Walks one storefront by its labels alone, from its first page to its last. */
type Way = (page: Page, card: DemoCard) => Promise<void>

const ways: Record<string, Way> = {
  async bukalapak(page, { prakerja_id, phone }) {
    await page.goto('/bukalapak')
    await press(page, 'Semua Menu')
    await press(page, 'Kartu Prakerja')
    for (const feature of ['Pendaftaran Prakerja', 'Tutorial Prakerja', 'Voucher Belajar'])
      await page.locator('main').getByRole('link', { name: feature, exact: true }).waitFor()
    await press(page, 'Voucher Belajar')
    await cheapCourse(page)
    await press(page, 'Lanjut')
    await signUp(page)
    await page.getByLabel('Nomor Kartu Prakerja').fill(prakerja_id)
    await press(page, 'Bayar dengan Kartu Prakerja')
    await page
      .getByText(`berakhir ${prakerja_id.slice(-4)}`)
      .first()
      .waitFor()
    await press(page, 'Ya, lanjutkan pembayaran')
    await page.getByLabel('Kode OTP').fill(await shop.otp(phone))
    await press(page, 'Verifikasi')
    await expectHeading(page, 'Informasi Transaksi')
  },

  async sekolahmu(page, { prakerja_id, phone }) {
    await page.goto('/sekolahmu')
    await press(page, 'Lihat semua pelatihan')
    await cheapCourse(page)
    await press(page, 'Ikuti dengan Kartu Prakerja')
    await signUp(page, 'Daftar Disini')
    await expectHeading(page, 'Konfirmasi Pembayaran')
    await page.getByLabel('Nomor Kartu Prakerja').fill(prakerja_id)
    await press(page, 'Lanjut Pembayaran')
    await expectHeading(page, 'Konfirmasi Kartu Prakerja')
    await page.getByLabel('Kode OTP').fill(await shop.otp(phone))
    await press(page, 'Konfirmasi')
    await expectHeading(page, 'Pembayaran Berhasil')
    await learn(page, 'Mulai Belajar')
  },

  async maubelajar(page, { prakerja_id, phone }) {
    await page.goto('/maubelajar')
    await press(page, 'Kartu Prakerja')
    const course = await cheapCourse(page)
    await press(page, 'Daftar')
    const email = await signUp(page, 'Buat akun')
    await expectHeading(page, 'Detail pesanan')
    await page.getByLabel('Nama lengkap').fill('Sari Dewi')
    await page.getByLabel('Nomor HP').fill('0812 3456 7890')
    await page.getByLabel('Kota atau kabupaten').fill('Kupang')
    await page.getByRole('radio', { name: 'Kartu Prakerja' }).check()
    await page.getByLabel('Nomor Kartu Prakerja').fill(prakerja_id)
    await press(page, 'Kirim OTP')
    await expectHeading(page, 'Detail pesanan')
    await page.locator('main').getByText('Kupang').waitFor()
    await page.getByLabel('Kode OTP').fill(await shop.otp(phone))
    await page.getByRole('link', { name: 'Term & Condition' }).first().waitFor()
    await page.getByRole('checkbox', { name: /Term & Condition/ }).check()
    await press(page, 'Place Order')
    await page.getByText('Order ID').first().waitFor()
    for (const said of [course, email, 'Mulai kapan saja'])
      await page.locator('dl.summary').getByText(said).first().waitFor()
    await learn(page, 'Mulai Belajar')
  },
}

for (const [name, way] of Object.entries(ways))
  for (const javaScript of [true, false])
    test(`${name}: by its labels alone from the first page to the last, ${javaScript ? 'with' : 'without'} JavaScript`, async () => {
      const page = await shop.open({ width: 360, javaScript })
      await way(page, shop.freshCard())
      await page.context().close()
    })

/** Opens a cheap course that begins at any time; its title. */
async function cheapCourse(page: Page): Promise<string> {
  await page.goto(`${new URL(page.url()).pathname}?harga=250000&cara=self_paced`)
  await page.locator('article.course').filter({ hasText: 'Rp' }).locator('a.whole').first().click()
  return page.getByRole('heading', { level: 1 }).innerText()
}

/** Opens an account in the middle of buying. */
async function signUp(page: Page, label = 'Daftar'): Promise<string> {
  const email = `pembeli-${crypto.randomUUID().slice(0, 8)}@contoh.id`
  await press(page, label)
  await page.getByLabel('Nama lengkap').fill('Sari')
  await page.getByLabel('Alamat email').fill(email)
  await page.getByLabel('Kata sandi').fill('kata sandi panjang')
  await page.locator('main form').getByRole('button').last().click()
  return email
}

async function learn(page: Page, label: string): Promise<void> {
  await press(page, label)
  await press(page, 'Buka materi 1')
  await press(page, 'Tandai selesai')
  await page.getByRole('heading', { name: 'Pelatihan selesai' }).waitFor()
}
