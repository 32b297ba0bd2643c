import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Hono } from 'hono'
import { day, minute, offsetClock, stoppedClock } from '../../kernel/clock.ts'
import { ownPagesOnly } from '../http/csrf.ts'
import { errorPage } from '../http/errors.tsx'
import type { Web } from '../http/web.ts'
import { programmeTheme, themeOf } from '../parts/page/themes.ts'
import { outside } from '../site/link.ts'
import { mountSite } from '../site/mount-site.ts'
import { language } from '../words/language.ts'
import type { DemoDeps, InboxMessage } from './demo-deps.ts'
import { demoTable } from './demo-routes.ts'

const machine = stoppedClock('2026-12-09T03:00:00.000Z')
const deadline = new Date('2026-12-21T17:00:00.000Z')
let offset = 0

const inbox: readonly InboxMessage[] = [
  {
    kind: 'email',
    to: 'siti@contoh.id',
    subject: 'Bukti bayar <1>',
    text: 'Lihat https://bekal.example/bukti?id=1&x=2. <b>Terima kasih</b>',
    sentAt: machine.now(),
  },
  { kind: 'sms', to: '+6281234567890', text: 'BEKAL: kode OTP 482913', sentAt: machine.now() },
]

const deps: DemoDeps = {
  // Neither database nor sessions stand behind these pages.
  ctx: undefined as never,
  institutionUsers: undefined as never,
  clock: offsetClock(machine, () => offset),
  clockControl: {
    offsetMs: () => offset,
    setOffsetMs: async (offsetMs) => {
      offset = offsetMs
    },
  },
  inboxMessages: async ({ to }) => inbox.filter((message) => to === undefined || message.to === to),
  personas: async () => [{ id: 'siti', name: 'Siti', line: 'punya kartu', group: 'Peserta' }],
  become: async (c, id) => {
    if (id !== 'siti') return undefined
    c.header('Set-Cookie', 'portal=siti')
    return outside('/portal')
  },
  staff: async () => [],
  becomeStaff: async () => false,
  facts: async () => ({
    partners: [{ client_code: 'mitra', sign_key: 'kunci' }],
    cards: [{ prakerja_id: '1234567890123452', name: 'SITI', phone: '+6281234567890', balance: 1_000_000 }],
    courses: [{ course_code: 'K1', schedule_code: 'J1', amount: 350_000 }],
    population: [{ name: 'Siti', nik: '1', kk: '2', birth_date: '1998-07-21', note: '' }],
  }),
  deadlineOf: async (card) => (card === '1234567890123452' ? deadline : undefined),
  places: () => [
    { theme: themeOf('tokopedia'), name: 'Tokopedia', href: outside('/tokopedia'), line: 'voucher' },
  ],
  tools: () => [{ label: 'Kotak masuk', href: '/dev/inbox', line: 'SMS dan email' }],
}

const app = new Hono<Web>()
app.use(language({ secure: false }))
mountSite(
  app,
  { ctx: undefined as never, behindProxy: false },
  {
    table: demoTable,
    deps,
    look: { theme: programmeTheme, name: 'Bekal', home: '/', nav: () => [] },
    door: [ownPagesOnly({ refused: (c) => errorPage(c, 403) })],
  },
)

const post = (path: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
  app.request(path, { method: 'POST', body: new URLSearchParams(form), headers })
const order = (body: unknown) =>
  app.request('/dev/clock.json', {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
  })

test('the start page says what this is and offers somebody to be, in both languages', async () => {
  const page = await (await app.request('/')).text()
  assert.match(page, /sebagai Siti/)
  assert.match(page, /href="\/tokopedia"/)
  assert.match(await (await app.request('/?lang=en')).text(), /as Siti/)
})

test('one click makes one somebody, and an unknown name nobody', async () => {
  const siti = await post('/dev/masuk', { persona: 'siti' })
  assert.equal(siti.status, 303)
  assert.equal(siti.headers.get('location'), '/portal')
  assert.equal(siti.headers.get('set-cookie'), 'portal=siti')
  assert.equal((await post('/dev/masuk', { persona: '__proto__' })).status, 404)
  assert.equal((await post('/dev/masuk', {})).status, 404)
})

test('no other site’s page can turn the clock or make somebody log in', async () => {
  for (const path of ['/dev/masuk', '/dev/clock', '/dev/clock.json']) {
    const answer = await post(path, { persona: 'siti', act: 'reset' }, { 'sec-fetch-site': 'cross-site' })
    assert.equal(answer.status, 403)
  }
})

test('the inbox shows messages with their links, and nothing of them as HTML', async () => {
  const page = await (await app.request('/dev/inbox')).text()
  assert.match(page, /<a href="https:\/\/bekal.example\/bukti\?id=1&amp;x=2">/)
  assert.doesNotMatch(page, /<b>Terima/)
  const one = await (await app.request('/dev/inbox?to=0812-3456-7890')).text()
  assert.match(one, /482913/)
  // Whoever goes from heading to heading finds each message, an SMS too.
  assert.match(one, /<h2>SMS ke \+6281234567890<\/h2>/)
  for (const [, article = ''] of page.matchAll(/<article[^>]*>(.*?)<\/article>/gs))
    assert.match(article, /<h2>[^<]+<\/h2>/)
  assert.doesNotMatch(one, /Bukti bayar/)
  assert.match(await (await app.request('/dev/inbox?to=x')).text(), /Belum ada pesan/)
})

test('scripts read the inbox by phone number, however it is written', async () => {
  const sent_at = machine.now().toISOString()
  const text = 'BEKAL: kode OTP 482913'
  for (const to of ['%2B6281234567890', '+6281234567890', '081234567890']) {
    assert.deepEqual(await (await app.request(`/dev/inbox.json?to=${to}`)).json(), {
      messages: [{ kind: 'sms', to: '+6281234567890', text, sent_at }],
    })
  }
})

test('the clock is shown in WIB and turned by form', async () => {
  offset = 0
  assert.match(await (await app.request('/dev/clock')).text(), /9 Desember 2026, 10.00 WIB/)
  const moved = await post('/dev/clock', { act: 'move', days: '1', hours: '-2', minutes: '' })
  assert.equal(moved.status, 303)
  assert.equal(offset, day - 120 * minute)
  await post('/dev/clock', { act: 'set', at: '2026-12-21T23:58' })
  assert.equal(deps.clock.now().toISOString(), '2026-12-21T16:58:00.000Z')
  await post('/dev/clock', { act: 'deadline', card: '1234567890123452' })
  assert.equal(deps.clock.now().getTime(), deadline.getTime() - minute)
  await post('/dev/clock', { act: 'reset' })
  assert.equal(offset, 0)
})

test('nonsense does not turn the clock', async () => {
  const forms: Record<string, string>[] = [
    {},
    { act: 'set', at: 'besok' },
    { act: 'set' },
    { act: 'move', days: 'x' },
    { act: 'move', days: '9999' },
    { act: 'deadline', card: '1' },
    { act: 'deadline', card: '1111222233334444' },
  ]
  for (const form of forms) assert.equal((await post('/dev/clock', form)).status, 422, JSON.stringify(form))
  const bodies = [
    '',
    '{',
    '[]',
    'null',
    { now: 'besok' },
    { advance_ms: 1.5 },
    { advance_ms: 1e18 },
    { reset: false },
  ]
  for (const body of bodies) assert.equal((await order(body)).status, 400, JSON.stringify(body))
  assert.equal(offset, 0)
})

test('scripts turn the clock by JSON', async () => {
  assert.deepEqual(await (await order({ now: '2026-12-21T23:58:00+07:00' })).json(), {
    now: '2026-12-21T16:58:00.000Z',
    offset_ms: offset,
  })
  const moved = (await (await order({ advance_ms: 120_000 })).json()) as { now: string }
  assert.equal(moved.now, '2026-12-21T17:00:00.000Z')
  assert.deepEqual(await (await order({ reset: true })).json(), {
    now: machine.now().toISOString(),
    offset_ms: 0,
  })
  assert.equal((await app.request('/dev/clock.json')).status, 200)
})

test('scripts find keys, cards and courses to try', async () => {
  assert.deepEqual(await (await app.request('/dev/demo.json')).json(), await deps.facts())
})
