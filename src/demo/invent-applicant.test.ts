import assert from 'node:assert/strict'
import { test } from 'node:test'
import { demoRegistry } from '../people/population-registry.ts'
import { readRecipientRow } from '../recipients/recipient-row.ts'
import { scheme2021 } from '../years/year-rules.ts'
import { applicantsAsCsv, inventApplicant, mostApplicants } from './invent-applicant.ts'

const rules = { ...scheme2021, usableUntil: '2027-12-15' }
const now = new Date('2026-11-23T10:00:00+07:00')

test('every invented applicant holds, is believed by the demo’s registry, and shares a family card with one other', async () => {
  const families = new Map<string, number>()
  const niks = new Set<string>()
  const phones = new Set<string>()
  // A stretch from the beginning, and people from everywhere.
  const numbers = [
    ...Array.from({ length: 30_000 }, (_, i) => i),
    ...Array.from({ length: 30_000 }, (_, i) => mostApplicants - 1 - i),
    ...Array.from({ length: 30_000 }, (_, i) => 1_000_000 + i * 2 + (i % 2)),
  ]
  for (const i of numbers) {
    const person = inventApplicant(i)
    const read = readRecipientRow(person, rules, now)
    assert.ok('recipient' in read, JSON.stringify([i, read]))
    assert.equal(await demoRegistry.check(read.recipient), 'match')
    niks.add(person.nik)
    phones.add(person.phone)
    families.set(person.kk, (families.get(person.kk) ?? 0) + 1)
  }
  assert.deepEqual([niks.size, phones.size], [numbers.length, numbers.length])
  assert.ok([...families.values()].every((members) => members <= 2))
  assert.ok([...families.values()].filter((members) => members === 2).length >= 30_000)
})

test('a small file has people of all provinces and occupations', () => {
  const people = Array.from({ length: 200 }, (_, i) => inventApplicant(i))
  assert.equal(new Set(people.map(({ nik }) => nik.slice(0, 2))).size, 10)
  assert.equal(new Set(people.map(({ occupation }) => occupation)).size, 6)
})

test('the file has a heading and as many rows as were asked for', () => {
  const lines = [...applicantsAsCsv(2_345)].join('').split('\n')
  assert.deepEqual([lines.length, lines.at(-1)], [2_347, ''])
  assert.equal(lines[0], 'name,nik,kk,birth_date,phone,email,education,occupation')
})
