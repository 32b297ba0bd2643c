import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { escapedHtml } from '../../../kernel/text.ts'
import type { Language } from '../../../kernel/wib.ts'
import { inLanguage } from '../../words/language.ts'
import { languageOf } from '../edge/bare-answer.ts'
import { waitingWords } from './waiting-words.ts'

/** What somebody who waits is told. */
export interface Told {
  /** their place among those who wait; 0 or less: it is their turn */
  readonly place: number
  /** seconds until it is their turn, as far as one can tell */
  readonly seconds: number
  /** seconds after which the page asks again */
  readonly again: number
}

const style =
  'body{margin:0;font:1.125rem/1.5 system-ui,sans-serif;color:#1a1a1a;background:#fff}main{max-width:36rem;margin:0 auto;padding:1.5rem 1rem}' +
  'h1{font-size:1.6rem;line-height:1.2}.big{font-size:1.3rem;font-weight:600;padding:1rem;border:2px solid #0b5cad;border-radius:.5rem}' +
  'li{margin:.4rem 0}a{color:#0b5cad;display:inline-block;padding:.6rem 1rem .6rem 0}' +
  '@media(prefers-color-scheme:dark){body{color:#eee;background:#16181b}.big{border-color:#7db7f5}a{color:#7db7f5}}'

const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

/**
 * Answers with the page of who waits: small, without script, and it asks again by itself. The connection ends with it: a
 * hundred thousand that stay open would leave none for those who were let in.
 */
export function answerWaiting(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  told: Told,
  cookie: string,
): void {
  const { url = '/', headers } = incoming
  const language = languageOf({ url, accept: headers.accept, cookie: headers.cookie })
  const body = page(language, url, told)
  outgoing
    .writeHead(503, {
      Connection: 'close',
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Length': Buffer.byteLength(body),
      'Cache-Control': 'no-store',
      'Content-Security-Policy': policy,
      'Referrer-Policy': 'same-origin',
      'X-Content-Type-Options': 'nosniff',
      'Retry-After': told.again,
      // For browsers, which know it as well as the element of the page that checks of accessibility refuse.
      Refresh: told.again,
      'Set-Cookie': cookie,
    })
    .end(incoming.method === 'HEAD' ? undefined : body)
}

function page(language: Language, url: string, { place, seconds, again }: Told): string {
  const said = waitingWords[language]
  const other = language === 'id' ? 'en' : 'id'
  const count = (place < 100 ? place : Math.ceil(place / 10) * 10).toLocaleString(
    language === 'id' ? 'id-ID' : 'en-GB',
  )
  const where = place > 0 ? said.place(count, Math.ceil(seconds / 60)) : said.turn
  // A very long address comes back without what follows it: the page stays small, and asks for the same one by itself.
  const own = url.startsWith('/') && url.length < 500 ? url : '/'
  return (
    `<!DOCTYPE html><html lang="${language}"><head><meta charset="utf-8">` +
    `<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><meta name="robots" content="noindex"><title>${said.title} - Bekal</title>` +
    `<style>${style}</style></head><body><main><h1>${said.title}</h1><p>${said.lead}</p>` +
    `<p class="big">${where}</p><ul><li>${said.again(again)}</li><li>${said.kept}</li><li>${said.tabs}</li>` +
    `<li>${said.draw}</li><li>${said.free}</li></ul>` +
    `<p><a href="">${said.now}</a> <a lang="${other}" hreflang="${other}" href="${escapedHtml(inLanguage(own, other))}">${said.other}</a></p>` +
    '</main></body></html>\n'
  )
}
