import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aDrawnProgramme, ana, budi, must, refusalOf } from '../../../test/a-draw.ts'
import { day } from '../../kernel/clock.ts'
import { commitDraw } from './commit-draw.ts'
import { readDrawRow } from './draw-store.ts'
import { enterPublicValue } from './enter-public-value.ts'
import { runDrawAct } from './run-draw.ts'

const programme = await aDrawnProgramme()
const { ctx, pool, clock } = programme

test('the public value is entered by two people who agree, not before it is known', async () => {
  const waveId = await programme.anOpenWave(1)
  await programme.join(await programme.aPerson(), waveId)
  const enter = async (value: string, actor: typeof ana) =>
    refusalOf(await enterPublicValue(ctx, waveId, value, actor))
  assert.equal(await enter('1,00', ana), 'list_missing')
  await programme.close(waveId)
  assert.equal(await enter('1,00', ana), 'value_not_known_yet')
  clock.advance(2 * day)
  assert.equal(await enter(' ', ana), 'value_malformed')
  assert.equal(await enter('1,00', ana), undefined)
  assert.equal(await enter('1,00', ana), 'second_person_needed')
  assert.equal(await enter('2,00', budi), 'values_differ')
  assert.equal(refusalOf(await runDrawAct(pool, waveId)), 'value_missing')
  // Both are void: the next round begins.
  assert.equal(await enter('2,00', budi), undefined)
  assert.equal(await enter(' 2.00  ', ana), undefined)
  assert.equal(await enter('2,00', ana), 'value_agreed')
})

test('the database itself refuses one operator twice, values that differ and a seed of something else', async () => {
  const waveId = await programme.anOpenWave(1)
  await programme.close(waveId)
  clock.advance(2 * day)
  must(await enterPublicValue(ctx, waveId, '1.00', ana))
  const entry = (value: string, by: string) =>
    pool.query(`insert into draw_value values ($1, 1, 2, $2, $3, now())`, [waveId, value, by])
  const setValue = (value: string) =>
    pool.query('update draw set public_value = $2 where wave_id = $1', [waveId, value])
  await assert.rejects(entry('1.00', 'staff:101'), /entered_by_two/)
  await assert.rejects(setValue('1.00'), /violates foreign key/)
  await entry('2.00', 'staff:102')
  await assert.rejects(setValue('1.00'), /violates foreign key/)
  await assert.rejects(setValue('2.00'), /violates foreign key/)
  await assert.rejects(pool.query(`update draw_value set value = '1.00'`), /permission denied/)
  await assert.rejects(
    pool.query(`update draw set seed = sha256('mine') where wave_id = $1`, [waveId]),
    /violates check constraint/,
  )
})

test('rules are written down before the wave opens; then only another public value may be named', async () => {
  const waveId = await programme.aPlannedWave(10)
  const commit = async (terms: Parameters<typeof programme.terms>[0]) =>
    refusalOf(await commitDraw(ctx, waveId, programme.terms(terms), ana))
  assert.equal(await commit({ reserves: 9 }), undefined)
  assert.equal(await commit({ provinceShares: new Map([['32', 11_000]]) }), 'rules_malformed')
  assert.equal(await commit({ groups: [{ name: 'x', occupations: ['y'] }] }), 'rules_malformed')
  const open = await programme.anOpenWave(10)
  const commitOpen = async (terms: Parameters<typeof programme.terms>[0]) =>
    refusalOf(await commitDraw(ctx, open, programme.terms(terms), ana))
  const soon = {
    name: 'Undian lain',
    knownFrom: new Date(clock.now().getTime() + 3 * day),
    form: 'digits-6' as const,
  }
  assert.equal(await commitOpen({ reserves: 9 }), 'rules_differ')
  assert.equal(await commitOpen({ publicValue: { ...soon, knownFrom: clock.now() } }), 'value_already_known')
  assert.equal(await commitOpen({ publicValue: soon }), undefined)
  await programme.close(open)
  assert.equal(await commitOpen({ publicValue: soon }), 'draw_begun')
  assert.equal(refusalOf(await commitDraw(ctx, 9999, programme.terms(), ana)), 'wave_unknown')
})

test('two who agree cannot choose how the public value is written: the rules name its form', async () => {
  const waveId = await programme.anOpenWave(1)
  await programme.join(await programme.aPerson(), waveId)
  const { rules } = (await readDrawRow(pool, waveId))!
  assert.equal(JSON.parse(rules!).public_value.form, 'decimal-2')
  await programme.close(waveId)
  clock.advance(2 * day)
  for (const typed of ['7012,3', '7012.330', '7.012', 'tujuh ribu', ' ']) {
    const refused = await enterPublicValue(ctx, waveId, typed, ana)
    assert.ok(!refused.ok && refused.refusal === 'value_malformed', typed)
    assert.match(refused.facts.said!.id, /2 desimal.*misalnya 7012\.33/)
    assert.match(refused.facts.said!.en, /2 decimals.*such as 7012\.33/)
  }
  must(await enterPublicValue(ctx, waveId, '7.012,33', ana))
  must(await enterPublicValue(ctx, waveId, '7012.33', budi))
  assert.equal((await readDrawRow(pool, waveId))!.publicValue, '7012.33')
})

test('the database refuses a public value of another form, though two people entered it', async () => {
  const waveId = await programme.anOpenWave(1)
  await programme.close(waveId)
  for (const [entry, by] of [
    [1, 'staff:101'],
    [2, 'staff:102'],
  ] as const)
    await pool.query(`insert into draw_value values ($1, 1, $2, '7012,33', $3, now())`, [waveId, entry, by])
  await assert.rejects(
    pool.query(`update draw set public_value = '7012,33' where wave_id = $1`, [waveId]),
    /value_of_its_form/,
  )
})

test('a wave cannot be committed to a form that there is not', async () => {
  const waveId = await programme.aPlannedWave(1)
  const publicValue = { ...programme.terms().publicValue, form: 'decimal-9' as const }
  assert.equal(
    refusalOf(await commitDraw(ctx, waveId, programme.terms({ publicValue }), ana)),
    'rules_malformed',
  )
})
