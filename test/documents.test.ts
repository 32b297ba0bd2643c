import assert from 'node:assert/strict'
import { test } from 'node:test'
import { errorCatalogue } from '../src/partners/error-catalogue.ts'
import * as told from './documents.ts'
import { generate, generated } from './generated.ts'

const tour = told.read('docs/tour.md')
const manifest = JSON.parse(told.read('package.json'))
const pinned: Readonly<Record<string, string>> = {
  ...manifest.dependencies,
  ...manifest.optionalDependencies,
  ...manifest.devDependencies,
}

/** The changelog tells what was: it may name what is gone. */
const ofToday = told.documents.filter((document) => document !== 'CHANGELOG.md')

test('every link between documents leads to a file, and to a heading where it names one', () => {
  assert.ok(told.documents.length > 40)
  const dead = told.documents.flatMap((document) => told.deadLinks(document).map((link) => [document, link]))
  assert.deepEqual(dead, [])
})

test('every file that is named where the house is explained is there', () => {
  const explain = /^(?:ARCHITECTURE|CONTRIBUTING|GLOSSARY|README)\.md$|^docs\/(?:decisions\/|storefronts)/
  const named = ofToday
    .filter((document) => explain.test(document))
    .flatMap((document) =>
      told
        .quoted(told.read(document))
        .filter(told.isPath)
        .map((file) => ({ document, file })),
    )
  assert.ok(named.length > 120, String(named.length))
  assert.deepEqual(
    named.filter(({ file }) => !told.isThere(file)),
    [],
  )
})

test('what documents say by themselves of the code is what npm run docs writes', () => {
  assert.ok(generated.length > 3)
  for (const file of generated) assert.equal(told.read(file), generate(file), `${file}: npm run docs`)
  const listed = [...told.read('docs/commands.md').matchAll(/^\| (`.*?`) \|/gm)]
  assert.equal(listed.length, told.commands.length)
  assert.deepEqual(new Set(listed.flatMap(([, cell]) => told.commandsOfCell(cell!))), new Set(told.commands))
})

test("the tour's table of commands has no command that there is not", () => {
  const [, section = ''] = tour.split('## The command line')
  const cells = section.split('\n## ')[0]!.matchAll(/^\| (`.*?) \| /gm)
  const named = [...cells].flatMap(([, cell]) => told.commandsOfCell(cell!))
  assert.ok(named.length > 20)
  assert.deepEqual(
    named.filter((command) => !told.commands.includes(command)),
    [],
  )
})

test('every command line in a document names a command that there is, with options that it has', () => {
  const lines = ofToday.flatMap((document) => told.toldCommands(told.read(document)))
  assert.ok(lines.length > 60, String(lines.length))
  assert.deepEqual(
    lines.map((line) => told.wrongCommand(line)).filter((wrong) => wrong !== undefined),
    [],
  )
})

test('docs/partners.md names commands that there are, and no error that is not in the catalogue', () => {
  const text = told.read('docs/partners.md')
  const groups = new Set(told.commands.map((command) => command.split(' ')[0]))
  const named = told.quoted(text).filter((code) => groups.has(code.split(' ')[0]) && code.includes(' '))
  assert.ok(named.length > 5)
  assert.deepEqual(
    named.map((code) => told.wrongCommand(code)).filter((wrong) => wrong !== undefined),
    [],
  )
  const codes = new Set(Object.values(errorCatalogue).map(({ code }) => code))
  const errors = ofToday.flatMap((document) => told.read(document).match(/\bERR[A-Z]{3}\d{5}\b/g) ?? [])
  assert.deepEqual(
    errors.filter((code) => !codes.has(code)),
    [],
  )
})

const versions = (text: string) =>
  [...text.matchAll(/`(@?[a-z][\w./-]*)` (\d[\w.-]*\w)/g)].map(
    ([, name, version]) => [name!, version!] as const,
  )

test('decision 0014 names every dependency with its pinned version, and no other', () => {
  const listed = versions(told.read('docs/decisions/0014-libraries.md'))
  assert.deepEqual(Object.fromEntries(listed), pinned)
  assert.equal(listed.length, Object.keys(pinned).length)
})

test('a version of a library is the same in every document', () => {
  const wrong = ofToday.flatMap((document) =>
    versions(told.read(document))
      .filter(([name, version]) => name in pinned && pinned[name] !== version)
      .map(([name, version]) => `${document}: ${name} ${version}`),
  )
  assert.deepEqual(wrong, [])
})

test("ARCHITECTURE's table has every room below src, and no other", () => {
  const text = told.read('ARCHITECTURE.md')
  const cells = [...text.matchAll(/^\| (`[a-z`, ]+) \|/gm)].flatMap(([, cell]) => told.quoted(cell!))
  const beside = told.quoted(text).flatMap((code) => code.match(/^src\/(\w+)\/$/)?.[1] ?? [])
  assert.deepEqual([...cells, ...beside].toSorted(), told.folders.toSorted())
})

test('what the glossary quotes from the code stands in the code', () => {
  const words = told.quoted(told.read('GLOSSARY.md')).filter((word) => /^[a-z_.]+$/.test(word))
  assert.ok(words.length > 8)
  const code = `${told.read('schema.sql')}${told.sources()}`
  assert.deepEqual(
    words.filter((word) => word.split('.').some((part) => !code.includes(part))),
    [],
  )
})

const rows = told
  .read('docs/operating.md')
  .split('\n')
  .filter((line) => line.startsWith('| '))
  .map((line) => line.split('|').slice(1, -1))
const [heads, ...objects] = rows.map((cells) => cells.map((cell) => cell.trim()))

test('every object says how it is made, listed, shown, changed and ended', () => {
  assert.deepEqual(heads, ['Object', 'Make', 'List', 'Show', 'Change', 'End'])
  const objectsOf = objects.filter(([object]) => !object!.startsWith('---'))
  assert.ok(objectsOf.length > 35)
  const empty = objectsOf.filter((cells) => cells.length !== 6 || cells.some((cell) => cell === ''))
  assert.deepEqual(empty, [])
})

test('every command of the table exists', () => {
  const named = new Set(
    objects.flatMap((cells) =>
      cells.flatMap((cell) => [...cell.matchAll(/`([a-z][a-z -]+)`/g)].map(([, it]) => it!)),
    ),
  )
  assert.deepEqual(
    [...named].filter((command) => !told.commands.includes(command)),
    [],
  )
})
