import type { Duplex } from 'node:stream'
import pg from 'pg'
import { type call, rowsOf } from '../sql.ts'
import { cutOff } from './client-stream.ts'

/** What pg hands a query, as far as it is used here; its types do not know it. */
interface Connection {
  readonly stream: Pick<Duplex, 'cork' | 'uncork' | 'destroyed'>
  readonly submittedNamedStatements: Record<string, string>
  sync(): void
  on(event: 'readyForQuery' | 'end', hear: () => void): void
  off(event: 'readyForQuery' | 'end', hear: () => void): void
}

/** One of pg's own queries, which writes what it asks and reads what is answered. */
interface Asked {
  readonly name?: string | undefined
  readonly text: string
  submit(connection: Connection): Error | null
  handleRowDescription(message: unknown): void
  handleDataRow(message: unknown): void
  handleCommandComplete(message: unknown, connection: Connection): void
  handleReadyForQuery(connection: Connection): void
}

type End = (error: Error | undefined, last?: pg.QueryArrayResult) => void

/**
 * Runs statements one after the other as one transaction, and returns the rows of the last one. They go in one write and are answered
 * in one: PostgreSQL begins a transaction with the first and commits it where they end, so neither is asked for. Each sees what was
 * committed before it began. When one fails, or the commit does, nothing of them is written and that is thrown. Needs a connection that
 * is not pipelined.
 */
export function inOneTrip<Row>(
  client: pg.ClientBase,
  statements: readonly ReturnType<typeof call>[],
): Promise<Row[]> {
  return new Promise((resolve, reject) => {
    const trip = new Trip(client, statements, (error, last) =>
      error ? reject(error) : resolve(rowsOf<Row>(last!)),
    )
    client.query(trip as unknown as pg.Submittable)
  })
}

/** As {@link inOneTrip}, on a connection of the pool. */
export async function tripOf<Row>(
  pool: pg.Pool,
  statements: readonly ReturnType<typeof call>[],
): Promise<Row[]> {
  const client = await pool.connect()
  try {
    return await inOneTrip<Row>(client, statements)
  } finally {
    client.release()
  }
}

/** As pg runs it: one query, though it is several. pg reads what is answered, and this one says whose answer it is. */
export class Trip {
  readonly #client: pg.ClientBase
  readonly #queries: readonly Asked[]
  readonly #end: End
  #at = 0

  constructor(client: pg.ClientBase, statements: readonly ReturnType<typeof call>[], end: End) {
    this.#client = client
    this.#end = end
    const last = statements.length - 1
    this.#queries = statements.map((sql, at) => {
      const answered = (error: Error | undefined, result: unknown) => {
        // It could not be written. Nothing has left yet, and nothing may: the others alone would be committed.
        if (error) cutOff(client, error)
        else if (at === last) end(undefined, result as pg.QueryArrayResult)
      }
      return new pg.Query({ ...sql, types: client } as pg.QueryArrayConfig, answered) as unknown as Asked
    })
  }

  /** Told as each statement has ended, by its place; with why where it, and with it the trip, failed. */
  onEnded: ((at: number, why?: Error) => void) | undefined

  /** What the statements are called, in their order; one without a name by its first word. */
  get names(): string[] {
    return this.#queries.map(({ name, text }) => name ?? text.trim().split(/\s/, 1)[0]!.toLowerCase())
  }

  /** Of the one whose answer comes now: pg keeps by it what PostgreSQL has planned. */
  get name(): string | undefined {
    return this.#queries[this.#at]?.name
  }

  get text(): string | undefined {
    return this.#queries[this.#at]?.text
  }

  submit(connection: Connection): null {
    // Each would end the transaction behind itself.
    const withoutSync = Object.create(connection, { sync: { value() {} } }) as Connection
    connection.stream.cork()
    for (const query of this.#queries) {
      const error = query.submit(withoutSync)
      if (error) cutOff(this.#client, error)
    }
    connection.sync()
    connection.stream.uncork()
    return null
  }

  handleRowDescription(message: unknown): void {
    this.#queries[this.#at]!.handleRowDescription(message)
  }

  handleDataRow(message: unknown): void {
    this.#queries[this.#at]!.handleDataRow(message)
  }

  handleCommandComplete(message: unknown, connection: Connection): void {
    this.#queries[this.#at]!.handleCommandComplete(message, connection)
    this.onEnded?.(this.#at)
    this.#at += 1
  }

  /**
   * A statement or the commit failed, or the connection is gone. What stands behind the statement that failed was not looked at. It is
   * told when the connection is ready for what comes next, or known to be lost: whoever tries again must not do so on a dying one.
   */
  handleError(error: Error, connection: Connection): void {
    for (const { name } of this.#queries) if (name) delete connection.submittedNamedStatements[name]
    // Behind the last one it was the commit that failed.
    if (this.#at < this.#queries.length) this.onEnded?.(this.#at, error)
    const settled = ['readyForQuery', 'end'] as const
    const tell = () => {
      for (const event of settled) connection.off(event, tell)
      this.#end(error)
    }
    if (connection.stream.destroyed) tell()
    else for (const event of settled) connection.on(event, tell)
  }

  handleReadyForQuery(connection: Connection): void {
    this.#queries.at(-1)!.handleReadyForQuery(connection)
  }
}
