import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { commandTree } from '../src/cli.ts'
import { type RefusalWords, reasonsOf, sentenceOf } from '../src/kernel/refusal.ts'
import { errorCatalogue } from '../src/partners/error-catalogue.ts'
import { authorizeRefusals, sendOtpRefusals, statusRefusals, voidRefusals } from '../src/purchase/refusals.ts'
import { stepRefusals } from '../src/storefronts/orders/read-answer.ts'
import { finalNoes, saysWhatToDo } from './next-step.ts'

const src = fileURLToPath(new URL('../src', import.meta.url))
const purchase = path.join(src, 'purchase')
const textsIn = (folder: string, files: string) =>
  globSync(files, { cwd: folder }).map(
    (file) => [file, readFileSync(path.join(folder, file), 'utf8')] as const,
  )
const tests = textsIn(purchase, '*.test.ts').map(([, text]) => text)
const refusals = [...new Set([...sendOtpRefusals, ...authorizeRefusals, ...statusRefusals, ...voidRefusals])]

for (const refusal of refusals) {
  test(`${refusal} is expected by a test, has words for people and a code for partners`, () => {
    const expected = new RegExp(`'${refusal}'|\\b${refusal}:`)
    assert.ok(
      tests.some((text) => expected.test(text)),
      'no test of the purchase room expects it',
    )
    for (const language of ['id', 'en'] as const) {
      const sentence = sentenceOf(stepRefusals, refusal, { triesLeft: 3, waitSeconds: 30 }, language)
      assert.match(sentence, /^[A-Z].*\.$/)
    }
    const { code, message } = errorCatalogue[refusal]
    assert.match(code, /^ERR[A-Z]{3}\d{5}$/)
    assert.match(message({ triesLeft: 3, waitSeconds: 30 }), /^[A-Z].*\S$/)
  })
}

test('no two refusals of a purchase share a code', () => {
  const codes = refusals.map((refusal) => errorCatalogue[refusal].code)
  assert.deepEqual(codes, [...new Set(codes)])
})

const sources = textsIn(src, '**/*.{ts,tsx}').filter(([file]) => !/\.test\./.test(file))
type Table = readonly [name: string, words: RefusalWords<string>]

/** Every table of sentences that a file exports, by its name. */
async function tablesOf(file: string): Promise<Table[]> {
  return Object.entries(await import(pathToFileURL(file).href)).filter(
    (entry): entry is [string, Table[1]] => {
      const value = entry[1] as Partial<Table[1]> | null
      return typeof value?.id === 'object' && typeof value.en === 'object' && entry[0].endsWith('Refusals')
    },
  )
}

/** The tables whose sentences the files of some folders tell. */
async function toldBy(told: (file: string) => boolean): Promise<Table[]> {
  const imports = sources
    .filter(([file]) => told(file))
    .flatMap(([file, text]) =>
      [...text.matchAll(/^import \{([^}]*Refusals\b[^}]*)\} from '([^']+)'/gm)].map(
        ([, names = '', from = '']) => [names, path.resolve(src, path.dirname(file), from)] as const,
      ),
    )
  const found = imports.map(async ([names, file]) =>
    (await tablesOf(file)).filter(([name]) => names.split(/[\s,]+/).includes(name)),
  )
  return (await Promise.all(found)).flat()
}

const declaring = sources.filter(([, text]) => /^export const \w+ = refusalWords\(/m.test(text))
const tables = (await Promise.all(declaring.map(([file]) => tablesOf(path.join(src, file))))).flat()

const facts = {
  triesLeft: 3,
  waitSeconds: 30,
  belongsTo: 'ASN',
  named: '{link}',
  since: new Date('2026-11-23T03:00:00Z'),
  until: new Date('2026-11-24T03:00:00Z'),
}
test('every refusal has a sentence in both languages, whatever its facts', () => {
  assert.ok(tables.length > 45, `${tables.length} tables`)
  for (const [name, words] of tables)
    for (const reason of reasonsOf(words)) {
      const [id, en] = (['id', 'en'] as const).map((language) =>
        [facts, { ...facts, triesLeft: 0 }].map((met) => sentenceOf(words, reason, met, language)),
      )
      for (const said of [...id!, ...en!]) {
        assert.match(said, /^[A-Z\u201c-].*[.!?]$/s, `${name}.${reason}`)
        assert.doesNotMatch(said, /undefined|NaN|\(\s*\)|\S {2,}\S| [.,;]/, `${name}.${reason}`)
      }
      assert.notDeepEqual(id, en, `${name}.${reason} is the same in both languages`)
    }
})

test('every refusal says what to do next, in both languages, but for a few final noes', () => {
  const silent = (name: string, words: RefusalWords<string>) =>
    reasonsOf(words)
      .filter((reason) =>
        (['id', 'en'] as const).some((language) =>
          [facts, { ...facts, triesLeft: 0 }, {}].some(
            (met) => !saysWhatToDo(sentenceOf(words, reason, met, language), language),
          ),
        ),
      )
      .map((reason) => `${name}.${reason}`)
  const found = new Set(tables.flatMap(([name, words]) => silent(name, words)))
  assert.deepEqual([...found].sort(), Object.keys(finalNoes).sort())
})

test('a sentence that only says no is found', () => {
  const noes = {
    id: ['Tahun program itu sudah ada.', 'Anda tidak bisa ikut lagi.', 'Kode promo terdiri dari 3 huruf.'],
    en: ['The wave is not open.', 'You cannot write again.', 'A report that was written is there.'],
  }
  for (const language of ['id', 'en'] as const)
    for (const no of noes[language]) assert.equal(saysWhatToDo(no, language), false, no)
})

test('what people outside meet names no command, and what a command says no page and no button', async () => {
  const nowhere = async (told: (file: string) => boolean, least: number, wrong: RegExp) => {
    const met = await toldBy(told)
    assert.ok(met.length >= least, `${met.length} tables`)
    for (const [name, words] of met)
      for (const reason of reasonsOf(words))
        for (const language of ['id', 'en'] as const)
          assert.doesNotMatch(sentenceOf(words, reason, facts, language), wrong, `${name}.${reason}`)
  }
  const outside = (file: string) => file.startsWith('web/') && !file.startsWith('web/console/')
  await nowhere(outside, 20, /\bbekal [a-z]|\s--\w|\b(?:course show|person find)\b/)
  const page = /\b(?:halaman ini|this page|See the page|Lihat halaman|Muat ulang|Reload)\b/
  await nowhere((file) => file.startsWith('cli/'), 30, page)
})

test('a command that is named as the next step is there', () => {
  const commands = new Set<string>()
  const walk = (command: ReturnType<typeof commandTree>, at: string): void => {
    for (const inner of command.commands) {
      commands.add(`${at}${inner.name()}`)
      walk(inner, `${at}${inner.name()} `)
    }
  }
  walk(commandTree({ open: () => Promise.reject(new Error('not opened')), end: () => {} }), '')
  for (const [name, words] of tables)
    for (const reason of reasonsOf(words))
      for (const language of ['id', 'en'] as const)
        for (const [, named = ''] of sentenceOf(words, reason, facts, language).matchAll(
          /\bbekal ((?:[a-z][a-z-]* ?){1,3})/g,
        )) {
          const parts = named.trim().split(' ')
          const known = parts.some((_part, i) => commands.has(parts.slice(0, i + 1).join(' ')))
          assert.ok(known, `${name}.${reason} names bekal ${named}`)
        }
})

test('a refusal is declared with its sentences, and nowhere as a list or a table of its own', () => {
  const own = /Record<\w*Refusal\b[^>]*, (?:string|Said|Sentence)|^const \w*[rR]efusals = \{$/m
  const found = sources.filter(([, text]) => own.test(text)).map(([file]) => file)
  // Which field a refusal is about: no sentences.
  const others = ['identity-pages.tsx', 'report-form.tsx']
  assert.deepEqual(found.map((file) => path.basename(file)).sort(), others)
})
