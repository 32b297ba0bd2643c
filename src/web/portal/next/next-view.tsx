import type { Child } from 'hono/jsx'
import { formatRupiah } from '../../../kernel/rupiah.ts'
import { formatDeadline, formatInstant, type Language } from '../../../kernel/wib.ts'
import { journeyOf, journeys } from '../../../storefronts/journeys.ts'
import * as parts from '../../parts/parts.ts'
import { type Link, outside } from '../../site/link.ts'
import { path } from '../../storefront/shop.ts'
import { Storefronts } from '../storefront-tiles.tsx'
import type { NextThing, Stopped } from './next-rules.ts'
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
    <section class="stack" id="toko">
      <h2>{said.shops}</h2>
      <Storefronts language={language} />
    </section>
  )
}

function What({ thing, orders, language }: Shown) {
  const said = nextWords[language]
  const by = (before: Date) => formatDeadline(before, language)
  switch (thing.is) {
    case 'appeal':
      return <Appeal {...thing} language={language} />
    case 'pay':
      return (
        <>
          <p>{said.pay(thing.storefront, formatInstant(thing.until, language))}</p>
          <ToHistory storefront={thing.storefront} label={said.goOnPaying} />
        </>
      )
    case 'buy_first':
      return <Do says={said.buyFirst(by(thing.before))} to="#toko" button={said.chooseShop} />
    case 'buy_next':
      return <Do says={said.buyNext(by(thing.before))} to="#toko" button={said.chooseShop} />
    case 'wait_to_buy':
      return <p>{said.waitToBuy(formatInstant(thing.from, language))}</p>
    case 'redeem':
      return (
        <>
          <p>{said.redeem(thing.course, thing.institution)}</p>
          <Go href={outside(thing.place)}>{said.toRedeem}</Go>
        </>
      )
    case 'review':
      return <Review {...thing} order={orders.get(thing.purchaseId)} language={language} />
    case 'mend_account':
    case 'add_account':
    case 'ask_incentive':
    case 'survey':
      return <Incentive thing={thing} language={language} />
    case 'confirm':
    case 'finish':
      return (
        <>
          <p>
            {thing.is === 'confirm'
              ? said.confirm(thing.course)
              : said.finish(thing.course, thing.storefront)}
          </p>
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
    case 'ended':
    case 'nothing':
      return <p>{said[thing.is]}</p>
  }
}

/** What brings the money that waits. */
function Incentive({ thing, language }: { thing: NextThing & { amount: number }; language: Language }) {
  const said = nextWords[language]
  const amount = formatRupiah(thing.amount)
  if (thing.is === 'mend_account')
    return <Do says={said.mendAccount(amount)} to="/rekening" button={said.toMendAccount} />
  if (thing.is === 'add_account')
    return <Do says={said.addAccount(amount)} to="/rekening" button={said.toAddAccount} />
  if (thing.is === 'survey')
    return <Do says={said.survey(amount)} to={`/beranda/survei/${thing.number}`} button={said.answerSurvey} />
  return <Do says={said.askIncentive(amount)} to="/keberatan?tentang=other" button={said.toAskIncentive} />
}

function Appeal({ because, appealed, language }: Stopped & { language: Language }) {
  const said = nextWords[language]
  if (appealed) return <Do says={said.appealed} to="/keberatan" button={said.seeAppeal} />
  const about = because === 'suspended' ? 'other' : 'revoked'
  return <Do says={said.stopped[because]} to={`/keberatan?tentang=${about}`} button={said.fileAppeal} />
}

/** A sentence, and the one button that does it. */
function Do({ says, to, button }: { says: string; to: Link; button: string }) {
  return (
    <>
      <p>{says}</p>
      <Go href={to}>{button}</Go>
    </>
  )
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
