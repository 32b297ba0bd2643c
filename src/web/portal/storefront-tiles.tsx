import type { Language } from '../../kernel/wib.ts'
import { journeys } from '../../storefronts/journeys.ts'
import * as parts from '../parts/parts.ts'
import { words } from './portal-words.ts'

/** The ways to the storefronts, in their order, each with its own mark and with how to buy there. */
export function Storefronts({ language }: { language: Language }) {
  const said = words[language]
  return (
    <parts.Tiles
      tiles={journeys.map(({ id, name, delivery }) => ({
        href: `/${id}`,
        label: name,
        theme: parts.themeOf(id),
        line: said[delivery],
        more: { href: `/cara-beli/${id}`, label: said.howToAt(name) },
      }))}
    />
  )
}
