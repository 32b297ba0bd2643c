import { formatRupiah } from '../../kernel/rupiah.ts'
import { formatDeadline, formatInstant, type Language } from '../../kernel/wib.ts'
import { type Receipt, receiptFor } from '../../purchase/receipt.ts'
import type { OrderState } from '../../storefronts/journey.ts'
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
        <parts.Confirmation
          title={title}
          reference={receipt.transactionCode}
          referenceLabel={said.transaction}
        >
          <p>{said.paidText(formatRupiah(receipt.amount), formatRupiah(receipt.balanceAfter))}</p>
        </parts.Confirmation>
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
  const { finishedAt } = props.receipt
  return (
    <section class="stack">
      <h2>{said.next}</h2>
      <p>{finishedAt ? said.finishedText : said.nextText}</p>
      <parts.Buttons>
        <parts.LinkButton href={path(props.shop, `/belajar/${props.order.orderNo}`)}>
          {labelOf(stepOf(props.shop.journey, 'learn'), language)}
        </parts.LinkButton>
        {finishedAt ? (
          <parts.LinkButton look="second" href={path(props.shop, '/kursus')}>
            {said.otherCourses}
          </parts.LinkButton>
        ) : (
          ''
        )}
      </parts.Buttons>
    </section>
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
    { label: said.paidTotal, value: formatRupiah(receipt.amount), total: true },
    { label: said.balanceAfter, value: formatRupiah(receipt.balanceAfter) },
  ]
}

/** All orders of the account, newest first. */
export async function historyPage(c: Request, shop: Shop, accountId: string): Promise<Response> {
  const language = c.get('language')
  const said = words[language]
  const orders = await ordersOf(shop.storefronts.ctx, accountId)
  return show(
    c,
    <parts.Page view={viewOf(c)} title={said.history}>
      <h1>{said.history}</h1>
      {orders.length === 0 ? (
        <parts.EmptyState title={said.historyEmpty}>
          <p>{said.historyEmptyText}</p>
          <parts.Buttons>
            <parts.LinkButton href={path(shop, '/kursus')}>{said.seeAll}</parts.LinkButton>
          </parts.Buttons>
        </parts.EmptyState>
      ) : (
        <ul class="listing">
          {orders.map((order) => {
            const state = stateOf(order)
            return (
              <li>
                <a class="whole" href={path(shop, `/pesanan/${order.orderNo}`)}>
                  {order.courseTitle}
                </a>
                <span class="number end">{formatRupiah(order.price - order.discount)}</span>
                <p class="row below">
                  <parts.StatusTag tone={tones[state]}>{said[`status_${state}`]}</parts.StatusTag>
                  <span class="small">{turnOf(order, state, language)}</span>
                </p>
                <p class="small muted below">{formatInstant(order.placedAt ?? order.createdAt, language)}</p>
              </li>
            )
          })}
        </ul>
      )}
    </parts.Page>,
  )
}

type ShownState = OrderState | 'finished'

const tones = {
  draft: 'quiet',
  placed: 'warning',
  paid: 'waiting',
  finished: 'success',
  lapsed: 'quiet',
  cancelled: 'quiet',
} as const

/** What a buyer calls the state of an order: a paid one is theirs to learn until it is finished. */
function stateOf(order: StorefrontOrder): ShownState {
  if (order.cancelledAt) return 'cancelled'
  return order.status === 'paid' && order.finishedAt ? 'finished' : order.status
}

/** Whose turn it is, and until when. */
function turnOf(order: StorefrontOrder, state: ShownState, language: Language): string {
  const said = words[language]
  if (state === 'placed' && order.lapsesAt) return said.turnPay(formatDeadline(order.lapsesAt, language))
  if (state === 'paid') return said.turnLearn
  if (state === 'finished') return said.turnNone
  return said.turnLost
}
