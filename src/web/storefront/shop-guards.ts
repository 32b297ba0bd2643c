import { trainingIsOpen } from '../../learning/redeem/rules.ts'
import { findOrder, type StorefrontOrder } from '../../storefronts/orders/orders.ts'
import { stepOf } from '../../storefronts/walk.ts'
import { errorPage } from '../http/errors.tsx'
import { goTo } from '../site/link.ts'
import { type Answer, everybody } from '../site/site-table.ts'
import type { PaidOrder } from './learn/paid-order.ts'
import { path, type Request, type Shop, toOrder } from './shop.ts'

type ShopPage = (c: Request, shop: Shop) => Answer
type OrderPage<Order> = (c: Request, shop: Shop, order: Order) => Answer

/** Everybody, where the storefront keeps its accounts itself: else there are no passwords, and its log-in leads on. */
function passwordHolder(c: Request, shop: Shop, page: ShopPage): Answer {
  return stepOf(shop.journey, 'log_in') ? page(c, shop) : goTo(c, path(shop, '/masuk'))
}

/** Who is logged in; others log in first and come back. */
function account(
  c: Request,
  shop: Shop,
  page: (c: Request, shop: Shop, accountId: string) => Answer,
): Answer {
  const accountId = c.get('session')?.accountId
  return accountId ? page(c, shop, accountId) : toLogin(c, shop)
}

/** The order of an address, if it is the visitor's own; whoever is logged out logs in first and comes back. */
async function order(c: Request, shop: Shop, page: OrderPage<StorefrontOrder>): Promise<Response> {
  const found = await (c.get('order') ?? findOrder(shop.storefronts.ctx, c.req.param('no') ?? ''))
  if (!found || found.storefront !== shop.journey.id) return errorPage(c, 404)
  const session = c.get('session')
  if (found.accountId === undefined) {
    const begunHere = session && found.sessionHash && session.tokenHash.equals(found.sessionHash)
    return begunHere ? page(c, shop, found) : errorPage(c, 404)
  }
  if (!session?.accountId) return toLogin(c, shop, path(shop, `/pesanan/${found.orderNo}`))
  return session.accountId === found.accountId ? page(c, shop, found) : errorPage(c, 404)
}

/** An own order that was paid; else its page says how it stands. */
function paid(c: Request, shop: Shop, page: OrderPage<PaidOrder>): Promise<Response> {
  return order(c, shop, (_c, _shop, found) => {
    const { cardId, purchaseId } = found
    if (found.status !== 'paid' || !cardId || !purchaseId) return toOrder(c, shop, found.orderNo)
    return page(c, shop, { ...found, cardId, purchaseId })
  })
}

/** A paid order whose lessons are open; one that is cancelled, or waits for its voucher, says so itself. */
function open(c: Request, shop: Shop, page: OrderPage<PaidOrder>): Promise<Response> {
  return paid(c, shop, (_c, _shop, found) =>
    trainingIsOpen(found) ? page(c, shop, found) : toOrder(c, shop, found.orderNo),
  )
}

/** Who may see what of a storefront. */
export const shopGuards = { everybody: everybody<Shop>(), passwordHolder, account, order, paid, open }

function toLogin(c: Request, shop: Shop, next = c.req.path): Response {
  return goTo(c, path(shop, `/masuk?lanjut=${encodeURIComponent(next)}`))
}
