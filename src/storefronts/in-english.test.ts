import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as kebunIlmu from '../../docs/examples/kebun-ilmu.ts'
import { inEnglish } from './in-english.ts'
import { type Journey, wordsOf } from './journey.ts'
import { addStorefront, journeys, storefrontFiles } from './journeys.ts'
import { sharedEnglish } from './shared-english.ts'

addStorefront(kebunIlmu)

/** Names, and what a storefront says in English in both languages. */
const sameInBoth = ['Kartu Prakerja', 'Order ID', 'Place Order', 'Term & Condition']

function wordsIn({ steps, stateWords = {} }: Journey): Set<string> {
  return new Set([...steps.flatMap(wordsOf), ...Object.values(stateWords)])
}

for (const { journey, english = {} } of storefrontFiles)
  test(`every word of ${journey.id} has its English, and its file has English for no other`, () => {
    const said = wordsIn(journey)
    for (const words of Object.keys(english)) {
      assert.ok(said.has(words), `${words} is said nowhere`)
      assert.equal(Object.hasOwn(sharedEnglish, words), false, `${words} is shared already`)
    }
    for (const words of said) {
      const same = words === journey.name || sameInBoth.includes(words)
      assert.equal(inEnglish(journey, words) === words, same, words)
    }
  })

test('what is shared is said by more than one storefront', () => {
  for (const words of Object.keys(sharedEnglish)) {
    const by = journeys.filter((journey) => wordsIn(journey).has(words))
    assert.ok(by.length > 1, words)
  }
})
