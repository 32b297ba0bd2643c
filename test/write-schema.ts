import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { migrate } from '../src/database/migrate.ts'
import { openDatabase } from '../src/database/open.ts'
import { describeSchema } from '../src/database/schema.ts'
import { describeRows } from './describe-rows.ts'

/** `npm run schema`: migrates a throwaway database, and writes down its tables and the rows that statements answer with. */
const root = fileURLToPath(new URL('..', import.meta.url))
const dataFolder = await mkdtemp(path.join(tmpdir(), 'bekal-schema-'))
try {
  const db = await openDatabase({ dataFolder, settings: { fsync: 'off' } })
  try {
    const owner = new pg.Pool({ ...db.owner, max: 2 })
    // a connection that the database ends when it stops is no fault
    owner.on('error', () => {})
    try {
      await migrate(owner)
      await writeFile(path.join(root, 'schema.sql'), await describeSchema(owner))
      await writeFile(path.join(root, 'src/database/rows.ts'), await describeRows(owner))
    } finally {
      await owner.end()
    }
  } finally {
    await db.close()
  }
} finally {
  await rm(dataFolder, { recursive: true, force: true })
}
console.log('schema.sql and src/database/rows.ts written')
