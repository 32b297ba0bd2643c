import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { aDeadline } from '../../../test/a-deadline.ts'
import { insertPerson, must } from '../../../test/a-draw.ts'
import { bekalOn } from '../../../test/bekal.ts'
import { settingsOf } from '../../../test/database.ts'
import { ana, budi, tokenOf, twoPeople } from '../../../test/two-people.ts'
import { inventRecipient } from '../../demo/invent-recipient.ts'
import { importExclusions } from '../../recipients/exclusions/exclusions.ts'

const world = await aDeadline()
const { ctx, pool } = world
await twoPeople(pool)
const folder = await mkdtemp(path.join(tmpdir(), 'bekal-cli-'))
after(async () => {
  await world.close()
  await rm(folder, { recursive: true, force: true })
})
const settings = {
  BEKAL_DATA: folder,
  ...settingsOf(world.database),
}
const bekal = bekalOn(settings, await tokenOf(ctx, ana))
const asBudi = bekalOn(settings, await tokenOf(ctx, budi))
const [card] = await world.cards(1)
const { personId, cardId } = card!
const because = ['--because', 'salah ketik', '--evidence', 'identity_card']

const correct = (...facts: string[]) => ['person', 'correct', personId, ...facts, ...because]
async function refused(...words: string[]): Promise<string> {
  const { code, said } = await bekal(...words)
  assert.equal(code, 1, JSON.stringify(said))
  return said.refusal
}
async function person() {
  const { rows } = await pool.query(
    `select person.*, holder_name, holder_phone, holder_email, holder_education, holder_born_on, paying_from
     from person join card using (person_id) where person_id = $1`,
    [personId],
  )
  return rows[0]
}

test('an email is corrected on the card too, with evidence, and the old and the new address are told', async () => {
  const before = await person()
  const { said } = await bekal(...correct('--email', 'Baru@contoh.id'))
  assert.deepEqual(said.corrected, ['email'])
  const now = await person()
  assert.deepEqual([now.phone, now.paying_from], [before.phone, before.paying_from])
  assert.deepEqual([now.email, now.holder_email], ['baru@contoh.id', 'baru@contoh.id'])
  const { rows } = await pool.query({
    text: `select template, address from outbox
     where template in ('phone-replaced', 'account-changed') and card_id = $1 order by template, address`,
    values: [cardId],
    rowMode: 'array',
  })
  assert.deepEqual(
    rows,
    [
      ['account-changed', before.email],
      ['account-changed', 'baru@contoh.id'],
    ].toSorted((one, other) => (String(one) < String(other) ? -1 : 1)),
  )
})

test('schooling and occupation are corrected; the journal says which facts, not what they are', async () => {
  await bekal(...correct('--education', 'S-1', '--occupation', 'Petani', '--name', 'Siti Benar'))
  const now = await person()
  assert.deepEqual(
    [now.education, now.holder_education, now.occupation, now.name, now.holder_name],
    [5, 5, 'Petani', 'Siti Benar', 'Siti Benar'],
  )
  const { rows } = await pool.query(
    `select act, reason, facts from journal where subject = $1 and actor = $2 order by journal_id`,
    [`person:${personId}`, ana.actor],
  )
  const [reason, document] = ['salah ketik', 'identity_card']
  assert.deepEqual(rows.slice(-3), [
    { act: 'person_corrected', reason, facts: { corrected: ['email'], document } },
    { act: 'person_renamed', reason, facts: { document } },
    { act: 'person_corrected', reason, facts: { corrected: ['education', 'occupation'], document } },
  ])
})

test('what is wrong in a correction is said, and nothing is written', async () => {
  const before = await person()
  for (const [refusal, ...facts] of [
    ['name_malformed', '--name', 'Siti 2'],
    ['email_malformed', '--email', 'siti'],
    ['education_unknown', '--education', 'tinggi'],
    ['occupation_missing', '--occupation', ' '],
    ['nothing_differs', '--name', 'Siti Benar'],
    ['nothing_differs'],
    ['one_at_a_time', '--name', 'Siti', '--birth-date', '1990-01-01'],
    ['nik_malformed', '--nik', '123'],
    ['birth_date_malformed', '--birth-date', '2090-01-01'],
    ['nik_birth_date_differ', '--birth-date', '1990-01-01'],
  ] as const)
    assert.equal(await refused(...correct(...facts)), refusal)
  assert.equal(
    await refused('person', 'correct', personId, '--name', 'X', '--because', ' '),
    'reason_missing',
  )
  assert.equal(await refused('person', 'correct', '99999', '--name', 'X', ...because), 'person_unknown')
  assert.equal(
    await refused('person', 'correct', personId, '--name', 'Siti Lain', '--because', 'x'),
    'evidence_missing',
  )
  assert.equal(
    await refused('person', 'correct', '99999', '--birth-date', '1990-01-01', ...because),
    'person_unknown',
  )
  const { nik, birth_date: born } = inventRecipient(4_200_002)
  const numbers = ['--nik', nik, '--birth-date', born]
  assert.equal(await refused('person', 'correct', personId, ...numbers, '--because', 'x'), 'evidence_missing')
  assert.deepEqual(await person(), before)
})

test('NIK and birth date take two people, and nobody reads the NIK in between', async () => {
  const { nik, birth_date: born } = inventRecipient(4_200_000)
  const words = correct('--nik', nik, '--birth-date', born)
  const asked = await bekal(...words)
  assert.equal(asked.said.waits, true)
  assert.ok(!JSON.stringify(asked.said).includes(nik))
  assert.equal((await bekal(...words)).said.waits, true)
  const another = inventRecipient(4_200_001)
  const differs = await asBudi(...correct('--nik', another.nik, '--birth-date', another.birth_date))
  assert.equal(differs.said.refusal, 'approval_differs')
  assert.deepEqual((await asBudi(...words)).said.corrected, ['nik', 'birth_date'])
  const now = await person()
  assert.equal(ctx.secrets.open(now.nik_sealed), nik)
  assert.deepEqual([now.nik_hash, now.nik_tail], [ctx.secrets.hash('nik', nik), nik.slice(-4)])
  assert.equal(now.holder_born_on, now.born_on)
  assert.equal(await refused(...words), 'nothing_differs')
  const { rows } = await pool.query(`select facts from journal where act = 'identity_corrected'`)
  assert.deepEqual(rows, [{ facts: { corrected: ['nik', 'birth_date'], document: 'identity_card' } }])
})

test('a family card takes two people, is none of a full family, and never the NIK', async () => {
  const { kk } = inventRecipient(4_200_021)
  const words = correct('--kk', kk)
  assert.equal(await refused(...correct('--kk', '12')), 'kk_malformed')
  assert.equal(
    await refused(...correct('--kk', ctx.secrets.open((await person()).nik_sealed))),
    'kk_malformed',
  )
  const { rows: years } = await pool.query('select rules from programme_year order by year desc limit 1')
  const family = years[0].rules.maxPerFamilyCard
  const others: string[] = []
  for (let i = 0; i < family; i++) others.push(await insertPerson(ctx, 4_200_030 + i, {}))
  const give = (hash: Buffer) =>
    pool.query('update person set kk_hash = $2 where person_id = any ($1)', [others, hash])
  await give(ctx.secrets.hash('kk', kk))
  assert.equal(await refused(...words), 'family_card_full')
  await give(Buffer.from('another family card'))
  const asked = await bekal(...words)
  assert.equal(asked.said.waits, true)
  assert.ok(!JSON.stringify(asked.said).includes(kk))
  assert.deepEqual((await asBudi(...words)).said.corrected, ['kk'])
  const now = await person()
  assert.deepEqual([ctx.secrets.open(now.kk_sealed), now.kk_hash], [kk, ctx.secrets.hash('kk', kk)])
  assert.equal(await refused(...words), 'nothing_differs')
})

test("a NIK of somebody else, on a list of exclusions, or of another province than a wave's list has, is refused", async () => {
  const [taken, excluded] = [inventRecipient(4_200_011), inventRecipient(4_200_012)]
  const other = await insertPerson(ctx, 4_200_011, {})
  await pool.query('update person set nik_hash = $2 where person_id = $1', [
    other,
    ctx.secrets.hash('nik', taken.nik),
  ])
  const list = (async function* () {
    yield `nik\n${excluded.nik}\n`
  })()
  must(await importExclusions(ctx, 'ASN', list, ana))
  const words = (one: typeof taken, nik = one.nik) => correct('--nik', nik, '--birth-date', one.birth_date)
  assert.equal(await refused(...words(taken)), 'nik_taken')
  assert.equal(await refused(...words(excluded)), 'on_exclusion_list')

  const { rows } = await pool.query(
    `insert into wave (year, number, quota, status, by_one) values (2026, 99, 1, 'drawn', true) returning wave_id`,
  )
  await pool.query(
    `insert into wave_application (wave_id, person_id, ref, priority_group, province, joined_at)
     values ($1, $2, decode(md5('x'), 'hex'), 1, '32', now())`,
    [rows[0].wave_id, personId],
  )
  const elsewhere = inventRecipient(4_200_013)
  const { nik } = elsewhere
  const before = ctx.secrets.open((await person()).nik_sealed)
  const moved = (before.startsWith('11') ? '12' : '11') + nik.slice(2)
  assert.equal(await refused(...words(elsewhere, moved)), 'waits_in_wave')
})
