import { openPool } from '../src/database/open.ts'
import { writeUpload } from '../src/imports/write-upload.ts'
import { stoppedClock } from '../src/kernel/clock.ts'
import { secretsFrom } from '../src/kernel/secrets/secrets.ts'
import { demoRegistry } from '../src/people/population-registry.ts'

// A process of its own for write-upload.test.ts, that is killed in the middle of an import.
const { connection, now, uploadId, after } = JSON.parse(process.argv[2]!)
const { pool: db } = await openPool(connection, 'embedded', 2, async () => {})
const secrets = secretsFrom('a secret that only the tests know, really')
const ctx = { db, clock: stoppedClock(now), secrets }
const host = { ctx, registry: demoRegistry, domain: 'x', link: (path: string) => path, onMessages: () => {} }
await writeUpload(host, uploadId, {
  actor: { actor: 'staff:101', requestId: 'r-killed' },
  chunk: 10,
  onProgress: (done) => {
    if (done >= after) process.kill(process.pid, 'SIGKILL')
  },
})
