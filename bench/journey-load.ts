import { sessionCookie } from '../src/web/http/sessions/sessions.ts'
import { type Browser, browserAt, get, submit } from './browser.ts'
import { type HttpConnection, openConnection } from './http-connection.ts'
import { FailedPurchase, type Load } from './load.ts'
import { makeAccounts } from './make-accounts.ts'
import { drawnOtp } from './server-messages.ts'
import type { Stand } from './stand.ts'

const storefront = 'pijar'

interface Way {
  readonly connection: HttpConnection
  readonly port: number
}

/**
 * Whole purchases through the storefront's pages, each by an account of its own that is logged in: course, buy, method,
 * card number, OTP, result. Every form is read from the page before and sent with its session and its CSRF token.
 */
export async function journeyLoad(stand: Stand, run: string, accounts: number): Promise<Load> {
  const { servers, cards, courses, ctx } = stand
  const loggedIn = await makeAccounts(ctx, storefront, run, accounts)
  const cookie = sessionCookie(storefront, false)

  function browserOf({ connection, port }: Way, index: number): Browser {
    if (index >= loggedIn.count)
      throw new Error(`all ${loggedIn.count} accounts have bought: give fewer --seconds`)
    return browserAt(port, connection, index, `${cookie}=${loggedIn.token(index)}`)
  }

  async function buy(way: Way) {
    const { number, index } = cards.take()
    const browser = browserOf(way, index)
    const { courseCode } = courses[(index * 7919) % courses.length]!
    const course = await get(browser, `/${storefront}/kursus/${courseCode}`)
    let page = await submit(browser, course, /\/beli$/, {})
    page = await submit(browser, page, /\/choose_payment$/, {})
    page = await submit(browser, page, /\/enter_card$/, { card_number: number })
    page = await submit(browser, page, /\/enter_otp$/, { otp: drawnOtp })
    if (!page.html.includes('Pembayaran Berhasil')) throw new FailedPurchase('no result page')
    const transactionCode = /\b[A-Z0-9]{16}\b/.exec(page.html)?.[0]
    if (!transactionCode) throw new FailedPurchase('the result page has no transaction code')
    const invoiceCode = page.path.slice(page.path.lastIndexOf('/') + 1)
    return { requests: browser.requests, invoiceCode, transactionCode }
  }

  return {
    name: 'journey',
    leadSeconds: 3,
    async buyer(at) {
      const { port } = servers[at % servers.length]!
      const connection = await openConnection(port)
      return { buy: () => buy({ connection, port }), close: () => connection.close() }
    },
  }
}
