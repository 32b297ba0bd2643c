import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { describeSchema } from '../src/database/schema.ts'
import { testDatabase } from './database.ts'

const db = await testDatabase()

test('schema.sql is what the migrations add up to', async () => {
  const written = await readFile(new URL('../schema.sql', import.meta.url), 'utf8')
  const current = await describeSchema(db.pool)
  assert.equal(written, current, 'schema.sql is out of date: run "npm run schema" and commit it')
})
