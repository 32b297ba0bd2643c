import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startProcesses } from './processes.ts'

/** `npm run cluster -- 3`: the demo by three servers on one PostgreSQL, until it is interrupted. */
const count = Number(process.argv[2] ?? 3)
if (!Number.isInteger(count) || count < 1 || count > 16) {
  console.error('Say how many servers, 1 to 16: npm run cluster -- 3')
  process.exit(1)
}
const dataFolder = await mkdtemp(path.join(tmpdir(), 'bekal-cluster-'))
const port = Number(process.env.PORT ?? 3000)
const processes = await startProcesses({ count, dataFolder, port, settings: { LOG_LEVEL: 'error' } })
console.log(`\n  http://localhost:${processes.port}  hands on to:`)
processes.ports.forEach((own, server) => {
  console.log(`  http://localhost:${own}  process ${processes.pidOf(server)}`)
})
console.log(`\n  commands on the same database:\n`)
for (const [name, value] of Object.entries(processes.settings))
  if (/^(DATABASE_URL|BEKAL_SECRET|BEKAL_DATA)$/.test(name)) console.log(`  export ${name}='${value}'`)
console.log('\n  Everything goes with Ctrl+C.')

let stopping = false
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    if (stopping) return
    stopping = true
    processes.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
  })
