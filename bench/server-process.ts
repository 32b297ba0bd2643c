import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Asked, ToBench, ToServer } from './server-messages.ts'

/** The server under load, seen from the bench. */
export interface ServerProcess {
  readonly port: number
  readonly pid: number
  /** begins to sample where its time goes */
  profile(): Promise<void>
  /** ends sampling and writes a .cpuprofile */
  writeProfile(file: string): Promise<void>
  /** what it has asked its database so far */
  asked(): Promise<Asked>
  stop(): Promise<void>
}

/** Starts bench/server.ts with these settings; throws when it ends before it answers. */
export async function startServer(settings: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const { PATH, HOME, TMPDIR } = process.env
  const child = fork(fileURLToPath(new URL('./server.ts', import.meta.url)), {
    execArgv: ['--import', import.meta.resolve('tsx')],
    // None of the caller's settings of Bekal may change what is measured.
    env: { PATH, HOME, ...(TMPDIR && { TMPDIR }), ...settings },
    stdio: ['ignore', 2, 2, 'ipc'],
  })
  const ended = once(child, 'exit')
  const heard = async (): Promise<ToBench> => {
    const gone = ended.then(([code]) => {
      throw new Error(`the server under load ended with ${code}`)
    })
    const [message] = await Promise.race([once(child, 'message'), gone])
    return message as ToBench
  }
  const ask = async (message: ToServer) => {
    child.send(message)
    return heard()
  }
  const first = await heard()
  if (first.type !== 'ready') throw new Error('the server under load did not say its port')
  return {
    port: first.port,
    pid: child.pid!,
    async profile() {
      await ask({ type: 'profile' })
    },
    async writeProfile(file) {
      await ask({ type: 'profiled', file })
    },
    async asked() {
      const counted = await ask({ type: 'count' })
      if (counted.type !== 'counted') throw new Error('the server under load did not say what it asked')
      return counted
    },
    async stop() {
      if (child.exitCode === null && child.connected) child.send({ type: 'stop' } satisfies ToServer)
      await ended
    },
  }
}
