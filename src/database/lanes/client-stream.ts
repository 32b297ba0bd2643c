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

/** Ends a connection that does not answer: whatever waits on it fails. */
export function cutOff(client: pg.ClientBase): void {
  streamOf(client).destroy()
}
