import { fileURLToPath } from 'node:url'
import { forked } from './forked.ts'
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
  const file = fileURLToPath(new URL('./server.ts', import.meta.url))
  const server = forked<ToBench>('the server under load', file, { settings })
  const ask = (message: ToServer) => {
    server.send(message)
    return server.heard()
  }
  const first = await server.heard()
  if (first.type !== 'ready') throw new Error('the server under load did not say its port')
  return {
    port: first.port,
    pid: server.pid,
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
    stop: () => server.end({ type: 'stop' } satisfies ToServer),
  }
}
