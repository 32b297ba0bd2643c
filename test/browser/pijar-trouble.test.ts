import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import type { Page } from 'playwright-core'
import { hour, minute, second } from '../../src/kernel/clock.ts'
import {
  aShop,
  cheapCourses,
  expectHeading,
  pay,
  press,
  sendOtp,
  signUp,
  soldCourse,
  toCardNumber,
} from './a-shop.ts'

const shop = await aShop()

// Fills the buckets that count logins and orders, which the machine's own time would not do between tests.
beforeEach(() => shop.advance(5 * minute))

test('a mistyped card number can be corrected where it was typed', async () => {
  const page = await shop.open({ width: 360, javaScript: false })
  const card = shop.freshCard()
  await toCardNumber(page)
  const field = page.getByLabel('Nomor Kartu Prakerja')
  for (const [typed, says] of [
    ['', 'Isi nomor Kartu Prakerja kamu, 16 angka.'],
    ['1234', 'Nomor kartu harus 16 angka.'],
    [slip(card.prakerja_id), 'Ada angka yang salah ketik pada nomor kartu.'],
    [someoneElses, 'Kartu ini belum bisa dipakai membayar.'],
  ] as const) {
    await sendOtp(page, typed)
    await page.locator('#salah:focus').getByRole('link', { name: says }).click()
    await page.locator('#card_number:focus').waitFor()
    assert.equal(await field.inputValue(), typed)
    assert.match(await page.title(), /^Salah: /)
  }
  await sendOtp(page, card.prakerja_id)
  await expectHeading(page, 'Masukkan kode OTP')
  await page.context().close()
})

test('a purchase is cancelled from its page until it is used, asked once more, and its buyer is told', async () => {
  const page = await shop.open({ width: 360, javaScript: false })
  const card = shop.freshCard()
  await toCardNumber(page)
  await sendOtp(page, card.prakerja_id)
  await pay(page, await shop.otp(card.phone))
  await expectHeading(page, 'Pembayaran Berhasil')
  const paid = page.url()
  const asked = async () => {
    await page.goto(paid)
    await page.getByRole('link', { name: 'Batalkan pembelian' }).click()
    await expectHeading(page, 'Batalkan pembelian ini?')
  }
  await asked()
  await page.getByRole('link', { name: 'Tidak, kembali' }).click()
  await expectHeading(page, 'Pembayaran Berhasil')
  await asked()
  // A second tab stands at the question, too: its button does nothing more.
  const second = await page.context().newPage()
  await second.goto(page.url())
  await press(page, 'Ya, batalkan pembelian')
  await expectHeading(page, 'Transaksi dibatalkan')
  await shop.message(card.phone, /dibatalkan.*saldo sekarang Rp1\.000\.000/s)
  await press(second, 'Ya, batalkan pembelian')
  await expectHeading(second, 'Transaksi dibatalkan')
  assert.equal(await page.getByRole('link', { name: 'Batalkan pembelian' }).count(), 0)
  await page.context().close()
})

test('a wrong code tells the tries that are left, and the right one still pays', async () => {
  const page = await shop.open({ width: 360 })
  const card = shop.freshCard()
  await toCardNumber(page)
  await sendOtp(page, card.prakerja_id)
  const otp = await shop.otp(card.phone)
  await pay(page, '12')
  await problem(page, 'Kode OTP terdiri dari 6 angka.')
  for (const left of [4, 3]) {
    await pay(page, wrong(otp))
    await problem(page, `sisa ${left} kali percobaan`)
    assert.equal(await page.getByLabel('Kode OTP').inputValue(), '')
  }
  await pay(page, otp)
  await expectHeading(page, 'Pembayaran Berhasil')
  await page.context().close()
})

test('five wrong codes stop the payment, and the page says when to go on', async () => {
  const page = await shop.open({ width: 360 })
  const card = shop.freshCard()
  await toCardNumber(page)
  await sendOtp(page, card.prakerja_id)
  const otp = await shop.otp(card.phone)
  for (let tries = 0; tries < 5; tries++) await pay(page, wrong(otp))
  await problem(page, 'Kode OTP salah terlalu banyak')
  // No code is worth typing now, the right one neither: none is asked for.
  assert.equal(await page.getByLabel('Kode OTP').count(), 0)
  await shop.advance(5 * minute)
  await page.reload()
  await press(page, 'Kirim OTP baru')
  await pay(page, await shop.otp(card.phone, otp))
  await expectHeading(page, 'Pembayaran Berhasil')
  await page.context().close()
})

test('a code that is too old is refused, and another one pays', async () => {
  const page = await shop.open({ width: 360, javaScript: false })
  const card = shop.freshCard()
  await toCardNumber(page)
  await sendOtp(page, card.prakerja_id)
  const old = await shop.otp(card.phone)
  await shop.advance(6 * minute)
  await pay(page, old)
  await problem(page, 'Kode OTP sudah tidak berlaku')
  await page.goto(orderUrl(page))
  await page.getByRole('heading', { name: 'Kode OTP sudah tidak berlaku' }).waitFor()
  await press(page, 'Kirim OTP baru')
  await pay(page, await shop.otp(card.phone, old))
  await expectHeading(page, 'Pembayaran Berhasil')
  await page.context().close()
})

test('another code can be asked for after its waiting time, and not before', async () => {
  const page = await shop.open({ width: 360, javaScript: false })
  const card = shop.freshCard()
  await toCardNumber(page)
  await sendOtp(page, card.prakerja_id)
  const otp = await shop.otp(card.phone)
  await press(page, 'Kirim ulang OTP')
  await problem(page, /Kamu bisa meminta kode baru dalam \d+ detik/)
  await shop.advance(31 * second)
  await press(page, 'Kirim ulang OTP')
  await pay(page, await shop.otp(card.phone, otp))
  await expectHeading(page, 'Pembayaran Berhasil')
  await page.context().close()
})

test('an order that was not paid in time lapses, tells its buyer, and can be made again', async () => {
  const page = await shop.open({ width: 360 })
  const email = await toCardNumber(page)
  const url = page.url()
  await shop.advance(24 * hour)
  await sendOtp(page, shop.freshCard().prakerja_id)
  await expectHeading(page, 'Pesanan kedaluwarsa')
  assert.equal((await page.goto(url))?.status(), 410)
  await page.goto('/pijar/riwayat')
  await page.locator('.listing').getByText('Kedaluwarsa').waitFor()
  await page.goto(url)
  await press(page, 'Beli lagi')
  await press(page, 'Beli Sekarang')
  await expectHeading(page, 'Pilih metode pembayaran')
  await shop.message(email, /batal dengan sendirinya[\s\S]*Batal pada/)
  await page.context().close()
})

test('the last seat may go while one types: nothing is taken, and the way leads to other schedules', async () => {
  const page = await shop.open({ width: 360 })
  const card = shop.freshCard()
  await toCardNumber(page, 1)
  await sendOtp(page, card.prakerja_id)
  const otp = await shop.otp(card.phone)
  await shop.database.pool.query(
    `update seat_bucket set seats_left = 0 where schedule_id = (select schedule_id from storefront_order where order_no = $1)`,
    [orderNo(page)],
  )
  await pay(page, otp)
  await page.locator('#salah:focus').getByText('Kuota jadwal ini baru saja habis').waitFor()
  await press(page, 'Lihat jadwal lain pelatihan ini')
  await page.getByText('Semua kursi sudah terisi').waitFor()
  assert.equal(await page.getByRole('button', { name: 'Beli Sekarang' }).count(), 0)
  await page.context().close()
})

test('two tabs, the back button and a reload lead to where one really is', async () => {
  const page = await shop.open({ width: 360 })
  const card = shop.freshCard()
  await toCardNumber(page)
  const url = page.url()
  const stale = await page.context().newPage()
  await stale.goto(url)
  await sendOtp(page, card.prakerja_id)
  await expectHeading(page, 'Masukkan kode OTP')
  await sendOtp(stale, card.prakerja_id)
  await expectHeading(stale, 'Masukkan kode OTP')
  const otp = await shop.otp(card.phone)
  assert.equal((await shop.messagesTo(card.phone)).filter(({ text }) => /kode OTP/.test(text)).length, 1)

  await press(page, 'Ganti nomor kartu')
  await expectHeading(page, 'Bayar dengan Kartu Prakerja')
  await sendOtp(page, card.prakerja_id)
  await pay(page, otp)
  await expectHeading(page, 'Pembayaran Berhasil')
  const code = await transactionCode(page)
  await pay(stale, otp)
  await expectHeading(stale, 'Pembayaran Berhasil')
  assert.equal(await transactionCode(stale), code)
  await page.reload()
  assert.equal(await transactionCode(page), code)
  await page.goBack()
  await page.goto(url)
  assert.equal(await transactionCode(page), code)
  assert.equal(await debitsOf(card.prakerja_id), 1)
  await page.context().close()
})

test('a form of a code that is sent twice at once takes the money once, and both see the same receipt', async () => {
  const page = await shop.open({ width: 360 })
  const card = shop.freshCard()
  await toCardNumber(page)
  await sendOtp(page, card.prakerja_id)
  const otp = await shop.otp(card.phone)
  const csrf = (await page.locator('input[name=csrf]').first().getAttribute('value')) ?? ''
  const send = () => page.request.post(`${page.url()}/enter_otp`, { form: { csrf, otp } })
  const answers = await Promise.all([send(), send(), send()])
  const codes = await Promise.all(
    answers.map(async (answer) => (await answer.text()).match(/class="reference"[^>]*>(\w+)</)?.[1]),
  )
  assert.equal(new Set(codes).size, 1)
  assert.match(codes[0] ?? '', /^\w{12}/)
  assert.equal(await debitsOf(card.prakerja_id), 1)
  await page.context().close()
})

test('a lost session is resumed by logging in, and nobody else sees the order', async () => {
  const page = await shop.open({ width: 360 })
  const card = shop.freshCard()
  const email = await toCardNumber(page)
  await sendOtp(page, card.prakerja_id)
  const url = page.url()
  const stranger = await shop.open({ width: 360 })
  await stranger.goto('/pijar/masuk')
  await signUp(stranger)
  assert.equal((await stranger.goto(url))?.status(), 404)
  assert.equal((await stranger.goto(`${url}/struk.pdf`))?.status(), 404)

  await page.context().clearCookies()
  await page.goto(url)
  await expectHeading(page, 'Masuk')
  await logIn(page, email, 'bukan ini sandinya')
  await problem(page, 'Email atau kata sandi salah')
  await logIn(page, email)
  assert.equal(page.url(), url)
  await pay(page, await shop.otp(card.phone))
  await expectHeading(page, 'Pembayaran Berhasil')
  await page.context().close()
  await stranger.context().close()
})

test('a login leads on to our own pages only', async () => {
  const page = await shop.open({ width: 360 })
  await page.goto('/pijar/masuk')
  const email = await signUp(page)
  for (const next of [
    'https://jahat.example/',
    '//jahat.example',
    '/\\jahat.example',
    '/pijar/..//jahat.example',
    '/pijar//jahat.example',
    '/pijarpalsu',
    '/kartu',
    'javascript:alert(1)',
  ]) {
    await page.context().clearCookies()
    await page.goto(`/pijar/masuk?lanjut=${encodeURIComponent(next)}`)
    await logIn(page, email)
    assert.equal(page.url(), `${shop.url}/pijar`, next)
    // Sent back with another address than the page had.
    await shop.advance(10 * second)
  }
  await page.context().close()
})

test('what cannot be bought here says so and offers no button', async () => {
  const page = await shop.open({ width: 360 })
  await page.goto('/pijar/kursus?urut=dearest')
  await page.getByRole('link', { name: 'Rekayasa Data Lanjutan' }).click()
  await page.getByText('melebihi saldo kartu mana pun').waitFor()
  await page.goto('/pijar/kursus?urut=cheapest')
  await page.locator('article.course').filter({ hasText: 'Gratis' }).locator('a.whole').first().click()
  await page.getByText('Pelatihan gratis: ikuti langsung').waitFor()
  await page.goto(cheapCourses)
  await soldCourse(page, 2).click()
  const slug = page.url().split('/').at(-1)
  await shop.database.pool.query(
    'delete from offer where course_id = (select course_id from course where slug = $1)',
    [slug],
  )
  // Pressed on a page that was drawn before.
  await press(page, 'Beli Sekarang')
  await page.getByText('Pelatihan ini tidak dijual di sini').waitFor()
  assert.equal(await page.getByRole('button', { name: 'Beli Sekarang' }).count(), 0)
  assert.equal((await page.goto('/pijar/kursus/tidak-ada'))?.status(), 404)
  await page.context().close()
})

test('a second training waits for the end of the first', async () => {
  const page = await shop.open({ width: 360, javaScript: false })
  const card = shop.freshCard()
  await toCardNumber(page)
  await sendOtp(page, card.prakerja_id)
  await pay(page, await shop.otp(card.phone))
  const first = page.url()
  await page.goto(cheapCourses)
  await soldCourse(page, 3).click()
  await press(page, 'Beli Sekarang')
  await press(page, 'Kartu Prakerja')
  const second = page.url()
  await sendOtp(page, card.prakerja_id)
  await page.locator('#salah:focus').getByText('Kamu masih punya pelatihan yang belum selesai').waitFor()
  await press(page, 'Buka riwayat transaksi')
  await page.locator('.listing').getByText('Giliran kamu: selesaikan semua materi').waitFor()
  await page.goto(first)
  await press(page, 'Mulai Belajar')
  await press(page, 'Buka materi 1')
  await press(page, 'Tandai selesai')
  await page.getByRole('heading', { name: 'Pelatihan selesai' }).waitFor()
  await page.goto(second)
  const earlier = await shop.otp(card.phone)
  await sendOtp(page, card.prakerja_id)
  await pay(page, await shop.otp(card.phone, earlier))
  await expectHeading(page, 'Pembayaran Berhasil')
  assert.equal(await debitsOf(card.prakerja_id), 2)
  await page.context().close()
})

// The last one: it moves the clock by a month.
test('a deadline that passes while one types stops the payment and is explained', async () => {
  const page = await shop.open({ width: 360 })
  const card = shop.freshCard()
  const { rows } = await shop.database.pool.query(
    'select first_purchase_before as deadline from card where number = $1',
    [card.prakerja_id],
  )
  await shop.setClock(new Date(rows[0].deadline.getTime() - minute))
  await toCardNumber(page)
  await sendOtp(page, card.prakerja_id)
  const otp = await shop.otp(card.phone)
  await shop.advance(90 * second)
  await pay(page, otp)
  await page.locator('#salah:focus').getByText('Batas waktu memakai kartu ini sudah lewat').waitFor()
  await page.getByRole('link', { name: 'Buka halaman Kartu saya' }).waitFor()
  assert.equal(await debitsOf(card.prakerja_id), 0)
  await page.context().close()
})

/** Sixteen digits that hold together and are nobody's card. */
const someoneElses = '4111111111111111'

async function problem(page: Page, says: string | RegExp): Promise<void> {
  await page.locator('#salah').getByText(says).waitFor()
}

async function logIn(page: Page, email: string, password = 'kata sandi panjang'): Promise<void> {
  await page.getByLabel('Alamat email').fill(email)
  await page.getByLabel('Kata sandi').fill(password)
  await page.locator('main').getByRole('button', { name: 'Masuk', exact: true }).click()
}

async function transactionCode(page: Page): Promise<string> {
  return page.locator('.reference').innerText()
}

async function debitsOf(cardNumber: string): Promise<number> {
  const { rows } = await shop.database.pool.query(
    `select count(*)::int as debits from entry join card using (card_id)
     where number = $1 and debit = 'card' and kind = 'purchase'`,
    [cardNumber],
  )
  return rows[0].debits
}

function orderNo(page: Page): string {
  return page.url().match(/PIJ-\w{12}/)?.[0] ?? assert.fail(`${page.url()} is no order's page`)
}

function orderUrl(page: Page): string {
  return `/pijar/pesanan/${orderNo(page)}`
}

function slip(cardNumber: string): string {
  return cardNumber.slice(0, 15) + ((Number(cardNumber[15]) + 1) % 10)
}

function wrong(otp: string): string {
  return otp === '000000' ? '000001' : '000000'
}
