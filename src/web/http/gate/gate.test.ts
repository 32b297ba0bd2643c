import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aGate, session } from '../../../../test/a-gate.ts'
import { measuredPace } from './pace.ts'
import { openQueue } from './queue.ts'

test('of twenty visitors five come in, and the others in the order of their coming, whatever they reload', async () => {
  const { state, gate, ask } = await aGate(5)
  const visitors = Array.from({ length: 20 }, () => ({ cookie: '' }))
  const came: number[] = []
  for (const jar of visitors) {
    state.now += 1000
    came.push((await ask('/daftar', jar)).status)
  }
  assert.deepEqual(came, [...Array(5).fill(200), ...Array(15).fill(503)])

  // Reloading, or a second tab, brings nobody forward; with a pass nobody waits.
  const last = visitors[19]!
  const place = /nomor (\d+)/.exec((await ask('/daftar', last)).html)?.[1]
  for (let again = 0; again < 10; again++) await ask('/perjalanan', last)
  const page = await ask('/daftar', last)
  assert.equal(/nomor (\d+)/.exec(page.html)?.[1], place)
  assert.ok(Number(place) >= 12 && Number(place) <= 15, place)
  assert.ok(page.again >= 10 && page.again <= 120)
  assert.ok(page.bytes <= 5 * 1024 && !page.html.includes('<script'), String(page.bytes))
  assert.match(page.html, /Mendaftar lebih awal tidak menambah peluang/)
  assert.match((await ask('/daftar?lang=en', last)).html, /Registering early brings no advantage/)
  assert.equal((await ask('/daftar', visitors[0]!)).status, 200)

  // Seat by seat, whoever waits longest, though the last ask first.
  const order: number[] = []
  for (let round = 0; round < 60 && order.length < 15; round++) {
    state.now += 12_000
    state.seats = 1
    for (let index = 19; index >= 5; index--) {
      if (order.includes(index) || (await ask('/daftar', visitors[index]!)).status !== 200) continue
      order.push(index)
    }
  }
  assert.equal(order.length, 15)
  assert.deepEqual(
    order,
    Array.from({ length: 15 }, (_, turn) => 5 + turn),
  )
  assert.equal(gate.standing().waiting, 0)
})

test('a form that is sent is taken and brings a pass, and who is logged in, programs and the staff never wait', async () => {
  const { ask } = await aGate(0)
  const visitor = { cookie: '' }
  assert.equal((await ask('/daftar', visitor)).status, 503)
  const sent = await ask('/daftar', visitor, 'nama=Siti')
  assert.deepEqual([sent.status, sent.html], [200, 'in POST nama=Siti'])
  assert.equal((await ask('/daftar/terkirim', visitor)).status, 200)

  const owner = { cookie: session }
  assert.equal((await ask('/beranda', owner)).status, 200)
  assert.match(owner.cookie, /bekal_antrean=m\./)
  for (const path of [
    '/api/v1/integration/payment/status',
    '/konsol',
    '/mitra/masuk',
    '/healthz',
    '/bukan-saya/x',
  ])
    assert.equal((await ask(path, { cookie: '' })).status, 200, path)
})

test('a place that is forged or too old is a new one, and a session that is none waits', async () => {
  const { state, ask } = await aGate(0)
  const real = { cookie: '' }
  await ask('/', real)
  state.now += 5000
  const forged = { cookie: real.cookie.replace('=a.', '=m.') }
  assert.equal((await ask('/', forged)).status, 503)
  const early = { cookie: real.cookie.replace(/=a\.\w+/, `=a.${(state.now - 60_000).toString(36)}`) }
  assert.equal((await ask('/', early)).status, 503)
  assert.notEqual(early.cookie, real.cookie)
  assert.match((await ask('/', early)).html, /nomor [12] /)
  const nobody = { cookie: `bekal_portal=${'x'.repeat(43)}` }
  assert.equal((await ask('/beranda', nobody)).status, 503)

  const before = real.cookie
  state.now += 6 * 60 * 60 * 1000
  await ask('/', real)
  assert.notEqual(real.cookie, before)
})

test('on a quiet server nobody notices the gate', async () => {
  const { state, ask } = await aGate(0)
  state.watching = false
  const jar = { cookie: '' }
  assert.equal((await ask('/', jar)).status, 200)
  assert.equal(jar.cookie, '')
  let now = 0
  const asked = (count: number, first: boolean) => {
    for (let request = 0; request < count; request++) pace.began(first)
    now += 250
    return pace.watching()
  }
  let pace = measuredPace(undefined, () => now)
  assert.deepEqual([asked(300, true), asked(300, false), asked(300, false)], [false, false, false])
  pace = measuredPace(undefined, () => now)
  assert.deepEqual([asked(12, true), asked(12, true)], [false, true])
})

test('a place reads the same after a restart, and a hundred thousand cost nothing each', () => {
  const start = Date.parse('2027-02-01T01:00:00Z')
  const queue = openQueue(start)
  for (let visitor = 0; visitor < 100_000; visitor++) queue.arrive(start + visitor * 0.6)
  assert.equal(queue.waiting(), 100_000)
  assert.ok(Math.abs(queue.place(start + 30_000) - 50_000) < 10)
  for (let second = 60; second < 160; second++) {
    queue.call(start + second * 1000, 50)
    for (let came = 0; came < 50; came++) queue.came()
  }
  const called = 100_000 - queue.waiting()
  assert.ok(called > 5000 && called < 7500, String(called))
  assert.ok(queue.place(start - 5000) <= 0)
})
