import { sentenceOf } from '../../../kernel/refusal.ts'
import { formatRupiah } from '../../../kernel/rupiah.ts'
import { formatDeadline, formatInstant, type Language } from '../../../kernel/wib.ts'
import { lookAtOwnCancel, type OwnCancel } from '../../../purchase/cancel/own-cancel.ts'
import { judgeOwnCancel } from '../../../purchase/cancel/rules.ts'
import type { OwnCancelRefusal } from '../../../purchase/refusals.ts'
import type { StorefrontOrder } from '../../../storefronts/orders/orders.ts'
import { errorPage } from '../../http/errors.tsx'
import * as parts from '../../parts/parts.ts'
import { showPage } from '../../site/show-page.tsx'
import type { PaidOrder } from '../learn/paid-order.ts'
import { path, type Request, type Shop, toOrder } from '../shop.ts'
import { cancelWords, ownCancelWords } from './cancel-words.ts'

/** Asks once more, with all that comes of it; what cannot be cancelled says why not, and what else one can do. */
export async function cancelPage(c: Request, shop: Shop, order: PaidOrder): Promise<Response> {
  const look = await lookAtOwnCancel(shop.storefronts.ctx, order.cardId, order.purchaseId)
  if (!look) return errorPage(c, 404)
  if (look.refusal === 'already_cancelled') return toOrder(c, shop, order.orderNo)
  if (look.refusal) return cannotPage(c, shop, order, look.refusal)
  const language = c.get('language')
  const said = cancelWords[language]
  const here = path(shop, `/pesanan/${order.orderNo}`)
  return showPage(
    c,
    { title: said.title },
    <>
      <p class="lead">
        {order.courseTitle}, {order.institution}
      </p>
      <parts.SummaryList rows={outcomeRows(look, language)} />
      <p>{said.told}</p>
      <parts.Form action={path(shop, `/pesanan/${order.orderNo}/batal`)}>
        <parts.Buttons>
          <parts.Button look="danger">{said.sure}</parts.Button>
          <parts.LinkButton look="second" href={here}>
            {said.keep}
          </parts.LinkButton>
        </parts.Buttons>
      </parts.Form>
    </>,
  )
}

/** Cancels, once: of two clicks the second is led to the order as it is. */
export async function submitCancel(c: Request, shop: Shop, order: PaidOrder): Promise<Response> {
  const actor = { actor: `account:${shop.journey.id}:${order.accountId}`, requestId: c.get('requestId') }
  const outcome = await shop.storefronts.purchases.cancelOwn(order, actor)
  if (outcome.ok || outcome.refusal === 'already_cancelled') return toOrder(c, shop, order.orderNo)
  return cannotPage(c, shop, order, outcome.refusal)
}

function outcomeRows(look: OwnCancel, language: Language): parts.SummaryRow[] {
  const said = cancelWords[language]
  const { amount, discount, balance, firstPurchaseBefore } = look
  return [
    { label: said.back, value: `${formatRupiah(amount)}, ${said.backNow}` },
    { label: said.balance, value: formatRupiah(balance) },
    ...(discount > 0 ? [{ label: said.promo, value: said.promoBack(formatRupiah(discount)) }] : []),
    { label: said.seat, value: said.seatGone },
    { label: said.codes, value: said.codesDead },
    ...(firstPurchaseBefore
      ? [{ label: said.term, value: said.termRuns(formatDeadline(firstPurchaseBefore, language)) }]
      : []),
  ]
}

function cannotPage(c: Request, shop: Shop, order: PaidOrder, refusal: OwnCancelRefusal): Promise<Response> {
  const language = c.get('language')
  const said = cancelWords[language]
  return Promise.resolve(
    showPage(
      c,
      { title: said.cannot, status: 409 },
      <>
        <p class="lead">{sentenceOf(ownCancelWords, refusal, {}, language)}</p>
        <h2>{said.instead}</h2>
        <parts.Buttons>
          <parts.LinkButton href={path(shop, `/pesanan/${order.orderNo}`)}>{said.goOn}</parts.LinkButton>
        </parts.Buttons>
        <p>
          <a href="/lapor-kecurangan">{said.complain}</a>
        </p>
      </>,
    ),
  )
}

/** On the page of a paid order: until when it can be cancelled and where, or why no more; nothing once it is over. */
export function CancelOffer({ c, shop, order }: { c: Request; shop: Shop; order: StorefrontOrder }) {
  if (order.cancelledAt || order.finishedAt) return null
  const language = c.get('language')
  const said = cancelWords[language]
  const { startsAt, redeemedAt } = order
  const refusal = judgeOwnCancel({ status: 'paid', redeemedAt, startsAt }, shop.storefronts.ctx.clock.now())
  if (refusal) return <p class="small muted">{sentenceOf(ownCancelWords, refusal, {}, language)}</p>
  return (
    <section class="stack">
      <h2>{said.changed}</h2>
      <p>{startsAt ? said.until(formatInstant(startsAt, language)) : said.anyTime}</p>
      <p>
        <a href={path(shop, `/pesanan/${order.orderNo}/batal`)}>{said.open}</a>
      </p>
    </section>
  )
}
