import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { startEmbedded } from '../../src/database/embedded/embedded.ts'
import { fillDemo } from './fill-demo.ts'
import { takeFixture } from './fixture.ts'

/**
 * `npm run fixture`: fills the demo of this version, and keeps its rows for the test that upgrades them ever after.
 * `npm run fixture -- FOLDER` keeps those of a demo that ran in that data folder, with the secret of the tests.
 */
const [given] = process.argv.slice(2)
const dataFolder = given ?? (await mkdtemp(path.join(tmpdir(), 'bekal-fixture-')))
try {
  if (!given) await fillDemo(dataFolder)
  const embedded = await startEmbedded({ dataFolder })
  const superuser = new pg.Client(embedded.superuser)
  try {
    await superuser.connect()
    const { file, empty } = await takeFixture(superuser)
    console.log(`${file} is written. No rows: ${empty.join(', ') || 'nowhere'}.`)
  } finally {
    await superuser.end()
    await embedded.stop()
  }
} finally {
  if (!given) await rm(dataFolder, { recursive: true, force: true })
}
