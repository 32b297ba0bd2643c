import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { approveProposal } from '../../src/catalogue/proposals/decide-proposal.ts'
import { proposeCourse, submitProposal } from '../../src/catalogue/proposals/write-proposal.ts'
import { machineClock } from '../../src/kernel/clock.ts'
import { redeemFile } from '../../src/learning/institution-portal/redeem-file.ts'
import { findInstitutionUser } from '../../src/learning/institution-portal/users.ts'
import { institutionPortalTable } from '../../src/web/institution-portal/institution-portal-routes.tsx'
import { allTicked } from '../a-curation.ts'
import { ana, twoPeople } from '../two-people.ts'
import { aShop } from './a-shop.ts'

const shop = await aShop()
const { pool } = shop.database
const ctx = { db: pool, clock: machineClock, secrets: shop.secrets }
const by = { actor: 'institution-user:1', requestId: 'r' }

const mine = (await findInstitutionUser(pool, { email: 'mitra-1@contoh.test' }))!
const others = (await findInstitutionUser(pool, { email: 'mitra-2@contoh.test' }))!
assert.notEqual(mine.institutionId, others.institutionId)

/** Things of the first institution, one of each kind. */
const { rows } = await pool.query(
  `select card_id, purchase_id, purchase.schedule_id, course_id from purchase join course using (course_id)
   where institution_id = $1 and paid_at is not null limit 1`,
  [mine.institutionId],
)
const bought = rows[0] ?? assert.fail('the demo has no purchase of the first institution')
await pool.query(
  `insert into review (card_id, purchase_id, course_id, stars, text, shown_name, written_at)
   values ($1, $2, $3, 4, 'Bagus sekali pelatihannya', 'Siti A.', now())`,
  [bought.card_id, bought.purchase_id, bought.course_id],
)
const fields = {
  title: 'Merajut',
  category: 'Umum',
  method: 'self_paced',
  price: '50000',
  description: '',
  minAge: '',
  maxAge: '',
  minEducation: '',
  quota: '',
  startsAt: '',
  endsAt: '',
}
const drafted = await proposeCourse(ctx, mine.institutionId, { fields }, by)
assert.ok(drafted.ok)
const listed = await proposeCourse(ctx, mine.institutionId, { fields: { ...fields, title: 'Menganyam' } }, by)
assert.ok(listed.ok && (await submitProposal(ctx, mine.institutionId, listed.value.draftId, by)).ok)
await twoPeople(ctx.db)
const approved = await approveProposal(ctx, listed.value.draftId, allTicked, ana)
assert.ok(approved.ok)
const batch = await redeemFile(
  ctx,
  mine.institutionId,
  [{ line: 1, code: 'TIDAKADA0000', email: undefined }],
  by,
)
const { rows: reports } = await pool.query(
  `with kept as (
     insert into submission_file (card_id, purchase_id, media_type, content) values ($1, $2, 'application/pdf', '%PDF-')
     returning file_id
   ) insert into completion_report (card_id, purchase_id, kind, file_id, reported_at, reported_by, rests_until)
   select $1, $2, 'attendance_list', file_id, now(), 'cli:ani', now() from kept
   returning report_id`,
  [bought.card_id, bought.purchase_id],
)
const things: Readonly<Record<string, string>> = {
  ':schedule': String(bought.schedule_id),
  ':participant': `${bought.card_id}-${bought.purchase_id}`,
  ':review': `${bought.card_id}-${bought.purchase_id}`,
  ':draft': drafted.value.draftId,
  ':batch': batch,
  ':report': reports[0].report_id,
  ':course': approved.value.courseCode,
}

const open = ['/masuk', '/keluar', '/undangan/:token', '/kode-pemulihan']
const routes = institutionPortalTable.routes
  .filter(({ path }) => !open.includes(path))
  .map(({ method, path }) => ({
    method: method.toUpperCase(),
    path: `/mitra${path === '/' ? '' : path.replace(/:\w+/g, (name) => things[name] ?? assert.fail(`${name} is not walked`))}`,
    ofThing: path.includes(':'),
  }))

async function enter(userId: string): Promise<string> {
  const body = new URLSearchParams({ user: userId })
  const answer = await fetch(`${shop.url}/dev/mitra`, { method: 'POST', body, redirect: 'manual' })
  assert.equal(answer.headers.get('location'), '/mitra')
  return answer.headers.get('set-cookie')!.split(';')[0]!
}

async function tokenOf(cookie: string): Promise<string> {
  const page = await (await fetch(`${shop.url}/mitra/tukar`, { headers: { cookie } })).text()
  return /name="csrf" value="([\w-]+)"/.exec(page)?.[1] ?? assert.fail('no token')
}

async function ask(method: string, path: string, cookie: string, form: Record<string, string> = {}) {
  const post = method === 'POST' ? { body: new URLSearchParams(form) } : {}
  const answer = await fetch(shop.url + path, { method, headers: { cookie }, redirect: 'manual', ...post })
  return { status: answer.status, location: answer.headers.get('location'), text: await answer.text() }
}

const [mineCookie, othersCookie] = [await enter(mine.userId), await enter(others.userId)]
const [mineToken, othersToken] = [await tokenOf(mineCookie), await tokenOf(othersCookie)]

test('every page of an institution is there for its own user', async () => {
  assert.ok(routes.length >= 28, `only ${routes.length} routes`)
  for (const { method, path } of routes) {
    if (method !== 'GET') continue
    const { status, text } = await ask(method, path, mineCookie)
    assert.equal(status, 200, `${path}: ${status} ${text.slice(0, 300)}`)
  }
})

test('nobody, and a participant who brings their own session, is led to the log-in by every address', async () => {
  const body = new URLSearchParams({ persona: 'baru' })
  const entered = await fetch(`${shop.url}/dev/masuk`, { method: 'POST', body, redirect: 'manual' })
  const portal = entered.headers.getSetCookie().find((cookie) => cookie.startsWith('bekal_portal='))!
  const participant = portal.split(';')[0]!
  const forged = participant.replace('bekal_portal=', 'bekal_mitra=')
  for (const cookie of ['', participant, `${participant}; ${forged}`])
    for (const { method, path } of routes) {
      const { status, location } = await ask(method, path, cookie)
      // A form without a session is refused before anybody looks at what it asks for.
      const leadsBack = path === '/mitra' ? '' : `?lanjut=${encodeURIComponent(path)}`
      if (method === 'POST')
        assert.ok(status === 403 || location === `/mitra/masuk${leadsBack}`, `${path}: ${status}`)
      else assert.deepEqual([status, location], [303, `/mitra/masuk${leadsBack}`], path)
    }
})

test('nothing of an institution is there for another one, and no form of theirs changes it', async () => {
  const before = await changes()
  for (const { method, path, ofThing } of routes) {
    if (!ofThing) continue
    const form = {
      csrf: othersToken,
      sesi: '2',
      alasan: 'x',
      nilai: 'A',
      bukti: 'x',
      balasan: 'Terima kasih banyak',
    }
    const { status } = await ask(method, path, othersCookie, { ...fields, ...form })
    assert.equal(status, 404, `${method} ${path}`)
  }
  assert.equal(await changes(), before)
})

async function changes(): Promise<number> {
  const { rows: counted } = await pool.query(`select count(*)::int as n from journal where act <> 'redeemed'`)
  return counted[0].n
}

test('a form without the token of its page changes nothing, and a user who was disabled is out at once', async () => {
  const { status } = await ask('POST', `/mitra/peserta/${things[':participant']}/nilai`, mineCookie, {
    nilai: 'A',
  })
  assert.equal(status, 403)
  const other = await enter(others.userId)
  await pool.query('update institution_user set disabled_at = now() where institution_user_id = $1', [
    others.userId,
  ])
  assert.equal((await ask('GET', '/mitra', other)).location, '/mitra/masuk')
  await pool.query('update institution_user set disabled_at = null where institution_user_id = $1', [
    others.userId,
  ])
})

test('whatever is typed into a form or sent as a file, no answer is a fault', async () => {
  const forms = routes.filter(({ method, path }) => method === 'POST' && !path.endsWith('berkas'))
  const names = [
    ...Object.keys(fields),
    'kode',
    'email',
    'sesi',
    'alasan',
    'nilai',
    'bukti',
    'balasan',
    'course',
  ]
  const typed = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      '',
      '0',
      '-1',
      '99999999999',
      '2026-13-45T99:99',
      '2026-12-01T09:00',
      'x'.repeat(3000),
      "' or 1=1",
    ),
  )
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.dictionary(fc.constantFrom(...names), typed), async (at, form) => {
      const { path } = forms[at % forms.length]!
      const { status, text } = await ask('POST', path, mineCookie, { ...form, csrf: mineToken })
      assert.ok(status < 500, `${path} ${JSON.stringify(form)}: ${status} ${text.slice(0, 200)}`)
    }),
    { numRuns: 80 },
  )
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), async (bytes) => {
      const body = new FormData()
      body.append('csrf', mineToken)
      body.append('berkas', new Blob([Uint8Array.from(bytes)]), 'kode.csv')
      const init = { method: 'POST', headers: { cookie: mineCookie }, body, redirect: 'manual' } as const
      const { status } = await fetch(`${shop.url}/mitra/tukar/berkas`, init)
      assert.ok([303, 422, 429].includes(status), String(status))
    }),
    { numRuns: 8, examples: [[Uint8Array.of(0)], [Uint8Array.of(107, 10, 0xed, 0xa0, 0x80)]] },
  )
})

test('a file may be longer than other forms, and its report is a file without formulas', async () => {
  const send = async (text: string) => {
    const body = new FormData()
    const cookie = await enter(mine.userId)
    body.append('csrf', await tokenOf(cookie))
    body.append('berkas', new Blob([text]), 'kode.csv')
    const init = { method: 'POST', headers: { cookie }, body, redirect: 'manual' } as const
    const answer = await fetch(`${shop.url}/mitra/tukar/berkas`, init)
    return { status: answer.status, location: answer.headers.get('location') ?? '', cookie }
  }
  const long = await send(`kode\n${`,${'x'.repeat(60)}\n`.repeat(2000)}=1+1\n`)
  assert.equal(long.status, 303)
  const csv = await ask('GET', `${long.location}.csv`, long.cookie)
  assert.match(csv.text, /'=1\+1,code_unknown/)
})

test('in the demo every institution that has assignments to judge can be entered', async () => {
  const { rows: judging } = await pool.query(
    `select distinct institution.name from course_requirement join course using (course_id)
     join institution using (institution_id) where assignments <> '{}'`,
  )
  assert.ok(judging.length > 0)
  const page = await (await fetch(`${shop.url}/dev/mitra`)).text()
  for (const { name } of judging) assert.ok(page.includes(`Masuk sebagai ${name}`), name)
})
