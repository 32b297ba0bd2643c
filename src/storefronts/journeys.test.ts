import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { firstParts, realmNames, unreservedParts } from '../identity/reserved-names.ts'
import { themeOf } from '../web/parts/page/themes.ts'
import { inEnglish } from './in-english.ts'
import { addStorefront, journeys, storefrontFileOf, storefrontFiles } from './journeys.ts'
import { loadStorefronts } from './load-storefronts.ts'
import { journey as pijar } from './pijar.ts'

test('no storefront takes a name under which the programme has pages or accounts', () => {
  const before = journeys.length
  for (const id of new Set([...realmNames, ...firstParts]))
    assert.throws(
      () => addStorefront({ journey: { ...pijar, id } }),
      /pages or accounts of this name|2 to 31 of a-z/,
      id,
    )
  for (const id of ['konsol', 'mitra', 'portal', 'undian', 'bekal'])
    assert.throws(
      () => addStorefront({ journey: { ...pijar, id } }),
      new RegExp(`${id}: the programme has pages or accounts`),
      id,
    )
  for (const id of ['Mitra', 'x', '1toko', 'toko-baru', '../mitra', ''])
    assert.throws(() => addStorefront({ journey: { ...pijar, id } }), /2 to 31 of a-z and 0-9/, id)
  assert.throws(
    () => addStorefront({ journey: { ...pijar, id: 'tokopedia' } }),
    /a storefront of this id already/,
  )
  assert.equal(journeys.length, before)
})

test('an address of the programme that is not reserved is named', () => {
  assert.deepEqual(unreservedParts(['/kartu', '/verifikasi/:number', '/*', '/', '/gudang/:id']), ['gudang'])
})

test('a storefront is one file with at most thirty lines of steps, and comes in with all that its file says', async () => {
  for (const { journey, look, english, demo } of storefrontFiles) {
    const file = await readFile(new URL(`./${journey.id}.ts`, import.meta.url), 'utf8')
    const steps = /^ {2}steps: \[\n([\s\S]*?)^ {2}\],\n/m.exec(file)?.[1]?.split('\n').length ?? 0
    assert.ok(steps > journey.steps.length && steps <= 30, `${journey.id}: ${steps} lines`)
    assert.ok(look && english && demo, journey.id)
    assert.equal((demo.promos ?? []).length > 0, journey.promo, `${journey.id}: promos of the demo`)
  }
  assert.deepEqual(
    storefrontFiles.map(({ journey }) => journey),
    journeys,
  )
})

test('the file of the documentation comes in by the same door as ours, once', async () => {
  const file = 'docs/examples/kebun-ilmu.ts'
  await loadStorefronts([file])
  await loadStorefronts([file])
  const { journey, look, english, demo } = storefrontFileOf('kebunilmu')!
  assert.deepEqual(
    journeys.filter(({ id }) => id === 'kebunilmu'),
    [journey],
  )
  assert.deepEqual(themeOf('kebunilmu'), { ...look, id: 'kebunilmu', name: 'Kebun Ilmu' })
  assert.equal(inEnglish(journey, 'Petik'), english?.Petik)
  assert.equal(demo?.promos?.[0]?.code, 'PANEN10')
  await assert.rejects(loadStorefronts(['docs/examples/no-such-file.ts']), /no-such-file.ts cannot be read/)
  await assert.rejects(loadStorefronts(['src/storefronts/look.ts']), /look.ts exports no journey/)
})
