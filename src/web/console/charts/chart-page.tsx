import { formatRupiah } from '../../../kernel/rupiah.ts'
import { formatInstant } from '../../../kernel/wib.ts'
import { type Cell, inWib } from '../../../lists/csv-text.ts'
import type { FigureRow } from '../../../reports/charts/figures.ts'
import { keptFigures } from '../../../reports/kept-figures.ts'
import { listWaves, type Wave } from '../../../waves/waves.ts'
import { errorPage } from '../../http/errors.tsx'
import * as parts from '../../parts/parts.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { words } from '../console-words.ts'
import { csvAnswer, wantsCsv } from '../csv.ts'
import { otherRolePage } from '../other-role.ts'
import { consolePage, whole } from '../page.tsx'
import { type AskedWindow, askedWave, askedWindow } from './asked-of-chart.ts'
import { type Chart, charts, rowName } from './chart-list.ts'
import { type ChartName, chartsWords } from './charts-words.ts'
import { Drawing } from './drawing.tsx'

/** What the address asks of a chart: of which wave, or of which time. */
interface Asked {
  readonly waves: readonly Wave[]
  readonly wave: Wave | undefined
  readonly window: AskedWindow | undefined
  readonly problems: AskedWindow['problems']
}

/** `/konsol/grafik/:name`: a chart, the table that it is drawn from, and the same as CSV. */
export async function chartPage(request: ConsoleRequest): Promise<Response> {
  const { c, language } = request
  const said = chartsWords[language]
  const name = (Object.keys(charts) as ChartName[]).find((one) => one === c.req.param('name'))
  if (!name) return errorPage(c, 404)
  const chart = charts[name]
  if (chart.sees && !offers(request, chart.sees)) return otherRolePage(c, request.staff, chart.sees)
  const asked = await askedOf(request, chart)
  const failed = asked.problems.length > 0
  const counted = failed ? undefined : await count(request, name, chart, asked)
  if (counted && wantsCsv(c)) return csvOf(request, name, chart, counted.value)
  const rows = counted?.value ?? []
  return consolePage(
    request,
    { title: said.charts[name].title, csv: rows.length > 0, problems: asked.problems },
    <>
      <p class="lead">{said.charts[name].text}</p>
      <AskForm request={request} name={name} asked={asked} />
      {rows.length > 0 ? (
        <>
          <Drawing name={name} chart={chart} rows={rows} language={language} />
          <Numbers name={name} chart={chart} rows={rows} request={request} />
          <p class="hint">{said.countedAt(formatInstant(counted!.at, language))}</p>
        </>
      ) : (
        ''
      )}
      {rows.length === 0 && !failed ? (
        <parts.EmptyState title={words[language].none}>{said.nothing}</parts.EmptyState>
      ) : (
        ''
      )}
      <p>
        <a href="/konsol/grafik">{said.title}</a>
      </p>
    </>,
  )
}

async function askedOf({ c, ctx }: ConsoleRequest, chart: Chart): Promise<Asked> {
  const waves = chart.asks === 'wave' ? await listWaves(ctx.db) : []
  const { wave, problems } = askedWave(c, waves)
  const window = chart.asks === 'window' ? askedWindow(c, ctx.clock.now()) : undefined
  return { waves, wave, window, problems: chart.asks === 'wave' ? problems : (window?.problems ?? []) }
}

function count({ ctx }: ConsoleRequest, name: ChartName, chart: Chart, { wave, window }: Asked) {
  const of =
    chart.asks === 'wave' ? wave?.waveId : chart.asks === 'window' ? `${window!.from} ${window!.until}` : ''
  return keptFigures<readonly FigureRow[]>(ctx, {
    key: `chart ${name} ${of}`,
    wholeTables: chart.wholeTables ?? false,
    async count() {
      if (chart.asks === 'nothing') return chart.read(ctx)
      if (chart.asks === 'window') return chart.read(ctx.db, window!.window)
      return wave ? chart.read(ctx, wave.waveId) : []
    },
  })
}

function AskForm({ request, name, asked }: { request: ConsoleRequest; name: ChartName; asked: Asked }) {
  const said = chartsWords[request.language]
  const { waves, wave, window, problems } = asked
  if (waves.length === 0 && !window) return ''
  const error = problems[0]?.message
  return (
    <form method="get" action={`/konsol/grafik/${name}`} class="filters" novalidate>
      {window ? (
        <>
          <parts.Field name="from" label={said.from} type="date" value={window.from} error={error} short />
          <parts.Field name="until" label={said.until} type="date" value={window.until} short />
        </>
      ) : (
        <parts.Select
          name="wave"
          label={said.wave}
          value={wave && String(wave.waveId)}
          error={error}
          options={waves.map((one) => ({
            value: String(one.waveId),
            label: words[request.language].waveOf(String(one.number), String(one.year)),
          }))}
        />
      )}
      <parts.Button look="second">{said.show}</parts.Button>
    </form>
  )
}

interface OfChart {
  readonly name: ChartName
  readonly chart: Chart
  readonly rows: readonly FigureRow[]
}

function Numbers({ name, chart, rows, request }: OfChart & { request: ConsoleRequest }) {
  const { language } = request
  const said = chartsWords[language]
  const { values } = said.charts[name]
  const written = (value: number, column: number) =>
    chart.rupiah?.includes(column) ? formatRupiah(value) : whole(value, language)
  const total = rows.reduce((sum, row) => sum + (row.values[0] ?? 0), 0)
  const shareOf = (row: FigureRow) =>
    total > 0 ? `${((100 * (row.values[0] ?? 0)) / total).toFixed(1)}%` : '-'
  return (
    <parts.Table
      caption={said.table}
      columns={[
        { label: said.charts[name].name },
        ...Object.values(values).map((label) => ({ label, right: true })),
        ...(chart.shares ? [{ label: said.share, right: true }] : []),
      ]}
      rows={rows.map((row) => [
        rowName(chart, row.name, language),
        ...row.values.map(written),
        ...(chart.shares ? [shareOf(row)] : []),
      ])}
    />
  )
}

function csvOf({ c }: ConsoleRequest, name: ChartName, chart: Chart, rows: readonly FigureRow[]): Response {
  const columns = Object.keys(chartsWords.en.charts[name].values)
  const instants = chart.names === 'instants'
  return csvAnswer(
    c,
    `grafik-${name}`,
    [instants ? inWib('from') : 'name', ...columns],
    rows.map(({ name: of, values }): Cell[] => [instants ? new Date(of) : of, ...values]),
  )
}
