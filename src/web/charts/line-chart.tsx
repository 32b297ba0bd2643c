import { scaleLinear } from 'd3-scale'
import { line } from 'd3-shape'
import { type Drawn, Figure, percentOf } from './figure.tsx'
import { Legend, legendHeight } from './legend.tsx'

export interface LineSeries {
  readonly name: string
  readonly values: readonly number[]
}

const plotHeight = 200
/** The plot is drawn in these units across, and stretched: strokes and text are not. */
const across = 1000

/** Lines over time, each with a stroke of its own. `labels` names the points: the first, the middle and the last are written. */
export function LineChart({
  labels,
  series,
  ...drawn
}: Drawn & { labels: readonly string[]; series: readonly LineSeries[] }) {
  const count = labels.length
  const most = Math.max(1, ...series.flatMap(({ values }) => values))
  const y = scaleLinear([0, most], [plotHeight, 0]).nice(4)
  const x = scaleLinear([0, Math.max(1, count - 1)], [0, across])
  const path = line<number>(
    (_, i) => Math.round(x(i)),
    (value) => Math.round(y(value) * 10) / 10,
  )
  const top = legendHeight(series.length) + 14
  const ticks = y.ticks(4)
  return (
    <Figure {...drawn} height={top + plotHeight + 26}>
      <Legend series={series.map(({ name }) => name)} look="line" />
      <svg
        aria-hidden="true"
        x="0"
        y={top}
        width="100%"
        height={plotHeight}
        viewBox={`0 0 ${across} ${plotHeight}`}
        preserveAspectRatio="none"
      >
        {ticks.map((tick) => (
          <line class={tick === 0 ? 'axis' : 'grid'} x1="0" x2={across} y1={y(tick)} y2={y(tick)} />
        ))}
        {series.map(({ values }, i) => (
          <path class={`line l${i}`} d={path([...values]) ?? ''} />
        ))}
      </svg>
      {ticks
        .filter((tick) => tick > 0)
        .map((tick) => (
          <text x="0" y={top + y(tick) - 3}>
            {drawn.write(tick)}
          </text>
        ))}
      {written(count).map((i) => (
        <text
          x={count > 1 ? percentOf(i / (count - 1)) : '0'}
          y={top + plotHeight + 18}
          text-anchor={i === 0 ? 'start' : i === count - 1 ? 'end' : 'middle'}
        >
          {labels[i]}
        </text>
      ))}
    </Figure>
  )
}

function written(count: number): number[] {
  return [...new Set([0, Math.floor((count - 1) / 2), count - 1])].filter((i) => i >= 0 && i < count)
}
