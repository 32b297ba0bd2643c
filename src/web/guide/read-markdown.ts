import MarkdownIt, { type Token } from 'markdown-it'

/** A heading, and the text below it until the next one. */
export interface Section {
  /** empty for what stands before the first heading */
  readonly heading: string
  /** where it is within its page; empty at the beginning */
  readonly id: string
  readonly level: number
  /** without marks: what is searched */
  readonly text: string
}

/** A document as it is shown and searched. */
export interface Read {
  readonly title: string
  /** its first paragraph, as text */
  readonly lead: string
  /** all but the title, and with `leadApart` the lead */
  readonly html: string
  readonly sections: readonly Section[]
}

/** How a document is drawn. */
export interface Manner {
  /** where a link leads; undefined leaves its words alone */
  addressOf(href: string): string | undefined
  /** how code that scrolls is called to those who do not see it */
  readonly codeLabel: string
  readonly tableLabel: string
  /** the lead is shown before all else, and is no part of the HTML */
  readonly leadApart: boolean
  /** the ids of its headings, where they are not made from their words */
  readonly ids?: readonly string[]
}

const markdown = new MarkdownIt('default', { html: false, linkify: false, typographer: false }).disable([
  'image',
])
const { escapeHtml } = markdown.utils
const { rules } = markdown.renderer

// Code and tables scroll by themselves where the screen is narrow; whoever has no mouse can reach them.
const scrolling = (look: string, label: string) =>
  `<div class="${look}" role="group" tabindex="0" aria-label="${escapeHtml(label)}">`
rules.fence = (tokens, index, _options, env) =>
  `${scrolling('table panel', String(env?.codeLabel))}<pre><code>${escapeHtml(tokens[index]!.content)}</code></pre></div>\n`
rules.code_block = rules.fence
rules.table_open = (_tokens, _index, _options, env) =>
  `${scrolling('table', String(env?.tableLabel))}<table>\n`
rules.table_close = () => '</table></div>\n'

/** Reads a document of ours: its title, its sections, and its HTML, of which no part is another's. */
export function readMarkdown(text: string, manner: Manner): Read {
  const { codeLabel, tableLabel } = manner
  const env = { codeLabel, tableLabel }
  // Pictures are for who reads the files: the pages of the guides bring none.
  const words = text.replace(/<!--[\s\S]*?-->/g, '').replace(/!\[[^\]]*\]\([^)]*\)/g, '')
  const tokens = markdown.parse(words, env)
  const ids = new Map<string, number>()
  const given = [...(manner.ids ?? [])]
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'heading_open')
      token.attrSet('id', given.shift() ?? idOf(textOf(tokens[index + 1]!), ids))
    if (token.type === 'bullet_list_open' || token.type === 'ordered_list_open')
      token.attrSet('class', 'list')
    alignByClass(token)
    if (token.type === 'inline') token.children = linked(token.children ?? [], manner)
  }
  const sections = sectionsOf(tokens)
  const title = sections.find(({ level }) => level === 1)?.heading ?? ''
  const begin = tokens.findIndex(({ type, tag }) => type === 'heading_close' && tag === 'h1') + 1
  const body = tokens.slice(begin)
  const [first] = body
  const lead = first?.type === 'paragraph_open' ? textOf(body[1]!) : ''
  const shown = manner.leadApart && lead !== '' ? body.slice(3) : body
  return { title, lead, sections, html: markdown.renderer.render(shown, markdown.options, env) }
}

/** The id of a heading, as the usual viewers of Markdown make it. */
function idOf(heading: string, taken: Map<string, number>): string {
  const plain = heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-')
  const times = taken.get(plain) ?? 0
  taken.set(plain, times + 1)
  return times === 0 ? plain : `${plain}-${times}`
}

// Our policy allows no style of an element's own.
function alignByClass(token: Token): void {
  const style = token.attrGet('style')
  if (style === null) return
  token.attrs = (token.attrs ?? []).filter(([name]) => name !== 'style')
  if (String(style).includes('right')) token.attrSet('class', 'right')
}

/** Links lead where the manner says; those that lead nowhere here keep their words alone. */
export function linked(tokens: readonly Token[], { addressOf }: Pick<Manner, 'addressOf'>): Token[] {
  const open: boolean[] = []
  return tokens.filter((token) => {
    if (token.type === 'link_close') return open.pop()
    if (token.type !== 'link_open') return true
    const address = addressOf(String(token.attrGet('href')))
    open.push(address !== undefined)
    if (address === undefined) return false
    token.attrSet('href', address)
    if (/^[a-z]+:/.test(address)) token.attrSet('rel', 'noopener')
    return true
  })
}

function sectionsOf(tokens: readonly Token[]): Section[] {
  const found: { heading: string; id: string; level: number; text: string }[] = []
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'heading_open') {
      const level = Number(token.tag.slice(1))
      const id = level === 1 ? '' : String(token.attrGet('id'))
      found.push({ heading: textOf(tokens[index + 1]!), id, level, text: '' })
    } else if (token.type === 'inline' && tokens[index - 1]?.type !== 'heading_open') {
      const last = found.at(-1)
      if (last) last.text += `${textOf(token)} `
    } else if (token.type === 'fence') {
      const last = found.at(-1)
      if (last) last.text += `${token.content} `
    }
  }
  return found
}

function textOf(inline: Token): string {
  return (inline.children ?? [])
    .map(({ type, content }) => (type === 'softbreak' || type === 'hardbreak' ? ' ' : content))
    .join('')
}
