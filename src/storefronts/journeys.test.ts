import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { firstParts, realmNames, unreservedParts } from '../identity/reserved-names.ts'
import { themeOf } from '../web/parts/page/themes.ts'
import { inEnglish } from './in-english.ts'
import { addStorefront, compositionOf, journeys, storefrontFileOf, storefrontFiles } from './journeys.ts'
import { layouts, type Part, plainComposition } from './layouts/composition.ts'
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

test('no two of the seven are laid out alike in any part, and each layout is worn by one of them or by the plain', () => {
  for (const part of Object.keys(layouts) as Part[]) {
    const worn = storefrontFiles.slice(0, 7).map(({ journey }) => compositionOf(journey.id)[part])
    assert.equal(new Set(worn).size, 7, `${part}: ${worn}`)
    assert.deepEqual(new Set<string>([...worn, plainComposition[part]]), new Set<string>(layouts[part]), part)
  }
})

test('a storefront that names a part or a layout that there is not does not come in', () => {
  const file = { journey: { ...pijar, id: 'tokobaru' } }
  const wrong = { front: 'agenda', card: 'hologram', foot: 'bar' } as object
  assert.throws(
    () => addStorefront({ ...file, composition: wrong }),
    (error: Error) =>
      /tokobaru: composition: there is no card hologram, only picture, /.test(error.message) &&
      /there is no part foot, only head, front/.test(error.message) &&
      !/agenda,? only/.test(error.message),
  )
})

test('the file of the documentation comes in by the same door as ours, once', async () => {
  const file = 'docs/examples/kebun-ilmu.ts'
  await loadStorefronts([file])
  await loadStorefronts([file])
  const { journey, look, english, demo, composition } = storefrontFileOf('kebunilmu')!
  assert.deepEqual(
    journeys.filter(({ id }) => id === 'kebunilmu'),
    [journey],
  )
  assert.equal(composition?.coursePage, undefined)
  assert.deepEqual(themeOf('kebunilmu'), {
    ...look,
    id: 'kebunilmu',
    name: 'Kebun Ilmu',
    composition: { ...plainComposition, ...composition },
  })
  assert.equal(inEnglish(journey, 'Petik'), english?.Petik)
  assert.equal(demo?.promos?.[0]?.code, 'PANEN10')
  await assert.rejects(loadStorefronts(['docs/examples/no-such-file.ts']), /no-such-file.ts cannot be read/)
  await assert.rejects(loadStorefronts(['src/storefronts/look.ts']), /look.ts exports no journey/)
})
