import { redeemPlace } from '../../catalogue/redeem-place.ts'
import { formatRupiah } from '../../kernel/rupiah.ts'
import { formatDeadline, formatInstant, type Language } from '../../kernel/wib.ts'
import { trainingIsOpen } from '../../learning/redeem/rules.ts'
import { reviewedOf } from '../../learning/reviews/reviewed-of.ts'
import type { OrderState } from '../../storefronts/journey.ts'
import { ordersOf, type StorefrontOrder } from '../../storefronts/orders/orders.ts'
import * as parts from '../parts/parts.ts'
import { outside } from '../site/link.ts'
import { showPage } from '../site/show-page.tsx'
import { inLanguage, labelOf, titleOf } from './label-words.ts'
import { learningTurns } from './learn/learning-turns.ts'
import { VoucherTag, voucherState } from './order/voucher.tsx'
import { reviewLink } from './reviews/review-pages.tsx'
import { path, type Request, type Shop } from './shop.ts'
import { words } from './words.ts'

/** All orders of the account, newest first, each with its state, whose turn it is, and what can be done with it. */
export async function historyPage(c: Request, shop: Shop, accountId: string): Promise<Response> {
  const language = c.get('language')
  const said = words[language]
  const orders = await ordersOf(shop.storefronts.ctx, accountId)
  const turns = await learningTurns(shop.storefronts.ctx, orders, language)
  const finished = orders.flatMap(({ finishedAt, cardId, purchaseId }) =>
    finishedAt && cardId && purchaseId ? [{ cardId, purchaseId }] : [],
  )
  const reviewed = await reviewedOf(shop.storefronts.ctx.db, finished)
  const title = titleOf(shop, 'see_history', language) ?? said.history
  const waiting = orders.find((order) => stateOf(order) === 'placed')
  return showPage(
    c,
    { title },
    orders.length === 0 ? (
      <parts.EmptyState title={said.historyEmpty}>
        <p>{said.historyEmptyText}</p>
        <parts.Buttons>
          <parts.LinkButton href={path(shop, '/kursus')}>{said.seeAll}</parts.LinkButton>
        </parts.Buttons>
      </parts.EmptyState>
    ) : (
      <ul class="listing">
        {orders.map((order) => (
          <Entry
            shop={shop}
            order={order}
            first={order === waiting}
            language={language}
            turn={turns.get(order.orderNo)}
            reviewed={reviewed.has(order.purchaseId ?? '')}
          />
        ))}
      </ul>
    ),
  )
}

interface EntryProps {
  readonly shop: Shop
  readonly order: StorefrontOrder
  readonly language: Language
  /** what is missing until the training is finished, and whose turn it is */
  readonly turn: string | undefined
  readonly reviewed: boolean
  /** its way on is the first button of the page */
  readonly first: boolean
}

function Entry({ shop, order, language, turn, reviewed, first }: EntryProps) {
  const said = words[language]
  const state = stateOf(order)
  const own = state === 'finished' || state === 'unredeemed' ? undefined : shop.journey.stateWords?.[state]
  return (
    <li>
      <a class="whole" href={path(shop, `/pesanan/${order.orderNo}`)}>
        {order.courseTitle}
      </a>
      <span class="number end">{formatRupiah(order.price - order.discount)}</span>
      <p class="row below">
        <parts.StatusTag tone={tones[state]}>
          {own ? inLanguage(shop, own, language) : said[`status_${state}`]}
        </parts.StatusTag>
        <span class="small">
          {state === 'paid' && turn ? turn : turnOf(order, state, language, reviewed)}
        </span>
      </p>
      <p class="small muted below">{formatInstant(order.placedAt ?? order.createdAt, language)}</p>
      {state === 'placed' || state === 'lapsed' || state === 'cancelled' ? (
        <GoOn shop={shop} order={order} language={language} state={state} first={first} />
      ) : (
        <Actions shop={shop} order={order} language={language} reviewed={reviewed} />
      )}
    </li>
  )
}

type Unpaid = Pick<EntryProps, 'shop' | 'order' | 'language' | 'first'> & {
  state: 'placed' | 'lapsed' | 'cancelled'
}

/** The way on from an order that waits to be paid, and from one that is over. */
function GoOn({ shop, order, language, state, first }: Unpaid) {
  const said = words[language]
  return (
    <div class="below stack above">
      <parts.Buttons>
        {state === 'placed' ? (
          <parts.LinkButton look={first ? 'first' : 'second'} href={path(shop, `/pesanan/${order.orderNo}`)}>
            {said.goOnPaying}
          </parts.LinkButton>
        ) : (
          <parts.LinkButton look="second" href={path(shop, `/kursus/${order.courseSlug}`)}>
            {said.buyAgain}
          </parts.LinkButton>
        )}
      </parts.Buttons>
    </div>
  )
}

/** What a paid order gives, and what can be done with it, from the list itself. */
function Actions({ shop, order, language, reviewed }: Omit<EntryProps, 'turn' | 'first'>) {
  if (order.status !== 'paid') return null
  const voucher = voucherState(order)
  const review = reviewLink(shop, order, language, reviewed)
  return (
    <div class="below stack above">
      {order.voucherCode ? (
        <>
          <parts.CopyCode label={words[language].voucher} code={order.voucherCode} />
          <p>
            <VoucherTag state={voucher} language={language} />
          </p>
        </>
      ) : (
        ''
      )}
      <parts.Buttons>
        {voucher.state === 'unused' ? (
          <parts.LinkButton
            look="second"
            href={outside(
              redeemPlace({ slug: order.institutionSlug, redeemUrl: order.redeemUrl }, order.courseCode),
            )}
          >
            {labelOf(shop, 'redeem', language)}
          </parts.LinkButton>
        ) : (
          ''
        )}
        {trainingIsOpen(order) && !order.finishedAt ? (
          <parts.LinkButton look="second" href={path(shop, `/belajar/${order.orderNo}`)}>
            {labelOf(shop, 'learn', language)}
          </parts.LinkButton>
        ) : (
          ''
        )}
        {review ? (
          <parts.LinkButton look="second" href={review.href}>
            {review.label}
          </parts.LinkButton>
        ) : (
          ''
        )}
      </parts.Buttons>
    </div>
  )
}

type ShownState = OrderState | 'unredeemed' | 'finished'

const tones = {
  draft: 'quiet',
  placed: 'warning',
  paid: 'waiting',
  unredeemed: 'waiting',
  finished: 'success',
  lapsed: 'quiet',
  cancelled: 'quiet',
} as const

/** What a buyer calls the state of an order: a paid one is theirs to learn until it is finished. */
function stateOf(order: StorefrontOrder): ShownState {
  if (order.cancelledAt) return 'cancelled'
  if (order.status !== 'paid') return order.status
  if (order.finishedAt) return 'finished'
  return trainingIsOpen(order) ? 'paid' : 'unredeemed'
}

/** Whose turn it is, and until when. */
function turnOf(order: StorefrontOrder, state: ShownState, language: Language, reviewed: boolean): string {
  const said = words[language]
  if (state === 'placed' && order.lapsesAt) return said.turnPay(formatDeadline(order.lapsesAt, language))
  if (state === 'unredeemed') return said.turnRedeem
  if (state === 'paid') return said.turnLearn
  if (state === 'finished') return reviewed ? said.turnNone : said.turnReview
  return said.turnLost
}
