import type { Context as RequestContext } from 'hono'
import { type CardFacts, cardFacts } from '../../card/card-facts.ts'
import { type CardStatement, cardStatement, type Movement } from '../../card/card-statement.ts'
import type { Context } from '../../database/context.ts'
import { revocationOf } from '../../deadlines/revocation.ts'
import { formatRupiah } from '../../kernel/rupiah.ts'
import { formatInstant, type Language } from '../../kernel/wib.ts'
import { certificatesOf } from '../../learning/certificates/certificates.ts'
import { incentivePlan } from '../../learning/incentives/incentive-plan.ts'
import { messagesOfCard } from '../../messages/message-history.ts'
import { accountsOf } from '../../money/accounts/accounts.ts'
import { accountState } from '../../money/accounts/rules.ts'
import { cardOfPerson } from '../../people/card-of-person.ts'
import { purchasesOfCard } from '../../purchase/purchases-of-card.ts'
import { refusedAsksOfCard } from '../../purchase/tell-refused-asks.ts'
import { journeys } from '../../storefronts/journeys.ts'
import type { Web } from '../http/web.ts'
import * as parts from '../parts/parts.ts'
import { goTo } from '../site/link.ts'
import { showPage } from '../site/show-page.tsx'
import { learningTurn } from '../storefront/learn/learning-turns.ts'
import { path } from '../storefront/shop.ts'
import { CertificateLinks } from '../verify/certificate-links.tsx'
import { Troubles } from './card-troubles.tsx'
import { AccountLinks } from './home/account-links.tsx'
import { Messages, Purchases, RefusedLately, WaitingAfterChange } from './home/card-parts.tsx'
import { IncentiveList } from './incentive-list.tsx'
import { words } from './portal-words.ts'
import { CardSeats } from './seats/card-seats.tsx'
import { Storefronts } from './storefront-tiles.tsx'

type Request = RequestContext<Web>

/** A page is short on a phone: all of them are in the export of one's own data. */
const shownMessages = 20
const shownRefused = 3

/** The holder's first screen: balance, what is held, the deadline, the next thing to do, every movement. */
export async function cardPage(c: Request, ctx: Context): Promise<Response> {
  const said = words[c.get('language')]
  const personId = c.get('session')?.personId
  const card = personId && (await cardOfPerson(ctx.db, personId))
  const facts = card ? await cardFacts(ctx, card) : undefined
  const session = c.get('session')
  if (!facts || !personId)
    return (session?.personId ?? session?.accountId) ? goTo(c, '/beranda') : notLoggedInPage(c)
  const language = c.get('language')
  const { cardId, unfinished } = facts
  const now = ctx.clock.now()
  const [statement, purchases, messages, certificates, incentive, payable, refused, revocation, turn] =
    await Promise.all([
      cardStatement(ctx, cardId),
      purchasesOfCard(ctx.db, cardId),
      messagesOfCard(ctx.db, cardId, shownMessages),
      certificatesOf(ctx.db, cardId),
      incentivePlan(ctx, cardId),
      hasAccount(ctx, personId),
      refusedAsksOfCard(ctx, cardId, shownRefused),
      revocationOf(ctx, cardId),
      unfinished && learningTurn(ctx, { cardId, purchaseId: unfinished.purchaseId }, language, now),
    ])
  return showPage(
    c,
    { title: said.myCard, width: 'full' },
    <>
      <Troubles facts={facts} revocation={revocation} now={now} language={language} />
      <WaitingAfterChange payingFrom={facts.payingFrom} language={language} />
      <RefusedLately refused={refused} language={language} />
      <div class="two">
        <div class="flow">
          <parts.Card number={facts.number} name={facts.holder.name} balance={facts.balance} />
          <Holds statement={statement} language={language} />
        </div>
        <div class="side">{revocation ? '' : <DeadlineOf facts={facts} now={now} language={language} />}</div>
        <div class="flow">
          <NextThing facts={facts} turn={turn} language={language} />
          <Purchases
            purchases={purchases}
            language={language}
            certificates={(purchaseId) => (
              <CertificateLinks
                certificates={certificates.filter((certificate) => certificate.purchaseId === purchaseId)}
                language={language}
              />
            )}
          />
          {await CardSeats({ ctx, facts, language })}
          <IncentiveList plan={incentive} hasAccount={payable} language={language} />
          <Movements statement={statement} language={language} />
          <Messages messages={messages} language={language} />
          <AccountLinks language={language} person />
        </div>
      </div>
    </>,
  )
}

async function hasAccount({ db, clock }: Context, personId: string): Promise<boolean> {
  const accounts = await accountsOf(db, { kind: 'person', id: personId })
  return accounts.some((account) => accountState(account, clock.now()) === 'usable')
}

function notLoggedInPage(c: Request): Response {
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
          <HistoryLink storefront={hold.storefront} said={said.goOnPaying} />
        </parts.Notice>
      ))}
    </>
  )
}

/** To the orders at one of our own storefronts; other partners keep theirs themselves. */
function HistoryLink(props: { storefront: string; said: (storefront: string) => string }) {
  const journey = journeys.find(({ name }) => name === props.storefront)
  return journey ? (
    <p>
      <a href={path({ journey }, '/riwayat')}>{props.said(journey.name)}</a>
    </p>
  ) : (
    ''
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

/** `turn`: whose turn it is with the training that is bought and not finished, and until when. */
function NextThing({ facts, turn, language }: Said & { turn: string | undefined }) {
  const said = words[language]
  if (facts.deadlinePassed || facts.status !== 'active') return null
  const { unfinished } = facts
  return (
    <section class="stack">
      <h2>{said.nextThing}</h2>
      {unfinished ? (
        <Unfinished
          course={unfinished.course}
          storefront={unfinished.storefront}
          turn={turn}
          language={language}
        />
      ) : (
        <>
          <p>{facts.firstPaidAt ? said.buyNext : said.buyFirst}</p>
          <parts.CopyCode label={said.number} code={parts.groupDigits(facts.number)} />
          <Storefronts language={language} />
        </>
      )}
    </section>
  )
}

function Unfinished(props: {
  course: string
  storefront: string
  turn: string | undefined
  language: Language
}) {
  const said = words[props.language]
  const journey = journeys.find(({ name }) => name === props.storefront)
  return (
    <>
      <p>{said.finish(props.course, props.storefront)}</p>
      {props.turn ? <p>{props.turn}</p> : ''}
      {journey ? (
        <parts.Buttons>
          <parts.LinkButton href={path({ journey }, '/riwayat')}>
            {said.goOnLearning(journey.name)}
          </parts.LinkButton>
        </parts.Buttons>
      ) : (
        ''
      )}
    </>
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
