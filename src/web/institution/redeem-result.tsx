import { z } from 'zod'
import type { Institution } from '../../catalogue/institutions.ts'
import type { Context } from '../../database/context.ts'
import { maskEmail } from '../../kernel/email.ts'
import { sentenceOf } from '../../kernel/refusal.ts'
import { formatInstant, formatPeriod, type Language } from '../../kernel/wib.ts'
import { redeemRefusals } from '../../learning/redeem/rules.ts'
import { type Voucher, voucherFor } from '../../learning/redeem/voucher.ts'
import { journeyOf } from '../../storefronts/journeys.ts'
import type { Sessions } from '../http/sessions/sessions.ts'
import { show, viewOf } from '../http/site.ts'
import * as parts from '../parts/parts.ts'
import { Place, placeWords } from '../parts/schedule-place.tsx'
import { goTo } from '../site/link.ts'
import type { Answer } from '../site/site-table.ts'
import { labelOf } from '../storefront/label-words.ts'
import { path } from '../storefront/shop.ts'
import type { Request } from './institution-pages.tsx'
import { words } from './redeem-words.ts'

export interface RedeemDeps {
  readonly ctx: Context
  readonly sessions: Sessions
}

/** A page of an institution. */
export type InstitutionPage = (c: Request, deps: RedeemDeps, institution: Institution) => Answer

/** What the session knows of the code that it redeemed, or was told that it is used: in no address stands a code. */
const remembered = z.object({ cardId: z.string(), purchaseId: z.string(), again: z.boolean() })

function lastOf(c: Request) {
  return remembered.safeParse(c.get('session')?.state.redeemed).data
}

/** On to the result. `again`: it had been redeemed before, elsewhere. */
export async function toResult(
  c: Request,
  { sessions }: RedeemDeps,
  institution: Institution,
  { cardId, purchaseId }: { readonly cardId: string; readonly purchaseId: string },
  again: boolean,
): Promise<Response> {
  await sessions.remember(c, { redeemed: { cardId, purchaseId, again } })
  return goTo(c, `/lembaga/${institution.slug}/tukar/selesai`)
}

/** `/lembaga/SLUG/tukar/selesai`: what was redeemed, when, with which email, and where learning goes on. */
export const redeemResultPage: InstitutionPage = async (c, { ctx }, institution) => {
  const last = lastOf(c)
  const voucher = last && (await voucherFor(ctx.db, last.cardId, last.purchaseId))
  if (!last || !voucher?.redeemedAt || voucher.institutionSlug !== institution.slug)
    return goTo(c, `/lembaga/${institution.slug}/tukar`)
  const language = c.get('language')
  const said = words[language]
  const over = voucher.transactionCancelledAt
  const title = last.again || over ? said.againTitle : said.doneTitle
  return show(
    c,
    <parts.Page view={viewOf(c)} title={title}>
      {over ? (
        <Told
          title={title}
          text={sentenceOf(redeemRefusals, 'transaction_cancelled', { since: over }, language)}
        />
      ) : last.again ? (
        <Told
          title={title}
          text={sentenceOf(redeemRefusals, 'already_redeemed', { since: voucher.redeemedAt }, language)}
        />
      ) : (
        <parts.Confirmation title={title}>
          <p>{said.doneText}</p>
        </parts.Confirmation>
      )}
      <parts.SummaryList rows={rowsOf(voucher, voucher.redeemedAt, language)} />
      {over ? '' : <GoOn voucher={voucher} language={language} />}
      <p>
        <a href={`/lembaga/${institution.slug}`}>{said.back(institution.name)}</a>
      </p>
    </parts.Page>,
  )
}

function Told({ title, text }: { title: string; text: string }) {
  return (
    <>
      <h1>{title}</h1>
      <parts.Notice tone="warning">
        <p>{text}</p>
      </parts.Notice>
    </>
  )
}

function rowsOf(voucher: Voucher, redeemedAt: Date, language: Language) {
  const said = words[language]
  const { startsAt, endsAt, place, redeemedEmail } = voucher
  const from = startsAt ? formatInstant(startsAt, language) : said.anyTime
  return [
    { label: said.course, value: voucher.course },
    { label: said.institution, value: voucher.institution },
    {
      label: said.schedule,
      value: startsAt && endsAt ? formatPeriod(startsAt, endsAt, language) : from,
    },
    ...(place ? [{ label: placeWords[language].place, value: <Place place={place} /> }] : []),
    { label: said.boughtAt, value: voucher.storefront },
    { label: said.usedAt, value: formatInstant(redeemedAt, language) },
    { label: said.usedWith, value: redeemedEmail ? maskEmail(redeemedEmail) : said.noEmail },
  ]
}

/** Where learning goes on: at our storefront's order, or wherever the institution teaches. */
function GoOn({ voucher, language }: { voucher: Voucher; language: Language }) {
  const { order, institution, storefront } = voucher
  const journey = order && journeyOf(order.storefront)
  if (!order || !journey) return <p>{words[language].learnElsewhere(institution, storefront)}</p>
  return (
    <parts.LinkButton href={path({ journey }, `/belajar/${order.orderNo}`)}>
      {labelOf({ journey }, 'learn', language)}
    </parts.LinkButton>
  )
}
