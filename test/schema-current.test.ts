import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { describeSchema } from '../src/database/schema.ts'
import { testDatabase } from './database.ts'
import { describeRows } from './describe-rows.ts'

const db = await testDatabase()

test('schema.sql is what the migrations add up to', () => isWritten('schema.sql', describeSchema(db.pool)))

test('the rows of the statements are what PostgreSQL says of them', () =>
  isWritten('src/database/rows.ts', describeRows(db.pool)))

async function isWritten(file: string, current: Promise<string>): Promise<void> {
  const written = await readFile(new URL(`../${file}`, import.meta.url), 'utf8')
  assert.equal(written, await current, `${file} is out of date: run "npm run schema" and commit it`)
}
