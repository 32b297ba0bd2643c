import assert from 'node:assert/strict'
import type { Page } from 'playwright-core'
import type { Applicant } from '../a-registration.ts'
import { expectHeading, press } from '../a-shop.ts'
import type { Stage } from './a-stage.ts'
import { participant } from './the-training.ts'

/** Who lost the phone is helped by two of the desk, each of whom has the identity proved. */
export async function helpWithLostPhone(
  { shop, be, notFor }: Stage,
  who: Applicant & { readonly phone: string; readonly email: string },
): Promise<void> {
  const prove = async (page: Page) => {
    await page.getByLabel('NIK').first().fill(who.nik)
    await page.getByLabel('Nomor KK').first().fill(who.kk)
    await page.getByLabel('Tanggal lahir').first().fill(who.bornOn)
    await page.getByLabel('Email').fill(who.email)
    await press(page, 'Cocokkan')
    await page.getByText('Semua cocok').waitFor()
  }
  await notFor(['Ani', 'Citra', 'Fitri', 'Eko'], '/konsol/meja')
  const dewi = await be('Dewi')
  await dewi.goto('/konsol/meja')
  await dewi.getByLabel('Nama, NIK, nomor HP, atau nomor kartu').fill(who.phone)
  await dewi.getByLabel('Alasan').fill('Datang ke loket, HP hilang')
  await press(dewi, 'Cari')
  await dewi.getByRole('link', { name: who.name }).click()
  await dewi.getByLabel('HP hilang').check()
  await dewi.getByLabel('Alasan').first().fill('HP hilang di pasar')
  await press(dewi, 'Mulai bantuan')
  await expectHeading(dewi, `HP hilang: ${who.name}`)
  await prove(dewi)
  const phone = '+6281399990001'
  await dewi.getByLabel('HP baru').fill(phone)
  await press(dewi, 'Kirim kode')
  const { text } = await shop.message(phone, /kode verifikasi/)
  await dewi.getByLabel('Kode dari SMS').fill(/\d{6}/.exec(text)?.[0] ?? '')
  await press(dewi, 'Buktikan HP baru')
  await dewi.getByText('Sekarang menunggu orang kedua').waitFor()

  const gita = await be('Gita')
  await gita.goto('/konsol/meja')
  await gita.getByRole('link', { name: who.name }).click()
  await prove(gita)
  await press(gita, 'Konfirmasi dan ganti HP')
  await gita.getByText('Semua alamat lama diberi tahu').waitFor()
  await shop.message(who.phone, /Bukan Anda\?/)
}

/** Who is revoked reads why and appeals; an operator grants it, a second person restores the card on the same page. */
export async function appeal(stage: Stage, email: string): Promise<string> {
  const { be, notFor } = stage
  const page = await participant(stage, email)
  await page.goto('/kartu')
  await page.getByRole('heading', { name: 'Kepesertaan dicabut' }).waitFor()
  await page.locator('main a[href="/keberatan?tentang=revoked"]').first().click()
  await page.getByLabel('Penjelasan').fill('Saya sudah membayar, bank saya terlambat.')
  await press(page, 'Kirim')
  await page.getByText('Giliran petugas').first().waitFor()

  const ani = await be('Ani')
  await ani.goto('/konsol/kasus?jenis=appeal')
  await ani.locator('main a[href^="/konsol/keberatan/"]').first().click()
  const address = new URL(ani.url()).pathname
  await press(ani, 'Ambil')
  await ani.getByText('Kasus ini sekarang milik Anda.').waitFor()
  await ani.getByLabel('Jawaban dan alasannya').fill('Bank mencatatnya terlambat, dan itu bukan salah Anda.')
  await press(ani, 'Kabulkan')
  await ani.getByText('Pengabulan menunggu orang kedua').waitFor()
  assert.equal(await ani.getByRole('button', { name: /^Setujui/ }).count(), 0)
  await notFor(['Citra', 'Fitri'], address)
  for (const name of ['Dewi', 'Eko'] as const) {
    const other = await be(name)
    await other.goto(address)
    assert.equal(await other.getByRole('button', { name: /^Setujui/ }).count(), 0, `${name} restores`)
  }
  const budi = await be('Budi')
  await budi.goto(address)
  await press(budi, 'Setujui: kabulkan dan pulihkan kartu')
  await budi.getByText('Dikabulkan. Kartunya dipulihkan').waitFor()
  await page.goto('/kartu')
  assert.equal(await page.getByRole('heading', { name: 'Kepesertaan dicabut' }).count(), 0)
  await page.context().close()
  return address
}
