import type { Language } from '../../kernel/wib.ts'
import { journeys } from '../../storefronts/journeys.ts'
import * as parts from '../parts/parts.ts'
import { path } from '../storefront/shop.ts'
import { words } from './portal-words.ts'

/** The ways to the storefronts, in their order, each with its own mark and with how to buy there. */
export function Storefronts({ language }: { language: Language }) {
  const said = words[language]
  return (
    <parts.Tiles
      tiles={journeys.map((journey) => ({
        href: path({ journey }),
        label: journey.name,
        theme: parts.themeOf(journey.id),
        line: said[journey.delivery],
        more: { href: `/cara-beli/${journey.id}`, label: said.howToAt(journey.name) },
      }))}
    />
  )
}
