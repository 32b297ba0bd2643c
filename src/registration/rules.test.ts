import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ClaimFacts, claimRefusal } from '../people/claim-rules.ts'
import { readIdentity } from './read-identity.ts'
import { nextStep } from './rules.ts'

const now = new Date('2026-11-23T03:00:00Z')

test('a claim is refused for the first reason of the list, and the limit of a family card is the year’s', () => {
  const free: ClaimFacts = {
    excludedBy: undefined,
    barred: false,
    recipient: false,
    registered: false,
    claimedElsewhere: false,
    family: 1,
  }
  assert.equal(claimRefusal(free, 2), undefined)
  assert.equal(claimRefusal(free, 1), 'family_card_full')
  const all: ClaimFacts = { ...free, barred: true, recipient: true, registered: true, claimedElsewhere: true }
  assert.equal(claimRefusal({ ...all, excludedBy: 'ASN' }, 1), 'excluded')
  assert.equal(claimRefusal(all, 1), 'barred')
  assert.equal(claimRefusal({ ...all, barred: false }, 1), 'earlier_recipient')
  assert.equal(claimRefusal({ ...all, barred: false, recipient: false }, 1), 'person_known')
  assert.equal(claimRefusal({ ...free, claimedElsewhere: true }, 1), 'nik_taken')
})

test('an upper limit of age holds where the year has one', () => {
  const typed = {
    name: 'Siti',
    nik: '3201046107600001',
    kk: '3201041205150100',
    birthDate: '21-07-1960',
    regionConfirmed: false,
  }
  const read = (ageMax: number | null) => readIdentity(typed, true, { ageMin: 18, ageMax }, now)
  assert.deepEqual(read(64), { refusals: ['too_old'] })
  assert.ok('identity' in read(66))
  assert.ok('identity' in read(null))
})

test('the next step is the first that is not done, whatever was done after it', () => {
  const done = { consent: true, identity: true, profile: true, phone: true, test: true, declarations: true }
  assert.equal(nextStep(done), undefined)
  assert.equal(nextStep({ ...done, identity: false, test: false }), 'identity')
})
