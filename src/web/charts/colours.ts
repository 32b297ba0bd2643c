/**
 * The colours of the series of a chart, the first one first: each has a contrast of at least 3:1 against the paper of pages,
 * light and dark. They are never the only mark: segments have letters, lines have strokes of their own, and the table beside
 * the drawing says everything.
 */
export const seriesColours = [
  { light: '#0b5563', dark: '#7fd0de' },
  { light: '#b4531a', dark: '#f0a36b' },
  { light: '#5b3f9e', dark: '#b8a4f0' },
  { light: '#4d6b1e', dark: '#a9cf72' },
  { light: '#9a2c55', dark: '#f093b8' },
] as const

/** What is written in a segment. */
export const segmentInk = { light: '#ffffff', dark: '#10151b' }
/** The frame and the grid of a drawing. */
const grid = { light: '#767f8a', dark: '#8b95a1' }

/** The look of all drawings, as a part of a stylesheet. */
export const chartCss = `
.chart { display: block; width: 100%; height: auto; overflow: visible; }
.chart text { fill: currentColor; font: inherit; font-size: 13px; }
.chart .in { fill: light-dark(${segmentInk.light}, ${segmentInk.dark}); font-weight: 700; font-size: 12px; }
.chart .grid { stroke: light-dark(${grid.light}, ${grid.dark}); stroke-width: 1; stroke-dasharray: 1 4; vector-effect: non-scaling-stroke; }
.chart .axis { stroke: light-dark(${grid.light}, ${grid.dark}); stroke-width: 1; vector-effect: non-scaling-stroke; }
.chart .line { fill: none; stroke-width: 2.5; vector-effect: non-scaling-stroke; }
${seriesColours
  .map(({ light, dark }, i) => {
    const colour = `light-dark(${light}, ${dark})`
    return `.chart .s${i} { fill: ${colour}; } .chart .line.l${i} { stroke: ${colour}; }`
  })
  .join('\n')}
.chart .l1 { stroke-dasharray: 8 4; }
.chart .l2 { stroke-dasharray: 2 4; }
.chart-figure { max-width: 960px; }
`

/** The look of plain bars where pages draw nothing else, in the colour of their site: a sixth of {@link chartCss}. */
export const barCss = `
.chart { display: block; overflow: visible; }
.chart text { fill: currentColor; font-size: var(--s0); }
.chart .s0 { fill: var(--accent); }
`
