import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { day } from '../../src/kernel/clock.ts'
import { inventedPeople } from '../../src/people/population-registry.ts'
import { journey as pijar } from '../../src/storefronts/pijar.ts'
import { bekalOn } from '../bekal.ts'
import { type Applicant, aRegistration } from './a-registration.ts'
import { aRoad } from './a-road.ts'
import { aShop, type DemoCard, expectHeading, press } from './a-shop.ts'

const shop = await aShop()
const commands = (name: string) =>
  bekalOn({ ...shop.settings, BEKAL_TOKEN_FILE: `${shop.settings.BEKAL_DATA}/${name}.token` })
const [ani, budi] = [commands('ani'), commands('budi')]
const registration = aRegistration(shop)
const people = ['Ratna Puspita', 'Agus Setiawan', 'Maria Wambrauw'].map(
  (name) => inventedPeople().find((one) => one.name === name) ?? assert.fail(`no ${name}`),
)

test('three people: one is drawn and buys, one misses the deadline, one is not drawn and joins the next wave', async () => {
  await done('staff', 'log-in', 'ani@konsol.contoh.id', '--demo')
  assert.equal((await budi('staff', 'log-in', 'budi@konsol.contoh.id', '--demo')).code, 0)
  await done('wave', 'create', '--quota', '2')
  const known = new Date(Date.now() + day).toISOString()
  await done('draw', 'commit', '7', '--value', 'Penutupan IHSG', '--known-from', known)
  await byTwo('wave', 'open', '7')

  const phones = new Map<string, string>()
  for (const who of people) phones.set(who.name, await register(who))
  await done('wave', 'close', '7')
  await shop.advance(day + 1000)
  for (const one of [ani, budi]) assert.equal((await one('draw', 'value', '7', '7123.45')).code, 0)
  await byTwo('draw', 'run', '7')
  await done('draw', 'announce', '7')
  const notified = await byTwo('wave', 'notify', '7')
  assert.equal(notified.notified, 2)

  const { rows } = await shop.database.pool.query<DemoCard>(
    `select card.number as prakerja_id, holder_name as name, holder_phone as phone, balance
     from card join wave using (wave_id) where wave.number = 7 order by holder_name`,
  )
  const [buyer, misser] = rows as [DemoCard, DemoCard]
  const other =
    people.find(({ name }) => ![buyer.name, misser.name].includes(name)) ?? assert.fail('all drawn')
  await buys(buyer)
  await isNotDrawn(other)
  // Whoever is not reminded is not revoked: the reminder goes out and arrives first.
  await shop.advance(24 * day)
  await done('deadline', 'run')
  await shop.message(misser.phone, /Lewat waktu itu kepesertaan dicabut/)
  await shop.advance(7 * day)
  await done('deadline', 'run')
  await missed(misser)
  assert.deepEqual((await done('ledger', 'check')).broken ?? [], [])
})

/** From "Daftar" to a joined wave; returns the phone. */
async function register(who: Applicant): Promise<string> {
  const page = await shop.open({ width: 360, javaScript: false })
  const phone = await registration.register(page, who, emailOf(who.name))
  await press(page, 'Gabung gelombang 7')
  await page.getByText('Sedang Diproses').waitFor()
  await page.context().close()
  return phone
}

async function buys(card: DemoCard): Promise<void> {
  await shop.message(card.phone, /Anda terpilih/)
  const page = await logIn(card.name)
  await page.goto('/kartu')
  await page.locator('.card').getByText('Rp1.000.000').waitFor()
  await page.getByText('Beli pelatihan pertama sebelum').waitFor()
  const road = aRoad(shop, pijar)
  await road.toOrder(page, card)
  await road.toCode(page, card)
  await road.pay(page, await shop.otp(card.phone))
  await expectHeading(page, road.result)
  await page.goto('/kartu')
  await page.getByText('Langkah berikutnya').waitFor()
  assert.equal(await page.locator('.card').getByText('Rp1.000.000').count(), 0)
  await page.context().close()
}

async function isNotDrawn({ name }: Applicant): Promise<void> {
  const page = await logIn(name)
  await page.getByText('Anda Belum Berhasil').waitFor()
  await press(page, 'Gabung gelombang 6')
  await page.getByText('Sedang Diproses').waitFor()
  await page.context().close()
}

async function missed(card: DemoCard): Promise<void> {
  await shop.message(card.phone, /kepesertaan Anda dicabut/)
  const page = await logIn(card.name)
  await page.goto('/kartu')
  await page.getByRole('heading', { name: 'Kepesertaan dicabut' }).waitFor()
  await page.locator('.card').getByText('Rp0').waitFor()
  const road = aRoad(shop, pijar)
  await road.toOrder(page, card)
  await press(page, 'Kartu Prakerja')
  await page.getByLabel('Nomor Kartu Prakerja').fill(card.prakerja_id)
  await press(page, 'Kirim OTP')
  // The storefront is not told why; the holder is.
  await page.locator('#salah').getByText('Kartu ini belum bisa dipakai membayar').waitFor()
  await shop.message(card.phone, /kartu Anda ditolak di Pijar Mahir: batas waktu sudah lewat/)
  await page.goto('/kartu')
  await page.getByText('Pijar Mahir').getByText('batas waktu sudah lewat').waitFor()
  await page.goto('/beranda')
  assert.equal(await page.getByRole('button', { name: /^Gabung/ }).count(), 0)
  await page.context().close()

  // The same NIK under another email does not come in a second time.
  const again = await shop.open({ width: 360, javaScript: false })
  await registration.openAccount(again, `lagi-${emailOf(card.name)}`)
  await registration.consent(again)
  await registration.identify(again, people.find(({ name }) => name === card.name)!)
  await again.locator('#salah').waitFor()
  await again.context().close()
}

async function logIn(name: string): Promise<Page> {
  const page = await shop.open({ width: 360 })
  await page.goto('/masuk/sandi')
  await page.getByLabel('Alamat email').fill(emailOf(name))
  await page.getByLabel('Kata sandi').fill('kata sandi panjang')
  await press(page, 'Masuk')
  await page.getByRole('heading', { level: 1 }).waitFor()
  return page
}

function emailOf(name: string): string {
  return `${name.split(' ')[0]?.toLowerCase()}@contoh.example`
}

async function done(...command: string[]) {
  const { code, said } = await ani(...command)
  assert.equal(code, 0, `${command.join(' ')}: ${JSON.stringify(said)}`)
  return said
}

/** What takes two people: the first asks, the second approves and does it. */
async function byTwo(...command: string[]) {
  assert.equal((await done(...command)).waits, true)
  const { code, said } = await budi(...command)
  assert.equal(code, 0, `${command.join(' ')}: ${JSON.stringify(said)}`)
  return said
}
