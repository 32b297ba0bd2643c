import { type CardFacts, cardFacts } from '../../card/card-facts.ts'
import { cardStatement, type Movement, type Statement } from '../../card/statement.ts'
import type { Context as RequestContext } from 'hono'
import type { Context } from '../../database/context.ts'
import { formatRupiah } from '../../kernel/rupiah.ts'
import { formatInstant, type Language } from '../../kernel/wib.ts'
import { cardOfPerson } from '../../programme/card-of-person.ts'
import { journeys } from '../../storefronts/journeys.ts'
import type { Sessions } from '../http/sessions.ts'
import { show, viewOf } from '../http/site.ts'
import type { Web } from '../http/web.ts'
import * as parts from '../parts/parts.ts'
import { words } from './portal-words.ts'

type Request = RequestContext<Web>

/** The holder's first screen: balance, what is held, the deadline, the next thing to do, every movement. */
export async function cardPage(c: Request, ctx: Context, portal: Sessions): Promise<Response> {
  const said = words[c.get('language')]
  const personId = c.get('session')?.personId
  const cardId = personId && (await cardOfPerson(ctx.db, personId))
  const facts = cardId ? await cardFacts(ctx, cardId) : undefined
  if (!facts) {
    return show(
      c,
      <parts.Page view={viewOf(c)} title={said.myCard} scripted={false}>
        <h1>{said.myCard}</h1>
        <parts.EmptyState title={said.notLoggedIn} icon="user">
          <p>{said.notLoggedInText}</p>
          <parts.LinkButton href="/">{said.shops}</parts.LinkButton>
        </parts.EmptyState>
      </parts.Page>,
    )
  }
  const statement = await cardStatement(ctx, facts.cardId)
  await portal.ensure(c)
  return show(
    c,
    <parts.Page view={viewOf(c)} title={said.myCard}>
      <h1>{said.myCard}</h1>
      <Troubles facts={facts} language={c.get('language')} />
      <parts.Card number={facts.number} name={facts.holder.name} balance={facts.balance} />
      <Holds statement={statement} language={c.get('language')} />
      <DeadlineOf facts={facts} now={ctx.clock.now()} language={c.get('language')} />
      <NextThing facts={facts} language={c.get('language')} />
      <StatementTable statement={statement} language={c.get('language')} />
      <parts.Form action="/keluar" plain>
        <parts.Button look="second">{said.logOut}</parts.Button>
      </parts.Form>
    </parts.Page>,
  )
}

interface Said {
  readonly facts: CardFacts
  readonly language: Language
}

function Troubles({ facts, language }: Said) {
  const said = words[language]
  const trouble =
    facts.deadlinePassed && !facts.firstPaidAt
      ? said.passed
      : facts.status === 'revoked'
        ? said.revoked
        : facts.status === 'suspended'
          ? said.suspended
          : facts.lockedToday
            ? said.locked
            : undefined
  return trouble ? (
    <parts.Notice tone="error">
      <p>{trouble}</p>
    </parts.Notice>
  ) : (
    <></>
  )
}

function Holds({ statement, language }: { statement: Statement; language: Language }) {
  const said = words[language]
  return (
    <>
      {statement.holds.map((hold) => (
        <parts.Notice tone="info" title={said.held}>
          <p>
            {said.heldText(formatRupiah(hold.amount), hold.storefront, formatInstant(hold.expiresAt, language))}
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

function NextThing({ facts, language }: Said) {
  const said = words[language]
  if (facts.deadlinePassed || facts.status !== 'active') return <></>
  const { unfinished } = facts
  return (
    <>
      <h2>{said.nextThing}</h2>
      <p>
        {unfinished
          ? said.finish(unfinished.course, unfinished.storefront)
          : facts.firstPaidAt
            ? said.buyNext
            : said.buyFirst}
      </p>
      {unfinished ? (
        ''
      ) : (
        <parts.Buttons>
          {journeys.map(({ id, name }) => (
            <parts.LinkButton href={`/${id}`}>{name}</parts.LinkButton>
          ))}
        </parts.Buttons>
      )}
    </>
  )
}

function StatementTable({ statement, language }: { statement: Statement; language: Language }) {
  const said = words[language]
  return (
    <>
      <h2>{said.statement}</h2>
      <parts.Table
        caption={said.statement}
        captionHidden
        columns={[
          { label: said.when },
          { label: said.what },
          { label: said.amount, right: true },
          { label: said.balance, right: true },
        ]}
        rows={statement.movements
          .toReversed()
          .map((movement) => [
            formatInstant(movement.at, language),
            nameOf(movement, language),
            formatRupiah(movement.amount),
            formatRupiah(movement.balance),
          ])}
      />
    </>
  )
}

function nameOf({ kind, course = '', storefront = '' }: Movement, language: Language): string {
  const name = words[language][kind]
  return typeof name === 'string' ? name : name(course, storefront)
}
