import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after } from 'node:test'
import { fileURLToPath } from 'node:url'
import type { Database } from '../../src/database/open.ts'
import { settingsOf } from '../database.ts'

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url))

/** The demo as a process of its own, which can be killed as power cuts kill. */
export async function aServer(database: Database, more: Record<string, string> = {}) {
  const folder = await mkdtemp(path.join(tmpdir(), 'bekal-sign-on-'))
  const port = await freePort()
  const env = {
    ...process.env,
    PORT: String(port),
    HOST: '127.0.0.1',
    BEKAL_DATA: folder,
    LOG_LEVEL: 'error',
    ...more,
    ...settingsOf(database),
  }
  let child: ChildProcess | undefined

  async function start(): Promise<void> {
    const started = spawn(process.execPath, ['--import', 'tsx', main], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    child = started
    await new Promise<void>((resolve, reject) => {
      started.stdout?.on('data', (said) => /running \(demo\)/.test(String(said)) && resolve())
      started.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
    })
  }

  async function kill(): Promise<void> {
    const ended = child
    child = undefined
    if (!ended || ended.exitCode !== null) return
    const gone = new Promise((resolve) => ended.once('exit', resolve))
    ended.kill('SIGKILL')
    await gone
  }

  after(async () => {
    await kill()
    await rm(folder, { recursive: true, force: true })
  })
  await start()
  return { url: `http://localhost:${port}`, port, kill, start }
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
