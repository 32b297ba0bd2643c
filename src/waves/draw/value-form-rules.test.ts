import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  canonicalValue,
  exampleOf,
  formInWords,
  isCanonical,
  type ValueForm,
  valueForm,
} from './value-form-rules.ts'

const readings: readonly [ValueForm, typed: string, value: string | undefined][] = [
  ['decimal-2', '7012.33', '7012.33'],
  ['decimal-2', '7012,33', '7012.33'],
  ['decimal-2', ' 7.012,33 ', '7012.33'],
  ['decimal-2', '7,012.33', '7012.33'],
  ['decimal-2', '7\u00a0012,33', '7012.33'],
  ['decimal-2', '1.234.567,80', '1234567.80'],
  ['decimal-2', '0,50', '0.50'],
  // Cut, rounded or marked otherwise: whoever types it looks again.
  ['decimal-2', '7012', undefined],
  ['decimal-2', '7012.3', undefined],
  ['decimal-2', '7012.330', undefined],
  ['decimal-2', '7.012', undefined],
  ['decimal-2', '7.012.33', undefined],
  ['decimal-2', '70.12,33', undefined],
  ['decimal-2', '07012.33', undefined],
  ['decimal-2', '-7012.33', undefined],
  ['decimal-2', '7012.33 poin', undefined],
  ['decimal-2', '٧٠١٢.٣٣', undefined],
  ['decimal-3', '7.012', '7.012'],
  ['digits-6', '041723', '041723'],
  ['digits-6', '04 17-23', '041723'],
  ['digits-6', '41723', undefined],
  ['digits-6', '0417231', undefined],
  ['hex-8', '0x00AB cdef', '00abcdef'],
  ['hex-8', '00abcdeg', undefined],
  ['hex-8', '', undefined],
]

for (const [form, typed, value] of readings)
  test(`"${typed}" is ${value ?? 'refused'} where the form is ${form}`, () => {
    assert.equal(canonicalValue(form, typed), value)
    if (value !== undefined) assert.equal(isCanonical(form, value), true)
  })

test('the forms are a closed list', () => {
  for (const name of ['decimal-1', 'decimal-8', 'digits-1', 'digits-100', 'hex-128'])
    assert.equal(valueForm(name), name)
  for (const name of [
    '',
    'decimal',
    'decimal-0',
    'decimal-9',
    'digits-101',
    'hex-129',
    'digits-06',
    'text-3',
  ])
    assert.equal(valueForm(name), undefined, name)
})

test('each form shows how it is written, with a value of the form', () => {
  for (const form of ['decimal-1', 'decimal-2', 'decimal-8', 'digits-12', 'hex-64'] as const) {
    assert.equal(isCanonical(form, exampleOf(form)), true, form)
    for (const language of ['id', 'en'] as const)
      assert.ok(formInWords(form, language).includes(exampleOf(form)))
  }
  assert.match(formInWords('decimal-2', 'id'), /2 desimal.*misalnya 7012\.33/)
})
