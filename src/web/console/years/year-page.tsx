import { type Approval, waitingApprovals } from '../../../approvals/approvals.ts'
import { smallIdOf } from '../../../kernel/ids.ts'
import { yearBegun } from '../../../years/change-year.ts'
import { ruleText } from '../../../years/rule-values.ts'
import { ruleWords } from '../../../years/rule-words.ts'
import { yearRulesSchema } from '../../../years/year-rules.ts'
import { listYears, type ProgrammeYear, yearBefore } from '../../../years/years.ts'
import { errorPage } from '../../http/errors.tsx'
import * as parts from '../../parts/parts.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { words } from '../console-words.ts'
import { csvAnswer, wantsCsv } from '../csv.ts'
import { actorNames, consolePage, instant, whole } from '../page.tsx'
import { historyTable } from '../parts/history.tsx'
import { countDiffering, RulesInGroups, RulesThatDiffer, type Side } from './rules-table.tsx'
import { yearsWords } from './years-words.ts'

/** `/konsol/tahun/:year`: the rules of a year in groups, beside those of the year before, and what waits to change them. */
export async function yearPage(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, language } = request
  const said = yearsWords[language]
  const number = smallIdOf(c.req.param('year'))
  const [years, approvals, begun, history] = await Promise.all([
    listYears(ctx.db),
    waitingApprovals(ctx.db),
    number !== undefined && yearBegun(ctx.db, number),
    historyTable(request, [`year:${number}`], ['act', 'rules']),
  ])
  const standing = years.find(({ year }) => year === number)
  const waiting = approvals.find(({ subject }) => subject === `year:${number}`)
  const year = standing ?? (waiting && draftOf(waiting))
  if (!year) return errorPage(c, 404)
  const before = yearBefore(years, year.year)
  const name = String(year.year)
  const after: Side = { label: said.ofYear(name), rules: year.rules }
  const beside = before && { label: said.ofYear(String(before.year)), rules: before.rules }
  if (wantsCsv(c)) return rulesFile(request, year, before)
  const changeable = standing && !waiting && !begun
  const mayChange = offers(request, 'run_waves')
  return consolePage(
    request,
    { title: said.yearTitle(name), csv: true },
    <>
      <p class="lead">{year.name}</p>
      {waiting ? await whatWaits(request, waiting, standing ?? before) : ''}
      {changeable && mayChange ? (
        <p>
          <parts.LinkButton href={`/konsol/tahun/${year.year}/ubah`} look="second">
            {said.changeRules}
          </parts.LinkButton>
        </p>
      ) : (
        ''
      )}
      {standing && !waiting && !changeable ? <p class="muted">{said.begun}</p> : ''}
      <p>
        {before
          ? said.differ(whole(countDiffering(before.rules, year.rules), language), String(before.year))
          : said.firstYear}
      </p>
      <RulesInGroups language={language} before={beside} after={after} />
      {history}
    </>,
  )
}

/** A year that does not stand yet, as it waits to be begun. */
function draftOf({ act, subject, facts }: Approval): ProgrammeYear | undefined {
  const rules = yearRulesSchema.safeParse(facts.rules)
  if (act !== 'begin_year' || !rules.success) return undefined
  return { year: Number(subject.slice('year:'.length)), name: String(facts.name), rules: rules.data }
}

/** What waits for a second person, beside what stands. */
async function whatWaits(request: ConsoleRequest, waiting: Approval, from: ProgrammeYear | undefined) {
  const { language } = request
  const said = yearsWords[language]
  const drafted = yearRulesSchema.safeParse(waiting.facts.rules)
  const name = await actorNames(request, [waiting.requestedBy])
  return (
    <section class="panel stack">
      <h2>{said.waits}</h2>
      <p>
        {words[language].askedBy}: {name(waiting.requestedBy)}, {instant(waiting.requestedAt, language)}
      </p>
      <p>{said.waitsText}</p>
      {from && drafted.success ? (
        <RulesThatDiffer
          language={language}
          before={{ label: said.ofYear(String(from.year)), rules: from.rules }}
          after={{ label: said.draft, rules: drafted.data }}
        />
      ) : (
        ''
      )}
      <p>
        <a href="/konsol/persetujuan">{said.toApprovals}</a>
      </p>
    </section>
  )
}

function rulesFile({ c, language }: ConsoleRequest, year: ProgrammeYear, before: ProgrammeYear | undefined) {
  return csvAnswer(
    c,
    `aturan-${year.year}`,
    ['rule', 'words', ...(before ? [String(before.year)] : []), String(year.year)],
    Object.entries(ruleWords).map(([rule, said]) => [
      ...[rule, said[language]],
      ...(before ? [ruleText(before.rules, rule, language)] : []),
      ruleText(year.rules, rule, language),
    ]),
  )
}
