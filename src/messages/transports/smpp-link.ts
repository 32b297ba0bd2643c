import smpp, { type Pdu, type Session } from 'smpp'
import type { MessageLog } from '../outbox/channel-worker.ts'
import { type Receipt, readReceipt } from '../receipts/read-receipt.ts'

/** How we present ourselves: only a transceiver is told what became of its SMS. */
export const smppBinds = ['transceiver', 'transmitter'] as const
export type SmppBind = (typeof smppBinds)[number]

/** There is no centre to hand anything to: nothing was sent. */
export class NoLinkError extends Error {}

/** A bound connection to an SMS centre that mends itself. */
export interface SmppLink {
  /** Submits one PDU and resolves with its answer; rejects when there is no connection or no answer. */
  submit(fields: Record<string, unknown>): Promise<Pdu>
  close(): Promise<void>
}

export interface SmppLinkOptions {
  /** `smpp://system_id:password@host:port`, or `ssmpp://` for TLS */
  readonly url: string
  readonly log: MessageLog
  /** `transceiver` without it */
  readonly bind?: SmppBind | undefined
  /** keeps a receipt; one that it could not keep is asked for again */
  readonly keepReceipt?: ((receipt: Receipt) => Promise<void>) | undefined
  /** how often the link is proved alive */
  readonly enquireMs?: number
}

const BIND_PATIENCE_MS = 10_000
const LINK_PATIENCE_MS = 5000
const ANSWER_MS = 15_000
const FIRST_GAP_MS = 500
const LONGEST_GAP_MS = 30_000
// SMPP 3.4, 5.1.3: the receiver could not take it for now.
const TRY_AGAIN = 0x64

/** Connects and binds; a lost link is opened anew, with growing gaps while it fails. */
export function openSmppLink(options: SmppLinkOptions): SmppLink {
  const { url, log, bind: kind = 'transceiver', enquireMs = 15_000 } = options
  const address = new URL(url)
  const tls = address.protocol !== 'smpp:'
  let bound: Session | undefined
  let current: Session | undefined
  let gap = FIRST_GAP_MS
  let closed = false
  let again: NodeJS.Timeout | undefined
  let enquiring: NodeJS.Timeout | undefined
  const waiting = new Set<() => void>()
  const unanswered = new Set<(error: Error) => void>()

  function connect(): void {
    const session = smpp.connect({
      host: address.hostname,
      port: Number(address.port) || (tls ? 3550 : 2775),
      tls,
      ...(tls && { servername: address.hostname }),
    })
    current = session
    session.on('error', (error) => {
      log.warn({ err: error }, 'the SMS centre cannot be reached')
      session.destroy()
    })
    session.on('close', () => lost(session))
    // The centre may ask, too, and may say goodbye.
    session.on('enquire_link', (pdu: Pdu) => session.send(pdu.response()))
    session.on('unbind', (pdu: Pdu) => {
      session.send(pdu.response())
      session.close()
    })
    session.on('deliver_sm', (pdu: Pdu) => void taken(session, pdu))
    session.on(tls ? 'secureConnect' : 'connect', () => bind(session))
    const patience = setTimeout(() => bound !== session && session.destroy(), BIND_PATIENCE_MS)
    session.on('close', () => clearTimeout(patience))
  }

  function bind(session: Session): void {
    const credentials = {
      system_id: decodeURIComponent(address.username),
      password: decodeURIComponent(address.password),
      interface_version: 0x34,
    }
    session[`bind_${kind}`](credentials, (answer) => {
      if (answer.command_status !== 0) {
        log.error({ status: answer.command_status }, 'the SMS centre refused to bind')
        session.destroy()
        return
      }
      bound = session
      gap = FIRST_GAP_MS
      enquiring = setInterval(
        () => void ask(session, 'enquire_link', {}).catch(() => session.destroy()),
        enquireMs,
      )
      for (const go of waiting) go()
      waiting.clear()
    })
  }

  /** Receipts are answered when they are kept; what people write to us is taken and looked at by nobody. */
  async function taken(session: Session, pdu: Pdu): Promise<void> {
    const receipt = readReceipt(pdu)
    let status = 0
    try {
      if (typeof receipt === 'object') await options.keepReceipt?.(receipt)
    } catch (error) {
      log.error({ err: error }, 'a receipt could not be kept')
      status = TRY_AGAIN
    }
    session.send(pdu.response({ command_status: status }))
  }

  function lost(session: Session): void {
    if (current !== session) return
    bound = undefined
    clearInterval(enquiring)
    for (const fail of unanswered)
      fail(new Error('the link to the SMS centre was lost: it may have been sent'))
    unanswered.clear()
    if (closed) return
    again = setTimeout(connect, gap)
    gap = Math.min(gap * 2, LONGEST_GAP_MS)
  }

  function ask(session: Session, command: 'submit_sm' | 'enquire_link', fields: Record<string, unknown>) {
    return new Promise<Pdu>((resolve, reject) => {
      const end = () => {
        clearTimeout(late)
        unanswered.delete(fail)
      }
      const fail = (error: Error) => {
        end()
        reject(error)
      }
      const late = setTimeout(
        () => fail(new Error('the SMS centre gave no answer: it may have been sent')),
        ANSWER_MS,
      )
      unanswered.add(fail)
      const written = session[command](fields, (answer) => {
        end()
        resolve(answer)
      })
      if (!written) fail(new Error('the link to the SMS centre is closing'))
    })
  }

  async function boundSession(): Promise<Session> {
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
    submit: async (fields) => ask(await boundSession(), 'submit_sm', fields),
    async close() {
      closed = true
      clearTimeout(again)
      clearInterval(enquiring)
      for (const go of waiting) go()
      const session = current
      if (!session) return
      await new Promise<void>((resolve) => {
        const late = setTimeout(() => session.destroy(), 1000)
        session.on('close', () => {
          clearTimeout(late)
          resolve()
        })
        if (!bound || !session.unbind({}, () => session.close())) {
          session.destroy()
          // Of a session that is closed already nothing more is heard.
          setTimeout(resolve, 100)
        }
      })
    },
  }
}
