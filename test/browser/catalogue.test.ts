import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Page } from 'playwright-core'
import { importCourses } from '../../src/catalogue/import-courses.ts'
import { findProposal } from '../../src/catalogue/proposals/proposals.ts'
import { proposeCourse, submitProposal } from '../../src/catalogue/proposals/write-proposal.ts'
import { findInstitutionUser } from '../../src/learning/institution-portal/users.ts'
import { countRecords } from '../../src/learning/records/count-records.ts'
import { journeys } from '../../src/storefronts/journeys.ts'
import { demoClock } from '../../src/years/demo-clock.ts'
import { aShop, expectHeading, press } from './a-shop.ts'
import { expectAccessible, expectNoSidewaysScroll } from './accessibility.ts'

const shop = await aShop()
const { pool } = shop.database
const ctx = { db: pool, clock: await demoClock(pool), secrets: shop.secrets }
const by = { actor: 'institution-user:1', requestId: 'r' }
const mine = (await findInstitutionUser(pool, { email: 'mitra-1@contoh.test' }))!
const points = [/Judul dan deskripsi/, /Harga sewajarnya/, /Jadwal dan tempat/, /Pengajarnya/]
const others = [/Peserta tidak diminta/, /Sertifikat disebut/]

/** A proposal that waits, and a review of something that was bought. */
async function somethingToDo(): Promise<string> {
  const fields = {
    title: 'Merangkai Janur',
    category: 'Umum',
    method: 'self_paced',
    price: '250000',
    description: 'Dari pelepah sampai penjor.',
    minAge: '',
    maxAge: '',
    minEducation: '',
    quota: '40',
    startsAt: '',
    endsAt: '',
    trainer: 'Ni Luh, perangkai janur',
    outcomes: 'Merangkai penjor',
    syllabus: 'Pelepah (40 menit)',
  }
  const drafted = await proposeCourse(ctx, mine.institutionId, { fields }, by)
  assert.ok(drafted.ok)
  assert.ok((await submitProposal(ctx, mine.institutionId, drafted.value.draftId, by)).ok)
  await pool.query(
    `insert into review (card_id, purchase_id, course_id, stars, text, shown_name, written_at)
     select card_id, purchase_id, course_id, 2, 'Hubungi 081234567890 untuk kursus lain', 'Uji N.', now()
     from purchase where paid_at is not null and not exists (
       select from review where review.card_id = purchase.card_id and review.purchase_id = purchase.purchase_id
     ) limit 1`,
  )
  return drafted.value.draftId
}

test('a curator ticks the checklist of a proposal until it is sold, adds a promo code, and hides a review', async () => {
  const draftId = await somethingToDo()
  const page = await shop.open({ width: 768 })
  await page.goto('/dev/konsol')
  await page.getByRole('button', { name: 'Citra' }).click()
  await page.goto('/konsol/katalog/usulan')
  await page.getByRole('link', { name: 'Merangkai Janur' }).click()
  await expectHeading(page, 'Merangkai Janur')
  await page.getByText('Ni Luh, perangkai janur').waitFor()
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
  for (const point of points) await page.getByLabel(point).check()
  await press(page, 'Setujui dan masukkan ke katalog')
  assert.ok(
    await page
      .getByText(/Belum semua butir/)
      .first()
      .isVisible(),
  )
  for (const point of points) assert.ok(await page.getByLabel(point).isChecked())
  for (const point of others) await page.getByLabel(point).check()
  await press(page, 'Setujui dan masukkan ke katalog')
  await page.getByText('Isinya sudah ada di katalog').waitFor()
  const { courseCode } = (await findProposal(pool, draftId))!
  await page.goto(`/konsol/katalog/pelatihan/${courseCode}`)
  await page.getByLabel('Silabus').fill('Pelepah (40 menit)\nPenjor (2 jam)')
  await page.locator('#alasan_keterangan').fill('Dari brosurnya')
  await press(page, 'Ubah keterangan')
  await page.getByText('Keterangan pelatihan disimpan.').waitFor()
  await page.getByRole('link', { name: 'Lihat seperti peserta' }).click()
  await page.getByText('120 menit').waitFor()
  await expectHeading(page, 'Merangkai Janur')

  await page.goto('/konsol/katalog/promo')
  await page.locator('form.form').last().getByLabel('Toko').selectOption({ index: 1 })
  await page.getByLabel('Kode', { exact: true }).fill('janur10')
  await page.getByLabel('Persen').check()
  await page.getByLabel('Besarnya').fill('10')
  await page.getByLabel('Kode pelatihan').fill(courseCode!)
  await press(page, 'Tambah kode promo')
  await page.getByRole('cell', { name: 'JANUR10', exact: true }).waitFor()

  await page.goto('/konsol/katalog/ulasan?bintang=2')
  await page
    .getByRole('row', { name: /Uji N\./ })
    .getByRole('link')
    .click()
  assert.equal(await page.getByText('081234567890').count(), 0)
  await page.getByLabel(/^berisi iklan/).check()
  await press(page, 'Sembunyikan')
  await page.getByText('Penulisnya diberi tahu').waitFor()
  await page.goto('/konsol/katalog/ulasan?yang=hidden')
  await page.getByRole('row', { name: /Uji N\./ }).waitFor()
  await page.close()
})

test('a course is judged by its institution, by those who finished, by a sample of its certificate, and beside another', async () => {
  await countRecords(ctx)
  const counted = 'select coalesce(sum(bought), 0)::int as bought from course_record'
  const { rows } = await pool.query(counted)
  const paid = await pool.query(`select count(*)::int as bought from purchase where status = 'paid'`)
  assert.deepEqual(rows, paid.rows)
  const page = await shop.open({ width: 768 })
  await page.goto('/tokopedia/kursus?q=Merakit+Papan+Panel')
  await page.locator('a[href="/tokopedia/lembaga/akademi-surya-nusa"]').first().click()
  await expectHeading(page, 'Akademi Surya Nusa')
  assert.equal(await page.getByText('Belum cukup untuk disebut').count(), 4)
  await pool.query(
    `insert into course_record select course_id, 137, 93, 88, '{1,2,9,30,44}', now() from course
     where title like 'Merakit Papan Panel%'`,
  )
  await page.reload()
  for (const told of ['Sedikitnya 130', 'Sekitar 70%', 'Sedikitnya 80'])
    await page.getByText(told, { exact: true }).waitFor()
  assert.equal(await page.getByText('137').count(), 0)
  await expectGoodPage(page, 'institution')

  await page.getByRole('link', { name: /^Merakit Papan Panel/ }).click()
  await page.getByText('Sekitar 70%').waitFor()
  const sample = await page.getByRole('link', { name: /contoh sertifikat/ }).getAttribute('href')
  const pdf = await fetch(`${shop.url}${sample}`)
  assert.deepEqual([pdf.status, pdf.headers.get('content-type')], [200, 'application/pdf'])
  await page.getByRole('link', { name: /^Bandingkan dengan Servis AC/ }).click()
  await expectHeading(page, 'Bandingkan pelatihan')
  for (const title of [/^Merakit Papan Panel/, /^Servis AC/])
    await page.getByRole('columnheader', { name: title }).waitFor()
  await expectGoodPage(page, 'compare')
  await page
    .getByRole('columnheader', { name: /^Servis AC/ })
    .getByRole('link')
    .click()
  await page.getByRole('table', { name: 'Jadwal' }).waitFor()
  await page.goBack()
  await page.setViewportSize({ width: 360, height: 800 })
  await expectNoSidewaysScroll(page)
  await page
    .getByRole('link', { name: /^Tambahkan/ })
    .first()
    .click()
  await page.getByRole('link', { name: /^Keluarkan Servis AC/ }).click()
  assert.equal(await page.getByText('Servis AC Rumahan dari Nol').count(), 1)
  await page.close()
})

/** What stands on a page of a list of courses: the courses, and the links to other lists. */
async function listAt(address: string) {
  const answer = await fetch(shop.url + address)
  assert.equal(answer.status, 200, address)
  const main = /<main[\s\S]*<\/main>/.exec(await answer.text())![0].replaceAll('&amp;', '&')
  const links = (text: string) => [...text.matchAll(/href="([^"]+)"/g)].map((found) => found[1]!)
  const courses = [...new Set(links(main).filter((link) => /^\/\w+\/kursus\/[^/?]+$/.test(link)))]
  const empty = /<div class="empty">[\s\S]*/.exec(main)?.[0] ?? ''
  const next = /href="([^"]+)" rel="next"/.exec(main)?.[1]
  return { main, courses, next, ways: links(empty).filter((link) => /\/kursus(\?|$)/.test(link)) }
}

test('typing errors, accents, stop words, wildcards and very long input are searched for as they are meant', async () => {
  await importCourses(
    ctx,
    `course_title,institution,category,method,price_rupiah,description
Microsoft Excel untuk Pembukuan,Lembaga Uji Cari,Perkantoran,self_paced,200000,
Digital Marketing bagi UMKM,Lembaga Uji Cari,Pemasaran,self_paced,200000,
Percakapan Bahasa Inggris,Lembaga Uji Cari,Bahasa,self_paced,200000,`,
    { maxGrant: 1_000_000, evenIncomplete: true },
  )
  const meant: Record<string, string> = {
    exel: 'excel',
    'dejital marketing': 'digital marketing',
    'bahasa ingris': 'bahasa inggris',
    fotograpi: 'fotografi',
  }
  for (const [typed, word] of Object.entries(meant)) {
    const { main, courses } = await listAt(`/pijar/kursus?q=${encodeURIComponent(typed)}`)
    assert.ok(courses.length > 0, typed)
    assert.match(main, new RegExp(`Mungkin maksudmu “${word}”`), typed)
  }
  const found = async (typed: string) =>
    (await listAt(`/pijar/kursus?q=${encodeURIComponent(typed)}`)).courses
  assert.deepEqual(await found('désain grâfis'), await found('desain grafis'))
  assert.ok((await found('untuk')).length > 0)
  for (const typed of ['%', '_', '\\', '%%%', "'--", 'zzzqqq', 'desain '.repeat(900)]) {
    const { courses, ways } = await listAt(`/pijar/kursus?q=${encodeURIComponent(typed)}`)
    assert.ok(courses.length > 0 ? typed.startsWith('desain') : ways.length > 0, typed.slice(0, 20))
  }
})

test('filters stay while the list is walked page by page, and no course comes twice', async () => {
  const seen: string[] = []
  let at: string | undefined = '/pijar/kursus?cara=self_paced&harga=1000000&urut=cheapest'
  while (at) {
    const { courses, next } = await listAt(at)
    seen.push(...courses)
    at = next
    if (next) assert.match(next, /^\/pijar\/kursus\?cara=self_paced&harga=1000000&urut=cheapest&sesudah=/)
  }
  assert.ok(seen.length > 12)
  assert.equal(new Set(seen).size, seen.length)
})

test('no search is a dead end: from every list with nothing in it every way on leads to courses', async () => {
  const some = <Value>(...values: Value[]) => fc.option(fc.constantFrom(...values), { nil: undefined })
  const categories = (await pool.query<{ slug: string }>('select slug from category')).rows.map(
    ({ slug }) => slug,
  )
  const asked = fc.record({
    q: some(
      'excel roti',
      'zzzqqq',
      'exel',
      '%',
      'kopi -kopi',
      'desain',
      'untuk',
      'qwxz menjahit',
      '"desain kopi"',
    ),
    kategori: some(...categories, 'tidak-ada'),
    lembaga: some('tidak-ada'),
    cara: some('webinar', 'self_paced'),
    harga: some('1000', '100000', 'saldo'),
    mulai: some('7', '30'),
    bintang: some('3', '5'),
    urut: some('rating', 'cheapest'),
    sesudah: some('tidak-ada'),
  })
  const shops = fc.constantFrom(...journeys.map(({ id }) => id))
  let ends = 0
  await fc.assert(
    fc.asyncProperty(shops, asked, async (id, answers) => {
      const said = Object.entries(answers).filter(
        (answer): answer is [string, string] => answer[1] !== undefined,
      )
      const { courses, ways, main } = await listAt(`/${id}/kursus?${new URLSearchParams(said)}`)
      if (courses.length > 0) return
      if (answers.sesudah) return assert.match(main, /Ke awal daftar|class="empty"/)
      ends++
      assert.ok(ways.length > 0)
      for (const way of ways.slice(0, 6)) assert.ok((await listAt(way)).courses.length > 0, way)
    }),
    { numRuns: 60 },
  )
  assert.ok(ends > 2, String(ends))
})

test('a phone without JavaScript filters a list by its form, and takes filters away by their links', async () => {
  const page = await shop.open({ width: 360, javaScript: false })
  await page.goto('/tokopedia/kursus')
  await page.getByText('Saring dan urutkan').click()
  await page.getByLabel('Cara belajar').selectOption('webinar')
  await page.getByLabel('Mulai').selectOption('90')
  await page.getByLabel('Urutkan').selectOption('rating')
  await press(page, 'Terapkan')
  await page.getByText('Saring dan urutkan (3 dipakai)').waitFor()
  await expectNoSidewaysScroll(page)
  await page.getByRole('link', { name: /Webinar atau kelas tatap muka.*hapus saringan ini/ }).click()
  assert.equal(new URL(page.url()).searchParams.get('cara'), null)
  assert.equal(new URL(page.url()).searchParams.get('mulai'), '90')
  await page.getByText('Saring dan urutkan (2 dipakai)').click()
  await page.getByLabel('Tempat kelas tatap muka').selectOption('kota-bandung')
  await press(page, 'Terapkan')
  await page.getByRole('link', { name: /^Katering Harian/ }).click()
  await page.getByText('Dapur Teras Senja, Jalan Contoh Braga 5, Kota Bandung').waitFor()
  await page.getByText('Kelas tatap muka', { exact: true }).waitFor()
  await page.goto('/tokopedia/kursus?tempat=jawa-barat&harga=1000')
  await page
    .getByRole('link', { name: /^Jawa Barat 2 pelatihan/ })
    .first()
    .waitFor()
  await page.goto('/tokopedia/kursus?q=desain&harga=1000&lang=en')
  await page.getByText('No training has “desain” here').waitFor()
  await expectNoSidewaysScroll(page)
  await page
    .getByRole('link', { name: /^Up to Rp1\.000/ })
    .last()
    .click()
  await page.getByText(/^The words stand in the title/).waitFor()
  await page.context().close()
})

test('two or three courses are ticked in the list of every storefront and compared, and the boxes stay ticked', async () => {
  const page = await shop.open({ width: 360, javaScript: false })
  for (const { id } of journeys) {
    const list = `/${id}/kursus?urut=title`
    await page.goto(list)
    const boxes = page.getByRole('checkbox', { name: /^Bandingkan ./ })
    assert.ok((await boxes.count()) >= 4, id)
    const compared = page.getByRole('link', { name: /^Lihat pelatihan ./ })
    await expectNoSidewaysScroll(page)
    const compare = () => press(page, 'Bandingkan yang dicentang')
    await compare()
    await expectHeading(page, 'Bandingkan pelatihan')
    await page.getByText('Belum ada yang dibandingkan').waitFor()
    await page.goBack()
    await boxes.nth(0).check()
    await compare()
    await page.getByRole('link', { name: 'Centang satu lagi di daftar' }).click()
    assert.equal(new URL(page.url()).searchParams.get('urut'), 'title')
    assert.ok(await boxes.nth(0).isChecked())
    await boxes.nth(2).check()
    await compare()
    assert.equal(await compared.count(), 2)
    await expectNoSidewaysScroll(page)
    await page.goBack()
    assert.deepEqual([await boxes.nth(0).isChecked(), await boxes.nth(2).isChecked()], [true, true])
    for (const at of [1, 3]) await boxes.nth(at).check()
    await compare()
    await page.getByText(/^4 pelatihan dicentang/).waitFor()
    assert.equal(await compared.count(), 3)
    await page.getByRole('link', { name: 'Ubah pilihan di daftar' }).click()
    for (const at of [0, 1, 2, 3]) assert.ok(await boxes.nth(at).isChecked(), id)
  }
  await page.context().close()
})

async function expectGoodPage(page: Page, shot: string) {
  if (process.env.SHOTS)
    for (const width of [360, 768, 1280]) {
      await page.setViewportSize({ width, height: 900 })
      await page.screenshot({ path: `/tmp/h/wt/shots/${shot}-${width}.png`, fullPage: true })
    }
  await page.setViewportSize({ width: 768, height: 900 })
  await expectNoSidewaysScroll(page)
  await expectAccessible(page)
}

test('two people word a message otherwise and send a campaign, each after a test to oneself; what failed is sent again once', async () => {
  const page = await shop.open({ width: 768 })
  const logIn = async (name: string) => {
    await page.context().clearCookies()
    await page.goto('/dev/konsol')
    await page.getByRole('button', { name }).click()
  }
  const approve = async (what: string) => {
    await logIn('Budi')
    await page.goto('/konsol/persetujuan')
    await press(page, `Setujui: ${what}`)
    await page.getByText('Disetujui.').first().waitFor()
  }
  await logIn('Ani')
  await page.goto('/konsol/pesan?jenis=term')
  await page.getByRole('link', { name: /Batas waktu diperpanjang, SMS, Indonesia/ }).click()
  await expectGoodPage(page, 'wording')
  await page.getByLabel('Isi pesan').fill('BEKAL: waktu Anda diperpanjang. Buka bekal-hadiah.com')
  await page.getByLabel('Mengapa diganti?').fill('Lebih pendek')
  await press(page, 'Simpan rancangan')
  await page
    .getByText(/harus ada, di baris yang selalu dikirim: \{deadline\}, \{link\}/)
    .first()
    .waitFor()
  await page.getByLabel('Isi pesan').fill('BEKAL: waktu Anda diperpanjang sampai {deadline}: {link}')
  await press(page, 'Simpan rancangan')
  await press(page, 'Kirim percobaan ke saya')
  const tried = await shop.message('ani@konsol.contoh.id', /waktu Anda diperpanjang sampai/)
  assert.match(tried.text, /Pesan percobaan/)
  await press(page, 'Minta dipakai')
  await approve('Mengganti kata-kata pesan')
  await page.goto('/konsol/pesan/kata/term-extended/sms/id')
  await page.getByText('Yang dikirim sekarang: Diganti oleh staf').waitFor()
  await page.getByLabel('Mengapa diganti?').last().fill('Coba saja')
  await press(page, 'Kembali ke kata-kata bawaan')
  await page.getByText('Kata-kata bawaan dipakai lagi.').waitFor()

  await logIn('Ani')
  await page.goto('/konsol/pesan/kampanye')
  await page.getByLabel('Nama').fill('Belum membeli')
  await page.getByLabel('Judul (Indonesia)').fill('Pelatihan pertama menunggu')
  await page.getByLabel('Isi (Indonesia)').fill('Saldo kartu Anda belum dipakai. Pilih pelatihan sekarang.')
  await page.getByLabel('Judul (Inggris)').fill('Your first training waits')
  await page
    .getByLabel('Isi (Inggris)')
    .fill('The balance of your card is not used yet. Choose a training now.')
  await press(page, 'Susun kampanye')
  await page.getByText('Lima contoh penerima').first().waitFor()
  await expectGoodPage(page, 'campaign')
  await press(page, 'Minta dikirim')
  await approve('Mengirim kampanye pesan')
  await page.goto('/konsol/pesan/kampanye')
  await page.getByRole('link', { name: 'Belum membeli' }).click()
  await page.getByText('Selesai', { exact: true }).or(page.getByText('Sedang dikirim')).first().waitFor()
  const sent = async () => (await pool.query('select ended_at from campaign')).rows[0].ended_at
  while (!(await sent())) await page.waitForTimeout(300)
  await page.goto(`${page.url()}?hasil=ya`)
  await page.getByRole('heading', { name: 'Hasil pengiriman' }).waitFor()
  await expectGoodPage(page, 'progress')

  await pool.query(
    `insert into message (card_id, message_id, channel, address, template, params, status, error, created_at, ended_at)
     select card_id, 900000001, 'email', holder_email, 'restored',
       jsonb_build_object('name', holder_name, 'deadline', now(), 'balance', 1, 'link', 'https://bekal.example/kartu'),
       'failed', '550 no such mailbox', $1, $1
     from card limit 1`,
    [ctx.clock.now()],
  )
  await page.goto('/konsol/pesan/kiriman?keadaan=failed')
  await page.getByRole('cell', { name: '550 no such mailbox' }).waitFor()
  await expectGoodPage(page, 'delivery')
  await press(page, 'Kirim lagi 900000001')
  await page.getByText('Pesan dikirim lagi.').waitFor()
  await page.goto('/konsol/pesan/kiriman?keadaan=failed')
  await page.getByText('Sudah dikirim lagi').waitFor()
  await page.close()
})
