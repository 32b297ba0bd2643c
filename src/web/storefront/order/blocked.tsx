import { sentenceOf } from '../../../kernel/refusal.ts'
import type { Language } from '../../../kernel/wib.ts'
import { ordersOf, type StorefrontOrder } from '../../../storefronts/orders/orders.ts'
import {
  type RefusedAnswer,
  type StepRefusal,
  stepRefusals,
} from '../../../storefronts/orders/read-answer.ts'
import * as parts from '../../parts/parts.ts'
import { path, type Shop } from '../shop.ts'
import { words } from '../words.ts'
import { asksToWait, type WayOut, wayOut } from './refused-fields.ts'

interface BlockedBy {
  readonly shop: Shop
  readonly order: StorefrontOrder
  readonly refused: RefusedAnswer
  readonly language: Language
  readonly way?: WayOut | undefined
}

/** Where to go on after a refusal; an unfinished training is in the history here, or else on the card's page. */
export async function wayFor(
  { storefronts }: Shop,
  { accountId }: StorefrontOrder,
  refusal: StepRefusal,
): Promise<WayOut | undefined> {
  if (refusal !== 'training_unfinished' || !accountId) return wayOut(refusal)
  const orders = await ordersOf(storefronts.ctx, accountId)
  const here = orders.some(({ status, finishedAt, cancelledAt }) => {
    return status === 'paid' && !finishedAt && !cancelledAt
  })
  return here ? 'history' : 'card'
}

/** A refusal that no correction on this page can heal: what is wrong, why, and where to go on. */
export function Blocked({ shop, order, refused: { refusal, facts }, language, way }: BlockedBy) {
  const said = words[language]
  const waits = asksToWait(refusal)
  const addresses = {
    course: path(shop, `/kursus/${order.courseSlug}`),
    courses: path(shop, '/kursus'),
    history: path(shop, '/riwayat'),
    account: path(shop, '/akun'),
    card: '/kartu',
  } as const
  return (
    <div class={`notice ${waits ? 'warning' : 'error'}`} role="alert" tabindex={-1} autofocus id="salah">
      <parts.Icon name={waits ? 'clock' : 'error'} />
      <div class="stack">
        <h2>{waits ? said.waitFirst : said.notPaid}</h2>
        <p>{sentenceOf(stepRefusals, refusal, facts, language)}</p>
        {way ? (
          <p>
            <a href={addresses[way]}>{said[`way_${way}`]}</a>
          </p>
        ) : (
          ''
        )}
      </div>
    </div>
  )
}

interface Expired {
  readonly shop: Shop
  readonly order: StorefrontOrder
  readonly language: Language
  /** a refusal above says so already */
  readonly quiet: boolean
}

/** The code is too old to be worth typing: the one thing to do is to ask for another. */
export function CodeExpired({ shop, order, language, quiet }: Expired) {
  const said = words[language]
  return (
    <>
      {quiet ? (
        ''
      ) : (
        <parts.Notice tone="warning" title={said.otpExpired}>
          <p>{said.otpExpiredText}</p>
        </parts.Notice>
      )}
      <parts.Form action={path(shop, `/pesanan/${order.orderNo}/kirim-ulang`)}>
        <parts.Button>{said.otpAgain}</parts.Button>
      </parts.Form>
    </>
  )
}
