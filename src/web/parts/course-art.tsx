import { pictureAddress, type ShownPicture } from '../../catalogue/pictures/course-pictures.ts'
import { type PictureSize, pictureSizes } from '../../catalogue/pictures/picture-rules.ts'

const width = 320
const height = 72
const shades = ['.16', '.28', '.42', '.22']
/** Where each shape stands, from the middle outwards: a narrow picture shows the middle alone. */
const places = [140, 190, 100, 250]
/** Which of them is of the other kind. */
const odd = 2

/**
 * A course's own picture. Where its institution has brought one, that; else one that is drawn in the site's colour: its category gives the
 * shape, its title where and how large the shapes are, and one shape of another kind among them, so that neighbours of a category are told
 * apart. The same course has the same picture everywhere, and nothing has to be downloaded for a drawn one. `size`: `page` where it is the first thing of a page, `card` in lists, where it comes when it is scrolled to.
 */
export function CourseArt(props: {
  title: string
  category: string
  picture?: ShownPicture | null | undefined
  size?: PictureSize
}) {
  const { picture, size = 'card' } = props
  if (picture)
    return (
      <img
        class="art"
        src={pictureAddress(picture[size])}
        width={pictureSizes[size].width}
        height={pictureSizes[size].height}
        alt={picture.alt}
        loading={size === 'card' ? 'lazy' : undefined}
      />
    )
  const kind = numbersOf(props.category)() % drawings.length
  const next = numbersOf(props.title)
  const other = drawings[(kind + 1 + (next() % (drawings.length - 1))) % drawings.length]!
  const shapes = places.map((place, index) =>
    index === odd ? other(next, place + (next() % 110)) : drawings[kind]!(next, place),
  )
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

type Draw = (next: () => number, place: number) => string

const circle: Draw = (next, place) => {
  const [x, y, r] = [place + (next() % 40) - 20, 12 + (next() % 56), 12 + (next() % 34)]
  return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0-${2 * r} 0`
}

const bars: Draw = (next, place) => {
  const [x, wide, gap, high] = [place - 20 + (next() % 24), 6 + (next() % 14), 4 + (next() % 10), next() % 24]
  const bar = (index: number) =>
    `M${x + index * (wide + gap)} ${height}v-${28 + ((high + index * (7 + high)) % 40)}h${wide}V${height}`
  return `${bar(0)}${bar(1)}${bar(2)}`
}

const hill: Draw = (next, place) => {
  const [from, lift, dip, to] = [next() % 72, next() % 72, next() % 72, next() % 72]
  return `M0 ${height}V${from}C${place - 60} ${lift - 24} ${place + 30} ${dip + 24} ${width} ${to}V${height}`
}

const diamond: Draw = (next, place) => {
  const [x, y, r] = [place + (next() % 40) - 20, 12 + (next() % 56), 14 + (next() % 34)]
  return `M${x} ${y - r}l${r} ${r}l-${r} ${r}l-${r}-${r}`
}

const leaf: Draw = (next, place) => {
  const [x, y, long] = [place - 30 + (next() % 30), 44 + (next() % 28), 28 + (next() % 32)]
  const bend = next() % 12
  return `M${x} ${y}Q${x - bend} ${y - long} ${x + long} ${y - long}Q${x + long + bend} ${y} ${x} ${y}`
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
