import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reasonsOf, sentenceOf } from '../../kernel/refusal.ts'
import { promoRefusals } from './rules.ts'

test('every refused promo code has its own sentences in both languages, and a way on without a code', () => {
  const reasons = reasonsOf(promoRefusals)
  for (const [language, wayOn] of [
    ['id', /, atau lanjutkan (tanpa kode promo|dengan harga tanpa promo)\.$/],
    ['en', /, or go on (without a promo code|at the price without a promo)\.$/],
  ] as const) {
    const sentences = reasons.map((refusal) => sentenceOf(promoRefusals, refusal, {}, language))
    for (const sentence of sentences) assert.match(sentence, wayOn)
    assert.equal(new Set(sentences).size, reasons.length)
  }
})
