import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { aDrawnProgramme, ana, budi, must, publicValue, refusalOf } from '../../../test/a-draw.ts'
import { tamper } from '../../../test/database.ts'
import { notifyByTwo } from '../../../test/two-people.ts'
import { auditJournal } from '../../journal/audit.ts'
import { applicationStatus, proofsOf } from '../application-status.ts'
import { leaveWave } from '../join-wave.ts'
import { readWave } from '../waves.ts'
import { proofHolds } from './published/proof.ts'
import { verifyDraw } from './published/verify-draw.ts'
import { runDraw, runDrawAct } from './run-draw.ts'

const programme = await aDrawnProgramme()
const other = await aDrawnProgramme()
const { ctx, pool, clock } = programme

async function outcomesOf(waveId: number) {
  const { rows } = await pool.query<{ person_id: string; barred: boolean; wave_id: number | null }>(
    `select person_id, exists (select from bar where bar.person_id = person.person_id) as barred, recipient.wave_id
     from wave_application join person using (person_id) left join recipient using (person_id)
     where wave_application.wave_id = $1 and left_at is null`,
    [waveId],
  )
  return rows
}

const provinces = ['11', '32', '91']
const someone = fc.record({
  province: fc.constantFrom(...provinces),
  occupation: fc.constantFrom('Pencari kerja', 'Karyawan dirumahkan'),
  /** what happens to them after they joined */
  fate: fc.constantFrom(
    'stays',
    'stays',
    'stays',
    'stays',
    'leaves',
    'barred before closing',
    'barred after',
  ),
})
const anyWave = fc.record({
  quota: fc.integer({ min: 1, max: 12 }),
  reserves: fc.nat(3),
  shares: fc.record({ '11': fc.nat(3000), '32': fc.nat(4000), '91': fc.nat(3000) }),
  people: fc.array(someone, { maxLength: 25 }),
})

test('over random programmes: nobody barred and nobody twice, quotas hold, and everything can be recomputed', async () => {
  await fc.assert(
    fc.asyncProperty(anyWave, async ({ quota, reserves, shares, people }) => {
      const provinceShares = new Map(Object.entries(shares))
      const waveId = await programme.anOpenWave(quota, { reserves, provinceShares })
      const joined: { id: string; province: string; fate: string }[] = []
      for (const { province, occupation, fate } of people) {
        const id = await programme.aPerson({ province, occupation })
        await programme.join(id, waveId)
        joined.push({ id, province, fate })
        if (fate === 'leaves') must(await leaveWave(ctx, id, waveId, ana))
        if (fate === 'barred before closing') await programme.bar(id)
      }
      const closed = await programme.close(waveId)
      for (const { id, fate } of joined) if (fate === 'barred after') await programme.bar(id)
      await programme.enterValue(waveId)
      const result = await programme.run(waveId)
      const inList = joined.filter(({ fate }) => fate === 'stays' || fate === 'barred after')
      const eligible = inList.filter(({ fate }) => fate === 'stays')
      assert.equal(closed.applicants, inList.length)
      assert.equal(result.struck, inList.length - eligible.length)
      assert.equal(result.selected, Math.min(quota, eligible.length))
      assert.equal(result.reserves, Math.min(reserves, eligible.length - result.selected))
      const { rows: chosen } = await pool.query('select person_id from recipient where wave_id = $1', [
        waveId,
      ])
      assert.equal(chosen.length, result.selected)
      for (const { person_id } of chosen) assert.ok(eligible.some(({ id }) => id === person_id))
      for (const [province, share] of provinceShares) {
        const own = eligible.filter((one) => one.province === province)
        const got = own.filter(({ id }) => chosen.some(({ person_id }) => person_id === id)).length
        const seats = Math.floor((quota * share) / 10_000)
        assert.ok(got >= Math.min(seats, own.length), `${province} got ${got} of ${seats}`)
        assert.equal(result.province_selected[province] ?? 0, Math.min(seats, own.length))
      }
      await pool.query(`update wave set status = 'announced' where wave_id = $1`, [waveId])
      const verdict = await programme.published(waveId, verifyDraw)
      assert.deepEqual(verdict.differences, [])
      assert.deepEqual(verdict.steps, ['rules', 'struck', 'list', 'seed', 'ranks', 'result'])
    }),
    { numRuns: 12 },
  )
})

test('the same people in another order, some after leaving, get the same ranks', async () => {
  const one = await aDrawnProgramme()
  const two = await aDrawnProgramme()
  const results = []
  for (const [draw, order] of [
    [one, (ids: string[]) => ids],
    [two, (ids: string[]) => ids.toReversed()],
  ] as const) {
    const waveId = await draw.anOpenWave(7, { provinceShares: new Map([['11', 3000]]) })
    const ids: string[] = []
    for (let i = 0; i < 30; i++) ids.push(await draw.aPerson({ province: provinces[i % 3]! }))
    for (const id of order(ids)) await draw.join(id, waveId)
    if (draw === two) {
      must(await leaveWave(draw.ctx, ids[4]!, waveId, ana))
      draw.clock.advance(1000)
      await draw.join(ids[4]!, waveId)
    }
    results.push(await draw.drawn(waveId))
  }
  const [first, second] = results
  // The rules name the instant from which the value is known, which is the same in both.
  assert.deepEqual(first, second)
})

test('who was chosen gets card and message as ever; the others read that they were not', async () => {
  const waveId = await programme.anOpenWave(2, { reserves: 1 })
  const ids = []
  for (let i = 0; i < 5; i++) ids.push(await programme.aPerson())
  const refs = new Map<string, string>()
  for (const id of ids) refs.set(id, (await programme.join(id, waveId)).ref)
  const stateOf = async (id: string) => (await applicationStatus(ctx, id))[0]!
  assert.equal((await stateOf(ids[0]!)).state, 'processing')
  await programme.close(waveId)
  assert.equal((await stateOf(ids[0]!)).state, 'evaluating')
  await programme.enterValue(waveId)
  await programme.run(waveId)
  assert.deepEqual([(await stateOf(ids[0]!)).state, (await stateOf(ids[0]!)).rank], ['evaluating', undefined])
  assert.equal((await proofsOf(ctx, ids[0]!, waveId)).length, 1)
  await pool.query(`update wave set status = 'announced' where wave_id = $1`, [waveId])
  const states = await Promise.all(ids.map(stateOf))
  assert.deepEqual(states.map(({ rank }) => rank).sort(), [1, 2, 3, 4, 5])
  for (const { rank, state, reserve, ref, applicants } of states) {
    assert.equal(state, rank! <= 2 ? 'selected' : 'not_selected')
    assert.equal(reserve, rank === 3)
    assert.equal(applicants, 5)
    assert.ok([...refs.values()].includes(ref))
  }
  for (const id of ids) {
    const proofs = await proofsOf(ctx, id, waveId)
    assert.deepEqual(
      proofs.map(({ list }) => list),
      ['list.txt', 'ranks.txt'],
    )
    for (const proof of proofs) {
      assert.ok(proofHolds(proof))
      assert.ok(proof.line.includes(refs.get(id)!))
      assert.ok(!proofHolds({ ...proof, line: proof.line.replace(refs.get(id)!, '0'.repeat(32)) }))
    }
  }
  const notified = must(await notifyByTwo(ctx, waveId, { link: 'https://bekal.example' }))
  assert.equal(notified.notified, 2)
  assert.equal((await readWave(pool, waveId))?.status, 'notified')
  assert.equal((await outcomesOf(waveId)).filter(({ wave_id }) => wave_id === waveId).length, 2)
})

test('a person who became a recipient elsewhere after the closing takes no seat', async () => {
  const waveId = await programme.anOpenWave(5)
  const [one, two] = [await programme.aPerson(), await programme.aPerson()]
  await programme.join(one, waveId)
  await programme.join(two, waveId)
  await programme.close(waveId)
  const elsewhere = await programme.aPlannedWave(1)
  await pool.query('insert into recipient (wave_id, person_id, selected_at) values ($1, $2, now())', [
    elsewhere,
    one,
  ])
  await programme.enterValue(waveId)
  const result = await programme.run(waveId)
  assert.deepEqual([result.applicants, result.struck, result.selected], [2, 1, 1])
  const { rows } = await pool.query('select because from draw_struck where wave_id = $1', [waveId])
  assert.deepEqual(rows, [{ because: 'earlier_recipient' }])
})

test('a draw is run by two people, and once', async () => {
  const waveId = await programme.anOpenWave(1)
  await programme.join(await programme.aPerson(), waveId)
  const run = async (actor: typeof ana) => refusalOf(await runDraw(ctx, waveId, { actor }))
  assert.equal(await run(ana), 'list_missing')
  await programme.close(waveId)
  assert.equal(await run(ana), 'value_missing')
  await programme.enterValue(waveId)
  assert.equal(await run(ana), 'approval_missing')
  const act = must(await runDrawAct(pool, waveId))
  assert.equal(act.facts.public_value, publicValue)
  await programme.byTwo({ ok: true, value: act })
  const runs = await Promise.all([run(ana), run(budi)])
  assert.deepEqual(runs.sort(), ['already_drawn', undefined])
  assert.equal(await run(ana), 'already_drawn')
  await assert.rejects(
    pool.query('update draw set approval_id = approval_id - 1 where wave_id = $1', [waveId]),
    /run_by_two/,
  )
})

test('a draw that breaks off has not happened, and is run again with the same result', async () => {
  const waveId = await programme.anOpenWave(3)
  for (let i = 0; i < 9; i++) await programme.join(await programme.aPerson(), waveId)
  await programme.close(waveId)
  await programme.enterValue(waveId)
  await programme.byTwo(await runDrawAct(pool, waveId))
  const broken = runDraw(ctx, waveId, {
    actor: ana,
    onProgress: ({ ranked }) => {
      if (ranked > 4) throw new Error('the machine went away')
    },
  })
  await assert.rejects(broken, /went away/)
  const counts = async () => {
    const { rows } = await pool.query(
      `select (select count(*)::int from recipient where wave_id = $1) as chosen,
        (select count(*)::int from draw_page where wave_id = $1 and tree = 'ranks') as pages,
        (select count(*)::int from journal where act = 'recipient_drawn' and facts @> jsonb_build_object('wave_id', $1::int)) as told`,
      [waveId],
    )
    return rows[0]
  }
  assert.deepEqual(await counts(), { chosen: 0, pages: 0, told: 0 })
  const result = must(await runDraw(ctx, waveId, { actor: ana }))
  assert.equal(result.selected, 3)
  assert.deepEqual(await counts(), { chosen: 3, pages: 1, told: 3 })
})

test('a draw whose process is killed has not happened, and is run again', async () => {
  const waveId = await programme.anOpenWave(3)
  for (let i = 0; i < 9; i++) await programme.join(await programme.aPerson(), waveId)
  await programme.close(waveId)
  await programme.enterValue(waveId)
  await programme.byTwo(await runDrawAct(pool, waveId))
  // Functions do not pass into another process; it has its own.
  const { types: _, ...connection } = programme.connection
  const given = { connection, now: clock.now(), waveId, after: 6 }
  const script = fileURLToPath(new URL('../../../test/killed-draw.ts', import.meta.url))
  const child = spawn(process.execPath, ['--import', 'tsx', script, JSON.stringify(given)], {
    stdio: 'inherit',
  })
  const [, signal] = await once(child, 'exit')
  assert.equal(signal, 'SIGKILL')
  const { rows } = await pool.query('select status from wave where wave_id = $1', [waveId])
  assert.equal(rows[0].status, 'closed')
  assert.equal(must(await runDraw(ctx, waveId, { actor: ana })).selected, 3)
})

test('a list that was changed in the database after the closing is not drawn from', async () => {
  const waveId = await other.anOpenWave(1)
  await other.join(await other.aPerson(), waveId)
  await other.close(waveId)
  await other.enterValue(waveId)
  await other.byTwo(await runDrawAct(other.pool, waveId))
  const change = `update draw_page set lines = replace(lines, ' 32', ' 33') where wave_id = $1`
  await assert.rejects(other.pool.query(change, [waveId]), /permission denied/)
  // It cannot give itself the right: PostgreSQL warns and grants nothing.
  await other.pool.query('grant update on draw_page to current_user')
  await assert.rejects(other.pool.query(change, [waveId]), /permission denied/)
  // Whoever owns the machine can change anything.
  await tamper(other.pool, change, [waveId])
  await assert.rejects(runDraw(other.ctx, waveId, { actor: ana }), /not the one that was closed/)
})

test('after all of it every row of waves and draws is what the journal told, and has its event', async () => {
  const { findings } = await auditJournal(programme.pool, { limit: 100_000 })
  // People, who is barred, the staff, waves that are announced by hand and somebody chosen elsewhere are fixtures of this file.
  const found = findings.filter(
    ({ kind, row }) => kind !== 'without_event' || !/^(person|bar|staff|wave|recipient):/.test(row),
  )
  assert.deepEqual(found.slice(0, 5), [])
})
