import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hour, minute } from '../../src/kernel/clock.ts'
import { inventedPeople } from '../../src/people/population-registry.ts'
import { aRegistration } from './a-registration.ts'
import { aShop, expectHeading, press } from './a-shop.ts'

const shop = await aShop()
const person = (name: string) =>
  inventedPeople().find((one) => one.name === name) ?? assert.fail('no such person')

const { openAccount, consent, identify, fillProfile, provePhone, takeTest, finish, look } =
  aRegistration(shop)

for (const javaScript of [false, true]) {
  const who = person(javaScript ? 'Agus Setiawan' : 'Ratna Puspita')
  test(`somebody registers and joins a wave at 360 px, ${javaScript ? 'with' : 'without'} JavaScript`, async () => {
    const page = await shop.open({ width: 360, javaScript })
    const email = `${who.name.split(' ')[0]?.toLowerCase()}@contoh.example`
    await openAccount(page, email, javaScript)
    await consent(page, javaScript)
    await identify(page, { ...who, name: 'Orang Lain' })
    await page.locator('#salah').getByText('tidak cocok dengan data kependudukan').waitFor()
    await look(page, javaScript)
    await identify(page, who)
    await fillProfile(page, javaScript)
    await provePhone(page, javaScript)
    await takeTest(page, javaScript)
    await finish(page, javaScript)
    await expectHeading(page, `Halo, ${who.name}`)
    await look(page, javaScript)
    await press(page, 'Gabung gelombang 6')
    await page.getByText('Sedang Diproses').waitFor()
    await look(page, javaScript)
    await press(page, 'Keluar dari gelombang ini')
    await page.getByText('Anda Keluar dari Gelombang').waitFor()
    await press(page, 'Gabung gelombang 6')
    await page.getByText('Sedang Diproses').waitFor()
    for (const [path, heading] of [
      ['/data-saya', 'Data saya'],
      ['/keberatan', 'Keberatan dan permintaan'],
      ['/ganti-hp', 'Ganti nomor HP'],
      ['/dev/kependudukan', 'Orang rekaan'],
    ] as const) {
      await page.goto(path)
      await expectHeading(page, heading)
      await look(page, javaScript)
    }
    await page.goto('/beranda')
    await press(page, 'Keluar')
    await page.goto('/masuk/sandi')
    await look(page, javaScript)
    await page.getByLabel('Alamat email').fill(email)
    await page.getByLabel('Kata sandi').fill('kata sandi panjang')
    await press(page, 'Masuk')
    await expectHeading(page, `Halo, ${who.name}`)
    await page.context().close()
  })
}

test('a test goes on at another device, and ends by itself after 25 minutes', async () => {
  const who = person('Maria Wambrauw')
  const page = await shop.open({ width: 360, javaScript: false })
  await openAccount(page, 'maria@contoh.example')
  await consent(page)
  await identify(page, who)
  await fillProfile(page)
  await provePhone(page)
  await press(page, 'Mulai tes')
  await page.getByRole('radio').nth(1).check()
  await press(page, 'Simpan dan lanjut')
  await expectHeading(page, 'Soal 2 dari 18')
  const other = await shop.open({ width: 360, javaScript: false })
  await other.goto('/masuk/sandi')
  await other.getByLabel('Alamat email').fill('maria@contoh.example')
  await other.getByLabel('Kata sandi').fill('kata sandi panjang')
  await press(other, 'Masuk')
  await press(other, 'Lanjutkan: Tes')
  await press(other, 'Lanjutkan tes')
  await expectHeading(other, 'Soal 2 dari 18')
  await other.getByRole('radio').nth(1).check()
  await press(other, 'Simpan dan lanjut')
  await expectHeading(other, 'Soal 3 dari 18')
  await shop.advance(25 * minute)
  await other.getByRole('radio').nth(1).check()
  await press(other, 'Simpan dan lanjut')
  await expectHeading(other, 'Tes selesai')
  const { rows } = await shop.database.pool.query(
    'select count(*)::int as saved from test_answer join portal_account using (account_id) where email = $1',
    ['maria@contoh.example'],
  )
  assert.equal(rows[0].saved, 2)
  await page.context().close()
  await other.context().close()
})

test('who is excluded is told by which list, and appeals; who meets a silent registry loses nothing', async () => {
  const page = await shop.open({ width: 360, javaScript: false })
  await openAccount(page, 'hendra@contoh.example')
  await consent(page)
  await identify(page, person('Sri Wahyuni'))
  await page.locator('#salah').getByText('sedang tidak bisa dihubungi').waitFor()
  await press(page, 'Periksa lagi')
  await page.locator('#salah').getByText('sedang tidak bisa dihubungi').waitFor()
  await identify(page, person('Hendra Pranata'))
  await page.locator('#salah').getByText('(ASN)').waitFor()
  await press(page, 'Ajukan keberatan')
  await expectHeading(page, 'Keberatan dan permintaan')
  assert.equal(await page.getByLabel('Tentang apa?').inputValue(), 'exclusion')
  await page.getByLabel('Penjelasan').fill('Saya sudah pensiun sejak 2020.')
  await press(page, 'Kirim')
  await page.getByText('Giliran petugas').waitFor()
  await page.context().close()
})

test('a holder changes the phone: the identity again, the old number told, and the card waits 72 hours', async () => {
  const page = await shop.open({ width: 360 })
  const other = await shop.open({ width: 360 })
  for (const device of [page, other]) {
    await device.goto('/')
    await device.locator('form:has(input[value="baru"]) button').click()
    await expectHeading(device, 'Kartu saya')
  }
  await look(page, true)
  await page.goto('/ganti-hp/nomor')
  await expectHeading(page, 'Ganti nomor HP')
  await page.getByLabel('NIK', { exact: true }).fill('3201046107980002')
  await page.getByLabel('Tanggal lahir').fill('21-07-1998')
  await press(page, 'Lanjutkan')
  await page.locator('#salah').getByText('sisa 4 kali hari ini').waitFor()
  await page.getByLabel('NIK', { exact: true }).fill('3201 0461 0798 0001')
  await page.getByLabel('Tanggal lahir').fill('21-07-1998')
  await press(page, 'Lanjutkan')
  await expectHeading(page, 'Nomor HP baru')
  await look(page, true)
  await page.getByLabel('Nomor HP baru').fill('081399990001')
  await press(page, 'Kirim kode')
  await expectHeading(page, 'Masukkan kode dari SMS')
  const { text } = await shop.message('+6281399990001', /kode verifikasi/)
  await page.getByLabel('Kode OTP').fill(/(\d{6})/.exec(text)?.[1] ?? '')
  await press(page, 'Ganti nomor')
  await expectHeading(page, 'Nomor HP sudah diganti')
  await look(page, true)
  const told = await shop.message('+6281200000101', /diganti ke/)
  assert.ok(!told.text.includes('81399990001'))
  await page.goto('/kartu')
  await page.getByText('Kartu menunggu 72 jam').waitFor()
  await look(page, true)
  // Whoever else was logged in with this card is out.
  await other.goto('/kartu')
  await other.getByText('Belum masuk').waitFor()
  await shop.advance(72 * hour)
  await page.goto('/masuk')
  await page.goto('/')
  await page.locator('form:has(input[value="baru"]) button').click()
  await expectHeading(page, 'Kartu saya')
  assert.equal(await page.getByText('Kartu menunggu 72 jam').count(), 0)
  await page.context().close()
  await other.context().close()
})
