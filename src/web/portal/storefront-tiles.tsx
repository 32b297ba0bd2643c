import type { Language } from '../../kernel/wib.ts'
import { journeys } from '../../storefronts/journeys.ts'
import * as parts from '../parts/parts.ts'
import { path } from '../storefront/shop.ts'
import { words } from './portal-words.ts'

/**
 * The ways to the storefronts, in their order, each with its own mark and with how to buy there. `after` is one more way; with
 * it they are eight, and `brief` ones stand in rows of four or two.
 */
export function Storefronts(props: { language: Language; after?: parts.TileFacts; brief?: boolean }) {
  const { language, after, brief } = props
  const said = words[language]
  const howTo = (id: string, name: string) =>
    brief ? {} : { more: { href: `/cara-beli/${id}` as const, label: said.howToAt(name) } }
  return (
    <parts.Tiles
      {...(brief && { fours: true })}
      tiles={[
        ...journeys.map((journey) => ({
          href: path({ journey }),
          label: journey.name,
          theme: parts.themeOf(journey.id),
          line: said[journey.delivery],
          ...howTo(journey.id, journey.name),
        })),
        ...(after ? [after] : []),
      ]}
    />
  )
}
