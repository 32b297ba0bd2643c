import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Language } from '../../kernel/wib.ts'
import { isGuideName } from './guide-names.ts'
import { guideWords } from './guide-words.ts'
import { type Read, readMarkdown } from './read-markdown.ts'

/** A page of the guides' site. */
export interface GuidePage extends Read {
  readonly kind: 'guide' | 'document' | 'decision'
  /** as its address names it */
  readonly name: string
  readonly address: `/panduan/${string}`
  readonly language: Language
}

const root = new URL('../../../', import.meta.url)
const beside = ['README', 'ARCHITECTURE', 'GLOSSARY', 'CONTRIBUTING', 'CHANGELOG', 'SECURITY']

/** The files of the documents, as paths from the root, by the names in their addresses. */
export const documentFiles: ReadonlyMap<string, string> = new Map(
  [
    ...filesIn('docs').map((file) => `docs/${file}`),
    ...beside.map((name) => `${name}.md`),
    ...filesIn('docs/decisions').map((file) => `docs/decisions/${file}`),
  ].map((file) => [path.posix.basename(file, '.md').toLowerCase(), file]),
)

const known = new Map<string, GuidePage>()

/** Where a guide is written, as a path from the root. */
export function guideFile(name: string, language: Language): string {
  return `docs/guide/${language}/${name}.md`
}

/** A guide in a language, read once. */
export function guidePage(name: string, language: Language): GuidePage {
  return once(guideFile(name, language), { kind: 'guide', name, language, address: `/panduan/${name}` })
}

/** A document by the name in its address; they are English. */
export function documentPage(name: string): GuidePage | undefined {
  const file = documentFiles.get(name)
  if (file === undefined) return undefined
  const kind = file.startsWith('docs/decisions/') ? 'decision' : 'document'
  return once(file, { kind, name, language: 'en', address: `/panduan/dokumen/${name}` })
}

/** Every document, in the order in which they are listed. */
export function documentPages(): readonly GuidePage[] {
  return [...documentFiles.keys()].flatMap((name) => documentPage(name) ?? [])
}

type Facts = Pick<GuidePage, 'kind' | 'name' | 'language' | 'address'>

function once(file: string, facts: Facts): GuidePage {
  let page = known.get(file)
  if (!page) {
    const { codeLabel, tableLabel } = guideWords[facts.language]
    const text = readFileSync(new URL(file, root), 'utf8')
    const addressOf = (href: string) => addressIn(file, href)
    const leadApart = facts.kind === 'guide'
    // A guide's headings are the same ones in both languages: a link to one leads there whatever is chosen.
    const ids =
      leadApart && facts.language === 'en' ? guidePage(facts.name, 'id').sections.map(({ id }) => id) : []
    page = { ...facts, ...readMarkdown(text, { addressOf, codeLabel, tableLabel, leadApart, ids }) }
    known.set(file, page)
  }
  return page
}

/** Where a link of a file leads on this site; undefined where what it names is not shown here. */
function addressIn(file: string, href: string): string | undefined {
  if (/^(?:[a-z]+:|[/#])/.test(href)) return href
  const [target = '', anchor] = href.split('#')
  const named = path.posix.join(path.posix.dirname(file), target)
  const name = path.posix.basename(named, '.md').toLowerCase()
  const at = anchor === undefined ? '' : `#${anchor}`
  if (named.startsWith('docs/guide/')) return isGuideName(name) ? `/panduan/${name}${at}` : '/panduan'
  if (documentFiles.get(name) === named) return `/panduan/dokumen/${name}${at}`
  return /^docs\/decisions\/?$/.test(named) ? '/panduan/dokumen' : undefined
}

function filesIn(folder: string): string[] {
  return readdirSync(new URL(`${folder}/`, root))
    .filter((file) => file.endsWith('.md'))
    .sort()
}
