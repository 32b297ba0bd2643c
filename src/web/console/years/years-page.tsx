import { waitingApprovals } from '../../../approvals/approvals.ts'
import { ruleText } from '../../../years/rule-values.ts'
import { listYears, yearInForce } from '../../../years/years.ts'
import * as parts from '../../parts/parts.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { csvAnswer, wantsCsv } from '../csv.ts'
import { consolePage, Nothing } from '../page.tsx'
import { yearsWords } from './years-words.ts'

const tones = { in_force: 'success', ahead: 'waiting', past: 'quiet', waits: 'warning' } as const
type State = keyof typeof tones

interface ShownYear {
  readonly year: number
  readonly name: string
  readonly rules: object
  readonly state: State
}

/** `/konsol/tahun`: every programme year, what waits to become one, and where another is drafted. */
export async function yearsPage(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, language } = request
  const said = yearsWords[language]
  const [years, drafted] = await Promise.all([listYears(ctx.db), draftedYears(request)])
  const inForce = yearInForce(years, ctx.clock.now())
  const stateOf = (year: number): State =>
    year === inForce?.year ? 'in_force' : year > (inForce?.year ?? 0) ? 'ahead' : 'past'
  if (wantsCsv(c))
    return csvAnswer(
      c,
      'tahun',
      ['year', 'name', 'state', 'grant_rupiah', 'first_purchase_within_days', 'usable_until'],
      years.map(({ year, name, rules }) => [
        ...[year, name, stateOf(year), rules.grantRupiah],
        ...[rules.firstPurchaseWithinDays, rules.usableUntil],
      ]),
    )
  const shown = [...drafted, ...years.toReversed().map((year) => ({ ...year, state: stateOf(year.year) }))]
  return consolePage(
    request,
    { title: said.title, csv: true },
    <>
      <p class="lead">{said.lead}</p>
      {shown.length === 0 ? <Nothing language={language} /> : <Years shown={shown} language={language} />}
      {offers(request, 'run_waves') ? (
        <section class="panel stack">
          <h2>{said.draftYear}</h2>
          <p>{said.draftYearText}</p>
          <p>
            <parts.LinkButton href="/konsol/tahun/baru" look="second">
              {said.draftYear}
            </parts.LinkButton>
          </p>
        </section>
      ) : (
        ''
      )}
    </>,
  )
}

/** Years that wait for a second person to begin them. */
async function draftedYears({ ctx }: ConsoleRequest): Promise<ShownYear[]> {
  const drafted = (await waitingApprovals(ctx.db)).filter(({ act }) => act === 'begin_year')
  return drafted.map(({ subject, facts }) => ({
    year: Number(subject.slice('year:'.length)),
    name: String(facts.name),
    rules: facts.rules ?? {},
    state: 'waits',
  }))
}

function Years({ shown, language }: { shown: readonly ShownYear[]; language: ConsoleRequest['language'] }) {
  const said = yearsWords[language]
  return (
    <parts.Table
      caption={said.title}
      captionHidden
      columns={[
        { label: said.year },
        { label: said.name },
        { label: said.state },
        { label: said.grant, right: true },
        { label: said.term, right: true },
        { label: said.cutOff, right: true },
      ]}
      rows={shown.map(({ year, name, rules, state }) => [
        <a href={`/konsol/tahun/${year}`}>{year}</a>,
        name,
        <parts.StatusTag tone={tones[state]}>{said.states[state]}</parts.StatusTag>,
        ...['grantRupiah', 'firstPurchaseWithinDays', 'usableUntil'].map((rule) =>
          ruleText(rules, rule, language),
        ),
      ])}
    />
  )
}
