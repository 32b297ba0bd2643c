import { smallIdOf } from '../../../kernel/ids.ts'
import { reserveCalls, type WaveSeats } from '../../../waves/seats/wave-seats.ts'
import { errorPage } from '../../http/errors.tsx'
import * as parts from '../../parts/parts.ts'
import type { ConsoleRequest, ShownWave } from '../console-request.ts'
import { words } from '../console-words.ts'
import { instant, whole } from '../page.tsx'
import { listPage } from '../parts/list-page.tsx'
import { rowsByKey } from '../parts/list-parts.tsx'
import { reserveWords } from './reserve-words.ts'
import { wavesNameOf } from './wave-of.ts'

/** On the page of a wave: where the seats went that were left, and how far its reserves have been called. */
export function SeatsOfWave(props: {
  seats: WaveSeats
  at: Pick<ShownWave, 'wave' | 'hold'>
  language: ConsoleRequest['language']
}) {
  const { seats, at, language } = props
  const said = reserveWords[language]
  const counts = [
    'left',
    'toReserves',
    'toExtra',
    'returned',
    'madeUp',
    'forReserves',
    'forExtra',
    'owed',
  ] as const
  const left = said.leftOf(whole(seats.reserves - seats.called, language), whole(seats.reserves, language))
  return (
    <section class="stack">
      <h2>{said.title}</h2>
      {at.hold ? <p>{said.held}</p> : ''}
      <parts.SummaryList
        rows={[
          { label: said.reservesLeft, value: left },
          {
            label: said.calledUpto,
            value: seats.calledUpto === undefined ? said.nobody : whole(seats.calledUpto, language),
          },
          {
            label: said.until,
            value: seats.reservesUntil ? instant(seats.reservesUntil, language) : said.never,
          },
          ...counts.map((name) => ({ label: said[name], value: whole(seats[name], language) })),
        ]}
      />
      {seats.called > 0 ? (
        <p>
          <a href={`/konsol/gelombang/${at.wave.waveId}/cadangan`}>{said.calls}</a>
        </p>
      ) : (
        ''
      )}
    </section>
  )
}

/** `/konsol/gelombang/:id/cadangan`: every reserve that was called, by published rank and without a name. */
export async function reservesPage(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, language } = request
  const said = reserveWords[language]
  const wave = await wavesNameOf(request)
  if (!wave) return errorPage(c, 404)
  const { waveId, year, number } = wave
  const name = words[language].waveOf(String(number), String(year))
  const page = await rowsByKey(
    c,
    (after, limit) => reserveCalls(ctx.db, waveId, { after: smallIdOf(after) ?? undefined, limit }),
    ({ rank }) => String(rank),
  )
  return listPage(request, {
    title: said.of(name),
    place: `/konsol/gelombang/${waveId}/cadangan`,
    file: `cadangan-${year}-${number}`,
    columns: [
      { label: said.rank, right: true, cell: ({ rank }) => rank },
      {
        label: said.outcome,
        cell: ({ passedBecause }) => (passedBecause ? said.passed[passedBecause] : said.movedUp),
      },
      { label: said.at, instants: true, cell: ({ calledAt }) => calledAt },
    ],
    ...page,
    before: (
      <p>
        <a href={`/konsol/gelombang/${waveId}`}>{name}</a>
      </p>
    ),
  })
}
