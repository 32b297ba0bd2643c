import pg from 'pg'
import { startEmbedded } from '../../src/database/embedded/embedded.ts'
import { takeFixture } from './fixture.ts'

/** `npm run fixture -- FOLDER`: the rows of the demo whose data folder that is, for the test that upgrades it ever after. */
const [dataFolder] = process.argv.slice(2)
if (!dataFolder) throw new Error('Name the data folder of a demo: npm run fixture -- FOLDER')
const embedded = await startEmbedded({ dataFolder })
const superuser = new pg.Client(embedded.superuser)
await superuser.connect()
try {
  const { file, empty } = await takeFixture(superuser)
  console.log(`${file} is written. No rows: ${empty.join(', ') || 'nowhere'}.`)
} finally {
  await superuser.end()
  await embedded.stop()
}
