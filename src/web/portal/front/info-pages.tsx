import type { Context } from 'hono'
import { formatRupiah } from '../../../kernel/rupiah.ts'
import type { Language } from '../../../kernel/wib.ts'
import { formatDate, formatDay, formatInstant } from '../../../kernel/wib.ts'
import type { CalendarWave } from '../../../waves/wave-calendar.ts'
import type { YearRules } from '../../../years/year-rules.ts'
import type { Web } from '../../http/web.ts'
import * as parts from '../../parts/parts.ts'
import type { RegisterDeps } from '../register/visitor.tsx'
import { infoPage } from './info-page.tsx'
import { infoWords } from './info-words.ts'
import { programmeFacts } from './programme-facts.ts'
import { WaveState, waveName } from './wave-state.tsx'

type Request = Context<Web>

/** `/jadwal`: the waves of the year with their dates, what to do when none is open, and how recipients are chosen. */
export async function calendarPage(c: Request, { registrations }: RegisterDeps): Promise<Response> {
  const language = c.get('language')
  const said = infoWords[language].when
  const { year, waves } = await programmeFacts(registrations.ctx)
  return infoPage(
    c,
    { title: said.title, description: said.chosenText },
    <>
      {year && waves.length > 0 ? (
        <>
          <p class="lead">{said.lead(String(year.year))}</p>
          <Waves waves={waves} language={language} />
        </>
      ) : (
        <parts.EmptyState title={said.none}>
          <p>{said.noneText}</p>
        </parts.EmptyState>
      )}
      {waves.some(({ status }) => status === 'open') ? (
        ''
      ) : (
        <>
          <h2>{said.closedTitle}</h2>
          <p>{said.closedText}</p>
        </>
      )}
      <h2>{said.chosenTitle}</h2>
      <p>{said.chosenText}</p>
      <p>
        <a href="/undian">{said.draws}</a>
      </p>
      <h2>{said.resultTitle}</h2>
      <p>{said.resultText}</p>
    </>,
  )
}

function Waves({ waves, language }: { waves: readonly CalendarWave[]; language: Language }) {
  const said = infoWords[language].when
  const seats = new Intl.NumberFormat(language)
  return (
    <parts.Table
      caption={said.title}
      captionHidden
      folds
      columns={[{ label: said.wave }, { label: said.dates }, { label: said.seats, right: true }]}
      rows={waves.toReversed().map((wave) => [
        <>
          {wave.valueFrom ? (
            <a href={`/undian/${wave.year}-${wave.number}`}>{waveName(wave, language)}</a>
          ) : (
            waveName(wave, language)
          )}
          <br />
          <WaveState wave={wave} language={language} />
        </>,
        <span>
          <Lines lines={[...joining(wave, language), ...result(wave, language)]} />
        </span>,
        seats.format(wave.quota),
      ])}
    />
  )
}

function Lines({ lines }: { lines: readonly string[] }) {
  return (
    <>
      {lines.map((line, i) => (
        <>
          {i > 0 ? <br /> : ''}
          {line}
        </>
      ))}
    </>
  )
}

/** When a wave was opened, and when it was or is closed at the latest. */
export function joining(wave: CalendarWave, language: Language): string[] {
  const said = infoWords[language].when
  const { openedAt, closedAt, valueFrom, status } = wave
  // Its recipients were brought by a list: nobody could join.
  if (!openedAt && status !== 'planned') return [said.byList]
  const lines = [
    openedAt && said.opened(formatDate(openedAt, language)),
    closedAt
      ? said.closed(formatDate(closedAt, language))
      : valueFrom && said.closesBefore(formatInstant(valueFrom, language)),
  ].filter((line) => line !== undefined)
  return lines.length > 0 ? lines : [said.notYet]
}

function result({ drawnAt, announcedAt, notifiedAt, valueFrom }: CalendarWave, language: Language): string[] {
  const said = infoWords[language].when
  const known = announcedAt ?? notifiedAt
  const lines = [
    drawnAt
      ? said.drawn(formatDate(drawnAt, language))
      : !known && valueFrom && said.drawnAfter(formatInstant(valueFrom, language)),
    known && said.announced(formatDate(known, language)),
  ].filter((line) => typeof line === 'string')
  return lines
}

/** `/manfaat`: what one gets, and what not. */
export async function benefitsPage(c: Request, { registrations }: RegisterDeps): Promise<Response> {
  const language = c.get('language')
  const said = infoWords[language].get
  const { year } = await programmeFacts(registrations.ctx)
  return infoPage(
    c,
    { title: said.title },
    year ? (
      <>
        <p class="lead">{said.lead(year.name)}</p>
        <h2>{said.yes}</h2>
        <Items items={benefits(year.rules, language)} />
        <h2>{said.no}</h2>
        <Items
          items={[
            said.noFee,
            said.noCash,
            said.noSecond,
            said.left(formatDay(year.rules.usableUntil, language)),
            said.noJob,
          ]}
        />
      </>
    ) : (
      <p class="lead">{infoWords[language].noYear}</p>
    ),
  )
}

/** What the rules of a year promise, sentence by sentence. */
export function benefits({ grantRupiah, incentive }: YearRules, language: Language): string[] {
  const said = infoWords[language].get
  const { completionPayments, completionRupiah, surveyPayments, surveyRupiah } = incentive
  return [
    said.grant(formatRupiah(grantRupiah)),
    said.choose,
    said.certificate,
    ...(completionPayments > 0 ? [said.incentive(completionPayments, formatRupiah(completionRupiah))] : []),
    ...(surveyPayments > 0 ? [said.survey(surveyPayments, formatRupiah(surveyRupiah))] : []),
    ...(completionPayments + surveyPayments > 0 ? [said.money] : []),
  ]
}

export function Items({ items }: { items: readonly string[] }) {
  return (
    <ul class="list">
      {items.map((item) => (
        <li>{item}</li>
      ))}
    </ul>
  )
}

/** `/batas-waktu`: every deadline, and what happens to who misses it. */
export async function deadlinesPage(c: Request, { registrations }: RegisterDeps): Promise<Response> {
  const language = c.get('language')
  const said = infoWords[language].missed
  const { year } = await programmeFacts(registrations.ctx)
  return infoPage(
    c,
    { title: said.title },
    <>
      <p class="lead">{year ? said.lead : infoWords[language].noYear}</p>
      {year ? <Deadlines rules={year.rules} language={language} /> : ''}
      <h2>{said.troubleTitle}</h2>
      <p>{said.troubleText}</p>
      <p>
        <a href="/keberatan">{said.appeal}</a>
      </p>
    </>,
  )
}

function Deadlines({ rules, language }: { rules: YearRules; language: Language }) {
  const said = infoWords[language].missed
  const days = [...rules.reminders].sort((one, other) => other - one)
  return (
    <>
      <parts.Table
        caption={said.title}
        captionHidden
        folds
        columns={[{ label: said.what }, { label: said.until }, { label: said.missed }]}
        rows={[
          [said.joining, said.joiningUntil, said.joiningThen],
          [said.first, said.firstUntil(rules.firstPurchaseWithinDays), said.firstThen],
          [said.otp, said.otpUntil(Math.floor(rules.otp.validSeconds / 60)), said.otpThen],
          ...(rules.secondPurchaseAfterFinished
            ? [
                [
                  said.second,
                  rules.secondPurchaseAfterReview ? said.secondReviewed : said.secondUntil,
                  said.secondThen,
                ],
              ]
            : []),
          [said.usable, said.usableUntil(formatDay(rules.usableUntil, language)), said.usableThen],
        ]}
      />
      {days.length > 0 ? <p>{said.reminded(days.join(', '))}</p> : ''}
    </>
  )
}
