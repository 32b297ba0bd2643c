import assert from 'node:assert/strict'
import { test } from 'node:test'
import type pg from 'pg'
import { agency, anOpenWave, type Scene, take } from '../../../test/a-list.ts'
import { aPlannedRandom } from '../../../test/a-random.ts'
import { aRegistration, clerk, must } from '../../../test/a-registration.ts'
import { registerOneByOne } from '../../../test/register-one-by-one.ts'
import { inventRecipient } from '../../demo/invent-recipient.ts'
import { day } from '../../kernel/clock.ts'
import type { RawRecipient } from '../../recipients/recipient-row.ts'
import { joinWave, leaveWave } from '../../waves/join-wave.ts'
import { createWave } from '../../waves/waves.ts'

const scenes = await Promise.all(Array.from({ length: 5 }, () => aRegistration()))

/** Everything that a row of a list can meet, the same in every database. */
async function aPast(at: Scene): Promise<{ waveId: number }> {
  const elsewhere = await anOpenWave(at, 1)
  const waveId = await anOpenWave(at, 2)
  const planned = must(await createWave(at.ctx, { year: 2026, number: 3, quota: 50 }, clerk)).waveId
  const people = await registerOneByOne(
    at.registrations,
    Array.from({ length: 12 }, (_, i) => messy(i)),
    agency,
  )
  assert.equal(people.filter((line) => line.endsWith(' registered')).length, 8)
  const personOf = async (i: number) => {
    const nikHash = at.ctx.secrets.hash('nik', messy(i).nik)
    return (await at.pool.query('select person_id from person where nik_hash = $1', [nikHash])).rows[0]
      .person_id as string
  }
  await at.pool.query("insert into bar (person_id, barred_at, because) values ($1, now(), 'test')", [
    await personOf(0),
  ])
  await at.pool.query(`insert into recipient values ($1, $2, 'selected', null, now())`, [
    planned,
    await personOf(1),
  ])
  must(await joinWave(at.ctx, await personOf(3), elsewhere, clerk))
  must(await joinWave(at.ctx, await personOf(4), waveId, clerk))
  must(await joinWave(at.ctx, await personOf(6), waveId, clerk))
  must(await leaveWave(at.ctx, await personOf(6), waveId, clerk))
  await at.pool.query(`update person set occupation = 'Mahasiswa' where person_id = $1`, [await personOf(7)])
  await at.pool.query(`insert into exclusion values ($1, 'ASN', 'cli:ana', now())`, [
    at.ctx.secrets.hash('nik', messy(20).nik),
  ])
  await claim(at, 21, at.clock.now())
  await claim(at, 22, new Date(at.clock.now().getTime() - 8 * day))
  return { waveId }
}

async function claim(at: Scene, i: number, claimedAt: Date): Promise<void> {
  const accountId = await at.anAccount()
  const { nik, kk, name, birth_date } = messy(i)
  await at.pool.query(
    `update registration set name = $2, nik_hash = $3, nik_sealed = '\\x00', nik_tail = $4, kk_hash = $5,
       kk_sealed = '\\x00', born_on = $6, claimed_at = $7, phone = $8, phone_verified_at = $7
     where account_id = $1`,
    [
      accountId,
      name,
      at.ctx.secrets.hash('nik', nik),
      nik.slice(-4),
      at.ctx.secrets.hash('kk', kk),
      birth_date,
      claimedAt,
      `+62${messy(i + 100).phone.slice(1)}`,
    ],
  )
}

/** Somebody whose family card is that of two more who are known. */
function messy(i: number): RawRecipient {
  return { ...inventRecipient(i), kk: inventRecipient(i - (i % 3)).kk }
}

/** A list as nobody would wish it: people twice, changed, of full family cards, with phones of others. */
function aMessyList(seed: number, count: number): RawRecipient[] {
  const random = aPlannedRandom(seed)
  return Array.from({ length: count }, () => {
    const person = messy(random(120))
    const luck = random(20)
    if (luck === 0) return { ...person, name: 'Lain Sekali' }
    if (luck === 1) return { ...person, kk: '1101010101010001' }
    if (luck === 2) return { ...person, nik: `${person.nik.slice(0, 12)}9999` }
    if (luck === 3) return { ...person, birth_date: '31-02-1990', phone: '12' }
    if (luck <= 6) return { ...person, phone: messy(random(220)).phone }
    if (luck === 7) return { ...person, kk: messy(random(120)).kk }
    if (luck === 8) return { ...person, occupation: 'Karyawan  DIRUMAHKAN' }
    return person
  })
}

/** Everything that an import writes, without what is random or counted by the database. */
async function tablesOf(db: pg.Pool): Promise<Record<string, unknown[]>> {
  const wanted = {
    person: `select person_id, nik_hash, nik_tail, kk_hash, name, born_on, phone, email, education, occupation,
      not exists (select from bar where bar.person_id = person.person_id) as free, created_at from person order by nik_hash`,
    assisted: 'select * from assisted_registration order by person_id',
    consent: `select person_id, purpose, version, given_at_place, given_at from consent
      where person_id is not null order by person_id, purpose`,
    journal: `select at, actor, act, subject, reason, request_id, facts from journal
      where subject like 'person:%' order by subject, act, at`,
    outbox: `select channel, address, template, language, params, due_at from outbox
      where template = 'registered' order by address, params::text`,
    application: 'select * from wave_application order by wave_id, person_id',
    claims: 'select account_id, nik_hash, kk_hash, claimed_at, phone from registration order by account_id',
  }
  const read = Object.entries(wanted).map(async ([name, sql]) => [name, (await db.query(sql)).rows])
  return Object.fromEntries(await Promise.all(read))
}

function toldOf(people: readonly RawRecipient[], report: Awaited<ReturnType<typeof take>>): string[] {
  const { refused, notJoined, ...counts } = must(report)
  return [
    JSON.stringify(counts),
    ...people.flatMap((_, i) => refused.find(({ line }) => line === i + 2)?.refusals.join(' ') ?? []),
    ...notJoined.map(({ line, refusals }) => `${line} ${refusals}`),
  ]
}

test('chunks of any size write and tell what one row after the other comes to', async () => {
  const [reference, ...others] = scenes as [Scene, ...Scene[]]
  const lists = [aMessyList(1, 150), aMessyList(2, 150), aMessyList(3, 80)]
  const pasts = []
  for (const each of scenes) pasts.push(await aPast(each))
  const { waveId } = pasts[0]!
  const met = new Set<string>()
  for (const [round, people] of lists.entries()) {
    const wave = round === 0 ? undefined : waveId
    const told = await registerOneByOne(reference.registrations, people, agency, wave)
    const tables = await tablesOf(reference.pool)
    for (const line of told) for (const word of line.split(' ').slice(1)) met.add(word)
    const reports = []
    for (const [i, at] of others.entries()) {
      const chunk = [1, 7, 60, 500][i]!
      const outcome = await take(at, people, { chunk, waveId: wave })
      assert.deepEqual(await tablesOf(at.pool), tables, `round ${round}, chunks of ${chunk}`)
      const { refused, notJoined, ...counts } = must(outcome)
      reports.push(toldOf(people, outcome))
      const said = new Map([
        ...refused.map(({ line, refusals }) => [line, refusals.join(' ')] as const),
        ...notJoined.map(({ line, refusals }) => [line, refusals.join(' ')] as const),
      ])
      for (const [place, line] of told.entries()) {
        const [, answer, joined] = /^\d+ (registered|already) (.*)$/.exec(line) ?? []
        const expected = answer ? (joined === 'joined' ? undefined : joined) : line.replace(/^\d+ /, '')
        if (!/ (registered|already)$/.test(line)) assert.equal(said.get(place + 2), expected, line)
      }
      const count = (word: string) => told.filter((line) => line.split(' ')[1] === word).length
      assert.deepEqual(
        [counts.rows, counts.registered, counts.already],
        [people.length, count('registered'), count('already')],
      )
      assert.equal(counts.joined + counts.joinedBefore, told.filter((line) => / joined$/.test(line)).length)
    }
    for (const report of reports) assert.deepEqual(report, reports[0])
  }
  // The lists have met what they were made for.
  const reasons =
    'birth_date_malformed registry_no_match registry_unreachable excluded barred earlier_recipient person_known ' +
    'nik_taken family_card_full phone_taken registered already joined already_waiting left_wave in_formal_education'
  for (const reason of reasons.split(' ')) assert.ok(met.has(reason), `no row has met ${reason}`)
})
