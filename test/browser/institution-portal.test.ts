import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { approveProposal, refuseProposal } from '../../src/catalogue/proposals/decide-proposal.ts'
import { machineClock, minute } from '../../src/kernel/clock.ts'
import { totpCode } from '../../src/kernel/secrets/second-factor.ts'
import { classCodeNow } from '../../src/learning/attendance/class-code.ts'
import { findInstitutionUser } from '../../src/learning/institution-portal/users.ts'
import { demoClock } from '../../src/years/demo-clock.ts'
import { allTicked } from '../a-curation.ts'
import { ana, twoPeople } from '../two-people.ts'
import { aShop, expectHeading, press } from './a-shop.ts'
import { expectGood as expectGoodPage } from './good-page.ts'

const shop = await aShop()
const { pool } = shop.database
const email = 'mitra-1@contoh.test'
const user = (await findInstitutionUser(pool, { email }))!
await twoPeople(pool)
const operator = ana
const ctx = { db: pool, clock: machineClock, secrets: shop.secrets }

/** Axe must not look while a button is changing its colour. */
async function expectGood(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await expectGoodPage(page)
}

const screens = [
  { width: 360, javaScript: false },
  { width: 1280, javaScript: true },
] as const

/** Enters by the demo's button. */
async function entered(screen: (typeof screens)[number]): Promise<Page> {
  const page = await shop.open(screen)
  await page.goto('/dev/mitra')
  await press(page, `Masuk sebagai ${user.institution}`)
  await expectHeading(page, user.institution)
  return page
}

async function good(page: Page, { javaScript }: (typeof screens)[number]): Promise<void> {
  // Axe is a script itself.
  if (javaScript) await expectGood(page)
  else {
    const wide = await page
      .locator('html')
      .evaluate((html) => html.scrollWidth > html.clientWidth)
      .catch(() => false)
    assert.equal(wide, false, `${page.url()} is wider than its window`)
  }
}

test('somebody who is invited sets both factors, logs in with them, and logs out', async () => {
  const page = await shop.open({ width: 360, javaScript: true })
  const { text } = await shop.message(email, /undangan/i)
  const link = /\/mitra\/undangan\/[A-Z0-9]{32}/.exec(text)?.[0] ?? assert.fail('no link')
  await page.goto(link)
  await expectGood(page)
  const secret = (await page.locator('p.small code').textContent())!.replace(/\s/g, '')
  await page.getByLabel('Kata sandi baru').fill('pendek')
  await page.getByLabel('Kode dari aplikasi').fill('12')
  await press(page, 'Simpan')
  await page.getByRole('alert').waitFor()
  await page.getByLabel('Kata sandi baru').fill('sandi yang panjang')
  await page.getByLabel('Kode dari aplikasi').fill(totpCode(secret, new Date(Date.now() - 30_000)))
  await press(page, 'Simpan')
  await expectHeading(page, 'Simpan kode pemulihan ini')
  const recovery = await page.locator('main li code').first().textContent()
  // They stay until they are kept: a phone that reloads the page loses none.
  await page.reload()
  assert.equal(await page.locator('main li code').first().textContent(), recovery)
  await page.goto(link)
  await expectHeading(page, 'Tautan ini tidak bisa dipakai')
  await page.goto('/mitra/masuk')
  await expectGood(page)
  for (const [password, code, heading] of [
    ['salah sekali ini', totpCode(secret, new Date()), 'Masuk ke laman mitra'],
    ['sandi yang panjang', recovery!, user.institution],
  ] as const) {
    await page.getByLabel('Email').fill(email)
    await page.getByLabel('Kata sandi').fill(password)
    await page.getByLabel('Kode autentikator').fill(code)
    await press(page, 'Masuk')
    await expectHeading(page, heading)
  }
  await press(page, 'Keluar')
  await page.goto('/mitra/jadwal')
  await expectHeading(page, 'Masuk ke laman mitra')
})

/** Brings a picture for a course on its page of pictures, sees it in a storefront, and has its words changed. */
async function showsItsPicture(page: Page, screen: (typeof screens)[number], title: string): Promise<void> {
  await good(page, screen)
  const bring = async (name: string, buffer: Buffer) => {
    await page.getByLabel('Berkas gambar').setInputFiles({ name, mimeType: 'image/jpeg', buffer })
    await page.getByRole('textbox', { name: 'Keterangan gambar' }).fill('Syal merah di atas meja')
    await press(page, 'Pasang gambar')
  }
  await bring('syal.jpg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="900" height="500"/>'))
  await page.getByRole('link', { name: /bukan JPEG, PNG, WebP, atau AVIF/ }).waitFor()
  await good(page, screen)
  const background = screen.javaScript ? '#a03030' : '#3030a0'
  const create = { width: 1200, height: 800, channels: 3, background } as const
  await bring('syal.svg', await sharp({ create }).jpeg().toBuffer())
  await page.getByText('Sudah tersimpan').waitFor()
  await page.getByText('Di kartu: Syal merah di atas meja').waitFor()
  await good(page, screen)
  await page.goto(`/pijar/kursus?cari=${encodeURIComponent(title)}`)
  const onCard = page.getByRole('img', { name: 'Syal merah di atas meja' }).first()
  await onCard.waitFor()
  await good(page, screen)
  const src = (await onCard.getAttribute('src')) ?? assert.fail('no address')
  const file = await page.request.get(src)
  assert.match(file.headers()['cache-control'] ?? '', /^public, max-age=31536000, immutable$/)
  assert.equal(file.headers()['x-content-type-options'], 'nosniff')
  assert.equal(file.headers()['set-cookie'], undefined)
  const again = await page.request.get(src, { headers: { 'if-none-match': file.headers().etag ?? '' } })
  assert.equal(again.status(), 304)
  assert.equal((await page.request.get(src.replace(/[0-9a-f]{32}/, 'f'.repeat(32)))).status(), 404)
  await page.getByRole('link', { name: title }).first().click()
  const onPage = page.getByRole('img', { name: 'Syal merah di atas meja' })
  await onPage.waitFor()
  if (screen.javaScript)
    assert.deepEqual(
      await onPage.evaluate((image) =>
        ['naturalWidth', 'naturalHeight'].map((side) => Reflect.get(image, side)),
      ),
      [800, 450],
    )
  await good(page, screen)
}

for (const screen of screens) {
  test(`an institution redeems, grades, reports and reads what is due at ${screen.width} px`, async () => {
    const page = await entered(screen)
    await good(page, screen)
    const { rows } = await pool.query(
      `select card_id, purchase_id, redeem_code from purchase join course using (course_id)
       where institution_id = $1 and purchase.status = 'paid' and redeemed_at is null and finished_at is null
         and learning_method = 'self_paced' limit 1`,
      [user.institutionId],
    )
    const { card_id, purchase_id, redeem_code } = rows[0]
    await page.goto('/mitra/tukar')
    await good(page, screen)
    await page.getByLabel('Kode voucher atau kode redeem').fill(redeem_code)
    await press(page, 'Tukarkan')
    await page.getByText('Kode ditukarkan').waitFor()
    const csv = Buffer.from(`kode\n${redeem_code}\nSALAHSALAH12\n`)
    await page.getByLabel('Berkas CSV').setInputFiles({ name: 'kode.csv', mimeType: 'text/csv', buffer: csv })
    await press(page, 'Kirim berkas')
    await expectHeading(page, 'Laporan penukaran')
    await page.getByText('sudah ditukar').waitFor()
    await page.getByText('tidak dikenali').waitFor()
    await good(page, screen)

    await page.goto(`/mitra/peserta/${card_id}-${purchase_id}`)
    await good(page, screen)
    await page.getByLabel('Nilai', { exact: true }).fill('x'.repeat(30))
    await press(page, 'Simpan nilai')
    await page.getByRole('alert').waitFor()
    await page.getByLabel('Nilai', { exact: true }).fill('85')
    await press(page, 'Simpan nilai')
    await page.getByText('Sudah tersimpan').waitFor()
    await page.getByLabel('Keterangan').fill('Nilai ujian 85')
    await press(page, 'Laporkan selesai')
    await page.getByRole('link', { name: 'Pilih jenis buktinya' }).waitFor()
    await page.getByLabel('Hasil ujian').check()
    await press(page, 'Laporkan selesai')
    await page.getByRole('link', { name: 'Isi tautan bukti' }).waitFor()
    await good(page, screen)
    const list = Buffer.from('%PDF-1.7 nilai')
    await page
      .getByLabel('Atau berkas bukti')
      .setInputFiles({ name: 'nilai.pdf', mimeType: 'application/pdf', buffer: list })
    await press(page, 'Laporkan selesai')
    await page.getByText('Nilai ujian 85').waitFor()
    await page.getByText('Dilaporkan selesai, belum berlaku').waitFor()
    await page.getByText('Giliran program: memeriksa laporan ini').waitFor()
    await good(page, screen)
    const evidence = await page.getByRole('link', { name: 'unduh berkas bukti' }).getAttribute('href')
    const file = await page.request.get(evidence!)
    assert.equal(file.headers()['content-disposition']?.startsWith('attachment'), true)
    assert.deepEqual(await file.body(), list)
    await page.goto('/mitra/pembayaran')
    await page.getByText('ditahan: baru dilaporkan lembaga').first().waitFor()
    for (const place of ['/mitra/jadwal', '/mitra/ulasan', '/mitra/pembayaran']) {
      await page.goto(place)
      await good(page, screen)
    }
    await page.getByText('(hak lembaga)').first().waitFor()
  })

  test(`a course and a schedule are proposed, refused, changed and approved at ${screen.width} px`, async () => {
    const page = await entered(screen)
    const title = `Merajut ${screen.width}`
    await page.goto('/mitra/pelatihan/baru')
    await good(page, screen)
    await page.getByLabel('Judul').fill(title)
    await page.getByLabel('Kategori').fill('Kerajinan')
    await press(page, 'Simpan rancangan')
    await page.getByRole('alert').waitFor()
    await page.getByLabel('Harga (rupiah)').fill('200000')
    await page.getByLabel('Deskripsi').fill('Dari simpul pertama sampai syal pertama.')
    await page.getByLabel('Tingkat').selectOption({ label: 'Pemula' })
    await page.getByLabel('Yang bisa dilakukan peserta sesudahnya').fill('Merajut syal')
    await page.getByLabel('Silabus').fill('Simpul (40 menit)\nSyal (2 jam)')
    await press(page, 'Simpan rancangan')
    await expectHeading(page, title)
    const draftId = /K\d+/.exec(page.url())?.[0] ?? assert.fail('no draft')
    await press(page, 'Ajukan ke pengelola program')
    await page.getByText('Menunggu keputusan').waitFor()
    assert.ok((await refuseProposal(ctx, draftId, { ...allTicked, reason: 'Terlalu mahal' }, operator)).ok)
    await page.reload()
    await page.getByText('Terlalu mahal').waitFor()
    await good(page, screen)
    await press(page, 'Ubah rancangan')
    await page.getByLabel('Harga (rupiah)').fill('150000')
    await press(page, 'Simpan rancangan')
    await press(page, 'Ajukan ke pengelola program')
    const approved = await approveProposal(ctx, draftId, allTicked, operator)
    assert.ok(approved.ok)
    await page.reload()
    await page.getByText('Disetujui').waitFor()
    await page.getByText('Merajut syal').waitFor()
    await page.goto(`/mitra/pelatihan/ubah/${approved.value.courseCode}`)
    assert.equal(await page.getByLabel('Silabus').inputValue(), 'Simpul (40 menit)\nSyal (120 menit)')
    await press(page, 'Pasang gambar sendiri')
    await showsItsPicture(page, screen, title)
    await page.goto('/mitra/pelatihan')
    await good(page, screen)
    await page.goto('/mitra/pelatihan/jadwal')
    await page.getByLabel('Pelatihan', { exact: true }).selectOption({ label: title })
    await page.getByLabel('Mulai (WIB)').fill('2027-01-05T09:00')
    await page.getByLabel('Selesai (WIB)').fill('2027-01-05T12:00')
    await page.getByLabel('Kursi').fill('25')
    await page.getByLabel('Nama tempat').fill('Balai Warga')
    await page.getByLabel('Kota atau kabupaten').fill('Kota Antah')
    await press(page, 'Simpan rancangan')
    await page.getByText('Kota atau kabupaten ini tidak dikenal.').first().waitFor()
    await page.getByLabel('Kota atau kabupaten').fill('kab. sleman')
    await good(page, screen)
    await press(page, 'Simpan rancangan')
    await press(page, 'Ajukan ke pengelola program')
    await page.getByText('Menunggu keputusan').waitFor()
    await page.getByText('Kabupaten Sleman').waitFor()
    // a date that there is not is asked for again, not taken for another one
    const blank = await page.request.get('/mitra/pelatihan/jadwal').then((answer) => answer.text())
    const answer = await page.request.post('/mitra/pelatihan/jadwal', {
      form: {
        csrf: /name="csrf" value="([^"]+)"/.exec(blank)![1]!,
        course: /<option value="([^"]+)"/.exec(blank)![1]!,
        startsAt: '2027-02-31T09:00',
        endsAt: '2027-03-01T12:00',
        quota: '5',
      },
      headers: { origin: shop.url },
    })
    assert.equal(answer.status(), 422)
    assert.match(await answer.text(), /Mulai \(WIB\) bukan tanggal yang benar/)
  })
}

test('a participant scans the screen of the class, logs in, and is present after one button; a picture passed on is worth nothing', async () => {
  const { rows } = await pool.query(
    `select card_id, purchase_id, purchase.schedule_id, holder_phone from purchase
     join course using (course_id) join card using (card_id) join schedule using (schedule_id)
     where institution_id = $1 and purchase.status = 'paid' and learning_method = 'webinar' limit 1`,
    [user.institutionId],
  )
  const { schedule_id: scheduleId, holder_phone: phone } = rows[0]
  await pool.query(
    `update schedule set starts_at = now() - interval '1 hour', ends_at = now() + interval '3 hours' where schedule_id = $1`,
    [scheduleId],
  )
  const wall = await entered(screens[1])
  await wall.goto(`/mitra/jadwal/${scheduleId}`)
  await expectGood(wall)
  await wall.getByLabel('Sesi ke-').fill('7')
  await press(wall, 'Tampilkan')
  await expectHeading(wall, 'Kehadiran sesi 7')
  await expectGood(wall)
  await wall.getByText('Hadir: 0').waitFor()

  const clock = await demoClock(pool)
  const of = { institutionId: user.institutionId, scheduleId, sequence: 7 }
  const { code } = classCodeNow({ secrets: shop.secrets, clock }, of)
  const page = await shop.open({ width: 360, javaScript: false })
  await page.goto(`/hadir/${scheduleId}/7/${code}`)
  assert.match(page.url(), new RegExp(`/hadir/${scheduleId}/7$`), 'the code stays in no address')
  await press(page, 'Masuk')
  await page.getByLabel(/email/i).fill(phone)
  await press(page, 'Kirim kode')
  const { text } = await shop.message(phone, /masuk/i)
  await page.getByLabel(/kode/i).first().fill(/\d{6}/.exec(text)![0])
  await press(page, 'Masuk')
  await press(page, 'Saya hadir')
  await expectHeading(page, 'Kehadiran tercatat')
  await wall.reload()
  await wall.getByText('Hadir: 1').waitFor()

  const friend = await shop.open({ width: 360, javaScript: true })
  await friend.goto(`/hadir/${scheduleId}/7`)
  await expectHeading(friend, 'Kehadiran tidak bisa dicatat')
  await expectGood(friend)
  await shop.advance(minute)
  await friend.goto(`/hadir/${scheduleId}/7/${code}`)
  await friend.getByText('Kode ini sudah berganti').waitFor()
})
