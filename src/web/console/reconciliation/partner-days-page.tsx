import { wibDate } from '../../../kernel/wib.ts'
import { moneySentence } from '../../../ledger/money-sentence.ts'
import { findStorefront, keyOfDay, listDays } from '../../../reconciliation/close-days.ts'
import { type InvoiceMoney, moneyOfInvoice } from '../../../reconciliation/invoice-money.ts'
import { type DayFormat, dayAs, readDay } from '../../../reconciliation/read-day.ts'
import { signFile } from '../../../reconciliation/sign-file.ts'
import { errorPage } from '../../http/errors.tsx'
import * as parts from '../../parts/parts.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { instant } from '../page.tsx'
import { listPage } from '../parts/list-page.tsx'
import { rowsByKey } from '../parts/list-parts.tsx'
import { dayColumns, Files } from './reconciliation-page.tsx'
import { reconciliationWords } from './reconciliation-words.ts'

/** `/konsol/keuangan/rekonsiliasi/:partner`: the days of a storefront, and where the money of one of its invoices is. */
export async function partnerDaysPage(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, language } = request
  const partner = await findStorefront(ctx.db, c.req.param('partner') ?? '')
  if (!partner) return errorPage(c, 404)
  const said = reconciliationWords[language]
  const asked = c.req.query('invoice')?.trim().slice(0, 128)
  const { clientCode, name, partnerId } = partner
  const [page, invoice] = await Promise.all([
    rowsByKey(
      c,
      (after, limit) => listDays(ctx.db, { partnerId, each: limit, most: limit, after }),
      keyOfDay,
    ),
    asked ? moneyOfInvoice(ctx.db, partnerId, asked) : undefined,
  ])
  return listPage(request, {
    title: `${said.title}: ${name}`,
    place: `/konsol/keuangan/rekonsiliasi/${clientCode}`,
    file: `rekonsiliasi-${clientCode}`,
    columns: dayColumns(language),
    ...page,
    before: (
      <p>
        {said.today}: <Files partner={clientCode} day={wibDate(ctx.clock.now())} language={language} />
      </p>
    ),
    after: (
      <>
        <section class="panel stack">
          <h2>{said.invoice}</h2>
          <form method="get" action={`/konsol/keuangan/rekonsiliasi/${clientCode}`} class="form" novalidate>
            <parts.Field
              name="invoice"
              label={said.invoiceCode}
              value={asked}
              autocomplete="off"
              maxlength={128}
            />
            <parts.Button look="second">{said.find}</parts.Button>
          </form>
          {invoice ? <Invoice invoice={invoice} language={language} /> : ''}
          {asked && !invoice ? <parts.Notice tone="warning" title={said.invoiceUnknown} /> : ''}
        </section>
        <p>
          <a href="/konsol/keuangan/rekonsiliasi">{said.title}</a>
        </p>
      </>
    ),
  })
}

function Invoice({ invoice, language }: { invoice: InvoiceMoney; language: ConsoleRequest['language'] }) {
  const said = reconciliationWords[language]
  const at = (label: string, when: Date | undefined) =>
    when ? [{ label, value: instant(when, language) }] : []
  return (
    <parts.SummaryList
      rows={[
        { label: said.invoiceCode, value: invoice.invoiceCode },
        { label: said.transaction, value: invoice.transactionCode },
        { label: said.course, value: invoice.course },
        ...at(said.paidAt, invoice.paidAt),
        ...at(said.happenings.redeem, invoice.redeemedAt),
        ...at(said.happenings.completion, invoice.finishedAt),
        ...at(said.happenings.cancellation, invoice.cancelledAt),
        { label: said.money, value: moneySentence(invoice.money, language) },
      ]}
    />
  )
}

/** `.../2026-11-28.json`, `.csv`, and `.json.jws`, `.csv.jws`: the bytes that the API answers and the command writes. */
export async function dayFileAnswer(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, deps } = request
  const asked = /^(\d{4}-\d{2}-\d{2})\.(json|csv)(\.jws)?$/.exec(c.req.param('file') ?? '')
  const partner = await findStorefront(ctx.db, c.req.param('partner') ?? '')
  if (!asked || !partner) return errorPage(c, 404)
  const [, day = '', format, signature] = asked
  const read = await readDay(deps.reconciling, partner, day)
  if (!read.ok || (signature && !read.value.final)) return errorPage(c, 404)
  const bytes = dayAs(format as DayFormat, read.value)
  const type = format === 'json' ? 'application/json' : 'text/csv; charset=utf-8'
  return c.body(signature ? `${await signFile(deps.reconciling, bytes)}\n` : bytes, 200, {
    'content-type': signature ? 'application/jose' : type,
    'content-disposition': `attachment; filename="${partner.clientCode}-${asked[0]}"`,
  })
}
