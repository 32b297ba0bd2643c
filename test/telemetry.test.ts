import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { sandboxPartner } from '../src/demo/demo-partners.ts'
import { signedRequest } from '../src/partners/signatures/signed-request.ts'
import { openLog } from '../src/start/open-log.ts'
import { aCollector, type SentSpan } from './a-collector.ts'
import { aShop } from './browser/a-shop.ts'
import { readExposition, type Sample } from './exposition.ts'
import { everythingPersonal, expectNobodyInLog, keptLog } from './nobody-in-log.ts'

const token = 'a token that only Prometheus knows'
const collector = await aCollector()
const shop = await aShop({ METRICS_TOKEN: token, OTEL_EXPORTER_OTLP_ENDPOINT: collector.url })
const facts = (await (await fetch(`${shop.url}/dev/demo.json`)).json()) as {
  readonly courses: readonly { course_code: string; schedule_code: string; amount: number }[]
}
const api = '/api/v1/integration'
const bearer = { headers: { authorization: `Bearer ${token}` } }

async function call(name: string, fields: object, paymentToken?: string) {
  const path = `${api}/${name}`
  const asked = {
    path,
    body: JSON.stringify(fields),
    nowMs: Date.now(),
    ...(paymentToken && { paymentToken }),
  }
  const signed = signedRequest({ clientCode: sandboxPartner.clientCode, key: sandboxPartner.signKey }, asked)
  const answer = await fetch(shop.url + path, signed)
  return { status: answer.status, said: (await answer.json()) as { data?: Record<string, string> } }
}

async function metrics(): Promise<{ text: string; samples: Sample[] }> {
  const answer = await fetch(`${shop.url}/metrics`, bearer)
  assert.equal(answer.status, 200)
  assert.match(answer.headers.get('content-type') ?? '', /^text\/plain; version=0\.0\.4/)
  const text = await answer.text()
  return { text, samples: readExposition(text) }
}

function sumOf(samples: readonly Sample[], name: string, labels: Record<string, string>): number {
  const found = samples.filter(
    (one) => one.name === name && Object.entries(labels).every(([key, value]) => one.labels[key] === value),
  )
  return found.reduce((sum, { value }) => sum + value, 0)
}

test('a purchase by the API is counted by step and pattern, and traced down to its statements', async () => {
  const before = await metrics()
  const card = shop.freshCard()
  const course = facts.courses[0]!
  const asked = { user_platform_id: 'pembeli-1', prakerja_id: card.prakerja_id, ...pick(course) }
  const sent = await call('payment/send-otp', asked)
  assert.equal(sent.status, 200)
  const paid = await call(
    'payment/authorize',
    { otp: '123456', invoice_code: 'DP-1', invoice_url: 'https://mitra-uji-01.example/DP-1' },
    sent.said.data!.payment_token,
  )
  assert.equal(paid.status, 200)
  await call('payment/send-otp', { ...asked, amount: course.amount + 1 })
  await fetch(`${shop.url}${api}/payment/${card.prakerja_id}`, { method: 'POST' })
  await fetch(`${shop.url}/pijar/kursus/${card.prakerja_id}`)
  await fetch(`${shop.url}/${card.phone}`)
  await fetch(`${shop.url}/oidc/.well-known/openid-configuration`)

  const { text, samples } = await metrics()
  const grown = (name: string, labels: Record<string, string>) =>
    sumOf(samples, name, labels) - sumOf(before.samples, name, labels)
  const requests = 'bekal_http_requests_total'
  assert.equal(grown(requests, { kind: 'api', route: `${api}/payment/authorize`, status: '200' }), 1)
  assert.equal(grown(requests, { kind: 'api', route: 'none', status: '404' }), 1)
  assert.equal(grown(requests, { kind: 'pages', route: '/pijar/kursus/:slug', status: '404' }), 1)
  assert.equal(grown(requests, { kind: 'pages', route: 'none', status: '404' }), 1)
  assert.equal(grown(requests, { kind: 'sign_on', route: '/oidc/.well-known/openid-configuration' }), 1)
  const steps = 'bekal_purchase_steps_total'
  assert.equal(grown(steps, { step: 'send_otp', outcome: 'done', world: 'sandbox' }), 1)
  assert.equal(grown(steps, { step: 'authorize', outcome: 'done', world: 'sandbox' }), 1)
  assert.equal(grown('bekal_refusals_total', { call: 'payment/send-otp', refusal: 'amount_differs' }), 1)
  assert.equal(grown('bekal_batch_requests_count', { batch: 'authorize' }), 1)
  assert.equal(sumOf(samples, 'bekal_ready', {}), 1)
  assert.equal(sumOf(samples, 'bekal_standing_read', {}), 1)
  assert.ok(samples.some(({ name }) => name === 'bekal_deadlines_oldest_seconds'))
  await expectNobodyInLog(text.split('\n'), shop.database.pool, shop.secrets)

  const span = await soon(() => collector.spans.find(({ name }) => name === `POST ${api}/payment/authorize`))
  const batch = await soon(() =>
    collector.spans.find(
      ({ name, links }) => name === 'batch authorize' && links?.[0]?.spanId === span.spanId,
    ),
  )
  assert.ok(below(batch).includes('purchase/authorize-purchases'), `${below(batch)}`)
  const page = await soon(() => collector.spans.find(({ name }) => name === 'GET /pijar/kursus/:slug'))
  assert.ok(
    below(page).some((name) => name.includes('/')),
    `${below(page)}`,
  )
  await soon(() => collector.spans.find(({ name }) => name === 'outbox sms'))
  const told = collector.spans.map((one) => JSON.stringify(one))
  await expectNobodyInLog(told, shop.database.pool, shop.secrets)
})

test('the figures are for whoever has the token', async () => {
  for (const authorization of [undefined, 'Bearer', 'Bearer another', `bearer${token}`]) {
    const answer = await fetch(`${shop.url}/metrics`, { headers: authorization ? { authorization } : {} })
    assert.equal(answer.status, 401)
    assert.doesNotMatch(await answer.text(), /bekal_/)
  }
})

test('a database that takes no writes is not ready, and says why', async () => {
  const name = shop.database.connection.database!
  const owner = new pg.Client({ ...shop.database.superuser, options: '-c default_transaction_read_only=off' })
  await owner.connect()
  const anew = `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}' and usename = $1`
  const { user } = shop.database.connection
  const readiness = async () => {
    const answer = await fetch(`${shop.url}/readyz`)
    return [answer.status, ((await answer.json()) as { because?: string }).because]
  }
  const becomes = (wanted: unknown[]) =>
    soon(async () => (JSON.stringify(await readiness()) === JSON.stringify(wanted) ? true : undefined))
  try {
    await becomes([200, undefined])
    await owner.query(`alter database ${name} set default_transaction_read_only = on`)
    await owner.query(anew, [user])
    await becomes([503, 'read_only'])
    const { samples } = await metrics()
    assert.equal(sumOf(samples, 'bekal_ready', { because: 'read_only' }), 0)
    await owner.query(`alter database ${name} reset default_transaction_read_only`)
    // Room for nothing more, as on a disk that is full.
    await owner.query(`alter role ${user} in database ${name} set temp_file_limit = '64kB'`)
    await owner.query(anew, [user])
    await becomes([503, 'disk_full'])
  } finally {
    await owner.query(`alter database ${name} reset default_transaction_read_only`)
    await owner.query(`alter role ${user} in database ${name} reset temp_file_limit`)
    await owner.query(anew, [user])
    await becomes([200, undefined])
    await owner.end()
  }
})

test('whatever a fault quotes of somebody, the log does not', async () => {
  const kept = keptLog('silent')
  const log = openLog('debug', kept)
  const { pool } = shop.database
  const { rows } = await pool.query<{ email: string; name: string }>('select email, name from staff limit 1')
  const { email, name } = rows[0]!
  const [card] = [shop.freshCard()]
  const faults = await Promise.all(
    [
      pool.query(
        `insert into staff (email, name, roles, totp_sealed, created_at) values ($1, $2, '{admin}', '', now())`,
        [email, name],
      ),
      pool.query('select $1::text::int', [card.name]),
      pool.query('select $1::text::int', [card.prakerja_id]),
      pool.query(`insert into inbox (kind, address, text) values ('x', $1, $2)`, [card.phone, card.name]),
    ].map((asked) =>
      asked.then(
        () => assert.fail('no fault'),
        (fault: unknown) => fault,
      ),
    ),
  )
  const about = `for ${email}, ${card.phone}, card ${card.prakerja_id}`
  const outer = new Error(`not sent ${about}`, { cause: faults[0] })
  for (const err of [...faults, outer, new AggregateError(faults, about), about])
    log.error({ err }, 'a job failed')
  log.warn({ rejected: [email], to: card.phone, rupiah: 2_400_000_000 }, about)
  assert.equal(kept.lines.length, 8)
  await expectNobodyInLog(kept.lines, pool, shop.secrets)
  // What helps to find the fault is there.
  const [double, wrong] = kept.lines.map((line) => JSON.parse(line))
  assert.deepEqual(
    [double.err.code, double.err.table, double.err.constraint],
    ['23505', 'staff', 'staff_email_key'],
  )
  assert.match(double.err.message, /duplicate key value violates unique constraint "staff_email_key"/)
  assert.equal(wrong.err.message, 'invalid input syntax for type integer: "*"')
  assert.equal(JSON.parse(kept.lines.at(-1)!).rupiah, 2_400_000_000)
  assert.match(double.err.stack, /^ {4}at /)
  assert.ok((await everythingPersonal(pool, shop.secrets)).has(email))
})

const pick = ({
  course_code,
  schedule_code,
  amount,
}: {
  course_code: string
  schedule_code: string
  amount: number
}) => ({
  course_code,
  schedule_code,
  amount,
})

/** The names of the spans that stand directly below one. */
function below(span: SentSpan): string[] {
  return collector.spans.filter(({ parentSpanId }) => parentSpanId === span.spanId).map(({ name }) => name)
}

async function soon<Value>(look: () => Value | undefined | Promise<Value | undefined>): Promise<Value> {
  for (let tries = 0; tries < 100; tries++) {
    const found = await look()
    if (found !== undefined) return found
    await sleep(100)
  }
  return assert.fail('it did not come')
}
