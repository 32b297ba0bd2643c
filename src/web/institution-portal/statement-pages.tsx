import { formatRupiah } from '../../kernel/rupiah.ts'
import { formatDate, type Language, startOfWibDate } from '../../kernel/wib.ts'
import type { InstitutionUser } from '../../learning/institution-portal/users.ts'
import type { Part } from '../../ledger/rules.ts'
import { inWib } from '../../lists/csv-text.ts'
import { institutionStatement, type StatementLine } from '../../money/institution-statement.ts'
import { linesOfParty, positionOf } from '../../money/runs/party-payments.ts'
import type { Line } from '../../money/runs/runs.ts'
import * as parts from '../parts/parts.ts'
import { LineTable } from '../payments/line-table.tsx'
import { paymentWords } from '../payments/payment-words.ts'
import { pageNumber } from '../site/page-number.ts'
import {
  csvFile,
  type InstitutionPortalDeps,
  institutionPortalPage,
  type Request,
} from './institution-portal.tsx'
import { institutionPortalWords } from './institution-portal-words.ts'
import { statementWords } from './statement-words.ts'

const onPage = 50

const wordsOf = (language: Language) => ({ ...institutionPortalWords[language], ...statementWords[language] })

/** `/mitra/pembayaran`: what is due and what is held, and why; with `.csv` all of it as a file. */
export async function statementPage(
  c: Request,
  deps: InstitutionPortalDeps,
  user: InstitutionUser,
): Promise<Response> {
  const language = c.get('language')
  const said = wordsOf(language)
  const { lines, totals } = await institutionStatement(deps.ctx, user.institutionId, {
    withSandbox: deps.demo,
  })
  if (c.req.path.endsWith('.csv')) return statementFile(c, lines)
  const own = { kind: 'institution', id: String(user.institutionId) }
  const [payments, position] = await Promise.all([
    linesOfParty(deps.ctx.db, own),
    positionOf(deps.ctx.db, own),
  ])
  return institutionPortalPage(
    c,
    said.payments,
    <>
      <p class="lead">{said.statementLead}</p>
      <p>
        <a href="/mitra/rekening">{said.account}</a>
      </p>
      <Sums totals={totals} position={position} language={language} />
      {payments.length > 0 ? (
        <>
          <h2>{paymentWords[language].payments}</h2>
          <LineTable
            caption={paymentWords[language].payments}
            lines={payments}
            language={language}
            first={{ label: paymentWords[language].at, cell: (line) => dayOf(line, language) }}
          />
          <h2>{said.byPurchase}</h2>
        </>
      ) : (
        ''
      )}
      {lines.length === 0 ? (
        <parts.EmptyState title={said.noPayments}>
          <p>{said.noPaymentsText}</p>
        </parts.EmptyState>
      ) : (
        <StatementLines lines={lines} number={pageNumber(c)} language={c.get('language')} />
      )}
    </>,
    { wide: true },
  )
}

/** What is due, where the money is, and what is held: beside each other where there is room. */
function Sums(props: {
  totals: Awaited<ReturnType<typeof institutionStatement>>['totals']
  position: Awaited<ReturnType<typeof positionOf>>
  language: Language
}) {
  const { totals, position, language } = props
  const said = wordsOf(language)
  return (
    <div class="sums">
      <parts.SummaryList
        rows={[
          { label: said.due, value: formatRupiah(totals.due), total: true },
          { label: said.paidOut, value: formatRupiah(position.paidOut) },
          { label: said.atBank, value: formatRupiah(position.atBank) },
          { label: said.payable, value: formatRupiah(position.payable) },
          ...(position.owed > 0 ? [{ label: said.owed, value: formatRupiah(position.owed) }] : []),
          { label: said.held, value: formatRupiah(totals.held) },
        ]}
      />
    </div>
  )
}

/** When a line was paid by the bank's word, else when it was ordered or computed. */
function dayOf({ paidOn, exportedAt, asOf }: Line, language: Language): string {
  return formatDate(paidOn ? startOfWibDate(paidOn) : (exportedAt ?? asOf), language)
}

function statementFile(c: Request, lines: readonly StatementLine[]): Response {
  const columns =
    'harga komisi_toko saat_ditukar keadaan_saat_ditukar saat_selesai keadaan_saat_selesai penyelesaian'
  const cells = lines.map(({ redeem, completion, ...line }) => [
    line.invoiceCode,
    line.storefront,
    line.course,
    line.paidAt,
    String(line.price),
    String(line.commission),
    String(redeem.amount),
    redeem.state,
    String(completion.amount),
    completion.state,
    line.reported ? 'dilaporkan' : '',
  ])
  return csvFile(c, 'pembayaran', [
    ['tagihan', 'toko', 'pelatihan', inWib('dibayar'), ...columns.split(' ')],
    ...cells,
  ])
}

function StatementLines(props: { lines: readonly StatementLine[]; number: number; language: Language }) {
  const { lines, number, language } = props
  const said = wordsOf(language)
  const part = ({ amount, state, since }: Part) => {
    const until =
      state === 'held_reported' && since ? `, ${said.restsUntil(formatDate(since, language))}` : ''
    return `${formatRupiah(amount)} (${said.partStates[state]}${until})`
  }
  return (
    <>
      <parts.LinkButton href="/mitra/pembayaran.csv" look="second">
        {said.download}
      </parts.LinkButton>
      <parts.Table
        caption={said.payments}
        captionHidden
        columns={[
          { label: said.paidAt },
          { label: said.course },
          { label: said.invoice },
          { label: said.priceOf, right: true },
          { label: said.commissionOf, right: true },
          { label: said.atRedeem },
          { label: said.atCompletion },
        ]}
        rows={lines
          .slice((number - 1) * onPage, number * onPage)
          .map((line) => [
            formatDate(line.paidAt, language),
            line.course,
            line.invoiceCode,
            formatRupiah(line.price),
            formatRupiah(line.commission),
            part(line.redeem),
            line.reported && line.completion.state === 'due'
              ? `${part(line.completion)}, ${said.asReported}`
              : part(line.completion),
          ])}
      />
      <parts.Pagination
        current={number}
        count={Math.ceil(lines.length / onPage)}
        href={(page) => `/mitra/pembayaran?halaman=${page}`}
      />
    </>
  )
}
