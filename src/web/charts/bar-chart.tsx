import { scaleLinear } from 'd3-scale'
import { type Drawn, Figure, percentOf, rowsAtMost, shortened } from './figure.tsx'

export interface Bar {
  readonly label: string
  readonly value: number
}

const rowHeight = 44

/** A bar for each of a few, below its name and its number. */
export function BarChart({ bars, ...drawn }: Drawn & { bars: readonly Bar[] }) {
  const shown = bars.slice(0, rowsAtMost)
  const width = scaleLinear([0, Math.max(1, ...shown.map(({ value }) => value))], [0, 1])
  return (
    <Figure {...drawn} height={shown.length * rowHeight + 4}>
      {shown.map(({ label, value }, i) => (
        <>
          <text x="0" y={i * rowHeight + 14}>
            {shortened(label)}
          </text>
          <text x="100%" y={i * rowHeight + 14} text-anchor="end">
            {drawn.write(value)}
          </text>
          <rect
            class="s0"
            x="0"
            y={i * rowHeight + 21}
            width={percentOf(width(Math.max(0, value)))}
            height="12"
          />
        </>
      ))}
    </Figure>
  )
}

/** Stages one after the other: each bar stands in the middle, as wide as what has come so far. */
export function FunnelChart({ bars, ...drawn }: Drawn & { bars: readonly Bar[] }) {
  const most = Math.max(1, ...bars.map(({ value }) => value))
  const width = scaleLinear([0, most], [0, 1])
  const first = bars[0]?.value ?? 0
  return (
    <Figure {...drawn} height={bars.length * rowHeight + 4}>
      {bars.map(({ label, value }, i) => {
        const wide = width(Math.max(0, value))
        const share = first > 0 ? ` (${Math.round((100 * value) / first)}%)` : ''
        return (
          <>
            <text x="0" y={i * rowHeight + 14}>
              {shortened(label)}
            </text>
            <text x="100%" y={i * rowHeight + 14} text-anchor="end">
              {`${drawn.write(value)}${share}`}
            </text>
            <rect
              class="s0"
              x={percentOf((1 - wide) / 2)}
              y={i * rowHeight + 21}
              width={percentOf(wide)}
              height="14"
            />
          </>
        )
      })}
    </Figure>
  )
}
