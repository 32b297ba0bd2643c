import pg from 'pg'
import { addressesOf } from '../../kernel/network/host-list.ts'
import { cutOff } from '../lanes/client-stream.ts'
import { type HostWatch, watchHosts } from './host-watch.ts'

/** What pg's own connection tells, and its types do not know. */
interface Told {
  on(event: 'parameterStatus', hear: (told: { parameterName: string; parameterValue: string }) => void): void
  on(event: 'errorMessage', hear: (told: { code?: string }) => void): void
}

/** The terms of connections to the servers of an address, and who watches them where it names several. */
export interface HostTerms {
  readonly terms: pg.ClientConfig
  readonly watch: HostWatch | undefined
}

/**
 * How to connect to this address. One host is connected to as ever. Where it names several, every client and every pool on these terms
 * goes to the primary among them: pools take the kind of client from the terms, {@link newClient} does the same for one connection.
 */
export function termsOf(url: string): HostTerms {
  const addresses = addressesOf(url)
  if (addresses.length === 1) return { terms: { connectionString: url }, watch: undefined }
  const watch = watchHosts(addresses)
  const terms = { connectionString: addresses[0]!, Client: clientToPrimary(watch) }
  return { terms, watch }
}

/** A connection on these terms, not opened yet. Whoever opens one in the product does it by this. */
export function newClient(terms: pg.ClientConfig): pg.Client {
  const { Client = pg.Client } = terms as { readonly Client?: typeof pg.Client }
  return new Client(terms)
}

function clientToPrimary(watch: HostWatch): typeof pg.Client {
  return class PrimaryClient extends pg.Client {
    override connect(): Promise<this>
    override connect(done: (error: Error) => void): void
    override connect(done?: (error: Error) => void): Promise<this> | undefined {
      const connected = this.#connectToPrimary()
      if (!done) return connected
      connected.then(() => done(undefined as unknown as Error), done)
      return undefined
    }

    async #connectToPrimary(): Promise<this> {
      const chosen = await watch.primary()
      const { host, port } = chosen
      Object.assign(this, { host, port })
      this.#listen(chosen.name)
      try {
        await super.connect()
      } catch (error) {
        if (isOfTheHost(error as pg.DatabaseError)) watch.doubt()
        throw error
      }
      watch.keep(this, chosen)
      return this
    }

    /** A server says as it is connected to whether it is a standby, and again when that changes. */
    #listen(name: string): void {
      const { connection } = this as unknown as { connection: Told }
      const leave = (why: string) => {
        watch.doubt()
        // As PostgreSQL says that nobody can be served for now.
        cutOff(this, Object.assign(new Error(`${name} ${why}`), { code: '57P03' }))
      }
      connection.on('parameterStatus', ({ parameterName, parameterValue }) => {
        if (parameterName === 'in_hot_standby' && parameterValue === 'on') leave('is a standby')
      })
      connection.on('errorMessage', ({ code }) => {
        // A pooler may keep the connection while the server behind it becomes another.
        if (code === '25006') setImmediate(() => leave('only reads'))
        if (code?.startsWith('57P0')) watch.doubt()
      })
    }
  } as typeof pg.Client
}

/** It was not refused by a server that is well: a wrong password or too many connections say nothing against the host. */
function isOfTheHost({ code }: Partial<pg.DatabaseError>): boolean {
  return !/^(?!57P0)[0-9A-Z]{5}$/.test(code ?? '')
}
