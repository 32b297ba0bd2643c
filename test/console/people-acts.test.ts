import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countUp } from '../../src/database/tally.ts'
import { inventRecipient } from '../../src/demo/invent-recipient.ts'
import { certificatesOf } from '../../src/learning/certificates/certificates.ts'
import { issueCertificate } from '../../src/learning/certificates/issue-certificate.ts'
import type { Role } from '../../src/staff/permissions.ts'
import { listTasks } from '../../src/staff/tasks.ts'
import { demoClock } from '../../src/years/demo-clock.ts'
import { aStaffMember, Visitor } from '../a-visitor.ts'
import { voucherBuyer } from '../browser/a-bought-voucher.ts'
import { aShop } from '../browser/a-shop.ts'

const shop = await aShop()
const { pool } = shop.database
const ctx = { db: pool, clock: await demoClock(pool), secrets: shop.secrets }
const buy = voucherBuyer(shop)

async function loggedIn(role: Role) {
  const visitor = new Visitor(shop.url)
  const member = await aStaffMember(ctx, [role], new Date())
  await visitor.logIn(member)
  return { visitor, member }
}
const { visitor: operator } = await loggedIn('operator')
const { visitor: supervisor } = await loggedIn('supervisor')
const { visitor: support } = await loggedIn('support')
const { visitor: auditor } = await loggedIn('auditor')
const { visitor: admin } = await loggedIn('admin')

/** Fills in a form that was seen on a page. */
async function sent(who: Visitor, page: string, at: string, form: Readonly<Record<string, string>> = {}) {
  assert.equal((await who.get(page)).status, 200, page)
  return who.post(at, form)
}
const codesNow = async (orderNo: string) => {
  const { rows } = await pool.query(
    `select purchase.card_id as "cardId", purchase_id as "purchaseId", voucher_code as code, person_id as "personId"
     from purchase join card using (card_id) where invoice_code = $1`,
    [orderNo],
  )
  return rows[0] as { cardId: string; purchaseId: string; code: string; personId: string }
}

test('a purchase is found by its code, and a voucher that leaked is replaced once, however often that is clicked', async () => {
  const voucher = await buy()
  const { cardId, purchaseId } = await codesNow(voucher.orderNo)
  const at = `/konsol/kode/${cardId}/${purchaseId}`
  const unknown = await sent(support, '/konsol/kode', '/konsol/kode', { kode: 'AAAAAAAAAAAA' })
  assert.match(unknown.text, /Kode seperti itu tidak ada/)
  assert.equal((await support.post('/konsol/kode', { kode: voucher.code.toLowerCase() })).location, at)
  const seen = await support.get(at)
  assert.match(seen.text, /Belum dipakai/)
  assert.doesNotMatch(seen.text, new RegExp(`${voucher.code}|${voucher.email}|name="alasan"`))
  const akhir = voucher.code.slice(-4)
  assert.equal((await support.post(`${at}/ganti`, { alasan: 'bocor', akhir })).status, 403)
  const replaced = await sent(operator, at, `${at}/ganti`, { alasan: 'tersebar di grup', akhir })
  assert.equal(replaced.location, `${at}?kabar=voucher_replaced`)
  const again = await operator.post(`${at}/ganti`, { alasan: 'tersebar di grup', akhir })
  assert.deepEqual([again.status, /sudah diganti/.test(again.text)], [409, true])
  assert.equal(
    (await operator.post('/konsol/kode', { kode: voucher.code })).location,
    `${at}?kabar=code_was_replaced`,
  )
  const now = await auditor.get(at)
  assert.match(now.text, /Voucher diganti/)
  assert.match(now.text, /tersebar di grup/)
  const other = await buy()
  const daftar = `${other.code}\n${voucher.code}, TIDAKADA1234`
  const came = await sent(operator, '/konsol/kode', '/konsol/kode/ganti', { daftar, alasan: 'daftar bocor' })
  assert.match(came.text, /1 dari 3 kode diganti/)
  assert.notEqual((await codesNow(other.orderNo)).code, other.code)
  assert.match((await auditor.get('/konsol/kode?format=csv')).text, /daftar bocor/)
})

test('a certificate is found by its number, revoked after a second look, and issued again with the name of now', async () => {
  const { cardId, purchaseId } = await codesNow((await buy()).orderNo)
  await pool.query(
    `update purchase set redeemed_at = paid_at, first_use = 'redeemed', finished_at = paid_at, finished_as = 'proven'
     where card_id = $1 and purchase_id = $2`,
    [cardId, purchaseId],
  )
  const by = { actor: 'system:test', requestId: 'r' }
  const issued = await issueCertificate(ctx, { cardId, purchaseId, kind: 'institution' }, by)
  assert.ok(issued.ok)
  const { certificateId } = issued.value
  await pool.query(`update card set holder_name = 'Nama Betul' where card_id = $1`, [cardId])
  const typed = certificateId.toLowerCase().replace(/(.{4})(?=.)/g, '$1 ')
  const at = `/konsol/sertifikat/${certificateId}`
  const found = await support.get(`/konsol/sertifikat?nomor=${encodeURIComponent(typed)}`)
  assert.equal(found.location, at)
  assert.match((await support.get('/konsol/sertifikat?nomor=AAAABBBBCCCC')).text, /bernomor itu tidak ada/)
  const page = await operator.get(at)
  assert.match(page.text, /Nama Betul/)
  assert.match(page.text, /Nama di kartu sudah diubah/)
  const because = { alasan: 'wrong_details', catatan: 'salah ketik' }
  assert.match((await operator.post(`${at}/cabut`, because)).text, /Cabut sertifikat: yakin\?/)
  assert.equal((await operator.post(`${at}/terbitkan-lagi`)).status, 409)
  const revoked = await operator.post(`${at}/cabut`, { ...because, pasti: 'ya' })
  assert.equal(revoked.location, `${at}?kabar=certificate_revoked`)
  assert.match((await operator.get('/konsol/sertifikat?alasan=wrong_details')).text, new RegExp(at))
  assert.doesNotMatch((await auditor.get(at)).text, /action="[^"]*terbitkan-lagi/)
  const again = await sent(operator, at, `${at}/terbitkan-lagi`)
  const [newest] = await certificatesOf(pool, cardId)
  assert.equal(again.location, `/konsol/sertifikat/${newest!.certificateId}?kabar=certificate_issued`)
  assert.equal(newest!.holderName, 'Nama Betul')
  assert.match((await operator.get('/konsol/sertifikat?format=csv')).text, /;Isi sertifikat salah;/)
})

test('a card is suspended and released on the page of its holder, who reads who took a copy of their data', async () => {
  const { personId, cardId } = await codesNow((await buy()).orderNo)
  const at = `/konsol/orang/${personId}`
  assert.equal((await sent(operator, at, `${at}/tangguhkan`)).status, 409)
  const suspended = await operator.post(`${at}/tangguhkan`, { alasan_kartu: 'hilang di jalan' })
  assert.equal(suspended.location, `${at}?kabar=card_suspended`)
  assert.match((await operator.post(`${at}/tangguhkan`, { alasan_kartu: 'lagi' })).text, /sudah dibekukan/)
  const status = async () =>
    (await pool.query('select status from card where card_id = $1', [cardId])).rows[0].status
  assert.equal(await status(), 'suspended')
  assert.match((await operator.get(at)).text, /Aktifkan kartu lagi/)
  assert.match(
    (await operator.post(`${at}/aktifkan`, { alasan_kartu: 'sudah ketemu' })).location,
    /released$/,
  )
  assert.equal(await status(), 'active')
  await auditor.get('/konsol/akun')
  assert.equal((await auditor.post(`${at}/data`, { alasan_salinan: 'x' })).status, 403)
  assert.equal((await operator.post(`${at}/data`, {})).status, 409)
  const copy = await operator.post(`${at}/data`, { alasan_salinan: 'diminta di loket, KTP dilihat' })
  const held = JSON.parse(copy.text)
  assert.match(held.data.nik, /^\*{12}\d{4}$/)
  assert.equal(held.purchases.length, 1)
  const line = held.journal.find(({ act }: { act: string }) => act === 'data_copied')
  assert.equal(line.reason, 'diminta di loket, KTP dilihat')
})

test('a NIK is corrected when two people have typed it from the document on the page of the person, and nobody keeps it between', async () => {
  const { personId } = await codesNow((await buy()).orderNo)
  const at = `/konsol/orang/${personId}`
  const { nik, birth_date: born } = inventRecipient(4_700_000)
  const typed = { nik_benar: nik, lahir_benar: born, alasan_identitas: 'salah ketik saat impor' }
  const form = { ...typed, bukti_identitas: 'identity_card' }
  assert.equal((await sent(operator, at, `${at}/identitas`, typed)).status, 409)
  assert.match((await operator.post(`${at}/identitas`, { ...form, nik_benar: '12' })).text, /bukan NIK/)
  assert.equal((await operator.post(`${at}/identitas`, form)).location, `${at}?kabar=asked`)
  assert.equal((await auditor.post(`${at}/identitas`, form)).status, 403)
  const waits = await supervisor.get(at)
  assert.match(waits.text, new RegExp(`Menunggu orang kedua[\\s\\S]*\\*{12}${nik.slice(-4)}`))
  assert.doesNotMatch(waits.text, new RegExp(nik))
  // By the list of approvals nobody approves what they have not typed.
  const list = await supervisor.get('/konsol/persetujuan')
  assert.match(list.text, new RegExp(`href="${at}"[\\s\\S]*Ketik lagi`))
  const { rows } = await pool.query(
    `select approval_id as id from approval where act = 'correct_identity' and subject = $1`,
    [`person:${personId}`],
  )
  assert.match((await supervisor.post(`/konsol/persetujuan/${rows[0].id}/setujui`)).text, /ketik sekali lagi/)
  const other = { ...form, nik_benar: inventRecipient(4_700_001).nik, lahir_benar: '' }
  assert.equal((await sent(supervisor, at, `${at}/identitas`, other)).status, 409)
  assert.match((await supervisor.post(`${at}/identitas`, form)).location, /identity_corrected$/)
  const now = await pool.query('select nik_hash, nik_tail from person where person_id = $1', [personId])
  assert.deepEqual(now.rows, [{ nik_hash: shop.secrets.hash('nik', nik), nik_tail: nik.slice(-4) }])
  const told = await pool.query(
    `select facts from journal where act = 'identity_corrected' and subject = $1`,
    [`person:${personId}`],
  )
  assert.equal(told.rows[0].facts.document, 'identity_card')
})

test('a request about data is taken at the desk with the hours of the law; erasing waits while the card is good, and how long all is kept is a page', async () => {
  const { personId } = await codesNow((await buy()).orderNo)
  const at = `/konsol/orang/${personId}`
  const asked = { permintaan: 'erasure', isi_permintaan: 'Datang ke loket, KTP dilihat.' }
  await support.get(`/konsol/meja/orang/${personId}`)
  const taken = await support.post(`${at}/permintaan`, asked)
  const [, reference] = /keberatan\/([A-Z0-9]{12})\?kabar=request_taken/.exec(taken.location) ?? []
  assert.ok(reference, taken.location)
  assert.match((await sent(operator, at, `${at}/permintaan`, asked)).text, /sudah menunggu jawaban/)
  assert.match((await operator.get('/konsol/kasus?jenis=data_request')).text, /Sisa 7[12] dari 72 jam/)
  const request = await operator.get(`/konsol/keberatan/${reference}`)
  assert.match(request.text, /Sisa 7[12] dari 72 jam/)
  assert.doesNotMatch(request.text, /name="answer" value="granted"/)
  const page = await operator.get(at)
  assert.match(page.text, /Belum bisa dihapus:[\s\S]*Kartunya masih berlaku sampai/)
  const because = { alasan_hapus: 'diminta di loket' }
  assert.match((await operator.post(`${at}/hapus`, because)).text, /Kartunya masih berlaku sampai/)
  assert.equal((await auditor.post(`${at}/hapus`, because)).status, 403)
  const kept = '/konsol/penyimpanan'
  assert.match((await auditor.get(kept)).text, /phone_proof[\s\S]*forget-phone-codes/)
  const due = await auditor.post(`${kept}/hitung`)
  assert.match(due.text, /Yang sudah waktunya[\s\S]*forget-sessions/)
  assert.equal((await auditor.post(`${kept}/jalankan`)).status, 403)
  assert.match((await sent(admin, kept, `${kept}/jalankan`)).location, /retention_run$/)
})

test('a pause of OTPs stands on the start page and is ended with a reason; roles are changed; an auditor checks the records', async () => {
  const found = await pool.query(`select partner_id as id from partner where storefront = 'bukalapak'`)
  const partnerId = found.rows[0].id
  // Counted, too, or the server would soon find that nothing is guessed and end it.
  await countUp(pool, ctx.clock.now(), new Map([[`otp:unresolved new:${partnerId}`, 1_000_000]]))
  await pool.query(
    `insert into otp_pause (partner_id, acquaintance, because, began_at)
     values ($1, 'new', 'codes_guessed', now()) on conflict do nothing`,
    [partnerId],
  )
  const { rows } = await pool.query('select pause_id from otp_pause where partner_id = $1', [partnerId])
  assert.match(
    (await operator.get('/konsol')).text,
    /href="\/konsol\/otp">\s*<span class="huge">[12]<\/span> Jeda OTP/,
  )
  const end = `/konsol/otp/${rows[0].pause_id}/akhiri`
  assert.equal((await sent(operator, '/konsol/otp', end)).status, 409)
  assert.match((await operator.post(end, { alasan: 'uji beban' })).location, /otp_resumed$/)
  assert.match((await operator.post(end, { alasan: 'uji beban' })).text, /sudah berakhir/)
  const { member } = await loggedIn('support')
  const roles = `/konsol/staf/${member.staffId}/peran`
  assert.equal((await sent(admin, roles, roles)).status, 409)
  assert.match((await admin.post(roles, { role_curator: 'yes' })).location, /roles_changed$/)
  assert.match((await admin.get('/konsol/staf')).text, /Kurator/)
  const check = '/konsol/pemeriksaan/check_ledger'
  await operator.get('/konsol/akun')
  assert.equal((await operator.post(check)).status, 403)
  assert.match((await sent(auditor, '/konsol/pemeriksaan', check)).location, /started$/)
  const ended = async () => (await listTasks(pool, { subject: 'programme', limit: 1 }))[0]?.endedAs
  for (let tries = 0; tries < 200 && !(await ended()); tries++)
    await new Promise((resolve) => setTimeout(resolve, 100))
  assert.equal(await ended(), 'done')
  assert.match((await auditor.get('/konsol/pemeriksaan')).text, /Hal yang harus selalu benar: \d+/)
})

test('a planned wave gets another quota and is cancelled after a second look; one that is open takes two people', async () => {
  const planned = await sent(operator, '/konsol/gelombang', '/konsol/gelombang', {
    tahun: String(new Date().getUTCFullYear()),
    quota: '40',
    number: '91',
  })
  const at = planned.location.replace(/\?.*/, '')
  assert.match(at, /^\/konsol\/gelombang\/\d+$/)
  const changed = await sent(operator, at, `${at}/ubah`, { nomor: '92', kuota: '50' })
  assert.match(changed.location, /wave_changed$/)
  const waveId = Number(at.split('/').at(-1))
  const now = async () =>
    (await pool.query('select number, quota, status from wave where wave_id = $1', [waveId])).rows[0]
  assert.deepEqual(await now(), { number: 92, quota: 50, status: 'planned' })
  assert.equal((await sent(operator, at, `${at}/batalkan`)).status, 409)
  const because = { alasan_batal: 'anggarannya ditarik' }
  const sure = await operator.post(`${at}/batalkan`, because)
  assert.match(sure.text, /dibatalkan untuk selamanya/)
  const open = await pool.query(`select wave_id as id from wave where status = 'open'`)
  const asked = await sent(operator, at, `/konsol/gelombang/${open.rows[0].id}/batalkan`, because)
  assert.equal(asked.location, '/konsol/persetujuan?kabar=asked')
  assert.match((await operator.post(`${at}/batalkan`, { ...because, pasti: 'ya' })).location, /cancelled$/)
  assert.equal((await now()).status, 'cancelled')
})

test('a partner becomes a client of single sign-on, its secret is shown once, and it is ended after a second look', async () => {
  const { rows } = await pool.query(
    `select client_code as code from partner
     where not exists (select from sign_on_client where sign_on_client.partner_id = partner.partner_id) limit 1`,
  )
  const at = `/konsol/mitra/toko/${rows[0].code}`
  const wrong = { alamat_masuk: 'https://a.example/x https://b.example/y' }
  assert.match((await sent(operator, at, `${at}/masuk-tunggal`, wrong)).text, /Pilih satu host/)
  const right = { alamat_masuk: 'https://a.example/kembali', minta_kartu: 'yes' }
  const secretOf = (text: string) => /<code translate="no">([\w-]{20,})<\/code>/.exec(text)?.[1]
  const added = secretOf((await sent(operator, at, `${at}/masuk-tunggal`, right)).text)
  assert.ok(added)
  const page = await operator.get(at)
  assert.match(page.text, /prakerja/)
  assert.doesNotMatch(page.text, new RegExp(added))
  assert.match((await operator.post(`${at}/rahasia`)).text, /Ganti rahasia: yakin\?/)
  const changed = secretOf((await operator.post(`${at}/rahasia`, { pasti: 'ya' })).text)
  assert.ok(changed && changed !== added)
  assert.match((await operator.post(`${at}/akhiri-masuk`, { pasti: 'ya' })).location, /sign_on_ended$/)
  assert.match((await operator.get(at)).text, /Sudah diakhiri/)
  assert.match((await auditor.get(`${at}/katalog`)).text, /course_code/)
  assert.equal((await auditor.post(`${at}/rahasia`, { pasti: 'ya' })).status, 403)
})

test('a parked message is given up once, after one was asked whether to', async () => {
  const { rows } = await pool.query(
    `insert into outbox (channel, address, template, params, due_at, last_error, created_at, parked_at)
     values ('sms', '+6281200001234', 'restored', '{}', now(), 'operator says no', now(), now())
     returning message_id`,
  )
  const kiriman = String(rows[0].message_id)
  const page = '/konsol/pesan/kiriman?keadaan=parked'
  assert.match((await operator.get(page)).text, /operator says no[\s\S]*Batalkan pesan/)
  const form = { kartu: '0', kiriman, tertahan: 'ya' }
  const at = '/konsol/pesan/kiriman/hentikan'
  assert.match((await sent(operator, page, at, form)).text, /Batalkan pesan: yakin\?/)
  const sure = { ...form, pasti: 'ya' }
  assert.match((await sent(operator, page, at, sure)).location ?? '', /kabar=message_given_up/)
  assert.match((await sent(operator, page, at, sure)).text, /Tidak ada pesan tertahan yang dimaksud/)
  assert.equal((await auditor.post(at, sure)).status, 403)
  const left = await pool.query('select status, error from message where message_id = $1', [kiriman])
  assert.deepEqual(left.rows, [{ status: 'failed', error: 'operator says no' }])
})
