import assert from 'node:assert/strict'
import { test } from 'node:test'
import type pg from 'pg'
import { allStatements, preparable } from './all-statements.ts'
import { testDatabase } from './database.ts'

const db = await testDatabase({ max: 1 })
const { statements, unreadable } = await allStatements()

for (const [file, error] of unreadable) test(`${file} can be imported`, () => Promise.reject(error))

for (const { name, text } of statements) {
  test(`${name} is understood by the migrated schema`, async () => {
    try {
      await describe(text)
    } catch (error) {
      assert.fail(`${name}: ${where(error as pg.DatabaseError, text)}`)
    }
  })
}

/** What PostgreSQL cannot prepare (a lock, say) is tried out instead, on a schema without a single row. */
async function describe(text: string): Promise<void> {
  if (!preparable(text))
    return void (await db.pool.query(`begin; ${text}`).finally(() => db.pool.query('rollback')))
  await db.pool.query(`prepare described as ${text}`)
  await db.pool.query('deallocate described')
}

test('a statement the schema does not understand is found out', async () => {
  await assert.rejects(db.pool.query('prepare described as select no_such_column from schema_migration'))
})

/** The line PostgreSQL stumbles over, with those around it: statements can be long. */
function where(error: pg.DatabaseError, text: string): string {
  const position = Number(error.position ?? 0) - 'prepare described as '.length
  const line = text.slice(0, Math.max(0, position)).split('\n').length
  const around = text.split('\n').map((words, at) => `${String(at + 1).padStart(4)} ${words}`)
  const shown = around.slice(Math.max(0, line - 3), line + 2)
  return [`${error.message} (line ${line})`, error.hint, ...shown].filter(Boolean).join('\n')
}
