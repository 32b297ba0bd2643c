import type { MessageLog } from '../outbox/channel-worker.ts'
import type { Receipt } from '../receipts/read-receipt.ts'
import { inboxTransport } from './inbox.ts'
import { smppTransport } from './smpp.ts'
import type { SmppBind } from './smpp-session.ts'
import { smtpTransport } from './smtp.ts'
import type { Transports } from './transport.ts'

/** The settings that messages are sent by; the product's own settings fit. */
export interface MessageSettings {
  readonly BEKAL_MODE: 'demo' | 'production'
  readonly SMTP_URL?: string | undefined
  readonly SMTP_CONNECTIONS?: number | undefined
  readonly SMPP_URL?: string | undefined
  readonly smtpNeedsTls: boolean
  readonly SMPP_BIND?: SmppBind | undefined
  readonly SMPP_WINDOW?: number | undefined
  readonly MAIL_FROM: string
  readonly SMS_FROM: string
}

/** The transports that the settings ask for: in the demo nothing leaves, in production nothing stays. */
export function messageTransports(
  config: MessageSettings,
  log: MessageLog,
  keepReceipt?: (receipt: Receipt) => Promise<void>,
): Transports {
  if (config.BEKAL_MODE === 'demo') return { sms: inboxTransport(), email: inboxTransport() }
  if (!config.SMTP_URL || !config.SMPP_URL) throw new Error('production needs SMTP_URL and SMPP_URL')
  return {
    sms: smppTransport({
      url: config.SMPP_URL,
      from: config.SMS_FROM,
      bind: config.SMPP_BIND,
      window: config.SMPP_WINDOW,
      log,
      keepReceipt,
    }),
    email: smtpTransport({
      url: config.SMTP_URL,
      from: config.MAIL_FROM,
      connections: config.SMTP_CONNECTIONS,
      requireTls: config.smtpNeedsTls,
    }),
  }
}
