import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { keepAnswer } from '../../src/cases/canned-answers.ts'
import { runDeadlines } from '../../src/deadlines/run-deadlines.ts'
import { personas } from '../../src/demo/personas.ts'
import { day } from '../../src/kernel/clock.ts'
import { demoClock } from '../../src/years/demo-clock.ts'
import { aShop, expectHeading, press } from './a-shop.ts'
import { expectGood } from './good-page.ts'

const shop = await aShop()
const { pool } = shop.database
const ctx = { db: pool, clock: await demoClock(pool), secrets: shop.secrets }
const note = 'Banknya sudah ditelepon.'

async function be(page: Page, name: 'Ani' | 'Budi'): Promise<void> {
  await page.goto('/dev/konsol')
  await page.getByRole('button', { name }).click()
  await expectHeading(page, 'Menunggu Anda')
}

async function good(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await expectGood(page)
}

test('who is revoked reads why and appeals; two of the staff grant it on one page, and the card is back', async () => {
  const holder = (await personas(ctx)).find(({ id }) => id === 'baru')!
  await pool.query(`
    insert into message (card_id, message_id, channel, address, template, params, status, created_at, ended_at)
    select card_id, nextval(pg_get_serial_sequence('outbox', 'message_id')), 'sms', '+6281200000000', template, '{}',
      'sent', notified_at, notified_at
    from card, unnest(array['designation', 'deadline-reminder']) as template`)
  await shop.advance(31 * day)
  const actor = { actor: 'system:test', requestId: 'r' }
  const consoleLink = `${shop.url}/konsol/tenggat`
  await runDeadlines({ ...ctx, clock: await demoClock(pool) }, { actor, link: shop.url, consoleLink })
  const canned = { kind: 'appeal', title: 'Bank terlambat', textId: 'Bank mencatatnya terlambat.' } as const
  await keepAnswer(ctx, { ...canned, textEn: 'The bank entered it late.' }, actor)

  const page = await shop.open({ width: 360, javaScript: false })
  await page.goto('/')
  await page.request.post('/dev/masuk', { form: { persona: holder.id } })
  await page.goto('/kartu')
  await page.getByText('Belum ada pelatihan yang dibeli sampai').waitFor()
  await page.locator('main a[href="/keberatan?tentang=revoked"]').first().click()
  await page.getByLabel('Penjelasan').fill('Saya sudah membayar, bank saya terlambat.')
  await press(page, 'Kirim')
  await page.getByText('Giliran petugas').first().waitFor()
  const { rows } = await pool.query('select reference from appeal where about = $1', ['revoked'])
  const reference: string = rows[0].reference

  const ani = await shop.open({ width: 1280 })
  const budi = await shop.open({ width: 1280 })
  await be(ani, 'Ani')
  await be(budi, 'Budi')
  await ani.locator('main a[href="/konsol/kasus?milik=unowned"]').click()
  await expectHeading(ani, 'Antrean kasus')
  await ani.getByLabel('Jenis').selectOption('appeal')
  await press(ani, 'Tampilkan')
  await good(ani)
  await press(ani, reference)
  await press(ani, 'Ambil')
  await ani.getByText('Kasus ini sekarang milik Anda.').waitFor()
  await ani.getByLabel('Catatan baru').fill(note)
  await press(ani, 'Simpan catatan')
  await ani.getByText(note).waitFor()
  await ani.getByLabel('Jawaban siap pakai').selectOption({ label: 'Bank terlambat (ID)' })
  await press(ani, 'Masukkan ke jawaban')
  assert.equal(await ani.getByLabel('Jawaban dan alasannya').inputValue(), canned.textId)
  await good(ani)
  await press(ani, 'Kabulkan')
  await ani.getByText('Pengabulan menunggu orang kedua').waitFor()
  assert.equal(await ani.getByRole('button', { name: /^Setujui/ }).count(), 0)
  await page.reload()
  await page.getByText('Giliran petugas').first().waitFor()

  await budi.goto(`/konsol/keberatan/${reference}`)
  await good(budi)
  await press(budi, 'Setujui: kabulkan dan pulihkan kartu')
  await budi.getByText('Dikabulkan. Kartunya dipulihkan').waitFor()
  await page.reload()
  await page.getByText('Diterima').first().waitFor()
  await page.getByText(canned.textId).waitFor()
  await page.goto('/kartu')
  assert.equal(await page.locator('.notice', { hasText: 'Kepesertaan dicabut' }).count(), 0)
  for (const address of ['/kartu', '/keberatan', '/data-saya'])
    assert.ok(!(await (await page.request.get(address)).text()).includes(note), address)

  await ani.goto('/konsol/akun')
  await ani.getByLabel('Pengganti').selectOption({ label: 'Budi Penyetuju' })
  const today = (await demoClock(pool)).now()
  for (const [label, days] of [
    ['Mulai', 0],
    ['Sampai dan termasuk', 5],
  ] as const) {
    const date = new Date(today.getTime() + days * day).toISOString().slice(0, 10)
    await ani.getByLabel(label).fill(date)
  }
  await press(ani, 'Simpan cuti')
  await ani.getByText('Budi Penyetuju menggantikan Anda').waitFor()
  await budi.goto('/konsol/akun')
  await budi.getByText('Anda menggantikan').waitFor()
  await good(budi)
})
