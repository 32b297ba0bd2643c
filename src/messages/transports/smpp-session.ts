import smpp, { type Pdu, type Session } from 'smpp'
import type { MessageLog } from '../outbox/channel-worker.ts'
import { type Receipt, readReceipt } from '../receipts/read-receipt.ts'

/** How we present ourselves: only a transceiver is told what became of its SMS. */
export const smppBinds = ['transceiver', 'transmitter'] as const
export type SmppBind = (typeof smppBinds)[number]

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

/** One connection to an SMS centre, until it is lost. */
export interface SmppSession {
  /** Sends one PDU and resolves with its answer; rejects when there is none, or when the connection is lost before it. */
  ask(command: 'submit_sm' | 'enquire_link', fields: Record<string, unknown>): Promise<Pdu>
  /** Says goodbye where it is bound, and resolves when the connection is closed. */
  end(): Promise<void>
}

const BIND_PATIENCE_MS = 10_000
const ANSWER_MS = 15_000
// SMPP 3.4, 5.1.3: the receiver could not take it for now.
const TRY_AGAIN = 0x64

/** Connects and binds; says when it is bound, and when it is lost. */
export function openSmppSession(options: SmppLinkOptions, on: { bound(): void; lost(): void }): SmppSession {
  const { log, enquireMs = 15_000 } = options
  const address = new URL(options.url)
  const tls = address.protocol !== 'smpp:'
  let bound = false
  let enquiring: NodeJS.Timeout | undefined
  const unanswered = new Set<(error: Error) => void>()
  const ask: SmppSession['ask'] = (command, fields) =>
    answered(unanswered, (answer) => session[command](fields, answer))

  const session = smpp.connect({
    host: address.hostname,
    port: Number(address.port) || (tls ? 3550 : 2775),
    tls,
    ...(tls && { servername: address.hostname }),
  })
  session.on('error', (error) => {
    log.warn({ err: error }, 'the SMS centre cannot be reached')
    session.destroy()
  })
  session.on('close', () => {
    bound = false
    clearInterval(enquiring)
    on.lost()
    for (const fail of unanswered)
      fail(new Error('the link to the SMS centre was lost: it may have been sent'))
    unanswered.clear()
  })
  // The centre may ask, too, and may say goodbye.
  session.on('enquire_link', (pdu: Pdu) => session.send(pdu.response()))
  session.on('unbind', (pdu: Pdu) => {
    session.send(pdu.response())
    session.close()
  })
  session.on('deliver_sm', (pdu: Pdu) => void taken(options, session, pdu))
  session.on(tls ? 'secureConnect' : 'connect', () =>
    bind(options, session, () => {
      bound = true
      enquiring = setInterval(() => void ask('enquire_link', {}).catch(() => session.destroy()), enquireMs)
      on.bound()
    }),
  )
  const patience = setTimeout(() => bound || session.destroy(), BIND_PATIENCE_MS)
  session.on('close', () => clearTimeout(patience))

  return {
    ask,
    end() {
      clearInterval(enquiring)
      return ended(session, bound)
    },
  }
}

function bind({ url, bind = 'transceiver', log }: SmppLinkOptions, session: Session, then: () => void): void {
  const { username, password } = new URL(url)
  const credentials = {
    system_id: decodeURIComponent(username),
    password: decodeURIComponent(password),
    interface_version: 0x34,
  }
  session[`bind_${bind}`](credentials, (answer) => {
    if (answer.command_status === 0) return then()
    log.error({ status: answer.command_status }, 'the SMS centre refused to bind')
    session.destroy()
  })
}

/** Receipts are answered when they are kept; what people write to us is taken and looked at by nobody. */
async function taken(options: SmppLinkOptions, session: Session, pdu: Pdu): Promise<void> {
  const receipt = readReceipt(pdu)
  let status = 0
  try {
    if (typeof receipt === 'object') await options.keepReceipt?.(receipt)
  } catch (error) {
    options.log.error({ err: error }, 'a receipt could not be kept')
    status = TRY_AGAIN
  }
  session.send(pdu.response({ command_status: status }))
}

/** The answer to what `send` writes; whoever waits is in `unanswered`, to fail when the link is lost. */
function answered(
  unanswered: Set<(error: Error) => void>,
  send: (answer: (pdu: Pdu) => void) => boolean,
): Promise<Pdu> {
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
    const written = send((answer) => {
      end()
      resolve(answer)
    })
    if (!written) fail(new Error('the link to the SMS centre is closing'))
  })
}

function ended(session: Session, bound: boolean): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => session.destroy(), 1000)
    session.on('close', () => {
      clearTimeout(late)
      resolve()
    })
    if (bound && session.unbind({}, () => session.close())) return
    session.destroy()
    // Of a session that is closed already nothing more is heard.
    setTimeout(resolve, 100)
  })
}
