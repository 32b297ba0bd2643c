import assert from 'node:assert/strict'
import { test } from 'node:test'
import { findProposal } from '../../src/catalogue/proposals/proposals.ts'
import { proposeCourse, submitProposal } from '../../src/catalogue/proposals/write-proposal.ts'
import { findInstitutionUser } from '../../src/learning/institution-portal/users.ts'
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
  await page.getByRole('link', { name: 'Lihat seperti peserta' }).click()
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
