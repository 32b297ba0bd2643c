import type pg from 'pg'
import { second } from '../../kernel/clock.ts'
import { cutOff } from '../lanes/client-stream.ts'
import { choosePrimary, type Known, type SeenHost } from './choose-primary.ts'
import { type Host, hostAt, lookAtHost } from './look-at-host.ts'

/** Which of several hosts is the primary, for all connections of one address. */
export interface HostWatch {
  /** The primary as far as is known: looked for first where it is in doubt. Where there is none, the one that was it last. */
  primary(): Promise<Host>
  /** A connection to it failed, or it turned out to be something else: the next one looks anew. */
  doubt(): void
  /** A connection that is cut off when another host becomes the primary. */
  keep(client: pg.ClientBase, host: Host): void
  /** each host as it was at the last look, in the order of the address */
  seen(): readonly SeenHost[]
  /** told in a sentence whenever what is seen changes */
  onChange(tell: (change: HostChange) => void): void
  close(): void
}

/** What is seen now, in words; `alarm` where somebody has to see to it. */
export interface HostChange {
  readonly sentence: string
  readonly alarm: boolean
}

/** So often hosts are looked at while there are connections: a primary that only hangs, or that was replaced, says nothing itself. */
const everyMs = 3 * second
/** Where none was found nobody looks again before that. */
const restMs = second / 5

/** Watches the hosts of these addresses, each of one host. */
export function watchHosts(addresses: readonly string[]): HostWatch {
  const hosts = addresses.map(hostAt)
  const kept = new Map<pg.ClientBase, Host>()
  let known: Known = { timeline: 0 }
  let seen: readonly SeenHost[] = hosts.map((host) => ({ host, role: 'away' }))
  let inDoubt = true
  let lookedAt = Number.NEGATIVE_INFINITY
  let looking: Promise<void> | undefined
  const listeners: ((change: HostChange) => void)[] = []

  async function lookAtAll(): Promise<void> {
    const said = await Promise.all(hosts.map(lookAtHost))
    const before = seen
    ;({ known, seen } = choosePrimary(hosts, said, known))
    lookedAt = performance.now()
    inDoubt = !seen.some(({ role }) => role === 'primary')
    for (const [client, host] of kept) if (host !== known.primary) cutOff(client)
    if (seen.some(({ role }, at) => role !== before[at]!.role))
      for (const tell of listeners) tell(inWords(seen))
  }

  function look(): Promise<void> {
    looking ??= lookAtAll().finally(() => {
      looking = undefined
    })
    return looking
  }

  const timer = setInterval(() => kept.size > 0 && void look(), everyMs).unref()
  return {
    async primary() {
      if (inDoubt && performance.now() - lookedAt > restMs) await look()
      return known.primary ?? hosts[0]!
    },
    doubt: () => {
      inDoubt = true
    },
    keep(client, host) {
      if (known.primary && host !== known.primary) return cutOff(client)
      kept.set(client, host)
      client.once('end', () => kept.delete(client))
    },
    seen: () => seen,
    onChange: (tell) => void listeners.push(tell),
    close: () => clearInterval(timer),
  }
}

function inWords(seen: readonly SeenHost[]): HostChange {
  const list = seen.map(({ host, role }) => `${host.name} ${role}`).join(', ')
  const wrong = seen.filter(({ role }) => role === 'former' || role === 'rival' || role === 'foreign')
  if (wrong.length > 0)
    return {
      alarm: true,
      sentence: `stop ${wrong.map(({ host }) => host.name).join(', ')}: it takes writes and is not our primary (docs/failover.md): ${list}`,
    }
  const found = seen.some(({ role }) => role === 'primary')
  return { alarm: !found, sentence: found ? `database hosts: ${list}` : `there is no primary: ${list}` }
}
