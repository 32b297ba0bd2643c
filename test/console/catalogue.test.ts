import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import sharp from 'sharp'
import { findProposal, type ProposalFields } from '../../src/catalogue/proposals/proposals.ts'
import { proposeCourse, submitProposal } from '../../src/catalogue/proposals/write-proposal.ts'
import { findInstitutionUser } from '../../src/learning/institution-portal/users.ts'
import type { Role } from '../../src/staff/permissions.ts'
import { openShellSession } from '../../src/staff/shell-sessions.ts'
import { demoClock } from '../../src/years/demo-clock.ts'
import { aStaffMember, Visitor } from '../a-visitor.ts'
import { bekalOn } from '../bekal.ts'
import { aShop } from '../browser/a-shop.ts'

const shop = await aShop()
const { pool } = shop.database
const ctx = { db: pool, clock: await demoClock(pool), secrets: shop.secrets }
const by = { actor: 'institution-user:1', requestId: 'r' }
const mine = (await findInstitutionUser(pool, { email: 'mitra-1@contoh.test' }))!

/** Somebody with a role, at the console and at the command line. */
async function somebody(role: Role) {
  const member = await aStaffMember(ctx, [role], new Date())
  const visitor = new Visitor(shop.url)
  await visitor.logIn(member)
  const session = { device: 'test', wireNow: new Date(), requestId: 'r' }
  const { token } = await openShellSession(ctx, member.staffId, session)
  return { visitor, bekal: bekalOn({ ...shop.settings, BEKAL_URL: shop.url }, token) }
}
const curator = await somebody('curator')
const operator = await somebody('operator')
const [finance, support, auditor] = [
  await somebody('finance'),
  await somebody('support'),
  await somebody('auditor'),
]

const fields: ProposalFields = {
  title: 'Merangkai Janur',
  category: 'Umum',
  method: 'self_paced',
  price: 'Rp 250.000',
  description: 'Dari pelepah sampai penjor.',
  outcomes: 'Merangkai penjor',
  syllabus: 'Pelepah (40 menit)',
  minAge: '',
  maxAge: '',
  minEducation: '',
  quota: '40',
  startsAt: '',
  endsAt: '',
}

async function proposed(title: string): Promise<string> {
  const drafted = await proposeCourse(ctx, mine.institutionId, { fields: { ...fields, title } }, by)
  assert.ok(drafted.ok)
  const { draftId } = drafted.value
  assert.ok((await submitProposal(ctx, mine.institutionId, draftId, by)).ok)
  return draftId
}

/** Fills in a form that was seen on a page. */
async function sent(who: Visitor, page: string, at: string, form: Readonly<Record<string, string>>) {
  assert.equal((await who.get(page)).status, 200, page)
  return who.post(at, form)
}

const everyPoint = Object.fromEntries(
  ['learnt', 'price', 'schedule', 'trainer', 'data', 'certificate'].map((point) => [`butir_${point}`, 'yes']),
)
const { rows: listed } = await pool.query(
  `select course_code, slug, title, institution_id from course
   where status = 'listed' and price is not null order by course_id limit 1`,
)
const course = listed[0]

test('a proposal is returned with its checklist, which the institution reads, and is approved when every point holds', async () => {
  const draftId = await proposed('Merangkai Janur')
  const at = `/konsol/katalog/usulan/${draftId}`
  assert.match((await curator.visitor.get('/konsol/katalog/usulan')).text, new RegExp(`href="${at}"`))
  const open = await sent(curator.visitor, at, at, { putusan: 'setujui', butir_learnt: 'yes' })
  assert.equal(open.status, 409)
  assert.match(open.text, /Belum semua butir daftar periksa dicentang/)
  assert.match(open.text, /name="butir_learnt" value="yes" checked/)
  const returned = await sent(curator.visitor, at, at, {
    putusan: 'kembalikan',
    butir_learnt: 'yes',
    catatan_price: 'dua kali yang serupa',
    alasan: 'Turunkan harganya',
  })
  assert.equal(returned.location, `${at}?kabar=proposal_returned`)
  const entered = await fetch(`${shop.url}/dev/mitra`, {
    method: 'POST',
    body: new URLSearchParams({ user: mine.userId }),
    redirect: 'manual',
  })
  const cookie = entered.headers.get('set-cookie')!.split(';')[0]!
  const read = await (await fetch(`${shop.url}/mitra/usulan/${draftId}`, { headers: { cookie } })).text()
  assert.match(read, /Turunkan harganya/)
  assert.match(read, /dua kali yang serupa/)
  assert.ok((await submitProposal(ctx, mine.institutionId, draftId, by)).ok)
  const approved = await sent(curator.visitor, at, at, { putusan: 'setujui', ...everyPoint })
  assert.equal(approved.location, `${at}?kabar=proposal_approved`)
  const { courseCode } = (await findProposal(pool, draftId))!
  const page = await curator.visitor.get(`/konsol/katalog/pelatihan/${courseCode}`)
  assert.match(page.text, /Merangkai Janur/)
  assert.match(page.text, /Rp250\.000/)
  const said = (await curator.bekal('draft', 'show', draftId)).said
  assert.deepEqual(
    said.curations.map((one: { verdict: string }) => one.verdict),
    ['approved', 'refused'],
  )
})

test('a picture is set by command, seen in the console and in a storefront, and taken down with a reason', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'bekal-picture-'))
  after(() => rm(folder, { recursive: true, force: true }))
  const [file, out] = [path.join(folder, 'janur.webp'), path.join(folder, 'out.avif')]
  await writeFile(
    file,
    await sharp({ create: { width: 900, height: 600, channels: 3, background: '#284' } })
      .webp()
      .toBuffer(),
  )
  const at = `/konsol/katalog/pelatihan/${course.course_code}`
  const code: string = course.course_code
  assert.equal((await curator.bekal('course', 'picture', code)).said.refusal, 'picture_missing')
  const set = (who: typeof curator) =>
    who.bekal('course', 'set-picture', code, file, '--alt', 'Penjor di gapura')
  assert.equal((await set(finance)).said.refusal, 'not_allowed')
  assert.equal((await set(curator)).said.alt, 'Penjor di gapura')
  const shown = (await auditor.bekal('course', 'picture', code, '--out', out)).said
  assert.equal(shown.status, 'shown')
  const served = Buffer.from(await (await fetch(`${shop.url}${shown.address}`)).arrayBuffer())
  assert.deepEqual(served, await readFile(out))
  const page = (await auditor.visitor.get(at)).text
  assert.match(page, /Penjor di gapura/)
  assert.doesNotMatch(page, /turunkan-gambar/)
  assert.match(
    await (await fetch(`${shop.url}/pijar/kursus/${course.slug}`)).text(),
    /alt="Penjor di gapura"/,
  )
  assert.equal((await sent(curator.visitor, at, `${at}/turunkan-gambar`, { alasan_gambar: '' })).status, 409)
  const reason = { alasan_gambar: 'Memuat nomor HP' }
  const down = await sent(curator.visitor, at, `${at}/turunkan-gambar`, reason)
  assert.equal(down.location, `${at}?kabar=picture_taken_down`)
  assert.match((await curator.visitor.get(at)).text, /diturunkan: Memuat nomor HP/)
  assert.match(await (await fetch(`${shop.url}/pijar/kursus/${course.slug}`)).text(), /<svg class="art"/)
  const again = await curator.bekal('course', 'take-down-picture', code, '--because', 'sekali lagi')
  assert.equal(again.said.refusal, 'picture_missing')
})

test('a course is withdrawn after its open orders were shown, listed again by command, and its seats are changed', async () => {
  const at = `/konsol/katalog/pelatihan/${course.course_code}`
  assert.equal((await sent(curator.visitor, at, `${at}/tarik`, { alasan: '' })).status, 409)
  const asked = await sent(curator.visitor, at, `${at}/tarik`, { alasan: 'tidak diajarkan lagi' })
  assert.equal(asked.status, 200)
  assert.match(asked.text, /Pesanan ini tetap berjalan/)
  assert.match(asked.text, /name="alasan" value="tidak diajarkan lagi"/)
  const done = await curator.visitor.post(`${at}/tarik`, { alasan: 'tidak diajarkan lagi', pasti: 'ya' })
  assert.equal(done.location, `${at}?kabar=course_withdrawn`)
  assert.match((await curator.visitor.get('/konsol/katalog?status=withdrawn')).text, new RegExp(at))
  assert.equal((await fetch(`${shop.url}/pijar/kursus/${course.slug}`)).status, 404)
  const again = await curator.bekal('course', 'list-again', course.course_code, '--because', 'kembali')
  assert.deepEqual(again.said, { courseCode: course.course_code, status: 'listed' })
  const page = await auditor.visitor.get(at)
  for (const event of ['Pelatihan ditarik', 'tidak diajarkan lagi', 'kembali'])
    assert.match(page.text, new RegExp(event))
  const { rows } = await pool.query(
    'select schedule_code, quota from schedule join course using (course_id) where course_code = $1 limit 1',
    [course.course_code],
  )
  const seats = {
    jadwal: rows[0].schedule_code,
    kursi: String(rows[0].quota + 5),
    alasan_kursi: 'ruang lebih besar',
  }
  assert.match((await sent(curator.visitor, at, `${at}/kursi`, seats)).location, /seats_changed$/)
  assert.match((await sent(curator.visitor, at, `${at}/kursi`, seats)).text, /sudah begitu/)
})

test('a storefront is added by page, its key shown on the answer alone, made anew and revoked after a second look', async () => {
  const form = {
    kode: 'toko-baru',
    nama: 'Toko Baru',
    domain: 'baru.example',
    jenis_mitra: 'storefront',
    uji: 'yes',
  }
  const added = await sent(operator.visitor, '/konsol/mitra', '/konsol/mitra', form)
  assert.equal(added.status, 200)
  const [, key] = /<code translate="no">(\w{40})<\/code>/.exec(added.text) ?? []
  assert.ok(key, added.text)
  const at = '/konsol/mitra/toko/toko-baru'
  assert.doesNotMatch((await operator.visitor.get(at)).text, new RegExp(key))
  assert.match((await operator.visitor.post(`${at}/kunci`)).text, /<code translate="no">\w{40}<\/code>/)
  const keys = async () => ((await operator.visitor.get(at)).text.match(/Kunci [12]<\/td>/g) ?? []).length
  assert.equal(await keys(), 2)
  assert.match(
    (await operator.visitor.post(`${at}/cabut-kunci`, { kunci: '1' })).text,
    /Cabut kunci ini: yakin/,
  )
  assert.equal(await keys(), 2)
  const revoked = await operator.visitor.post(`${at}/cabut-kunci`, { kunci: '1', pasti: 'ya' })
  assert.equal(revoked.location, `${at}?kabar=key_revoked`)
  assert.equal(await keys(), 1)
  const offered = await operator.visitor.post(`${at}/tawarkan`, { pelatihan: course.course_code })
  assert.match(offered.location, /courses_offered$/)
  assert.match((await operator.visitor.get(at)).text, /1 pelatihan ditawarkan/)
  const [uri, wrong] = ['https://baru.example/kembali', 'http://baru.example']
  assert.match((await operator.visitor.post(`${at}/alamat`, { alamat: wrong })).text, /Tulis alamat https/)
  assert.match((await operator.visitor.post(`${at}/alamat`, { alamat: uri })).location, /uri_added$/)
  const change = {
    nama: 'Toko Baru Sekali',
    domain: 'baru.example',
    jenis_mitra: 'storefront',
    alasan: 'ganti nama',
  }
  assert.match((await operator.visitor.post(at, change)).location, /partner_changed$/)
  assert.match((await operator.visitor.get(`${at}`)).text, /Toko Baru Sekali/)
})

test('somebody is invited for an institution, anew after a lost phone, and disabled, never of another institution', async () => {
  const at = `/konsol/mitra/lembaga/${mine.institutionId}`
  const other = (
    await pool.query('select min(institution_id) as id from institution where institution_id <> $1', [
      mine.institutionId,
    ])
  ).rows[0].id
  const email = 'guru-baru@contoh.test'
  assert.match((await sent(operator.visitor, at, `${at}/undang`, { email_baru: email })).location, /invited$/)
  assert.equal(
    (await operator.visitor.post(`/konsol/mitra/lembaga/${other}/nonaktif`, { email, pasti: 'ya' })).status,
    404,
  )
  assert.equal((await operator.visitor.post(`${at}/undang-lagi`, { email })).status, 200)
  assert.match(
    (await operator.visitor.post(`${at}/undang-lagi`, { email, pasti: 'ya' })).location,
    /invited$/,
  )
  assert.match((await operator.visitor.post(`${at}/nonaktif`, { email, pasti: 'ya' })).location, /disabled$/)
  assert.match((await operator.visitor.get(at)).text, /guru-baru@contoh\.test[\s\S]*Dinonaktifkan/)
  assert.match(
    (await operator.visitor.post(`${at}/kontak`, { kontak: 'ulasan@contoh.test' })).location,
    /contact_set$/,
  )
  assert.match((await operator.visitor.post(`${at}/belajar`, { belajar: 'http://x' })).text, /diawali https/)
})

test('who may look, and who may act, is the same by page and by command', async () => {
  const pages = [
    '/konsol/katalog',
    '/konsol/katalog/usulan',
    '/konsol/katalog/promo',
    '/konsol/katalog/ulasan',
    '/konsol/mitra',
    '/konsol/mitra/lembaga',
  ]
  for (const { visitor } of [curator, operator, finance, support, auditor])
    for (const page of pages) {
      assert.equal((await visitor.get(page)).status, 200, page)
      const file = await visitor.get(`${page}?format=csv`)
      assert.match(file.text, /^\ufeff?[\w" ]+;/, page)
    }
  const at = `/konsol/katalog/pelatihan/${course.course_code}`
  for (const { visitor, bekal } of [finance, support, auditor, operator]) {
    await visitor.get('/konsol/akun')
    assert.equal((await visitor.post(`${at}/tarik`, { alasan: 'x', pasti: 'ya' })).status, 403)
    const refused = await bekal('course', 'withdraw', course.course_code, '--because', 'x')
    assert.equal(refused.said.refusal, 'not_allowed')
    assert.equal((await bekal('promo', 'end', 'tokopedia', 'X')).said.refusal, 'not_allowed')
    assert.equal((await bekal('review', 'show', '1-1')).said.refusal, 'not_allowed')
    assert.equal((await bekal('draft', 'approve', 'K1')).said.refusal, 'not_allowed')
  }
  for (const { visitor, bekal } of [finance, support, auditor, curator]) {
    await visitor.get('/konsol/akun')
    assert.equal((await visitor.post('/konsol/mitra/toko/toko-baru/kunci')).status, 403)
    assert.equal((await bekal('partner', 'rotate-key', 'toko-baru')).said.refusal, 'not_allowed')
    assert.equal((await bekal('institution', 'user', 'disable', 'x@y.id')).said.refusal, 'not_allowed')
  }
  assert.equal((await operator.bekal('partner', 'rotate-key', 'toko-baru')).code, 0)
  assert.equal((await curator.bekal('promo', 'end', 'tokopedia', 'TIDAKADA')).said.refusal, 'promo_unknown')
})
