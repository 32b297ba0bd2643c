import type { Child } from 'hono/jsx'
import { redeemPlace } from '../../../catalogue/redeem-place.ts'
import { formatRupiah } from '../../../kernel/rupiah.ts'
import { formatInstant, formatTime, type Language } from '../../../kernel/wib.ts'
import type { PastMessage } from '../../../messages/message-history.ts'
import type { CardPurchase } from '../../../purchase/purchases-of-card.ts'
import { refusedReasonWord } from '../../../purchase/refused-ask-words.ts'
import type { refusedAsksOfCard } from '../../../purchase/tell-refused-asks.ts'
import * as parts from '../../parts/parts.ts'
import { type Href, outside } from '../../site/link.ts'
import { templateWords } from '../../words/template-words.ts'
import { words } from './card-words.ts'

/** That nothing can be bought yet after a change of phone; draws nothing otherwise. */
export function WaitingAfterChange(props: { payingFrom: Date | undefined; language: Language }) {
  const said = words[props.language]
  if (!props.payingFrom) return null
  return (
    <parts.Notice tone="warning" title={said.waitingTitle}>
      <p>{said.waitingPay(formatInstant(props.payingFrom, props.language))}</p>
    </parts.Notice>
  )
}

/** Where the card was refused lately and why, which the storefront was not told; draws nothing without such. */
export function RefusedLately(props: {
  refused: Awaited<ReturnType<typeof refusedAsksOfCard>>
  language: Language
}) {
  const said = words[props.language]
  if (props.refused.length === 0) return null
  return (
    <parts.Notice tone="warning" title={said.refusedTitle}>
      <ul class="list">
        {props.refused.map(({ at, storefront, course, reason }) => (
          <li>
            {said.refusedLine(
              formatInstant(at, props.language),
              storefront,
              course,
              refusedReasonWord(reason, props.language),
            )}
          </li>
        ))}
      </ul>
      <p>{said.refusedText}</p>
    </parts.Notice>
  )
}

/** Every purchase with whose turn it is, its voucher, and what `certificates` draws for it. */
export function Purchases(props: {
  purchases: readonly CardPurchase[]
  language: Language
  certificates?: (purchaseId: string) => Child
  /** where a purchase is cancelled that was bought at one of our own storefronts */
  cancel?: (purchaseId: string) => Href | undefined
}) {
  const said = words[props.language]
  return (
    <section class="stack">
      <h2>{said.purchases}</h2>
      {props.purchases.length === 0 ? <p class="muted">{said.none}</p> : ''}
      {props.purchases.map((purchase) => (
        <section class="panel stack">
          <h3>{purchase.course}</h3>
          <p class="small muted">
            {purchase.institution}, {purchase.storefront}, {formatInstant(purchase.paidAt, props.language)},{' '}
            <span class="number">{formatRupiah(purchase.amount)}</span>
          </p>
          <State purchase={purchase} language={props.language} />
          <Voucher purchase={purchase} language={props.language} />
          {props.certificates?.(purchase.purchaseId)}
          <Cancel purchase={purchase} href={props.cancel?.(purchase.purchaseId)} language={props.language} />
          <p>
            <a href={`/kartu/pembelian/${purchase.purchaseId}`}>
              {said.proof}
              <span class="hidden"> {purchase.course}</span>
            </a>
          </p>
          {purchase.invoiceUrl && /^https?:\/\//.test(purchase.invoiceUrl) ? (
            <p>
              <a href={outside(purchase.invoiceUrl)} rel="noopener noreferrer">
                {said.receipt}
                <span class="hidden"> {purchase.course}</span>
              </a>
            </p>
          ) : (
            ''
          )}
        </section>
      ))}
    </section>
  )
}

/** The way to step back from what was not used yet. */
function Cancel({ purchase, href, language }: Said & { readonly href: Href | undefined }) {
  if (!href || purchase.cancelledAt || purchase.redeemedAt || purchase.finishedAt) return null
  return (
    <p>
      <a href={href}>
        {words[language].cancel}
        <span class="hidden"> {purchase.course}</span>
      </a>
    </p>
  )
}

interface Said {
  readonly purchase: CardPurchase
  readonly language: Language
}

function State({ purchase, language }: Said) {
  const said = words[language]
  if (purchase.cancelledAt) return <parts.StatusTag tone="error">{said.cancelled}</parts.StatusTag>
  if (purchase.finishedAt)
    return (
      <parts.StatusTag tone="success">
        {purchase.finishedAs === 'reported' ? said.finishedReported : said.finished}
      </parts.StatusTag>
    )
  const redeems = purchase.voucherCode !== undefined && !purchase.redeemedAt
  return (
    <>
      <parts.StatusTag tone="waiting">{said.paid}</parts.StatusTag>
      <p>{redeems ? said.waitsRedeem(purchase.institution) : said.waitsLearn}</p>
    </>
  )
}

function Voucher({ purchase, language }: Said) {
  const said = words[language]
  if (purchase.voucherCode === undefined || purchase.cancelledAt) return null
  if (purchase.redeemedAt)
    return <p class="small muted">{said.redeemed(formatInstant(purchase.redeemedAt, language))}</p>
  const place = redeemPlace({ slug: purchase.institutionSlug, redeemUrl: purchase.redeemUrl })
  return (
    <>
      <parts.CopyCode label={said.voucher} code={purchase.voucherCode} />
      <p>
        <a href={outside(place)}>
          {said.redeem}
          <span class="hidden"> {purchase.course}</span>
        </a>
      </p>
    </>
  )
}

/** What was sent to the holder, by name: never what stood in it. */
export function Messages(props: { messages: readonly PastMessage[]; language: Language }) {
  const said = words[props.language]
  const names: Readonly<Record<string, string>> = templateWords[props.language]
  const stateOf = ({ status, delivery, endedAt, deliveryAt }: PastMessage) => {
    if (status !== 'sent') return said[status]
    if (delivery === 'awaited') return said.notReceived(formatTime(endedAt, props.language))
    if (delivery === 'delivered') return said.received(formatTime(deliveryAt ?? endedAt, props.language))
    return delivery === 'undelivered' ? said.failed : ''
  }
  return (
    <section class="stack">
      <h2>{said.messages}</h2>
      <p class="small muted">{props.messages.length === 0 ? said.noMessages : said.messageNote}</p>
      <ul class="listing">
        {props.messages.map((message) => (
          <li>
            <span>{names[message.template] ?? said.other}</span>
            <span class="small muted end">{message.channel === 'sms' ? said.sms : said.mail}</span>
            <span class="small muted">{formatInstant(message.endedAt, props.language)}</span>
            <span class="small muted end">{stateOf(message)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
