import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { migrate } from './migrate.ts'
import { openDatabase } from './open.ts'
import { describeSchema } from './schema.ts'

/** `npm run schema`: migrates a throwaway database and writes down what came of it. */
const target = fileURLToPath(new URL('../../schema.sql', import.meta.url))
const dataFolder = await mkdtemp(path.join(tmpdir(), 'bekal-schema-'))
try {
  const db = await openDatabase({ dataFolder, settings: { fsync: 'off' } })
  try {
    const owner = new pg.Pool({ ...db.owner, max: 2 })
    try {
      await migrate(owner)
      await writeFile(target, await describeSchema(owner))
    } finally {
      await owner.end()
    }
  } finally {
    await db.close()
  }
} finally {
  await rm(dataFolder, { recursive: true, force: true })
}
console.log(`${path.relative(process.cwd(), target)} written`)
