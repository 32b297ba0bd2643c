/**
 * The visitors of the opening day, in a process of their own: each comes once, keeps asking as the waiting page says, and sends
 * the first form of "Daftar" once let in. Forked by opening.ts with a Crowd as JSON; loopback only.
 */
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { cookiesOf, keepCookies } from '../browser.ts'
import { readForm } from '../html-form.ts'
import { type Answer, headerOf, readAnswer } from '../http-connection.ts'
import type { Crowd, CrowdSeen } from './messages.ts'

const crowd: Crowd = JSON.parse(process.argv[2] ?? '')
const served: number[] = []
const waited: number[] = []
const failures: Record<string, number> = {}
const seen = { came: 0, letIn: 0, mostBytes: 0, wrongPages: 0, placesLost: 0, formsSent: 0, formsLost: 0 }
const jars = new Map<number, Map<string, string>>()
/** the page with a form that some have before them when the others come */
const drawn = new Map<number, string>()

for (let visitor = 0; visitor < crowd.halfFilled; visitor++) drawn.set(visitor, await firstPage(visitor))
process.send?.({ type: 'ready' })
process.once('message', () => void come())

async function come(): Promise<void> {
  const until = performance.now() + crowd.seconds * 1000
  const cpu = process.cpuUsage()
  const all: Promise<void>[] = []
  for (const [visitor, html] of drawn) all.push(sendLate(visitor, html))
  const from = performance.now()
  const each = (crowd.arriveSeconds * 1000) / Math.max(1, crowd.visitors - crowd.halfFilled)
  let due = from
  for (let visitor = crowd.halfFilled; visitor < crowd.visitors; visitor++) {
    // Gaps of a Poisson process.
    due += -Math.log(1 - Math.random()) * each
    if (due > performance.now() + 2) await sleep(due - performance.now())
    seen.came += 1
    all.push(visit(visitor, until))
  }
  await Promise.all(all)
  const { user, system } = process.cpuUsage(cpu)
  const whole = { ...seen, served, waited, failures, cpuSeconds: (user + system) / 1e6 } satisfies CrowdSeen
  // The answer times of hundreds of thousands are megabytes: leaving before they are sent would leave them behind.
  process.send?.(whole, () => process.disconnect?.())
}

async function visit(visitor: number, until: number): Promise<void> {
  let place: string | undefined
  while (performance.now() < until) {
    const { answer, ms } = await ask(visitor, 'GET', '/daftar')
    if (!answer) return
    if (answer.status === 200) {
      served.push(ms)
      seen.letIn += 1
      await sleep(1000 + 4000 * Math.random())
      return sendForm(visitor, answer.body)
    }
    if (answer.status !== 503) return failed(`GET answered ${answer.status}`)
    waited.push(ms)
    seen.mostBytes = Math.max(seen.mostBytes, answer.body.length)
    const again = Number(headerOf(answer.head, 'refresh'))
    if (!(again > 0) || answer.body.includes('<script')) seen.wrongPages += 1
    const now = /bekal_antrean=[^;]+/.exec(answer.head)?.[0]
    if (place !== undefined && now !== place) seen.placesLost += 1
    place = now
    const pauseMs = Math.max(1, again || 30) * 1000
    if (performance.now() + pauseMs >= until) return
    await sleep(pauseMs)
  }
}

/** Somebody who came before the others and takes time over the form. */
async function sendLate(visitor: number, html: string): Promise<void> {
  await sleep(crowd.arriveSeconds * 1000 * Math.random())
  await sendForm(visitor, html)
}

async function firstPage(visitor: number): Promise<string> {
  for (let asked = 0; asked < 12; asked++) {
    const { answer } = await ask(visitor, 'GET', '/daftar')
    if (answer?.status === 200) return answer.body
    await sleep(Number(answer && headerOf(answer.head, 'refresh')) * 1000 || 5000)
  }
  throw new Error('the first page did not come before the crowd did')
}

/** Sends the form and looks at what it leads to: lost is whatever does not end at the page that says where the link went. */
async function sendForm(visitor: number, html: string): Promise<void> {
  seen.formsSent += 1
  const form = readForm(html, /\/daftar$/)
  const email = `antre-${visitor}@bench.example`
  const sent =
    form &&
    (await ask(visitor, 'POST', form.action, new URLSearchParams({ ...form.fields, email }).toString()))
  const location = sent?.answer && headerOf(sent.answer.head, 'location')
  if (sent) served.push(sent.ms)
  const page = location ? await ask(visitor, 'GET', location) : undefined
  if (page) served.push(page.ms)
  if (page?.answer?.status === 200 && page.answer.body.includes(email)) return
  seen.formsLost += 1
  failed(`a form: ${form ? '' : 'none,'} ${sent?.answer?.status} ${location} ${page?.answer?.status}`)
}

/** One request on a connection of its own, from an address of its own. */
async function ask(visitor: number, method: string, path: string, body = '') {
  const jar = jars.get(visitor) ?? new Map<string, string>()
  jars.set(visitor, jar)
  const index = crowd.first + visitor
  const from = performance.now()
  const answer = await asked(index, requestOf(index, jar, method, path, body)).catch((error: Error) => {
    failed(error.message)
    return undefined
  })
  if (answer) keepCookies(jar, answer.head)
  return { answer, ms: performance.now() - from }
}

function requestOf(
  index: number,
  jar: Map<string, string>,
  method: string,
  path: string,
  body: string,
): string {
  const sent = body
    ? `Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n`
    : ''
  const cookie = jar.size > 0 ? `Cookie: ${cookiesOf(jar)}\r\n` : ''
  return (
    `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1:${crowd.port}\r\nAccept: text/html\r\nSec-Fetch-Site: same-origin\r\n` +
    `X-Forwarded-For: 10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}\r\n${cookie}${sent}\r\n${body}`
  )
}

function asked(index: number, request: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    // Many addresses of this machine: one has not enough ports for so many connections.
    const localAddress = `127.1.${(index >> 8) & 255}.${1 + (index & 127)}`
    const socket = connect({ host: '127.0.0.1', port: crowd.port, localAddress })
    let received = ''
    socket.setEncoding('latin1')
    socket.on('data', (piece: string) => {
      received += piece
      const answer = readAnswer(received)
      if (!answer) return
      socket.destroy()
      resolve(answer)
    })
    socket.on('error', reject)
    socket.on('close', () => reject(new Error('the server closed the connection without an answer')))
    socket.setTimeout(60_000, () => socket.destroy())
    socket.write(request, 'latin1')
  })
}

function failed(what: string): void {
  failures[what] = (failures[what] ?? 0) + 1
}
