import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aDrawnProgramme, ana, must, refusalOf } from '../../../test/a-draw.ts'
import { tamper } from '../../../test/database.ts'
import { leaveWave } from '../join-wave.ts'
import { outcomeCodes } from './outcomes.ts'
import { simulatedSides, simulateWave } from './simulate-wave.ts'
import type { SimulatedTerms } from './simulated-rules.ts'

const programme = await aDrawnProgramme()
const { ctx, pool } = programme

interface Joiner {
  readonly province?: string
  readonly occupation?: string
  readonly bornOn?: string
  readonly family?: number
}

/** A wave that is drawn and announced, with these people in it. */
async function aWaveOf(quota: number, people: readonly Joiner[], terms = {}) {
  const waveId = await programme.anOpenWave(quota, terms)
  const ids: string[] = []
  for (const person of people) {
    ids.push(await programme.aPerson(person))
    await programme.join(ids.at(-1)!, waveId)
    programme.clock.advance(1000)
  }
  return { waveId, ids }
}

/** What became of each ref on a side, as ranks.txt has it. */
async function outcomesOf(waveId: number, side: 'own' | 'tried', terms: SimulatedTerms = {}) {
  const { applicants, outcomes } = must(await simulatedSides(ctx, waveId, terms))
  const found = new Map<string, string | undefined>()
  for (let place = 0; place < applicants.count; place++)
    found.set(
      applicants.refs.toString('hex', place * 16, (place + 1) * 16),
      outcomeCodes[outcomes[side][place]!],
    )
  return found
}

const letters: Readonly<Record<string, string>> = {
  P: 'province',
  C: 'common',
  R: 'reserve',
  N: 'not_selected',
  X: 'struck',
}

/** What was published of each ref. */
async function publishedOf(waveId: number) {
  const { rows } = await pool.query<{ lines: string }>(
    `select lines from draw_page where wave_id = $1 and tree = 'ranks' order by page`,
    [waveId],
  )
  const lines = rows.flatMap(({ lines }) => lines.trimEnd().split('\n'))
  return new Map(lines.map((line) => [line.slice(10, 42), letters[line.slice(43)]!]))
}

const many = (count: number, of: (i: number) => Joiner) => Array.from({ length: count }, (_, i) => of(i))

test('with the rules unchanged the draw of the wave comes out again, every reference of it', async () => {
  const people = many(90, (i) => ({
    province: ['11', '32', '91'][i % 3]!,
    occupation: i % 4 === 0 ? 'Karyawan dirumahkan' : 'Pencari kerja',
    family: 1000 + (i >> 1),
  }))
  const { waveId, ids } = await aWaveOf(25, people, {
    reserves: 5,
    provinceShares: new Map([['91', 4000]]),
  })
  must(await leaveWave(ctx, ids[3]!, waveId, ana))
  await programme.bar(ids[7]!)
  await programme.close(waveId)
  await programme.bar(ids[10]!)
  await programme.enterValue(waveId)
  await programme.run(waveId)
  assert.equal(refusalOf(await simulateWave(ctx, waveId, {}, { actor: ana })), 'not_announced')
  await tamper(pool, `update wave set status = 'announced' where wave_id = ${waveId}`)
  const published = await publishedOf(waveId)
  assert.equal(published.size, 88)
  for (const side of ['own', 'tried'] as const) {
    const found = await outcomesOf(waveId, side)
    // Whoever was taken out when the list was closed stands in neither list.
    assert.equal([...found.values()].filter((outcome) => outcome === undefined).length, 1)
    for (const [ref, outcome] of published) assert.equal(found.get(ref), outcome, ref)
  }
  const { total, by, leftOut, letIn } = must(await simulateWave(ctx, waveId, {}, { actor: ana }))
  assert.deepEqual([total.seatsBefore, total.seatsAfter, total.gained, total.lost], [25, 25, 0, 0])
  assert.deepEqual([leftOut, letIn], [0, 0])
  assert.equal(
    by.province.reduce((sum, { applicants }) => sum + applicants!, 0),
    88,
  )
})

test('another quota gives its seats in the order of the lots, province by province, as counted by hand', async () => {
  // Thirty of Aceh, thirty of Papua; one group, no reserves: the lots alone decide, and half of the quota is Papua's.
  const people = many(60, (i) => ({ province: i % 2 === 0 ? '11' : '91' }))
  const { waveId } = await aWaveOf(20, people, { reserves: 0, provinceShares: new Map([['91', 5000]]) })
  await programme.drawn(waveId)
  const { rows } = await pool.query<{ lines: string }>(
    `select lines from draw_page where wave_id = $1 and tree = 'ranks' order by page`,
    [waveId],
  )
  const order = rows.flatMap(({ lines }) => lines.trimEnd().split('\n')).map((line) => line.slice(10, 42))
  const { rows: lived } = await pool.query<{ ref: string; province: string }>(
    `select encode(ref, 'hex') as ref, province from wave_application where wave_id = $1`,
    [waveId],
  )
  const provinceOf = new Map(lived.map(({ ref, province }) => [ref, province]))
  const seatsOf = (quota: number) => {
    const papua = order.filter((ref) => provinceOf.get(ref) === '91').slice(0, quota / 2)
    const others = order.filter((ref) => !papua.includes(ref)).slice(0, quota / 2)
    return new Set([...papua, ...others])
  }
  const [before, after] = [seatsOf(20), seatsOf(40)]
  const simulated = must(await simulateWave(ctx, waveId, { quota: 40, grantRupiah: 600_000 }, { actor: ana }))
  assert.deepEqual(simulated.tried.draw.province_seats, { 91: 20 })
  const { total } = simulated
  assert.deepEqual([total.seatsBefore, total.seatsAfter, total.gained, total.lost], [20, 40, 20, 0])
  assert.deepEqual([total.rupiahBefore, total.rupiahAfter], [20_000_000, 24_000_000])
  const seated = (seats: ReadonlySet<string>, province: string) =>
    [...seats].filter((ref) => provinceOf.get(ref) === province).length
  for (const { name, applicants, seatsBefore, seatsAfter } of simulated.by.province)
    assert.deepEqual(
      [applicants, seatsBefore, seatsAfter],
      name === null ? [60, 20, 40] : [30, seated(before, name), seated(after, name)],
    )
  const found = await outcomesOf(waveId, 'tried', { quota: 40 })
  for (const ref of order) assert.equal(['province', 'common'].includes(found.get(ref)!), after.has(ref), ref)
})

test('priorities, ages and families that are tried decide who stands where, by the rules of joining', async () => {
  const people = many(40, (i) => ({
    occupation: i < 10 ? 'Nelayan' : 'Pencari kerja',
    bornOn: i >= 30 ? '1950-05-05' : '1990-05-05',
    family: 2000 + (i >> 1),
  }))
  const { waveId, ids } = await aWaveOf(12, people, { reserves: 0 })
  await programme.drawn(waveId)
  const { rows } = await pool.query<{ ref: string; person_id: string }>(
    `select encode(ref, 'hex') as ref, person_id from wave_application where wave_id = $1`,
    [waveId],
  )
  const place = new Map(rows.map(({ ref, person_id }) => [ref, ids.indexOf(person_id)]))
  const groups = [
    { name: 'Nelayan', occupations: ['nelayan'] },
    { name: 'Lainnya', occupations: [] },
  ]
  const byGroup = await outcomesOf(waveId, 'tried', { groups })
  // All ten fishers come first, whatever their lots.
  for (const [ref, i] of place) if (i < 10) assert.equal(byGroup.get(ref), 'common')
  const byAge = await outcomesOf(waveId, 'tried', { ageMax: 64 })
  for (const [ref, i] of place) assert.equal(byAge.get(ref) === undefined, i >= 30, `person ${i}`)
  const byFamily = await outcomesOf(waveId, 'tried', { maxPerFamilyCard: 1 })
  // Of each pair the one who joined first; the second one stands in no list.
  for (const [ref, i] of place) assert.equal(byFamily.get(ref) === undefined, i % 2 === 1, `person ${i}`)
  const { leftOut, total } = must(await simulateWave(ctx, waveId, { maxPerFamilyCard: 1 }, { actor: ana }))
  assert.equal(leftOut, 20)
  assert.deepEqual([total.applicants, total.seatsAfter], [40, 12])
})

test('no count of fewer than five is told, nor can it be taken from those that are', async () => {
  // Two of Papua among fifty of Java: their row would tell of two people.
  const { waveId } = await aWaveOf(
    10,
    many(52, (i) => ({ province: i < 2 ? '91' : i % 2 ? '32' : '33' })),
    {
      reserves: 0,
    },
  )
  await programme.drawn(waveId)
  for (const quota of [11, 16, 25, 30]) {
    const { by, total } = must(await simulateWave(ctx, waveId, { quota }, { actor: ana }))
    for (const rows of [by.province, by.age]) {
      assert.ok(!rows.some(({ name }) => name === '91'))
      for (const { applicants, seatsBefore, seatsAfter, gained, lost } of rows)
        for (const count of [gained!, lost!, seatsBefore - lost!, applicants! - seatsBefore - gained!]) {
          assert.ok(count === 0 || count >= 5, `${count} of quota ${quota}`)
          assert.equal(seatsAfter, seatsBefore - lost! + gained!)
        }
      // What is merged is shown: no row can be told by what is missing from the total.
      if (rows.length > 0)
        assert.equal(
          rows.reduce((sum, row) => sum + row.applicants!, 0),
          total.applicants,
        )
    }
    // By sex only those who have a seat are told.
    for (const { applicants, seatsBefore, gained, lost } of by.sex) {
      assert.equal(applicants, null)
      for (const count of [gained!, lost!, seatsBefore - lost!]) assert.ok(count === 0 || count >= 5)
    }
    assert.equal(total.gained, quota === 11 ? null : quota - 10)
  }
})

test('rules that contradict themselves are refused, and nothing is written but an event', async () => {
  const { waveId } = await aWaveOf(
    5,
    many(8, () => ({})),
    { provinceShares: new Map([['32', 5000]]) },
  )
  await programme.drawn(waveId)
  const refused = async (terms: SimulatedTerms) =>
    refusalOf(await simulateWave(ctx, waveId, terms, { actor: ana }))
  assert.equal(await refused({ ageMin: 40, ageMax: 30 }), 'ages_contradict')
  assert.equal(await refused({ shares: { 32: 8000, 33: 6000 } }), 'rules_malformed')
  assert.equal(await refused({ groups: [{ name: 'Nelayan', occupations: ['Nelayan'] }] }), 'rules_malformed')
  assert.equal(refusalOf(await simulateWave(ctx, 99_999, {}, { actor: ana })), 'wave_unknown')
  const events = () =>
    pool.query(`select act, subject, facts from journal where journal_id > $1 order by journal_id`, [last])
  const { rows } = await pool.query('select max(journal_id) as last from journal')
  const last = rows[0].last
  must(await simulateWave(ctx, waveId, { quota: 6 }, { actor: ana }))
  assert.deepEqual((await events()).rows, [
    {
      act: 'rules_simulated',
      subject: `wave:${waveId}`,
      facts: { rules: { quota: 6 }, applicants: 8, seats: 6 },
    },
  ])
})
