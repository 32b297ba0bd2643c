const width = 320
const height = 72
const shades = ['.12', '.2', '.32', '.16']

/**
 * A course's own picture, in the site's colour: its category gives the shape, its title where and how large the shapes are. The same
 * course has the same picture everywhere, and nothing has to be downloaded for it.
 */
export function CourseArt(props: { title: string; category: string }) {
  const draw = drawings[numbersOf(props.category)() % drawings.length]!
  const next = numbersOf(props.title)
  const shapes = shades.map(() => draw(next))
  return (
    <svg
      class="art"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
    >
      {shapes.map((d, index) => (
        <path d={d} fill="currentColor" opacity={shades[index]} />
      ))}
    </svg>
  )
}

type Draw = (next: () => number) => string

const circle: Draw = (next) => {
  const [x, y, r] = [next() % width, next() % height, 14 + (next() % 40)]
  return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0-${2 * r} 0`
}

const bars: Draw = (next) => {
  const [x, wide, gap, high] = [next() % width, 8 + (next() % 18), 6 + (next() % 14), 18 + (next() % 54)]
  const bar = (index: number) =>
    `M${x + index * (wide + gap)} ${height}v-${Math.max(8, high - index * 9)}h${wide}V${height}`
  return `${bar(0)}${bar(1)}${bar(2)}`
}

const hill: Draw = (next) => {
  const [from, lift, to] = [20 + (next() % 50), next() % height, 20 + (next() % 50)]
  return `M0 ${height}V${from}Q${40 + (next() % 240)} ${lift} ${width} ${to}V${height}`
}

const diamond: Draw = (next) => {
  const [x, y, r] = [next() % width, next() % height, 16 + (next() % 44)]
  return `M${x} ${y - r}l${r} ${r}l-${r} ${r}l-${r}-${r}`
}

const leaf: Draw = (next) => {
  const [x, y, long] = [next() % width, next() % height, 40 + (next() % 70)]
  const bend = 16 + (next() % 30)
  return `M${x} ${y}q${long / 2}-${bend} ${long} 0q-${long / 2} ${bend}-${long} 0`
}

const drawings: readonly Draw[] = [circle, bars, hill, diamond, leaf]

/** Numbers below 2^16 that follow from a text, always the same ones. */
function numbersOf(text: string): () => number {
  let state = 2166136261
  for (const letter of text) state = Math.imul(state ^ (letter.codePointAt(0) ?? 0), 16777619)
  return () => {
    state = Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9
    return (state >>> 8) & 0xffff
  }
}
