import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aRegistration } from '../../../test/a-registration.ts'
import { foldedName } from '../../kernel/text.ts'
import { findAnything } from './find.ts'
import { findPeople, mostFound } from './find-people.ts'

const scene = await aRegistration()
const { ctx, pool } = scene

async function called(name: string) {
  const person = await scene.aPerson()
  await pool.query('update person set name = $2 where person_id = $1', [person.personId, name])
  return person
}

const foundBy = async (typed: string) => (await findPeople(ctx, typed)).map(({ name }) => name)

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
      (await findPeople(ctx, what)).map((found) => found.personId),
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

test('a name is found by its words in any order, by beginnings of them, and by whole words first', async () => {
  await called('Nur Aini Rahmawati')
  await called('Aini Nurlaila')
  await called('H. Abd. Rahman, S.Pd')
  for (const typed of ['rahmawati nur aini', 'AINI RAHMA', 'rahm ai nu', 'Nur-Aini Rahmawati'])
    assert.deepEqual(await foundBy(typed), ['Nur Aini Rahmawati'], typed)
  assert.deepEqual(await foundBy('nur aini'), ['Nur Aini Rahmawati', 'Aini Nurlaila'])
  for (const typed of ['rahman abd', 'S.Pd. Rahman', 'Abd.Rahman'])
    assert.deepEqual(await foundBy(typed), ['H. Abd. Rahman, S.Pd'], typed)
  // What PostgreSQL would read as a question of its own is words, or nothing.
  for (const typed of ["nur' | rahman", 'nur & !aini', 'nur:*\\', '(nur)', '<->'])
    await assert.doesNotReject(findPeople(ctx, typed), typed)
})

test('of a name that very many have, so many are told as can be read', async () => {
  const { personId } = await scene.aPerson()
  await pool.query(
    `insert into person
     select (jsonb_populate_record(person, jsonb_build_object('person_id', 900000 + i, 'nik_hash', sha256(i::text::bytea), 'name', 'Siti Beban ' || i))).*
     from person, generate_series(1, 120) i where person.person_id = $1`,
    [personId],
  )
  const { people, many } = await findAnything(ctx, ['auditor'], 'siti')
  assert.deepEqual([people.length, many], [mostFound, true])
  assert.deepEqual(await foundBy('beban siti 117'), [])
})

test('who may not see people finds none, and of the rest what their roles may see', async () => {
  const person = await called('Melati Wulandari')
  await pool.query(
    `insert into appeal (reference, person_id, about, text, filed_at, answer_before)
     values ('K7MELATI2345', $1, 'other', 'Sebuah keberatan', now(), now() + interval '14 days')`,
    [person.personId],
  )
  await pool.query(
    `insert into institution (name, name_key, slug) values ('LKP Melati Jaya', 'lkp melati jaya', 'lkp-melati-jaya')`,
  )
  const found = async (role: Parameters<typeof findAnything>[1][number], typed: string) => {
    const { people, things } = await findAnything(ctx, [role], typed)
    return [people.map(({ name }) => name), things.map(({ kind }) => kind)]
  }
  assert.deepEqual(await found('operator', 'melati'), [['Melati Wulandari'], ['institution']])
  assert.deepEqual(await found('curator', 'melati'), [[], ['institution']])
  assert.deepEqual(await found('support', 'k7melati2345'), [[], ['appeal']])
  assert.deepEqual(await found('finance', 'k7melati2345'), [[], []])
  assert.deepEqual(await found('finance', ''), [[], []])
})

test('the words of a name are looked up by their index', async () => {
  const client = await pool.connect()
  await client.query('begin')
  await client.query('set local enable_seqscan = off')
  const { rows } = await client.query(
    `explain select person_id from person where array_to_tsvector(name_words(name)) @@ $$'siti':*$$::tsquery`,
  )
  await client.query('rollback')
  client.release()
  assert.match(JSON.stringify(rows), /person_words/)
})
