import type { Rows } from '../../database/rows.ts'
import { type Queryable, rows, type Statement, statement } from '../../database/sql.ts'

/** A page of a table: its cells as text, and the mark that the next page goes on behind. */
type Paged = Extract<keyof Rows, `reports/pack-${string}`>
interface Page {
  readonly cells: string[] | undefined
  readonly mark: string[] | undefined
}

/** A table of the pack: its file, the heading of each column, and how its rows are read. */
export interface PackTable {
  readonly file: string
  readonly head: readonly string[]
  readonly sql: Statement<[mark: string[] | null, limit: number], Page>
}

interface TableOf {
  readonly file: string
  /** `name` where the column is called so, or `name: what it is` in SQL */
  readonly columns: readonly string[]
  readonly from: string
  /** what the rows are ordered by, each as `column::type` */
  readonly key: readonly string[]
}

const inUtc = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`
const at = (column: string) => `${column}: ${inUtc(column)}`

function table(name: string, { file, columns, from, key }: TableOf): PackTable {
  const parts = columns.map((column) => {
    const [head = '', sql = head] = column.split(/: (.*)/s)
    return { head, sql }
  })
  const keys = key.map((one) => one.split('::') as [string, string])
  const ordered = keys.map(([column]) => column).join(', ')
  const marks = keys.map(([, type], index) => `($1::text[])[${index + 1}]::${type}`).join(', ')
  const text = `
  select
    array[${parts.map(({ sql }) => `(${sql})::text`).join(', ')}] as cells,
    array[${keys.map(([column]) => `${column}::text`).join(', ')}] as mark
  from ${from}
  where $1::text[] is null or (${ordered}) > (${marks})
  order by ${ordered}
  limit $2
  `
  const sql = statement<[mark: string[] | null, limit: number], Paged>(`reports/pack-${name}` as Paged, text)
  return { file, head: parts.map(({ head }) => head), sql }
}

/** The tables of a pack. No column says who anybody is; what people wrote by hand stays in the console. */
export const packTables = {
  entries: table('entries', {
    file: 'ledger/entries.csv',
    columns: ['card_id', 'purchase_id', 'kind', 'serial', 'debit', 'credit', 'party_id', 'amount', at('at')],
    from: 'entry',
    key: ['card_id::bigint', 'purchase_id::bigint', 'kind::text', 'serial::smallint'],
  }),
  paymentEntries: table('payment-entries', {
    file: 'ledger/payment-entries.csv',
    columns: [
      ...['payment_entry_id', 'kind', 'debit', 'credit', 'party_id', 'payment_id', 'run_id'],
      ...['statement_line_id', 'bank_account_id', 'amount', at('at')],
    ],
    from: 'payment_entry',
    key: ['payment_entry_id::bigint'],
  }),
  contracts: table('contracts', {
    file: 'contracts.csv',
    columns: [
      ...[
        'contract_id',
        'storefront: client_code',
        'institution_id: contract.institution_id',
        'commission_bp',
        at('holds_from'),
      ],
      ...['approval_id', 'requested_by', 'approved_by'],
    ],
    from: 'contract join partner using (partner_id) left join approval using (approval_id)',
    key: ['contract_id::int'],
  }),
  runs: table('runs', {
    file: 'payments/runs.csv',
    columns: [
      ...[
        'run_id',
        'bank_account_id',
        at('as_of'),
        'made_by',
        'lines',
        'amount',
        "digest: encode(digest, 'hex')",
      ],
      ...[
        'second_from',
        'approval_id',
        'approved_by',
        'second_approval_id',
        'second_approved_by',
        'exported_by',
      ],
      ...[at('exported_at'), "pain_sha256: encode(pain_hash, 'hex')", "csv_sha256: encode(csv_hash, 'hex')"],
      ...['withdrawn_by', at('withdrawn_at')],
    ],
    from: 'payment_run',
    key: ['run_id::int'],
  }),
  lines: table('lines', {
    file: 'payments/lines.csv',
    columns: [
      ...[
        'run_id',
        'payment_id',
        'party_kind',
        "party_id: case when party_kind <> 'person' then party_id end",
      ],
      ...['items', 'gross', 'netted', 'amount', 'state: payment_line.state', 'waits_because'],
      // the code of the bank, not its words
      "bank_reason: substring(bank_reason from '^[A-Z0-9]{4}')",
      "digest: encode(digest, 'hex')",
    ],
    from: 'payment_line join payment using (payment_id)',
    key: ['run_id::int', 'payment_id::bigint'],
  }),
  approvals: table('approvals', {
    file: 'payments/approvals.csv',
    columns: [
      ...[
        'approval_id',
        'act',
        'subject',
        "amount: facts ->> 'amount'",
        "digest: facts ->> 'hash'",
        'requested_by',
      ],
      ...[at('requested_at'), 'approved_by', at('approved_at'), at('performed_at')],
    ],
    from: "(select * from approval where act in ('pay_run', 'pay_large_run')) approval",
    key: ['approval_id::bigint'],
  }),
  statements: table('statements', {
    file: 'bank/statements.csv',
    columns: [
      ...[
        'statement_id',
        'bank_account_id',
        'format',
        'reference',
        'sequence',
        'from_on',
        'until_on',
        'opening',
      ],
      ...['closing', 'lines', "file_sha256: encode(file_hash, 'hex')", 'imported_by', at('imported_at')],
    ],
    from: 'bank_statement',
    key: ['statement_id::int'],
  }),
  statementLines: table('statement-lines', {
    file: 'bank/lines.csv',
    columns: [
      ...[
        'statement_line_id',
        'statement_id',
        'line',
        'amount',
        'booked_on',
        'outcome',
        'payment_id',
        'decision',
      ],
      ...['decided_payment_id', 'decided_by', at('decided_at')],
    ],
    from: 'statement_line',
    key: ['statement_line_id::bigint'],
  }),
  differences: table('differences', {
    file: 'reconciliation/differences.csv',
    columns: [
      ...[
        'difference_id',
        'kind: difference.kind',
        'storefront: client_code',
        'day',
        'subject',
        'ours',
        'theirs',
      ],
      ...['found_by', at('found_at'), 'decision', 'decided_by', at('decided_at')],
    ],
    from: 'difference left join partner using (partner_id)',
    key: ['difference_id::bigint'],
  }),
} as const

const rowsAtOnce = 10_000

/** The rows of a table of the pack, page by page, in the order of its key. */
export async function* packRows(db: Queryable, { sql }: PackTable): AsyncGenerator<string[][]> {
  for (let mark: string[] | undefined; ; ) {
    const page = await rows(db, sql, [mark, rowsAtOnce])
    if (page.length > 0) yield page.map(({ cells }) => cells!)
    if (page.length < rowsAtOnce) return
    mark = page.at(-1)!.mark
  }
}
