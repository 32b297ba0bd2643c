import { openPool } from '../src/database/open.ts'
import { stoppedClock } from '../src/kernel/clock.ts'
import { askForExport } from '../src/staff/exports/exports.ts'
import { openTasks } from '../src/staff/tasks.ts'
import { numbersSource } from './numbers-source.ts'

// A process of its own for exports.test.ts, that is killed in the middle of a file.
const { connection, now, staff, chunks } = JSON.parse(process.argv[2]!)
const { pool: db } = await openPool(connection, 'embedded', 4, async () => {})
const clock = stoppedClock(now)
const sources = {
  numbers: numbersSource({
    before: async (read) => {
      if (read === chunks) process.kill(process.pid, 'SIGKILL')
    },
  }),
}
const tasks = openTasks({ db, clock }, (fault) => console.error(fault))
const asked = { source: 'numbers', terms: {}, language: 'id' } as const
const actor = { actor: `staff:${staff.staffId}`, requestId: 'r-killed' }
await askForExport({ db, clock, tasks, sources }, staff, asked, actor)
