import assert from 'node:assert/strict'
import { test } from 'node:test'
import { personas } from '../../src/demo/personas.ts'
import { day } from '../../src/kernel/clock.ts'
import { writeReview } from '../../src/learning/reviews/write-review.ts'
import { demoClock } from '../../src/years/demo-clock.ts'
import { aShop, expectHeading, press } from './a-shop.ts'
import { expectGood } from './good-page.ts'

const shop = await aShop()
const { pool } = shop.database
const clock = await demoClock(pool)
const ctx = { db: pool, clock, secrets: shop.secrets }

test('a participant sees what each instalment waits for, answers a survey once, and an operator counts the answers', async () => {
  const persona = (await personas(ctx)).find(({ id }) => id === 'sudah')!
  const { rows } = await pool.query(
    `select card_id as "cardId", purchase_id as "purchaseId" from purchase where card_id = $1 and status = 'paid' limit 1`,
    [persona.cardId],
  )
  const training = rows[0]
  const page = await shop.open({ width: 360, javaScript: true })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto('/')
  const logIn = () => page.request.post('/dev/masuk', { form: { persona: 'sudah' } })
  await logIn()
  await page.goto('/kartu')
  await page.getByText(/^Belum: (selesaikan|tulis ulasan)/).waitFor()

  await pool.query(
    `update purchase set redeemed_at = coalesce(redeemed_at, paid_at), finished_at = coalesce(finished_at, paid_at),
       finished_as = 'proven' where card_id = $1 and purchase_id = $2`,
    [training.cardId, training.purchaseId],
  )
  const written = { stars: 5, text: 'Materinya jelas dan berguna.' }
  assert.ok((await writeReview(ctx, training, written, { requestId: 'r', link: (to) => to })).ok)
  await page.reload()
  await page.getByText(/Jatuh tempo .*, tetapi belum ada rekening yang bisa dibayar/).waitFor()
  await page
    .getByText(/Surveinya dibuka .*; setelah dijawab langsung siap dibayar/)
    .first()
    .waitFor()
  assert.equal(await page.getByText('Menunggu tanggal').count(), 6)
  await expectGood(page)

  await page.goto('/beranda/survei/1')
  await page.getByText(/Survei ini dibuka .* Buka lagi halaman ini setelah itu/).waitFor()
  assert.equal((await page.request.get('/beranda/survei/13')).status(), 404)
  await shop.advance(30 * day)
  await page.goto('/')
  await logIn()
  await page.goto('/kartu')
  await press(page, 'Jawab survei')
  await expectHeading(page, 'Pelatihan pertama Anda')
  await expectGood(page)
  await press(page, 'Kirim jawaban')
  await page.getByRole('alert').getByText('Seberapa berguna').waitFor()
  await expectGood(page)

  // Another tab with the same page.
  const other = await page.context().newPage()
  await other.goto('/beranda/survei/1')
  for (const tab of [page, other]) {
    await tab.getByLabel('5: sangat berguna').check()
    await tab.getByLabel('Usaha sendiri').check()
    await tab.getByLabel('Apa yang sebaiknya diperbaiki?').fill('Lebih banyak praktik.')
  }
  await press(page, 'Kirim jawaban')
  await page.getByText(/Anda sudah menjawab survei ini pada/).waitFor()
  await press(other, 'Kirim jawaban')
  await other.getByText(/Anda sudah menjawab survei ini pada/).waitFor()
  await page.goto('/kartu?lang=en')
  await page.getByText('Survey incentive 1').waitFor()
  assert.equal((await pool.query('select from survey_answer')).rowCount, 1)
  // The job of the timetable puts the second instalment into the ledger.
  for (let tries = 0; tries < 100; tries++) {
    const posted = await pool.query(
      `select from entry where kind in ('incentive', 'survey') and card_id = $1`,
      [training.cardId],
    )
    if (posted.rowCount === 3) break
    assert.ok(tries < 99, 'the second instalment is not posted')
    await page.waitForTimeout(200)
  }
  await expectGood(page)

  const ani = await shop.open({ width: 360, javaScript: true })
  await ani.emulateMedia({ reducedMotion: 'reduce' })
  await ani.goto('/dev/konsol')
  await ani.getByRole('button', { name: 'Ani' }).click()
  await expectHeading(ani, 'Menunggu Anda')
  const { rows: people } = await pool.query('select person_id from card where card_id = $1', [
    training.cardId,
  ])
  await ani.goto(`/konsol/orang/${people[0].person_id}`)
  await ani.getByRole('row', { name: /Insentif pelatihan ke-2 .* Rp600\.000 Siap dibayar/ }).waitFor()
  await expectGood(ani)
  await ani.goto('/konsol/survei')
  await expectGood(ani)
  await press(ani, 'Pelatihan pertama Anda')
  await ani.getByRole('row', { name: 'Usaha sendiri 1' }).waitFor()
  await ani.getByText('Lebih banyak praktik.').waitFor()
  await expectGood(ani)
  const file = await ani.request.get(`${new URL(ani.url()).pathname}?format=csv`)
  assert.match(await file.text(), /work;self_employed;Usaha sendiri;1/)
  const definition = (await ani.locator('pre').textContent()) ?? ''
  await ani.goto('/konsol/survei')
  await ani.getByLabel('Nomor pembayaran').fill('2')
  await ani.getByLabel('Survei (JSON)').fill('{')
  await press(ani, 'Tanyakan mulai sekarang')
  await ani.getByRole('alert').getByText('Ini bukan JSON').waitFor()
  await expectGood(ani)
  await ani.getByLabel('Survei (JSON)').fill(definition)
  await press(ani, 'Tanyakan mulai sekarang')
  await ani.waitForURL(/kabar=survey_set/)
  await expectGood(ani)
})
