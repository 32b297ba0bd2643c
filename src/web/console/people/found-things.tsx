import type { Language } from '../../../kernel/wib.ts'
import { type FoundThing, type ThingKind, thingKinds } from '../../../staff/search/find-things.ts'
import * as parts from '../../parts/parts.ts'
import type { Href, Link } from '../../site/link.ts'
import { aboutCase, placeOfCase } from '../cases/case-place.ts'
import { searchWords } from './search-words.ts'

/** The page of what was found. */
export function placeOfThing({ kind, key, below }: FoundThing): Link {
  switch (kind) {
    case 'run':
      return `/konsol/keuangan/pembayaran/${key}`
    case 'payment':
      return `/konsol/keuangan/pembayaran/${below ?? '0'}/${key}`
    case 'invoice':
      return `/konsol/keuangan/rekonsiliasi/${below ?? ''}?invoice=${encodeURIComponent(key)}` as Href
    case 'course':
      return `/konsol/katalog/pelatihan/${key}`
    case 'institution':
      return `/konsol/mitra/lembaga/${key}`
    case 'partner':
      return `/konsol/mitra/toko/${key}`
    default:
      return placeOfCase({ kind, subject: key, detail: undefined })
  }
}

/** What is said of it beside its name. */
function aboutThing({ kind, key, name }: FoundThing, language: Language): string {
  if (kind !== 'appeal' && kind !== 'fraud' && kind !== 'completion') return name ?? ''
  return aboutCase({ kind, subject: key, detail: name }, language)
}

/** All that was found besides people, a table for each kind of it. */
export function ThingTables({ things, language }: { things: readonly FoundThing[]; language: Language }) {
  const said = searchWords[language]
  const named = (kind: ThingKind) => kind === 'course' || kind === 'institution' || kind === 'partner'
  return (
    <>
      {thingKinds
        .map((kind) => ({ kind, found: things.filter((thing) => thing.kind === kind) }))
        .filter(({ found }) => found.length > 0)
        .map(({ kind, found }) => (
          <parts.Table
            caption={said.kinds[kind]}
            columns={[{ label: said.found }, { label: said.about }]}
            rows={found.map((thing) => [
              <a href={placeOfThing(thing)}>{(named(kind) && thing.name) || thing.key}</a>,
              named(kind) ? thing.key : aboutThing(thing, language),
            ])}
          />
        ))}
    </>
  )
}
