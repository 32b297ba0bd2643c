import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Language } from '../../../kernel/wib.ts'
import { knownLanguage } from '../../words/language.ts'
import { isForPrograms } from './for-programs.ts'

/** What is refused before a page of a site can be drawn. */
export interface BareRefusal {
  readonly status: 400 | 408 | 431 | 503
  /** for programs, as it is sent */
  readonly json: object
  readonly words: Readonly<Record<Language, { readonly title: string; readonly text: string }>>
  readonly retryAfterSeconds?: number
}

/** What is known of a request that may be no whole one. */
export interface BareRequest {
  readonly url: string
  readonly accept: string | undefined
  readonly cookie: string | undefined
}

/** Answers on the connection itself, where neither sites nor sessions stand: a page to browsers, JSON to programs. */
export function answerBare(incoming: IncomingMessage, outgoing: ServerResponse, refusal: BareRefusal): void {
  const { accept, cookie } = incoming.headers
  const { headers, body } = bareAnswer({ url: incoming.url ?? '/', accept, cookie }, refusal)
  outgoing.writeHead(refusal.status, headers).end(body)
}

/** Head and body of such an answer; the connection ends after it. */
export function bareAnswer(asked: BareRequest, refusal: BareRefusal) {
  const programs = isForPrograms(asked)
  const body = programs ? JSON.stringify(refusal.json) : page(languageOf(asked), refusal)
  const headers: Record<string, string> = {
    Connection: 'close',
    'Content-Type': programs ? 'application/json' : 'text/html; charset=utf-8',
    'Content-Length': String(Buffer.byteLength(body)),
    'Cache-Control': 'no-store',
    ...(!programs && { 'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'" }),
    ...(refusal.retryAfterSeconds && { 'Retry-After': String(refusal.retryAfterSeconds) }),
  }
  return { headers, body }
}

/** The language of who asks, as `language` reads it of a whole request. */
export function languageOf({ url, cookie = '' }: BareRequest): Language {
  const wished = new URLSearchParams(url.split('?')[1] ?? '').get('lang') ?? undefined
  const kept = /(?:^|;\s*)bahasa=(\w+)/.exec(cookie)?.[1]
  return knownLanguage(wished) ?? knownLanguage(kept) ?? 'id'
}

function page(language: Language, { words: said }: BareRefusal): string {
  const { title, text } = said[language]
  return (
    `<!DOCTYPE html><html lang="${language}"><head><meta charset="utf-8">` +
    '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark">' +
    `<title>${title} - Bekal</title></head><body><main><h1>${title}</h1><p>${text}</p></main></body></html>\n`
  )
}
