import assert from 'node:assert/strict'
import { test } from 'node:test'
import pg from 'pg'
import { signedRequest } from '../../src/partners/signatures/signed-request.ts'
import { aShop } from '../browser/a-shop.ts'

const shop = await aShop({ LOG_LEVEL: 'silent' })
const base = '/api/v1/integration/payment'
const partner = { clientCode: 'mitra-uji-01', key: 'kunci-uji-bukan-rahasia-0001' }

test('while the tables are locked every answer comes in time and says when to come again', async () => {
  const { cards, courses } = (await (await fetch(`${shop.url}/dev/demo.json`)).json()) as Facts
  // As who owns the tables: the application may not lock all of them.
  const locker = new pg.Client(shop.database.owner)
  await locker.connect()
  await locker.query('begin')
  await locker.query('lock table card, card_number, web_session, storefront_order, course, invoice')
  try {
    const bought = {
      user_platform_id: 'pembeli-1',
      prakerja_id: cards[0]!.prakerja_id,
      course_code: courses[0]!.course_code,
      schedule_code: courses[0]!.schedule_code,
      amount: courses[0]!.amount,
    }
    const from = performance.now()
    const answers = await Promise.all([
      page('/pijar', {}),
      page('/pijar/masuk', { cookie: `bekal_pijar=${'a'.repeat(43)}` }),
      call('send-otp', bought),
      call('status', { invoice_code: 'DP-1' }),
    ])
    const took = performance.now() - from
    assert.ok(took < 18_000, `${took} ms`)
    for (const { status, retryAfter } of answers) assert.deepEqual([status, retryAfter !== null], [503, true])
    for (const { text } of answers.slice(0, 2)) assert.match(text, /<h1>Layanan sedang sibuk<\/h1>/)
    for (const { text } of answers.slice(2))
      assert.match((JSON.parse(text) as { message: string }).message, /Layanan sedang terganggu/)
    assert.equal((await page('/healthz', {})).status, 200)
  } finally {
    await locker.query('rollback')
    await locker.end()
  }
  const later = await fetch(`${shop.url}/pijar`)
  assert.equal(later.status, 200)
  // Pages of all kinds are counted for an address, those without a form or a change too.
  assert.match(later.headers.get('ratelimit-policy') ?? '', /"halaman";q=1500;w=15/)
})

interface Facts {
  readonly cards: readonly { readonly prakerja_id: string }[]
  readonly courses: readonly { course_code: string; schedule_code: string; amount: number }[]
}

async function page(path: string, headers: Record<string, string>) {
  return read(await fetch(shop.url + path, { headers }))
}

async function call(name: string, fields: object) {
  const path = `${base}/${name}`
  const signed = signedRequest(partner, { path, body: JSON.stringify(fields), nowMs: Date.now() })
  return read(await fetch(shop.url + path, signed))
}

async function read(answer: Response) {
  return { status: answer.status, retryAfter: answer.headers.get('retry-after'), text: await answer.text() }
}
