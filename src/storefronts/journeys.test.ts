import assert from 'node:assert/strict'
import { test } from 'node:test'
import { firstParts, realmNames, unreservedParts } from '../identity/reserved-names.ts'
import { addJourney, journeys } from './journeys.ts'
import { pijar } from './pijar.ts'

test('no storefront takes a name under which the programme has pages or accounts', () => {
  const before = journeys.length
  for (const id of new Set([...realmNames, ...firstParts]))
    assert.throws(() => addJourney({ ...pijar, id }), /pages or accounts of this name|2 to 31 of a-z/, id)
  for (const id of ['konsol', 'mitra', 'portal', 'undian', 'bekal'])
    assert.throws(
      () => addJourney({ ...pijar, id }),
      new RegExp(`${id}: the programme has pages or accounts`),
      id,
    )
  for (const id of ['Mitra', 'x', '1toko', 'toko-baru', '../mitra', ''])
    assert.throws(() => addJourney({ ...pijar, id }), /2 to 31 of a-z and 0-9/, id)
  assert.throws(() => addJourney({ ...pijar, id: 'tokopedia' }), /a storefront of this id already/)
  assert.equal(journeys.length, before)
})

test('an address of the programme that is not reserved is named', () => {
  assert.deepEqual(unreservedParts(['/kartu', '/verifikasi/:number', '/*', '/', '/gudang/:id']), ['gudang'])
})
