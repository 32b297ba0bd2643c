import { idOf } from '../../../kernel/ids.ts'
import { formatRupiah } from '../../../kernel/rupiah.ts'
import { readTask, type Task } from '../../../staff/tasks.ts'
import type { SimulatedRules } from '../../../waves/simulate/simulated-rules.ts'
import type { Simulation } from '../../../waves/simulate/simulation.ts'
import {
  type SimulationRow,
  simulationCells,
  simulationHeading,
  simulationRows,
} from '../../../waves/simulate/simulation-rows.ts'
import { errorPage } from '../../http/errors.tsx'
import * as parts from '../../parts/parts.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { words } from '../console-words.ts'
import { csvAnswer, wantsCsv } from '../csv.ts'
import { consolePage, whole } from '../page.tsx'
import { keptSentence } from '../refusal-words.ts'
import { waveOf } from '../waves/wave-of.ts'
import { simulateWords } from './simulate-words.ts'

type Language = ConsoleRequest['language']

/** `/konsol/gelombang/:id/coba-aturan/:task`: how far a trial of rules is, and then who gains and who loses by them. */
export async function simulationPage(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, language } = request
  const said = simulateWords[language]
  const wave = await waveOf(request)
  const taskId = idOf(c.req.param('task'))
  const task = taskId && (await readTask(ctx.db, taskId))
  if (!wave || !task || task.kind !== 'simulate_rules' || task.subject !== `wave:${wave.waveId}`)
    return errorPage(c, 404)
  const found = task.report.simulation as Simulation | undefined
  const rows = found ? await simulationRows(found) : []
  if (wantsCsv(c))
    return csvAnswer(c, `simulasi-${task.taskId}`, simulationHeading, rows.map(simulationCells))
  const again = `/konsol/gelombang/${wave.waveId}/coba-aturan?seperti=${task.taskId}` as const
  return consolePage(
    request,
    {
      title: said.titleOf(words[language].waveOf(String(wave.number), String(wave.year))),
      csv: found !== undefined,
    },
    <>
      <State task={task} language={language} />
      {found ? <Found found={found} rows={rows} language={language} /> : ''}
      <p>
        <a href={again}>{said.again}</a>
      </p>
    </>,
  )
}

function State({ task, language }: { task: Task; language: Language }) {
  const said = simulateWords[language]
  if (task.endedAs === 'done') return ''
  if (!task.endedAs)
    return (
      <parts.Notice tone="info" title={said.runs(whole(task.done, language), whole(task.total, language))} />
    )
  const why = task.endedAs === 'refused' ? keptSentence(language, task.report.refusal) : said.interrupted
  return (
    <parts.Notice
      tone={task.endedAs === 'interrupted' ? 'warning' : 'error'}
      title={words[language].ends[task.endedAs]}
    >
      <p>{why}</p>
    </parts.Notice>
  )
}

function Found({
  found,
  rows,
  language,
}: {
  found: Simulation
  rows: readonly SimulationRow[]
  language: Language
}) {
  const said = simulateWords[language]
  const few = (count: number | null) => (count === null ? said.few : whole(count, language))
  return (
    <>
      <p class="lead">
        {said.gained}: {few(found.total.gained)}. {said.lost}: {few(found.total.lost)}.
      </p>
      <RulesBeside own={found.own} tried={found.tried} language={language} />
      {(['all', 'province', 'age', 'sex'] as const).map((by) => {
        const shown = rows.filter((row) => row.by === by)
        return shown.length === 0 ? '' : <Rows by={by} rows={shown} language={language} />
      })}
      <parts.SummaryList
        rows={[
          { label: said.leftOut, value: few(found.leftOut) },
          { label: said.letIn, value: few(found.letIn) },
        ]}
      />
      <p class="hint">{said.mergedHint}</p>
      <p class="hint">{said.unknown}</p>
    </>
  )
}

function Rows({
  by,
  rows,
  language,
}: {
  by: SimulationRow['by']
  rows: readonly SimulationRow[]
  language: Language
}) {
  const said = simulateWords[language]
  const few = (count: number | null) => (count === null ? said.few : whole(count, language))
  const caption = by === 'all' ? said.resultOf : said.dimensions[by]
  return (
    <parts.Table
      caption={caption}
      columns={[
        { label: by === 'all' ? said.result : said.dimensions[by] },
        { label: said.applicants, right: true },
        { label: said.seatsBefore, right: true },
        { label: said.seatsAfter, right: true },
        { label: said.gained, right: true },
        { label: said.lost, right: true },
        { label: said.costBefore, right: true },
        { label: said.costAfter, right: true },
      ]}
      rows={rows.map((row) => [
        nameOf(row, language),
        row.applicants === null ? '-' : whole(row.applicants, language),
        whole(row.seatsBefore, language),
        whole(row.seatsAfter, language),
        few(row.gained),
        few(row.lost),
        formatRupiah(row.rupiahBefore),
        formatRupiah(row.rupiahAfter),
      ])}
    />
  )
}

function nameOf({ by, name }: SimulationRow, language: Language): string {
  const said = simulateWords[language]
  if (by === 'all') return said.resultOf
  if (name === undefined) return said.merged
  if (by === 'sex') return said.sexes[name as keyof typeof said.sexes]
  if (by === 'province') return name
  const [from = '', upto = ''] = name.split('-')
  return said.ages(from, upto)
}

function RulesBeside({
  own,
  tried,
  language,
}: {
  own: SimulatedRules
  tried: SimulatedRules
  language: Language
}) {
  const said = simulateWords[language]
  const groups = ({ draw }: SimulatedRules) =>
    draw.priority_groups
      .map(({ name, occupations }) => (occupations.length > 0 ? `${name}: ${occupations.join(', ')}` : name))
      .join('; ')
  const shares = ({ draw }: SimulatedRules) =>
    Object.entries(draw.province_seats)
      .map(([province, seats]) => `${province}: ${said.seats(whole(seats, language))}`)
      .join('; ') || said.nothingSetAside
  const ageMax = ({ year }: SimulatedRules) => (year.ageMax === null ? said.noLimit : String(year.ageMax))
  const row = (label: string, of: (rules: SimulatedRules) => string) => [
    label,
    of(own),
    of(own) === of(tried) ? of(tried) : <strong>{of(tried)}</strong>,
  ]
  return (
    <parts.Table
      caption={said.rules}
      columns={[{ label: said.rules }, { label: said.ofWave }, { label: said.tried }]}
      rows={[
        row(said.quota, ({ draw }) => whole(draw.quota, language)),
        row(said.reserves, ({ draw }) => whole(draw.reserves, language)),
        row(said.groups, groups),
        row(said.shares, shares),
        row(said.ageMin, ({ year }) => String(year.ageMin)),
        row(said.ageMax, ageMax),
        row(said.family, ({ year }) => String(year.maxPerFamilyCard)),
        row(said.grant, ({ year }) => formatRupiah(year.grantRupiah)),
      ]}
    />
  )
}
