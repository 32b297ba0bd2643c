import { formatRupiah } from '../../../kernel/rupiah.ts'
import { formatDeadline, formatInstant, type Language } from '../../../kernel/wib.ts'
import type { StorefrontOrder } from '../../../storefronts/orders/orders.ts'
import type { SummaryRow } from '../../parts/lists/summary-list.tsx'
import * as parts from '../../parts/parts.ts'
import { Place, placeWords } from '../../parts/schedule-place.tsx'
import { orderNumberLabel } from '../label-words.ts'
import { path, type Request, type Shop } from '../shop.ts'
import { words } from '../words.ts'

/** Everything about an order on one list, to be checked before paying. */
export function OrderSummary({ c, shop, order }: { c: Request; shop: Shop; order: StorefrontOrder }) {
  const language = c.get('language')
  const said = words[language]
  const rows: SummaryRow[] = [
    { label: said.course, value: order.courseTitle, change: path(shop, `/kursus/${order.courseSlug}`) },
    { label: said.by, value: order.institution },
    { label: said.storefront, value: shop.journey.name },
    { label: said.schedule, value: order.startsAt ? formatInstant(order.startsAt, language) : said.anyTime },
    ...(order.place ? [{ label: placeWords[language].place, value: <Place place={order.place} /> }] : []),
    {
      label: said.delivery,
      value: shop.journey.delivery === 'voucher' ? said.deliveryVoucher : said.deliveryDirect,
    },
    { label: said.cancelUntil, value: said.cancelRule },
    ...(order.placedAt ? [{ label: orderNumberLabel(shop, language), value: order.orderNo }] : []),
    ...(order.lapsesAt ? [{ label: said.payBefore, value: formatDeadline(order.lapsesAt, language) }] : []),
    { label: said.price, value: formatRupiah(order.price) },
    ...(order.discount > 0
      ? [{ label: discountLabel(order, language), value: formatRupiah(-order.discount) }]
      : []),
    { label: said.total, value: formatRupiah(order.price - order.discount), total: true },
  ]
  return (
    <>
      <h2>{said.orderDetail}</h2>
      <parts.SummaryList rows={rows} />
    </>
  )
}

/** "Promo discount (HEMAT20)": what a price was lowered by. */
export function discountLabel({ promoCode }: StorefrontOrder, language: Language): string {
  return promoCode ? `${words[language].discount} (${promoCode})` : words[language].discount
}

/** An order in three lines, above the one thing to do on a page. */
export function OrderBrief({
  c,
  order,
  line,
}: {
  c: Request
  order: StorefrontOrder
  line?: string | undefined
}) {
  const language = c.get('language')
  const at = order.startsAt ? formatInstant(order.startsAt, language) : words[language].anyTime
  const schedule = order.place ? `${at}, ${order.place.city}` : at
  return (
    <div class="brief">
      <p>
        <strong>{order.courseTitle}</strong>
      </p>
      <p class="small muted">{line ?? `${order.institution} · ${schedule}`}</p>
      <p class="price number">{formatRupiah(order.price - order.discount)}</p>
    </div>
  )
}
