import { type ChildProcess, spawn } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { openDatabase } from '../../src/database/open.ts'
import { checkInvariants } from '../../src/ledger/check-invariants.ts'

/** What a loop of kills came to. */
export interface KillReport {
  readonly kills: number
  /** purchases that were answered as paid */
  readonly acknowledged: number
  /** purchases that the tables say are paid */
  readonly paid: number
  /** answered as paid, and not there or there with another code: must be empty */
  readonly lost: readonly string[]
  /** invariants that do not hold: must be empty */
  readonly violated: readonly unknown[]
}

const root = fileURLToPath(new URL('../..', import.meta.url))
const clientCode = 'mitra-uji-01'
const signKey = 'kunci-uji-bukan-rahasia-0001'
const buyers = 32
const amount = 75_000

/**
 * Runs the real server on the real database in a folder of its own, lets buyers buy without pause, kills the server
 * and PostgreSQL with SIGKILL in turn (and both at once every third time), and afterwards asks the tables.
 * Buyers whose call broke off ask again, as a partner's client would; every authorize is sent twice at once.
 */
export async function killLoop(times: number, say: (line: string) => void = () => {}): Promise<KillReport> {
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'bekal-kill-'))
  const port = await freePort()
  let server = await startServer(dataFolder, port)
  // A client of its own keeps the database's supervisor going, as the CLI beside a server would.
  const database = await openDatabase({ dataFolder, max: 2 })
  const acknowledged = new Map<string, string>()
  let stopping = false
  try {
    const cards = await makeCards(database.pool, 5000 * (times + 1))
    let next = 0
    const load = Array.from({ length: buyers }, async () => {
      while (!stopping) {
        const card = cards[next++]
        if (!card) throw new Error('the kill loop ran out of cards')
        await buyOnce(port, card, acknowledged, () => stopping)
      }
    })
    for (let kill = 1; kill <= times; kill++) {
      await sleep(700 + ((kill * 397) % 900))
      const before = acknowledged.size
      const both = kill % 3 === 0
      if (both || kill % 2 === 0) process.kill(await postmasterPid(dataFolder), 'SIGKILL')
      if (both || kill % 2 === 1) {
        server.kill('SIGKILL')
        await exitOf(server)
        server = await startServer(dataFolder, port)
      }
      await progress(acknowledged, before)
      say(
        `kill ${kill} of ${times}: ${both ? 'both' : kill % 2 === 0 ? 'PostgreSQL' : 'server'}, ${acknowledged.size} paid`,
      )
    }
    stopping = true
    await Promise.all(load)
    return await report(database.pool, acknowledged, times)
  } finally {
    stopping = true
    server.kill('SIGTERM')
    await exitOf(server)
    await database.close()
    await rm(dataFolder, { recursive: true, force: true })
  }
}

async function report(pool: pg.Pool, acknowledged: Map<string, string>, kills: number): Promise<KillReport> {
  const { rows } = await pool.query(
    `select invoice_code, transaction_code from purchase where status = 'paid' and invoice_code like 'KILL-%'`,
  )
  const paid = new Map(rows.map((row) => [row.invoice_code as string, row.transaction_code as string]))
  const lost = [...acknowledged]
    .filter(([invoice, code]) => paid.get(invoice) !== code)
    .map(([invoice]) => invoice)
  const violated = await checkInvariants(pool)
  return { kills, acknowledged: acknowledged.size, paid: paid.size, lost, violated }
}

let invoices = 0

async function buyOnce(
  port: number,
  card: string,
  acknowledged: Map<string, string>,
  giveUp: () => boolean,
): Promise<void> {
  const course = { course_code: 'kill-course', schedule_code: 'kill-schedule', amount }
  const invoice = `KILL-${++invoices}`
  const sent = await insist(
    port,
    'payment/send-otp',
    { user_platform_id: card, prakerja_id: card, ...course },
    giveUp,
  )
  // The first answer may have been lost on the way: the code is out, and its token is asked for after the gap.
  const token = sent?.data?.payment_token
  if (!token) return
  const body = { otp: '123456', invoice_code: invoice, invoice_url: `https://uji.example/${invoice}` }
  const answers = await Promise.all([1, 2].map(() => insist(port, 'payment/authorize', body, giveUp, token)))
  const codes = new Set(answers.flatMap((answer) => answer?.data?.transaction_code ?? []))
  if (codes.size > 1) throw new Error(`${invoice} was answered with two transaction codes`)
  for (const code of codes) acknowledged.set(invoice, code)
}

interface Answer {
  readonly success: boolean
  readonly code?: string
  readonly data?: { readonly payment_token?: string; readonly transaction_code?: string }
}

/** Calls until there is an answer that means something; what came as 5xx or not at all is asked again. */
async function insist(
  port: number,
  call: string,
  body: object,
  giveUp: () => boolean,
  token?: string,
): Promise<Answer | undefined> {
  for (let tries = 0; tries < 600; tries++) {
    try {
      const response = await fetch(
        `http://127.0.0.1:${port}/api/v1/integration/${call}`,
        signed(call, body, token),
      )
      const answer = (await response.json()) as Answer
      if (response.status < 500) return answer
    } catch {
      // Nobody there for the moment: this is what the loop is about.
    }
    if (giveUp() && tries > 100) return undefined
    await sleep(50)
  }
  throw new Error(`${call} was not answered for half a minute`)
}

function signed(call: string, body: object, token: string | undefined): RequestInit {
  const text = JSON.stringify(body)
  const timestamp = String(Math.floor(Date.now() / 1000))
  const message = `${clientCode}${timestamp}POST/api/v1/integration/${call}${text}`
  const signature = createHmac('sha1', signKey).update(message).digest('hex')
  return {
    method: 'POST',
    body: text,
    headers: {
      'content-type': 'application/json',
      client_code: clientCode,
      timestamp,
      signature,
      ...(token && { authorization: `Payment ${token}` }),
    },
  }
}

/** Plenty of sandbox cards, and one course with seats for all. */
async function makeCards(pool: pg.Pool, count: number): Promise<string[]> {
  const { rows } = await pool.query(`
    with institution as (
      insert into institution (name, name_key, slug) values ('Kill', 'kill', 'kill') returning institution_id
    ), course as (
      insert into course (course_code, institution_id, category_id, title, title_key, slug, learning_method, price, created_at)
      select 'kill-course', institution_id, (select min(category_id) from category), 'Kill', 'kill', 'kill-course',
        'self_paced', ${amount}, now() from institution returning course_id
    ), schedule as (
      insert into schedule (schedule_code, course_id, quota) select 'kill-schedule', course_id, 1000000 from course
      returning schedule_id
    ), seats as (
      insert into seat_bucket select schedule_id, bucket, 250000 from schedule, generate_series(0, 3) bucket
    ), offered as (
      insert into offer select partner_id, course_id from partner, course where client_code = '${clientCode}'
    ), card as (
      insert into card (person_id, year, wave_id, number, sandbox, holder_name, holder_phone, holder_email,
        holder_born_on, holder_education, granted, balance, notified_at, first_purchase_before, usable_before)
      select 1000000 + i, 2026, 1, (9000000000000000 + i)::text, true, 'Uji', '+6281200000000', 'uji@contoh.example',
        '1995-01-01', 3, 1000000, 1000000, now(), now() + interval '30 days', now() + interval '300 days'
      from generate_series(1, ${count}) i returning card_id, number
    ), numbered as (
      insert into card_number select number, card_id from card
    ), granted as (
      insert into entry (card_id, purchase_id, kind, debit, credit, amount, at)
      select card_id, 0, 'grant', 'treasury', 'card', 1000000, now() from card
    ), planned as (
      insert into deadline (card_id, step, due_at) select card_id, 'end', now() + interval '30 days' from card
    ) select number from card`)
  return rows.map((row) => row.number as string)
}

async function startServer(dataFolder: string, port: number): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
    cwd: root,
    env: { ...process.env, BEKAL_DATA: dataFolder, PORT: String(port), LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  for (let tries = 0; tries < 600; tries++) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`)
    const answer = await fetch(`http://127.0.0.1:${port}/readyz`).catch(() => undefined)
    if (answer?.ok) return child
    await sleep(100)
  }
  throw new Error('the server was not ready within a minute')
}

async function postmasterPid(dataFolder: string): Promise<number> {
  for (let tries = 0; tries < 100; tries++) {
    const text = await readFile(path.join(dataFolder, 'postgres', 'postmaster.pid'), 'utf8').catch(() => '')
    const pid = Number(text.split('\n')[0])
    if (pid > 0) return pid
    await sleep(100)
  }
  throw new Error('PostgreSQL did not come back')
}

/** Waits until buyers get on again after a kill. */
async function progress(acknowledged: Map<string, string>, before: number): Promise<void> {
  for (let tries = 0; tries < 600 && acknowledged.size < before + 50; tries++) await sleep(100)
  if (acknowledged.size < before + 50) throw new Error('nothing was bought for a minute after a kill')
}

function exitOf(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => child.once('exit', () => resolve()))
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const result = await killLoop(Number(process.argv[2] ?? 20), console.log)
  console.log(JSON.stringify(result, null, 2))
  process.exitCode = result.lost.length > 0 || result.violated.length > 0 ? 1 : 0
}
