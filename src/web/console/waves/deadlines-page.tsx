import { deadlineOverview, type WaveDeadline } from '../../../deadlines/deadline-overview.ts'
import { waveHolds } from '../../../deadlines/wave-holds.ts'
import { formatRupiah } from '../../../kernel/rupiah.ts'
import { formatDeadline, formatInstant } from '../../../kernel/wib.ts'
import * as parts from '../../parts/parts.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { words } from '../console-words.ts'
import { whole } from '../page.tsx'
import { type ListColumn, listPage } from '../parts/list-page.tsx'
import { HoldNotice } from './wave-deadline.tsx'

/** `/konsol/tenggat`: what deadlines there are, and what became of them. */
export async function deadlinesPage(request: ConsoleRequest): Promise<Response> {
  const { ctx, language } = request
  const said = words[language]
  const now = ctx.clock.now()
  const [{ waves, due, countedAt }, holds] = await Promise.all([
    deadlineOverview(ctx.db, now),
    waveHolds(ctx.db),
  ])
  return listPage(request, {
    title: said.deadlines,
    place: '/konsol/tenggat',
    file: 'tenggat',
    columns: columnsOf(language),
    rows: waves,
    before: (
      <>
        {holds.map((hold) => (
          <HoldNotice hold={hold} language={language} />
        ))}
        <p class="lead">{said.due(due)}</p>
        <CountedAt countedAt={countedAt} now={now} language={language} />
      </>
    ),
  })
}

/** Says when the cards were counted, where that was not just now. */
export function CountedAt(props: { countedAt: Date; now: Date; language: ConsoleRequest['language'] }) {
  const { countedAt, now, language } = props
  if (countedAt.getTime() === now.getTime()) return ''
  return <p>{words[language].countedAt(formatInstant(countedAt, language))}</p>
}

/** The same as a table of another page. */
export function DeadlineTable(props: {
  waves: readonly WaveDeadline[]
  caption: string
  language: ConsoleRequest['language']
}) {
  const { language, waves, caption } = props
  const columns = columnsOf(language)
  return (
    <parts.Table
      caption={caption}
      columns={columns.map(({ label, right }) => ({ label, ...(right && { right }) }))}
      rows={waves.map((at) =>
        columns.map(({ cell, show }) => (show ? show(at) : whole(Number(cell?.(at)), language))),
      )}
    />
  )
}

function columnsOf(language: ConsoleRequest['language']): ListColumn<WaveDeadline>[] {
  const said = words[language]
  const name = (at: WaveDeadline) => said.waveOf(String(at.number), String(at.year))
  const count = (key: 'cards' | 'waiting' | 'bought' | 'suspended' | 'revoked') => ({
    label: said[key],
    key,
    right: true,
    cell: (at: WaveDeadline) => at[key],
  })
  return [
    {
      label: said.wave,
      key: 'gelombang',
      cell: name,
      show: (at) => (
        <a href={`/konsol/gelombang/${at.waveId}`} class="number">
          {name(at)}
        </a>
      ),
    },
    {
      label: said.firstPurchase,
      key: 'pertama',
      cell: (at) => at.firstPurchaseBefore,
      show: (at) => formatDeadline(at.firstPurchaseBefore, language),
    },
    {
      label: said.usable,
      key: 'habis',
      cell: (at) => at.usableBefore,
      show: (at) => formatDeadline(at.usableBefore, language),
    },
    count('cards'),
    count('waiting'),
    count('bought'),
    count('suspended'),
    count('revoked'),
    {
      label: said.forfeited,
      key: 'forfeited',
      right: true,
      cell: (at) => at.forfeited,
      show: (at) => formatRupiah(at.forfeited),
    },
  ]
}
