/** A process that uses the embedded PostgreSQL of a data folder, for tests that kill it. */
import { claimServer, startEmbedded } from '../src/database/embedded/embedded.ts'

const [dataFolder = '', claim] = process.argv.slice(2)
if (claim) await claimServer(dataFolder)
const { connection } = await startEmbedded({ dataFolder, settings: { fsync: 'off' } })
console.log(connection.host)
setInterval(() => {}, 60_000)
