import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Source } from './arrows.ts'
import { largeFiles, largeFolders, largeFunctions } from './house-exceptions.ts'
import { fileCircles, filesOf, linesOf, measureFunctions, tooLarge } from './measures.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const files = globSync('**/*.{ts,tsx}', { cwd: path.join(root, 'src') })
  .map((file) => file.replaceAll(path.sep, '/'))
  .filter((file) => !file.includes('.test.'))
  .sort()
const sources: Source[] = files.map((file) => ({
  file,
  text: readFileSync(path.join(root, 'src', file), 'utf8'),
}))
const functions = measureFunctions(root, files)
/** Those that people write. */
const written = sources.filter(({ text }) => !text.startsWith('// Written by '))

test('no files lead to each other in a circle', () => {
  assert.ok(files.length > 500)
  assert.deepEqual(fileCircles(sources), [])
})

test('no file has more than 250 lines, but for those that are listed', () => {
  assert.deepEqual(tooLarge(linesOf(written), 250, largeFiles), [])
})

test('no folder has more than 20 files, but for those that are listed', () => {
  assert.deepEqual(tooLarge(filesOf(sources), 20, largeFolders), [])
})

test('no function has more than 60 lines, but for those that are listed', () => {
  assert.deepEqual(tooLarge(functions.lines, 60, largeFunctions), [])
})

test('no function takes more than 5 parameters', () => {
  assert.deepEqual(tooLarge(functions.parameters, 5, {}), [])
})

test('branches and loops stand no more than 3 deep', () => {
  assert.deepEqual(tooLarge(functions.nesting, 3, {}), [])
})

test('a page leads on by goTo, which takes only addresses that are in the tables', () => {
  const bare = sources.filter(({ text }) => /\.redirect\(/.test(text)).map(({ file }) => path.basename(file))
  assert.deepEqual(bare.sort(), [
    // the page above an address that only takes a form
    'form-addresses.ts',
    // the function itself
    'link.ts',
    // the address as it was asked for, made plain
    'plain-address.ts',
    // for a page that is not there, not after a form
    'programme-pages.tsx',
  ])
})

test('a list of exceptions can only shrink', () => {
  const list = { a: [30, 'why'], b: [30, 'why'], c: [30, 'why'], gone: [30, 'why'] } as const
  const measured = [
    ['a', 31],
    ['b', 30],
    ['c', 20],
    ['d', 21],
    ['d', 4],
    ['e', 20],
  ] as const
  assert.deepEqual(tooLarge(measured, 20, list), [
    'a has 31, and may have 30',
    'd has 21, and may have 20',
    'c needs no exception any more: take it off the list',
    'gone needs no exception any more: take it off the list',
  ])
})

test('a circle is found however long it is, and a way that only leads on is none', () => {
  const leads = (file: string, ...to: string[]) => ({
    file,
    text: to.map((target) => `import type { X } from './${target}'`).join('\n'),
  })
  const found = fileCircles([
    leads('start.ts', 'a.ts', 'd.ts'),
    leads('a.ts', 'b.ts', 'd.ts'),
    leads('b.ts', 'c.ts', 'd.ts'),
    leads('c.ts', 'a.ts'),
    leads('d.ts', 'e.ts'),
    leads('e.ts', 'd.ts'),
    leads('f.ts', 'a.ts', 'start.ts'),
  ])
  assert.deepEqual(found.sort(), [
    ['a.ts', 'b.ts', 'c.ts'],
    ['d.ts', 'e.ts'],
  ])
})
