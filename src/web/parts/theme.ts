/** Colours of one light or dark look; every pair that meets on a page keeps WCAG AA (themes.test.ts). */
export interface Tones {
  /** links and emphasis, as text on paper, surface and tint */
  readonly accent: string
  readonly action: string
  readonly onAction: string
  /** a breath of the accent behind text */
  readonly tint: string
  readonly head: string
  readonly onHead: string
  /** the line under the head */
  readonly edge: string
  readonly mark: string
  readonly onMark: string
  /** the two ends of the drawn card's colour */
  readonly cardFrom: string
  readonly cardTo: string
}

export const themeIds = [
  'programme',
  'pijar',
  'bukalapak',
  'tokopedia',
  'sekolahmu',
  'sisnaker',
  'pintaria',
  'maubelajar',
] as const

export type ThemeId = (typeof themeIds)[number]

/** The look of a site: its colours, its shape, its own mark. One structure lies under all of them. */
export interface Theme {
  readonly id: string
  readonly name: string
  /** corners of buttons and fields, in px */
  readonly radius: number
  /** corners of cards and panels, in px */
  readonly roundness: number
  /** the mark on a field of 32 x 32: the tile's corner in px, and the paths drawn on it */
  readonly mark: { readonly corner: number; readonly paths: readonly string[] }
  readonly light: Tones
  readonly dark: Tones
  /** rules of its own after the shared ones */
  readonly css?: string
}

/** What all sites share. */
export const neutrals = {
  light: {
    paper: '#ffffff',
    surface: '#f4f6f8',
    ink: '#14181f',
    muted: '#535d6b',
    line: '#dfe3e8',
    'line-strong': '#7b8594',
    info: '#114a8b',
    'info-tint': '#e8f1fb',
    success: '#0b5d34',
    'success-tint': '#e5f5ec',
    warning: '#7a4300',
    'warning-tint': '#fff1d6',
    error: '#a8170f',
    'error-tint': '#fdeceb',
    star: '#b86e00',
  },
  dark: {
    paper: '#12151a',
    surface: '#1b2027',
    ink: '#eef1f5',
    muted: '#a8b2bf',
    line: '#303742',
    'line-strong': '#7d8796',
    info: '#9cc8ff',
    'info-tint': '#12283f',
    success: '#7fdcab',
    'success-tint': '#10301f',
    warning: '#ffc873',
    'warning-tint': '#38280b',
    error: '#ffa59d',
    'error-tint': '#40191a',
    star: '#ffc14d',
  },
} as const

/** Custom properties of a theme, light and dark, as CSS. */
export function tokens(theme: Theme): string {
  const shape = `--radius:${theme.radius}px;--roundness:${theme.roundness}px`
  return `:root{${shape};${properties({ ...neutrals.light, ...theme.light })}}
@media (prefers-color-scheme:dark){:root{${properties({ ...neutrals.dark, ...theme.dark })}}}`
}

function properties(colours: object): string {
  return Object.entries(colours)
    .map(([name, colour]) => `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}:${colour}`)
    .join(';')
}
