import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { fileAppeal } from '../../src/appeals/appeals.ts'
import { runDeadlines } from '../../src/deadlines/run-deadlines.ts'
import { day } from '../../src/kernel/clock.ts'
import { totpCode } from '../../src/kernel/secrets/second-factor.ts'
import { wibDate } from '../../src/kernel/wib.ts'
import { proofHolds } from '../../src/waves/draw/published/proof.ts'
import { verifyDraw } from '../../src/waves/draw/published/verify-draw.ts'
import { joinWave } from '../../src/waves/join-wave.ts'
import { demoClock } from '../../src/years/demo-clock.ts'
import { insertPerson } from '../a-draw.ts'
import { aStaffMember } from '../a-visitor.ts'
import { aShop, expectHeading, press } from './a-shop.ts'
import { expectAccessible, expectNoSidewaysScroll } from './accessibility.ts'

const shop = await aShop()
const { pool } = shop.database
const ctx = { db: pool, clock: await demoClock(pool), secrets: shop.secrets }
const value = '7.231,48'
const applicants = 30
const seats = 12

/** Logs in as one of the demo's two. */
async function be(page: Page, name: 'Ani' | 'Budi'): Promise<void> {
  await page.goto('/dev/konsol')
  await page.getByRole('button', { name }).click()
  await expectHeading(page, 'Menunggu Anda')
}

/** Logs in as another supervisor of the demo, who is of the staff for long. */
async function beSupervisor(page: Page): Promise<void> {
  const dewi = await aStaffMember(ctx, ['supervisor'], new Date())
  await page.goto('/konsol/masuk')
  await page.getByLabel('Email').fill(dewi.email)
  await page.getByLabel('Kata sandi').fill(dewi.password)
  await page.getByLabel('Kode autentikator').fill(totpCode(dewi.secret, new Date()))
  await press(page, 'Masuk')
  await expectHeading(page, 'Menunggu Anda')
}

async function settled(page: Page, done: string): Promise<void> {
  await page.waitForURL(/kabar=started/)
  for (let i = 0; i < 50; i++) {
    await page.reload()
    if (await page.getByText(done).first().isVisible()) return
    await page.waitForTimeout(200)
  }
  assert.fail(`the work did not come to "${done}"`)
}

for (const javaScript of [true, false])
  test(`a whole wave in the console by two people, ${javaScript ? 'with' : 'without'} JavaScript`, async () => {
    const ani = await shop.open({ width: 1280, javaScript })
    const budi = await shop.open({ width: 1280, javaScript })
    await be(ani, 'Ani')
    await be(budi, 'Budi')

    await ani.goto('/konsol/gelombang')
    await ani.getByLabel('Kuota').fill(String(seats))
    await press(ani, 'Rencanakan')
    await ani.getByText('Gelombang direncanakan.').waitFor()
    const address = new URL(ani.url()).pathname
    const waveId = Number(address.split('/').at(-1))
    await press(ani, 'Tulis aturan undian')
    await ani.getByLabel('Nilai publik yang ditetapkan').fill('Penutupan IHSG')
    await ani
      .getByLabel('Tanggal diketahui')
      .fill(wibDate(new Date((await demoClock(pool)).now().getTime() + day)))
    await ani.getByLabel('Cadangan').fill('5')
    await press(ani, 'Simpan aturan')
    await ani.getByText('Aturan undian disimpan.').waitFor()

    await ani.getByLabel('Alasan').fill('Rapat 3 Desember')
    await press(ani, 'Minta persetujuan membuka')
    await ani.getByText('Anda yang meminta.').first().waitFor()
    assert.equal(await ani.getByRole('button', { name: /^Setujui/ }).count(), 0)
    // The second person sees who asked, and why.
    await budi.goto('/konsol')
    await budi.getByText('Ani Operator').first().waitFor()
    await budi.getByText('Rapat 3 Desember').waitFor()
    await press(budi, 'Setujui: Membuka gelombang')
    await budi.getByText('Gelombang dibuka.').waitFor()

    const people: string[] = []
    for (let i = 0; i < applicants; i++) {
      const personId = await insertPerson(ctx, 700_000 + (javaScript ? 0 : 1000) + i, {})
      const joined = await joinWave(ctx, personId, waveId, { actor: `person:${personId}`, requestId: 'r' })
      assert.ok(joined.ok)
      people.push(personId)
    }
    await ani.goto(address)
    await press(ani, 'Tutup dan buat daftar')
    // It is asked once more: how many, and worth how much.
    await expectHeading(ani, 'Tutup dan buat daftar: yakin?')
    await ani.getByText('Rp12.000.000').waitFor()
    await press(ani, 'Ya, tutup dan buat daftar')
    await settled(ani, 'Masukkan nilai publik persis')
    await shop.advance(2 * day)
    await be(ani, 'Ani')
    await be(budi, 'Budi')
    for (const [page, typed, said] of [
      [ani, value, 'Nilai disimpan.'],
      [budi, '9.999,99', 'Kedua isian batal'],
      [ani, value, 'Nilai disimpan.'],
      [budi, value, 'Kedua isian sama'],
    ] as const) {
      await page.goto(address)
      await page.getByLabel('Nilai publik', { exact: true }).fill(typed)
      await press(page, 'Simpan nilai publik')
      await page.getByText(said).first().waitFor()
      if (page !== ani) continue
      // Whoever was first waits; the second one learns who it was and when, and nothing of the entry.
      await ani.getByText('Sekarang giliran orang lain').waitFor()
      assert.equal(await ani.getByLabel('Nilai publik', { exact: true }).count(), 0)
      await budi.goto(address)
      await budi.getByRole('heading', { name: 'Menunggu orang kedua' }).waitFor()
      await budi.getByText(/^Ani .* memasukkan nilai pada \d+ \w+ \d{4}, \d\d\.\d\d WIB\.$/).waitFor()
      assert.ok(!(await budi.content()).includes(typed))
    }
    await ani.goto(address)
    await press(ani, 'Minta persetujuan mengundi')
    await budi.goto(address)
    await press(budi, 'Setujui: Menjalankan undian')
    await settled(budi, 'Setelah diumumkan hasilnya')
    await press(budi, 'Umumkan hasil')
    await budi.getByText('Rp12.000.000').waitFor()
    await press(budi, 'Ya, umumkan hasil')
    await budi.getByText('Hasil diumumkan.').waitFor()
    // Cards take two people: whoever asks cannot approve.
    await press(budi, 'Minta persetujuan memberi kartu')
    await budi.getByText('Rp12.000.000').waitFor()
    await press(budi, 'Ya, minta persetujuan memberi kartu')
    await budi.getByText('Anda yang meminta.').first().waitFor()
    assert.equal(await budi.getByRole('button', { name: /^Setujui/ }).count(), 0)
    const dewi = await shop.open({ width: 1280, javaScript })
    await beSupervisor(dewi)
    await dewi.goto(address)
    await dewi.getByText('Nilai: Rp12.000.000').waitFor()
    await press(dewi, 'Setujui: Memberi kartu')
    await settled(dewi, 'Semua langkah gelombang ini sudah selesai.')
    await dewi.context().close()

    const { rows } = await pool.query(
      'select count(card_id)::int as cards from recipient where wave_id = $1 and notified_at is not null',
      [waveId],
    )
    assert.equal(rows[0].cards, seats)
    const { rows: doers } = await pool.query(
      `select act, requested_by, approved_by from approval where subject = $1 and performed_at is not null order by act`,
      [`wave:${waveId}`],
    )
    assert.deepEqual(
      doers.map(({ act }) => act),
      ['grant_cards', 'open_wave', 'run_draw'],
    )
    for (const { requested_by, approved_by } of doers) assert.notEqual(requested_by, approved_by)

    // And the journal knows each of them by name of the account.
    const { rows: acts } = await pool.query('select distinct actor from journal where subject = $1', [
      `wave:${waveId}`,
    ])
    assert.equal(acts.filter(({ actor }) => /^staff:\d+$/.test(actor)).length, 3)
    await everybodyCanCheck(ani, address, waveId)
    await ani.context().close()
    await budi.context().close()
  })

/** Downloads what is public, recomputes it, and finds a rank by its code. */
async function everybodyCanCheck(page: Page, address: string, waveId: number): Promise<void> {
  await page.goto(address)
  await press(page, 'Halaman umum undian ini')
  const open = new URL(page.url()).pathname
  const folder = await mkdtemp(path.join(tmpdir(), 'bekal-undian-'))
  for (const link of await page.locator('main a[href$=".json"], main a[href$=".txt"]').all()) {
    const href = (await link.getAttribute('href'))!
    const answer = await page.request.get(href)
    assert.equal(answer.status(), 200, href)
    await writeFile(path.join(folder, href.split('/').at(-1)!), await answer.body())
  }
  const verdict = await verifyDraw(folder)
  assert.ok(verdict.whole && verdict.selected === seats)
  await rm(folder, { recursive: true })

  const { rows } = await pool.query(
    `select encode(ref, 'hex') as ref from wave_application join recipient using (wave_id, person_id)
     where wave_id = $1 limit 1`,
    [waveId],
  )
  await page.getByLabel('Kode peserta').fill(rows[0].ref.toUpperCase())
  await press(page, 'Cari')
  await page.getByRole('heading', { name: /^Peringkat \d+ dari 30$/ }).waitFor()
  const proof = await page.request.get(`${open}/bukti/${rows[0].ref}/ranks.json`)
  assert.ok(proofHolds(await proof.json()))
  await page.getByLabel('Kode peserta').fill('0'.repeat(32))
  await press(page, 'Cari')
  await page.getByText('tidak ada dalam daftar tertutup').waitFor()
}

test('an invitation is taken up with a phone, and leads to the console by both factors', async () => {
  const page = await shop.open({ width: 360, javaScript: false })
  const budi = await shop.open({ width: 1280, javaScript: false })
  await be(budi, 'Budi')
  await budi.goto('/konsol/staf')
  await budi.getByLabel('Nama').fill('Hadi')
  await budi.getByLabel('Email').fill('hadi@konsol.contoh.id')
  await budi.getByLabel('Auditor').check()
  await press(budi, 'Undang')
  await budi.getByText('Tautannya dikirim ke alamat email orang itu').waitFor()
  // Whoever invites never sees the link: it is in the email of its owner.
  assert.doesNotMatch(await budi.content(), /undangan\/[A-Z0-9]{32}/)
  await budi.context().close()
  const { text } = await shop.message('hadi@konsol.contoh.id', /undangan\//)
  const link = /\/konsol\/undangan\/[A-Z0-9]{32}/.exec(text)?.[0] ?? assert.fail('no link')
  await shop.message('budi@konsol.contoh.id', /Hadi, hadi@konsol\.contoh\.id/)
  await page.goto(link)
  const key = (await page.locator('main code').first().innerText()).replace(/\s/g, '')
  await page.getByLabel('Kode dari aplikasi').fill('000000')
  await page.getByLabel('Kata sandi baru').fill('kata sandi Hadi')
  await press(page, 'Simpan')
  await page.getByText('Kode itu salah').first().waitFor()
  await page.getByLabel('Kode dari aplikasi').fill(totpCode(key, new Date(Date.now() - 30_000)))
  await page.getByLabel('Kata sandi baru').fill('kata sandi Hadi')
  await press(page, 'Simpan')
  await expectHeading(page, 'Simpan kode pemulihan ini')
  assert.equal(await page.locator('main li code').count(), 10)
  await press(page, 'Sudah saya simpan, lanjut masuk')
  await page.getByLabel('Email').fill('hadi@konsol.contoh.id')
  await page.getByLabel('Kata sandi').fill('kata sandi Hadi')
  await page.getByLabel('Kode autentikator').fill(totpCode(key, new Date()))
  await press(page, 'Masuk')
  await expectHeading(page, 'Menunggu Anda')
  // Read only: nothing to press on the page of the waves.
  await page.goto('/konsol/gelombang')
  assert.equal(await page.locator('main form').count(), 0)
  await page.goto(link)
  await page.getByText('Tautan ini sudah dipakai').waitFor()
  await page.context().close()
})

test('a revoked card is restored by two, from its holder’s page', async () => {
  // The clock was moved past all reminders, so terms go on: as if the messages had arrived, and the longer term were over.
  await pool.query(`
    insert into message (card_id, message_id, channel, address, template, params, status, created_at, ended_at)
    select card_id, nextval(pg_get_serial_sequence('outbox', 'message_id')), 'sms', '+6281200000000', template, '{}',
      'sent', notified_at, notified_at
    from card, unnest(array['designation', 'deadline-reminder']) as template`)
  await shop.advance(31 * day)
  await runDeadlines(
    { ...ctx, clock: await demoClock(pool) },
    {
      actor: { actor: 'system:test', requestId: 'r' },
      link: shop.url,
      consoleLink: `${shop.url}/konsol/tenggat`,
    },
  )
  const { rows } = await pool.query(`select person_id from card where status = 'revoked' limit 1`)
  const ani = await shop.open({ width: 1280 })
  const budi = await shop.open({ width: 1280 })
  await be(ani, 'Ani')
  await be(budi, 'Budi')
  await ani.goto(`/konsol/orang/${rows[0].person_id}`)
  await ani.locator('form[action$="/koreksi"]').getByLabel('Alasan').fill('Bank terlambat')
  await press(ani, 'Minta')
  await ani.getByText('Permintaan dicatat.').waitFor()
  assert.equal(await ani.getByRole('button', { name: /^Setujui/ }).count(), 0)
  await budi.goto('/konsol/koreksi')
  await budi.getByText('Bank terlambat').waitFor()
  await budi.getByRole('button', { name: /^Setujui/ }).click()
  await budi.getByText('Kartu dipulihkan.').waitFor()
  await ani.goto(`/konsol/orang/${rows[0].person_id}`)
  await ani.getByText('Kartu dipulihkan').first().waitFor()
  await ani.getByText('Budi Penyetuju').first().waitFor()
  await ani.context().close()
  await budi.context().close()
})

test('an appeal is read and answered with a reason, once; whoever filed it is told', async () => {
  const { rows } = await pool.query('select person_id, email from person order by person_id limit 1')
  const [{ person_id: personId, email }] = rows
  const filed = await fileAppeal(
    { ...ctx, clock: await demoClock(pool) },
    { personId },
    { about: 'revoked', text: 'Bank saya terlambat. NIK 3201010101010001.', requestId: 'r' },
  )
  assert.ok(filed.ok)
  const { reference } = filed.value
  const page = await shop.open({ width: 1280, javaScript: false })
  await be(page, 'Ani')
  await page.locator('main a[href="/konsol/kasus?milik=unowned"]').click()
  await press(page, reference)
  assert.doesNotMatch(await page.locator('main').innerText(), /3201010101010001/)
  await page.getByLabel('Jawaban dan alasannya').fill('pendek')
  await press(page, 'Kabulkan')
  await page.getByText('Tulis jawabannya').first().waitFor()
  await page.getByLabel('Jawaban dan alasannya').fill('Tenggatnya sudah diingatkan dua kali.')
  await press(page, 'Tolak')
  await page.getByText('Jawaban dikirim').waitFor()
  await press(page, reference)
  await page.getByText('Tenggatnya sudah diingatkan dua kali.').waitFor()
  assert.equal(await page.locator('main form').count(), 0)
  await shop.message(email, new RegExp(reference))
  await page.context().close()
})

for (const width of [360, 1280] as const)
  test(`the pages of the console and of the draws are accessible at ${width} px, light and dark, in both languages`, async () => {
    const page = await shop.open({ width })
    // Colours that are on their way from light to dark are no page's own.
    await page.emulateMedia({ reducedMotion: 'reduce' })
    const { rows } = await pool.query(
      `select person_id, (select max(wave_id) from draw) as wave, (select year || '-' || number from wave
       where wave_id = (select max(wave_id) from draw)) as draw from card order by first_paid_at nulls last limit 1`,
    )
    const [at] = rows
    const look = async (paths: readonly string[]) => {
      for (const path of paths) {
        await page.goto(path)
        await page.locator('h1').first().waitFor()
        await expectAccessible(page)
        await page.emulateMedia({ colorScheme: 'dark' })
        await expectAccessible(page, ['color-contrast'])
        await page.emulateMedia({ colorScheme: 'light' })
        await expectNoSidewaysScroll(page)
      }
    }
    await look(['/konsol/masuk', '/undian', `/undian/${at.draw}`, `/undian/${at.draw}?kode=x`, '/dev/konsol'])
    await page.goto('/dev/konsol')
    await page.getByRole('button', { name: 'Budi' }).click()
    const wave = `/konsol/gelombang/${at.wave}`
    const places = [
      '',
      '/cari',
      '/gelombang',
      '/persetujuan',
      '/tenggat',
      '/koreksi',
      '/keberatan',
      '/kasus',
      '/kasus/jawaban',
      '/penyelesaian',
      '/pekerjaan',
      '/pemeriksaan',
      '/kode',
      '/sertifikat',
      '/sertifikat/kunci',
      '/insentif',
      '/otp',
      '/tahun',
      '/tahun/baru',
      '/pengecualian',
      '/impor',
      '/staf',
      '/akun',
    ]
    await look([
      ...places.map((place) => `/konsol${place}`),
      wave,
      `${wave}/aturan`,
      '/konsol/staf/1/email',
      '/konsol/staf/1/peran',
      `/konsol/orang/${at.person_id}`,
    ])
    await look(['/konsol?lang=en', `${wave}?lang=en`, `/konsol/orang/${at.person_id}?lang=en`])
    await page.context().close()
  })
