import type { Context as RequestContext } from 'hono'
import { appealsOfSubject } from '../../appeals/appeals.ts'
import { type CardFacts, cardFacts } from '../../card/card-facts.ts'
import { type CardStatement, cardStatement, type Movement } from '../../card/card-statement.ts'
import type { Context } from '../../database/context.ts'
import { revocationOf } from '../../deadlines/revocation.ts'
import { formatRupiah } from '../../kernel/rupiah.ts'
import { formatInstant, type Language } from '../../kernel/wib.ts'
import { certificatesOf } from '../../learning/certificates/certificates.ts'
import { incentivePlan } from '../../learning/incentives/incentive-plan.ts'
import { reviewedOfCard } from '../../learning/reviews/reviewed-of.ts'
import { waitsOfCard } from '../../learning/waiting/waiting-schedule.ts'
import { messagesOfCard } from '../../messages/message-history.ts'
import { accountsOf } from '../../money/accounts/accounts.ts'
import type { Holder } from '../../people/card-of-person.ts'
import { purchasesOfCard } from '../../purchase/purchases-of-card.ts'
import { refusedAsksOfCard } from '../../purchase/tell-refused-asks.ts'
import { ordersOfCard } from '../../storefronts/orders/orders-of-card.ts'
import type { Web } from '../http/web.ts'
import * as parts from '../parts/parts.ts'
import type { Href } from '../site/link.ts'
import { showPage } from '../site/show-page.tsx'
import { learningWait } from '../storefront/learn/learning-turns.ts'
import { CertificateLinks } from '../verify/certificate-links.tsx'
import { Troubles } from './card-troubles.tsx'
import { announcementNotices } from './front/announcement-notices.tsx'
import { AccountLinks } from './home/account-links.tsx'
import { Messages, Purchases, RefusedLately, WaitingAfterChange } from './home/card-parts.tsx'
import { IncentiveList } from './incentive-list.tsx'
import { nextFacts } from './next/next-facts.ts'
import { nextThing } from './next/next-rules.ts'
import { BuyAt, NextView } from './next/next-view.tsx'
import { payable } from './next/payable-account.ts'
import { WaitingList } from './next/waiting-list.tsx'
import { KeepHere, PocketHead } from './pocket/keep-here.tsx'
import { pocketMark } from './pocket/pocket.ts'
import { words } from './portal-words.ts'
import { CardSeats } from './seats/card-seats.tsx'

type Request = RequestContext<Web>

/** A page is short on a phone: all of them are in the export of one's own data. */
const shownMessages = 20
const shownRefused = 3

/** All that the home of a holder shows. */
async function gather(ctx: Context, { personId, cardId, unfinishedPurchaseId }: Holder, language: Language) {
  // One trip for all.
  const [
    facts,
    statement,
    purchases,
    incentive,
    accounts,
    messages,
    certificates,
    refused,
    revocation,
    appeals,
    orders,
    waits,
    reviewed,
    wait,
  ] = await Promise.all([
    cardFacts(ctx, cardId),
    cardStatement(ctx, cardId),
    purchasesOfCard(ctx.db, cardId),
    incentivePlan(ctx, cardId),
    accountsOf(ctx.db, { kind: 'person', id: personId }),
    messagesOfCard(ctx.db, cardId, shownMessages),
    certificatesOf(ctx.db, cardId),
    refusedAsksOfCard(ctx, cardId, shownRefused),
    revocationOf(ctx, cardId),
    appealsOfSubject(ctx.db, { personId }),
    ordersOfCard(ctx.db, cardId),
    waitsOfCard(ctx, cardId),
    reviewedOfCard(ctx.db, cardId),
    unfinishedPurchaseId
      ? learningWait(ctx, { cardId, purchaseId: unfinishedPurchaseId }, language, ctx.clock.now())
      : undefined,
  ])
  if (!facts) throw new Error(`a recipient has a card that is none: ${cardId}`)
  const ahead = unfinishedPurchaseId ? { purchaseId: unfinishedPurchaseId, wait } : undefined
  const given = { facts, statement, purchases, incentive, accounts, revocation, appeals, reviewed, ahead }
  const known = await nextFacts(ctx, given, language)
  const account = payable(accounts, ctx.clock.now())
  const thing = nextThing(known)
  const bought = { purchases, certificates, incentive, account, statement }
  return { facts, known, thing, messages, refused, revocation, appeals, orders, waits, ...bought }
}

/** The home of a holder: balance, what is held, the deadline, the one thing to do next, what waits, every movement. */
export async function cardPage(c: Request, ctx: Context, holder: Holder): Promise<Response> {
  const language = c.get('language')
  const now = ctx.clock.now()
  const all = await gather(ctx, holder, language)
  const { facts, revocation, thing, known, account, appeals, orders, waits } = all
  return showPage(
    c,
    { title: words[language].myCard, width: 'full', head: <PocketHead /> },
    <>
      <Troubles facts={facts} revocation={revocation} now={now} language={language} />
      <WaitingAfterChange payingFrom={facts.payingFrom} language={language} />
      <RefusedLately refused={all.refused} language={language} />
      {await announcementNotices(ctx, 'home', language)}
      <div class="two home">
        <div class="side top">
          <parts.Card number={facts.number} name={facts.holder.name} balance={facts.balance} />
          {revocation ? '' : <DeadlineOf facts={facts} now={now} language={language} />}
        </div>
        <div class="flow">
          <NextView thing={thing} cardNumber={facts.number} orders={orders} language={language} />
          <Holds statement={all.statement} language={language} />
          <WaitingList
            thing={thing}
            training={known.training}
            account={account}
            appeals={revocation ? [] : appeals}
            now={now}
            language={language}
          />
          {known.canBuy ? <BuyAt thing={thing} language={language} /> : ''}
          <CardSeats waits={waits} facts={facts} language={language} />
          <Bought all={all} language={language} />
        </div>
        <div class="flow beside">
          <KeepHere mark={pocketMark(all, language)} language={language} />
          <AccountLinks language={language} person />
          <Messages messages={all.messages} language={language} />
        </div>
      </div>
    </>,
  )
}

/** What was bought, what it brought, and every movement of the balance. */
function Bought({ all, language }: { all: Awaited<ReturnType<typeof gather>>; language: Language }) {
  return (
    <>
      <Purchases
        purchases={all.purchases}
        language={language}
        cancel={(purchaseId) => {
          const order = all.orders.get(purchaseId)
          return order && (`/${order.storefront}/pesanan/${order.orderNo}/batal` as Href)
        }}
        certificates={(purchaseId) => (
          <CertificateLinks
            certificates={all.certificates.filter((certificate) => certificate.purchaseId === purchaseId)}
            language={language}
          />
        )}
      />
      <IncentiveList plan={all.incentive} account={all.account} language={language} />
      <Movements statement={all.statement} language={language} />
    </>
  )
}

/** `/kartu` for who has not logged in. */
export function notLoggedInPage(c: Request): Response {
  const said = words[c.get('language')]
  return showPage(
    c,
    { title: said.myCard, scripted: false },
    <parts.EmptyState title={said.notLoggedIn} icon="user">
      <p>{said.notLoggedInText}</p>
      <parts.Buttons>
        <parts.LinkButton href="/masuk?lanjut=%2Fkartu">{said.logIn}</parts.LinkButton>
        <parts.LinkButton look="second" href="/">
          {said.toFront}
        </parts.LinkButton>
      </parts.Buttons>
    </parts.EmptyState>,
  )
}

interface Said {
  readonly facts: CardFacts
  readonly language: Language
}

function Holds({ statement, language }: { statement: CardStatement; language: Language }) {
  const said = words[language]
  return (
    <>
      {statement.holds.map((hold) => (
        <parts.Notice tone="info" title={`${said.held}: ${formatRupiah(hold.amount)}`}>
          <p>{said.heldText(hold.storefront, formatInstant(hold.expiresAt, language))}</p>
          <p>
            {said.available}: <strong class="number">{formatRupiah(statement.available)}</strong>
          </p>
        </parts.Notice>
      ))}
    </>
  )
}

function DeadlineOf({ facts, now, language }: Said & { now: Date }) {
  const said = words[language]
  const first = facts.deadlineKind === 'first_purchase'
  return (
    <parts.Deadline label={first ? said.deadline : said.cutOff} before={facts.deadline} now={now}>
      {first ? said.deadlineMissed : said.cutOffMissed}
    </parts.Deadline>
  )
}

/** Every movement, the newest first. A list and not a table: four columns do not fit a phone. */
function Movements({ statement, language }: { statement: CardStatement; language: Language }) {
  const said = words[language]
  return (
    <section class="stack">
      <h2>{said.statement}</h2>
      <ul class="listing">
        {statement.movements.toReversed().map((movement) => (
          <li>
            <span>{nameOf(movement, language)}</span>
            <strong class="number end">{signed(movement.amount)}</strong>
            <span class="small muted">{formatInstant(movement.at, language)}</span>
            <span class="small muted number end">
              {said.balance} {formatRupiah(movement.balance)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function signed(amount: number): string {
  return amount > 0 ? `+${formatRupiah(amount)}` : formatRupiah(amount).replace('-', '\u2212')
}

function nameOf({ kind, course = '', storefront = '' }: Movement, language: Language): string {
  const name = words[language][kind]
  return typeof name === 'string' ? name : name(course, storefront)
}
