import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { day, minute } from '../../src/kernel/clock.ts'
import { formatRupiah } from '../../src/kernel/rupiah.ts'
import { remindOfReviews } from '../../src/learning/reviews/remind-of-reviews.ts'
import { demoClock } from '../../src/years/demo-clock.ts'
import { listYears } from '../../src/years/years.ts'
import { voucherBuyer } from './a-bought-voucher.ts'
import { aShop, pay, press, sendOtp, toCardNumber } from './a-shop.ts'
import { expectAccessible } from './accessibility.ts'
import { expectGood, expectQuick } from './good-page.ts'

const shop = await aShop()
const { pool } = shop.database
const clock = await demoClock(pool)

async function logIn(page: Page, phone: string, ...earlier: string[]): Promise<string> {
  await page.goto('/masuk?lanjut=%2Fkartu')
  await page.getByLabel('Email atau nomor HP').fill(phone)
  await press(page, 'Kirim kode')
  const otp = await shop.logInCode(phone, ...earlier)
  await page.getByLabel('Kode OTP').fill(otp)
  await press(page, 'Masuk')
  await page.getByRole('heading', { name: 'Kartu saya' }).waitFor()
  return otp
}

async function expectNext(page: Page, says: RegExp): Promise<void> {
  await page.goto('/kartu')
  const next = page.getByRole('region', { name: 'Langkah berikutnya' })
  assert.match((await next.textContent()) ?? '', says)
  assert.ok((await next.getByRole('link').count()) <= 1, 'one thing, and one way to it')
  await expectGood(page)
}

test('a newcomer learns in five clicks whether, when, what, how, and what happens to who is late', async () => {
  for (const width of [360, 1280] as const) {
    const page = await shop.open({ width, javaScript: true })
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.goto('/program')
    await expectGood(page)
    assert.equal(await page.locator('main a.button:not(.second)').count(), 1, 'one thing to do first')

    const inForce = (await listYears(pool)).at(-1)!
    const { grantRupiah, firstPurchaseWithinDays, ageMin } = inForce.rules
    await press(page, 'Cek dulu: boleh ikut?')
    await expectGood(page)
    await press(page, 'Cek')
    await page.getByRole('alert').waitFor()
    await answer(page, { born: '21-07-1998', studies: 'Tidak', card: 'Belum pernah' })
    await page.getByRole('heading', { name: 'Dari jawaban Anda: boleh ikut' }).waitFor()
    await expectGood(page)

    await press(page, 'Kapan?')
    await page
      .getByText(/Gelombang \d+/)
      .first()
      .waitFor()
    await expectGood(page)
    await press(page, 'Dapat apa?')
    await page.getByText(formatRupiah(grantRupiah)).first().waitFor()
    await expectGood(page)
    await press(page, 'Cara membeli')
    await page.getByRole('heading', { name: 'Cara membeli di Tokopedia' }).waitFor()
    await expectGood(page)
    await press(page, 'Bila terlewat?')
    await page.getByText(`${firstPurchaseWithinDays} hari setelah`).waitFor()
    await page.getByText('seluruh saldo kembali ke kas negara').waitFor()
    await expectGood(page)

    await page.goto('/cek-dulu?lang=en')
    await page.goto('/cek-dulu?lang=id')
    await answer(page, {
      born: String(new Date().getFullYear() - ageMin + 2),
      studies: 'Ya',
      card: 'Pernah, lalu dicabut',
    })
    await page.getByRole('heading', { name: 'Dari jawaban Anda: belum bisa ikut' }).waitFor()
    for (const reason of [
      'di bawah batas program',
      'masih sekolah atau kuliah belum bisa',
      'sebelumnya dicabut',
    ])
      await page.getByText(reason).waitFor()
    await page.context().close()
  }
})

/** Answers all questions of "Cek dulu", those that are not named so that they stand in nobody's way. */
async function answer(page: Page, said: { born: string; studies: string; card: string }): Promise<void> {
  await page.getByLabel('Tanggal atau tahun lahir').fill(said.born)
  const of = (question: RegExp, label: string) =>
    page.getByRole('group', { name: question }).getByLabel(label, { exact: true }).check()
  await of(/punya NIK/, 'Ya')
  await of(/sekolah atau kuliah/, said.studies)
  await of(/Pernah menerima/, said.card)
  await page.getByLabel('Pekerjaan Anda sekarang').selectOption('Petani')
  await page.getByLabel('Berapa orang lain').selectOption('Tidak ada')
  await press(page, 'Cek')
}

test('the front page and what it leads to are light and quick', async () => {
  const page = await shop.open({ width: 360, javaScript: true })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  for (const path of ['/angka', '/bantuan', '/pengumuman', '/hubungi-kami']) {
    await page.goto(path)
    await expectGood(page)
  }
  for (const path of ['/program', '/cek-dulu', '/jadwal', '/angka', '/tanya-jawab'])
    await expectQuick(page, path)
})

test('what is the same for all may be kept on the way for some seconds, and nothing else', async () => {
  const ask = (path: string, headers: Record<string, string> = {}) => fetch(shop.url + path, { headers })
  for (const path of ['/program', '/jadwal', '/tanya-jawab', '/pengumuman']) {
    const first = await ask(path)
    assert.equal(first.headers.get('cache-control'), 'public, max-age=10', path)
    assert.match(first.headers.get('vary') ?? '', /Cookie/)
    assert.doesNotMatch(await first.text(), /name="csrf"/)
    const again = await ask(path, { 'if-none-match': first.headers.get('etag') ?? '' })
    assert.equal(again.status, 304)
    assert.equal(again.headers.get('cache-control'), 'public, max-age=10')
  }
  for (const path of ['/hubungi-kami', '/cek-dulu?lahir=1990', '/jadwal?lang=en', '/kartu', '/tidak-ada'])
    assert.match((await ask(path)).headers.get('cache-control') ?? '', /private|no-store/, path)
  const page = await shop.open({ width: 360 })
  await logIn(page, shop.freshCard().phone)
  const own = await page.goto('/jadwal')
  assert.equal(own?.headers()['cache-control'], 'private, no-store')
})

test('what a storefront shows strangers is theirs alone, in each language, and is asked for again only when it has changed', async () => {
  const ask = (path: string, headers: Record<string, string> = {}) => fetch(shop.url + path, { headers })
  const read = async (path: string, cookie = '') => (await ask(path, { cookie })).text()
  const tags = new Set<string | null>()
  for (const path of ['/pijar', '/pijar/kursus', '/tokopedia', '/tokopedia/kursus'])
    for (const cookie of ['bahasa=id', 'bahasa=en']) {
      const first = await ask(path, { cookie })
      const html = await first.text()
      const site = path.split('/')[1]
      assert.match(html, new RegExp(`^<!DOCTYPE html><html lang="${cookie.slice(-2)}" data-site="${site}"`))
      assert.equal(first.headers.get('cache-control'), 'private, no-cache')
      const tag = first.headers.get('etag')
      tags.add(tag)
      assert.equal((await ask(path, { cookie, 'if-none-match': tag ?? '' })).status, 304)
      assert.equal(await read(path, cookie), html)
    }
  assert.equal(tags.size, 8)
  const [course = ''] = /\/pijar\/kursus\/[\w-]+/.exec(await read('/pijar/kursus')) ?? []
  const tokens = await Promise.all(
    [1, 2, 3].map(async () => {
      const answer = await ask(course)
      const token = /name="csrf" value="([\w-]{86})"/.exec(await answer.text())?.[1]
      return `${token} ${answer.headers.get('set-cookie')?.split(';')[0]}`
    }),
  )
  assert.equal(new Set(tokens).size, 3)
  assert.ok(tokens.every((one) => /^[\w-]{86} bekal_pijar=/.test(one)))
})

/** Somebody of the demo's staff. */
async function staff(name: string): Promise<Page> {
  const page = await shop.open({ width: 1280 })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto('/dev/konsol')
  await page.getByRole('button', { name }).click()
  await page.getByRole('heading', { name: 'Menunggu Anda' }).waitFor()
  return page
}

test('what is asked often is found, what is not is asked without an account, and its answer comes by the way that was named', async () => {
  const page = await shop.open({ width: 360, javaScript: true })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto('/bantuan')
  await press(page, 'Cari di tanya jawab')
  await expectGood(page)
  await page.getByLabel('Cari jawaban').fill('otp tidak masuk')
  await press(page, 'Cari')
  await page.getByRole('link', { name: 'SMS berisi OTP tidak datang. Bagaimana?' }).click()
  await page.getByText(/Tunggu \d+ detik, lalu tekan kirim ulang/).waitFor()
  await expectGood(page)
  await page.goto('/tanya-jawab?lang=en')
  await page.goto('/tanya-jawab?lang=id&q=kuda+terbang+xyzzy')
  await page.getByRole('heading', { name: 'Belum ada jawaban untuk' }).waitFor()
  await expectGood(page)
  await page.locator('.empty').getByRole('link', { name: 'Tanyakan kepada kami' }).click()
  await expectGood(page)
  await press(page, 'Kirim pertanyaan')
  await page.getByRole('alert').waitFor()
  await page.getByLabel('Tentang apa?').selectOption('Lainnya')
  await page
    .getByLabel('Pertanyaan', { exact: true })
    .fill('Apakah kartu saya 1234567890123452 bisa dipakai ibu saya?')
  await page.getByLabel('Email atau nomor HP').fill('bukan nomor')
  await press(page, 'Kirim pertanyaan')
  await page.getByRole('link', { name: /Tulis email, atau nomor HP Indonesia/ }).waitFor()
  const email = 'penanya@contoh.id'
  await page.getByLabel('Email atau nomor HP').fill(email)
  await press(page, 'Kirim pertanyaan')
  await page.getByRole('heading', { name: 'Pertanyaan Anda' }).waitFor()
  await page.getByText('Menunggu jawaban').waitFor()
  await expectGood(page)

  const dewi = await staff('Dewi')
  await dewi.goto('/konsol/kasus?jenis=inquiry')
  await dewi.locator('main tbody a').first().click()
  await dewi.getByText('************3452').waitFor()
  assert.doesNotMatch(await dewi.content(), /penanya@|1234567890123452/)
  await dewi
    .getByLabel('Jawaban', { exact: true })
    .fill('Tidak. Kartu hanya untuk pemiliknya, dan OTP datang ke HP Anda.')
  await expectGood(dewi)
  await press(dewi, 'Kirim jawaban')
  await dewi.getByText('Dijawab. Kabarnya dikirim kepada yang bertanya.').waitFor()
  const told = await shop.message(email, /sudah dijawab/)
  await page.goto(/https?:\/\/\S+(\/hubungi-kami\/\S+)/.exec(told.text)?.[1] ?? assert.fail(told.text))
  await page.getByText('Kartu hanya untuk pemiliknya').waitFor()
  await expectGood(page)
  const wrong = await page.goto(`${page.url().slice(0, -22)}${'A'.repeat(22)}`)
  assert.equal(wrong?.status(), 404)
})

test('the staff writes what everybody reads, for a time that the clock keeps, and takes it back', async () => {
  const ani = await staff('Ani')
  await ani.goto('/konsol/pengumuman')
  await expectGood(ani)
  const title = 'Toko tutup sebentar <b>'
  await ani.getByLabel('Judul, bahasa Indonesia').fill(title)
  await ani
    .getByLabel('Isi, bahasa Indonesia')
    .fill('Lihat [jadwal](/jadwal). <script>alert(1)</script> **Tenang.**')
  await ani.getByLabel('Judul, bahasa Inggris').fill('A shop is closed')
  await ani.getByLabel('Isi, bahasa Inggris').fill('See the [calendar](/jadwal) of waves.')
  await ani.getByLabel('Tampilkan di beranda yang masuk').check()
  await press(ani, 'Rencanakan')
  await ani.getByText('Disimpan. Pengumuman tampil menurut jamnya.').waitFor()
  await expectGood(ani)
  await ani.getByRole('link', { name: 'Lihat di halaman umum' }).click()
  await ani.locator('main strong', { hasText: 'Tenang.' }).waitFor()
  assert.equal(await ani.locator('main script').count(), 0)
  assert.match((await ani.locator('main').textContent()) ?? '', /<script>alert/)

  const page = await shop.open({ width: 360 })
  await page.goto('/program')
  await page.getByRole('heading', { name: title }).waitFor()
  await logIn(page, shop.freshCard().phone)
  await page.getByRole('heading', { name: title }).waitFor()
  await ani.goto('/konsol/pengumuman')
  await ani.getByRole('link', { name: title }).click()
  await press(ani, 'Tarik kembali')
  await ani.getByText('Ditarik kembali.').waitFor()
  // The memory of a process is a second old at most.
  await page.waitForTimeout(1100)
  await page.goto('/kartu')
  assert.equal(await page.getByRole('heading', { name: title }).count(), 0)

  await ani.goto('/konsol/tanya-jawab')
  await ani.getByRole('link', { name: 'Siapa yang boleh ikut?' }).click()
  await expectGood(ani)
  await ani.getByLabel('Pertanyaan, bahasa Indonesia').fill('Siapa saja yang boleh ikut program ini?')
  await press(ani, 'Simpan')
  await ani.getByText('Halaman umumnya ikut dalam dua detik').waitFor()
  await page.waitForTimeout(1100)
  await page.goto('/tanya-jawab')
  await page.getByText('Siapa saja yang boleh ikut program ini?').waitFor()
})

test('the home of a holder says the one thing to do, from the first purchase to the incentive, and keeps what news is wanted', async () => {
  const card = shop.freshCard()
  const page = await shop.open({ width: 360, javaScript: true })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const first = await logIn(page, card.phone)
  await expectNext(page, /Pilih pelatihan pertama Anda/)
  const old = await page.goto('/beranda')
  assert.equal(new URL(old!.url()).pathname, '/kartu', 'an old link leads on')

  await press(page, 'Pesan yang Anda terima')
  await page.getByText('Kode OTP: tanpa kode Anda tidak bisa membayar').waitFor()
  await expectGood(page)
  const review = page.getByRole('group', { name: 'Pengingat menulis ulasan' })
  await review.getByLabel('SMS').uncheck()
  await page.getByLabel('English').check()
  await press(page, 'Simpan pilihan')
  await page.getByText('Pilihan disimpan').waitFor()
  assert.ok(!(await review.getByLabel('SMS').isChecked()) && (await review.getByLabel('Email').isChecked()))
  await page.goto('/pesan-saya')
  assert.equal(await page.getByRole('checkbox').count(), 8, 'nothing that must be told can be switched off')

  const bought = await shop.open({ width: 360, javaScript: true })
  await toCardNumber(bought)
  await sendOtp(bought, card.prakerja_id)
  await expectNext(page, /Masukkan OTP di Pijar Mahir untuk menyelesaikan pembayaran, paling lambat .*WIB/)
  await pay(bought, await shop.otp(card.phone))
  await bought.locator('.confirmation').waitFor()
  const orderNo = bought.url().split('/').at(-1) ?? ''
  await expectNext(page, /Selesaikan “.*” yang Anda beli di Pijar Mahir/)

  await bought.goto(`/pijar/belajar/${orderNo}`)
  for (let n = 1; await bought.getByRole('link', { name: `Buka materi ${n}` }).isVisible(); n++) {
    await press(bought, `Buka materi ${n}`)
    await press(bought, 'Tandai selesai')
  }
  await bought.getByRole('heading', { name: 'Pelatihan selesai' }).waitFor()
  assert.deepEqual(await primary(bought), ['Tulis ulasan'])
  await shop.message(card.phone, /^BEKAL: well done, the training .* is finished/)
  const { rows } = await pool.query(
    `select holder_email from storefront_order join card using (card_id) where order_no = $1`,
    [orderNo],
  )
  const email: string = rows[0].holder_email
  await shop.message(email, /Choose the messages that you get: http.*\/pesan-saya$/)

  await expectNext(page, /Tulis ulasan “.*”: insentif dan pembelian berikutnya menunggu/)
  await shop.advance(8 * day)
  await clock.refresh()
  // The job of the timetable comes each minute; nobody waits for it here.
  await remindOfReviews({ db: pool, clock })
  await shop.message(email, /Write the review of your training/)
  assert.ok(!(await shop.messagesTo(card.phone)).some(({ text }) => /write its review/i.test(text)))
  await logIn(page, card.phone, first)
  await press(page, 'Tulis ulasan di Pijar Mahir')
  assert.equal(new URL(page.url()).pathname.split('/')[1], 'pijar')

  await bought.goto(`/pijar/pesanan/${orderNo}/ulasan`)
  if (new URL(bought.url()).pathname.includes('masuk')) assert.fail('the session at the storefront ended')
  await bought.getByLabel(/^5 bintang/).check()
  await bought.getByLabel('Ulasan', { exact: true }).fill('Materinya jelas dan tugasnya berguna.')
  await press(bought, 'Kirim ulasan')
  await bought.getByRole('heading', { name: 'Terima kasih, ulasanmu sudah tersimpan' }).waitFor()
  await shop.message(card.phone, /^BEKAL: your incentive of Rp600\.000 is due/)
  await expectNext(page, /Insentif Rp600\.000 menunggu rekening Anda/)
  assert.deepEqual(await primary(page), ['Tambahkan rekening atau dompet elektronik'])
  await page.getByText('tersimpan di HP ini').waitFor()
  await page.context().setOffline(true)
  await page.goto('/kartu')
  await page.getByText('Nomor sertifikat').waitFor()
  await page.context().setOffline(false)
  for (const address of [`/pijar/belajar/${orderNo}`, `/pijar/pesanan/${orderNo}`]) {
    await bought.goto(address)
    assert.deepEqual(await primary(bought), ['Lihat insentifmu'], 'reviewed, then the incentive')
  }
})

/** What the page would have done first. */
function primary(page: Page): Promise<string[]> {
  return page.locator('main a.button:not(.second), main button.button:not(.second)').allInnerTexts()
}

test('a phone keeps a copy of the card without network until its holder logs out, and shows it to nobody else', async () => {
  const voucher = await voucherBuyer(shop)()
  const { rows } = await pool.query(
    `select holder_phone as phone, holder_name as name, purchase_id as id, transaction_code as transaction
     from purchase join card using (card_id) where voucher_code = $1`,
    [voucher.code],
  )
  const [one] = rows
  const other = shop.freshCard()
  const page = await shop.open({ width: 360, javaScript: true })
  const context = page.context()
  await page.emulateMedia({ reducedMotion: 'reduce' })
  const keepsAnything = () => page.evaluate<boolean>('caches.keys().then((names) => names.length > 0)')
  const kept = () => page.getByText('tersimpan di HP ini').waitFor()
  const offline = async (see: () => Promise<unknown>) => {
    await context.setOffline(true)
    await see()
    await context.setOffline(false)
  }

  const codes: string[] = []
  const logInAs = async (who: Page, { phone }: { phone: string }) => {
    codes.push(await logIn(who, phone, ...codes))
  }

  await logInAs(page, one)
  await kept()
  await expectNext(page, new RegExp(`Tukarkan kode voucher “.*” di ${voucher.institution.name}`))
  await expectGood(page)
  await offline(async () => {
    await page.goto('/kartu')
    await page.getByText('untuk dibaca tanpa jaringan').waitFor()
    for (const said of [
      voucher.code,
      one.transaction,
      voucher.course.title,
      'Beli pelatihan|Pakai sisa saldo',
    ])
      await page.getByText(new RegExp(said)).first().waitFor()
    assert.equal(await page.locator('form, input').count(), 0, 'nothing that is sent, and no token')
    await page.goto(`/kartu/pembelian/${one.id}`)
    assert.match(page.url(), new RegExp(`/kartu/salinan#p-${one.id}$`))
    await expectAccessible(page)
    for (const elsewhere of ['/kartu/tolak', '/data-saya', '/pijar', '/masuk'])
      await assert.rejects(page.goto(elsewhere), `${elsewhere} is not kept`)
  })
  await page.goto('/kartu')
  const names = await page.evaluate<string[]>(
    `caches.keys().then(async (names) => (await Promise.all(names.map(async (name) => (await caches.open(name)).keys())))
      .flat().map(({ url }) => new URL(url).pathname))`,
  )
  assert.deepEqual(names, ['/kartu/salinan'])
  for (const address of ['/kartu/salinan', `/kartu/pembelian/${one.id}`]) {
    await page.goto(address)
    await expectGood(page)
  }

  await page.goto('/kartu')
  await press(page, 'Keluar')
  assert.ok(!(await keepsAnything()), 'the log-out deletes it')
  await offline(() => assert.rejects(page.goto('/kartu')))

  // Codes are not sent one after the other.
  await shop.advance(10 * minute)
  await logInAs(page, one)
  await kept()
  // The first leaves without logging out, and their session ends; the second logs in on the same phone.
  await context.clearCookies()
  await logInAs(page, other)
  await kept()
  await offline(async () => {
    await page.goto('/kartu')
    await page.getByText(other.name).waitFor()
    assert.equal(await page.getByText(one.name).count(), 0)
    assert.equal(await page.getByText(voucher.code).count(), 0)
  })
  await shop.advance(day)
  await page.goto('/kartu')
  assert.ok(!(await keepsAnything()), 'it ends with the session')
  await context.close()

  const plain = await shop.open({ width: 360, javaScript: false })
  await logInAs(plain, other)
  await press(plain, 'Salinan untuk dibaca tanpa jaringan atau dicetak')
  await plain.getByRole('heading', { name: 'Salinan kartu saya' }).waitFor()
  assert.equal(await plain.getByText('tersimpan di HP ini').count(), 0)
  await plain.context().close()

  // What a worker hands on cannot be weighed.
  const light = await shop.open({ width: 360 })
  await light
    .context()
    .addInitScript("Object.defineProperty(navigator, 'serviceWorker', { value: undefined })")
  await logInAs(light, one)
  for (const address of ['/kartu', '/kartu/salinan', `/kartu/pembelian/${one.id}`])
    await expectQuick(light, address)

  const answer = await fetch(`${shop.url}/kartu/aplikasi.webmanifest`)
  const manifest = (await answer.json()) as { icons: { src: string; type: string }[] }
  for (const { src, type } of manifest.icons) {
    const icon = await fetch(shop.url + src)
    assert.equal(icon.headers.get('content-type'), type)
  }
  const worker = await fetch(`${shop.url}/kartu/pekerja.js`)
  assert.ok((await worker.text()).length <= 4096)
  assert.match(
    (await fetch(`${shop.url}/pijar`)).headers.get('content-security-policy')!,
    /worker-src 'none'/,
  )
})
