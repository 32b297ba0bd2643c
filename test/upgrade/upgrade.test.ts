import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { Visitor } from '../a-visitor.ts'
import { bekalOn } from '../bekal.ts'
import { partnerCall } from '../kill/kill-loop.ts'
import { startServer } from '../kill/stands.ts'
import { exitOf, freePorts } from '../processes/processes.ts'
import { testSecret } from '../test-secret.ts'
import { anOldFolder, type OldBalance, type OldFolder } from './an-old-folder.ts'
import { fixtures } from './fixture.ts'

const cleaning: (() => Promise<unknown>)[] = []
after(async () => {
  for (const clean of cleaning) await clean()
})

interface DemoFacts {
  readonly cards: readonly { prakerja_id: string; phone: string; balance: number }[]
  readonly courses: readonly { course_code: string; schedule_code: string; amount: number }[]
}

for (const migration of fixtures())
  test(`a data folder of a version up to ${migration} is upgraded: money, journal and draws hold, and its cards buy`, async () => {
    const old = await anOldFolder(migration)
    cleaning.push(old.remove)
    const settings = { BEKAL_DATA: old.dataFolder, BEKAL_SECRET: testSecret, DATABASE_URL: '' }
    const bekal = bekalOn(settings)

    // The first command upgrades; nothing else has touched the folder.
    const ledger = await bekal('ledger', 'check')
    assert.deepEqual(ledger.said.violations, [])
    assert.equal(ledger.code, 0)
    assert.deepEqual(sameMoney(ledger.said.accounts), sameMoney(old.balance))
    await journalHolds(bekal)
    await drawsVerify(bekal, old.drawn)
    assert.ok(old.drawn.length > 0 || migration < '0015-draw', 'nothing was drawn in what was taken')

    const [port] = await freePorts(1)
    const server = await startServer(old.dataFolder, port!, settings)
    try {
      await buysWithAnOldCard(`http://127.0.0.1:${port}`, port!)
      await settles(bekal)
    } finally {
      server.kill('SIGTERM')
      await exitOf(server)
    }
    await journalHolds(bekal)
    assert.deepEqual((await bekal('audit')).said.findings, [])
    assert.equal((await bekal('database', 'check')).code, 0)
  })

/** Rupiah of the treasury, of the cards, and of everybody else: a later version tells the last apart, an earlier one did not. */
function sameMoney(accounts: OldBalance) {
  const { treasury = 0, card = 0, ...others } = accounts
  return { treasury, card, others: Object.values(others).reduce((sum, amount) => sum + amount, 0) }
}

type Bekal = ReturnType<typeof bekalOn>

async function journalHolds(bekal: Bekal): Promise<void> {
  const { said } = await bekal('journal', 'verify')
  assert.equal(said.whole, true, JSON.stringify(said))
}

/** What was due meanwhile is done by the jobs of the server that runs; then everything holds. */
async function settles(bekal: Bekal): Promise<void> {
  for (let tries = 0; ; tries++) {
    const { code, said } = await bekal('ledger', 'check')
    if (code === 0) return
    assert.ok(tries < 20, JSON.stringify(said.violations))
    await sleep(1000)
  }
}

/** Every draw that was announced is published anew, and checked by what was published. */
async function drawsVerify(bekal: Bekal, drawn: OldFolder['drawn']): Promise<void> {
  for (const { year, number } of drawn) {
    const folder = await mkdtemp(path.join(tmpdir(), 'bekal-draw-'))
    cleaning.push(() => rm(folder, { recursive: true, force: true }))
    await bekal('draw', 'show', String(number), '--year', String(year), '--out', folder)
    const { said } = await bekal('draw', 'verify', folder)
    assert.deepEqual([said.whole, said.differences], [true, []], `wave ${number}`)
  }
}

async function buysWithAnOldCard(url: string, port: number): Promise<void> {
  const facts = (await (await fetch(`${url}/dev/demo.json`)).json()) as DemoFacts
  const card = facts.cards[0]!
  const course = facts.courses.find(({ amount }) => amount <= card.balance)!
  const asked = { user_platform_id: 'pembeli-lama', prakerja_id: card.prakerja_id, ...course }
  const sent = await partnerCall(port, 'payment/send-otp', asked)
  assert.ok(sent.answer.success, JSON.stringify(sent.answer))
  const invoice = { invoice_code: 'LAMA-1', invoice_url: 'https://uji.example/LAMA-1' }
  const otp = await codeTo(url, card.phone)
  const token = sent.answer.data!.payment_token
  const paid = await partnerCall(port, 'payment/authorize', { otp, ...invoice }, token)
  assert.ok(paid.answer.success, JSON.stringify(paid.answer))

  const holder = new Visitor(url)
  await holder.get('/')
  assert.equal((await holder.post('/dev/masuk', { persona: 'sudah' })).status, 303)
  const { status, text } = await holder.get('/kartu')
  assert.equal(status, 200)
  assert.ok(/Nur Aini Harahap/i.test(text), 'the holder is named on the page')
}

async function codeTo(url: string, phone: string): Promise<string> {
  for (let tries = 0; tries < 100; tries++) {
    const answer = await fetch(`${url}/dev/inbox.json?to=${encodeURIComponent(phone)}`)
    const { messages } = (await answer.json()) as { messages: { text: string }[] }
    const code = messages.map(({ text }) => /kode OTP (\d{6}) utk bayar/.exec(text)?.[1]).find(Boolean)
    if (code) return code
    await sleep(100)
  }
  return assert.fail('no code came')
}
