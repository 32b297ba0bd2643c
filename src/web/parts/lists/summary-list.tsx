import type { Child } from 'hono/jsx'
import type { Link } from '../../site/link.ts'
import { useView } from '../view.ts'
import { words } from '../words.ts'

export interface SummaryRow {
  readonly label: string
  readonly value: Child
  /** where this answer is changed */
  readonly change?: Link
  /** the line that counts: the sum to pay */
  readonly total?: boolean
}

/** Answers to be checked, each with the way to change it. */
export function SummaryList(props: { rows: readonly SummaryRow[] }) {
  const said = words[useView().language]
  return (
    <dl class="summary">
      {props.rows.map((row) => (
        <div class={classOf(row)}>
          <dt>{row.label}</dt>
          <dd>{row.value}</dd>
          {row.change ? (
            <dd class="change">
              <a href={row.change}>
                {said.change}
                <span class="hidden"> {row.label}</span>
              </a>
            </dd>
          ) : (
            ''
          )}
        </div>
      ))}
    </dl>
  )
}

/** Rupiah stand right, beneath one another, where there is no room for a column of values. */
function classOf({ value, change, total }: SummaryRow): string | undefined {
  const amount = !change && typeof value === 'string' && /^-?Rp[\d.]+$/.test(value)
  return [amount && 'amount', total && 'total'].filter(Boolean).join(' ') || undefined
}
