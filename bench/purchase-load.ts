import type { CardPile } from './card-pile.ts'
import { type HttpConnection, openConnection } from './http-connection.ts'
import { FailedPurchase, type Load } from './load.ts'
import type { BenchCourse } from './make-courses.ts'
import { drawnOtp } from './server-messages.ts'
import { signer } from './signer.ts'

export interface PurchaseLoadTerms {
  /** of each server; buyers go to them by turns */
  readonly ports: readonly number[]
  readonly clientCode: string
  readonly key: string
  readonly cards: CardPile
  readonly courses: readonly BenchCourse[]
  /** unlike that of any other run on these data */
  readonly run: string
}

const sendOtpPath = '/api/v1/integration/payment/send-otp'
const authorizePath = '/api/v1/integration/payment/authorize'

/** Complete purchases over the partners' API: send-otp and authorize, both signed, a fresh card each time. */
export function purchaseLoad(terms: PurchaseLoadTerms): Load {
  const { ports, cards, courses, run } = terms
  const post = signedPosts(terms)

  async function buy(connection: HttpConnection) {
    const { number, index } = cards.take()
    const { courseCode, scheduleCode, price } = courses[(index * 7919) % courses.length]!
    const invoiceCode = `${run}-${index}`
    const asked =
      `{"user_platform_id":"${run}-${index}","prakerja_id":"${number}","course_code":"${courseCode}",` +
      `"schedule_code":"${scheduleCode}","amount":${price}}`
    const sent = await ask(connection, post(sendOtpPath, asked, ''))
    const token = sent.payment_token
    if (typeof token !== 'string') throw new FailedPurchase('send-otp gave no token')
    const paying =
      `{"otp":"${drawnOtp}","invoice_url":"https://beban.example/${invoiceCode}",` +
      `"invoice_code":"${invoiceCode}"}`
    const paid = await ask(connection, post(authorizePath, paying, `Payment ${token}`))
    if (paid.status !== 'SUCCESS' || paid.amount !== price || paid.invoice_code !== invoiceCode)
      throw new FailedPurchase('authorize answered something else than this purchase')
    return { requests: 2, invoiceCode, transactionCode: String(paid.transaction_code) }
  }

  return {
    name: 'purchase',
    leadSeconds: 0.5,
    async buyer(at) {
      const connection = await openConnection(ports[at % ports.length]!)
      return { buy: () => buy(connection), close: () => connection.close() }
    },
  }
}

function signedPosts({ clientCode, key }: PurchaseLoadTerms) {
  const sign = signer(key)
  return (path: string, body: string, authorization: string): string => {
    const timestamp = String(Math.floor(Date.now() / 1000))
    const signature = sign(`${clientCode}${timestamp}POST${path}${authorization}${body}`)
    return (
      `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n` +
      `client_code: ${clientCode}\r\ntimestamp: ${timestamp}\r\nsignature: ${signature}\r\n` +
      (authorization && `authorization: ${authorization}\r\n`) +
      // everything in these bodies is ASCII
      `content-length: ${body.length}\r\n\r\n${body}`
    )
  }
}

async function ask(connection: HttpConnection, request: string): Promise<Record<string, unknown>> {
  const { status, body } = await connection.ask(request)
  const answer = JSON.parse(body) as { success: boolean; code?: number; message: string; data?: object }
  if (status === 200 && answer.success && answer.data) return answer.data as Record<string, unknown>
  throw new FailedPurchase(`${status} ${answer.code ?? ''} ${answer.message}`.replaceAll('  ', ' '))
}
