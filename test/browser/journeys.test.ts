import assert from 'node:assert/strict'
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
    await page.getByText('Belum dipakai').waitFor()
    await redeem(page)
    await learn(page, 'Mulai Belajar')
  },

  async tokopedia(page, { prakerja_id, phone }) {
    await page.goto('/tokopedia')
    await page.getByLabel('Cari pelatihan').fill('Kartu Prakerja')
    await press(page, 'Cari')
    await expectHeading(page, 'Pilih kategori')
    await page.locator('main').getByRole('link', { name: 'Perkantoran', exact: true }).click()
    await expectHeading(page, 'Pilih lembaga pelatihan')
    await page.locator('main li a').first().click()
    await page
      .locator('article.course')
      .filter({ hasText: 'Belajar mandiri' })
      .getByRole('link', { name: 'Lihat Detail', exact: true })
      .first()
      .click()
    await page.getByRole('heading', { name: 'Cara mendapat dan memakai kode voucher' }).waitFor()
    const course = await page.getByRole('heading', { level: 1 }).innerText()
    await press(page, 'Beli')
    const email = await signUp(page)
    await verifyPhone(page)
    await page.getByLabel('Punya kode promo?').fill('hemat20')
    await press(page, 'Pakai')
    await page.getByText('Kode HEMAT20 dipakai').waitFor()
    await page.locator('dl.summary').getByText('Potongan promo (HEMAT20)').waitFor()
    await press(page, 'Lihat Semua')
    await page.getByRole('heading', { name: 'Program Pemerintah' }).waitFor()
    await press(page, 'Kartu Prakerja')
    await page.getByLabel('Nomor Kartu Prakerja').fill(prakerja_id)
    await press(page, 'Bayar')
    await page.getByLabel('Kode OTP').fill(await shop.otp(phone))
    await press(page, 'Verifikasi')
    await expectHeading(page, 'Pembayaran Berhasil')
    await page.locator('dl.summary').getByText('Potongan promo (HEMAT20)').waitFor()
    await press(page, 'Histori Transaksi Top Up & Tagihan')
    await expectHeading(page, 'Histori Transaksi Top Up & Tagihan')
    const code = await page.locator('output').innerText()
    assert.ok((await shop.message(email, /Kode voucher/)).text.includes(code))
    await redeem(page, email)
    await learn(page, 'Mulai Belajar')
    await page.goto('/tokopedia/riwayat')
    await press(page, 'Tulis Ulasan')
    await page.getByRole('radio', { name: /^5/ }).check()
    await page.getByLabel('Ulasan').fill('Materinya jelas dan langsung bisa dipakai.')
    await page.locator('main form').getByRole('button').last().click()
    await page.getByText('Materinya jelas dan langsung bisa dipakai.').first().waitFor()
    await page.goto(`/pijar/kursus?q=${encodeURIComponent(course)}`)
    await page.locator('article.course a.whole').first().click()
    await page.getByText('Materinya jelas dan langsung bisa dipakai.').first().waitFor()
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

  async sisnaker(page, { prakerja_id, phone }) {
    await page.goto('/sisnaker')
    await page.getByRole('link', { name: 'Masuk', exact: true }).click()
    await press(page, 'Masuk dengan akun Kemnaker')
    await press(page, 'Buat akun')
    const email = `pembeli-${crypto.randomUUID().slice(0, 8)}@contoh.id`
    await page.getByLabel('Nama lengkap').fill('Sari Dewi')
    await page.getByLabel('Alamat email').fill(email)
    await page.getByLabel('Kata sandi').fill('kata sandi panjang')
    await page.locator('main form').getByRole('button').last().click()
    await press(page, 'Izinkan dan lanjut')
    await page.getByLabel('Cari pelatihan').fill('digital')
    await press(page, 'Cari')
    await page.getByRole('heading', { name: 'Pilih mitra pelatihan' }).waitFor()
    await page.goto('/sisnaker/kursus')
    const course = await cheapCourse(page)
    await press(page, 'Daftar Sekarang')
    await press(page, 'Lanjutkan')
    await shop.message(email, /Nomor pesanan: SIS-/)
    await page.getByLabel('Nomor Kartu Prakerja').fill(prakerja_id)
    await press(page, 'Lanjutkan')
    await page.getByLabel('Kode OTP').fill(await shop.otp(phone))
    await press(page, 'Lanjutkan')
    await expectHeading(page, 'Pembayaran Berhasil')
    await press(page, 'Cek Portofolio')
    await page.locator('.listing').getByText('Diterima').waitFor()
    await press(page, course)
    await learn(page, 'Mulai Pelatihan')
  },

  async pintaria(page, { prakerja_id, phone }) {
    await page.goto('/pintaria')
    await page.getByRole('link', { name: 'Masuk', exact: true }).click()
    await press(page, 'Masuk dengan akun Kartu Prakerja')
    await page.getByLabel('Email atau nomor HP').fill(phone)
    await press(page, 'Kirim kode')
    const { text } = await shop.message(phone, /kode OTP \d{6} utk masuk/)
    await page.getByLabel('Kode OTP').fill(/kode OTP (\d{6}) utk masuk/.exec(text)![1]!)
    await press(page, 'Masuk')
    await page.getByText(`berakhir ${prakerja_id.slice(-4)}`).waitFor()
    await press(page, 'Izinkan dan lanjut')
    await press(page, 'Lihat semua pelatihan')
    await cheapCourse(page)
    await press(page, 'Ikuti Kursus')
    await page.getByLabel('Punya kode promo?').fill('PINTAR10')
    // Without "Pakai": the button that goes on takes the code along, and the price is lower before anything is paid.
    await press(page, 'Kartu Prakerja')
    await page.locator('dl.summary').getByText('Potongan promo (PINTAR10)').waitFor()
    await press(page, 'Kirim OTP')
    await page.getByLabel('Kode OTP').fill(await shop.otp(phone))
    await press(page, 'Bayar')
    await expectHeading(page, 'Pembayaran Berhasil')
    await learn(page, 'Mulai Kursus')
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

/** The account's phone, by the code that the storefront sends to it. */
async function verifyPhone(page: Page): Promise<void> {
  const phone = `+62812${String(10_000_000 + phones++)}`
  await page.getByLabel('Nomor HP').fill(phone)
  await press(page, 'Kirim Kode')
  const { text } = await shop.message(phone, /kode verifikasi \d{6}/)
  await page.getByLabel('Kode verifikasi').fill(/kode verifikasi (\d{6})/.exec(text)![1]!)
  await press(page, 'Verifikasi')
}

let phones = 77

/** From where the voucher is shown to the institution, and back to the training that it opened. */
async function redeem(page: Page, email?: string): Promise<void> {
  const code = await page.locator('output').innerText()
  const account = email ?? (await page.locator('dl.summary').innerText()).match(/[\w-]+@contoh\.id/)![0]
  await press(page, 'Tukarkan')
  await page.getByLabel('Kode voucher').fill(code.toLowerCase())
  await page.getByLabel('Email pembeli').fill(account)
  await press(page, 'Tukarkan')
  await page.getByText('Voucher berhasil ditukarkan').first().waitFor()
}

async function learn(page: Page, label: string): Promise<void> {
  await press(page, label)
  await press(page, 'Buka materi 1')
  await press(page, 'Tandai selesai')
  await page.getByRole('heading', { name: 'Pelatihan selesai' }).waitFor()
}
