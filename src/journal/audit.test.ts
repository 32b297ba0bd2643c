import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import pg from 'pg'
import { aBoughtTraining } from '../../test/a-finished-training.ts'
import { aProgramme } from '../../test/a-programme.ts'
import { settled } from '../../test/settled.ts'
import { findJournalHead } from '../database/seals/journal-export.ts'
import { sealJournal } from '../database/seals/journal-seal.ts'
import { inTransaction } from '../database/transaction.ts'
import { auditJournal } from './audit.ts'
import { auditEvents, auditTables } from './audit-tables.ts'
import { auditSealedTraces } from './audit-traces.ts'
import type { Finding } from './finding.ts'
import { writeJournal } from './write-journal.ts'

const programme = await aProgramme()
const { clock, ctx, database, pool } = programme
const superuser = new pg.Client({ ...database.connection, user: 'postgres' })
// The database is dropped under it at the end.
superuser.on('error', () => {})
await superuser.connect()
after(async () => {
  await superuser.end()
  await programme.close()
})

const by = { actor: 'system:test', requestId: 'r-test' }

/** Changes rows as an operation does: with an event. */
const told = (sql: string, values: unknown[] = []) =>
  inTransaction(pool, async (tx) => {
    await writeJournal(tx, by, clock.now(), [{ event: 'person_viewed', subject: 'test:1' }])
    return (await tx.query(sql, values)).rows
  })

const training = await aBoughtTraining(programme)
const { cardId, purchaseId } = training
// The world was there before anybody told of it: that is what a migration does with rows that it finds.
await superuser.query('delete from trace')
for (const { relation } of (await pool.query('select relation from traced_table')).rows)
  await superuser.query('call trace_anew($1)', [relation])
await told(
  `insert into certificate (card_id, certificate_id, purchase_id, kind, holder_name, course_title, institution_name, grade, issued_at, status_index)
   values ($1, 'SERTIFIKAT01', $2, 'institution', 'Siti Aminah', 'Kelas', 'Lembaga', 'B', now(), 7)`,
  [cardId, purchaseId],
)
await told(
  `insert into person (person_id, nik_hash, nik_sealed, nik_tail, kk_hash, kk_sealed, name, born_on, phone, email, education,
     occupation, created_at)
   select 900 + i, sha256(convert_to('nik' || i, 'UTF8')), '', '0001', sha256('kk'), '', 'Budi', '1990-01-01', '+62812000000' || i,
     'budi@contoh.test', 3, 'Lainnya', now()
   from generate_series(1, 2) i`,
)
await told(
  `with y as (insert into programme_year (year, name, rules) values (2030, 'Y', '{}') on conflict do nothing)
   insert into wave (wave_id, year, number, quota) values (1, 2030, 1, 5)`,
)
await told(`insert into recipient (wave_id, person_id, selected_at) values (1, 901, now())`)
await told(
  `insert into exclusion (nik_hash, list, imported_by, imported_at) values (sha256('nik'), 'asn', 'cli:ana', now())`,
)
await told(
  `insert into staff (staff_id, email, name, roles, totp_sealed, created_at)
   select i, i || '@b.test', 'A', '{operator}', '', now() from generate_series(1, 3) i`,
)
await told(
  `insert into approval (approval_id, act, subject, facts, requested_by, requested_at, approved_by, approved_at)
   values (900, 'open_wave', 'wave:1', '{}', 'staff:1', now(), 'staff:2', now())`,
)
await told(
  `insert into staff (staff_id, email, name, roles, totp_sealed, created_at) values (900, 'a@b.test', 'A', '{auditor}', '', now())`,
)
await told(`update course set price = price + 1000`)
await told(
  `insert into entry (card_id, purchase_id, kind, debit, credit, party_id, amount, at)
   values (${cardId}, ${purchaseId}, 'first_part', 'clearing', 'payable_institution', 1, 105000, now())`,
)
await told(
  `insert into approval (approval_id, act, subject, facts, requested_by, requested_at, approved_by, approved_at, performed_by,
     performed_at)
   values (901, 'set_contract', 'partner:1', '{}', 'staff:1', now(), 'staff:2', now(), 'staff:2', now())`,
)
await told(
  `insert into contract (contract_id, partner_id, commission_bp, holds_from, approval_id) values (900, 1, 1000, now(), 901)`,
)

/** What an audit finds when the superuser has done this, with the triggers of the tables on or off. */
async function findingsAfter(triggers: 'on' | 'off', ...sql: string[]): Promise<readonly Finding[]> {
  await superuser.query('begin')
  try {
    await superuser.query(`set local session_replication_role = ${triggers === 'on' ? 'origin' : 'replica'}`)
    for (const change of sql) await superuser.query(change)
    const events = await auditEvents(superuser, 20)
    const tables = await auditTables(superuser, 20, () => {})
    return [...(await auditSealedTraces(superuser)), ...events.findings, ...tables.findings]
  } finally {
    await superuser.query('rollback')
  }
}

const short = (findings: readonly Finding[]) =>
  findings.map(({ kind, row, columns }) => [kind, row, ...columns].join(' ')).toSorted()

test('what operations wrote is as they told: nothing is found', async () => {
  await settled(pool)
  await sealJournal(ctx)
  const { findings, total, traces, seals } = await auditJournal(pool)
  assert.deepEqual(findings, [])
  assert.equal(total, 0)
  assert.ok(traces > 10 && seals > 0, `${traces} traces, ${seals} seals`)
})

const purchase = `where card_id = ${cardId} and purchase_id = ${purchaseId}`
const nikHash = `${(await pool.query(`select encode(sha256('nik'), 'hex') as hash`)).rows[0].hash}/asn`

/** What somebody who owns the database may do in secret, and what must be found. */
const tampered: Readonly<Record<string, { sql: string[]; found: string[] }>> = {
  'a second grant': {
    sql: [
      `insert into entry (card_id, purchase_id, kind, serial, debit, credit, amount, at)
       select card_id, 0, 'grant', 1, 'treasury', 'card', 500000, now() from card where card_id = ${cardId}`,
      `update card set granted = granted + 500000, balance = balance + 500000 where card_id = ${cardId}`,
    ],
    found: [`changed card:${cardId} granted`, `untold entry:${cardId}/0/grant/1`],
  },
  'a purchase, its entry and the balance that is left': {
    sql: [
      `update purchase set amount = amount - 100000 ${purchase}`,
      `update entry set amount = amount - 100000 ${purchase} and kind = 'purchase'`,
      `update card set balance = balance + 100000 where card_id = ${cardId}`,
    ],
    found: [`changed purchase:${cardId}/${purchaseId} amount`],
  },
  'a deadline': {
    sql: [
      `update card set first_purchase_before = first_purchase_before + interval '9 days' where card_id = ${cardId}`,
    ],
    found: [`changed card:${cardId} first_purchase_before`],
  },
  'when a card is looked at next': {
    sql: [`update deadline set due_at = due_at + interval '9 days' where card_id = ${cardId}`],
    found: [`changed deadline:${cardId} due_at`],
  },
  'a training that is finished': {
    sql: [`update purchase set finished_at = now() ${purchase}`],
    found: [`changed purchase:${cardId}/${purchaseId} finished_at`],
  },
  'the phone of a holder': {
    sql: [`update card set holder_phone = '+6281299999999' where card_id = ${cardId}`],
    found: [`changed card:${cardId} holder_phone`],
  },
  'a person more': {
    sql: [
      `insert into person (person_id, nik_hash, nik_sealed, nik_tail, kk_hash, kk_sealed, name, born_on, phone, email,
         education, occupation, created_at)
       select 999, sha256('x'), nik_sealed, nik_tail, kk_hash, kk_sealed, name, born_on, phone, email, education,
         occupation, created_at from person where person_id = 901`,
    ],
    found: ['untold person:999'],
  },
  'a recipient more': {
    sql: [`insert into recipient (wave_id, person_id, selected_at) values (1, 902, now())`],
    found: ['untold recipient:1/902'],
  },
  "a certificate's name": {
    sql: [`update certificate set holder_name = 'Orang Lain'`],
    found: [`changed certificate:${cardId}/SERTIFIKAT01 holder_name`],
  },
  "a certificate's grade": {
    sql: [`update certificate set grade = 'A'`],
    found: [`changed certificate:${cardId}/SERTIFIKAT01 grade`],
  },
  'who approved': {
    sql: [`update approval set approved_by = 'staff:3' where approval_id = 900`],
    found: ['changed approval:900 approved_by'],
  },
  "an operator's roles": {
    sql: [`update staff set roles = '{admin}' where staff_id = 900`],
    found: ['changed staff:900 roles'],
  },
  'a price': {
    sql: [`update course set price = 999000`],
    found: ['changed course:1 price'],
  },
  'what an institution has earned': {
    sql: [`update entry set amount = amount + 1 ${purchase} and kind = 'first_part'`],
    found: [`changed entry:${cardId}/${purchaseId}/first_part/0 amount`],
  },
  'who has earned it': {
    sql: [`update entry set party_id = 2 ${purchase} and kind = 'first_part'`],
    found: [`changed entry:${cardId}/${purchaseId}/first_part/0 party_id`],
  },
  'a posting less': {
    sql: [`delete from entry ${purchase} and kind = 'first_part'`],
    found: [`gone entry:${cardId}/${purchaseId}/first_part/0`],
  },
  'what a storefront keeps': {
    sql: [`update contract set commission_bp = 0`],
    found: ['changed contract:900 commission_bp'],
  },
  'a schedule that is cancelled': {
    sql: [
      `update schedule set cancelled_at = now(), cancelled_because = 'x', cancelled_by = 'institution-user:1'
       where schedule_id = 1`,
    ],
    found: ['changed schedule:1 cancelled_at cancelled_because cancelled_by'],
  },
  'an exclusion less': { sql: ['delete from exclusion'], found: [`gone exclusion:${nikHash}`] },
}

for (const [what, { sql, found }] of Object.entries(tampered)) {
  test(`${what}, changed in secret with the triggers off: row and kind are named`, async () => {
    assert.deepEqual(short(await findingsAfter('off', ...sql)), found)
  })

  test(`${what}, changed with the triggers on: the row is named, for it has no event`, async () => {
    const rows = found.map((it) => it.split(' ')[1])
    const findings = await findingsAfter('on', ...sql)
    assert.deepEqual([...new Set(findings.map(({ kind }) => kind))], ['without_event'])
    // The superuser's statements here are one transaction: each table's trace is a finding of its own.
    assert.deepEqual(findings.map(({ row }) => row).toSorted(), rows.toSorted())
    assert.match(findings[0]!.sentence, /written by postgres at /)
  })
}

test('a change in secret is not covered up by an operation that changes the same row afterwards', async () => {
  const event = `insert into journal (at, actor, act, subject, request_id) values (now(), 'a', 'b', 'c', 'd')`
  const findings = await findingsAfter(
    'off',
    'update course set price = 999000',
    `insert into recipient (wave_id, person_id, selected_at) values (1, 902, now())`,
    'set local session_replication_role = origin',
    event,
    `update course set title = 'Kelas Lain'`,
    `update recipient set status = 'revoked' where person_id = 902`,
  )
  assert.deepEqual(short(findings), ['changed course:1 price', 'untold recipient:1/902'])
})

test('traces that were changed or removed after they were sealed are found', async () => {
  for (const sql of [
    `update trace set after = before where relation = 'course' and before is not null`,
    `delete from trace where relation = 'exclusion'`,
    `update trace set written_by = 'bekal2' where relation = 'staff'`,
  ]) {
    const findings = await findingsAfter('off', sql)
    assert.ok(
      findings.some(({ kind, row }) => kind === 'trace_changed' && row.startsWith('journal:')),
      sql,
    )
  }
})

test('the tail of the journal cut off with its seals: what it told is in the tables still, without an event', async () => {
  const findings = await findingsAfter(
    'off',
    `delete from journal_seal where seal = (select max(seal) from journal_seal)`,
    `delete from journal where journal_id > (select min(journal_id) from journal where act = 'person_viewed') + 2`,
  )
  const kinds = new Set(short(findings).map((it) => it.split(':')[0]))
  for (const expected of ['without_event staff', 'without_event course', 'without_event approval'])
    assert.ok(kinds.has(expected), `${expected} of ${[...kinds].join(', ')}`)
})

test('a past that was taken back whole is known by a head that was kept elsewhere, and by that alone', async () => {
  const head = (await findJournalHead(pool))!
  await told(`update course set description = 'Baru'`)
  await settled(pool)
  await sealJournal(ctx)
  const kept = (await findJournalHead(pool))!
  const heads = [head.hash, kept.hash]
  assert.deepEqual((await auditJournal(pool, { heads })).findings, [])
  // Everything as it was before: the row, its trace, its event, the seal.
  await superuser.query(`
    begin;
    set local session_replication_role = replica;
    update course set description = '';
    delete from trace where trace_id = (select max(trace_id) from trace);
    delete from journal_seal where seal > ${head.seal};
    delete from journal where tx > (select upto_tx from journal_seal order by seal desc limit 1);
    commit`)
  const without = await auditJournal(pool, { heads: [head.hash] })
  assert.deepEqual(without.findings, [])
  assert.ok(without.missingAtEnd > 0, 'the numbers that were given out are gone')
  const { findings } = await auditJournal(pool, { heads })
  assert.deepEqual(short(findings), ['journal_broken journal'])
  assert.match(findings[0]!.sentence, /none has the hash you know/)
})

test('the application can neither change nor remove a trace, nor read the past into one', async () => {
  for (const sql of [
    'update trace set after = null',
    'delete from trace',
    'truncate trace',
    `insert into trace (tx, relation, keys) values (1, 'course', '{1}')`,
    `insert into trace (written_by, relation, keys) values ('x', 'course', '{1}')`,
    'update trace_salt set salt = salt',
    'delete from trace_salt',
  ])
    await assert.rejects(pool.query(sql), /permission denied/, sql)
})

test('a card is told once by a statement, whatever the statement says of itself or sets while it runs', async () => {
  const whole = '/* traced whole */ '
  const change = `update card set holder_name = holder_name || '!' where card_id = ${cardId}`
  const meanwhile = `update card set holder_name = holder_name || '!', sandbox = set_config('application_name', 'x', true) = ''
    where card_id = ${cardId}`
  const entry = `insert into entry (card_id, purchase_id, kind, serial, debit, credit, amount, at)
    values (${cardId}, 0, 'forfeit', 7, 'card', 'treasury', 1, now())`
  for (const sql of [change, meanwhile, entry])
    for (const words of ['', whole, ` ${whole}`, `-- ${whole}\n`]) {
      await superuser.query('begin')
      await superuser.query(words + sql)
      const { rows } = await superuser.query(
        `select relation, cardinality(keys)::int as keys, after <> before as changed from trace
         where tx = pg_current_xact_id()::text::bigint + journal_tx_offset()`,
      )
      await superuser.query('rollback')
      const relation = sql === entry ? 'entry' : 'card'
      assert.deepEqual(rows, [{ relation, keys: 1, changed: sql === entry ? null : true }], words + sql)
    }
  // nothing that is told: no trace either way
  for (const words of ['', whole]) {
    await superuser.query('begin')
    await superuser.query(
      `${words}update card set status = status, balance = balance where card_id = ${cardId}`,
    )
    const { rows } = await superuser.query(
      'select from trace where tx = pg_current_xact_id()::text::bigint + journal_tx_offset()',
    )
    await superuser.query('rollback')
    assert.equal(rows.length, 0)
  }
})
