import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import pg from 'pg'
import { allStatements, preparable } from './all-statements.ts'
import { testDatabase } from './database.ts'
import { fillTables } from './fill-tables.ts'
import { type PlanNode, tablesReadWhole } from './plans.ts'

/** Tables that stay small however many people take part: reading one whole costs nothing. */
const small = new Set([
  ...[
    'schema_migration',
    'demo_clock',
    'job_lease',
    'wording',
    'campaign',
    'campaign_progress',
    'issuer_key',
    'sign_on_key',
  ],
  ...[
    'database_identity',
    'trace_salt',
    'traced_table',
    'wave_hold',
    'wave_extension',
    'programme_year',
    'wave',
    'draw',
    'approval',
    'correction',
    'deadline_count',
    'exclusion_list',
    'owed_seat',
  ],
  ...['partner', 'partner_key', 'sign_on_client', 'promo', 'offer'],
  ...[
    'staff',
    'institution',
    'institution_user',
    'course',
    'course_record',
    'course_draft',
    'course_picture',
    'course_words',
    'shelf',
    'title_word',
    'schedule_draft',
    'category',
    'otp_pause',
    'canned_answer',
    'common_question',
    'announcement',
    'staff_leave',
    'survey',
    'bank_account',
    'payment_run',
    'suspension',
    'bank_statement',
  ],
])

const check = 'bekal ledger check: it derives everything again, and says so'
const demo = 'only in the demo, whose tables are small'
const audit = 'bekal audit: it compares every row with what was told of it'
const finance = 'an act of finance, some a week: it gathers or shows all that there is'
const bulk = 'one act of an operator upon a whole wave: it changes a good part of what it reads'

const queue = 'what is open of each kind, by the indexes of what waits, which are short but in this test'
const erases =
  'an act of two people upon one person: what waits to be sent, and files of some days, are short but in this test'
const stops =
  'an act of two people, some a year: it gathers all that is open of an institution or a storefront'

/** Checks that are made of one statement for each table or invariant, and reports, which sum the whole ledger. */
const readsAll = (name: string) => /^(ledger\/invariant-|journal\/audit-|reports\/)/.test(name)

/** Statements that read a growing table whole, and why they may. What is not here, and does, fails. */
const allowed: Readonly<Record<string, string>> = {
  'cases/select-open': queue,
  'cases/count-open': queue,
  'cases/escalate': queue,
  'retention/erase-messages': erases,
  'retention/erase-exports': erases,
  'retention/erase-batches': erases,
  'suspension/list-open-of-institution': stops,
  'suspension/list-open-of-storefront': stops,
  'money/select-holds': finance,
  'money/count-waiting': 'the indexes of what waits, which is little but in this test',
  'reconciliation/count-open': 'the index of what waits, which is little but in this test',
  'learning/count-records': 'an hourly job: it counts all purchases, so that no page does',
  'learning/replaced-vouchers': 'the index of what was replaced, which is little but in this test',
  'learning/revoked-certificates': 'the index of what was revoked, which is little but in this test',
  'learning/stopped-incentives': 'begins at the payments that are open, which are few but in this test',
  'money/remove-taken-back': finance,
  'money/gather-items': finance,
  'money/insert-lines': finance,
  'money/stop-over-budget': finance,
  'money/changed-lines': finance,
  'money/not-gathered': finance,
  'demo/select-cards': demo,
  'demo/unattended-institutions': demo,
  'demo/fill-meetings': demo,
  'journal/traces-without-event': audit,
  'journal/audit-counts': audit,
  'learning/returning-schedules': 'the index of what is being given back, which is short but in this test',
  'learning/incentives-due': 'an operator on the command line: it sorts all that is due',
  'learning/select-waits-to-tell': 'the index of those that wait, which are few but in this test',
  'waves/take-out-ineligible': bulk,
  'waves/strike-ineligible': bulk,
  'deadlines/lock-wave-term': bulk,
  'deadlines/resume-held': bulk,
  'deadlines/select-over': 'begins at what is due by its index; in this test that is half of all cards',
  'deadlines/select-wave-holds': 'begins at the deadlines that are held, none as a rule; in this test many',
  'ledger/sum-accounts': check,
  'database/find-foreign-tx': 'once at start, from the end of an index',
  'database/journal-export-bounds': 'from both ends of an index, for an export that reads all',
  'learning/status-list-begun': 'one row by the index of status_index, whatever the parameter is',
  'learning/list-reviews': 'a moderator on the command line, with filters that may be absent',
  'appeals/select-appeals': 'operators, with filters that may be absent; what is open has an index',
  'messages/count': 'an operator on the command line: it counts all that waits',
  'messages/count-parked': 'the index of what is parked, which is short but in this test',
  'messages/select-parked': 'the same, with filters that may be absent',
  'messages/resend-parked': 'the same',
  'messages/drop-parked': 'the same',
  'messages/count-open-messages': 'ten thousand at most, of what waits',
  'messages/list-parked': 'the index of what is parked, which is short but in this test',
  'messages/count-audience': bulk,
  'messages/sample-audience': bulk,
  'messages/begin-campaign': bulk,
  'messages/anybody-in-audience': bulk,
  'recipients/select-exclusion-lists': 'counts each list, on the command line',
  'identity/forget-tries': 'a job that has an index for its times; what it forgets is most of a short table',
  'purchase/waiting-refused-asks': 'the index of those that wait, which are few but in this test',
  'learning/pending-submissions': 'joins what is pending, which is little but in this test',
  'money/select-accounts-of-partners':
    'the index of those of institutions and storefronts, which are few but in this test',
  'reconciliation/first-day': 'once for each storefront, before its first day is closed',
  'reconciliation/select-differences': 'operators, with filters that may be absent; what waits has an index',
  'money/statement-lines': 'an institution sees all of its sales; an index would cost every purchase',
  'fraud/select-cases':
    'the index of those that are open, which are few but in this test; else with filters that may be absent',
  'fraud/count-open': 'the index of those that are open, which are few but in this test',
  'fraud/shared-accounts': 'an hourly job: what was verified lately by its index, in this test all',
  'fraud/one-owner':
    'an hourly job: the accounts of institutions and storefronts, which are few but in this test',
  'fraud/same-works': 'an hourly job: what is young, by the place where it lies; in this test all',
  'fraud/gifts': 'an hourly job: what is young, by the place where it lies; in this test all',
  'deadlines/count-wave-deadlines':
    'counts every card: for the timetable, at most a sixtieth of the time, and for pages only while it is quick',
}

const { pool } = await testDatabase()
// Only a superuser may fill tables that the application may only add to.
const db = new pg.Client({ ...pool.options, user: 'postgres' })
// The database is dropped under it at the end.
db.on('error', () => {})
await db.connect()
after(() => db.end().catch(() => {}))
const { statements, unreadable } = await allStatements()
assert.deepEqual([...unreadable], [])
const growing = new Set(await fillTables(db, 6000, small))

async function readWhole(text: string): Promise<string[]> {
  const explained = await db.query(`explain (generic_plan, format json) ${text}`)
  const [{ Plan }] = explained.rows[0]['QUERY PLAN'] as [{ Plan: PlanNode }]
  return [...tablesReadWhole(Plan, growing)].sort()
}

test('no statement reads a growing table whole, but those that say why', async () => {
  const found = new Map<string, string[]>()
  for (const { name, text } of statements) {
    if (!preparable(text)) continue
    const tables = await readWhole(text)
    if (tables.length > 0) found.set(name, tables)
  }
  const unexcused = [...found].filter(([name]) => !allowed[name] && !readsAll(name))
  assert.deepEqual(
    unexcused,
    [],
    'give the table an index, the statement a condition, or say here why it may',
  )
  // Plans near the edge may fall either way; a statement that is gone needs no excuse.
  const stale = Object.keys(allowed).filter((name) => !statements.some((known) => known.name === name))
  assert.deepEqual(stale, [])
})

test('the claim that read the whole outbox is found out, and the one in its place is not', async () => {
  const former = `
    with urgent as materialized (
      select message_id from outbox where channel = $1 and expires_at is not null and due_at <= $2
      order by due_at limit $3 for update skip locked
    ),
    calm as materialized (
      select message_id from outbox where channel = $1 and expires_at is null and due_at <= $2
      order by due_at limit $3 - (select count(*) from urgent) for update skip locked
    ),
    due as (select message_id from urgent union all select message_id from calm)
    update outbox set due_at = $2::timestamptz + make_interval(secs => $4), attempts = attempts + 1
    from due where outbox.message_id = due.message_id
    returning outbox.message_id`
  assert.deepEqual(await readWhole(former), ['outbox'])
  for (const haste of ['urgent', 'calm']) {
    const claim = statements.find(({ name }) => name === `messages/claim-${haste}`)
    assert.deepEqual(await readWhole(claim!.text), [])
  }
})
