import { sessionCookie } from '../../src/web/http/sessions/sessions.ts'
import { type Browser, browserAt, entered, get, type Page, send } from '../browser.ts'
import { openConnection } from '../http-connection.ts'
import { FailedPurchase } from '../load.ts'
import { makeAccounts } from '../make-accounts.ts'
import { drawnOtp } from '../server-messages.ts'
import type { Stand } from '../stand.ts'

/** One kind of request: what is measured as one line. */
export interface Kind {
  readonly name: string
  /** it sends a form; else it reads a page */
  readonly form: boolean
  /** makes the request of one visitor */
  one(visitor: number): Promise<void>
}

/** All kinds of a round, in the order in which they must be made: a purchase is walked through by all buyers together. */
export interface Round {
  readonly kinds: readonly Kind[]
  browsers(): readonly Browser[]
  close(): void
}

const storefront = 'pijar'
const buyerCookie = sessionCookie(storefront, false)

/** What one buyer has come to. */
interface Buying {
  readonly browser: Browser
  readonly card: string
  readonly course: string
  page: Page
  next: string
}

/**
 * A round of requests by `visitors` of each kind, one after the other on one connection: what strangers read, a whole
 * purchase by pages, and what a card's owner and the staff look at.
 */
export async function roundOf(stand: Stand, run: string, visitors: number): Promise<Round> {
  const { server, cards, courses, ctx } = stand
  const accounts = await makeAccounts(ctx, storefront, run, visitors)
  const connection = await openConnection(server.port)
  const stranger = browserAt(server.port, connection, 1, undefined)
  const owner = await entered(server.port, stranger, '/', /\/dev\/masuk$/)
  const operator = await entered(server.port, stranger, '/dev/konsol', /\/dev\/konsol$/)
  const { results, person } = await searched(operator)
  const buyers = Array.from({ length: visitors }, (_, at): Buying => {
    const { number, index } = cards.take()
    const browser = browserAt(server.port, connection, index, `${buyerCookie}=${accounts.token(at)}`)
    const { courseCode } = courses[(index * 7919) % courses.length]!
    return { browser, card: number, course: courseCode, page: { path: '', html: '' }, next: '' }
  })

  const reads = (name: string, browser: Browser, path: (visitor: number) => string): Kind => ({
    name,
    form: false,
    async one(visitor) {
      await get(browser, path(visitor))
    },
  })
  const looks = (name: string, path: (buying: Buying) => string, ends?: string): Kind => ({
    name,
    form: false,
    async one(visitor) {
      const buying = buyers[visitor]!
      buying.page = await get(buying.browser, path(buying))
      if (ends && !buying.page.html.includes(ends)) throw new FailedPurchase(`no "${ends}"`)
    },
  })
  const sends = (name: string, action: RegExp, typed: (buying: Buying) => Record<string, string>): Kind => ({
    name,
    form: true,
    async one(visitor) {
      const buying = buyers[visitor]!
      buying.next = await send(buying.browser, buying.page, action, typed(buying))
    },
  })
  const next = ({ next }: Buying) => next
  const courseOf = (visitor: number) => buyers[visitor]!.course

  return {
    kinds: [
      reads('front page of a storefront', stranger, () => `/${storefront}`),
      reads('list of courses', stranger, () => `/${storefront}/kursus`),
      reads('course, a stranger', stranger, (visitor) => `/${storefront}/kursus/${courseOf(visitor)}`),
      looks('course, logged in', ({ course }) => `/${storefront}/kursus/${course}`),
      sends('form: buy', /\/beli$/, () => ({})),
      looks('step: method', next),
      sends('form: method', /\/choose_payment$/, () => ({})),
      looks('step: card', next),
      sends('form: card (sends the code)', /\/enter_card$/, ({ card }) => ({ card_number: card })),
      looks('step: code', next),
      sends('form: code (pays)', /\/enter_otp$/, () => ({ otp: drawnOtp })),
      looks('result', next, 'Pembayaran Berhasil'),
      reads('home of a card', owner, () => '/kartu'),
      reads('search of the console', operator, () => results),
      reads('person in the console', operator, () => person),
    ],
    browsers: () => [stranger, owner, operator, ...buyers.map(({ browser }) => browser)],
    close: () => connection.close(),
  }
}

/** Searches as the staff do; returns where its results stand, and the address of the first person of them. */
async function searched(operator: Browser): Promise<{ results: string; person: string }> {
  const results = await send(operator, await get(operator, '/konsol/cari'), /\/cari$/, { q: 'ma' })
  const { html } = await get(operator, results)
  const person = /href="(\/konsol\/orang\/\d+)[^"]*"/.exec(html)?.[1]
  if (!person) throw new Error('the search of the console finds nobody')
  return { results, person }
}
