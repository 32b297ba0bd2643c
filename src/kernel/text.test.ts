import assert from 'node:assert/strict'
import { test } from 'node:test'
import { codeMeant, codeReadings, randomCode } from './codes.ts'
import { isSpreadsheetNumber, longNumber } from './long-number.ts'
import { indonesianMobile } from './phone.ts'
import { bare, foldedName, plainName, tidyName } from './text.ts'

test('a name is stored in NFC without what nobody sees, and as it was typed otherwise', () => {
  assert.equal(tidyName(' Rene\u0301\u00a0 Nun\u0303ez\u200b\u200e '), 'Ren\u00e9 Nu\u00f1ez')
  assert.equal(tidyName('Nur’aini\ufeff'), 'Nur’aini')
  assert.equal(tidyName('Si\u00adti\tAminah\u0007'), 'Siti Aminah')
  assert.equal(plainName('Nur’aini'), "Nur'aini")
})

test('a name is the same however its apostrophe, accents, case and blanks were typed', () => {
  for (const typed of ["Ma'ruf", 'Ma’ruf', 'Ma‘ruf', 'MA`RUF', 'Maʼruf', 'Maruf', ' ma\u2060ruf '])
    assert.equal(foldedName(typed), 'maruf', typed)
  for (const typed of ['René Nuñez', 'Rene\u0301 Nun\u0303ez', 'RENE  NUNEZ', 'rene\u00a0nunez'])
    assert.equal(foldedName(typed), 'rene nunez', typed)
})

test('numbers and codes are read without blanks of any kind and without what nobody sees', () => {
  assert.equal(bare('\u202a3275 0111\u00a00491\u20070141\u202c'), '3275011104910141')
  assert.equal(bare('ABCD\u20111234–EF\u200bGH'), 'ABCD-1234-EFGH')
  assert.equal(longNumber('\u200e3275.0111-0491 0141'), '3275011104910141')
  assert.equal(longNumber("'3275011104910141"), '3275011104910141')
})

test('a number that a spreadsheet has made of a long number is none of anybody', () => {
  for (const typed of [
    '3.27501E+15',
    '3,27501e+15',
    '3275011104910140.0',
    '327501110491014.0',
    '3275011104910140,00',
  ]) {
    assert.ok(isSpreadsheetNumber(typed), typed)
    assert.equal(longNumber(typed), '', typed)
  }
  assert.equal(isSpreadsheetNumber('3275.0111.0491.0141'), false)
})

test('a phone is the one that was meant, after a spreadsheet too, or none', () => {
  for (const typed of [
    '81234500027.0',
    '81234500027,00',
    '81234500027',
    '6281234500027.0',
    "'081234500027",
    '0812\u200e 3450\u00a00027',
    '\u202a+62 812-3450-0027\u202c',
    '0812‑3450‑0027',
  ])
    assert.equal(indonesianMobile(typed), '+6281234500027', typed)
  for (const typed of [
    '8.1234500027E+10',
    '081234500027.0',
    '0812 3450 0027 / 0813 3450 0027',
    '0812345A0027',
  ])
    assert.equal(indonesianMobile(typed), undefined, typed)
})

test('a code is forgiven O for 0 and I for 1, and never means two', () => {
  const old = ['AB0DEFGHJKLM', 'ABODEFGHJKLM', 'PRAT-0001']
  assert.equal(codeMeant('ab0d-efgh-jklm', old), 'AB0DEFGHJKLM')
  assert.equal(codeMeant('abod efgh jklm', old), 'ABODEFGHJKLM')
  assert.equal(codeMeant('ABODEFGHJKLM', ['AB0DEFGHJKLM']), 'AB0DEFGHJKLM')
  assert.equal(codeMeant('prat-OOOi', old), 'PRAT-0001')
  assert.equal(codeMeant('AOODEFGHJKLM', ['A0ODEFGHJKLM', 'AO0DEFGHJKLM']), undefined)
  assert.deepEqual(codeReadings('O'.repeat(12)).forgiven, [])
  assert.deepEqual(codeReadings(randomCode(12)).forgiven, [])
})
