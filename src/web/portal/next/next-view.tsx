import type { Child } from 'hono/jsx'
import { formatRupiah } from '../../../kernel/rupiah.ts'
import { formatInstant, type Language } from '../../../kernel/wib.ts'
import { journeyOf, journeys } from '../../../storefronts/journeys.ts'
import * as parts from '../../parts/parts.ts'
import { path } from '../../storefront/shop.ts'
import { Storefronts } from '../storefront-tiles.tsx'
import type { NextThing } from './next-rules.ts'
import { nextWords } from './next-words.ts'

interface Shown {
  readonly thing: NextThing
  readonly cardNumber: string
  /** the orders of the card at our own storefronts, by purchase */
  readonly orders: ReadonlyMap<string, { readonly orderNo: string; readonly storefront: string }>
  readonly language: Language
}

/** The one thing to do now, with the one button that does it. */
export function NextView(shown: Shown) {
  const { thing, cardNumber, language } = shown
  const said = nextWords[language]
  return (
    <section class="panel stack" aria-labelledby="langkah">
      <h2 id="langkah">{said.title}</h2>
      <What {...shown} />
      {thing.is === 'buy_first' || thing.is === 'buy_next' ? (
        <parts.CopyCode label={said.number} code={parts.groupDigits(cardNumber)} />
      ) : (
        ''
      )}
    </section>
  )
}

/** The storefronts, where the card can buy now; folded while something else is to be done first. */
export function BuyAt({ thing, language }: Pick<Shown, 'thing' | 'language'>) {
  const said = nextWords[language]
  if (thing.is !== 'buy_first' && thing.is !== 'buy_next')
    return (
      <details>
        <summary>{said.otherShops}</summary>
        <Storefronts language={language} />
      </details>
    )
  return (
    <section class="stack">
      <h2>{said.shops}</h2>
      <Storefronts language={language} />
    </section>
  )
}

function What({ thing, orders, language }: Shown) {
  const said = nextWords[language]
  switch (thing.is) {
    case 'pay':
      return (
        <>
          <p>{said.pay(thing.storefront, formatInstant(thing.until, language))}</p>
          <ToHistory storefront={thing.storefront} label={said.goOnPaying} />
        </>
      )
    case 'buy_first':
      return <p>{said.buyFirst}</p>
    case 'buy_next':
      return <p>{said.buyNext}</p>
    case 'review':
      return <Review {...thing} order={orders.get(thing.purchaseId)} language={language} />
    case 'mend_account':
      return (
        <>
          <p>{said.mendAccount(formatRupiah(thing.amount))}</p>
          <Go href="/rekening">{said.toMendAccount}</Go>
        </>
      )
    case 'add_account':
      return (
        <>
          <p>{said.addAccount(formatRupiah(thing.amount))}</p>
          <Go href="/rekening">{said.toAddAccount}</Go>
        </>
      )
    case 'survey':
      return (
        <>
          <p>{said.survey(formatRupiah(thing.amount))}</p>
          <Go href={`/beranda/survei/${thing.number}`}>{said.answerSurvey}</Go>
        </>
      )
    case 'finish':
      return (
        <>
          <p>{said.finish(thing.course, thing.storefront)}</p>
          {thing.turn ? <p>{thing.turn}</p> : ''}
          <ToHistory storefront={thing.storefront} label={said.goOnLearning} />
        </>
      )
    case 'wait':
      return (
        <>
          <p>{said.wait(thing.course)}</p>
          {thing.turn ? <p>{thing.turn}</p> : ''}
        </>
      )
    case 'nothing':
      return <p>{said.nothing}</p>
  }
}

function Go({ href, children }: { href: Parameters<typeof parts.LinkButton>[0]['href']; children?: Child }) {
  return (
    <parts.Buttons>
      <parts.LinkButton href={href}>{children}</parts.LinkButton>
    </parts.Buttons>
  )
}

/** To the orders at one of our own storefronts; other partners keep theirs themselves. */
function ToHistory(props: { storefront: string; label: (storefront: string) => string }) {
  const journey = journeys.find(({ name }) => name === props.storefront)
  return journey ? <Go href={path({ journey }, '/riwayat')}>{props.label(journey.name)}</Go> : null
}

function Review(props: {
  course: string
  storefront: string
  needed: boolean
  order: { readonly orderNo: string; readonly storefront: string } | undefined
  language: Language
}) {
  const said = nextWords[props.language]
  const { course, storefront, order } = props
  const journey = order && journeyOf(order.storefront)
  return (
    <>
      <p>{(props.needed ? said.reviewNeeded : said.review)(course)}</p>
      {order && journey ? (
        <Go href={path({ journey }, `/pesanan/${order.orderNo}/ulasan`)}>{said.writeReview(storefront)}</Go>
      ) : (
        <p class="small muted">{said.reviewElsewhere(storefront)}</p>
      )}
    </>
  )
}
