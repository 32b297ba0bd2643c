import assert from 'node:assert/strict'
import { test } from 'node:test'
import { wordsId as messages } from '../../messages/words/id.ts'
import { errorWords } from '../http/errors-words.ts'
import { formWords } from '../http/forms-words.ts'
import { words as partsWords } from '../parts/words.ts'
import { accountWords } from './account/account-words.ts'
import { words as signOnWords } from './account/sign-on-words.ts'
import { learnWords } from './learn/learn-words.ts'
import { reviewWords } from './reviews/review-words.ts'
import { words } from './words.ts'

/** Everything that a dictionary says, functions by their source. */
function textOf(said: unknown): string {
  if (typeof said === 'string' || typeof said === 'function') return String(said)
  return said && typeof said === 'object' ? Object.values(said).map(textOf).join('\n') : ''
}

/** Shared with the programme's own pages, which say "Anda": test/words.test.ts holds that they say neither. */
const pages = {
  words,
  accountWords,
  learnWords,
  reviewWords,
  signOnWords,
  errorWords,
  formWords,
  partsWords,
}

for (const [name, said] of Object.entries(pages))
  test(`${name} calls a buyer "kamu", as every page of a storefront does`, () =>
    assert.doesNotMatch(textOf(said.id), /\bAnda\b/))

const mails = [
  'order-placed',
  'order-lapsed',
  'order-ended',
  'storefront-suspended',
  'receipt',
  'voucher-replaced',
  'review-hidden',
  'password-reset',
  'email-confirm',
  'account-changed',
] as const

for (const template of mails)
  test(`the email ${template} of a storefront calls its buyer as the storefront's pages do`, () =>
    assert.doesNotMatch(textOf(messages[template]), /\bAnda\b/))
