import MarkdownIt, { type Token } from 'markdown-it'
import { isOwnPath } from '../../information/own-text.ts'
import { linked } from './read-markdown.ts'

// Paragraphs, lists, words that stand out, and links: no headings, which are the page's, and nothing of HTML.
const markdown = new MarkdownIt('zero', { html: false, linkify: false, breaks: true }).enable([
  ...['list', 'emphasis', 'link', 'newline', 'escape', 'balance_pairs'],
])
// The preset's own rules of links would let addresses of others through: ours are paths.
markdown.validateLink = isOwnPath

/** What the staff writes for everybody, as HTML; no part of it is another's, and its links lead to pages of ours alone. */
export function paragraphsOf(text: string): string {
  return markdown.renderer.render(tokensOf(text), markdown.options, {})
}

/** The same as one line of words, for searches, excerpts and descriptions. */
export function wordsOf(text: string): string {
  return tokensOf(text)
    .filter(({ type }) => type === 'inline')
    .map(({ children }) =>
      (children ?? []).map(({ type, content }) => (/break$/.test(type) ? ' ' : content)).join(''),
    )
    .join(' ')
}

function tokensOf(text: string): Token[] {
  const tokens = markdown.parse(text, {})
  for (const token of tokens) {
    if (/^(?:bullet|ordered)_list_open$/.test(token.type)) token.attrSet('class', 'list')
    if (token.type === 'inline')
      token.children = linked(token.children ?? [], {
        addressOf: (href) => (isOwnPath(href) ? href : undefined),
      })
  }
  return tokens
}
