import { placeLine } from '../../../catalogue/places/schedule-place.ts'
import { formatRupiah } from '../../../kernel/rupiah.ts'
import { formatInstant, type Language } from '../../../kernel/wib.ts'
import { certificatesOfPurchase } from '../../../learning/certificates/certificates.ts'
import { type IncentivePlan, incentivePlan } from '../../../learning/incentives/incentive-plan.ts'
import { trainingIsOpen } from '../../../learning/redeem/rules.ts'
import { reviewedOf } from '../../../learning/reviews/reviewed-of.ts'
import { type Receipt, receiptFor } from '../../../purchase/receipt.ts'
import type { StorefrontOrder } from '../../../storefronts/orders/orders.ts'
import { stepOf } from '../../../storefronts/walk.ts'
import { show, viewOf } from '../../http/site.ts'
import type { SummaryRow } from '../../parts/lists/summary-list.tsx'
import * as parts from '../../parts/parts.ts'
import { placeWords } from '../../parts/schedule-place.tsx'
import { CertificateLinks } from '../../verify/certificate-links.tsx'
import { historyTitle, labelOf, orderNumberLabel, titleOf } from '../label-words.ts'
import { AfterReview } from '../reviews/after-review.tsx'
import { reviewLink } from '../reviews/review-pages.tsx'
import { path, type Request, type Shop } from '../shop.ts'
import { words } from '../words.ts'
import { CancelOffer } from './cancel-pages.tsx'
import { MinistryWaits } from './ministry-waits.tsx'
import { discountLabel } from './order-summary.tsx'
import { VoucherBlock } from './voucher.tsx'

/** The receipt behind a paid order; an order without one is a bug. */
export async function receiptOfOrder(shop: Shop, order: StorefrontOrder): Promise<Receipt> {
  const { cardId, purchaseId } = purchaseOf(order)
  const receipt = await receiptFor(shop.storefronts.ctx.db, cardId, purchaseId)
  if (!receipt) throw new Error(`paid order ${order.orderNo} has no receipt`)
  return receipt
}

function purchaseOf({ orderNo, cardId, purchaseId }: StorefrontOrder) {
  if (!cardId || !purchaseId) throw new Error(`paid order ${orderNo} has no purchase`)
  return { cardId, purchaseId }
}

/** What the result of an order shows beside it. */
async function resultOf(shop: Shop, order: StorefrontOrder) {
  const { ctx } = shop.storefronts
  const [receipt, reviews] = await Promise.all([
    receiptOfOrder(shop, order),
    reviewedOf(ctx.db, [purchaseOf(order)]),
  ])
  const [certificates, incentive] = receipt.finishedAt
    ? await Promise.all([certificatesOfPurchase(ctx.db, receipt), incentivePlan(ctx, receipt.cardId)])
    : [[], undefined]
  return { receipt, reviewed: reviews.has(receipt.purchaseId), certificates, incentive }
}

/** "Pembayaran Berhasil", which is the receipt too: can be bookmarked, downloaded and sent again. */
export async function resultPage(c: Request, shop: Shop, order: StorefrontOrder): Promise<Response> {
  const language = c.get('language')
  const said = words[language]
  const { receipt, reviewed, certificates, incentive } = await resultOf(shop, order)
  const cancelled = receipt.cancelledAt !== undefined
  const step = stepOf(shop.journey, 'see_result')
  const title = cancelled ? said.cancelledTitle : (titleOf(shop, 'see_result', language) ?? said.receipt)
  // Where the storefront has its own name for the order's number, that is what its buyers look for.
  const orderLabel = step?.labels[0] && orderNumberLabel(shop, language)
  return show(
    c,
    <parts.Page view={viewOf(c)} title={title}>
      {receipt.cancelledAt ? (
        <Cancelled {...{ shop, receipt, language, title }} at={receipt.cancelledAt} />
      ) : (
        <parts.Confirmation
          title={title}
          reference={orderLabel ? order.orderNo : receipt.transactionCode}
          referenceLabel={orderLabel ?? said.transaction}
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
      {cancelled ? '' : <NextStep {...{ c, shop, order, receipt, reviewed, incentive }} />}
      <CertificateLinks certificates={certificates} language={language} />
      {receipt.finishedAt ? (
        <MinistryWaits shop={shop} order={order} held={certificates} language={language} />
      ) : (
        ''
      )}
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
      <CancelOffer c={c} shop={shop} order={order} />
    </parts.Page>,
  )
}

interface OfCancelled {
  readonly shop: Shop
  readonly receipt: Receipt
  readonly language: Language
  readonly title: string
  readonly at: Date
}

/** That it was cancelled and what came back, and the way on. */
function Cancelled({ shop, receipt, language, title, at }: OfCancelled) {
  const said = words[language]
  return (
    <>
      <h1>{title}</h1>
      <parts.Notice tone="info">
        <p>{said.cancelledText(formatInstant(at, language), formatRupiah(receipt.amount))}</p>
      </parts.Notice>
      <parts.Buttons>
        <parts.LinkButton href={path(shop, '/kursus')}>{said.otherCourses}</parts.LinkButton>
      </parts.Buttons>
    </>
  )
}

interface Next {
  readonly c: Request
  readonly shop: Shop
  readonly order: StorefrontOrder
  readonly receipt: Receipt
  readonly reviewed: boolean
  readonly incentive: IncentivePlan | undefined
}

function NextStep(props: Next) {
  const { shop, order, receipt, reviewed, incentive } = props
  const language = props.c.get('language')
  const said = words[language]
  const history = stepOf(shop.journey, 'see_history')
  const open = trainingIsOpen(receipt)
  const review = reviewLink(shop, order, language, reviewed)
  const finishedText = reviewed ? said.reviewedText : said.finishedText
  // A voucher says itself how it is redeemed.
  const text = receipt.finishedAt ? finishedText : open ? said.nextText : said.nextRedeem
  return (
    <section class="stack">
      <h2>{said.next}</h2>
      {receipt.voucherCode && !open ? '' : <p>{text}</p>}
      <VoucherBlock {...props} />
      <parts.Buttons>
        {review && !reviewed ? <parts.LinkButton href={review.href}>{review.label}</parts.LinkButton> : ''}
        {receipt.finishedAt ? <AfterReview {...{ shop, incentive, reviewed, language }} /> : ''}
        {open ? (
          <parts.LinkButton
            look={receipt.finishedAt ? 'second' : 'first'}
            href={path(shop, `/belajar/${order.orderNo}`)}
          >
            {receipt.finishedAt ? said.lessons : labelOf(shop, 'learn', language)}
          </parts.LinkButton>
        ) : (
          ''
        )}
        {history ? (
          <parts.LinkButton look="second" href={path(shop, '/riwayat')}>
            {history.labels[0] ? labelOf(shop, 'see_history', language) : historyTitle(shop, language)}
          </parts.LinkButton>
        ) : (
          ''
        )}
        {review && reviewed ? (
          <parts.LinkButton look="second" href={review.href}>
            {review.label}
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
    { label: said.schedule, value: order.startsAt ? formatInstant(order.startsAt, language) : said.anyTime },
    ...(order.place ? [{ label: placeWords[language].place, value: placeLine(order.place) }] : []),
    { label: said.email, value: order.answers.identity?.email ?? order.email ?? '' },
    { label: orderNumberLabel(shop, language), value: order.orderNo },
    { label: said.transaction, value: receipt.transactionCode },
    ...(receipt.voucherCode ? [{ label: said.voucherToRedeem, value: receipt.voucherCode }] : []),
    { label: said.redeem, value: receipt.redeemCode },
    { label: said.paidAt, value: formatInstant(receipt.paidAt, language) },
    { label: 'Kartu Prakerja', value: `•••• ${receipt.cardTail}, ${receipt.holderName}` },
    { label: said.price, value: formatRupiah(order.price) },
    ...(order.discount > 0
      ? [{ label: discountLabel(order, language), value: formatRupiah(-order.discount) }]
      : []),
    { label: said.paidTotal, value: formatRupiah(receipt.amount), total: true },
    { label: said.balanceAfter, value: formatRupiah(receipt.balanceAfter) },
  ]
}
