import type { Pdu } from 'smpp'
import { openSmppSession, type SmppLinkOptions, type SmppSession } from './smpp-session.ts'

/** There is no centre to hand anything to: nothing was sent. */
export class NoLinkError extends Error {}

/** A bound connection to an SMS centre that mends itself. */
export interface SmppLink {
  /** Submits one PDU and resolves with its answer; rejects when there is no connection or no answer. */
  submit(fields: Record<string, unknown>): Promise<Pdu>
  close(): Promise<void>
}

const LINK_PATIENCE_MS = 5000
const FIRST_GAP_MS = 500
const LONGEST_GAP_MS = 30_000

/** Connects and binds; a lost link is opened anew, with growing gaps while it fails. */
export function openSmppLink(options: SmppLinkOptions): SmppLink {
  let bound: SmppSession | undefined
  let current: SmppSession
  let gap = FIRST_GAP_MS
  let closed = false
  let again: NodeJS.Timeout | undefined
  const waiting = new Set<() => void>()

  function connect(): void {
    const session = openSmppSession(options, {
      bound() {
        bound = session
        gap = FIRST_GAP_MS
        for (const go of waiting) go()
        waiting.clear()
      },
      lost() {
        if (current !== session) return
        bound = undefined
        if (closed) return
        again = setTimeout(connect, gap)
        gap = Math.min(gap * 2, LONGEST_GAP_MS)
      },
    })
    current = session
  }

  async function boundSession(): Promise<SmppSession> {
    if (!bound && !closed) {
      await new Promise<void>((resolve) => {
        const go = () => {
          clearTimeout(late)
          resolve()
        }
        const late = setTimeout(() => {
          waiting.delete(go)
          resolve()
        }, LINK_PATIENCE_MS)
        waiting.add(go)
      })
    }
    if (!bound) throw new NoLinkError('there is no link to the SMS centre')
    return bound
  }

  connect()
  return {
    submit: async (fields) => (await boundSession()).ask('submit_sm', fields),
    async close() {
      closed = true
      clearTimeout(again)
      for (const go of waiting) go()
      await current.end()
    },
  }
}
