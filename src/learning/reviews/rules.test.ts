import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { day } from '../../kernel/clock.ts'
import { judgeReply, judgeReview, judgeWriter, maskNumbers, shownName } from './rules.ts'

const now = new Date('2026-11-23T10:00:00+07:00')
const finished = { status: 'paid', finishedAt: now } as const
const review = { writtenAt: now, hiddenAt: undefined, repliedAt: undefined }
const later = (ms: number) => new Date(now.getTime() + ms)

test('only a paid purchase whose training is finished may be reviewed', () => {
  assert.equal(judgeWriter(finished, undefined, now), undefined)
  assert.equal(judgeWriter(undefined, undefined, now), 'purchase_unknown')
  assert.equal(judgeWriter({ ...finished, status: 'awaiting_otp' }, undefined, now), 'purchase_not_paid')
  assert.equal(judgeWriter({ ...finished, status: 'cancelled' }, undefined, now), 'purchase_cancelled')
  assert.equal(judgeWriter({ ...finished, finishedAt: undefined }, undefined, now), 'training_not_finished')
})

test('a review is changed within thirty days and until it is answered; a hidden one at any time', () => {
  assert.equal(judgeWriter(finished, review, later(30 * day - 1)), undefined)
  assert.equal(judgeWriter(finished, review, later(30 * day)), 'edit_too_late')
  assert.equal(judgeWriter(finished, { ...review, repliedAt: now }, now), 'review_replied')
  const hidden = { ...review, hiddenAt: now, repliedAt: now }
  assert.equal(judgeWriter(finished, hidden, later(300 * day)), undefined)
})

test('stars are whole, text is measured in characters as people count them, and all that is wrong is said', () => {
  for (const stars of [0, 6, 2.5, Number.NaN])
    assert.deepEqual(judgeReview(stars, 'cukup panjang'), ['stars_missing'])
  assert.deepEqual(judgeReview(5, 'a'.repeat(9)), ['text_too_short'])
  assert.deepEqual(judgeReview(5, '😀'.repeat(9)), ['text_too_short'])
  assert.deepEqual(judgeReview(5, '😀'.repeat(2000)), [])
  assert.deepEqual(judgeReview(5, 'a'.repeat(2001)), ['text_too_long'])
  assert.deepEqual(judgeReview(0, ''), ['stars_missing', 'text_too_short'])
})

test('a link answers until its last moment, and only what is shown', () => {
  const ends = later(60 * day)
  const reply = 'Terima kasih!'
  assert.equal(judgeReply(review, reply, later(60 * day - 1), ends), undefined)
  assert.equal(judgeReply(review, reply, ends, ends), 'reply_link_expired')
  assert.equal(judgeReply({ ...review, hiddenAt: now }, reply, now, ends), 'review_is_hidden')
  assert.equal(judgeReply(review, 'ok', now), 'reply_too_short')
  assert.equal(judgeReply(review, 'a'.repeat(2001), now), 'reply_too_long')
})

test('everybody reads a first name and an initial', () => {
  const names = [
    'Siti Aminah',
    'SITI AMINAH',
    'Suparno',
    "I'in Nur'aini Putri",
    'budi  (alias) x',
    ' Ayu 99 ',
    '',
  ]
  assert.deepEqual(names.map(shownName), ['Siti A.', 'Siti A.', 'Suparno', "I'in N.", 'Budi A.', 'Ayu', ''])
})

test('long numbers are masked however they are written, short ones and prices stay', () => {
  for (const number of [
    '081234567890',
    '+62 812-3456-7890',
    '(021) 1234 5678 90',
    '3174 0511 0590 0012',
    '0812 . 3456 . 7890',
    '٠٨١٢٣٤٥٦٧٨٩٠',
    '0812３４５６7890',
  ]) {
    const { text, masked } = maskNumbers(`Hubungi ${number} ya`)
    assert.ok(masked, number)
    assert.match(text, /^Hubungi •{10} ya$/)
  }
  for (const text of ['Harga Rp1.000.000 saja', 'tahun 2026, kelas 12', '5 bintang'])
    assert.deepEqual(maskNumbers(text), { text, masked: false })
})

test('no ten digits in a row are left after masking', () => {
  const text = fc.string({ unit: fc.constantFrom('0', '7', ' ', '-', 'a', '.', '(', '\n', '+') })
  fc.assert(fc.property(text, (typed) => !/(\d[ \t.()/-]{0,3}){9}\d/.test(maskNumbers(typed).text)))
})
