import { formatRupiah } from '../../../kernel/rupiah.ts'
import { formatTime, type Language, wibDate } from '../../../kernel/wib.ts'
import type { FigureRow } from '../../../reports/charts/figures.ts'
import { BarChart, FunnelChart } from '../../charts/bar-chart.tsx'
import { LineChart } from '../../charts/line-chart.tsx'
import { StackedChart } from '../../charts/stacked-chart.tsx'
import { whole } from '../page.tsx'
import { type Chart, rowName } from './chart-list.ts'
import { type ChartName, chartsWords } from './charts-words.ts'

/** A chart drawn from the rows of its table: its first column, or all of them where they are parts or lines. */
export function Drawing(props: {
  name: ChartName
  chart: Chart
  rows: readonly FigureRow[]
  language: Language
}) {
  const { name, chart, rows, language } = props
  const said = chartsWords[language]
  const write = (value: number) => (chart.rupiah?.includes(0) ? formatRupiah(value) : whole(value, language))
  const drawn = {
    id: `grafik-${name}`,
    title: said.charts[name].title,
    summary: `${said.charts[name].text} ${summaryOf(props, write)}`,
    write,
  }
  const series = Object.values(said.charts[name].values)
  if (chart.look === 'lines') {
    const lines = series.map((label, i) => ({
      name: label,
      values: rows.map(({ values }) => values[i] ?? 0),
    }))
    return (
      <LineChart {...drawn} labels={rows.map((row) => pointName(chart, row.name, language))} series={lines} />
    )
  }
  if (chart.look === 'stack') {
    const bars = rows.map((row) => ({ label: rowName(chart, row.name, language), values: row.values }))
    return <StackedChart {...drawn} bars={bars} series={series} />
  }
  const bars = rows.map((row) => ({ label: rowName(chart, row.name, language), value: row.values[0] ?? 0 }))
  return chart.look === 'funnel' ? (
    <FunnelChart {...drawn} bars={bars} />
  ) : (
    <BarChart {...drawn} bars={bars} />
  )
}

function summaryOf(
  { chart, rows, language }: Pick<Parameters<typeof Drawing>[0], 'chart' | 'rows' | 'language'>,
  write: (value: number) => string,
): string {
  if (chart.look === 'funnel' || chart.look === 'lines') return ''
  const sumOf = ({ values }: FigureRow) =>
    chart.look === 'stack' ? values.reduce((sum, value) => sum + value, 0) : (values[0] ?? 0)
  const [first] = [...rows].sort((one, other) => sumOf(other) - sumOf(one))
  if (!first) return ''
  const all = rows.reduce((sum, row) => sum + sumOf(row), 0)
  return chartsWords[language].summary(write(all), rowName(chart, first.name, language), write(sumOf(first)))
}

/** `21-11`, with the hour where hours are told: short enough for three of them on a phone. */
function pointName({ names }: Chart, name: string, language: Language): string {
  if (names !== 'instants') return `${name.slice(8)}-${name.slice(5, 7)}`
  const at = new Date(name)
  const date = wibDate(at)
  return `${date.slice(8)}-${date.slice(5, 7)} ${formatTime(at, language)}`
}
