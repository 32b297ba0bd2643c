import { ConfigError, readConfig } from './config.ts'
import { openLog } from './start/open-log.ts'
import type { Journey } from './storefronts/journey.ts'

/** Starts Bekal and stops it on SIGTERM and SIGINT; a second signal, a second later, does not wait. */
async function main(): Promise<void> {
  const config = readConfig(process.env)
  const log = openLog(config.LOG_LEVEL)
  // Loaded only now: an older Node cannot even read it, and is told so below.
  const { startBekal } = await import('./start.ts')
  const running = await startBekal({ config, log })
  const { journeys } = await import('./storefronts/journeys.ts')
  console.log(config.production ? `Bekal: ${running.url}` : welcome(running.url, journeys[0]!))

  let stoppingSince: number | undefined
  const stop = (why: string) => {
    const now = performance.now()
    // A terminal tells npm and us, and npm tells us again: that is one signal, not two.
    if (stoppingSince !== undefined && now - stoppingSince < 1000) return
    if (stoppingSince !== undefined) process.exit(1)
    stoppingSince = now
    console.log(`${why}: Bekal selesai dulu / finishing ...`)
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
  process.on('SIGHUP', stop)
  if (process.env.npm_lifecycle_event !== undefined) onParentGone(() => stop('npm is gone'))
}

/** Calls once when the process that started us is gone: npm that was killed cannot hand a signal on. */
function onParentGone(gone: () => void): void {
  const parent = process.ppid
  const look = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(look)
    gone()
  }, 500).unref()
}

function welcome(url: string, shop: Pick<Journey, 'id' | 'name'>): string {
  return `
Bekal berjalan (demo) / Bekal is running (demo)

  Mulai di sini / start here      ${url}
  ${shop.name.padEnd(30)}  ${url}/${shop.id}
  Kotak masuk SMS, email / inbox  ${url}/dev/inbox
  Jam / clock                     ${url}/dev/clock
  API mitra / partner API         ${url}/api
`
}

function fail(error: unknown): never {
  const node = (error as NodeJS.ErrnoException)?.code
  if (error instanceof ConfigError) console.error(error.message)
  else if (node === 'EADDRINUSE')
    console.error(`Port ${process.env.PORT || 3000} sudah dipakai / is already in use: set PORT.`)
  else console.error(error instanceof Error ? error.message : error)
  if (process.env.LOG_LEVEL === 'debug') console.error(error)
  process.exit(1)
}

if (Number(process.versions.node.split('.')[0]) < 24) {
  console.error(`Bekal needs Node 24 or newer; this is ${process.versions.node}. Start it with npm start.`)
  process.exit(1)
}
main().catch(fail)
