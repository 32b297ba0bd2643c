import { formatRupiah } from '../../../kernel/rupiah.ts'
import { endToEndId } from '../../../money/runs/payment-reference.ts'
import {
  findPayment,
  itemsOfPayment,
  keyOfItem,
  type Moved,
  type PaymentItem,
} from '../../../money/runs/runs.ts'
import { errorPage } from '../../http/errors.tsx'
import * as parts from '../../parts/parts.ts'
import { LineTable, payeeOf } from '../../payments/line-table.tsx'
import { paymentWords } from '../../payments/payment-words.ts'
import { casePanel } from '../cases/case-panel.tsx'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { moneyWords } from '../money/money-words.ts'
import { instant } from '../page.tsx'
import { type ListColumn, listPage } from '../parts/list-page.tsx'
import { rowsByKey } from '../parts/list-parts.tsx'

/** `/konsol/keuangan/pembayaran/:run/:payment`: every try to pay it, how its money moved, and the entries that it pays. */
export async function paymentPage(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, language } = request
  const id = c.req.param('payment') ?? ''
  const payment = /^[1-9]\d{0,17}$/.test(id) ? await findPayment(ctx.db, id) : undefined
  if (!payment) return errorPage(c, 404)
  const said = paymentWords[language]
  const page = await rowsByKey(c, (after, limit) => itemsOfPayment(ctx.db, id, { after, limit }), keyOfItem)
  const { runId } = payment.tries[0]!
  return listPage(request, {
    title: `${payeeOf(payment.tries[0]!, offers(request, 'see_people'), language)} ${endToEndId(id)}`,
    place: `/konsol/keuangan/pembayaran/${runId}/${id}`,
    file: `pembayaran-${id}`,
    columns: itemColumns(request),
    ...page,
    before: (
      <>
        <h2>{said.tries}</h2>
        <LineTable
          caption={said.tries}
          lines={payment.tries}
          language={language}
          first={{
            label: said.run,
            cell: (one) => <a href={`/konsol/keuangan/pembayaran/${one.runId}`}>{one.runId}</a>,
          }}
        />
        {payment.moved.length > 0 ? <MovedTable moved={payment.moved} language={language} /> : ''}
        <h2>{said.items}</h2>
      </>
    ),
    after: await casePanel(request, { kind: 'incentive', subject: id }),
  })
}

function MovedTable({ moved, language }: { moved: readonly Moved[]; language: ConsoleRequest['language'] }) {
  const said = paymentWords[language]
  const accounts: Readonly<Record<string, string>> = moneyWords[language].accounts
  return (
    <>
      <h2>{said.moved}</h2>
      <parts.Table
        caption={said.moved}
        captionHidden
        columns={[
          { label: said.at },
          { label: said.from },
          { label: said.to },
          { label: said.amount, right: true },
          { label: said.statement },
        ]}
        rows={moved.map((one) => [
          instant(one.at, language),
          accounts[one.debit] ?? one.debit,
          accounts[one.credit] ?? one.credit,
          formatRupiah(Number(one.amount)),
          one.statement ? `${one.statement}, ${one.line}` : '-',
        ])}
      />
    </>
  )
}

function itemColumns(request: ConsoleRequest): ListColumn<PaymentItem>[] {
  const said = paymentWords[request.language]
  const invoiceOf = (item: PaymentItem) => item.invoiceCode ?? item.purchaseId
  return [
    { label: said.at, instants: true, cell: (item) => item.at },
    { label: said.kind, cell: (item) => said.kinds[item.kind] ?? item.kind },
    { label: said.course, cell: (item) => item.course },
    {
      label: said.invoice,
      cell: invoiceOf,
      show: (item) =>
        offers(request, 'see_people') ? (
          <a href={`/konsol/orang/${item.personId}`}>{invoiceOf(item)}</a>
        ) : (
          invoiceOf(item)
        ),
    },
    {
      label: said.amount,
      right: true,
      cell: (item) => item.amount,
      show: (item) => formatRupiah(item.amount),
    },
  ]
}
