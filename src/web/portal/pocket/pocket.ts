import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { CardFacts } from '../../../card/card-facts.ts'
import type { Language } from '../../../kernel/wib.ts'
import type { Certificate } from '../../../learning/certificates/certificates.ts'
import type { CardPurchase } from '../../../purchase/purchases-of-card.ts'
import { stylesheet } from '../../parts/page/stylesheet.ts'
import { programmeTheme } from '../../parts/page/themes.ts'

const read = (name: string) => readFileSync(new URL(`./${name}`, import.meta.url), 'utf8')

/** The worker that gives the copy, and the script that keeps it, as they are written. */
export const pocketSources = { worker: read('worker.js'), keep: read('keep.js') } as const

/** Where the worker has a say: the card and what is below it; no storefront, no console, no log-in. */
export const pocketScope = '/kartu'

/** The one page that is kept. */
export const pocketAddress = '/kartu/salinan'

/** Every address that the kept page is given for when the network fails: the person's own pages, read-only, without a form. */
export const pocketPages = '^/kartu(/salinan|/pembelian/\\d+)?$'

/** Another one with every change of what is kept and of what keeps it. */
export const pocketVersion = createHash('sha256')
  .update(pocketSources.worker)
  .update(pocketSources.keep)
  .update(stylesheet(programmeTheme).css)
  .update(read('pocket-page.tsx'))
  .update(read('purchase-sheet.tsx'))
  .update(read('pocket-words.ts'))
  .digest('hex')
  .slice(0, 12)

const family = 'bekal-salinan-'

/** The names of the caches of all releases begin with `family`; `cache` is that of this one. */
export const pocketCache = { family, cache: `${family}${pocketVersion}` } as const

/** What the copy of a card shows. */
export interface PocketFacts {
  readonly facts: CardFacts
  readonly purchases: readonly CardPurchase[]
  readonly certificates: readonly Certificate[]
}

/** By which a phone knows whether its copy is of now, of this person, and of this release; says nothing of either. */
export function pocketMark({ facts, purchases, certificates }: PocketFacts, language: Language): string {
  const { cardId, number, holder, balance, status, deadline, deadlineKind } = facts
  const shown = { cardId, number, name: holder.name, balance, status, deadline, deadlineKind }
  return createHash('sha256')
    .update(JSON.stringify([pocketVersion, language, shown, purchases, certificates]))
    .digest('base64url')
    .slice(0, 16)
}
