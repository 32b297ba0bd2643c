import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Page } from 'playwright-core'
import { offsetClock } from '../../src/kernel/clock.ts'
import { formatInstant } from '../../src/kernel/wib.ts'
import { decideSubmission } from '../../src/learning/assignments/decide-submission.ts'
import { attendClass } from '../../src/learning/attendance/attend-class.ts'
import { demoClock } from '../../src/years/demo-clock.ts'
import { voucherBuyer } from './a-bought-voucher.ts'
import { aShop, expectHeading, pay, press, sendOtp, signUp } from './a-shop.ts'
import { expectAccessible, expectNoSidewaysScroll } from './accessibility.ts'

const shop = await aShop()
const { pool } = shop.database
const aVoucher = voucherBuyer(shop)
const ctx = { db: pool, clock: offsetClock(await demoClock(pool), () => 0), secrets: shop.secrets }
const staff = { actor: 'cli:staf', requestId: 'uji' }

interface Learner {
  readonly page: Page
  readonly javaScript: boolean
  /** /pijar/belajar/ORDER */
  readonly home: string
}

async function looksGood({ page, javaScript }: Learner): Promise<void> {
  await expectNoSidewaysScroll(page)
  if (javaScript) await expectAccessible(page)
}

/** The right answers, by question: the page never has them. */
async function rightAnswer(question: string): Promise<string> {
  const { rows } = await pool.query(
    `select answer_option.text from question join answer_option using (question_id)
     where question.text = $1 and is_right`,
    [question],
  )
  return rows[0].text
}

async function takeTest(learner: Learner, { right }: { right: boolean }): Promise<void> {
  const { page } = learner
  await page.locator('main form button').click()
  await page.waitForURL(/\/tes\/(pre|post)\/1$/)
  for (let place = 1; !page.url().endsWith('/periksa'); place++) {
    const answer = await rightAnswer(await page.locator('legend').innerText())
    const choices = page.locator('label.choice')
    const texts = await choices.allInnerTexts()
    await choices.nth(texts.findIndex((text) => (text.trim() === answer) === right)).click()
    if (place === 1) await looksGood(learner)
    await press(page, 'Simpan dan lanjut')
    await page.waitForURL((url) => !url.pathname.endsWith(`/${place}`))
  }
  await expectHeading(page, 'Periksa jawaban')
  await looksGood(learner)
  await press(page, 'Kumpulkan jawaban')
}

async function readLessons({ page, home, javaScript }: Learner): Promise<void> {
  await page.goto(home)
  for (let lesson = 1; ; lesson++) {
    const open = page.getByRole('link', { name: `Buka materi ${lesson}`, exact: true })
    if (!(await open.isVisible())) return
    await open.click()
    await page.getByRole('button', { name: 'Tandai selesai' }).waitFor()
    await looksGood({ page, home, javaScript })
    if (await page.getByText('paling singkat').isVisible()) {
      await press(page, 'Tandai selesai')
      await page.getByText('Waktu belajar paling singkat untuk materi ini belum habis').waitFor()
      await shop.advance(5000)
    }
    await press(page, 'Tandai selesai')
  }
}

async function handIn(learner: Learner, name: string): Promise<void> {
  const { page } = learner
  await press(page, 'Kirim tugas')
  await expectHeading(page, name)
  await looksGood(learner)
  await press(page, 'Kirim')
  await page.getByRole('link', { name: /^Isi tautan atau pilih satu berkas/ }).waitFor()
  await looksGood(learner)
  const upload = (text: string) =>
    page.getByLabel('Atau berkas').setInputFiles({
      name: 'tugas.pdf',
      mimeType: 'application/pdf',
      buffer: Buffer.from(text),
    })
  await upload('<script>alert(1)</script>')
  await press(page, 'Kirim')
  await page.getByRole('link', { name: /^Isi berkas bukan PDF/ }).waitFor()
  await upload('%PDF-1.7 hasil kerja')
  await press(page, 'Kirim')
  await page.getByRole('heading', { name: 'Tugas sudah dikirim' }).waitFor()
  await looksGood(learner)
}

/** From the open training to the certificate and the review. */
async function learn(learner: Learner, assignment: string, orderPath: string): Promise<void> {
  const { page, home } = learner
  await page.goto(home)
  await page.getByText('Giliran kamu: kerjakan pre-test').waitFor()
  await looksGood(learner)
  await press(page, 'Mulai pre-test')
  await looksGood(learner)
  await takeTest(learner, { right: false })
  await page.getByRole('heading', { name: 'Pre-test selesai' }).waitFor()

  await page.goto(`${home}/tes/post`)
  await page.getByText('Selesaikan semua materi dulu').waitFor()
  await readLessons(learner)

  await page.goto(`${home}/tes/post`)
  await takeTest(learner, { right: false })
  await page.getByRole('heading', { name: 'Belum lulus' }).waitFor()
  await page.getByText('Post-test belum bisa diulang').waitFor()
  await looksGood(learner)
  await shop.advance(60 * 60_000)
  await page.goto(`${home}/tes/post`)
  await takeTest(learner, { right: true })
  await page.getByRole('heading', { name: 'Kamu lulus' }).waitFor()

  await page.goto(home)
  await handIn(learner, assignment)
  await page.goto(home)
  await page.getByText(/^Giliran .+: memeriksa .+ Paling lambat \d+ \w+ \d{4}, \d\d\.\d\d WIB\.$/).waitFor()
  await looksGood(learner)
  const { rows } = await pool.query(
    `select submission_id from submission join storefront_order using (card_id, purchase_id)
     where order_no = $1 and submission.status = 'pending'`,
    [home.split('/').at(-1)],
  )
  const accepted = { verdict: 'accepted', reason: '' } as const
  assert.ok((await decideSubmission(ctx, Number(rows[0].submission_id), accepted, staff)).ok)
  await page.goto(home)
  await page.getByRole('heading', { name: 'Pelatihan selesai' }).waitFor()
  await page.locator('main a[href^="/verifikasi/"]').first().waitFor()
  await looksGood(learner)

  await page.goto(`${orderPath}/ulasan`)
  await page.getByLabel(/^5 bintang/).check()
  await page.getByLabel('Ulasan', { exact: true }).fill('Materinya jelas dan tugasnya berguna.')
  await press(page, 'Kirim ulasan')
  await page.getByRole('heading', { name: 'Terima kasih, ulasanmu sudah tersimpan' }).waitFor()
  const incentive = await pool.query(
    `select count(*)::int from incentive join storefront_order using (card_id, purchase_id) where order_no = $1`,
    [home.split('/').at(-1)],
  )
  assert.equal(incentive.rows[0].count, 7)
}

async function slugOf(title: string): Promise<string> {
  const { rows } = await pool.query('select slug from course where title = $1', [title])
  return rows[0].slug
}

for (const javaScript of [true, false]) {
  const how = `${javaScript ? 'with' : 'without'} JavaScript`
  test(`a direct course, from the purchase to certificate and review on a phone, ${how}`, async () => {
    const page = await shop.open({ width: 360, javaScript })
    const card = shop.freshCard()
    await page.goto(`/pijar/kursus/${await slugOf('Keamanan Pangan untuk Juru Masak')}`)
    await press(page, 'Beli Sekarang')
    await signUp(page)
    await press(page, 'Kartu Prakerja')
    await sendOtp(page, card.prakerja_id)
    await pay(page, await shop.otp(card.phone))
    await page.locator('.confirmation').waitFor()
    const orderNo = page.url().split('/').at(-1)
    const learner = { page, javaScript, home: `/pijar/belajar/${orderNo}` }
    await learn(learner, 'Tugas praktik (TPM)', `/pijar/pesanan/${orderNo}`)
  })

  test(`a voucher course, from the voucher to certificate and review on a phone, ${how}`, async () => {
    const voucher = await aVoucher({ title: 'Lembar Kerja untuk Administrasi Kantor' })
    const page = await shop.open({ width: 360, javaScript })
    await page.goto(`/lembaga/${voucher.institution.slug}/tukar?kelas=${voucher.course.code}`)
    await page.getByLabel('Kode voucher').fill(voucher.code)
    await page.getByLabel('Email pembeli').fill(voucher.email)
    await press(page, 'Tukarkan')
    await expectHeading(page, 'Voucher berhasil ditukarkan')
    await page.goto('/bukalapak/masuk')
    await page.getByLabel('Alamat email').fill(voucher.email)
    await page.getByLabel('Kata sandi').fill(voucher.password)
    await page.locator('main').getByRole('button', { name: 'Masuk', exact: true }).click()
    await page.waitForURL(/bukalapak$/)
    await page.goto('/bukalapak/riwayat')
    await page.getByText('Giliran kamu: kerjakan pre-test').waitFor()
    const learner = { page, javaScript, home: `/bukalapak/belajar/${voucher.orderNo}` }
    await learn(learner, 'Uji keterampilan (UK)', `/bukalapak/pesanan/${voucher.orderNo}`)
  })
}

test('whatever is posted to the pages of a training is answered without a fault', async () => {
  const voucher = await aVoucher({ title: 'Lembar Kerja untuk Administrasi Kantor' })
  const page = await shop.open({ width: 360, javaScript: false })
  await page.goto(`/lembaga/${voucher.institution.slug}/tukar?kelas=${voucher.course.code}`)
  await page.getByLabel('Kode voucher').fill(voucher.code)
  await page.getByLabel('Email pembeli').fill(voucher.email)
  await press(page, 'Tukarkan')
  await page.goto('/bukalapak/masuk')
  await page.getByLabel('Alamat email').fill(voucher.email)
  await page.getByLabel('Kata sandi').fill(voucher.password)
  await page.locator('main').getByRole('button', { name: 'Masuk', exact: true }).click()
  await page.waitForURL(/bukalapak$/)
  const home = `/bukalapak/belajar/${voucher.orderNo}`
  await page.goto(`${home}/tes/pre`)
  const csrf = await page.locator('main input[name=csrf]').getAttribute('value')
  await page.request.post(`${home}/tes/pre`, { form: { csrf: csrf ?? '' } })
  const places = [
    '/1',
    '/99',
    '/tes/pre',
    '/tes/post',
    '/tes/pre/1',
    '/tes/pre/0',
    '/tes/pre/999',
    '/tes/post/kumpulkan',
    '/tugas/uk',
    '/tugas/tpm',
  ]
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...places),
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.boolean(),
      async (place, text, multipart) => {
        const fields = { csrf: csrf ?? '', jawaban: text, tautan: text }
        const file = { name: 'x.pdf', mimeType: 'application/pdf', buffer: Buffer.from(text) }
        const answer = await page.request.post(home + place, {
          ...(multipart ? { multipart: { ...fields, berkas: file } } : { form: fields }),
          maxRedirects: 0,
        })
        assert.ok(answer.status() < 500, `${place}: ${answer.status()}`)
      },
    ),
    { numRuns: 60 },
  )
  const stranger = await shop.open({ width: 360, javaScript: false })
  await stranger.goto(home)
  assert.doesNotMatch(stranger.url(), /belajar/)
})

test('a webinar says when, where and how to join, is not finished by reading, and is finished by itself when it is over', async () => {
  const page = await shop.open({ width: 360, javaScript: true })
  const card = shop.freshCard()
  const { rows } = await pool.query(
    `select slug, schedule_id, starts_at, ends_at from course join schedule using (course_id)
     where title = 'Membuat Logo untuk Usaha Kecil'`,
  )
  const { slug, schedule_id: scheduleId, starts_at: startsAt, ends_at: endsAt } = rows[0]
  await page.goto(`/pijar/kursus/${slug}`)
  await press(page, 'Beli Sekarang')
  await signUp(page)
  await press(page, 'Kartu Prakerja')
  await sendOtp(page, card.prakerja_id)
  await pay(page, await shop.otp(card.phone))
  await page.locator('.confirmation').waitFor()
  const home = `/pijar/belajar/${page.url().split('/').at(-1)}`
  const learner = { page, javaScript: true, home }
  await page.goto(home)
  await expectHeading(page, 'Membuat Logo untuk Usaha Kecil')
  const joining = page.locator('section', { hasText: 'Kapan dan cara ikut' })
  await joining.getByText(`${formatInstant(startsAt)} – ${formatInstant(endsAt)}`).waitFor()
  await joining.getByRole('link', { name: /^https:\/\/temu\.contoh\.test\// }).waitFor()
  await joining.getByText('Membaca materi saja tidak cukup').waitFor()
  await looksGood(learner)
  await readLessons(learner)
  await page.goto(home)
  await page.getByText(`Kehadiran bisa dicatat mulai ${formatInstant(startsAt)}.`).waitFor()
  await page
    .getByText(
      `Pelatihan dimulai ${formatInstant(startsAt)} dan baru bisa selesai sesudah ${formatInstant(endsAt)}.`,
    )
    .waitFor()
  await looksGood(learner)
  const finished = page.getByRole('heading', { name: 'Pelatihan selesai' })
  assert.equal(await finished.count(), 0)

  const clock = await demoClock(pool)
  await shop.advance(startsAt.getTime() - clock.now().getTime() + 60_000)
  await clock.refresh()
  const { rows: people } = await pool.query('select person_id from card where number = $1', [
    card.prakerja_id,
  ])
  const scan = { scheduleId, sequence: 1, scannedAt: clock.now() }
  const there = { personId: people[0].person_id, requestId: 'uji' }
  assert.ok((await attendClass({ ...ctx, clock }, scan, there)).ok)
  await page.goto(home)
  await page
    .getByText(`Pelatihan baru bisa selesai sesudah jadwalnya berakhir, ${formatInstant(endsAt)}.`)
    .waitFor()
  assert.equal(await finished.count(), 0)
  await shop.advance(endsAt.getTime() - startsAt.getTime())
  for (let tries = 0; tries < 40 && (await finished.count()) === 0; tries++) {
    await page.waitForTimeout(500)
    await page.reload()
  }
  await finished.waitFor()
  await page.locator('main a[href^="/verifikasi/"]').first().waitFor()
})
