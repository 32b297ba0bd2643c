import { formatRupiah } from '../../../kernel/rupiah.ts'
import { formatDate } from '../../../kernel/wib.ts'
import type { Incentive } from '../../../learning/incentives/incentives.ts'
import * as parts from '../../parts/parts.ts'
import { incentiveWords } from '../../portal/incentive-words.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { words } from './people-words.ts'

/** The instalments of somebody's incentive, as they see them themselves; nothing where none is planned. */
export function IncentiveTable(props: {
  instalments: readonly Incentive[]
  language: ConsoleRequest['language']
}) {
  const { instalments, language } = props
  const said = words[language]
  const named = incentiveWords[language]
  if (instalments.length === 0) return ''
  return (
    <parts.Table
      caption={named.title}
      columns={[
        { label: named.title },
        { label: said.dueOn },
        { label: said.amount, right: true },
        { label: said.state },
        { label: said.why },
      ]}
      rows={instalments.map(({ kind, number, dueAt, amount, state, bankReason }) => [
        named[kind](number),
        formatDate(dueAt, language),
        formatRupiah(amount),
        named.states[state],
        bankReason ?? '-',
      ])}
    />
  )
}
