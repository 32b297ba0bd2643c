import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { anOpenWave, fileOf, take } from '../../../test/a-list.ts'
import { aRegistration, clerk, must, refusalOf } from '../../../test/a-registration.ts'
import { tamper } from '../../../test/database.ts'
import { inventApplicant } from '../../demo/invent-applicant.ts'
import { askRegistry } from '../../people/ask-registry.ts'
import { lockOf } from '../../people/claim-identity.ts'
import { RegistryFault } from '../../people/population-registry.ts'
import { closeWave } from '../../waves/close-wave.ts'
import { importApplicants } from './import-applicants.ts'

const scene = await aRegistration()
const { pool, ctx, registrations } = scene
let invented = 0
let waves = 0

const people = (count: number) => Array.from({ length: count }, () => inventApplicant(invented++))

async function count(sql: string, params: unknown[] = []): Promise<number> {
  return Number((await pool.query(`select count(*) as count ${sql}`, params)).rows[0].count)
}

test('a row that the database does not take is told, and takes no other row of its chunk with it', async () => {
  const list = people(40)
  const broken = list[17]!
  await tamper(pool, `alter table person add constraint no_such_name check (name <> 'Tak Bisa') not valid`)
  try {
    const rows = list.map((person) => (person === broken ? { ...person, name: 'Tak Bisa' } : person))
    const report = must(await take(scene, rows))
    assert.deepEqual([report.rows, report.registered], [40, 39])
    assert.deepEqual(
      report.refused.map(({ line, refusals }) => [line, refusals]),
      [[19, ['row_not_stored']]],
    )
    assert.match(report.refused[0]!.sentence, /^Baris ini .*\.$/)
  } finally {
    await tamper(pool, 'alter table person drop constraint no_such_name')
  }
  const mended = must(await take(scene, list))
  assert.deepEqual([mended.registered, mended.already], [1, 39])
})

test('a fault of the database ends the import, and what was written before it stands', async () => {
  const list = people(30)
  await tamper(pool, 'alter table consent rename to consent_away')
  try {
    await assert.rejects(take(scene, list, { chunk: 10 }), /consent/)
  } finally {
    await tamper(pool, 'alter table consent_away rename to consent')
  }
  assert.equal(must(await take(scene, list, { chunk: 10 })).registered, 30)
})

test('the rows before the place where a file breaks off stand', async () => {
  const list = people(50)
  async function* broken() {
    yield* fileOf(list)
    await sleep(200)
    yield `"${'x'.repeat(100_000)}\n`
  }
  const outcome = await importApplicants(registrations, broken(), { agency: 'Kecamatan', actor: clerk })
  assert.equal(refusalOf(outcome), 'file_unreadable')
  // The reader lets the last row go only with the piece that follows it.
  assert.ok((await count(`from assisted_registration where agency = 'Kecamatan'`)) >= 49)
})

/** Waits until so many connections wait for a lock. */
async function waiting(connections: number): Promise<void> {
  const waits = `from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
  while ((await count(waits)) < connections) await sleep(5)
}

test('two lists of the same people in another order wait for each other, never in a circle', async () => {
  const list = [people(2)[0]!, people(2)[0]!, people(2)[0]!]
  const rival = await pool.connect()
  try {
    // Whoever took the locks in the order of the list would have one of its ends, and meet the other in the middle.
    await rival.query('begin')
    await rival.query('select pg_advisory_xact_lock($1)', [
      lockOf('nik', ctx.secrets.hash('nik', list[1]!.nik)),
    ])
    const importing = Promise.all([
      take(scene, list),
      take(scene, list.toReversed(), { agency: 'Kelurahan' }),
    ])
    await waiting(2)
    await rival.query('rollback')
    const registered = (await importing).map((report) => must(report).registered)
    assert.deepEqual(registered.sort(), [0, 3])
    assert.equal(await deadlocks(), 0)
  } finally {
    rival.release()
  }
})

async function deadlocks(): Promise<number> {
  await sleep(50)
  const { rows } = await pool.query(
    `select pg_stat_clear_snapshot(), deadlocks from pg_stat_database where datname = current_database()`,
  )
  return Number(rows[0].deadlocks)
}

test('of one list that two agencies import at the same time each person is registered once, and nobody waits in a circle', async () => {
  const list = people(240)
  // Members of a family, and phones, stand far apart and in the other order.
  const mixed = list
    .toReversed()
    .map((person, i) => (i % 5 === 0 ? { ...person, phone: list[i]!.phone } : person))
  const reports = await Promise.all([
    take(scene, list, { chunk: 60 }),
    take(scene, mixed, { chunk: 70, agency: 'Kelurahan' }),
    take(scene, list.toReversed(), { chunk: 80, agency: 'Kecamatan' }),
  ])
  const registered = reports.reduce((sum, report) => sum + must(report).registered, 0)
  const niks = list.map(({ nik }) => ctx.secrets.hash('nik', nik))
  assert.equal(registered, await count('from person where nik_hash = any ($1)', [niks]))
  assert.ok(registered >= 190, String(registered))
  const twice = await pool.query(`
    select phone from person group by phone having count(*) > 1
    union all
    select encode(kk_hash, 'hex') from person group by kk_hash having count(*) > 2`)
  assert.deepEqual(twice.rows, [])
  assert.equal(await deadlocks(), 0)
})

test('a NIK that becomes known while a chunk is written is refused alone', async () => {
  const list = people(20)
  const nikHash = ctx.secrets.hash('nik', list[7]!.nik)
  const rival = await pool.connect()
  try {
    await rival.query('begin')
    await rival.query(
      `insert into person (nik_hash, nik_sealed, nik_tail, kk_hash, kk_sealed, name, born_on, phone, email,
         education, occupation, created_at)
       values ($1, '\\x00', '0001', '\\x01', '\\x00', 'Lebih Dulu', '1990-01-01', '+628990000001', 'a@b.example', 3,
         'Petani', now())`,
      [nikHash],
    )
    const importing = take(scene, list)
    await waiting(1)
    await rival.query('commit')
    const report = must(await importing)
    assert.equal(report.registered, 19)
    assert.deepEqual(
      report.refused.map(({ line, refusals }) => [line, refusals]),
      [[9, ['person_known']]],
    )
  } finally {
    rival.release()
  }
})

test('a list joins an open wave; imported again nothing changes; another wave has to wait', async () => {
  const waveId = await anOpenWave(scene, ++waves)
  const list = people(50)
  const report = must(await take(scene, list, { waveId }))
  assert.deepEqual([report.registered, report.joined, report.joinedBefore], [50, 50, 0])
  const again = must(await take(scene, list, { waveId }))
  assert.deepEqual([again.already, again.joined, again.joinedBefore, again.notJoined], [50, 0, 50, []])
  assert.equal(await count('from wave_application where wave_id = $1', [waveId]), 50)
  assert.equal(
    await count(`from journal where act = 'wave_joined' and facts = jsonb_build_object('wave_id', $1::int)`, [
      waveId,
    ]),
    50,
  )
  const elsewhere = must(await take(scene, list, { waveId: await anOpenWave(scene, ++waves) }))
  assert.equal(elsewhere.notJoined.length, 50)
  assert.deepEqual(elsewhere.notJoined[0]!.refusals, ['already_waiting'])
  assert.match(elsewhere.notJoined[0]!.nik, /^\*{12}\d{4}$/)
})

test('a wave that is closed meanwhile has in its list exactly those who joined, the others are registered and told', async () => {
  const waveId = await anOpenWave(scene, ++waves)
  const list = people(600)
  let closing: ReturnType<typeof closeWave> | undefined
  const report = must(
    await take(scene, list, {
      waveId,
      chunk: 20,
      onProgress: ({ joined }) => {
        if (joined >= 100) closing ??= closeWave(ctx, waveId, { actor: clerk })
      },
    }),
  )
  const { applicants } = must(await closing!)
  assert.ok(applicants >= 100 && applicants < 600, String(applicants))
  assert.deepEqual([report.registered, report.joined], [600, applicants])
  assert.equal(report.notJoined.length, 600 - applicants)
  assert.ok(report.notJoined.every(({ refusals }) => refusals[0] === 'wave_not_open'))
  assert.equal(
    await count('from wave_application where wave_id = $1 and left_at is null', [waveId]),
    applicants,
  )
  assert.equal(refusalOf(await take(scene, people(1), { waveId })), 'wave_not_open')
  assert.equal(refusalOf(await take(scene, people(1), { waveId: 9999 })), 'wave_unknown')
})

test('a wave cannot be closed between the look at it and the end of a chunk', async () => {
  const waveId = await anOpenWave(scene, ++waves)
  const rival = await pool.connect()
  try {
    await rival.query('begin; lock table wave_application in share row exclusive mode')
    const importing = take(scene, people(10), { waveId })
    await waiting(1)
    const closing = closeWave(ctx, waveId, { actor: clerk })
    await waiting(2)
    assert.equal(await count(`from wave where wave_id = $1 and status = 'open'`, [waveId]), 1)
    await rival.query('rollback')
    assert.equal(must(await importing).joined, 10)
    assert.equal(must(await closing).applicants, 10)
  } finally {
    rival.release()
  }
})

test('the registry is asked of some at a time, and each is given the own answer', async () => {
  let asked = 0
  let most = 0
  const registry = {
    async check({ nik }: { readonly nik: string }) {
      most = Math.max(most, ++asked)
      await sleep(Number(nik) % 3)
      asked--
      if (nik.endsWith('7')) throw new RegistryFault('silent')
      return nik.endsWith('3') ? ('no_match' as const) : ('match' as const)
    },
  }
  const niks = Array.from({ length: 100 }, (_, i) => String(i))
  const people = niks.map((nik) => ({ nik, kk: '', name: '', bornOn: '' }))
  const expected = niks.map((nik) =>
    nik.endsWith('7') ? 'unreachable' : nik.endsWith('3') ? 'no_match' : 'match',
  )
  assert.deepEqual(await askRegistry({ ...registry, atOnce: 16 }, people), expected)
  assert.equal(most, 16)
  assert.deepEqual(await askRegistry(registry, people), expected)
  assert.equal(most, 64)
})
