import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { reasonsOf, sentenceOf } from '../kernel/refusal.ts'
import { registrationRefusals } from './registration-refusals.ts'

const here = path.dirname(fileURLToPath(import.meta.url))
/** Those of links and codes are refusals of the one mechanism for all sites, and expected there. */
const tests = ['.', '../people', '../appeals', '../../test/identity']
  .map((folder) => path.join(here, folder))
  .flatMap((folder) =>
    globSync('**/*.test.ts', { cwd: folder })
      .filter((file) => !file.startsWith('registration-refusals'))
      .map((file) => readFileSync(path.join(folder, file), 'utf8')),
  )

for (const refusal of reasonsOf(registrationRefusals)) {
  test(`${refusal} is expected by a test, and says what is wrong and how to mend it`, () => {
    assert.ok(
      tests.some((text) => new RegExp(`\\b${refusal}\\b`).test(text)),
      'no test expects it',
    )
    const facts = { triesLeft: 3, waitSeconds: 30, until: new Date('2026-11-23T03:00:00Z'), belongsTo: 'ASN' }
    const [id, en] = (['id', 'en'] as const).map((language) =>
      sentenceOf(registrationRefusals, refusal, facts, language),
    )
    for (const sentence of [id, en]) {
      assert.match(sentence ?? '', /^[A-Z].*\.$/)
      assert.doesNotMatch(sentence ?? '', /undefined|NaN/)
    }
    assert.notEqual(id, en)
    for (const language of ['id', 'en'] as const)
      assert.doesNotMatch(
        sentenceOf(registrationRefusals, refusal, { ...facts, triesLeft: 0 }, language),
        /\bsisa 0\b|\b0 (?:kali|more|tries)\b|\(\s*\)| {2}/,
      )
  })
}
