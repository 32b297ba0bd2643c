import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { declaredStatements } from '../src/database/sql.ts'
import { tracedTables, untracedColumns, untracedTables } from '../src/journal/traced-tables.ts'
import { testDatabase } from './database.ts'

const src = fileURLToPath(new URL('../src', import.meta.url))
const { pool } = await testDatabase({ max: 1 })

/**
 * Files whose statements change traced tables and write no event: the operation that runs them does, in the same
 * transaction. Each with the file of that operation, which must write one.
 */
const toldElsewhere: Readonly<Record<string, readonly string[]>> = {
  'card/change-holder-facts.ts': [
    'registration/corrections/correct-person.ts',
    'registration/corrections/correct-identity.ts',
  ],
  'card/change-holder-phone.ts': [
    'registration/contacts/contact-changes.ts',
    'registration/contacts/stop-change.ts',
  ],
  'card/change-holder-name.ts': ['registration/corrections/correct-person.ts'],
  'catalogue/import/save-courses.ts': ['catalogue/import/journal-import.ts'],
  'catalogue/import/sell-courses.ts': ['catalogue/import/journal-import.ts'],
  'catalogue/proposals/curation.ts': ['catalogue/proposals/decide-proposal.ts'],
  'catalogue/lessons.ts': ['catalogue/import/journal-import.ts'],
  'catalogue/schedules/open-schedule.ts': [
    'catalogue/import/journal-import.ts',
    'catalogue/proposals/write-proposal.ts',
  ],
  'partners/directory/redirect-uris.ts': ['partners/directory/store.ts'],
  'approvals/approval-sql.ts': ['approvals/approvals.ts'],
  'card/replace-number.ts': ['desk/replace-card-number.ts'],
  'cases/open-cases-sql.ts': ['cases/escalate.ts'],
  'desk/desk-sql.ts': ['desk/desk-case.ts', 'desk/prove-person.ts', 'desk/prove-new-phone.ts'],
  'deadlines/correction-sql.ts': ['deadlines/correct.ts'],
  'deadlines/plan-deadlines.ts': ['recipients/notify-wave.ts', 'recipients/reserves/move-up.ts'],
  'recipients/give-cards.ts': ['recipients/notify-wave.ts', 'recipients/reserves/move-up.ts'],
  'waves/draw/draw-store.ts': ['waves/draw/run-draw.ts', 'waves/close-wave.ts'],
  'people/forget-people.ts': ['recipients/undo-recipients.ts', 'registration/applicants/undo-applicants.ts'],
  'reconciliation/save-found.ts': ['reconciliation/take-file.ts'],
  'recipients/recipient-store.ts': ['recipients/import-chunk.ts', 'recipients/reserves/move-up.ts'],
  'recipients/reserves/move-up-sql.ts': ['recipients/reserves/move-up.ts'],
  'retention/erase-sql.ts': ['retention/erase-person.ts'],
  'retention/erase-words-sql.ts': ['retention/erase-person.ts'],
  'registration/account-sql.ts': ['registration/account.ts'],
  'registration/applicants/applicant-sql.ts': ['registration/applicants/register-applicants.ts'],
  'people/claim-sql.ts': ['registration/complete-registration.ts'],
  'registration/registration-sql.ts': ['registration/complete-registration.ts'],
  'fraud/place-holds.ts': ['fraud/scan.ts', 'money/holds/hold-many.ts'],
  'identity/factor-statements.ts': ['identity/second-factors.ts'],
  'messages/wording/wordings-sql.ts': ['messages/wording/wordings.ts'],
  'money/runs/compute-sql.ts': ['money/runs/compute-run.ts', 'money/runs/approve-run.ts'],
  'money/runs/export-sql.ts': ['money/runs/export-run.ts'],
  'money/runs/run-sql.ts': ['money/runs/approve-run.ts', 'money/runs/export-run.ts'],
  'money/bank/decide-sql.ts': ['money/bank/decide-line.ts'],
  'money/bank/statement-sql.ts': ['money/bank/import-bank-file.ts'],
  'staff/factors.ts': ['identity/second-factors.ts'],
  'staff/staff.ts': ['staff/manage-staff.ts'],
}

/** Statements that change nothing that is told, or whose event another statement of their transaction writes. */
const toldNothing: Readonly<Record<string, string>> = {
  'learning/save-lessons': 'with learning/save-requirement, which tells of the content',
  'learning/save-questions': 'with learning/save-requirement, which tells of the content',
  'learning/save-answer': 'a test that is not handed in yet',
  'ledger/post-earnings': 'with whatever used, finished or cancelled the purchase, which tells of that',
  'learning/free-reviewed-card': 'a derived column; the review tells of itself',
  'storefronts/insert-draft': 'a draft',
  'storefronts/adopt-drafts': 'a draft',
  'storefronts/move-order': 'step and answers',
  'storefronts/settle-promo-reservations': 'a count',
  'storefronts/reserve-promo-use': 'a count',
}

const read = (file: string) => readFileSync(path.join(src, file), 'utf8')
/** Whether a file hands rows to one of the journal's writers. */
const writes = (text: string) => /\b(writeJournal|journal[A-Z]\w*)\(/.test(text)
/** A file declares a statement by its name, or by the pattern of a mechanism that has one for each of some tables. */
const declares = (text: string, name: string) =>
  text.includes(`'${name}'`) ||
  text.includes(`\`${name.replace(/(?:staff|institution_user)/, `$${'{table}'}`)}\``)
const changes = /\b(?:insert into|update|delete from|merge into)\s+([a-z_]+)\b/g

// rows.ts names every statement and declares none.
const files = globSync('**/*.{ts,tsx}', { cwd: src }).filter(
  (file) => !file.includes('.test.') && file !== path.join('database', 'rows.ts'),
)
for (const file of files)
  if (/\bstatement(<|\()/.test(read(file)) && file !== path.join('database', 'sql.ts'))
    await import(pathToFileURL(path.join(src, file)).href)

test('every statement that changes a row that matters writes its event, or its operation does', () => {
  const silent: string[] = []
  for (const { name, text } of declaredStatements()) {
    const changed = [...text.matchAll(changes)].map(([, table]) => table!).filter((it) => it in tracedTables)
    if (changed.length === 0 || name in toldNothing || /\binto journal \(/.test(text)) continue
    const file = files.find((it) => declares(read(it), name)) ?? name
    const tellers = toldElsewhere[file] ?? [file]
    if (!tellers.every((teller) => writes(read(teller))))
      silent.push(`${name} (${file}) changes ${changed.join(', ')}, and no event tells of it`)
  }
  assert.deepEqual(silent, [])
})

test('every table is traced, or says why it is not; and so is every column of those that are', async () => {
  const { rows: tables } = await pool.query(
    `select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace order by 1`,
  )
  const decided = [...Object.keys(tracedTables), ...Object.keys(untracedTables)].toSorted()
  assert.deepEqual(
    tables.map(({ relname }) => relname).toSorted(),
    decided,
    'A new table is either traced (call trace_table() in its migration) or says why not: src/journal/traced-tables.ts.',
  )
  const { rows } = await pool.query(
    `select relation, attname, attname = any (columns) as told
     from traced_table
     join pg_attribute on attrelid = relation::regclass and attnum > 0 and not attisdropped and attgenerated = ''`,
  )
  assert.deepEqual(
    [...new Set(rows.map((row) => row.relation))].toSorted(),
    Object.keys(tracedTables).toSorted(),
  )
  const untold = rows.filter((row) => !row.told).map((row) => `${row.relation}.${row.attname}`)
  const excused = Object.entries(untracedColumns).flatMap(([table, columns]) =>
    Object.keys(columns).map((column) => `${table}.${column}`),
  )
  assert.deepEqual(
    untold.toSorted(),
    excused.toSorted(),
    'A new column of a traced table is told when its migration calls trace_table() again.',
  )
})
