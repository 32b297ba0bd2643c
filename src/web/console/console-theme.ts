import { readFileSync } from 'node:fs'
import { chartCss } from '../charts/colours.ts'
import type { Theme } from '../parts/page/theme.ts'

const white = '#ffffff'
const sheets = ['console', 'rail'].map((name) =>
  readFileSync(new URL(`./${name}.css`, import.meta.url), 'utf8'),
)

/** The look of the console: graphite, square and dense, so that nobody takes it for a page of the participants. */
export const consoleTheme: Theme = {
  id: 'konsol',
  name: 'Konsol Bekal',
  radius: 4,
  roundness: 6,
  // three lines of a list
  mark: { corner: 4, paths: ['M7 8h18v4H7z', 'M7 14h12v4H7z', 'M7 20h15v4H7z'] },
  css: [...sheets, chartCss].join('\n'),
  light: {
    accent: '#0b5563',
    action: '#0b5563',
    onAction: white,
    tint: '#e6f1f3',
    head: '#22272e',
    onHead: white,
    edge: '#22272e',
    mark: white,
    onMark: '#22272e',
    cardFrom: '#22272e',
    cardTo: '#3d4753',
  },
  dark: {
    accent: '#7fd0de',
    action: '#7fd0de',
    onAction: '#04252b',
    tint: '#12292e',
    head: '#0b0e12',
    onHead: '#eef1f5',
    edge: '#303742',
    mark: '#dfe6ee',
    onMark: '#0b0e12',
    cardFrom: '#22272e',
    cardTo: '#3d4753',
  },
}
