import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { applicantsAsCsv } from '../../src/demo/invent-applicant.ts'
import { day } from '../../src/kernel/clock.ts'
import { bekalOn } from '../bekal.ts'
import { partnerCall } from '../kill/kill-loop.ts'
import { startServer } from '../kill/stands.ts'
import { exitOf, freePorts } from '../processes/processes.ts'
import { testSecret } from '../test-secret.ts'

interface DemoFacts {
  readonly cards: readonly { prakerja_id: string; balance: number }[]
  readonly courses: readonly { course_code: string; schedule_code: string; amount: number }[]
  readonly redeem_codes: readonly string[]
}

/**
 * Runs the demo of this version in an empty data folder and lets happen in it, over partner API and command line, what leaves rows: cards
 * that asked, guessed wrong, paid, were given back and suspended; codes that were redeemed; a wave that was drawn and told.
 */
export async function fillDemo(dataFolder: string): Promise<void> {
  const settings = { BEKAL_DATA: dataFolder, BEKAL_SECRET: testSecret, DATABASE_URL: '' }
  const [port] = await freePorts(1)
  const server = await startServer(dataFolder, port!, settings)
  try {
    const url = `http://127.0.0.1:${port}`
    await buys(port!, (await (await fetch(`${url}/dev/demo.json`)).json()) as DemoFacts)
    await draws(url, dataFolder, settings)
    await sealed(bekalOn(settings))
  } finally {
    server.kill('SIGTERM')
    await exitOf(server)
  }
}

/** What was told is sealed by the server that runs, some seconds later. */
async function sealed(bekal: ReturnType<typeof bekalOn>): Promise<void> {
  for (let tries = 0; (await bekal('journal', 'head')).code !== 0; tries++) {
    assert.ok(tries < 60, 'nothing was sealed')
    await sleep(1000)
  }
}

async function buys(port: number, { cards, courses, redeem_codes: codes }: DemoFacts): Promise<void> {
  const asks = async (place: number) => {
    const { prakerja_id } = cards[place]!
    const asked = { user_platform_id: `pembeli-${place}`, prakerja_id, ...courses[place % courses.length]! }
    return partnerCall(port, 'payment/send-otp', asked)
  }
  const pays = async (place: number, otp: string) => {
    const token = (await asks(place)).answer.data!.payment_token
    const invoice = { invoice_code: `UJI-${place}`, invoice_url: `https://uji.example/UJI-${place}` }
    return partnerCall(port, 'payment/authorize', { otp, ...invoice }, token)
  }
  await asks(0)
  await pays(1, '000000')
  for (const place of [2, 3, 4]) assert.ok((await pays(place, '123456')).answer.success)
  const { transaction_code } = (await pays(5, '123456')).answer.data!
  const returned = { invoice_code: 'UJI-5', transaction_code }
  assert.ok((await partnerCall(port, 'payment/void', returned)).answer.success, 'nothing was given back')
  for (const redeem_code of codes.slice(0, 2))
    await partnerCall(port, 'payment/redeem-code/commit', { redeem_code, sequence: 1 })
}

async function draws(url: string, folder: string, settings: Readonly<Record<string, string>>): Promise<void> {
  const as = (name: string) => bekalOn({ ...settings, BEKAL_TOKEN_FILE: path.join(folder, `${name}.token`) })
  const [ani, budi] = [as('ani'), as('budi')]
  const says = async (who: typeof ani, ...command: string[]) => {
    const { code, said } = await who(...command)
    assert.equal(code, 0, `${command.join(' ')}: ${JSON.stringify(said)}`)
    return said
  }
  const byTwo = async (...command: string[]) => {
    await says(ani, ...command)
    return says(budi, ...command)
  }
  for (const [who, name] of [
    [ani, 'ani'],
    [budi, 'budi'],
  ] as const)
    await says(who, 'staff', 'log-in', `${name}@konsol.contoh.id`, '--demo')
  const { number } = await says(ani, 'wave', 'create', '--quota', '4')
  const wave = String(number)
  const known = new Date(Date.now() + day).toISOString()
  await says(ani, 'draw', 'commit', wave, '--value', 'Penutupan IHSG', '--known-from', known)
  await byTwo('wave', 'open', wave)
  const list = path.join(folder, 'pendaftar.csv')
  await writeFile(list, [...applicantsAsCsv(12)].join(''))
  await says(ani, 'import', 'applicants', list, '--agency', 'Dinas Contoh', '--wave', wave)
  await says(ani, 'wave', 'close', wave)
  await fetch(`${url}/dev/clock.json`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ advance_ms: day + 1000 }),
  })
  for (const who of [ani, budi]) await says(who, 'draw', 'value', wave, '7123.45')
  await byTwo('draw', 'run', wave)
  await says(ani, 'draw', 'announce', wave)
  await byTwo('wave', 'notify', wave)
}
