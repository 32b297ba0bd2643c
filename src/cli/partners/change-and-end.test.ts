import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { after, test } from 'node:test'
import { parse } from 'csv-parse/sync'
import { anInstitution } from '../../../test/an-institution.ts'
import { bekalOn } from '../../../test/bekal.ts'
import { settingsOf, tamper } from '../../../test/database.ts'
import { ana, budi, tokenOf } from '../../../test/two-people.ts'
import { main } from '../../cli.ts'
import { checkInvariants } from '../../ledger/check-invariants.ts'
import { rotateKey } from '../../partners/directory/keys.ts'
import { findSignOnClient } from '../../partners/sign-on/clients.ts'
import { importExclusions } from '../../recipients/exclusions/exclusions.ts'
import { changeRoles } from '../../staff/change-roles.ts'

const programme = await anInstitution()
const { ctx, pool, clock, directory, aCard, aCourse, ask, refusal, data } = programme
// The commands go by the machine's clock.
clock.set(new Date())
const folder = await mkdtemp(path.join(tmpdir(), 'bekal-cli-'))
after(async () => {
  await programme.close()
  await rm(folder, { recursive: true, force: true })
})
const settings = {
  BEKAL_DATA: folder,
  ...settingsOf(programme.database),
}
const bekal = bekalOn(settings, await tokenOf(ctx, ana))
const nobody = bekalOn(settings)

const made = await rotateKey(ctx, directory, { actor: 'cli:test', requestId: 'r-test', clientCode: 'toko' })
assert.ok(made.ok)
const toko = { clientCode: 'toko', key: made.value.key }

async function refused(...words: string[]): Promise<string> {
  const { code, said } = await bekal(...words)
  assert.equal(code, 1, JSON.stringify(said))
  return said.refusal
}

/** The events of a subject, by Ana, in order. */
async function eventsOf(subject: string): Promise<[string, string][]> {
  const { rows } = await pool.query(
    `select act, reason from journal where subject = $1 and actor = $2 order by at`,
    [subject, ana.actor],
  )
  return rows.map(({ act, reason }) => [act, reason])
}

async function order(buyer: string, options: { price?: number } = {}) {
  const card = await aCard()
  const course = await aCourse(options)
  return {
    card,
    course,
    body: {
      user_platform_id: buyer,
      prakerja_id: card.number,
      course_code: course.courseCode,
      schedule_code: course.scheduleCode,
      amount: course.amount,
    },
  }
}

test('acts upon cards, courses, people, exclusions and partners take somebody of the staff who is logged in', async () => {
  const { card, course } = await order('nobody')
  for (const words of [
    ['card', 'suspend', card.number],
    ['card', 'release', card.number],
    ['course', 'withdraw', course.courseCode],
    ['course', 'list-again', course.courseCode],
    ['person', 'rename', '1', '--name', 'Siti'],
    ['exclusion', 'remove', '3275015705950001', '--list', 'ASN'],
    ['partner', 'change', 'toko', '--suspended', 'on'],
    ['course', 'seats', course.scheduleCode, '9'],
  ]) {
    const { code, said } = await nobody(...words, '--because', 'uji')
    assert.deepEqual([code, said.refusal], [1, 'not_logged_in'], words.join(' '))
  }
})

test('a card that is suspended buys nothing, and buys again once it is released; both are journaled with the reason', async () => {
  const { card, body } = await order('pembeli-kartu')
  assert.equal(await refused('card', 'release', card.number, '--because', 'uji'), 'card_not_suspended')
  assert.equal(await refused('card', 'suspend', card.number, '--because', ' '), 'reason_missing')
  assert.equal(await refused('card', 'suspend', '1234', '--because', 'uji'), 'card_number_malformed')
  const suspended = await bekal('card', 'suspend', card.number, '--because', 'dipinjamkan')
  assert.deepEqual(suspended.said, { cardId: card.cardId, status: 'suspended' })
  assert.equal(await refused('card', 'suspend', card.number, '--because', 'uji'), 'card_suspended')
  assert.match(await refusal('payment/send-otp', body, toko), /^ERRTRX40052 /)
  const { rows: cards } = await pool.query(
    `select status, balance = granted as whole from card where card_id = $1`,
    [card.cardId],
  )
  assert.deepEqual(cards, [{ status: 'suspended', whole: true }])
  assert.equal((await bekal('card', 'release', card.number, '--because', 'sudah jelas')).code, 0)
  clock.advance(60_000)
  assert.ok((await data('payment/send-otp', body, toko)).payment_token)
  assert.deepEqual(await eventsOf(`card:${card.cardId}`), [
    ['card_suspended', 'dipinjamkan'],
    ['card_released', 'sudah jelas'],
  ])
  const revoked = await aCard({ status: 'revoked', balance: 0 })
  for (const turn of ['suspend', 'release'])
    assert.equal(await refused('card', turn, revoked.number, '--because', 'uji'), 'card_revoked')
  assert.deepEqual(await checkInvariants(pool), [])
})

test('a code that was sent before the card was suspended pays nothing', async () => {
  const { card, body } = await order('pembeli-kode')
  const { payment_token } = await data('payment/send-otp', body, toko)
  assert.equal((await bekal('card', 'suspend', card.number, '--because', 'dicuri')).code, 0)
  const paid = await programme.purchases.authorize({
    partner: programme.toko,
    paymentToken: payment_token as string,
    otp: await programme.otpFor(card.phone),
    invoiceCode: 'DP-TUNDA',
    invoiceUrl: 'https://toko.example/1',
    requestId: 'r-1',
  })
  assert.deepEqual(paid.ok ? 'paid' : paid.refusal, 'card_not_usable')
})

test('a course that is withdrawn is sold nowhere, and again once it is listed again', async () => {
  const { course, body } = await order('pembeli-kursus')
  const { courseCode } = course
  assert.equal(await refused('course', 'list-again', courseCode, '--because', 'uji'), 'course_listed')
  assert.equal(await refused('course', 'withdraw', 'tidak-ada', '--because', 'uji'), 'course_unknown')
  const withdrawn = await bekal('course', 'withdraw', courseCode, '--because', 'izin dicabut')
  assert.deepEqual(withdrawn.said, { courseCode, status: 'withdrawn' })
  assert.equal(await refused('course', 'withdraw', courseCode, '--because', 'uji'), 'course_withdrawn')
  assert.match(await refusal('payment/send-otp', body, toko), /^ERRPLT40054 /)
  assert.equal((await bekal('course', 'list-again', courseCode, '--because', 'izin baru')).code, 0)
  assert.ok((await data('payment/send-otp', body, toko)).payment_token)
  const { rows } = await pool.query(`select course_id from course where course_code = $1`, [courseCode])
  assert.deepEqual(await eventsOf(`course:${rows[0].course_id}`), [
    ['course_withdrawn', 'izin dicabut'],
    ['course_listed_again', 'izin baru'],
  ])
})

test('an exclusion is lifted from one list and stays on another; the journal says why, without the NIK', async () => {
  const nik = '3275015705950001'
  for (const list of ['ASN', 'TNI'])
    assert.ok((await importExclusions(ctx, list, Readable.from([`nik\n${nik}\n`]), ana)).ok)
  const remove = (...more: string[]) => ['exclusion', 'remove', nik, ...more, '--because', 'sudah pensiun']
  assert.equal(await refused(...remove('--list', 'Polri')), 'exclusion_unknown')
  const { said } = await bekal(...remove('--list', 'ASN'))
  assert.deepEqual(said, { list: 'ASN', nik: '************0001' })
  assert.equal(await refused(...remove('--list', 'ASN')), 'exclusion_unknown')
  const { rows } = await pool.query('select list from exclusion')
  assert.deepEqual(rows, [{ list: 'TNI' }])
  assert.deepEqual(
    (await eventsOf('exclusion:ASN')).filter(([act]) => act === 'exclusion_removed'),
    [['exclusion_removed', 'sudah pensiun']],
  )
  const { rows: told } = await pool.query(
    `select count(*)::int as n from journal where facts::text like $1`,
    [`%${nik}%`],
  )
  assert.deepEqual(told, [{ n: 0 }])
  const wrong = ['exclusion', 'remove', '123', '--list', 'ASN', '--because', 'uji']
  assert.equal(await refused(...wrong), 'nik_malformed')
})

test("somebody's name is corrected, on their card too, and the journal keeps that it was and why", async () => {
  const { cardId } = await aCard()
  const { rows } = await pool.query(
    `insert into person (nik_hash, nik_sealed, nik_tail, kk_hash, kk_sealed, name, born_on, phone, email, education,
         occupation, created_at)
       values ('\\x01', '\\x01', '0001', '\\x01', '\\x01', 'Siti Amina', '1995-05-17', '+628120000001', 's@contoh.test', 3,
         'pekerja', now())
       returning person_id`,
  )
  const person = String(rows[0].person_id)
  await tamper(
    pool,
    `set session_replication_role = replica;
     insert into recipient (wave_id, person_id, card_id, status, selected_at, notified_at)
     values (1, ${person}, ${cardId}, 'notified', now(), now());
     reset session_replication_role`,
  )
  const rename = (name: string, because = 'salah ketik') => [
    ...['person', 'rename', person, '--name', name, '--because', because, '--evidence', 'identity_card'],
  ]
  assert.equal(await refused(...rename('  ')), 'name_malformed')
  assert.equal(await refused(...rename('Siti 2')), 'name_malformed')
  assert.equal(await refused(...rename('Siti Amina')), 'nothing_differs')
  assert.equal(
    await refused('person', 'rename', '999999', '--name', 'X', '--because', 'uji'),
    'person_unknown',
  )
  assert.deepEqual((await bekal(...rename(' Siti  Aminah '))).said.name, 'Siti Aminah')
  const { rows: names } = await pool.query(
    `select name, holder_name from person join recipient using (person_id) join card using (card_id)
     where person.person_id = $1`,
    [person],
  )
  assert.deepEqual(names, [{ name: 'Siti Aminah', holder_name: 'Siti Aminah' }])
  assert.deepEqual(await eventsOf(`person:${person}`), [['person_renamed', 'salah ketik']])
})

test('an institution is found by its number, and a partner of one needs it', async () => {
  const { said } = await bekal('institution', 'list')
  const { institutionId } = said.find(({ name }: { name: string }) => name === 'LKP Lain')
  const add = ['partner', 'add', 'lkp-baru', '--name', 'LKP Baru', '--domain', 'lkp.example']
  assert.equal(await refused(...add, '--kind', 'institution'), 'institution_missing')
  assert.equal(await refused(...add, '--kind', 'institution', '--institution', '9999'), 'institution_unknown')
  assert.equal((await bekal(...add, '--kind', 'institution', '--institution', `${institutionId}`)).code, 0)
})

test('a partner of the wrong kind is mended, and nothing impossible comes out of a change', async () => {
  const add = ['partner', 'add', 'salah', '--name', 'Salah', '--domain', 'salah.example']
  assert.equal((await bekal(...add)).code, 0)
  const change = (...more: string[]) => ['partner', 'change', 'salah', ...more, '--because', 'salah jenis']
  assert.equal(await refused(...change('--kind', 'institution')), 'institution_missing')
  assert.equal(await refused(...change('--institution', '9999')), 'institution_unknown')
  assert.equal(await refused(...change('--name', ' ')), 'name_missing')
  assert.equal(await refused(...change('--domain', 'https://x')), 'domain_malformed')
  assert.equal(await refused(...change('--kind', 'storefront')), 'nothing_to_change')
  assert.equal(await refused(...change('--acts-as-institution')), 'institution_missing')
  assert.equal(await refused('partner', 'change', 'siapa', '--because', 'uji'), 'partner_unknown')
  const ours = ['partner', 'change', 'pijar', '--because', 'uji']
  assert.equal(await refused(...ours, '--kind', 'institution', '--institution', '1'), 'own_storefront')
  assert.equal(await refused(...ours, '--suspended', 'on'), 'own_storefront_sells')
  const { said } = await bekal(
    ...change(
      '--kind',
      'institution',
      '--institution',
      '1',
      '--name',
      'LKP Benar',
      '--domain',
      'benar.example',
    ),
  )
  assert.deepEqual(said, {
    clientCode: 'salah',
    name: 'LKP Benar',
    kind: 'institution',
    domain: 'benar.example',
    institutionId: 1,
    actsAsInstitution: false,
    status: 'active',
  })
  const { rows } = await pool.query(
    `select facts from journal where act = 'partner_changed' and subject = 'partner:salah'`,
  )
  assert.deepEqual(rows[0].facts, {
    name: { from: 'Salah', to: 'LKP Benar' },
    kind: { from: 'storefront', to: 'institution' },
    domain: { from: 'salah.example', to: 'benar.example' },
    institutionId: { from: null, to: 1 },
  })
})

test('a suspended partner is answered as the catalogue of errors says, until it goes on', async () => {
  const change = (to: string) => ['partner', 'change', 'toko', '--suspended', to, '--because', 'kunci bocor']
  assert.equal((await bekal(...change('on'))).said.status, 'suspended')
  clock.advance(5000)
  assert.match(await refusal('catalogue/list', {}, toko), /^ERRAUT40153 /)
  assert.equal(await refused(...change('on')), 'nothing_to_change')
  assert.equal((await bekal(...change('off'))).said.status, 'active')
  clock.advance(5000)
  assert.equal((await ask('catalogue/list', {}, toko)).status, 200)
  assert.deepEqual(await eventsOf('partner:toko'), [
    ['partner_suspended', 'kunci bocor'],
    ['partner_released', 'kunci bocor'],
  ])
})

test('the catalogue of a partner is a file with a line for each schedule, made harmless for spreadsheets', async () => {
  const { course } = await order('pembeli-berkas', { price: 250_000 })
  await pool.query(`update course set title = '=1+1' where course_code = $1`, [course.courseCode])
  const { said } = await bekal('partner', 'catalogue', 'toko')
  const found = said.find(({ courseCode }: { courseCode: string }) => courseCode === course.courseCode)
  assert.deepEqual(
    [found.price, found.schedules.map(({ scheduleCode }: { scheduleCode: string }) => scheduleCode)],
    [250_000, [course.scheduleCode]],
  )
  assert.equal(await refused('partner', 'catalogue', 'siapa'), 'partner_unknown')

  const { log } = console
  const printed: string[] = []
  console.log = (text: string) => void printed.push(text)
  try {
    assert.equal(await main(['node', 'bekal', 'partner', 'catalogue', 'toko']), 0)
  } finally {
    console.log = log
  }
  const [heads, ...rows] = parse(printed.join('\n'), { bom: true }) as string[][]
  assert.deepEqual([heads?.length, heads?.[0], heads?.[10]], [17, 'course_code', 'schedule_code'])
  const row = rows.find(([code]) => code === course.courseCode)
  assert.deepEqual([row?.[1], row?.[5], row?.[10]], ["'=1+1", '250000', course.scheduleCode])
})

test('courses are listed and shown with their schedules, withdrawn ones too', async () => {
  const { course } = await order('lihat')
  await bekal('course', 'withdraw', course.courseCode, '--because', 'uji')
  const { said } = await bekal('course', 'list', '--withdrawn')
  assert.ok(said.some(({ courseCode }: { courseCode: string }) => courseCode === course.courseCode))
  const shown = (await bekal('course', 'show', course.courseCode)).said
  assert.deepEqual(
    [shown.status, shown.schedules.map(({ scheduleCode }: { scheduleCode: string }) => scheduleCode)],
    ['withdrawn', [course.scheduleCode]],
  )
  assert.equal(await refused('course', 'show', 'tidak-ada'), 'course_unknown')
})

test('a promo is made at a storefront that came from a file, as at ours', async () => {
  const promo = ['promo', 'add', 'kebunilmu', 'MUSIM', '--amount', '5000']
  assert.equal(await refused(...promo), 'storefront_unknown')
  const withFile = { ...settings, BEKAL_STOREFRONTS: 'docs/examples/kebun-ilmu.ts' }
  const { code, said } = await bekalOn(withFile, await tokenOf(ctx, ana))(...promo)
  assert.equal(code, 0, JSON.stringify(said))
  const { rows } = await pool.query(`select code, value from promo where storefront = 'kebunilmu'`)
  assert.deepEqual(rows, [{ code: 'MUSIM', value: 5000 }])
})

test('a schedule gets other seats, never fewer than were sold, also while many buy', async () => {
  const { card, course, body } = await order('kursi', { price: 100_000 })
  const { scheduleCode, courseCode } = course
  const seats = (count: string) =>
    bekal('course', 'seats', scheduleCode, count, '--because', 'kelas lebih besar')
  const shown = await bekal('course', 'show', courseCode)
  const quota: number = shown.said.schedules[0].quota
  assert.equal(
    await refused('course', 'seats', scheduleCode, String(quota), '--because', 'uji'),
    'seats_same',
  )
  assert.equal(await refused('course', 'seats', scheduleCode, '3', '--because', ' '), 'reason_missing')
  assert.equal(
    await refused('course', 'seats', scheduleCode, '1.5', '--because', 'uji'),
    'quota_out_of_range',
  )
  assert.equal(
    await refused('course', 'seats', scheduleCode, '1000001', '--because', 'uji'),
    'quota_out_of_range',
  )
  assert.equal(await refused('course', 'seats', 'tidak-ada', '3', '--because', 'uji'), 'schedule_unknown')
  const buy = async (prakerja_id: string, phone: string, buyer: string) => {
    const asked = { ...body, prakerja_id, user_platform_id: buyer }
    const { payment_token } = await data('payment/send-otp', asked, toko)
    return programme.purchases.authorize({
      partner: programme.toko,
      paymentToken: payment_token as string,
      otp: await programme.otpFor(phone),
      invoiceCode: `DP-${buyer}`,
      invoiceUrl: 'https://toko.example/1',
      requestId: 'r-1',
    })
  }
  assert.ok((await buy(card.number, card.phone, 'kursi-1')).ok)
  assert.equal(await refused('course', 'seats', scheduleCode, '0', '--because', 'uji'), 'seats_sold')
  const others = await Promise.all(Array.from({ length: 5 }, () => aCard()))
  const [fewer, ...bought] = await Promise.all([
    seats('3'),
    ...others.map((one, i) => buy(one.number, one.phone, `kursi-${i + 2}`).catch(() => ({ ok: false }))),
  ])
  const sold = 1 + bought.filter(({ ok }) => ok).length
  assert.ok(fewer.code === 0 ? sold <= 3 : fewer.said.refusal === 'seats_sold', JSON.stringify([fewer, sold]))
  assert.equal((await seats(String(sold + 7))).said.left, 7)
  const broken = (await checkInvariants(pool)).filter(({ invariant }) => invariant === 'seats_add_up')
  assert.deepEqual(broken, [])
})

test('a storefront that is to sell a course no more does not, and a client of the sign-on that is ended logs nobody in', async () => {
  const { course, body } = await order('tarik')
  assert.equal(
    await refused('partner', 'withdraw', 'tidak-ada', '--course', course.courseCode, '--because', 'uji'),
    'partner_unknown',
  )
  const withdraw = (because: string) =>
    bekal('partner', 'withdraw', 'toko', '--course', course.courseCode, '--because', because)
  assert.equal((await withdraw(' ')).said.refusal, 'reason_missing')
  assert.deepEqual((await withdraw('kontrak selesai')).said, { withdrawn: 1 })
  assert.deepEqual((await withdraw('sekali lagi')).said, { withdrawn: 0 })
  assert.match(await refusal('payment/send-otp', body, toko), /^ERRPLT40054 /)
  const { rows } = await pool.query('select course_id from course where course_code = $1', [
    course.courseCode,
  ])
  assert.deepEqual((await eventsOf(`course:${rows[0].course_id}`)).at(-1), [
    'course_offer_withdrawn',
    'kontrak selesai',
  ])

  const client = ['--redirect-uri', 'https://toko.example/kembali']
  assert.equal((await bekal('sign-on', 'client', 'add', 'toko', ...client)).code, 0)
  assert.equal((await bekal('sign-on', 'client', 'end', 'toko')).said.ended, true)
  assert.equal(await refused('sign-on', 'client', 'end', 'toko'), 'client_unknown')
  assert.equal(await refused('sign-on', 'client', 'rotate-secret', 'toko'), 'client_unknown')
  assert.equal(await findSignOnClient(ctx, 'programme', 'toko'), undefined)
  const [listed] = (await bekal('sign-on', 'client', 'list')).said
  assert.ok(listed.endedAt)
  assert.equal((await bekal('sign-on', 'client', 'add', 'toko', ...client)).code, 0)
  assert.ok(await findSignOnClient(ctx, 'programme', 'toko'))
})

test('other roles rest before they decide, are told, and leave somebody who administers', async () => {
  const roles = (email: string, ...given: string[]) =>
    bekal('staff', 'change-roles', email, ...given.flatMap((role) => ['--role', role]))
  assert.equal((await roles('ana@staf.contoh.id', 'auditor')).said.refusal, 'not_oneself')
  assert.equal((await roles('tidak-ada@staf.contoh.id', 'auditor')).said.refusal, 'staff_unknown')
  assert.equal((await roles('budi@staf.contoh.id')).said.refusal, 'role_missing')
  assert.equal((await roles('budi@staf.contoh.id', 'supervisor', 'operator')).said.refusal, 'roles_same')
  assert.deepEqual((await roles('budi@staf.contoh.id', 'admin')).said, { roles: ['admin'] })
  const { rows } = await pool.query(
    `select roles, may_decide_from > now() + interval '23 hours' as rests from staff where staff_id = 102`,
  )
  assert.deepEqual(rows, [{ roles: ['admin'], rests: true }])
  const told = await pool.query(`select count(*)::int as n from outbox where template = 'staff-news'`)
  assert.ok(told.rows[0].n >= 2)
  const budiActs = bekalOn(settings, await tokenOf(ctx, budi))
  assert.equal(
    (await budiActs('staff', 'change-roles', 'ana@staf.contoh.id', '--role', 'auditor')).code,
    0,
    'Budi administers now',
  )
  assert.equal((await roles('budi@staf.contoh.id', 'operator')).said.refusal, 'not_allowed')
  const again = await changeRoles(ctx, '102', ['operator'], 24, { actor: 'cli:test', requestId: 'r' })
  assert.equal(again.ok || again.refusal, 'admin_needed')
})
