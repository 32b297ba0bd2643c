import { drawnOnce } from './page/drawn-once.ts'

const icons = drawnOnce()
const paths = {
  info: ['M12 11v6', 'M12 7.5v.01', 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z'],
  success: ['m8 12.5 2.8 2.8L16.5 9', 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z'],
  warning: ['M12 9.5v4', 'M12 17v.01', 'M12 3.5 2.5 20h19z'],
  error: ['m9 9 6 6', 'm15 9-6 6', 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z'],
  clock: ['M12 7v5.2l3.3 2', 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z'],
  copy: ['M9 9h11v11H9z', 'M15 9V4H4v11h5'],
  check: ['m5 12.5 4.5 4.5L19 7.5'],
  box: ['m4 8 8-4.5L20 8v8l-8 4.5L4 16z', 'M4 8l8 4.5L20 8', 'M12 12.5v8'],
  user: ['M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8z', 'M4.5 20.5c1-4 4-5.5 7.5-5.5s6.5 1.5 7.5 5.5'],
  card: ['M3 6.5h18v12H3z', 'M3 10.5h18', 'M6.5 15h4'],
  menu: ['M4 6h6v6H4z', 'M14 6h6v6h-6z', 'M4 16h6v3H4z', 'M14 16h6v3h-6z'],
  bars: ['M4 7h16', 'M4 12h16', 'M4 17h16'],
  close: ['m6 6 12 12', 'm18 6-12 12'],
  search: ['M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13z', 'm15.5 15.5 5 5'],
  arrow: ['M5 12h14', 'm13 6 6 6-6 6'],
  up: ['M12 19V5', 'm6 11 6-6 6 6'],
  down: ['M12 5v14', 'm6 13 6 6 6-6'],
  share: ['M12 15V4', 'm8 8 4-4 4 4', 'M6 12H4.5v8h15v-8H18'],
  back: ['M19 12H5', 'm11 6-6 6 6 6'],
} as const

export type IconName = keyof typeof paths

/** A line icon in the colour of its text. Says nothing to a screen reader: the word beside it does. */
export function Icon(props: { name: IconName; size?: number }) {
  const { name, size = 24 } = props
  return icons(`${name} ${size}`, () => <Drawn name={name} size={size} />)
}

function Drawn({ name, size }: { name: IconName; size: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {paths[name].map((d) => (
        <path d={d} />
      ))}
    </svg>
  )
}
