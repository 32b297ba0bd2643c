import pg from 'pg'

/** What pg keeps of a connection and of a query, as far as it is used here; its types do not know it. */
interface Connection {
  readonly stream: object
}
interface Query {
  readonly name?: string | undefined
  readonly rows?: unknown
  readonly callback?: unknown
  readonly _result: { fields: unknown; _parsers: unknown }
  _accumulateRows: unknown
  listeners(event: 'row'): readonly unknown[]
  hasBeenParsed(connection: Connection): unknown
  prepare(connection: Connection): void
  handleRowDescription(message: unknown): void
}

/** The columns of an answer, and what reads each. */
type Columns = Pick<Query['_result'], 'fields' | '_parsers'>

/** By statement, of each connection that is open. */
const described = new WeakMap<object, Map<string, Columns>>()
/** Where the description that comes is kept. */
const asked = new WeakMap<Query, Map<string, Columns>>()
const quiet = { describe: { value() {} } }
let patched = false

/**
 * Lets a statement with a name be described once on each connection. pg asks for its columns each time and finds a reader for every one: a twentieth of
 * what a page costs. They cannot change: PostgreSQL refuses to run what it has prepared once its columns are others.
 */
export function describeOnce(): void {
  if (patched) return
  patched = true
  const queries = pg.Query.prototype as unknown as Query
  const { prepare, handleRowDescription } = queries
  queries.prepare = function (this: Query, connection) {
    const { name } = this
    if (!name || this.rows) return prepare.call(this, connection)
    const known = described.get(connection.stream) ?? new Map<string, Columns>()
    // What is to be prepared anew, after a failure, is described anew.
    const columns = this.hasBeenParsed(connection) ? known.get(name) : undefined
    if (!columns) {
      described.set(connection.stream, known)
      asked.set(this, known)
      return prepare.call(this, connection)
    }
    Object.assign(this._result, columns)
    this._accumulateRows = this.callback || this.listeners('row').length === 0
    prepare.call(this, Object.create(connection, quiet))
  }
  queries.handleRowDescription = function (this: Query, message) {
    handleRowDescription.call(this, message)
    const { fields, _parsers } = this._result
    if (this.name) asked.get(this)?.set(this.name, { fields, _parsers })
  }
}
