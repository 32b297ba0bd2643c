import { scaleLinear } from 'd3-scale'
import { stack } from 'd3-shape'
import { type Drawn, Figure, percentOf, rowsAtMost, shortened } from './figure.tsx'
import { Legend, legendHeight, letterOf } from './legend.tsx'

export interface StackedBar {
  readonly label: string
  /** one for each series */
  readonly values: readonly number[]
}

const rowHeight = 42
/** A letter fits into a segment that is so much of the whole width. */
const roomForLetter = 0.05

/** A bar of segments for each of a few. A segment has a letter beside its colour, as in the legend above. */
export function StackedChart({
  bars,
  series,
  ...drawn
}: Drawn & { bars: readonly StackedBar[]; series: readonly string[] }) {
  const shown = bars.slice(0, rowsAtMost)
  const keys = series.map((_, i) => i)
  const segments = stack<StackedBar, number>()
    .keys(keys)
    .value(({ values }, key) => values[key] ?? 0)([...shown])
  const sumOf = ({ values }: StackedBar) => values.reduce((sum, value) => sum + value, 0)
  const width = scaleLinear([0, Math.max(1, ...shown.map(sumOf))], [0, 1])
  const top = legendHeight(series.length)
  return (
    <Figure {...drawn} height={top + shown.length * rowHeight + 4}>
      <Legend series={series} look="segment" />
      {shown.map((bar, i) => (
        <>
          <text x="0" y={top + i * rowHeight + 14}>
            {shortened(bar.label)}
          </text>
          <text x="100%" y={top + i * rowHeight + 14} text-anchor="end">
            {drawn.write(sumOf(bar))}
          </text>
          {segments.map((of, key) => {
            const [from, to] = of[i]!.map((at) => width(at)) as [number, number]
            if (to <= from) return ''
            return (
              <>
                <rect
                  class={`s${key}`}
                  x={percentOf(from)}
                  y={top + i * rowHeight + 19}
                  width={percentOf(to - from)}
                  height="16"
                />
                {to - from > roomForLetter ? (
                  <text
                    class="in"
                    x={percentOf((from + to) / 2)}
                    y={top + i * rowHeight + 31}
                    text-anchor="middle"
                  >
                    {letterOf(key)}
                  </text>
                ) : (
                  ''
                )}
              </>
            )
          })}
        </>
      ))}
    </Figure>
  )
}
