import { inWib } from '../../../lists/csv-text.ts'
import { reserveCalls, type WaveSeats } from '../../../waves/seats/wave-seats.ts'
import { errorPage } from '../../http/errors.tsx'
import * as parts from '../../parts/parts.ts'
import type { ConsoleRequest, ShownWave } from '../console-request.ts'
import { words } from '../console-words.ts'
import { csvAnswer, wantsCsv } from '../csv.ts'
import { consolePage, instant, Nothing, whole } from '../page.tsx'
import { reserveWords } from './reserve-words.ts'
import { waveOf } from './wave-of.ts'

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

/** `/konsol/gelombang/:id/cadangan`: every reserve that was called, by published rank and without a name; also as CSV. */
export async function reservesPage(request: ConsoleRequest): Promise<Response> {
  const { ctx, language } = request
  const said = reserveWords[language]
  const wave = await waveOf(request)
  if (!wave) return errorPage(request.c, 404)
  const calls = await reserveCalls(ctx.db, wave.waveId)
  if (wantsCsv(request.c))
    return csvAnswer(
      request.c,
      `cadangan-${wave.year}-${wave.number}`,
      ['rank', 'outcome', inWib('at')],
      calls.map(({ rank, passedBecause, calledAt }) => [rank, passedBecause ?? 'moved_up', calledAt]),
    )
  const name = words[language].waveOf(String(wave.number), String(wave.year))
  return consolePage(
    request,
    { title: said.of(name), csv: true },
    <>
      <p>
        <a href={`/konsol/gelombang/${wave.waveId}`}>{name}</a>
      </p>
      {calls.length === 0 ? (
        <Nothing language={language} />
      ) : (
        <parts.Table
          caption={said.title}
          captionHidden
          columns={[{ label: said.rank, right: true }, { label: said.outcome }, { label: said.at }]}
          rows={calls.map(({ rank, passedBecause, calledAt }) => [
            whole(rank, language),
            passedBecause ? said.passed[passedBecause] : said.movedUp,
            instant(calledAt, language),
          ])}
        />
      )}
    </>,
  )
}
