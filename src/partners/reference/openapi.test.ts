import assert from 'node:assert/strict'
import { test } from 'node:test'
import { calls } from '../calls.ts'
import { errorCatalogue } from '../error-catalogue.ts'
import { Malformed, readFields } from '../fields.ts'
import { openApiDocument } from './openapi.ts'
import { callReferences, publishedVector } from './reference.ts'
import { signingExamples } from './signing-examples.ts'

const described = openApiDocument('https://api.example')

test('every call is described, in both languages', () => {
  assert.deepEqual(
    Object.keys(described.paths),
    calls.map((call) => call.path),
  )
  const english = openApiDocument('https://api.example', 'en')
  assert.notEqual(english.info.description, described.info.description)
  assert.notDeepEqual(english.paths, described.paths)
})

test('the description is plain JSON, names the published vector, and every reference in it leads somewhere', () => {
  const text = JSON.stringify(described)
  assert.deepEqual(JSON.parse(text), described)
  assert.ok(text.includes(publishedVector.signature))
  for (const [, name] of text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g))
    assert.ok(name! in described.components.schemas)
})

test('the example of every request is one that the call takes, and the example of every answer has its fields', () => {
  for (const { call, request, answer, answerFields, name } of callReferences) {
    assert.ok(!(readFields(call.fields, request) instanceof Malformed), name)
    assert.deepEqual(Object.keys(request).sort(), Object.keys(call.fields).sort())
    for (const field of answerFields) {
      const value = answer[field.name]
      if (field.optional) continue
      const type = field.schema.type === 'integer' ? 'number' : field.schema.type
      if (type === 'array') assert.ok(Array.isArray(value), `${name} ${field.name}`)
      else assert.equal(typeof value, type, `${name} ${field.name}`)
    }
    for (const given of Object.keys(answer))
      assert.ok(
        answerFields.some((field) => field.name === given),
        given,
      )
  }
})

test('the whole error catalogue is in the description', () => {
  assert.deepEqual(
    described['x-error-catalogue'].map(({ code }) => code),
    Object.values(errorCatalogue).map(({ code }) => code),
  )
})

test('the examples of signing hold what they are given', () => {
  const examples = signingExamples({
    baseUrl: 'https://api.example',
    clientCode: 'mitra-1',
    signKey: 'kunci-1',
    path: '/api/v1/integration/payment/status',
    body: '{"invoice_code":"DP-1"}',
  })
  for (const { code } of examples)
    for (const part of [
      'https://api.example',
      'mitra-1',
      'kunci-1',
      '/payment/status',
      '{"invoice_code":"DP-1"}',
    ])
      assert.ok(code.includes(part), part)
})
