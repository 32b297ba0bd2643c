import assert from 'node:assert/strict'
import { day } from '../../../src/kernel/clock.ts'
import { wibDate } from '../../../src/kernel/wib.ts'
import type { Applicant } from '../a-registration.ts'
import { aRegistration } from '../a-registration.ts'
import { press } from '../a-shop.ts'
import type { Stage } from './a-stage.ts'

/** The rules of a year are drafted, compared with those of the year before, and put in force by two. */
export async function beginYear({ be, approve, notFor }: Stage, year: number): Promise<void> {
  await notFor(['Citra', 'Dewi', 'Eko', 'Fitri'], '/konsol/tahun/baru')
  const ani = await be('Ani')
  await ani.goto('/konsol/tahun')
  await press(ani, 'Rancang tahun baru')
  assert.equal(await ani.getByLabel('Tahun', { exact: true }).inputValue(), String(year))
  await press(ani, 'Bandingkan')
  await ani.getByText('Periksa, lalu minta orang kedua menyetujui.').waitFor()
  await press(ani, 'Minta orang kedua menyetujui')
  await ani.getByText('Anda yang meminta.').first().waitFor()
  await approve('Budi', 'Memulai tahun program')
}

/** A wave of that year is planned, its draw committed to, and it is opened by two; returns its address. */
export async function openWave({ shop, be, approve }: Stage, year: number, quota: number): Promise<string> {
  const ani = await be('Ani')
  await ani.goto('/konsol/gelombang')
  await ani.getByLabel('Tahun', { exact: true }).selectOption(String(year))
  await ani.getByLabel('Kuota').fill(String(quota))
  await press(ani, 'Rencanakan')
  await ani.getByText('Gelombang direncanakan.').waitFor()
  const address = new URL(ani.url()).pathname
  await press(ani, 'Tulis aturan undian')
  await ani.getByLabel('Nilai publik yang ditetapkan').fill('Penutupan IHSG')
  await ani.getByLabel('Tanggal diketahui').fill(wibDate(new Date((await clockOf(shop.url)) + day)))
  await press(ani, 'Simpan aturan')
  await ani.getByText('Aturan undian disimpan.').waitFor()
  await press(ani, 'Minta persetujuan membuka')
  await ani.getByText('Anda yang meminta.').first().waitFor()
  await approve('Budi', 'Membuka gelombang')
  return address
}

/** From "Daftar" to a joined wave, at a phone without scripts; returns their phone and email. */
export async function register({ shop }: Stage, who: Applicant): Promise<{ phone: string; email: string }> {
  const registration = aRegistration(shop)
  const email = `${who.name.split(' ')[0]?.toLowerCase()}@contoh.example`
  const page = await shop.open({ width: 360, javaScript: false })
  const phone = await registration.register(page, who, email)
  await page.locator('main').getByRole('button', { name: 'Gabung gelombang 1', exact: true }).click()
  await page.getByText('Sedang Diproses').waitFor()
  await page.context().close()
  return { phone, email }
}

/** The wave is closed, drawn by two, announced, and its cards are given by two. */
export async function drawWave({ shop, be, approve, settled, notFor }: Stage, wave: string): Promise<void> {
  let ani = await be('Ani')
  await ani.goto(wave)
  await press(ani, 'Tutup dan buat daftar')
  await press(ani, 'Ya, tutup dan buat daftar')
  await settled(ani, 'Masukkan nilai publik persis')
  await shop.advance(2 * day)
  for (const [name, said] of [
    ['Ani', 'Nilai disimpan.'],
    ['Budi', 'Kedua isian sama'],
  ] as const) {
    const page = await be(name)
    await page.goto(wave)
    await page.getByLabel('Nilai publik', { exact: true }).fill('7.231,48')
    await press(page, 'Simpan nilai publik')
    await page.getByText(said).first().waitFor()
  }
  await notFor(['Citra', 'Dewi', 'Eko', 'Fitri'], `${wave}/aturan`)
  ani = await be('Ani')
  await ani.goto(wave)
  await press(ani, 'Minta persetujuan mengundi')
  await approve('Budi', 'Menjalankan undian')
  await ani.goto(wave)
  await settled(ani, 'Setelah diumumkan hasilnya')
  await press(ani, 'Umumkan hasil')
  await press(ani, 'Ya, umumkan hasil')
  await ani.getByText('Hasil diumumkan.').waitFor()
  await press(ani, 'Minta persetujuan memberi kartu')
  await press(ani, 'Ya, minta persetujuan memberi kartu')
  await ani.getByText('Anda yang meminta.').first().waitFor()
  await approve('Budi', 'Memberi kartu')
  await ani.goto(wave)
  await settled(ani, 'Semua langkah gelombang ini sudah selesai.')
}

/** What the demo's clock shows, as its page says it. */
export async function clockOf(url: string): Promise<number> {
  const page = await (await fetch(`${url}/dev/clock`)).text()
  return new Date(/<time datetime="([^"]+)"/.exec(page)?.[1] ?? assert.fail('no clock')).getTime()
}
