import type { Child } from 'hono/jsx'
import { type CardFacts, cardFacts } from '../../../card/card-facts.ts'
import { cardStatement } from '../../../card/card-statement.ts'
import type { Context } from '../../../database/context.ts'
import { second } from '../../../kernel/clock.ts'
import { formatRupiah } from '../../../kernel/rupiah.ts'
import { formatDeadline, formatInstant, type Language } from '../../../kernel/wib.ts'
import { certificatesOf } from '../../../learning/certificates/certificates.ts'
import { cardOfPerson } from '../../../people/card-of-person.ts'
import { purchasesOfCard } from '../../../purchase/purchases-of-card.ts'
import { errorPage } from '../../http/errors.tsx'
import { sessionLimits } from '../../http/sessions/session.ts'
import * as parts from '../../parts/parts.ts'
import { portalPage, type Request, type VisitorPage } from '../register/visitor.tsx'
import { KeepHere, PocketHead } from './keep-here.tsx'
import { pocketMark } from './pocket.ts'
import { pocketWords } from './pocket-words.ts'
import { PurchaseSheet } from './purchase-sheet.tsx'

/** All that somebody's copy shows, in one trip; undefined where there is no card. */
async function pocketOf(ctx: Context, personId: string) {
  const cardId = await cardOfPerson(ctx.db, personId)
  if (!cardId) return undefined
  const [facts, statement, purchases, certificates] = await Promise.all([
    cardFacts(ctx, cardId),
    cardStatement(ctx, cardId),
    purchasesOfCard(ctx.db, cardId),
    certificatesOf(ctx.db, cardId),
  ])
  return facts && { facts, statement, purchases, certificates }
}

type Pocket = NonNullable<Awaited<ReturnType<typeof pocketOf>>>

/**
 * `/kartu/salinan`: card, deadline, vouchers, receipts and certificates on one page without a form, which a phone may keep until
 * the session is over. Its headers say of what state it is and for how long.
 */
export const pocketPage: VisitorPage<string> = async (c, deps, personId) => {
  const { ctx } = deps.registrations
  const pocket = await pocketOf(ctx, personId)
  if (!pocket) return errorPage(c, 404)
  const language = c.get('language')
  const said = pocketWords[language]
  const { facts, purchases } = pocket
  c.header('Kept-As', pocketMark(pocket, language))
  c.header('Kept-For', String(secondsLeft(c, ctx.clock.now())))
  return portalPage(
    c,
    { title: said.title },
    <>
      <parts.Notice tone="info" title={said.asOf(formatInstant(ctx.clock.now(), language))}>
        <p>
          {said.asOfText} <a href="/kartu">{said.newest}</a>
        </p>
      </parts.Notice>
      <parts.Card number={`••••${facts.number.slice(-4)}`} name={facts.holder.name} balance={facts.balance} />
      <parts.SummaryList rows={cardRows(facts, language)} />
      <h2>{said.purchases}</h2>
      {purchases.length === 0 ? <p class="muted">{said.none}</p> : ''}
      {purchases.map((purchase) => (
        <section class="panel stack" id={`p-${purchase.purchaseId}`}>
          <h3>{purchase.course}</h3>
          {sheetOf(pocket, purchase, language)}
        </section>
      ))}
      <parts.PrintButton />
    </>,
  )
}

/** `/kartu/pembelian/:purchase`: one purchase to be shown, printed and shared, wherever it was bought. */
export const purchasePage: VisitorPage<string> = async (c, deps, personId) => {
  const pocket = await pocketOf(deps.registrations.ctx, personId)
  const wanted = c.req.param('purchase')
  const purchase = pocket?.purchases.find(({ purchaseId }) => purchaseId === wanted)
  if (!pocket || !purchase) return errorPage(c, 404)
  const language = c.get('language')
  const said = pocketWords[language]
  const { course, institution, storefront, paidAt, amount, transactionCode, voucherCode } = purchase
  const usable = voucherCode !== undefined && !purchase.cancelledAt && !purchase.redeemedAt
  const about = said.sharedPurchase(
    course,
    storefront,
    formatInstant(paidAt, language),
    formatRupiah(amount),
    transactionCode,
  )
  return portalPage(
    c,
    { title: said.purchase, width: 'full', head: <PocketHead /> },
    <>
      <p class="lead">{course}</p>
      <div class="two">
        {sheetOf(pocket, purchase, language)}
        <div class="side flow">
          <parts.Share
            title={`${said.purchase}: ${course}`}
            label={said.shared}
            text={usable ? `${about} ${said.sharedVoucher(voucherCode, institution)}` : about}
          >
            {said.sharedNote}
          </parts.Share>
          <p class="screen">
            <a href="/kartu">{said.toCard}</a>
          </p>
          <KeepHere mark={pocketMark(pocket, language)} language={language} />
        </div>
      </div>
    </>,
  )
}

function sheetOf(pocket: Pocket, purchase: Pocket['purchases'][number], language: Language): Child {
  const { facts, statement, certificates } = pocket
  const whose = { cardTail: facts.number.slice(-4), holder: facts.holder.name }
  return (
    <div class="stack">
      <PurchaseSheet {...{ purchase, statement, certificates, ...whose, language }} />
    </div>
  )
}

/** Without the days left: they are not those of the day on which a copy is read. */
function cardRows(facts: CardFacts, language: Language): parts.SummaryRow[] {
  const said = pocketWords[language]
  if (facts.status !== 'active') return [{ label: said.state, value: said.stopped[facts.status] }]
  return [
    {
      label: facts.deadlineKind === 'first_purchase' ? said.deadline : said.cutOff,
      value: formatDeadline(facts.deadline, language),
      total: true,
    },
  ]
}

/** Until the session ends at the latest. By its length: the clocks of phones are not ours. */
function secondsLeft(c: Request, now: Date): number {
  const session = c.get('session')
  if (!session) return 0
  const left = session.createdAt.getTime() + sessionLimits.portal.absoluteMs - now.getTime()
  return Math.max(0, Math.floor(left / second))
}
