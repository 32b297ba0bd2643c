import { redeemPlace } from '../../../catalogue/redeem-place.ts'
import { sentenceOf } from '../../../kernel/refusal.ts'
import { formatInstant } from '../../../kernel/wib.ts'
import {
  listReplacedVouchers,
  purchaseOfTypedCode,
  type ReplacedVoucher,
} from '../../../learning/redeem/code-of-purchase.ts'
import {
  codesOfList,
  mostReplaced,
  type ReplacedOne,
  replaceVouchers,
} from '../../../learning/redeem/replace-vouchers.ts'
import { replaceRefusals } from '../../../learning/redeem/rules.ts'
import type { Voucher } from '../../../learning/redeem/voucher.ts'
import { field } from '../../http/form-fields.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import { goTo } from '../../site/link.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { type Shown, whole } from '../page.tsx'
import { type ListColumn, listPage } from '../parts/list-page.tsx'
import { Act, asked, Filter, rowsAsked } from '../parts/list-parts.tsx'
import { codesWords } from './codes-words.ts'

type Language = ConsoleRequest['language']

const findForm = form((language) => {
  const { code, codeHint: hint } = codesWords[language]
  return { kode: ask.text(field.text(80), code, { hint, maxlength: 80, autocomplete: 'off' }) }
})

const manyForm = form((language) => {
  const said = codesWords[language]
  return {
    daftar: ask.text(field.text(20_000), said.codes, { lines: 6, maxlength: 20_000 }),
    alasan: ask.text(field.text(300), said.reason, { hint: said.reasonHint, maxlength: 300 }),
  }
})

/** `/konsol/kode`: a purchase by its code, codes that leaked, and those that were replaced. */
export async function codesPage(
  request: ConsoleRequest,
  shown: Shown & { readonly came?: readonly ReplacedOne[] } = {},
): Promise<Response> {
  const { c, ctx, language } = request
  const said = codesWords[language]
  const words = asked(c, 'kata') || undefined
  const { vouchers, total } = await listReplacedVouchers(ctx.db, { words, ...rowsAsked(c) })
  return listPage(
    request,
    {
      title: said.title,
      lead: said.lead,
      place: '/konsol/kode',
      file: 'voucher-diganti',
      columns: columnsOf(language),
      rows: vouchers,
      total,
      filter: <Finding request={request} words={words} shown={shown} />,
    },
    shown,
  )
}

/** What is done with codes, and the filter of those that were replaced. */
function Finding(props: {
  request: ConsoleRequest
  words: string | undefined
  shown: Shown & { readonly came?: readonly ReplacedOne[] }
}) {
  const { request, words, shown } = props
  const { c, language } = request
  const said = codesWords[language]
  return (
    <>
      {shown.came ? <Came came={shown.came} language={language} /> : ''}
      <parts.Form action="/konsol/kode" button={said.find}>
        {findForm.fields(c, shown)}
      </parts.Form>
      {offers(request, 'run_learning') ? (
        <Act
          title={said.many}
          text={said.manyText(whole(mostReplaced, language))}
          action="/konsol/kode/ganti"
          button={said.replaceMany}
        >
          {manyForm.fields(c, shown)}
        </Act>
      ) : (
        ''
      )}
      <h2>{said.replaced}</h2>
      <Filter action="/konsol/kode" language={language}>
        <parts.Field name="kata" label={said.words} value={words} maxlength={100} optional />
      </Filter>
    </>
  )
}

/** Leads from a code to its purchase. */
export async function findCode(request: ConsoleRequest): Promise<Response> {
  const answers = await findForm.read(request.c)
  if (!answers.ok) return codesPage(request, answers)
  const found = await purchaseOfTypedCode(request.ctx.db, answers.values.kode)
  if (!found)
    return codesPage(request, { problem: codesWords[request.language].unknown, typed: answers.typed })
  const { cardId, purchaseId, codeCancelledAt } = found.purchase
  const at = `/konsol/kode/${cardId}/${purchaseId}` as const
  return goTo(request.c, codeCancelledAt ? `${at}?kabar=code_was_replaced` : at)
}

/** Replaces every code of a pasted list, and says what became of each. */
export async function submitReplaceMany(request: ConsoleRequest): Promise<Response> {
  const answers = await manyForm.read(request.c)
  if (!answers.ok) return codesPage(request, answers)
  const codes = codesOfList(answers.values.daftar)
  if (codes.length > mostReplaced) {
    const problem = codesWords[request.language].tooMany(whole(mostReplaced, request.language))
    return codesPage(request, { problem, typed: answers.typed })
  }
  const reason = answers.values.alasan
  const came = await replaceVouchers(
    request.ctx,
    { codes, reason, redeemLink: redeemLinkOf(request) },
    request.actor,
  )
  request.deps.onMessages()
  return codesPage(request, { came })
}

/** Where the voucher of a purchase is redeemed, as its buyer's email says it. */
export function redeemLinkOf({ deps }: ConsoleRequest) {
  return ({ institutionSlug, redeemUrl, courseCode }: Voucher) =>
    new URL(redeemPlace({ slug: institutionSlug, redeemUrl }, courseCode), deps.link('/')).href
}

function Came({ came, language }: { came: readonly ReplacedOne[]; language: Language }) {
  const said = codesWords[language]
  const done = came.filter(({ refusal }) => refusal === undefined).length
  return (
    <>
      <parts.Notice
        tone={done === came.length ? 'success' : 'warning'}
        title={said.cameCount(whole(done, language), whole(came.length, language))}
      />
      <parts.Table
        caption={said.came}
        columns={[{ label: said.ending }, { label: said.result }]}
        rows={came.map(({ tail, refusal }) => [
          `…${tail}`,
          refusal === undefined ? said.replacedNow : sentenceOf(replaceRefusals, refusal, {}, language),
        ])}
      />
    </>
  )
}

function columnsOf(language: Language): ListColumn<ReplacedVoucher>[] {
  const said = codesWords[language]
  return [
    {
      label: said.replacedAt,
      cell: (one) => one.replacedAt,
      show: (one) => (
        <a href={`/konsol/kode/${one.cardId}/${one.purchaseId}`}>{formatInstant(one.replacedAt, language)}</a>
      ),
    },
    { label: said.ending, cell: (one) => `…${one.tail}` },
    { label: said.course, cell: (one) => one.course },
    { label: said.institution, cell: (one) => one.institution },
    { label: said.reason, cell: (one) => one.because },
  ]
}
