import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readRecipientRow } from '../recipients/recipient-row.ts'
import { readIdentity } from '../registration/read-identity.ts'
import { scheme2021 } from '../years/year-rules.ts'
import {
  ageRefusal,
  inOrder,
  occupationRefusal,
  personRefusals,
  readFacts,
  type TypedFacts,
} from './person-rules.ts'

const now = new Date('2026-11-23T10:00:00+07:00')
const siti = {
  name: ' Siti   Rahmawati ',
  nik: '3201 0461 0798 0001',
  kk: '3201.0412.0515.0100',
  bornOn: '21-07-1998',
  phone: '0812-0000-0101',
  email: ' Siti@Contoh.example',
  education: 'SMK',
  occupation: 'Pencari  kerja',
}

test('facts are read as they are kept, and only those that were typed', () => {
  const { facts, refusals } = readFacts(siti, now)
  assert.deepEqual(refusals, [])
  assert.deepEqual(facts, {
    name: 'Siti Rahmawati',
    nik: '3201046107980001',
    kk: '3201041205150100',
    bornOn: '1998-07-21',
    phone: '+6281200000101',
    email: 'siti@contoh.example',
    education: 3,
    occupation: 'Pencari kerja',
  })
  assert.deepEqual(readFacts({ phone: '081200000101', name: undefined }, now).facts, {
    phone: '+6281200000101',
  })
})

test('whatever does not hold is told at once, in one order', () => {
  const nothing = Object.fromEntries(Object.keys(siti).map((name) => [name, '?1'])) as typeof siti
  assert.deepEqual(readFacts({ ...nothing, occupation: '' }, now).refusals, [
    'name_malformed',
    'nik_malformed',
    'kk_malformed',
    'birth_date_malformed',
    'phone_malformed',
    'email_malformed',
    'education_unknown',
    'occupation_missing',
  ])
  assert.deepEqual(inOrder([...personRefusals].reverse()), personRefusals)
})

test('portal, lists and corrections refuse the same, for the same reason', () => {
  const wrong: [TypedFacts, string][] = [
    [{ name: 'Siti 2 Rahmawati' }, 'name_malformed'],
    [{ name: ' ' }, 'name_malformed'],
    [{ name: 'a'.repeat(121) }, 'name_malformed'],
    [{ nik: '3201046107980000' }, 'nik_malformed'],
    [{ kk: '3201 0461 0798 0001' }, 'kk_malformed'],
    [{ kk: '0001041205150100' }, 'kk_malformed'],
    [{ bornOn: '31-02-1998' }, 'birth_date_malformed'],
    [{ bornOn: '22-07-1998' }, 'nik_birth_date_differ'],
    // nobody is born tomorrow: that is a slip, and no age
    [{ bornOn: '21-07-2098' }, 'birth_date_malformed'],
  ]
  for (const [change, refusal] of wrong) {
    const { phone, email, education, occupation, ...identity } = { ...siti, ...change } as typeof siti
    const { bornOn: birthDate, ...rest } = identity
    const raw = { ...rest, birth_date: birthDate, phone, email, education, occupation }
    const answers = [
      readFacts({ ...siti, ...change }, now),
      readIdentity({ ...rest, birthDate, regionConfirmed: false }, true, scheme2021, now),
      readRecipientRow(raw, scheme2021, now),
    ].map((read) => ('refusals' in read ? read.refusals : []))
    assert.deepEqual(answers, [[refusal], [refusal], [refusal]])
  }
})

test('an age counts in whole years of WIB, and no year need have an upper limit', () => {
  const rules = { ageMin: 18, ageMax: 64 }
  assert.equal(ageRefusal('2008-11-23', rules, now), undefined)
  assert.equal(ageRefusal('2008-11-24', rules, now), 'too_young')
  assert.equal(ageRefusal('1961-11-24', rules, now), undefined)
  assert.equal(ageRefusal('1961-11-23', rules, now), 'too_old')
  assert.equal(ageRefusal('1920-01-01', { ageMin: 18, ageMax: null }, now), undefined)
})

test('who studies is told that first, whatever else they do', () => {
  assert.equal(occupationRefusal('PNS', true), 'in_formal_education')
  assert.equal(occupationRefusal('Mahasiswa'), 'in_formal_education')
  assert.equal(occupationRefusal('PNS'), 'occupation_excluded')
  assert.equal(occupationRefusal('Buruh'), undefined)
})
