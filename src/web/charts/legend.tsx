const lineHeight = 22

/** How high a legend of so many series is. */
export function legendHeight(series: number): number {
  return series * lineHeight + 8
}

/** The letter of a series. */
export function letterOf(series: number): string {
  return String.fromCharCode(65 + series)
}

/** Which colour, and which letter or stroke, is what: one line each, so that it fits on a phone. */
export function Legend({ series, look }: { series: readonly string[]; look: 'segment' | 'line' }) {
  return (
    <>
      {series.map((name, i) => {
        const y = i * lineHeight
        return (
          <>
            {look === 'segment' ? (
              <>
                <rect class={`s${i}`} x="0" y={y + 2} width="24" height="16" />
                <text class="in" x="12" y={y + 14} text-anchor="middle">
                  {letterOf(i)}
                </text>
              </>
            ) : (
              <line class={`line l${i}`} x1="0" y1={y + 10} x2="32" y2={y + 10} />
            )}
            <text x="40" y={y + 15}>
              {name}
            </text>
          </>
        )
      })}
    </>
  )
}
