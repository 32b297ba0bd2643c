import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { luhnHolds, newCardNumber, randomCode, randomDigits, randomId } from './codes.ts'
import { indonesianMobile, maskPhone } from './phone.ts'
import { formatRupiah, rupiah } from './rupiah.ts'

test('a card number has sixteen digits, and one wrong or two swapped neighbours are caught', () => {
  for (let i = 0; i < 500; i++) {
    const number = newCardNumber()
    assert.match(number, /^[1-8]\d{15}$/)
    assert.ok(luhnHolds(number))
    const at = i % 16
    const wrong = number.slice(0, at) + ((Number(number[at]) + 1 + (i % 9)) % 10) + number.slice(at + 1)
    if (wrong !== number) assert.equal(luhnHolds(wrong), false)
  }
})

test('codes use every sign about equally often and do not repeat', () => {
  const codes = Array.from({ length: 20_000 }, () => randomCode(12))
  assert.equal(new Set(codes).size, codes.length)
  const counts = new Map<string, number>()
  for (const sign of codes.join('')) counts.set(sign, (counts.get(sign) ?? 0) + 1)
  assert.equal(counts.size, 32)
  for (const sign of 'O0I1') assert.equal(counts.has(sign), false)
  for (const count of counts.values()) assert.ok(count > 6900 && count < 8100, `a sign came ${count} times`)
})

test('digits and ids are of their form', () => {
  assert.match(randomDigits(6), /^\d{6}$/)
  for (let i = 0; i < 1000; i++) assert.ok(BigInt(randomId()) > 0n && BigInt(randomId()) < 2n ** 63n)
})

test('an Indonesian mobile number is read in every usual spelling, and nothing else is', () => {
  for (const typed of [
    '081234567890',
    '6281234567890',
    '+62 812-3456-7890',
    '0812 3456 7890',
    '(0812) 34567890',
  ])
    assert.equal(indonesianMobile(typed), '+6281234567890')
  for (const typed of ['', '0211234567', '+60123456789', '12345', 'abc', '08123'])
    assert.equal(indonesianMobile(typed), undefined)
  assert.equal(maskPhone('+6281234567890'), '+62 812-****-7890')
})

test('rupiah are printed as Indonesia prints them, and fractions are no rupiah', () => {
  assert.equal(formatRupiah(1_000_000), 'Rp1.000.000')
  assert.equal(formatRupiah(-350_000), '-Rp350.000')
  assert.equal(formatRupiah(0), 'Rp0')
  fc.assert(
    fc.property(fc.maxSafeInteger(), (amount) => {
      const digits = formatRupiah(amount).replace('Rp', '').replaceAll('.', '')
      assert.equal(Number(digits), amount)
    }),
  )
  assert.throws(() => rupiah(0.5))
  assert.throws(() => rupiah(2 ** 53))
})
