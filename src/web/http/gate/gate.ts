import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { MiddlewareHandler } from 'hono'
import { minute, second } from '../../../kernel/clock.ts'
import type { Secrets } from '../../../kernel/secrets/secrets.ts'
import { isForPrograms } from '../edge/for-programs.ts'
import type { Web } from '../web.ts'
import type { Pace } from './pace.ts'
import { openQueue, type Queue } from './queue.ts'
import { gateTickets, type Ticket } from './tickets.ts'
import { answerWaiting, type Told } from './waiting-page.ts'

/** What is told of those who were let in and of those who wait. */
export interface GateFigures {
  letIn(): void
  madeToWait(): void
}

export interface GateTerms {
  readonly secrets: Pick<Secrets, 'hash'>
  /** the site is reached by https */
  readonly secure: boolean
  readonly pace: Pace
  /** a proxy keeps its connections for everybody: each request on them may be somebody else's */
  readonly behindProxy?: boolean
  /** how many processes share the visitors; each sees its part of them */
  readonly processes?: number | undefined
  readonly figures?: GateFigures
  /** the machine's time, in ms */
  readonly now?: () => number
}

/** How the gate of this process stands. */
export interface GateStanding {
  /** who waits; who has gone away counts until it would be their turn */
  readonly waiting: number
  /** newcomers who were let in, in the last minute */
  readonly letIn: number
  /** how many processes share the visitors */
  readonly processes: number
}

/** The front of the server: while there is more to do than it can, newcomers wait, first come first served. */
export interface Gate {
  /** lets `answer` answer whoever may come in */
  before(answer: RequestListener): RequestListener
  /** after a site's sessions are loaded: who only seemed to have a session waits; who has one, or sends a form, gets a pass */
  readonly knows: MiddlewareHandler<Web>
  standing(): GateStanding
}

/**
 * What never waits: programs, the staff of the programme and of institutions, and what is wanted at once by who holds a
 * link of ours: a change that was not theirs, a class that begins, a registration that goes on from its email.
 */
const open =
  /^\/+(?:api|assets|dev|hadir|healthz|kemnaker|konfirmasi-kehadiran|konsol|lembaga|metrics|mitra|oidc|readyz|status|bukan-saya|daftar\/email)(?:[/?]|$)|^\/+(?:\.well-known\/|favicon|robots)/

/** A cookie that may be the token of a session that is written down: only its site can tell. */
const session = /(?:^|;\s*)(?:bekal_|__Host-)[a-z][\w-]*=[\w-]{43}(?:;|$)/

/** The page asks again after half of the time that is left, within this; in seconds. */
const again = { least: 10, most: 120, atTurn: 5 } as const
const renewMs = 2 * minute

/** What is known of a request that came in while the gate is watched. */
interface Entrance {
  /** it only names a session: whether there is one its site finds out */
  readonly unsure: boolean
  /** the pass that its answer brings */
  readonly pass?: string
}

interface Kept extends GateTerms {
  readonly tickets: ReturnType<typeof gateTickets>
  readonly queue: Queue
  readonly entrances: WeakMap<object, Entrance>
  readonly letInLately: ReturnType<typeof lastMinute>
  readonly now: () => number
}

/** Opens the gate of one process. On a quiet server it does nothing but count the requests in work. */
export function openGate(terms: GateTerms): Gate {
  const { pace, processes = 1, now = Date.now } = terms
  const kept: Kept = {
    ...terms,
    now,
    tickets: gateTickets(terms.secrets, terms.secure),
    queue: openQueue(now()),
    entrances: new WeakMap(),
    letInLately: lastMinute(),
  }
  const { queue, entrances, letInLately } = kept
  const met = new WeakSet<object>()
  const isFirst = (connection: object) => {
    const first = terms.behindProxy === true || !met.has(connection)
    met.add(connection)
    return first
  }
  return {
    before: (answer) => (incoming, outgoing) => {
      if (open.test(incoming.url ?? '') || isForPrograms(askedBy(incoming))) return answer(incoming, outgoing)
      if (!pace.watching()) {
        if (queue.waiting() > 0) queue.release()
      } else {
        const entrance = enter(kept, incoming)
        if ('since' in entrance) return wait(kept, incoming, outgoing, entrance.since)
        entrances.set(incoming, entrance)
      }
      outgoing.once('close', pace.began(isFirst(incoming.socket)))
      answer(incoming, outgoing)
    },
    knows: knowing(kept),
    standing() {
      queue.call(now(), pace.perSecond())
      return { waiting: queue.waiting(), letIn: letInLately.count(now()), processes }
    },
  }
}

/** Lets somebody in, or says since when they wait. */
function enter(kept: Kept, { method, headers }: IncomingMessage): Entrance | { readonly since: number } {
  const { queue, pace, tickets } = kept
  const at = kept.now()
  queue.call(at, pace.perSecond())
  const held = tickets.read(headers.cookie, at)
  if (held?.kind === 'pass')
    return { unsure: false, ...(at - held.since > renewMs && { pass: passOf(kept) }) }
  // Whoever sends a form has been in: it is taken now, for nothing that was typed may be lost.
  if (method !== 'GET' && method !== 'HEAD') return { unsure: false }
  if (session.test(headers.cookie ?? '')) return { unsure: true }
  return mayComeIn(kept, held) ? { unsure: false, pass: passOf(kept) } : { since: placeOf(kept, held) }
}

function passOf({ tickets, now }: Kept): string {
  return tickets.cookie({ kind: 'pass', since: now() })
}

function mayComeIn({ queue, pace, now, letInLately, figures }: Kept, held: Ticket | undefined): boolean {
  const turn = held ? queue.place(held.since) <= 0 : queue.empty()
  if (!turn) return false
  if (!pace.take()) {
    if (held) queue.crowded(now())
    return false
  }
  if (held) queue.came()
  letInLately.note(now())
  figures?.letIn()
  return true
}

/** The place that somebody has, or gets at the end of the queue. */
function placeOf({ queue, figures, now }: Kept, held: Ticket | undefined): number {
  if (held) return held.since
  const at = now()
  queue.arrive(at)
  figures?.madeToWait()
  return at
}

function wait(kept: Kept, incoming: IncomingMessage, outgoing: ServerResponse, since: number): void {
  kept.pace.pressed()
  answerWaiting(incoming, outgoing, toldOf(kept, since), kept.tickets.cookie({ kind: 'place', since }))
}

function toldOf({ queue, pace, processes = 1 }: Kept, since: number): Told {
  const place = queue.place(since)
  if (place <= 0) return { place, seconds: 0, again: again.atTurn }
  const seconds = Math.ceil(place / pace.perSecond())
  const half = Math.ceil(seconds / 2)
  return { place: place * processes, seconds, again: Math.min(again.most, Math.max(again.least, half)) }
}

function knowing(kept: Kept): MiddlewareHandler<Web> {
  return async (c, next) => {
    const { incoming, outgoing } = (c.env ?? {}) as {
      readonly incoming?: IncomingMessage
      readonly outgoing?: ServerResponse
    }
    const entrance = incoming && kept.entrances.get(incoming)
    if (!entrance || !outgoing) return next()
    kept.entrances.delete(incoming)
    const found = c.get('session')
    const written = found !== undefined && found.unwritten === undefined
    const held = kept.tickets.read(incoming.headers.cookie, kept.now())
    let { pass } = entrance
    if (entrance.unsure && !written) {
      if (!mayComeIn(kept, held)) {
        wait(kept, incoming, outgoing, placeOf(kept, held))
        return RESPONSE_ALREADY_SENT
      }
      pass = passOf(kept)
    } else if ((written || (found && c.req.method === 'POST')) && held?.kind !== 'pass') pass ??= passOf(kept)
    await next()
    // Not by `c.header`: of an answer that is made already it makes another one.
    if (pass) c.res.headers.append('Set-Cookie', pass)
  }
}

function askedBy({ url = '/', headers }: IncomingMessage) {
  return { url, accept: headers.accept }
}

/** Counts what happened within the last minute. */
function lastMinute() {
  const slots = minute / second
  const counts = new Uint32Array(slots)
  let last = 0
  function turnTo(at: number): number {
    const to = Math.floor(at / second)
    last = Math.max(last, to - slots)
    while (last < to) counts[++last % slots] = 0
    return last % slots
  }
  return {
    note(at: number): void {
      counts[turnTo(at)]! += 1
    },
    count(at: number): number {
      turnTo(at)
      return counts.reduce((all, one) => all + one, 0)
    },
  }
}
