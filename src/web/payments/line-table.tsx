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

/** Lines of payments: to whom, to which account, how much of what, and where each stands. */
export function LineTable(props: {
  caption: string
  lines: readonly Line[]
  language: Language
  /** what the first column says, and where it leads */
  first: { readonly label: string; cell(line: Line): Child }
}) {
  const { caption, lines, language, first } = props
  const said = paymentWords[language]
  return (
    <parts.Table
      caption={caption}
      captionHidden
      columns={[
        { label: first.label },
        { label: said.reference },
        { label: said.account },
        { label: said.gross, right: true },
        { label: said.netted, right: true },
        { label: said.amount, right: true },
        { label: said.state },
        { label: said.why },
      ]}
      rows={lines.map((line) => [
        first.cell(line),
        endToEndId(line.paymentId),
        line.provider ? shownAccount({ provider: line.provider, numberTail: line.numberTail ?? '' }) : '-',
        formatRupiah(Number(line.gross)),
        Number(line.netted) > 0 ? formatRupiah(Number(line.netted)) : '-',
        formatRupiah(Number(line.amount)),
        <parts.StatusTag tone={tones[line.state]}>{said.lineStates[line.state]}</parts.StatusTag>,
        whyOf(line, language) || '-',
      ])}
    />
  )
}
