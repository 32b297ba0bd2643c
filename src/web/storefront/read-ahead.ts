import type { MiddlewareHandler } from 'hono'
import { findCourse } from '../../catalogue/courses.ts'
import { findOrder } from '../../storefronts/orders/orders.ts'
import type { Storefronts } from '../../storefronts/storefronts.ts'
import { askedAhead } from '../http/asked-ahead.ts'
import { writtenToken } from '../http/sessions/sessions.ts'
import type { Web } from '../http/web.ts'
import { path, type Shop } from './shop.ts'

/**
 * Asks for the order or the course of an address before the session is asked for, so that both travel to the database together; a
 * stranger's page may be drawn already, and needs no course. Who may see it is decided where it is shown. `cookie`: of its sessions.
 */
export function readAhead(
  { ctx }: Pick<Storefronts, 'ctx'>,
  shop: Pick<Shop, 'journey'>,
  cookie: string,
): MiddlewareHandler<Web> {
  const orders = path(shop, '/pesanan/')
  const courses = path(shop, '/kursus/')
  return (c, next) => {
    const { path: address, method } = c.req
    if (address.startsWith(orders)) c.set('order', askedAhead(findOrder(ctx, partAfter(orders, address))))
    else if (method === 'GET' && address.startsWith(courses) && writtenToken(c, cookie))
      c.set('course', askedAhead(findCourse(ctx, partAfter(courses, address))))
    return next()
  }
}

function partAfter(place: string, address: string): string {
  const [part = ''] = address.slice(place.length).split('/')
  return part
}
