import type { Child } from 'hono/jsx'
import { formatRupiah } from '../../kernel/rupiah.ts'
import type { Language } from '../../kernel/wib.ts'
import { shownAccount } from '../../money/accounts/providers.ts'
import { endToEndId } from '../../money/runs/payment-reference.ts'
import type { Line } from '../../money/runs/runs.ts'
import * as parts from '../parts/parts.ts'
import { paymentWords } from './payment-words.ts'

const tones = {
  waiting: 'warning',
  ready: 'quiet',
  withdrawn: 'quiet',
  ordered: 'waiting',
  paid: 'success',
  refused: 'error',
  returned: 'error',
} as const

/** Why a line waits, or came back, in words. */
export function whyOf({ waitsBecause, bankReason }: Line, language: Language): string {
  return [waitsBecause && paymentWords[language].waits[waitsBecause], bankReason].filter(Boolean).join('; ')
}

/** Who is paid by a line, as whoever looks may know them: of participants the name takes the right to see people. */
export function payeeOf(
  { party, partyKind, partyId }: Line,
  seesPeople: boolean,
  language: Language,
): string {
  const named = partyKind === 'person' && !seesPeople ? undefined : party
  return named ?? `${paymentWords[language].partyKinds[partyKind]} ${partyId}`
}

/** A column of lines, as lists of the console have them, too. */
interface LineColumn {
  readonly label: string
  readonly right?: boolean
  readonly cell: (line: Line) => string | number | undefined
  readonly show?: (line: Line) => Child
}

/** Lines of payments: to which account, how much of what, and where each stands. */
export function lineColumns(language: Language): LineColumn[] {
  const said = paymentWords[language]
  const money = (label: string, key: 'gross' | 'netted' | 'amount') => ({
    label,
    right: true,
    cell: (line: Line) => Number(line[key]),
    show: (line: Line) => formatRupiah(Number(line[key])),
  })
  return [
    { label: said.reference, cell: (line) => endToEndId(line.paymentId) },
    {
      label: said.account,
      cell: ({ provider, numberTail = '' }) => provider && shownAccount({ provider, numberTail }),
    },
    money(said.gross, 'gross'),
    {
      ...money(said.netted, 'netted'),
      show: ({ netted }) => (Number(netted) > 0 ? formatRupiah(Number(netted)) : '-'),
    },
    money(said.amount, 'amount'),
    {
      label: said.state,
      cell: (line) => said.lineStates[line.state],
      show: (line) => (
        <parts.StatusTag tone={tones[line.state]}>{said.lineStates[line.state]}</parts.StatusTag>
      ),
    },
    { label: said.why, cell: (line) => whyOf(line, language) },
  ]
}

/** The same as a table of a page. */
export function LineTable(props: {
  caption: string
  lines: readonly Line[]
  language: Language
  /** what the first column says, and where it leads */
  first: { readonly label: string; cell(line: Line): Child }
}) {
  const { caption, lines, language, first } = props
  const columns = lineColumns(language)
  return (
    <parts.Table
      caption={caption}
      captionHidden
      columns={[{ label: first.label }, ...columns.map(({ label, right = false }) => ({ label, right }))]}
      rows={lines.map((line) => [
        first.cell(line),
        ...columns.map(({ cell, show }) => (show ? show(line) : cell(line) || '-')),
      ])}
    />
  )
}
