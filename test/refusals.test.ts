import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { errorCatalogue } from '../src/partners/error-catalogue.ts'
import { authorizeRefusals, sendOtpRefusals, statusRefusals, voidRefusals } from '../src/purchase/refusals.ts'
import { refusalSentence } from '../src/web/storefront/refusal-words.ts'

const purchase = fileURLToPath(new URL('../src/purchase', import.meta.url))
const tests = globSync('*.test.ts', { cwd: purchase }).map((file) =>
  readFileSync(path.join(purchase, file), 'utf8'),
)
const refusals = [...new Set([...sendOtpRefusals, ...authorizeRefusals, ...statusRefusals, ...voidRefusals])]

for (const refusal of refusals) {
  test(`${refusal} is expected by a test, has words for people and a code for partners`, () => {
    const expected = new RegExp(`'${refusal}'|\\b${refusal}:`)
    assert.ok(
      tests.some((text) => expected.test(text)),
      'no test of the purchase room expects it',
    )
    for (const language of ['id', 'en'] as const) {
      const sentence = refusalSentence(refusal, { triesLeft: 3, waitSeconds: 30 }, language)
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
