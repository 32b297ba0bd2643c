import { compositionOf, storefrontFileOf } from '../../../storefronts/journeys.ts'
import { barCss } from '../../charts/colours.ts'
import type { Theme } from './theme.ts'

/** The programme's own look; a storefront without a look wears it too. */
export const programmeTheme: Theme = {
  id: 'programme',
  name: 'Kartu Prakerja',
  radius: 8,
  roundness: 16,
  css: barCss,
  // three steps up
  mark: { corner: 8, paths: ['M7 20h5v5H7z', 'M13.5 14h5v11h-5z', 'M20 7h5v18h-5z'] },
  light: {
    accent: '#17479e',
    action: '#17479e',
    onAction: '#ffffff',
    tint: '#eaf0fb',
    head: '#10346f',
    onHead: '#ffffff',
    edge: '#10346f',
    mark: '#ffffff',
    onMark: '#10346f',
    cardFrom: '#0f2f66',
    cardTo: '#2260c4',
  },
  dark: {
    accent: '#9fc2ff',
    action: '#8fb6ff',
    onAction: '#071a3c',
    tint: '#16243d',
    head: '#0d1f40',
    onHead: '#eef4ff',
    edge: '#1d3a70',
    mark: '#dbe7ff',
    onMark: '#0d1f40',
    cardFrom: '#0f2f66',
    cardTo: '#2057b0',
  },
}

/** The look of a storefront by its id, from its file; one without a look of its own wears the programme's. */
export function themeOf(id: string): Theme {
  const file = storefrontFileOf(id)
  if (!file) return programmeTheme
  const { css: _, ...programme } = programmeTheme
  return { ...(file.look ?? programme), id, name: file.journey.name, composition: compositionOf(id) }
}
