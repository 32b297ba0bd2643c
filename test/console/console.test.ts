import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import { totpCode } from '../../src/kernel/secrets/second-factor.ts'
import { heldData } from '../../src/registration/person-data.ts'
import { permissions, type Role, roles } from '../../src/staff/permissions.ts'
import { consoleTable } from '../../src/web/console/console-routes.ts'
import { demoClock } from '../../src/years/demo-clock.ts'
import { aStaffMember, Visitor } from '../a-visitor.ts'
import { aShop } from '../browser/a-shop.ts'
import { notLists, ownTables } from './not-lists.ts'

const shop = await aShop()
const { pool } = shop.database
const ctx = { db: pool, clock: await demoClock(pool), secrets: shop.secrets }
const now = () => new Date()
/** The way in; what has a log-in behind it is every other address. */
const open = ['/masuk', '/keluar', '/undangan/:token', '/kode-pemulihan']
/** What no row has: nothing is changed by walking. */
const addresses = consoleTable.routes
  .filter(({ path }) => !open.includes(path))
  .map((route) => ({
    ...route,
    address: `/konsol${route.path === '/' ? '' : route.path.replace(/:\w+(?:\{[^}]*\})?/g, '999999')}`,
  }))

test('every address of the console asks for one permission, and the walk knows all of them', () => {
  assert.ok(addresses.length > 25)
  const known: readonly string[] = ['own', ...permissions]
  for (const { who, address } of addresses) assert.ok(known.includes(who), address)
  assert.equal(new Set(addresses.map(({ method, address }) => method + address)).size, addresses.length)
})

/** The log-in, which leads back to where one wanted to go. */
const logInOf = (address: string) =>
  address === '/konsol' ? '/konsol/masuk' : `/konsol/masuk?lanjut=${encodeURIComponent(address)}`

test('nobody sees nothing: every page leads to the log-in, every form is refused', async () => {
  for (const { method, address } of addresses) {
    const stranger = new Visitor(shop.url)
    const seen = method === 'get' ? await stranger.get(address) : await stranger.post(address)
    if (method === 'get') assert.deepEqual([seen.status, seen.location], [303, logInOf(address)], address)
    else assert.equal(seen.status, 403, address)
    // With a token of one's own, but nobody behind it.
    await stranger.get('/konsol/masuk')
    if (method === 'post') {
      const sent = await stranger.post(address)
      assert.deepEqual([sent.status, sent.location], [303, logInOf(address)], address)
    }
  }
})

test('wrong tries are refused with one sentence, then locked; the page never shows the password again', async () => {
  const staff = await aStaffMember(ctx, ['operator'], now())
  const visitor = new Visitor(shop.url)
  await visitor.get('/konsol/masuk')
  const wrong = await visitor.post('/konsol/masuk', {
    email: staff.email,
    password: 'bukan kata sandinya',
    otp: totpCode(staff.secret, now()),
  })
  assert.equal(wrong.status, 422)
  assert.match(wrong.text, /Email, kata sandi atau kode salah/)
  assert.doesNotMatch(wrong.text, /bukan kata sandinya/)
  for (let i = 0; i < 4; i++)
    await visitor.post('/konsol/masuk', { email: staff.email, password: 'x', otp: '1' })
  assert.match((await visitor.logIn(staff)).text, /Terlalu banyak percobaan/)
})

test('whoever is disabled is out with the next click; idle for a quarter of an hour ends a session', async () => {
  const staff = await aStaffMember(ctx, ['auditor'], now())
  const visitor = new Visitor(shop.url)
  await visitor.logIn(staff)
  assert.equal((await visitor.get('/konsol')).status, 200)
  await pool.query('update staff set disabled_at = now() where staff_id = $1', [staff.staffId])
  assert.equal((await visitor.get('/konsol')).location, '/konsol/masuk')

  const other = new Visitor(shop.url)
  await other.logIn(await aStaffMember(ctx, ['auditor'], now()))
  await pool.query(
    `update web_session set seen_at = seen_at - interval '15 minutes' where site = 'konsol' and account_id is not null`,
  )
  assert.equal((await other.get('/konsol')).location, '/konsol/masuk')
})

test('a person is found by each kind, never by an address that tells it, and every look is journaled', async () => {
  const staff = await aStaffMember(ctx, ['auditor'], now())
  const visitor = new Visitor(shop.url)
  await visitor.logIn(staff)
  const { rows } = await pool.query(`
    select card.person_id, card.card_id, card.number, person.phone, person.email, person.name, person.nik_sealed,
      person.nik_tail, purchase.invoice_code, purchase.redeem_code, storefront_order.order_no
    from card
    join person using (person_id)
    join purchase using (card_id)
    join storefront_order using (card_id)
    where purchase.status = 'paid' limit 1`)
  const [one] = rows
  const nik = shop.secrets.open(one.nik_sealed)
  await pool.query(
    `insert into certificate_code values ('CERTCERT1234', $1);`.replace('$1', String(one.card_id)),
  )
  const kinds: readonly string[] = [
    one.number,
    one.number.replace(/(.{4})/g, '$1 '),
    one.phone,
    one.phone.replace('+62', '0'),
    one.email.toUpperCase(),
    one.name.toUpperCase(),
    nik,
    one.invoice_code,
    one.redeem_code,
    one.order_no,
    'certcert1234',
  ]
  for (const [i, typed] of kinds.entries()) {
    await visitor.get('/konsol/cari')
    const sent = await visitor.post('/konsol/cari', { q: typed, reason: `uji ${i}` })
    assert.deepEqual([sent.status, sent.location], [303, '/konsol/cari?satu=ya'])
    const found = await visitor.get(sent.location)
    assert.equal(found.location, `/konsol/orang/${one.person_id}`, `kind ${i}: ${found.status}`)
    const page = await visitor.get(found.location)
    assert.equal(page.status, 200)
    assert.match(page.text, new RegExp(`\\*{12}${one.nik_tail}`))
    assert.ok(!page.text.includes(nik), 'the NIK is masked')
  }
  const { rows: looks } = await pool.query(
    `select actor, reason from journal where act = 'person_viewed' and subject = $1 order by journal_id`,
    [`person:${one.person_id}`],
  )
  assert.deepEqual(
    looks,
    kinds.map((_, i) => ({ actor: `staff:${staff.staffId}`, reason: `uji ${i}` })),
  )
  // The person reads it on the page of their own data.
  const { journal } = await heldData(ctx, { personId: one.person_id })
  const newest = journal.find(({ act }) => act === 'person_viewed')
  assert.deepEqual([newest?.actor, newest?.reason], [`staff:${staff.staffId}`, `uji ${kinds.length - 1}`])
  const { rows: told } = await pool.query(
    `select from web_session where state::text like '%' || $1 || '%'
     union all select from journal where facts::text like '%' || $1 || '%' or reason like '%' || $1 || '%'`,
    [nik],
  )
  assert.equal(told.length, 0, 'what was typed lies nowhere in the open')
  await visitor.get('/konsol/cari')
  await visitor.post('/konsol/cari', { q: 'tidak ada yang bernama begini' })
  assert.match((await visitor.get('/konsol/cari')).text, /Tidak ditemukan/)
})

test('a reason is of one person: who else is opened, from the list or by address, is looked at without one', async () => {
  const visitor = new Visitor(shop.url)
  await visitor.logIn(await aStaffMember(ctx, ['auditor'], now()))
  const { rows: people } = await pool.query(
    `select person_id, name, phone from person where person_id in (select person_id from recipient) order by person_id limit 3`,
  )
  const since = (await pool.query('select max(journal_id) as last from journal')).rows[0].last
  const look = async (person: { person_id: string }) =>
    (await visitor.get(`/konsol/orang/${person.person_id}`)).text
  await visitor.get('/konsol/cari')
  await visitor.post('/konsol/cari', { q: people[0].phone, reason: 'keluhan 17' })
  // By address, and not found by that search: the reason is not theirs, and they do not use it up.
  assert.match(await look(people[1]), /belum ada alasan melihat/)
  assert.doesNotMatch(await look(people[0]), /belum ada alasan melihat/)
  await look(people[0])
  await look(people[2])
  await visitor.post(`/konsol/orang/${people[2].person_id}/alasan`, { look_reason: 'panggilan balik' })
  await look(people[2])
  await look(people[0])
  const { rows } = await pool.query(
    `select subject, reason from journal where act = 'person_viewed' and journal_id > $1 order by journal_id`,
    [since],
  )
  const [one, two, three] = people.map(({ person_id }) => `person:${person_id}`)
  assert.deepEqual(
    rows.map(({ subject, reason }) => [subject, reason]),
    [
      [two, 'no_reason_given'],
      [one, 'keluhan 17'],
      [one, 'keluhan 17'],
      [three, 'no_reason_given'],
      [three, 'panggilan balik'],
      [one, 'no_reason_given'],
    ],
  )
})

test('a list is sorted by its columns, taken away as it is shown, and its view saved and shared', async () => {
  const visitor = new Visitor(shop.url)
  const colleague = new Visitor(shop.url)
  const auditor = await aStaffMember(ctx, ['auditor'], now())
  await visitor.logIn(auditor)
  await colleague.logIn(await aStaffMember(ctx, ['finance', 'auditor'], now()))
  const csv = async (query: string) =>
    parse((await visitor.get(`/konsol/gelombang?${query}&format=csv`)).text, {
      bom: true,
      delimiter: [';', ','],
    }) as string[][]
  const { rows } = await pool.query('select quota from wave order by quota')
  const quotas = rows.map(({ quota }) => String(quota))
  const [head, ...lines] = await csv('urut=kuota')
  assert.deepEqual(head!.slice(0, 4), ['Gelombang', 'Jenis', 'Status', 'Kuota'])
  assert.ok(head!.at(-1)!.endsWith('(WIB)'))
  assert.deepEqual(
    lines.map((line) => line[3]),
    quotas,
  )
  const greatest = (await csv('urut=-kuota')).slice(1).map((line) => line[3])
  assert.deepEqual(greatest, [...quotas].reverse())
  assert.match((await visitor.get('/konsol/gelombang?urut=-kuota')).text, /aria-sort="descending"/)
  assert.match((await visitor.get('/konsol/gelombang?format=xlsx')).text, /^PK/)

  await visitor.get('/konsol/kasus?keadaan=overdue&urut=-dibuka')
  const view = { place: '/konsol/kasus', query: 'keadaan=overdue&urut=-dibuka' }
  const shared = { view_name: 'Yang lewat', view_role: 'auditor' }
  const saved = await visitor.post('/konsol/tampilan', { ...view, ...shared })
  assert.equal(saved.location, '/konsol/kasus?keadaan=overdue&urut=-dibuka&kabar=view_saved')
  await visitor.post('/konsol/tampilan', { ...view, view_name: 'Hanya saya', view_role: '' })
  const offered = (await colleague.get('/konsol/kasus')).text
  assert.match(offered, /href="\/konsol\/kasus\?keadaan=overdue&amp;urut=-dibuka"[^>]*>Yang lewat/)
  assert.doesNotMatch(offered, /Hanya saya/)
  const refused = await visitor.post('/konsol/tampilan', { ...view, ...shared, view_role: 'finance' })
  assert.equal(refused.status, 409)
  const away = await visitor.post('/konsol/tampilan', { ...view, ...shared, place: '//contoh.example' })
  assert.equal(away.status, 404)
  const id = (await pool.query(`select view_id from saved_view where name = 'Yang lewat'`)).rows[0].view_id
  await colleague.get('/konsol/kasus')
  assert.equal((await colleague.post(`/konsol/tampilan/${id}/hapus`, view)).status, 409)
  await visitor.get('/konsol/kasus')
  assert.equal((await visitor.post(`/konsol/tampilan/${id}/hapus`, view)).status, 303)
  assert.doesNotMatch((await colleague.get('/konsol/kasus')).text, /Yang lewat/)
})

/** The first of one's files that is whole. */
async function fileOf(visitor: Visitor): Promise<string> {
  for (let i = 0; i < 100; i++) {
    const { text } = await visitor.get('/konsol/pekerjaan')
    const file = /href="(\/konsol\/ekspor\/\d+)"/.exec(text)?.[1]
    if (file) return file
    await sleep(50)
  }
  return assert.fail('no file came')
}

test('the recipients of a wave are a list, exported whole as long work for whoever asked alone', async () => {
  const [visitor, colleague] = [new Visitor(shop.url), new Visitor(shop.url)]
  await visitor.logIn(await aStaffMember(ctx, ['auditor'], now()))
  await colleague.logIn(await aStaffMember(ctx, ['auditor'], now()))
  const { rows } = await pool.query(
    'select wave_id, count(*)::int as people from recipient group by wave_id order by people desc limit 1',
  )
  const [wave] = rows
  const place = `/konsol/gelombang/${wave.wave_id}/penerima`
  assert.ok((await visitor.get(`/konsol/gelombang/${wave.wave_id}`)).text.includes(`href="${place}"`))
  assert.match((await visitor.get(place)).text, /<th scope="col">NIK</)
  await visitor.get('/konsol/pekerjaan')
  const asked = await visitor.post('/konsol/ekspor', { place, query: '' })
  assert.equal(asked.location, '/konsol/pekerjaan?kabar=started')
  const file = await fileOf(visitor)
  const lines = parse((await visitor.get(file)).text, { bom: true, delimiter: ';' }) as string[][]
  assert.equal(lines.length, wave.people + 1)
  assert.deepEqual(lines[0]!.slice(0, 4), ['Nomor', 'Nama', 'NIK', 'HP'])
  assert.ok(lines.slice(1).every(([, , nik, phone]) => /^\*{12}\d{4}$/.test(nik!) && phone!.includes('*')))
  assert.deepEqual(
    parse((await visitor.get(`${place}?format=csv`)).text, { bom: true, delimiter: ';' }),
    lines,
  )
  assert.equal((await colleague.get(file)).status, 404)
  await visitor.get('/konsol/pekerjaan')
  assert.equal((await visitor.post('/konsol/ekspor', { place: '/konsol/tidak-ada', query: '' })).status, 409)
  const curator = new Visitor(shop.url)
  await curator.logIn(await aStaffMember(ctx, ['curator'], now()))
  await curator.get('/konsol/pekerjaan')
  const not = await curator.post('/konsol/ekspor', { place, query: '' })
  assert.match(not.text, /Peran Anda tidak melihat daftar ini/)
})

test('a list of millions is paged by its key, and one that is too long for a file is written as it is shown', async () => {
  const visitor = new Visitor(shop.url)
  await visitor.logIn(await aStaffMember(ctx, ['auditor'], now()))
  await pool.query(
    `insert into message
       (card_id, message_id, template, channel, address, params, status, error, created_at, ended_at)
     select 0, 9000000000 + n, 'registration_code', 'email', 'uji@contoh.id', '{}', 'failed', 'uji ' || n,
       '2020-01-02T00:00Z', '2020-01-02T03:00Z'::timestamptz + n / 3 * interval '1 microsecond'
     from generate_series(1, 10003) n`,
  )
  const place = '/konsol/pesan/kiriman'
  const query = 'keadaan=failed&hari=2020-01-02'
  let next: string | undefined = `${place}?${query}`
  const seen: string[] = []
  for (let page = 0; next && page < 4; page++) {
    const { text } = await visitor.get(next)
    seen.push(...[...text.matchAll(/<td>(uji \d+)</g)].map(([, answer]) => answer!))
    next = /href="([^"]+)" rel="next"/.exec(text)?.[1]?.replaceAll('&amp;', '&')
  }
  assert.deepEqual(
    seen,
    Array.from({ length: 200 }, (_, n) => `uji ${10_003 - n}`),
  )
  const long = await visitor.get(`${place}?${query}&format=csv`)
  assert.equal(long.status, 409)
  assert.match(long.text, /lebih panjang dari 10\.000 baris/)
  assert.match(long.text, /name="query" value="keadaan=failed&amp;hari=2020-01-02"/)
  assert.equal((await visitor.post('/konsol/ekspor', { place, query })).status, 303)
  const lines = parse((await visitor.get(await fileOf(visitor))).text, {
    bom: true,
    delimiter: ';',
  }) as string[][]
  assert.equal(new Set(lines.slice(1).map((line) => line.at(-1))).size, 10_003)
  assert.match(lines[0]![0]!, /\(WIB\)$/)
  assert.equal(lines[1]![0], '2020-01-02 10:00:00')
})

test('every page of the console with a table that can grow is a list, or says in one place why not', async () => {
  const visitor = new Visitor(shop.url)
  await visitor.logIn(await aStaffMember(ctx, roles, now()))
  const pages = addresses.filter(
    ({ method, path }) =>
      method === 'get' && !/berkas\/:format|berkas$|:partner\/:file|:partner\/katalog$/.test(path),
  )
  const patternOf = (address: string) => {
    const steps = address.split('?')[0]!.split('/').slice(2)
    const fits = (path: string) => {
      const asked = path === '/' ? [] : path.split('/').slice(1)
      return asked.length === steps.length && asked.every((step, at) => step[0] === ':' || step === steps[at])
    }
    return pages.find(({ path }) => fits(path))?.path
  }
  const waiting = pages.filter(({ path }) => !path.includes(':')).map(({ address }) => address)
  const walked = new Map<string, 'list' | 'table' | 'none'>()
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    const path = patternOf(address)
    if (path === undefined || walked.has(path)) continue
    const { text, status } = await visitor.get(address)
    if (status !== 200) continue
    waiting.push(...[...text.matchAll(/href="(\/konsol[^"#?]*)"/g)].map(([, link]) => link!))
    const list = text.includes('format=xlsx')
    walked.set(path, list ? 'list' : text.includes('<table') ? 'table' : 'none')
  }
  const of = (kind: string) => [...walked].flatMap(([path, is]) => (is === kind ? [path] : []))
  assert.ok(of('list').length > 30, of('list').join(' '))
  assert.deepEqual(
    of('table').filter((path) => !Object.hasOwn(notLists, path)),
    [],
  )
  assert.deepEqual(
    Object.keys(notLists).filter(
      (path) => !pages.some((page) => page.path === path) || walked.get(path) === 'list',
    ),
    [],
  )
  // What a page of the demo has nothing of yet.
  const folder = new URL('../../src/web/console/', import.meta.url)
  const drawn = globSync('**/*.tsx', { cwd: fileURLToPath(folder) }).filter((file) =>
    readFileSync(new URL(file, folder), 'utf8').includes('<parts.Table'),
  )
  assert.deepEqual(drawn.sort(), Object.keys(ownTables).sort())
})

test('whatever their role, everybody finds from the head what they may see, and nothing else', async () => {
  const { rows } = await pool.query(
    `select card.person_id, purchase.invoice_code, transaction_code, course_code, client_code
     from purchase join card using (card_id) join course using (course_id) join partner using (partner_id)
     where purchase.status = 'paid' limit 1`,
  )
  const [one] = rows
  const leadsTo = async (role: Role, typed: string) => {
    const visitor = new Visitor(shop.url)
    await visitor.logIn(await aStaffMember(ctx, [role], now()))
    assert.match((await visitor.get('/konsol/akun')).text, /action="\/konsol\/cari" class="head-search"/)
    const found = await visitor.get((await visitor.post('/konsol/cari', { q: typed })).location)
    return found.location || (/Tidak ditemukan/.test(found.text) ? 'nothing' : 'a list')
  }
  const invoice = `/konsol/keuangan/rekonsiliasi/${one.client_code}?invoice=${one.invoice_code}`
  assert.equal(await leadsTo('operator', one.transaction_code), `/konsol/orang/${one.person_id}`)
  assert.equal(await leadsTo('finance', one.transaction_code.toLowerCase()), invoice)
  assert.equal(await leadsTo('finance', one.invoice_code), invoice)
  assert.equal(await leadsTo('support', one.transaction_code), 'nothing')
  assert.equal(await leadsTo('curator', one.course_code), `/konsol/katalog/pelatihan/${one.course_code}`)
})

test('two people hold the revocations of a wave, let them go on and extend its deadline; every operator sees it first', async () => {
  const [asks, approves] = [new Visitor(shop.url), new Visitor(shop.url)]
  await asks.logIn(await aStaffMember(ctx, ['operator'], now()))
  await approves.logIn(await aStaffMember(ctx, ['supervisor'], now()))
  const { rows } = await pool.query(
    `select wave_id from wave where status = 'notified' order by wave_id limit 1`,
  )
  const wave = `/konsol/gelombang/${rows[0].wave_id}`
  const byTwo = async (step: string, form: Record<string, string> = {}) => {
    await asks.get(wave)
    const asked = await asks.post(`${wave}/${step}`, { reason: 'pesan belum terkirim', ...form })
    assert.deepEqual([asked.status, asked.location], [303, `${wave}?kabar=asked`])
    const [, id] =
      /\/konsol\/persetujuan\/(\d+)\/setujui/.exec((await approves.get('/konsol/persetujuan')).text) ?? []
    const approved = await approves.post(`/konsol/persetujuan/${id}/setujui`)
    return approved.location.replace(wave, '')
  }
  assert.match((await asks.get(wave)).text, /Minta menahan pencabutan/)
  assert.equal(await byTwo('tahan'), '?kabar=held')
  for (const page of ['/konsol', '/konsol/tenggat', wave])
    assert.match((await asks.get(page)).text, /Ditahan oleh dua orang sejak/, page)
  assert.match((await asks.post(`${wave}/tahan`)).text, /sudah ditahan/)
  assert.equal(await byTwo('lanjutkan'), '?kabar=released')
  assert.doesNotMatch((await asks.get('/konsol')).text, /Ditahan oleh dua orang sejak/)
  await asks.get(wave)
  assert.match((await asks.post(`${wave}/undur`, { until: '2020-01-01' })).text, /Tanggal itu sudah lewat/)
  const { rows: terms } = await pool.query(
    `select to_char((max(usable_before) - interval '1 day') at time zone 'Asia/Jakarta', 'YYYY-MM-DD') as until from card
     where wave_id = $1`,
    [rows[0].wave_id],
  )
  assert.equal(await byTwo('undur', { until: terms[0].until }), '?kabar=extended')
})

test('an auditor takes the evidence of a purchase from the page of a person, and that is journaled', async () => {
  const { rows } = await pool.query(
    `select person_id, card_id, purchase_id from purchase join recipient using (card_id)
     where paid_at is not null order by purchase_id limit 1`,
  )
  const [{ person_id: personId, card_id: cardId, purchase_id: purchaseId }] = rows
  const visitor = new Visitor(shop.url)
  await visitor.logIn(await aStaffMember(ctx, ['auditor'], now()))
  const address = `/konsol/orang/${personId}/bukti/${purchaseId}`
  assert.ok((await visitor.get(`/konsol/orang/${personId}`)).text.includes(`href="${address}"`))
  const taken = await visitor.get(address)
  assert.equal(taken.status, 200)
  const { purchases } = JSON.parse(taken.text)
  assert.deepEqual(
    purchases.map((one: { purchase: { id: string; card: string } }) => [one.purchase.id, one.purchase.card]),
    [[purchaseId, cardId]],
  )
  const told = await pool.query(
    `select actor from journal where act = 'evidence_exported' and card_id = $1`,
    [cardId],
  )
  assert.match(told.rows[0].actor, /^staff:/)
  for (const nobodys of [
    `/konsol/orang/${personId}/bukti/999999999`,
    `/konsol/orang/999999999/bukti/${purchaseId}`,
  ])
    assert.equal((await visitor.get(nobodys)).status, 404)
})
