import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { brokenArrows, type Source } from './arrows.ts'

const src = fileURLToPath(new URL('../src', import.meta.url))

/** Tests may reach across rooms: they come in through the front door. */
const sources: Source[] = globSync('**/*.{ts,tsx}', { cwd: src })
  .filter((file) => !file.includes('.test.'))
  .map((file) => ({
    file: file.replaceAll(path.sep, '/'),
    text: readFileSync(path.join(src, file), 'utf8'),
  }))

test('every import follows the arrow', () => {
  assert.ok(sources.length > 0)
  assert.deepEqual(brokenArrows(sources), [])
})

/** What the check says when one more file is put beside the real ones. */
function withFile(file: string, text: string): string[] {
  return brokenArrows([...sources, { file, text }]).filter(
    (sentence) => !brokenArrows(sources).includes(sentence),
  )
}

test('an import against the arrow is found, however it is written', () => {
  for (const text of [
    `import { x } from '../purchase/authorize.ts'`,
    `import type { X } from "../purchase/authorize.ts"`,
    `import '../purchase/authorize.ts'`,
    `export * from '../purchase/authorize.ts'`,
    `const x = await import('../purchase/authorize.ts')`,
    `import {\n  a,\n  b,\n} from '../purchase/authorize.ts'`,
  ]) {
    const broken = withFile('card/injected.ts', text)
    assert.match(broken[0] ?? 'nothing', /card may not use purchase/, text)
  }
  assert.match(withFile('kernel/x.ts', `import '../database/sql.ts'`)[0] ?? '', /kernel may not use database/)
  assert.match(withFile('web/x.ts', `import '../main.ts'`)[0] ?? '', /web may not use main/)
  assert.match(withFile('attic/x.ts', `import '../card/x.ts'`)[0] ?? '', /does not know: attic/)
})

test('an import in a comment, or of a package, is none', () => {
  assert.deepEqual(
    withFile('card/x.ts', `// import '../purchase/x.ts'\n/* from '../purchase/x.ts' */\nimport pg from 'pg'`),
    [],
  )
})

test('a circle between rooms is found', () => {
  const circle = brokenArrows([
    { file: 'purchase/x.ts', text: `import '../card/x.ts'` },
    { file: 'card/x.ts', text: `import '../purchase/x.ts'` },
  ])
  assert.ok(circle.includes('rooms in a circle: purchase -> card -> purchase'))
})

test('rules that are not pure are found', () => {
  for (const text of [
    'export async function decide() {}',
    'const now = Date.now()',
    'const now = new Date()',
    'const luck = Math.random()',
    'const on = process.env.ON',
    `import { rows } from '../database/sql.ts'`,
    `import { card } from './store.ts'`,
  ]) {
    assert.match(withFile('purchase/injected-rules.ts', text)[0] ?? 'nothing', /holds rules and/, text)
  }
  const pure = `import { x } from '../kernel/x.ts'\nimport { y } from '../card/rules.ts'\nconst at = new Date(now)`
  assert.deepEqual(withFile('purchase/rules.ts', pure), [])
})
