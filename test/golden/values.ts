import assert from 'node:assert/strict'
import { inquiryPath, listInquiries } from '../../src/information/inquiries.ts'
import { classCodeNow } from '../../src/learning/attendance/class-code.ts'
import type { Journey } from '../../src/storefronts/journey.ts'
import { journeys } from '../../src/storefronts/journeys.ts'
import { readers } from '../../src/storefronts/orders/read-answer.ts'
import type { World } from './fixed-world.ts'

/** For a parameter, by the address up to it: its values by their labels. */
export type Values = ReadonlyMap<string, ReadonlyMap<string, string>>

interface Known {
  readonly orders: ReadonlyMap<string, string>
  readonly institutionId: number
  readonly confirmation: string
  readonly links: Readonly<Record<string, string>>
}

type Entry = readonly [label: string, value: string]
const nobodys: Entry = ['unknown', 'A'.repeat(32)]
const unknownOrder: Entry = ['unknown', 'PIJ-000000000000']

/** Finds something real for every parameter of an address, and for those of links and codes something wrong, too. */
export async function valuesOf({ ctx }: World, known: Known): Promise<Values> {
  const values = new Map<string, ReadonlyMap<string, string>>()
  const say = (address: string, ...entries: Entry[]) => values.set(address, new Map(entries))
  /** labels and values as a statement finds them; returns the first value */
  async function find(address: string, sql: string, parameters: unknown[] = []): Promise<string> {
    const { rows } = await ctx.db.query({ text: sql, values: parameters, rowMode: 'array' })
    assert.ok(rows.length > 0, `the seeded programme has nothing for ${address}`)
    say(address, ...rows.map(([label, value]): Entry => [label, String(value)]))
    return String(rows[0]?.[1])
  }
  for (const journey of journeys) await shopValues(journey, known, say, find)
  await consoleValues(say, find)
  await institutionPortalValues(known, say, find)

  say('/beranda/survei/:number', ['first', '1'], ['unknown', '13'])
  await find(
    '/kartu/tunggu/:schedule',
    `select 'first', schedule_code from schedule order by schedule_id limit 1`,
  )
  await find('/tanya-jawab/:question', `select 'first', min(question_id) from common_question`)
  await find('/pengumuman/:announcement', `select 'current', min(announcement_id) from announcement`)
  const [inquiry] = await listInquiries(ctx.db, { open: true, most: 1 })
  const token = inquiryPath(ctx, inquiry?.reference ?? '').slice('/hubungi-kami/'.length)
  say('/hubungi-kami/:token', ['waits', token], nobodys)
  await find(
    '/kartu/pembelian/:purchase',
    `(select 'finished', purchase_id from certificate limit 1) union all select 'unknown', 1`,
  )
  say('/panduan/:guide', same('peserta'), same('auditor'), ['unknown', 'tidak-ada'])
  say('/panduan/:guide/:below', ['unknown', 'apa/itu'])
  say('/panduan/dokumen/:document', same('payments'), same('0049-queue-of-cases'), ['unknown', 'tidak-ada'])
  say('/cara-beli/:storefront', ...journeys.map(({ id }) => same(id)), ['unknown', 'tidak-ada'])
  say('/cara-beli/:storefront/:picture', ['unknown', 'tidak-ada'])
  say('/assets/pelatihan/:file', ['unknown', 'tidak-ada'])
  say('/daftar/email/:token', ['live', known.links['sign up']!], nobodys)
  say('/daftar/tes/:item', ['first', '1'], ['beyond', '19'])
  for (const at of ['/masuk/izin/:uid', '/kemnaker/izin/:uid']) say(at, nobodys)
  say('/konfirmasi-kehadiran/:state', ['live', known.confirmation], nobodys)
  const drawn = await find(
    '/undian/:wave',
    `select status, year || '-' || number from wave join draw using (wave_id) order by status = 'announced' desc, number`,
  )
  say('/undian/:wave/:file', ...['rules.json', 'list.txt', 'result.json', 'tidak-ada'].map(same))
  const ref = `select 'joined', encode(ref, 'hex') from wave_application join wave using (wave_id)
    where year || '-' || number = $1 order by person_id limit 1`
  await find('/undian/:wave/bukti/:ref', ref, [drawn])
  say('/undian/:wave/bukti/:ref/:list', ...['list.json', 'result.json'].map(same))
  await find(
    '/beranda/bukti/:wave',
    `select status, wave_id from wave where status in ('announced', 'open') order by 1`,
  )
  await find('/verifikasi/:id', `select kind, certificate_id from certificate order by kind limit 1`)
  say('/status/:list', ['first', '1'])
  say('/bukan-saya/:token', nobodys)
  const schedule = await find(
    '/hadir/:schedule',
    `select 'webinar', schedule_id from code join purchase using (card_id, purchase_id) where code = 'UJI0KODE0011'`,
  )
  say('/hadir/:schedule/:session', ['first', '1'])
  const { rows } = await ctx.db.query(
    'select institution_id from schedule join course using (course_id) where schedule_id = $1',
    [schedule],
  )
  const of = { institutionId: rows[0].institution_id, scheduleId: Number(schedule), sequence: 1 }
  say(
    '/hadir/:schedule/:session/:code',
    ['live', classCodeNow(ctx, of).code],
    ['unknown', 'AAAAAAAAAAAAAAAA'],
  )
  return values
}

type Say = (address: string, ...entries: Entry[]) => unknown
type Find = (address: string, sql: string, parameters?: unknown[]) => Promise<string>

async function shopValues({ id: shop, steps }: Journey, known: Known, say: Say, find: Find): Promise<void> {
  const base = `/${shop}`
  const own = [...known.orders].flatMap(([label, no]): Entry[] =>
    label.startsWith(`${shop} `) ? [[label.slice(shop.length + 1), no]] : [],
  )
  say(`${base}/pesanan/:no`, ...own, unknownOrder)
  say(`${base}/pesanan/:no/:step`, ...steps.flatMap(({ step }) => (step in readers ? [same(step)] : [])))
  const bought = own.filter(([label]) => label === 'paid')
  say(`${base}/belajar/:no`, ...(bought.length > 0 ? bought : [unknownOrder]))
  say(`${base}/belajar/:no/:lesson`, ['first', '1'], ['second', '2'])
  say(`${base}/belajar/:no/tes/:test`, same('pre'), same('post'))
  say(`${base}/belajar/:no/tes/:test/:place`, ['first', '1'])
  say(`${base}/belajar/:no/tugas/:scope`, same('tpm'), same('uk'))
  await find(`${base}/belajar/:no/tugas/:scope/berkas/:id`, `select 'work', submission_id from submission`)
  const dated = `exists (select from schedule where schedule.course_id = course.course_id and starts_at is not null)`
  const first = (label: string, is: string) =>
    `(select '${label}', slug from course join offer using (course_id) join partner using (partner_id)
      where storefront = $1 and ${is} order by title limit 1)`
  await find(
    `${base}/kursus/:slug`,
    `${first('any time', `not ${dated}`)} union all ${first('dated', dated)} union all
     select 'reviewed', slug from course where exists (select from review where review.course_id = course.course_id)
     union all select 'unknown', 'tidak-ada'`,
    [shop],
  )
  await find(
    `${base}/lembaga/:slug`,
    `(select 'teaches', slug from institution order by institution_id limit 1) union all select 'unknown', 'tidak-ada'`,
  )
  for (const [path, about] of [
    ['sandi-baru', 'password'],
    ['email-baru', 'email'],
  ]) {
    const live = known.links[`${shop} ${about}`]
    say(`${base}/${path}/:token`, ...(live ? [['live', live] as const] : []), nobodys)
  }
}

async function consoleValues(say: Say, find: Find): Promise<void> {
  await find('/konsol/gelombang/:id', 'select number::text, wave_id from wave order by number')
  say('/konsol/gelombang/:id/coba-aturan/:task', ['unknown', '999999'])
  say('/konsol/tahun/:year', same('2026'), ['unknown', '1999'])
  for (const at of ['/konsol/impor/berkas/:upload', '/konsol/impor/:import']) say(at, ['unknown', '999999'])
  const empty = ['/meja/bantuan/:case', '/meja/dihentikan/:change', '/pesan/kampanye/:campaign']
  for (const at of [...empty, '/ekspor/:export', '/tampilan/:view', '/otp/:pause'])
    say(`/konsol${at}`, ['unknown', '999999'])
  await find('/konsol/meja/orang/:id', `select 'with card', person_id from card order by card_id limit 1`)
  say('/konsol/pesan/kata/:template', same('restored'))
  say('/konsol/pesan/kata/:template/:channel', same('sms'), same('email'))
  say('/konsol/pesan/kata/:template/:channel/:language', same('id'), same('en'))
  const paid = `from purchase where voucher_code is not null and status = 'paid' order by card_id, purchase_id limit 1`
  await find('/konsol/kode/:card', `select 'with voucher', card_id ${paid}`)
  await find('/konsol/kode/:card/:purchase', `select 'with voucher', purchase_id ${paid}`)
  await find(
    '/konsol/sertifikat/:certificate',
    `select kind, certificate_id from certificate order by kind limit 1`,
  )
  say('/konsol/pemeriksaan/:check', same('check_ledger'), same('tidak-ada'))
  say('/konsol/grafik/:name', ...['corong', 'per-jam', 'saldo', 'otp', 'tidak-ada'].map(same))
  await find(
    '/konsol/orang/:id',
    `(select 'with card', person_id from card order by card_id limit 1) union all
     (select 'without', person_id from wave_application order by person_id limit 1)`,
  )
  // Of a real one every run has other transactions and hashes.
  say('/konsol/orang/:id/bukti/:purchase', ['unknown', '999999999'])
  await find('/konsol/kartu/:id', `select 'first', card_id from card order by card_id limit 1`)
  await find('/konsol/keuangan/rekening/:account', `select 'waits', account_id from payout_account`)
  await find(
    '/konsol/katalog/pelatihan/:course',
    `(select 'listed', course_code from course where status = 'listed' order by course_id limit 1)
     union all select 'unknown', 'tidak-ada'`,
  )
  await find(
    '/konsol/katalog/usulan/:draft',
    `select 'course ' || status, 'K' || course_draft_id from course_draft union all
     select 'schedule ' || status, 'J' || schedule_draft_id from schedule_draft`,
  )
  say('/konsol/katalog/promo/:promo', ['unknown', '999999'])
  await find('/konsol/katalog/ulasan/:review', `select 'first', card_id || '-' || purchase_id from review`)
  await find(
    '/konsol/mitra/toko/:partner',
    `select 'storefront', client_code from partner where client_code = 'mitra-uji-01'
     union all select 'unknown', 'tidak-ada'`,
  )
  await find(
    '/konsol/mitra/lembaga/:institution',
    `(select 'first', institution_id from institution order by institution_id limit 1)
     union all select 'unknown', 999999`,
  )
  await find('/konsol/survei/:survey', `select 'first', survey_id from survey order by survey_id limit 1`)
  await find(
    '/konsol/keuangan/rekonsiliasi/:partner',
    `select 'storefront', client_code from partner where client_code = 'mitra-uji-01'
     union all select 'unknown', 'tidak-ada'`,
  )
  say('/konsol/keuangan/rekonsiliasi/:partner/:file', ['to come', '2099-12-31.json'], ['none', 'hari.xml'])
  for (const at of ['/konsol/keuangan/berkas-toko/:file', '/konsol/keuangan/selisih/:difference'])
    say(at, ['unknown', '999999'])
  await find('/konsol/keuangan/pembayaran/:run', `select 'computed', run_id from payment_run`)
  await find('/konsol/keuangan/pembayaran/:run/:payment', `select 'waits', payment_id from payment limit 1`)
  say('/konsol/keuangan/pembayaran/:run/berkas/:format', same('pain.001'), ['unknown', 'doc'])
  await find('/konsol/keuangan/bank/:statement', `select 'read', statement_id from bank_statement`)
  await find('/konsol/keuangan/selisih-bank/:line', `select 'waits', statement_line_id from statement_line`)
  say('/konsol/kecurangan/:case', ['unknown', '1'], ['none', 'x'])
  await find('/konsol/keuangan/penahanan/:hold', `select 'in force', hold_id from hold`)
  say('/konsol/keuangan/penangguhan/:suspension', ['unknown', '999999'])
  await find('/konsol/keberatan/:reference', `select 'open', reference from appeal`)
  await find('/konsol/pertanyaan/:reference', `select 'open', reference from inquiry`)
  await find('/konsol/tanya-jawab/:question', `select 'first', min(question_id) from common_question`)
  await find('/konsol/pengumuman/:announcement', `select 'current', min(announcement_id) from announcement`)
  await find('/konsol/kasus/tugas/:submission', `select 'work', submission_id from submission limit 1`)
  await find('/konsol/kecurangan/:case', `select 'open', case_id from fraud_case`)
  await find('/konsol/koreksi/:id', `select 'open', correction_id from correction`)
  await find('/konsol/persetujuan/:id', `select 'open', approval_id from approval where approved_at is null`)
  await find('/konsol/penyelesaian/:report', `select 'waits', report_id from completion_report`)
  await find(
    '/konsol/staf/:id',
    `select 'supervisor', staff_id from staff where email like 'budi@%' order by staff_id limit 1`,
  )
  say('/konsol/undangan/:token', nobodys)
}

async function institutionPortalValues({ institutionId }: Known, say: Say, find: Find): Promise<void> {
  const own = [institutionId]
  await find(
    '/lembaga/:slug',
    `select 'learnt here', slug from institution where institution_id = $1 union all
     select 'reviewed', slug from institution join course using (institution_id) join review using (course_id)`.replaceAll(
      ', slug from',
      ', institution.slug from',
    ),
    own,
  )
  say('/lembaga/balas/:token', nobodys)
  await find(
    '/mitra/jadwal/:schedule',
    `select 'first', schedule_id from schedule join course using (course_id)
     where institution_id = $1 order by starts_at nulls last, schedule_id limit 1`,
    own,
  )
  await find(
    '/mitra/peserta/:participant',
    `select 'learner', card_id || '-' || purchase_id from purchase join course using (course_id)
     where institution_id = $1 and purchase.status = 'paid' order by card_id limit 1`,
    own,
  )
  await find('/mitra/peserta/:participant/bukti/:report', `select 'first', report_id from completion_report`)
  await find(
    '/mitra/pelatihan/ubah/:course',
    `select 'first', course_code from course where institution_id = $1 order by title limit 1`,
    own,
  )
  await find(
    '/mitra/usulan/:draft',
    `select 'course ' || status, 'K' || course_draft_id from course_draft union all
     select 'schedule ' || status, 'J' || schedule_draft_id from schedule_draft`,
  )
  await find('/mitra/tukar/laporan/:batch', `select 'first', redeem_batch_id from redeem_batch`)
  await find('/mitra/ulasan/:review', `select 'first', card_id || '-' || purchase_id from review`)
  say('/mitra/undangan/:token', nobodys)
}

function same(value: string): Entry {
  return [value, value]
}
