import type { Composition } from '../../../storefronts/layouts/composition.ts'
import type { Look } from '../../../storefronts/look.ts'

/** The look of one site, with its name. */
export interface Theme extends Look {
  readonly id: string
  readonly name: string
  /** how the parts of a storefront's pages are laid out; other sites have none */
  readonly composition?: Composition
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
