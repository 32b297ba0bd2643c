import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import { type AShop, expectHeading, press } from './a-shop.ts'
import { expectAccessible, expectNoSidewaysScroll } from './accessibility.ts'

/** Somebody whom the demo's population registry knows. */
export interface Applicant {
  readonly name: string
  readonly nik: string
  readonly kk: string
  readonly bornOn: string
}

let phones = 0

/** The steps of a registration at the portal, each from its page to the next; `deep` looks at every page closely. */
export function aRegistration(shop: AShop) {
  return { openAccount, consent, identify, fillProfile, provePhone, takeTest, finish, look, register }

  /** The link of an email; its host is `localhost` here, and the cookies of the tests are not. */
  async function linkTo(email: string): Promise<string> {
    const { text } = await shop.message(email, /daftar\/email\//)
    return /\/daftar\/email\/\w+/.exec(text)?.[0] ?? assert.fail('no link')
  }

  /** All of it, from the front page to where one may join a wave; returns the phone. */
  async function register(page: Page, who: Applicant, email: string): Promise<string> {
    await openAccount(page, email)
    await consent(page)
    await identify(page, who)
    await fillProfile(page)
    const phone = await provePhone(page)
    await takeTest(page)
    await finish(page)
    return phone
  }

  async function look(page: Page, deep: boolean): Promise<void> {
    if (deep) await expectAccessible(page)
    await expectNoSidewaysScroll(page)
  }

  /** From the front page to an account with its password. */
  async function openAccount(page: Page, email: string, deep = false): Promise<void> {
    await page.goto('/')
    await page.getByRole('link', { name: 'Daftar Kartu Prakerja' }).click()
    await expectHeading(page, 'Daftar Kartu Prakerja')
    await look(page, deep)
    await page.getByLabel('Alamat email').fill('bukan email')
    await press(page, 'Kirim tautan')
    await page.locator('#salah').getByText('Alamat email belum benar').waitFor()
    await page.getByLabel('Alamat email').fill(email)
    await press(page, 'Kirim tautan')
    await expectHeading(page, 'Periksa email Anda')
    await look(page, deep)
    await page.goto(await linkTo(email))
    await expectHeading(page, 'Buat kata sandi')
    await look(page, deep)
    await page.getByLabel('Kata sandi').fill('kata sandi panjang')
    await press(page, 'Simpan dan lanjutkan')
  }

  async function consent(page: Page, deep = false): Promise<void> {
    await expectHeading(page, 'Persetujuan pemakaian data')
    await press(page, 'Simpan persetujuan')
    await page.locator('#salah').getByText('Dua persetujuan pertama diperlukan').waitFor()
    await page.getByLabel('Data saya diolah').check()
    await page.getByLabel('dicocokkan dengan data kependudukan').check()
    await look(page, deep)
    await press(page, 'Simpan persetujuan')
  }

  async function identify(page: Page, who: Applicant) {
    await expectHeading(page, 'Data identitas')
    await page.getByLabel('Nama lengkap').fill(who.name)
    await page.getByLabel('NIK', { exact: true }).fill(who.nik)
    await page.getByLabel('Nomor Kartu Keluarga').fill(who.kk)
    await page.getByLabel('Tanggal lahir').fill(asTyped(who.bornOn))
    await press(page, 'Periksa data')
  }

  async function fillProfile(page: Page, deep = false): Promise<void> {
    await expectHeading(page, 'Pendidikan dan pekerjaan')
    await look(page, deep)
    await page.getByLabel('Pendidikan terakhir').selectOption('3')
    await page.getByLabel('Pekerjaan sekarang').selectOption('Anggota TNI')
    await page.getByLabel('Tidak', { exact: true }).check()
    await press(page, 'Simpan dan lanjutkan')
    await page.locator('#salah').getByText('Pekerjaan ini tidak boleh').waitFor()
    await page.getByLabel('Pekerjaan sekarang').selectOption('Karyawan dirumahkan')
    await press(page, 'Simpan dan lanjutkan')
  }

  /** Returns the number, in E.164. */
  async function provePhone(page: Page, deep = false): Promise<string> {
    await expectHeading(page, 'Nomor HP')
    await look(page, deep)
    const phone = `0813${String(40_000_000 + ++phones)}`
    await page.getByLabel('Nomor HP', { exact: true }).fill(phone)
    await press(page, 'Kirim kode')
    await expectHeading(page, 'Masukkan kode dari SMS')
    await look(page, deep)
    const { text } = await shop.message(phone.replace(/^0/, '+62'), /kode verifikasi/)
    await page.getByLabel('Kode OTP').fill(/(\d{6})/.exec(text)?.[1] ?? '')
    await press(page, 'Verifikasi')
    return phone.replace(/^0/, '+62')
  }

  async function takeTest(page: Page, deep = false): Promise<void> {
    await expectHeading(page, 'Tes motivasi dan kemampuan dasar')
    await look(page, deep)
    await press(page, 'Mulai tes')
    for (let item = 1; item <= 18; item++) {
      await expectHeading(page, `Soal ${item} dari 18`)
      if (item === 1 || item === 7) await look(page, deep)
      if (item === 3) {
        await press(page, 'Lewati')
        continue
      }
      await page
        .getByRole('radio')
        .nth(item % 4)
        .check()
      await press(page, 'Simpan dan lanjut')
    }
    await expectHeading(page, 'Periksa jawaban tes')
    await page.getByText('17 dari 18 soal sudah dijawab').waitFor()
    await look(page, deep)
    await press(page, 'Kumpulkan tes')
    await expectHeading(page, 'Tes selesai')
    await press(page, 'Lanjutkan pendaftaran')
  }

  async function finish(page: Page, deep = false): Promise<void> {
    await expectHeading(page, 'Pernyataan')
    await press(page, 'Nyatakan')
    await page.locator('#salah').getByText('Centang dulu').waitFor()
    await page.getByLabel('Saya menyatakan semua itu benar').check()
    await look(page, deep)
    await press(page, 'Nyatakan')
    await expectHeading(page, 'Periksa jawaban Anda')
    await look(page, deep)
    await press(page, 'Kirim pendaftaran')
  }
}

function asTyped(bornOn: string): string {
  return bornOn.split('-').reverse().join('-')
}
