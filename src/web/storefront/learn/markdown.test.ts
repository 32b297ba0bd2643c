import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { markdownAsHtml } from './markdown.ts'

test('Markdown is drawn, with headings below that of the page and links that tell nothing', () => {
  assert.equal(markdownAsHtml('# Judul'), '<h2>Judul</h2>\n')
  const link = markdownAsHtml('[a](https://contoh.id/x)')
  assert.match(link, /href="https:\/\/contoh\.id\/x" rel="noopener noreferrer nofollow"/)
})

test('nothing in a lesson can run, be fetched, or lead anywhere but to https', () => {
  const bad = [
    '<script>x</script>',
    '[a](javascript:alert(1))',
    '[a](data:text/html,x)',
    '![a](https://a.id/x.png)',
  ]
  for (const text of bad) assert.doesNotMatch(markdownAsHtml(text), /<script|<img|href="(?:javascript|data)/i)
  const pieces = fc.array(
    fc.constantFrom(
      '<',
      '>',
      '"',
      "'",
      'script',
      '[a](',
      ')',
      'javascript:',
      '![',
      '`',
      '\n',
      'onload=',
      '&#x3c;',
      'https://a.id',
    ),
  )
  fc.assert(
    fc.property(pieces, (text) => {
      const html = markdownAsHtml(text.join(''))
      assert.doesNotMatch(html, /<(?:script|img|iframe|object|style|svg)/i)
      assert.doesNotMatch(html, /<[^>]* on\w+=/i)
      for (const [, href] of html.matchAll(/href="([^"]*)"/g)) assert.match(href!, /^(?:https:|$)/)
    }),
    { numRuns: 2000 },
  )
})
