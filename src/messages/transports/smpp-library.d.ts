/** The part of smpp 0.5 that we use; the library brings no types. */
declare module 'smpp' {
  import type { EventEmitter } from 'node:events'
  import type { Server as NetServer } from 'node:net'

  export interface Pdu {
    readonly command: string
    readonly command_status: number
    readonly message_id?: string
    readonly [field: string]: unknown
    response(fields?: Record<string, unknown>): Pdu
  }
  type Send = (fields: Record<string, unknown>, answered?: (answer: Pdu) => void) => boolean

  export interface Session extends EventEmitter {
    readonly bind_transmitter: Send
    readonly bind_transceiver: Send
    readonly deliver_sm: Send
    readonly submit_sm: Send
    readonly enquire_link: Send
    readonly unbind: Send
    send(pdu: Pdu): boolean
    close(closed?: () => void): void
    destroy(closed?: () => void): void
  }
  interface Library {
    connect(options: { host: string; port: number; tls: boolean; servername?: string }): Session
    createServer(listener: (session: Session) => void): NetServer
  }
  const smpp: Library
  export default smpp
}
