import assert from 'node:assert/strict'
import { test } from 'node:test'
import { errorCatalogue } from '../../partners/error-catalogue.ts'
import { callReferences, publishedVector } from '../../partners/reference/reference.ts'
import { Reference } from './reference-page.tsx'

const drawn = (language: 'id' | 'en') =>
  (
    <Reference language={language} baseUrl="https://api.example" openApiUrl="/api/openapi.json" />
  ).toString() as string

test('the reference shows every call, every error and the published vector, in both languages', () => {
  for (const language of ['id', 'en'] as const) {
    const page = drawn(language)
    for (const { call, title } of callReferences) {
      assert.ok(page.includes(call.path))
      assert.ok(page.includes(title[language]))
    }
    for (const { code } of Object.values(errorCatalogue)) assert.ok(page.includes(code))
    assert.ok(page.includes(publishedVector.signature))
  }
})

test('every link within the page leads to a part of it, and no id is given twice', () => {
  const page = drawn('id')
  const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
  assert.equal(new Set(ids).size, ids.length)
  for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) assert.ok(ids.includes(target), target)
})

test('the reference needs no script and asks for nothing from elsewhere', () => {
  assert.doesNotMatch(drawn('id'), /<script|<link|<img|style=|src=/)
})

test('no two parts that are read out as landmarks have one name', () => {
  for (const language of ['id', 'en'] as const) {
    const names = [...drawn(language).matchAll(/<(?:section|nav)[^>]* aria-label="([^"]+)"/g)].map(
      ([, name]) => name,
    )
    assert.ok(names.length > 20)
    assert.deepEqual(
      names.filter((name, index) => names.indexOf(name) !== index),
      [],
    )
  }
})
