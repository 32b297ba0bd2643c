import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aRegistration } from '../../test/a-registration.ts'
import { foldedName } from '../kernel/text.ts'
import { findAnything } from './find.ts'

const scene = await aRegistration()
const { ctx, pool } = scene

async function called(name: string) {
  const person = await scene.aPerson()
  await pool.query('update person set name = $2 where person_id = $1', [person.personId, name])
  return person
}

const foundBy = async (typed: string) => (await findAnything(ctx, typed)).map(({ name }) => name)

test('somebody is found by a name however it was typed, here or there', async () => {
  await called("Ma'ruf Amin")
  await called('Ma’ruf Bakri')
  await called('René Nuñez')
  await called('Zoe\u0308 Lestari')
  for (const typed of ["ma'ruf", 'Ma’ruf', 'MARUF', 'maʼruf', 'Ma\u200bruf', 'Ma`ruf'])
    assert.deepEqual(await foundBy(typed), ["Ma'ruf Amin", 'Ma’ruf Bakri'], typed)
  for (const typed of ['rene nunez', 'René Nuñez', 'Rene\u0301 Nun\u0303ez', 'RENÉ\u00a0\u00a0NUÑ'])
    assert.deepEqual(await foundBy(typed), ['René Nuñez'], typed)
  assert.deepEqual(await foundBy('Zoë'), ['Zoe\u0308 Lestari'])
  assert.deepEqual(await foundBy('%a'), [])
  assert.deepEqual(await foundBy("''"), [])
})

test('numbers and emails are found with the marks that they were pasted with', async () => {
  const { typed, personId } = await scene.aPerson()
  const { nik } = typed
  const phone = (await pool.query('select phone, email from person where person_id = $1', [personId])).rows[0]
  for (const what of [
    `\u202a${nik.replace(/(.{4})/g, '$1\u00a0')}\u202c`,
    `\u200e${phone.phone}\ufeff`,
    ` ${phone.email.toUpperCase()}\u200b`,
  ])
    assert.deepEqual(
      (await findAnything(ctx, what)).map((found) => found.personId),
      [String(personId)],
      what,
    )
})

test('the index folds a name as the product does', async () => {
  for (const name of [
    "Ma’ruf  O'Neil",
    'Rene\u0301',
    'Nur\u200baini\u00a0 X',
    'ÑUÑO',
    'Ångström',
    'Dewi-Sri',
    'ＡＢＣ',
    'Si\u00adti',
  ]) {
    const { rows } = await pool.query('select folded_name($1) as folded', [name])
    assert.equal(rows[0].folded, foldedName(name), name)
  }
})

test('a beginning of a name is looked up by the index', async () => {
  const client = await pool.connect()
  await client.query('begin')
  await client.query('set local enable_seqscan = off')
  const { rows } = await client.query(
    `explain select person_id from person
     where folded_name(name) ~>=~ folded_name('siti') and folded_name(name) ~<~ (folded_name('siti') || chr(1114111))`,
  )
  await client.query('rollback')
  client.release()
  assert.match(JSON.stringify(rows), /person_name/)
})
