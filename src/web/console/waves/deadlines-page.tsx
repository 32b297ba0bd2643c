import { deadlineOverview, type WaveDeadline } from '../../../deadlines/deadline-overview.ts'
import { waveHolds } from '../../../deadlines/wave-holds.ts'
import { formatRupiah } from '../../../kernel/rupiah.ts'
import { formatDeadline, formatInstant } from '../../../kernel/wib.ts'
import { inWib } from '../../../lists/csv-text.ts'
import * as parts from '../../parts/parts.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { words } from '../console-words.ts'
import { csvAnswer, wantsCsv } from '../csv.ts'
import { consolePage, Nothing, whole } from '../page.tsx'
import { HoldNotice } from './wave-deadline.tsx'

/** `/konsol/tenggat`: what deadlines there are, and what became of them. */
export async function deadlinesPage(request: ConsoleRequest): Promise<Response> {
  const { ctx, language } = request
  const said = words[language]
  const now = ctx.clock.now()
  const { waves, due, countedAt } = await deadlineOverview(ctx.db, now)
  const holds = await waveHolds(ctx.db)
  if (wantsCsv(request.c))
    return csvAnswer(
      request.c,
      'tenggat',
      [
        'year',
        'wave',
        inWib('first_purchase_before'),
        inWib('usable_before'),
        'cards',
        'waiting',
        'bought',
        'suspended',
        'revoked',
        'forfeited',
      ],
      waves.map((at) => [
        at.year,
        at.number,
        at.firstPurchaseBefore,
        at.usableBefore,
        at.cards,
        at.waiting,
        at.bought,
        at.suspended,
        at.revoked,
        at.forfeited,
      ]),
    )
  return consolePage(
    request,
    { title: said.deadlines, csv: true },
    <>
      {holds.map((hold) => (
        <HoldNotice hold={hold} language={language} />
      ))}
      <p class="lead">{said.due(due)}</p>
      <CountedAt countedAt={countedAt} now={now} language={language} />
      {waves.length === 0 ? (
        <Nothing language={language} />
      ) : (
        <DeadlineTable waves={waves} caption={said.deadlines} language={language} />
      )}
    </>,
  )
}

/** Says when the cards were counted, where that was not just now. */
export function CountedAt(props: { countedAt: Date; now: Date; language: ConsoleRequest['language'] }) {
  const { countedAt, now, language } = props
  if (countedAt.getTime() === now.getTime()) return ''
  return <p>{words[language].countedAt(formatInstant(countedAt, language))}</p>
}

export function DeadlineTable(props: {
  waves: readonly WaveDeadline[]
  caption: string
  language: ConsoleRequest['language']
}) {
  const { language } = props
  const said = words[language]
  return (
    <parts.Table
      caption={props.caption}
      columns={[
        { label: said.wave },
        { label: said.firstPurchase },
        { label: said.usable },
        { label: said.cards, right: true },
        { label: said.waiting, right: true },
        { label: said.bought, right: true },
        { label: said.suspended, right: true },
        { label: said.revoked, right: true },
        { label: said.forfeited, right: true },
      ]}
      rows={props.waves.map((at) => [
        <a href={`/konsol/gelombang/${at.waveId}`}>{said.waveOf(String(at.number), String(at.year))}</a>,
        formatDeadline(at.firstPurchaseBefore, language),
        formatDeadline(at.usableBefore, language),
        whole(at.cards, language),
        whole(at.waiting, language),
        whole(at.bought, language),
        whole(at.suspended, language),
        whole(at.revoked, language),
        formatRupiah(at.forfeited),
      ])}
    />
  )
}
