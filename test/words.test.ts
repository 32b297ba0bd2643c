import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { fileURLToPath, pathToFileURL } from 'node:url'

const src = fileURLToPath(new URL('../src', import.meta.url))

/** Files that declare refusals with their sentences, beside the rules that refuse. */
const refusing = globSync('**/*.{ts,tsx}', { cwd: src }).filter((file) =>
  /^export const \w+ = refusalWords\(/m.test(readFileSync(path.join(src, file), 'utf8')),
)

/** Pages and parts that say words of their own, exported as `words` or `...Words` to be read here. */
const saying = globSync('**/*.{ts,tsx}', { cwd: src }).filter((file) =>
  /^(?:export )?const \w+ = dictionary\(/m.test(readFileSync(path.join(src, file), 'utf8')),
)

/** Files that say something to people, but for the storefronts, which have words of their own. */
const worded = globSync(['**/*words*.ts', '**/words/*.ts', '**/test-items*.ts'], { cwd: src })
const files = [...new Set([...worded, ...saying, ...refusing])]
  .map((file) => file.replaceAll(path.sep, '/'))
  .filter((file) => !/\.test\.|password|^web\/storefront\/|^storefronts\//.test(file))
  .filter((file) => refusing.includes(file) || !/^(?:cli|partners)\//.test(file))

interface Said {
  readonly where: string
  readonly text: string
}

/** What a sentence of a refusal takes in. */
const factNames = ['triesLeft', 'waitSeconds', 'belongsTo', 'named', 'since', 'until', 'at', 'from']

/** Tables of refusals are called so, and no other words are. */
const isTable = (name: string) => name.endsWith('Refusals')

/** Every text of a value; texts with blanks to fill in are filled with `fill`. */
function textsOf(value: unknown, where: string, fill: unknown, seen = new Set<unknown>()): Said[] {
  if (typeof value === 'string') return [{ where, text: value }]
  if (typeof value === 'function') {
    // What waits for something does something: it is no wording.
    if (value.constructor.name === 'AsyncFunction') return []
    try {
      return textsOf((value as (...facts: unknown[]) => unknown)(...Array(6).fill(fill)), where, fill, seen)
    } catch {
      return []
    }
  }
  if (typeof value !== 'object' || value === null || seen.has(value)) return []
  seen.add(value)
  // The sentences of a table of refusals take their facts by name.
  const filled =
    isTable(where) && typeof fill !== 'object'
      ? Object.fromEntries(factNames.map((name) => [name, fill]))
      : fill
  return Object.entries(value).flatMap(([name, inner]) => textsOf(inner, `${where}.${name}`, filled, seen))
}

const modules = await Promise.all(
  files.map(async (file) => [file, await import(pathToFileURL(path.join(src, file)).href)] as const),
)
/** Of a file that does something, too, only what it declares to say. */
const wordsOf = (file: string, module: object) =>
  Object.entries(module).filter(
    ([name]) => worded.includes(file) || isTable(name) || /^words$|Words$/.test(name),
  )
const said = (fill: unknown) =>
  modules.flatMap(([file, module]) => textsOf(Object.fromEntries(wordsOf(file, module)), file, fill))

/** What the storefronts send, which speak to their buyers as their pages do. */
const ofStorefronts =
  /\.(?:order-placed|order-lapsed|order-ended|storefront-suspended|receipt|voucher-replaced|review-hidden|password-reset|email-confirm|account-changed)\b/

test('everywhere but in the storefronts people are said “Anda” to, and never “kamu”', () => {
  assert.ok(files.length > 60 && said('X').length > 2500, `${files.length} files, ${said('X').length} texts`)
  const lower = new Set(['ilmu', 'kamu', 'temu', 'tamu', 'jamu', 'semu', 'bermutu', 'sekolahmu'])
  const familiar = said('X').filter(({ where, text }) => {
    if (/\ben\b|-en\.ts|En\b/.test(where) || ofStorefronts.test(where)) return false
    const words = text.match(/\p{L}+/gu) ?? []
    return words.some(
      (word) =>
        word.toLowerCase() === 'kamu' || (/\p{L}{2}mu$/u.test(word) && !lower.has(word.toLowerCase())),
    )
  })
  assert.deepEqual(familiar, [])
})

test('no words double the currency, leave a gap, an empty bracket or a value that is none', () => {
  const bad = /RpRp|\S {2,}\S|\(\s*\)|undefined|\bNaN\b|\[object/
  for (const fill of ['Rp1.000', 'X', 3])
    assert.deepEqual(
      // A text where a number is meant is nobody's doing but this test's.
      said(fill).filter(({ text }) => bad.test(text) && !(typeof fill === 'string' && /\bNaN\b/.test(text))),
      [],
      String(fill),
    )
  // Where something is not there, the bracket around it is not there either.
  for (const fill of ['', undefined])
    assert.deepEqual(
      said(fill).filter(({ text }) => /\(\s*\)/.test(text)),
      [],
      'with nothing to fill in',
    )
})

test('what is left is never told as none: no “sisa 0”', () => {
  const none = /\bsisa 0\b|\b0 (?:kali|percobaan)\b|\b0 (?:tries|more)\b/
  for (const fill of [0, { triesLeft: 0 }])
    assert.deepEqual(
      said(fill).filter(({ text }) => none.test(text)),
      [],
    )
})

test('every SMS has one sender, and no email names another', async () => {
  for (const language of ['id', 'en'])
    for (const room of ['', 'learning-', 'portal-']) {
      const module = await import(
        pathToFileURL(path.join(src, 'messages/words', `${room}${language}.ts`)).href
      )
      for (const { where, text } of textsOf({ ...module }, room + language, '')) {
        if (where.endsWith('.sms')) assert.match(text, /^BEKAL: |^@?\{/, where)
        assert.doesNotMatch(text, /^(?:Kartu )?Prakerja:/im, where)
      }
    }
})
