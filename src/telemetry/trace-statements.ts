import { AsyncResource } from 'node:async_hooks'
import pg from 'pg'
import { Trip } from '../database/lanes/one-trip.ts'
import type { Tracing } from './tracing.ts'

type AnyFunction = (this: unknown, ...args: never[]) => unknown
interface Patched {
  query: AnyFunction
}

// As the API of OpenTelemetry numbers it.
const client = 2

/**
 * Lets every statement be a span, named by the statement's name, below the span in which it is asked. What nobody traces (a
 * poll of the timetable) is none. Parameters and texts are not in it. Returns how to undo it.
 */
export function traceStatements(tracing: Tracing): () => void {
  const statements = pg.Client.prototype as unknown as Patched
  const { query } = statements
  statements.query = function traced(this: unknown, ...args: never[]) {
    const parent = tracing.current()
    const begin = (name: string) => {
      const attributes = { 'db.system.name': 'postgresql', 'db.query.summary': name }
      return tracing.begin(name, { kind: client, attributes }, parent)
    }
    if (parent && (args[0] as unknown) instanceof Trip) traceTrip(args[0] as unknown as Trip, begin, tracing)
    const name = nameOf(args[0])
    if (!parent || name === undefined) return query.apply(this, args)
    const span = begin(name)
    const answer = args.at(-1) as unknown
    if (typeof answer === 'function') {
      const ended = (fault: unknown, ...rest: unknown[]) => {
        if (fault) tracing.fail(span, fault)
        else span.end()
        ;(answer as (...all: unknown[]) => void)(fault, ...rest)
      }
      return query.apply(this, [...args.slice(0, -1), ended as never])
    }
    const asked = query.apply(this, args) as Promise<unknown>
    asked.then(
      () => span.end(),
      (fault: unknown) => tracing.fail(span, fault),
    )
    return asked
  }
  const unbind = bindWaiters()
  return () => {
    statements.query = query
    unbind()
  }
}

/** Of several that travel together each is a span from where the one before it ended. */
function traceTrip(
  trip: Trip,
  begin: (name: string) => ReturnType<Tracing['begin']>,
  tracing: Pick<Tracing, 'fail'>,
): void {
  const { names } = trip
  let span = begin(names[0]!)
  trip.onEnded = (at, why) => {
    if (why) return tracing.fail(span, why)
    span.end()
    const next = names[at + 1]
    if (next !== undefined) span = begin(next)
  }
}

/** Who waits in the queue of a pool is called by whoever gives a connection back: bound to its own caller. */
function bindWaiters(): () => void {
  const pools = pg.Pool.prototype as unknown as { connect: AnyFunction }
  const { connect } = pools
  pools.connect = function bound(this: unknown, ...args: never[]) {
    const [called] = args as unknown[]
    return typeof called === 'function'
      ? connect.apply(this, [AsyncResource.bind(called as () => void) as never])
      : connect.apply(this, args)
  }
  return () => {
    pools.connect = connect
  }
}

/** The name of a statement; of a bare one its first word; none for what drives itself (cursors, copies). */
function nameOf(asked: unknown): string | undefined {
  if (typeof asked === 'string') return /^\s*(\w+)/.exec(asked)?.[1]?.toLowerCase()
  const { name, text, submit } = asked as { name?: string; text?: string; submit?: unknown }
  if (typeof submit === 'function') return undefined
  return name ?? nameOf(text ?? '')
}
