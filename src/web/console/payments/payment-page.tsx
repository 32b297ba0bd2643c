import { formatRupiah } from '../../../kernel/rupiah.ts'
import { endToEndId } from '../../../money/runs/payment-reference.ts'
import { findPayment, itemsOfPayment, type Moved, type PaymentItem } from '../../../money/runs/runs.ts'
import { errorPage } from '../../http/errors.tsx'
import * as parts from '../../parts/parts.ts'
import { LineTable, payeeOf } from '../../payments/line-table.tsx'
import { paymentWords } from '../../payments/payment-words.ts'
import { casePanel } from '../cases/case-panel.tsx'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { moneyWords } from '../money/money-words.ts'
import { consolePage, instant, whole } from '../page.tsx'

const shownItems = 500

/** `/konsol/keuangan/pembayaran/:run/:payment`: every try to pay it, how its money moved, and the entries that it pays. */
export async function paymentPage(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, language } = request
  const id = c.req.param('payment') ?? ''
  const payment = /^[1-9]\d{0,17}$/.test(id) ? await findPayment(ctx.db, id) : undefined
  if (!payment) return errorPage(c, 404)
  const said = paymentWords[language]
  const items = await itemsOfPayment(ctx.db, id, { limit: shownItems })
  return consolePage(
    request,
    {
      title: `${payeeOf(payment.tries[0]!, offers(request, 'see_people'), language)} ${endToEndId(id)}`,
    },
    <>
      <h2>{said.tries}</h2>
      <LineTable
        caption={said.tries}
        lines={payment.tries}
        language={language}
        first={{
          label: said.run,
          cell: ({ runId }) => <a href={`/konsol/keuangan/pembayaran/${runId}`}>{runId}</a>,
        }}
      />
      {payment.moved.length > 0 ? <MovedTable moved={payment.moved} language={language} /> : ''}
      <Items items={items} language={language} linked={offers(request, 'see_people')} />
      {await casePanel(request, { kind: 'incentive', subject: id })}
    </>,
  )
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

function Items(props: {
  items: readonly PaymentItem[]
  language: ConsoleRequest['language']
  linked: boolean
}) {
  const { items, language, linked } = props
  const said = paymentWords[language]
  return (
    <>
      <h2>{said.items}</h2>
      <parts.Table
        caption={said.items}
        captionHidden
        columns={[
          { label: said.at },
          { label: said.kind },
          { label: said.course },
          { label: said.invoice },
          { label: said.amount, right: true },
        ]}
        rows={items.map((item) => [
          instant(item.at, language),
          said.kinds[item.kind] ?? item.kind,
          item.course ?? '-',
          linked ? (
            <a href={`/konsol/orang/${item.personId}`}>{item.invoiceCode ?? item.purchaseId}</a>
          ) : (
            (item.invoiceCode ?? item.purchaseId)
          ),
          formatRupiah(item.amount),
        ])}
      />
      {items.length === shownItems ? <p>{said.moreItems(whole(shownItems, language))}</p> : ''}
    </>
  )
}
