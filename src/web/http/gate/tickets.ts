import { hour, minute } from '../../../kernel/clock.ts'
import type { Secrets } from '../../../kernel/secrets/secrets.ts'
import { signedValues } from '../../../kernel/secrets/signed-value.ts'

/** What a visitor's browser holds at the gate: a place in the queue, or the pass of somebody who was let in. */
export interface Ticket {
  readonly kind: 'place' | 'pass'
  /** when its owner came; of a pass, when it was last renewed: ms of the machine's clock */
  readonly since: number
}

/** How long, in ms, a place is kept of who stays away, and a pass of who does nothing. */
export const ticketLives = { place: 6 * hour, pass: 20 * minute } as const

interface Tickets {
  /** the whole header `Set-Cookie` */
  cookie(ticket: Ticket): string
  /** what a header `cookie` holds; undefined: nothing of ours, or nothing that still holds */
  read(cookies: string | undefined, now: number): Ticket | undefined
}

const letters = { place: 'a', pass: 'm' } as const

/**
 * Tickets as cookies, `LETTER.MS.MAC`. A place is the instant of arrival and not a number, so that every process, and one
 * that was started anew, reads the same order in it, and nobody has to remember who waits.
 */
export function gateTickets(secrets: Pick<Secrets, 'hash'>, secure: boolean): Tickets {
  const name = secure ? '__Host-antrean' : 'bekal_antrean'
  const named = new RegExp(`(?:^|;\\s*)${name}=([\\w.-]+)(?:;|$)`)
  const values = signedValues(secrets, 'gate')
  return {
    cookie({ kind, since }) {
      const value = values.sign(`${letters[kind]}.${Math.floor(since).toString(36)}`)
      const lasts = ticketLives[kind] / 1000
      return `${name}=${value}; Max-Age=${lasts}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
    },
    read(cookies, now) {
      const [, value = ''] = named.exec(cookies ?? '') ?? []
      const [, letter, ms] = /^([am])\.([\da-z]{1,9})$/.exec(values.open(value) ?? '') ?? []
      if (!ms) return undefined
      const kind = letter === letters.pass ? 'pass' : 'place'
      const since = Number.parseInt(ms, 36)
      // Another process's clock may be a little ahead.
      if (since > now + minute || now - since >= ticketLives[kind]) return undefined
      return { kind, since }
    },
  }
}
