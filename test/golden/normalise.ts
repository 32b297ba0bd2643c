import { createHash } from 'node:crypto'
import type { Answer } from './visitor.ts'

/** What is random in every run, and may stand on a page: by its look, and what stands there instead. */
const random: readonly (readonly [RegExp, string])[] = [
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, 'uuid'],
  [/(?<=name="csrf" value=")[^"]+/g, 'csrf'],
  [/(?<=data-work=")[^"]+/g, 'work'],
  [/\b(?:[0-9a-f]{64}|[0-9a-f]{32}|[0-9a-f]{12}(?=\.(?:js|css)))\b/g, 'hash'],
  [/(?<=sha256-)[\w+/=]{44}/g, 'hash'],
  [/(?<=status\/\d+#|"statusListIndex": ")\d+/g, 'place'],
  [/\b[A-Z]{3}-[A-Z0-9]{12}\b/g, 'order'],
  [/\b\d{4} \d{4} \d{4} \d{4}\b|\b\d{16}\b/g, 'number'],
  [/(?<=\b|%2F)(?:\d+-)?\d{15,19}(?!\d)/g, 'purchase'],
  [/(?<=…|•••• |\*{12}|berakhir |ending (?:in )?)\d{4}\b/gi, 'tail'],
  [/(?<=OTP |verifikasi |verification |<code>|\.\w+ #)\d{6}\b/g, 'otp'],
  [/\b(?=[A-Z0-9 ]*[A-Z])[A-Z0-9]{4} [A-Z0-9]{4} [A-Z0-9]{4}\b/g, 'code'],
  [/\b(?=[A-Z0-9]*[A-Z])[A-Z0-9]{12,40}\b/g, 'code'],
  [/(?<![\w-])(?=[\w-]*[A-Z])(?=[\w-]*[a-z])[\w-]{43}(?![\w-])/g, 'token'],
  [/(?<![\w-])(?=[\w-]*[A-Z])(?=[\w-]*[0-9])(?=[\w-]*[a-z])[\w-]{16,}(?![\w-])/g, 'token'],
]

/** Headers that belong to a connection or a moment. Of cookies the names are told. */
const untold =
  /^(?:connection|content-length|date|keep-alive|ratelimit|set-cookie|transfer-encoding|x-request-id)$/

/** An answer as text that is the same in every run: the same secret has the same number within one answer. */
export function normalised(answer: Answer): string {
  const { status, headers, body } = answer
  const head = [...headers].flatMap(([name, value]) => (untold.test(name) ? [] : [`${name}: ${value}`]))
  const cookies = headers.getSetCookie().map((cookie) => `set-cookie: ${/^[^=]+/.exec(cookie)?.[0]}`)
  const text = [`${status}`, ...head, ...cookies.sort(), '', bodyText(headers, body)].join('\n')
  return withoutLuck(text)
}

const sheet = /(?<=<style>)[^<]{999,}(?=<\/style>)/

/** A stylesheet is the longest part of a page, and the same on all of a site: it is told by its hash. */
function named(styles: string): string {
  return `(sheet ${createHash('sha256').update(styles).digest('hex').slice(0, 8)})`
}

/** Pages with a line for each element; of what is no text only that it is there. */
function bodyText(headers: Headers, body: Buffer): string {
  const type = headers.get('content-type') ?? ''
  if (/^(?:application\/pdf|image|font)/.test(type)) return `(${type})`
  const text = body.toString('utf8')
  if (type.startsWith('text/html')) return `${text.replace(sheet, named).replace(/>(?=<(?!\/))/g, '>\n')}\n`
  return type.includes('json') ? `${JSON.stringify(JSON.parse(text || 'null'), null, 1)}\n` : text
}

function withoutLuck(text: string): string {
  const seen = new Map<string, string>()
  return random.reduce(
    (all, [look, name]) =>
      all.replace(look, (found) => {
        const known = seen.get(found)
        if (known) return known
        const count = [...seen.values()].filter((one) => one.startsWith(`<${name} `)).length
        const made = `<${name} ${count + 1}>`
        seen.set(found, made)
        return made
      }),
    text,
  )
}
