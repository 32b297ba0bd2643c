import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calls } from '../src/partners/calls.ts'
import { errorCatalogue } from '../src/partners/error-catalogue.ts'
import * as told from './documents.ts'

const readme = told.read('README.md')
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

for (const document of ['ARCHITECTURE.md', 'CONTRIBUTING.md'])
  test(`every file that ${document} names is there, from the root or from src`, () => {
    const files = told.quoted(told.read(document)).filter(told.isPath)
    assert.ok(files.length > 10)
    const gone = files.filter((file) => !told.exists(file) && !told.exists(`src/${file}`))
    assert.deepEqual(gone, [])
  })

test("the README's table of commands has every command, and no other", () => {
  const [, section = ''] = readme.split('## The command line')
  const cells = section.split('\n## ')[0]!.matchAll(/^\| (`.*?) \| /gm)
  const named = [...cells].flatMap(([, cell]) => told.commandsOfCell(cell!))
  assert.deepEqual([...new Set(named)].toSorted(), [...told.commands].toSorted())
})

test('every command line in a document names a command that there is, with options that it has', () => {
  const lines = ofToday.flatMap((document) => told.toldCommands(told.read(document)))
  assert.ok(lines.length > 60, String(lines.length))
  assert.deepEqual(
    lines.map((line) => told.wrongCommand(line)).filter((wrong) => wrong !== undefined),
    [],
  )
})

test('docs/partners.md names commands that there are, every call, and no error that is not in the catalogue', () => {
  const text = told.read('docs/partners.md')
  const groups = new Set(told.commands.map((command) => command.split(' ')[0]))
  const named = told.quoted(text).filter((code) => groups.has(code.split(' ')[0]) && code.includes(' '))
  assert.ok(named.length > 5)
  assert.deepEqual(
    named.map((code) => told.wrongCommand(code)).filter((wrong) => wrong !== undefined),
    [],
  )
  const paths = calls.map(({ path }) => path.replace('/api/v1/integration/', ''))
  const written = told.quoted(text).flatMap((code) => [code, `payment/${code}`])
  assert.deepEqual(
    paths.filter((path) => !written.includes(path)),
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
  const cells = told.read('ARCHITECTURE.md').matchAll(/^\| (`[a-z`, ]+) \|/gm)
  const rooms = [...cells].flatMap(([, cell]) => told.quoted(cell!))
  assert.deepEqual(rooms.toSorted(), told.rooms.toSorted())
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
