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

async function be(page: Page, name: 'Ani' | 'Budi' | 'Dewi' | 'Gita'): Promise<void> {
  await page.goto('/dev/konsol')
  await page.getByRole('button', { name }).click()
  await expectHeading(page, 'Menunggu Anda')
}

async function good(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await expectGood(page)
}

/** Looks like what anybody would see of the page, where pictures are asked for. */
async function photograph(page: Page, name: string): Promise<void> {
  const folder = process.env.PICTURES
  if (!folder) return
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 })
    await page.screenshot({ path: `${folder}/${name}-${width}.png`, fullPage: true })
  }
}

test('who lost the phone is helped by two of the desk, says "not me" by the old one, and a third decides', async () => {
  const card = shop.freshCard()
  const { rows } = await pool.query('select person.*, born_on::text as born from person where phone = $1', [
    card.phone,
  ])
  const person = rows[0]
  const [nik, kk] = [person.nik_sealed, person.kk_sealed].map((sealed) => shop.secrets.open(sealed))
  const answer = async (page: Page) => {
    await page.getByLabel('NIK').first().fill(nik!)
    await page.getByLabel('Nomor KK').first().fill(kk!)
    await page.getByLabel('Tanggal lahir').first().fill(person.born)
    await page.getByLabel('Email').fill(person.email)
    await press(page, 'Cocokkan')
  }
  const [dewi, gita, budi] = [
    await shop.open({ width: 1280 }),
    await shop.open({ width: 1280 }),
    await shop.open({ width: 1280 }),
  ]
  await be(dewi, 'Dewi')
  await be(gita, 'Gita')
  await be(budi, 'Budi')
  await dewi.locator('.rail summary').getByText('Orang', { exact: true }).click()
  await dewi.locator('.rail a[href="/konsol/meja"]').click()
  await expectHeading(dewi, 'Meja bantuan')
  await good(dewi)
  await dewi.getByLabel('Nama, NIK, nomor HP, atau nomor kartu').fill(card.phone)
  await dewi.getByLabel('Alasan').fill('Datang ke loket, HP hilang')
  await press(dewi, 'Cari')
  await photograph(dewi, 'meja')
  await dewi.getByRole('link', { name: person.name }).click()
  await expectHeading(dewi, person.name)
  const seen = await dewi.content()
  for (const secret of [nik!, kk!, card.phone, person.email]) assert.ok(!seen.includes(secret))
  await good(dewi)
  await photograph(dewi, 'orang')
  await dewi.getByLabel('HP hilang').check()
  await dewi.getByLabel('Alasan').first().fill('HP hilang di pasar')
  await press(dewi, 'Mulai bantuan')
  await expectHeading(dewi, `HP hilang: ${person.name}`)
  await good(dewi)
  await photograph(dewi, 'bantuan')
  const place = dewi.url()
  await answer(dewi)
  await dewi.getByText('Semua cocok').waitFor()
  const phone = '+6281399990001'
  await dewi.getByLabel('HP baru').fill(phone)
  await press(dewi, 'Kirim kode')
  const { text } = await shop.message(phone, /kode verifikasi/)
  await dewi.getByLabel('Kode dari SMS').fill(/\d{6}/.exec(text)![0])
  await press(dewi, 'Buktikan HP baru')
  await dewi.getByText('Sekarang menunggu orang kedua').waitFor()
  assert.equal(await dewi.getByRole('button', { name: 'Konfirmasi dan ganti HP' }).count(), 0)

  await gita.goto('/konsol/meja')
  await gita.getByRole('link', { name: person.name }).click()
  assert.equal(await gita.getByRole('button', { name: 'Konfirmasi dan ganti HP' }).count(), 0)
  await answer(gita)
  await gita.getByText('Semua cocok').waitFor()
  await good(gita)
  await photograph(gita, 'kedua')
  await press(gita, 'Konfirmasi dan ganti HP')
  await gita.getByText('Semua alamat lama diberi tahu').waitFor()
  await dewi.goto(place)
  await good(dewi)

  const notice = await shop.message(card.phone, /Bukan Anda\?/)
  await shop.message(person.email, /Bukan saya/)
  const owner = await shop.open({ width: 360, javaScript: false })
  await owner.goto(/https?:\/\/\S+bukan-saya\/\S+/.exec(notice.text)![0])
  await expectHeading(owner, 'Nomor HP Anda diganti')
  await photograph(owner, 'bukan-saya')
  await press(owner, 'Bukan saya, hentikan')
  await expectHeading(owner, 'Sudah dihentikan')

  await budi.goto('/konsol/kasus?jenis=recovery')
  await budi.locator('main a[href^="/konsol/meja/dihentikan/"]').first().click()
  await good(budi)
  await photograph(budi, 'dihentikan')
  await budi.getByLabel('Alasan putusan').fill('Pemiliknya datang dengan KTP.')
  await press(budi, 'Lepas kartu')
  await budi.getByText('Putusan disimpan').waitFor()
  const { rows: now } = await pool.query(
    'select phone, status from person join card using (person_id) where person_id = $1',
    [person.person_id],
  )
  assert.deepEqual(now, [{ phone: card.phone, status: 'active' }])
})

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
