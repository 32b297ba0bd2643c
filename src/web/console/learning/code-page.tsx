import { maskEmail } from '../../../kernel/email.ts'
import { idOf } from '../../../kernel/ids.ts'
import { refuse, sentenceOf } from '../../../kernel/refusal.ts'
import { formatInstant } from '../../../kernel/wib.ts'
import { codesOfPurchase, type PurchaseCodes } from '../../../learning/redeem/code-of-purchase.ts'
import { replaceVoucher } from '../../../learning/redeem/replace-voucher.ts'
import { replaceRefusals } from '../../../learning/redeem/rules.ts'
import type { Voucher } from '../../../learning/redeem/voucher.ts'
import { errorPage } from '../../http/errors.tsx'
import { field } from '../../http/form-fields.ts'
import { readForm } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { Place, placeWords } from '../../parts/schedule-place.tsx'
import { ask, form } from '../../site/form.tsx'
import { goTo } from '../../site/link.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { consolePage, type Shown } from '../page.tsx'
import { Beside } from '../parts/beside.tsx'
import { cardHistoryTable } from '../parts/history.tsx'
import { Act } from '../parts/list-parts.tsx'
import { redeemLinkOf } from './codes-page.tsx'
import { codesWords } from './codes-words.ts'

type Language = ConsoleRequest['language']

const replaceForm = form((language) => {
  const { reason, reasonHint: hint } = codesWords[language]
  return { alasan: ask.text(field.text(300), reason, { hint, maxlength: 300 }) }
})

/** `/konsol/kode/:card/:purchase`: what a purchase's codes are good for, and the way to replace a voucher that leaked. */
export async function codePage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { c, language } = request
  const said = codesWords[language]
  const found = await ofAddress(request)
  if (!found) return errorPage(c, 404)
  const { purchase, voucherCode } = found
  const at = `/konsol/kode/${purchase.cardId}/${purchase.purchaseId}` as const
  const unused = voucherCode !== undefined && stateOf(purchase).state === 'unused'
  return consolePage(
    request,
    { title: `${said.one} ${purchase.course}`, ...shown },
    <>
      <Facts found={found} language={language} />
      <Beside side={await cardHistoryTable(request, purchase.cardId, `purchase:${purchase.purchaseId}`)}>
        {offers(request, 'see_people') ? (
          <p>
            <a href={`/konsol/kartu/${purchase.cardId}`}>{said.toPerson}</a>
          </p>
        ) : (
          ''
        )}
        {unused && offers(request, 'run_learning') ? (
          <Act
            title={said.replace}
            text={said.replaceText(maskEmail(purchase.buyer.email))}
            action={`${at}/ganti`}
            button={said.replace}
          >
            {replaceForm.fields(c, shown)}
            <input type="hidden" name="akhir" value={voucherCode.slice(-4)} />
          </Act>
        ) : (
          ''
        )}
      </Beside>
      <p>
        <a href="/konsol/kode">{said.back}</a>
      </p>
    </>,
  )
}

/** Replaces the voucher code of the purchase that its page showed. */
export async function submitReplace(request: ConsoleRequest): Promise<Response> {
  const answers = await replaceForm.read(request.c)
  if (!answers.ok) return codePage(request, answers)
  const found = await ofAddress(request)
  if (!found) return errorPage(request.c, 404)
  const { alasan: reason } = answers.values
  // Which code was seen: a second click meets another one, and replaces nothing.
  const akhir = (await readForm(request.c)).get('akhir') || '-'
  const code = found.voucherCode ?? ''
  const replaced = code.endsWith(akhir)
    ? await replaceVoucher(request.ctx, { code, reason, redeemLink: redeemLinkOf(request) }, request.actor)
    : refuse('code_cancelled' as const)
  if (!replaced.ok) {
    const problem = sentenceOf(replaceRefusals, replaced.refusal, replaced.facts, request.language)
    return codePage(request, { problem, typed: answers.typed })
  }
  request.deps.onMessages()
  const { cardId, purchaseId } = replaced.value
  return goTo(request.c, `/konsol/kode/${cardId}/${purchaseId}?kabar=voucher_replaced`)
}

async function ofAddress({ c, ctx }: ConsoleRequest): Promise<PurchaseCodes | undefined> {
  const [cardId, purchaseId] = [c.req.param('card') ?? '', c.req.param('purchase') ?? '']
  return idOf(cardId) && idOf(purchaseId) ? codesOfPurchase(ctx.db, cardId, purchaseId) : undefined
}

/** What a purchase's codes are good for. */
function stateOf({ transactionCancelledAt, redeemedAt }: Voucher) {
  if (transactionCancelledAt)
    return { state: 'cancelled', tone: 'error', at: transactionCancelledAt } as const
  if (redeemedAt) return { state: 'used', tone: 'success', at: redeemedAt } as const
  return { state: 'unused', tone: 'waiting', at: undefined } as const
}

function Facts({ found, language }: { found: PurchaseCodes; language: Language }) {
  const { purchase, voucherCode, redeemCode } = found
  const said = codesWords[language]
  const { state, tone, at } = stateOf(purchase)
  const word = said.states[state]
  const named = at ? said.since(word, formatInstant(at, language)) : word
  const ends = (code: string | undefined) => (code ? `…${code.slice(-4)}` : '-')
  return (
    <parts.SummaryList
      rows={[
        { label: said.state, value: <parts.StatusTag tone={tone}>{named}</parts.StatusTag> },
        ...(purchase.redeemedAt
          ? [
              {
                label: said.usedBy,
                value: purchase.redeemedEmail ? maskEmail(purchase.redeemedEmail) : said.usedByInstitution,
              },
            ]
          : []),
        { label: said.voucher, value: voucherCode ? ends(voucherCode) : said.noVoucher },
        { label: said.redeem, value: ends(redeemCode) },
        { label: said.course, value: `${purchase.course} (${purchase.courseCode})` },
        { label: said.institution, value: purchase.institution },
        {
          label: said.schedule,
          value: purchase.startsAt ? formatInstant(purchase.startsAt, language) : said.whenever,
        },
        ...(purchase.place
          ? [{ label: placeWords[language].place, value: <Place place={purchase.place} /> }]
          : []),
        {
          label: said.boughtAt,
          value: `${purchase.storefront}, ${formatInstant(purchase.paidAt, language)}`,
        },
        { label: said.order, value: purchase.order?.orderNo ?? '-' },
        { label: said.buyer, value: maskEmail(purchase.buyer.email) },
      ]}
    />
  )
}
