import { openPool } from '../src/database/open.ts'
import { stoppedClock } from '../src/kernel/clock.ts'
import { secretsFrom } from '../src/kernel/secrets/secrets.ts'
import { runDraw } from '../src/waves/draw/run-draw.ts'

// A process of its own for draw.test.ts, that is killed in the middle of a draw.
const { connection, now, waveId, after } = JSON.parse(process.argv[2]!)
const { pool: db } = await openPool(connection, 'embedded', 2, async () => {})
const secrets = secretsFrom('a secret that only the tests know, really')
await runDraw({ db, clock: stoppedClock(now), secrets }, waveId, {
  actor: { actor: 'staff:101', requestId: 'r-killed' },
  onProgress: ({ ranked }) => {
    if (ranked >= after) process.kill(process.pid, 'SIGKILL')
  },
})
