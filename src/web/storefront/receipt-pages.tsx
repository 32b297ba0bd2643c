import { formatRupiah } from '../../kernel/rupiah.ts'
import { formatInstant } from '../../kernel/wib.ts'
import { type Receipt, receiptFor } from '../../purchase/receipt.ts'
import { ordersOf, type StorefrontOrder } from '../../storefronts/orders.ts'
import { stepOf } from '../../storefronts/walk.ts'
import { show, viewOf } from '../http/site.ts'
import * as parts from '../parts/parts.ts'
import type { SummaryRow } from '../parts/summary-list.tsx'
import { labelOf } from './label-words.ts'
import { path, type Request, type Shop } from './shop.ts'
import { words } from './words.ts'

/** The receipt behind a paid order; an order without one is a bug. */
export async function receiptOfOrder(shop: Shop, order: StorefrontOrder): Promise<Receipt> {
  const { cardId, purchaseId } = order
  const receipt = cardId && purchaseId && (await receiptFor(shop.storefronts.ctx.db, cardId, purchaseId))
  if (!receipt) throw new Error(`paid order ${order.orderNo} has no receipt`)
  return receipt
}

/** "Pembayaran Berhasil", which is the receipt too: can be bookmarked, downloaded and sent again. */
export async function resultPage(c: Request, shop: Shop, order: StorefrontOrder): Promise<Response> {
  const language = c.get('language')
  const said = words[language]
  const receipt = await receiptOfOrder(shop, order)
  await shop.sessions.ensure(c)
  const cancelled = receipt.cancelledAt !== undefined
  const title = cancelled ? said.cancelledTitle : labelOf(stepOf(shop.journey, 'see_result'), language)
  return show(
    c,
    <parts.Page view={viewOf(c)} title={title}>
      {receipt.cancelledAt ? (
        <>
          <h1>{title}</h1>
          <parts.Notice tone="info">
            <p>
              {said.cancelledText(formatInstant(receipt.cancelledAt, language), formatRupiah(receipt.amount))}
            </p>
          </parts.Notice>
        </>
      ) : (
        <parts.Confirmation title={title} reference={receipt.transactionCode} referenceLabel={said.transaction} />
      )}
      {c.req.query('terkirim') ? (
        <parts.Notice tone="success">
          <p>{said.receiptSent}</p>
        </parts.Notice>
      ) : (
        ''
      )}
      {cancelled ? '' : <NextStep c={c} shop={shop} order={order} receipt={receipt} />}
      <h2>{said.receipt}</h2>
      <parts.SummaryList rows={receiptRows(c, shop, order, receipt)} />
      <parts.Buttons>
        <parts.LinkButton look="second" href={path(shop, `/pesanan/${order.orderNo}/struk.pdf`)}>
          {said.receiptPdf}
        </parts.LinkButton>
        <parts.Form action={path(shop, `/pesanan/${order.orderNo}/kirim-struk`)} plain>
          <parts.Button look="second">{said.receiptAgain}</parts.Button>
        </parts.Form>
      </parts.Buttons>
    </parts.Page>,
  )
}

function NextStep(props: { c: Request; shop: Shop; order: StorefrontOrder; receipt: Receipt }) {
  const language = props.c.get('language')
  const said = words[language]
  return (
    <>
      <p>{props.receipt.finishedAt ? said.finishedText : said.nextText}</p>
      <parts.Buttons>
        <parts.LinkButton href={path(props.shop, `/belajar/${props.order.orderNo}`)}>
          {labelOf(stepOf(props.shop.journey, 'learn'), language)}
        </parts.LinkButton>
      </parts.Buttons>
    </>
  )
}

/** The lines of a receipt, the same on the page and on paper. */
export function receiptRows(c: Request, shop: Shop, order: StorefrontOrder, receipt: Receipt): SummaryRow[] {
  const language = c.get('language')
  const said = words[language]
  return [
    { label: said.course, value: order.courseTitle },
    { label: said.by, value: order.institution },
    { label: said.storefront, value: shop.journey.name },
    {
      label: said.schedule,
      value: order.startsAt ? formatInstant(order.startsAt, language) : said.anyTime,
    },
    { label: said.order, value: order.orderNo },
    { label: said.transaction, value: receipt.transactionCode },
    { label: said.redeem, value: receipt.redeemCode },
    { label: said.paidAt, value: formatInstant(receipt.paidAt, language) },
    { label: 'Kartu Prakerja', value: `•••• ${receipt.cardTail}, ${receipt.holderName}` },
    { label: said.price, value: formatRupiah(order.price) },
    ...(order.discount > 0 ? [{ label: said.discount, value: formatRupiah(-order.discount) }] : []),
    { label: said.total, value: formatRupiah(receipt.amount), total: true },
    { label: said.balanceAfter, value: formatRupiah(receipt.balanceAfter) },
  ]
}

/** All orders of the account, newest first. */
export async function historyPage(c: Request, shop: Shop, accountId: string): Promise<Response> {
  const language = c.get('language')
  const said = words[language]
  const orders = await ordersOf(shop.storefronts.ctx, accountId)
  const tone = { draft: 'quiet', placed: 'waiting', paid: 'success', lapsed: 'quiet', cancelled: 'quiet' } as const
  return show(
    c,
    <parts.Page view={viewOf(c)} title={said.history}>
      <h1>{said.history}</h1>
      {orders.length === 0 ? (
        <parts.EmptyState title={said.historyEmpty}>
          <p>{said.historyEmptyText}</p>
          <parts.LinkButton href={path(shop, '/kursus')}>{said.seeAll}</parts.LinkButton>
        </parts.EmptyState>
      ) : (
        <parts.Listing
          rows={orders.map((order) => ({
            title: order.courseTitle,
            href: path(shop, `/pesanan/${order.orderNo}`),
            line: `${order.orderNo} · ${formatInstant(order.placedAt ?? order.createdAt, language)}`,
            end: formatRupiah(order.price - order.discount),
            state: (
              <parts.StatusTag tone={tone[order.status]}>{said[`status_${order.status}`]}</parts.StatusTag>
            ),
          }))}
        />
      )}
    </parts.Page>,
  )
}
