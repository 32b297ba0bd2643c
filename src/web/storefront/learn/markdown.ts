import MarkdownIt from 'markdown-it'
import { isWebLink } from '../../../kernel/text.ts'

// HTML is shown as it was typed, pictures are not fetched from elsewhere, and links lead to https alone.
const markdown = new MarkdownIt('default', { html: false, linkify: false, typographer: false }).disable([
  'image',
])
markdown.validateLink = isWebLink

markdown.renderer.rules.link_open = (tokens, index, options, _env, self) => {
  tokens[index]?.attrSet('rel', 'noopener noreferrer nofollow')
  return self.renderToken(tokens, index, options)
}
// The page has its own first heading: those of a lesson stand below it.
markdown.core.ruler.push('headings_below', ({ tokens }) => {
  for (const token of tokens)
    if (token.type === 'heading_open' || token.type === 'heading_close')
      token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + 1)}`
})

/** A lesson's Markdown as HTML that cannot do anything: no HTML of its own, no script, no picture. */
export function markdownAsHtml(text: string): string {
  return markdown.render(text)
}
