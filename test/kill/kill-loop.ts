import { createHmac } from 'node:crypto'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type pg from 'pg'
import { checkInvariants } from '../../src/ledger/check-invariants.ts'
import { startProcesses } from '../processes/processes.ts'
import { oneServer, type Stand, standOf } from './stands.ts'

/** What a loop of kills came to. */
export interface KillReport {
  readonly kills: number
  /** purchases that were answered as paid */
  readonly acknowledged: number
  /** purchases that the tables say are paid */
  readonly paid: number
  /** answered as paid, and not there or there with another code: must be empty */
  readonly lost: readonly string[]
  /** invoices that are paid twice: must be empty */
  readonly doubled: readonly string[]
  /** the longest time in which nothing was answered as paid, in ms */
  readonly longestGapMs: number
  /** invariants that do not hold: must be empty */
  readonly violated: readonly unknown[]
}

const clientCode = 'mitra-uji-01'
const signKey = 'kunci-uji-bukan-rahasia-0001'
const buyers = 32
const amount = 75_000

/**
 * Runs the real servers on the real database in a folder of its own, lets buyers buy without pause, kills a server
 * and PostgreSQL with SIGKILL in turn (and both at once every third time), and afterwards asks the tables. With more than
 * one server the buyers come through a balancer, and it is chance which server dies. Buyers whose call broke off ask again,
 * as a partner's client would; every authorize is sent twice at once.
 */
export async function killLoop(
  times: number,
  { servers = 1, say = () => {} }: { servers?: number; say?: (line: string) => void } = {},
): Promise<KillReport> {
  const dataFolder = await mkdtemp(path.join(tmpdir(), 'bekal-kill-'))
  const stand =
    servers === 1
      ? await oneServer(dataFolder)
      : standOf(await startProcesses({ count: servers, dataFolder }), dataFolder)
  try {
    return await killUnderLoad(stand, times, byTurns(stand), say)
  } finally {
    await stand.stop()
  }
}

/** The kills alone, of servers that run already; `strike` does each, and says what it was. */
export async function killUnderLoad(
  stand: Pick<Stand, 'port' | 'pool'>,
  times: number,
  strike: (kill: number) => Promise<string>,
  say: (line: string) => void = () => {},
): Promise<KillReport> {
  const acknowledged = new Acknowledged()
  let stopping = false
  try {
    const cards = await makeCards(stand.pool, 5000 * (times + 1))
    let next = 0
    const load = Array.from({ length: buyers }, async () => {
      while (!stopping) {
        const card = cards[next++]
        if (!card) throw new Error('the kill loop ran out of cards')
        await buyOnce(stand.port, card, acknowledged, () => stopping)
      }
    })
    for (let kill = 1; kill <= times; kill++) {
      await sleep(700 + ((kill * 397) % 900))
      const before = acknowledged.size
      const struck = await strike(kill)
      await progress(acknowledged, before)
      say(`kill ${kill} of ${times}: ${struck}, ${acknowledged.size} paid`)
    }
    stopping = true
    await Promise.all(load)
    return await report(stand.pool, acknowledged, times)
  } finally {
    stopping = true
  }
}

/** A server and PostgreSQL in turn, and both every third time. */
export function byTurns(stand: Stand): (kill: number) => Promise<string> {
  return async (kill) => {
    const both = kill % 3 === 0
    if (both || kill % 2 === 0) await stand.killPostgres()
    if (both || kill % 2 === 1) await stand.killServer()
    return both ? 'both' : kill % 2 === 0 ? 'PostgreSQL' : 'server'
  }
}

/** What was answered as paid, by invoice, and how long nothing was. */
class Acknowledged extends Map<string, string> {
  longestGapMs = 0
  #last: number | undefined

  override set(invoice: string, code: string): this {
    const now = performance.now()
    this.longestGapMs = Math.max(this.longestGapMs, now - (this.#last ?? now))
    this.#last = now
    return super.set(invoice, code)
  }
}

async function report(pool: pg.Pool, acknowledged: Acknowledged, kills: number): Promise<KillReport> {
  const { rows } = await pool.query(
    `select invoice_code, transaction_code from purchase where status = 'paid' and invoice_code like 'KILL-%'`,
  )
  const paid = new Map(rows.map((row) => [row.invoice_code as string, row.transaction_code as string]))
  const doubled = rows
    .map((row) => row.invoice_code as string)
    .filter((code, at, all) => all.indexOf(code) < at)
  const lost = [...acknowledged]
    .filter(([invoice, code]) => paid.get(invoice) !== code)
    .map(([invoice]) => invoice)
  const violated = await checkInvariants(pool)
  const { size, longestGapMs } = acknowledged
  return { kills, acknowledged: size, paid: paid.size, lost, doubled, longestGapMs, violated }
}

let invoices = 0

/** One purchase, as a partner's client makes it: what is answered as paid is remembered by its invoice. */
export async function buyOnce(
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
      const { status, answer } = await partnerCall(port, call, body, token)
      if (status < 500) return answer
    } catch {
      // Nobody there for the moment: this is what the loop is about.
    }
    if (giveUp() && tries > 100) return undefined
    await sleep(50)
  }
  throw new Error(`${call} was not answered for half a minute`)
}

/** One call as our partner for tests signs it. */
export async function partnerCall(port: number, call: string, body: object, token?: string) {
  const address = `http://127.0.0.1:${port}/api/v1/integration/${call}`
  const response = await fetch(address, signed(call, body, token))
  return { status: response.status, answer: (await response.json()) as Answer }
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
export async function makeCards(pool: pg.Pool, count: number): Promise<string[]> {
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

/** Waits until buyers get on again after a kill. */
async function progress(acknowledged: Map<string, string>, before: number): Promise<void> {
  for (let tries = 0; tries < 600 && acknowledged.size < before + 50; tries++) await sleep(100)
  if (acknowledged.size < before + 50) throw new Error('nothing was bought for a minute after a kill')
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** `npm run kill -- 20 3`: twenty kills, over three servers. */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [times = 20, servers = 1] = process.argv.slice(2).map(Number)
  if (![times, servers].every((count) => Number.isInteger(count) && count > 0)) {
    console.error('Say how many kills, and over how many servers: npm run kill -- 20 3')
    process.exit(1)
  }
  const result = await killLoop(times, { servers, say: console.log })
  console.log(JSON.stringify(result, null, 2))
  process.exitCode = [result.lost, result.doubled, result.violated].some(({ length }) => length > 0) ? 1 : 0
}
