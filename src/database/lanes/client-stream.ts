import type { Duplex } from 'node:stream'
import type pg from 'pg'

/** The socket of a connection, which pg keeps to itself. */
function streamOf(client: pg.ClientBase): Duplex {
  return (client as unknown as { connection: { stream: Duplex } }).connection.stream
}

/** Whatever is asked on a connection until this turn of the event loop is over goes as one write. */
export function writeTogether(client: pg.ClientBase): void {
  const stream = streamOf(client)
  if (stream.writableCorked > 0) return
  stream.cork()
  process.nextTick(() => stream.uncork())
}

/** Ends a connection that does not answer, or is not wanted any more: whatever waits on it fails, for that reason where one is given. */
export function cutOff(client: pg.ClientBase, why?: Error): void {
  streamOf(client).destroy(why)
}
