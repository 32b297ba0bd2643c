/**
 * The server under load, in a process of its own: Bekal as `npm start` starts it, but for a known OTP and no limit on
 * calls. Talks with the bench over the channel that it was forked with, and ends when that closes.
 */
import { writeFileSync } from 'node:fs'
import { Session } from 'node:inspector/promises'
import pino from 'pino'
import { readConfig } from '../src/config.ts'
import { startBekal } from '../src/start.ts'
import { countAsked } from './count-asked.ts'
import { drawnOtp, type ToBench, type ToServer } from './server-messages.ts'

const config = readConfig(process.env)
const asked = countAsked()
const log = pino({ level: config.LOG_LEVEL, base: null }, pino.destination(2))
const endless = 1_000_000_000
const running = await startBekal({
  config,
  log,
  drawOtp: () => drawnOtp,
  integrationLimits: { partnerPerSecond: endless, addressPerSecond: endless },
})
const inspector = new Session()
process.on('message', (message: ToServer) => void obey(message))
process.on('disconnect', () => void stop())
process.on('SIGINT', () => {})
tell({ type: 'ready', port: running.port })

async function obey(message: ToServer): Promise<void> {
  if (message.type === 'stop') return stop()
  if (message.type === 'count') return tell({ type: 'counted', ...asked() })
  if (message.type === 'profile') {
    inspector.connect()
    await inspector.post('Profiler.enable')
    await inspector.post('Profiler.setSamplingInterval', { interval: 500 })
    await inspector.post('Profiler.start')
  } else {
    const { profile } = await inspector.post('Profiler.stop')
    inspector.disconnect()
    writeFileSync(message.file, JSON.stringify(profile))
  }
  tell({ type: 'done' })
}

async function stop(): Promise<void> {
  await running.stop()
  process.exit(0)
}

function tell(message: ToBench): void {
  process.send?.(message)
}
