import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aDrawnProgramme, ana, budi, must, refusalOf } from '../../test/a-draw.ts'
import { leaveSeats } from '../../test/leave-seats.ts'
import { extraByTwo, notifyByTwo } from '../../test/two-people.ts'
import { inventRecipient } from '../demo/invent-recipient.ts'
import { day } from '../kernel/clock.ts'
import { reasonsOf } from '../kernel/refusal.ts'
import { importRecipients } from '../recipients/import-recipients.ts'
import { recipientColumns } from '../recipients/recipient-row.ts'
import { applicationStatus } from './application-status.ts'
import { applicationWords } from './application-words.ts'
import { closeWave } from './close-wave.ts'
import { createExtraWave, extraWaveAct } from './extra-wave.ts'
import { type JoinFacts, joinRefusal, joinRefusals } from './join-rules.ts'
import { joinWave, leaveWave } from './join-wave.ts'
import { openWave, openWaveAct } from './open-wave.ts'
import { freeSeats } from './seats/free-seats.ts'
import { createWave, listWaves } from './waves.ts'

const programme = await aDrawnProgramme()
const { ctx, pool, clock } = programme

const join = async (personId: string, waveId: number) =>
  refusalOf(await joinWave(ctx, personId, waveId, { actor: `person:${personId}`, requestId: 'r' }))
const leave = async (personId: string, waveId: number) =>
  refusalOf(await leaveWave(ctx, personId, waveId, ana))

const eligible: JoinFacts = {
  waveOpen: true,
  barred: false,
  waitsElsewhere: false,
  recipient: false,
  bornOn: '1996-11-23',
  occupation: 'Buruh',
  family: 0,
}

test('reasons not to join are looked at in their order', () => {
  const rules = { ageMin: 18, ageMax: 64, maxPerFamilyCard: 2 }
  const now = new Date('2026-11-23T10:00:00+07:00')
  assert.equal(joinRefusal(eligible, rules, now), undefined)
  const reasons: [Partial<JoinFacts>, string][] = [
    [{ waveOpen: false }, 'wave_not_open'],
    [{ barred: true }, 'barred'],
    [{ waitsElsewhere: true }, 'already_waiting'],
    [{ recipient: true }, 'earlier_recipient'],
    [{ bornOn: '2008-11-24' }, 'too_young'],
    [{ bornOn: '1961-11-23' }, 'too_old'],
    [{ occupation: 'Mahasiswa' }, 'in_formal_education'],
    [{ occupation: 'PNS' }, 'occupation_excluded'],
    [{ family: 2 }, 'family_card_full'],
  ]
  for (const [facts, refusal] of reasons)
    assert.equal(joinRefusal({ ...eligible, ...facts }, rules, now), refusal)
  // Of two reasons the one that stands first is told.
  const order = reasons.map(([, refusal]) => refusal)
  assert.deepEqual(
    order,
    reasonsOf(joinRefusals).filter((refusal) => order.includes(refusal)),
  )
  for (const [i, [facts]] of reasons.entries())
    for (const [later] of reasons
      .slice(i + 1)
      .filter(([more]) => Object.keys(more).every((fact) => !(fact in facts))))
      assert.equal(joinRefusal({ ...eligible, ...later, ...facts }, rules, now), order[i])
})

test('joining and leaving until the wave closes; joining twice changes nothing', async () => {
  const waveId = await programme.anOpenWave(5)
  const person = await programme.aPerson({ province: '73', occupation: 'Karyawan  DIRUMAHKAN' })
  const joined = await programme.join(person, waveId)
  assert.deepEqual(await programme.join(person, waveId), joined)
  assert.equal(joined.priorityGroup, 1)
  const [application] = await applicationStatus(ctx, person)
  assert.deepEqual(
    [application!.state, application!.province, application!.ref],
    ['processing', '73', joined.ref],
  )
  assert.equal(await leave(person, waveId), undefined)
  assert.equal((await applicationStatus(ctx, person))[0]!.state, 'left')
  assert.equal(await leave(person, waveId), 'not_joined')
  assert.equal((await programme.join(person, waveId)).ref, joined.ref)
  const { rows } = await pool.query(`select act from journal where subject = $1 order by journal_id`, [
    `person:${person}`,
  ])
  assert.deepEqual(
    rows.map(({ act }) => act),
    ['wave_joined', 'wave_left', 'wave_joined'],
  )
  await programme.close(waveId)
  assert.equal(await leave(person, waveId), 'wave_not_open')
  assert.equal(await join(person, waveId), 'wave_not_open')
})

test('who may not be drawn cannot join', async () => {
  const waveId = await programme.anOpenWave(5)
  const barred = await programme.aPerson()
  await programme.bar(barred)
  assert.equal(await join(barred, waveId), 'barred')
  const recipient = await programme.aPerson()
  const earlier = await programme.aPlannedWave(1)
  await pool.query('insert into recipient values ($1, $2, $3, null, now())', [earlier, recipient, 'selected'])
  assert.equal(await join(recipient, waveId), 'earlier_recipient')
  const waiting = await programme.aPerson()
  await programme.join(waiting, await programme.anOpenWave(1))
  assert.equal(await join(waiting, waveId), 'already_waiting')
  assert.equal(await join(await programme.aPerson({ bornOn: '2012-01-01' }), waveId), 'too_young')
  assert.equal(
    await join(await programme.aPerson({ occupation: 'Mahasiswa' }), waveId),
    'in_formal_education',
  )
  assert.equal(await join(await programme.aPerson({ occupation: 'Polisi' }), waveId), 'occupation_excluded')
  assert.equal(await join('999999999', waveId), 'person_unknown')
  assert.equal(await join(waiting, 9999), 'wave_unknown')
  assert.equal(await join(await programme.aPerson(), earlier), 'wave_not_open')
})

test('of a family card no more join than may be chosen, however many try at once', async () => {
  const waveId = await programme.anOpenWave(5)
  const family = []
  for (let i = 0; i < 6; i++) family.push(await programme.aPerson({ family: 1 }))
  const answers = await Promise.all(family.map((person) => join(person, waveId)))
  assert.equal(answers.filter((refusal) => refusal === undefined).length, 2)
  assert.equal(answers.filter((refusal) => refusal === 'family_card_full').length, 4)
})

test('of a family card that became too full meanwhile, one is left out at the closing', async () => {
  const waveId = await programme.anOpenWave(5)
  const [one, two, three] = [
    await programme.aPerson({ family: 2 }),
    await programme.aPerson({ family: 2 }),
    await programme.aPerson({ family: 2 }),
  ]
  await programme.join(one, waveId)
  await programme.join(two, waveId)
  const elsewhere = await programme.aPlannedWave(1)
  await pool.query('insert into recipient values ($1, $2, $3, null, now())', [elsewhere, three, 'selected'])
  const closed = await programme.close(waveId)
  assert.deepEqual([closed.applicants, closed.takenOut], [1, 1])
  const [waiting] = await applicationStatus(ctx, one)
  assert.ok(
    waiting!.closedAt && waiting!.drawnFrom && waiting!.drawnFrom > waiting!.closedAt,
    'a waiting state has its dates',
  )
  const states = await Promise.all([one, two].map(async (id) => (await applicationStatus(ctx, id))[0]!.state))
  assert.deepEqual(states.sort(), ['evaluating', 'taken_out'])
})

test('who joins while the wave is closed is in the list, or is told no', async () => {
  const waveId = await programme.anOpenWave(5)
  const people = []
  for (let i = 0; i < 40; i++) people.push(await programme.aPerson())
  let closing: ReturnType<typeof closeWave> | undefined
  const answers = await Promise.all(
    people.map(async (person, i) => {
      if (i === 12) closing = closeWave(ctx, waveId, { actor: ana })
      return join(person, waveId)
    }),
  )
  const closed = must(await closing!)
  const joined = answers.filter((refusal) => refusal === undefined).length
  assert.equal(closed.applicants, joined)
  assert.equal(answers.filter((refusal) => refusal === 'wave_not_open').length, people.length - joined)
})

test('a closing that breaks off is continued, and closes once', async () => {
  const waveId = await programme.anOpenWave(5)
  await programme.join(await programme.aPerson(), waveId)
  const broken = closeWave(ctx, waveId, {
    actor: ana,
    onProgress: () => {
      throw new Error('the machine went away')
    },
  })
  await assert.rejects(broken, /went away/)
  assert.equal(await join(await programme.aPerson(), waveId), 'wave_not_open')
  const twice = await Promise.all([1, 2].map(() => closeWave(ctx, waveId, { actor: ana })))
  assert.deepEqual(twice.map(refusalOf).sort(), ['wave_not_open', undefined])
  const { rows } = await pool.query('select act from journal where subject = $1 order by journal_id', [
    `wave:${waveId}`,
  ])
  assert.deepEqual(
    rows.map(({ act }) => act).filter((act) => act === 'wave_closed' || act === 'wave_listed'),
    ['wave_closed', 'wave_listed'],
  )
})

test('a wave is closed before the public value is known', async () => {
  const waveId = await programme.anOpenWave(5)
  clock.advance(3 * day)
  assert.equal(refusalOf(await closeWave(ctx, waveId, { actor: ana })), 'value_already_known')
  await assert.rejects(
    pool.query(`update draw set listed_at = $2, applicants = 0, list_root = sha256('') where wave_id = $1`, [
      waveId,
      clock.now(),
    ]),
    /listed_before_the_value/,
  )
})

test('a wave is opened by two people, once its rules are written down; the database holds it', async () => {
  const { waveId } = must(await createWave(ctx, { year: 2026, number: 900, quota: 5 }, ana))
  assert.equal(refusalOf(await openWaveAct(pool, waveId)), 'rules_missing')
  const planned = await programme.aPlannedWave(5)
  assert.equal(refusalOf(await openWave(ctx, planned, ana)), 'approval_missing')
  await assert.rejects(
    pool.query(`update wave set status = 'open' where wave_id = $1`, [planned]),
    /open_is_approved/,
  )
  await programme.byTwo(await openWaveAct(pool, planned))
  // Approved is not yet performed, and another wave's approval is none of this one's.
  const { rows } = await pool.query('select max(approval_id) as id from approval')
  await assert.rejects(
    pool.query(`update wave set status = 'open', open_approval_id = $2 where wave_id = $1`, [
      planned,
      rows[0].id,
    ]),
    /opened_by_two/,
  )
  must(await openWave(ctx, planned, budi))
  await assert.rejects(
    pool.query(`update wave set open_approval_id = $2 where wave_id = $1`, [waveId, rows[0].id]),
    /opened_by_two/,
  )
  assert.equal(refusalOf(await openWave(ctx, planned, budi)), 'wave_not_planned')
})

test('recipients are not imported into a wave that is drawn, and a draw is not told before it is announced', async () => {
  const waveId = await programme.anOpenWave(1)
  const person = inventRecipient(5000)
  const source = (async function* () {
    yield [recipientColumns.join(','), recipientColumns.map((column) => person[column]).join(',')].join('\n')
  })()
  const imported = await importRecipients(ctx, waveId, source, { actor: ana })
  assert.ok(!imported.ok && imported.refusal === 'wave_by_draw')
  await programme.join(await programme.aPerson(), waveId)
  await programme.close(waveId)
  await programme.enterValue(waveId)
  await programme.run(waveId)
  const notified = await notifyByTwo(ctx, waveId, { link: 'https://bekal.example' })
  assert.equal(refusalOf(notified), 'not_announced')
})

test('an extra wave takes the seats of revoked recipients, each once, however many ask at the same time', async () => {
  assert.equal(refusalOf(await createExtraWave(ctx, { year: 2026 }, ana)), 'no_free_seats')
  const waveId = await programme.anOpenWave(5)
  for (let i = 0; i < 5; i++) await programme.join(await programme.aPerson(), waveId)
  await programme.drawn(waveId)
  await pool.query(
    `update recipient set status = 'revoked' where person_id in
      (select person_id from recipient where wave_id = $1 order by person_id limit 3)`,
    [waveId],
  )
  await leaveSeats(pool, waveId)
  assert.deepEqual(
    (await freeSeats(pool, 2026)).map(({ waveId, seats }) => [waveId, seats]),
    [[waveId, 3]],
  )
  assert.equal(refusalOf(await createExtraWave(ctx, { year: 2026, quota: 4 }, ana)), 'too_few_free_seats')
  assert.equal(refusalOf(await createExtraWave(ctx, { year: 2026, quota: 2 }, ana)), 'approval_missing')
  await programme.byTwo(await extraWaveAct(pool, { year: 2026, quota: 2 }))
  // Two people have approved two seats, and no other number.
  assert.equal(refusalOf(await createExtraWave(ctx, { year: 2026 }, ana)), 'approval_differs')
  const made = await Promise.all([1, 2, 3].map(() => createExtraWave(ctx, { year: 2026, quota: 2 }, ana)))
  assert.equal(made.filter(({ ok }) => ok).length, 1)
  const rest = must(await extraByTwo(ctx, { year: 2026 }))
  assert.deepEqual([rest.quota, rest.from.map((source) => source.waveId)], [1, [waveId]])
  const wave = (await listWaves(pool)).find((one) => one.waveId === rest.waveId)
  assert.deepEqual([wave?.kind, wave?.status, wave?.quota], ['extra', 'planned', 1])
})

test('every state of an application has words in both languages', () => {
  for (const language of ['id', 'en'] as const)
    for (const { title, next } of Object.values(applicationWords[language]))
      assert.match(`${title}: ${next}`, /^[A-Z].*\.$/)
  assert.equal(applicationWords.id.processing.title, 'Sedang Diproses')
  assert.equal(applicationWords.id.evaluating.title, 'Sedang Dievaluasi')
  assert.equal(applicationWords.id.not_selected.title, 'Anda Belum Berhasil')
})
