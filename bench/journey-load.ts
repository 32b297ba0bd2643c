import { brotliDecompressSync } from 'node:zlib'
import { sessionCookie } from '../src/web/http/sessions/sessions.ts'
import { readForm } from './html-form.ts'
import { type Answer, type HttpConnection, headerOf, openConnection } from './http-connection.ts'
import { FailedPurchase, type Load } from './load.ts'
import { makeAccounts } from './make-accounts.ts'
import { drawnOtp } from './server-messages.ts'
import type { Stand } from './stand.ts'

const storefront = 'pijar'

/** One buyer's browser: a connection, a session, an address. */
interface Browser {
  readonly connection: HttpConnection
  readonly headers: string
  requests: number
}

/**
 * Whole purchases through the storefront's pages, each by an account of its own that is logged in: course, buy, method,
 * card number, OTP, result. Every form is read from the page before and sent with its session and its CSRF token.
 */
export async function journeyLoad(stand: Stand, run: string, accounts: number): Promise<Load> {
  const { server, cards, courses, ctx } = stand
  const loggedIn = await makeAccounts(ctx, storefront, run, accounts)
  const cookie = sessionCookie(storefront, false)

  function browserOf(connection: HttpConnection, index: number): Browser {
    if (index >= loggedIn.count)
      throw new Error(`all ${loggedIn.count} accounts have bought: give fewer --seconds`)
    const address = `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`
    const headers =
      `Host: 127.0.0.1:${server.port}\r\nUser-Agent: Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0\r\n` +
      'Accept: text/html\r\nAccept-Encoding: gzip, deflate, br\r\nAccept-Language: id\r\n' +
      `Sec-Fetch-Site: same-origin\r\nX-Forwarded-For: ${address}\r\nCookie: ${cookie}=${loggedIn.token(index)}\r\n`
    return { connection, headers, requests: 0 }
  }

  async function buy(connection: HttpConnection) {
    const { number, index } = cards.take()
    const browser = browserOf(connection, index)
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
    async buyer() {
      const connection = await openConnection(server.port)
      return { buy: () => buy(connection), close: () => connection.close() }
    },
  }
}

interface Page {
  readonly path: string
  readonly html: string
}

async function get(browser: Browser, path: string): Promise<Page> {
  const answer = await ask(browser, `GET ${path} HTTP/1.1\r\n${browser.headers}\r\n`)
  if (answer.status !== 200) throw new FailedPurchase(`GET ${shape(path)} answered ${answer.status}`)
  return { path, html: textOf(answer) }
}

/** Sends the form of a page whose action is meant, filled in, and follows to the page that it leads to. */
async function submit(
  browser: Browser,
  page: Page,
  action: RegExp,
  typed: Readonly<Record<string, string>>,
): Promise<Page> {
  const form = readForm(page.html, action)
  if (!form) throw new FailedPurchase(`${shape(page.path)} has no form for ${action.source}`)
  const body = new URLSearchParams({ ...form.fields, ...typed }).toString()
  const answer = await ask(
    browser,
    `POST ${form.action} HTTP/1.1\r\n${browser.headers}Content-Type: application/x-www-form-urlencoded\r\n` +
      `Content-Length: ${body.length}\r\n\r\n${body}`,
  )
  const location = headerOf(answer.head, 'location')
  if (answer.status !== 303 || !location)
    throw new FailedPurchase(`POST ${shape(form.action)} answered ${answer.status}`)
  return get(browser, location)
}

function ask(browser: Browser, request: string): Promise<Answer> {
  browser.requests += 1
  return browser.connection.ask(request)
}

function textOf({ head, body }: Answer): string {
  const bytes = Buffer.from(body, 'latin1')
  const encoding = headerOf(head, 'content-encoding')
  return (encoding === 'br' ? brotliDecompressSync(bytes) : bytes).toString('utf8')
}

/** An address without what tells one purchase from another, so that equal failures count as one. */
function shape(path: string): string {
  return path.replace(/PIJ-\w+/, 'NO').replace(/beban-\d+/, 'COURSE')
}
