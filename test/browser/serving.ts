import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'
import { createAdaptorServer } from '@hono/node-server'

/** Serves an app on a free port of this machine until the file's tests are done; returns its address. */
export async function serving(app: {
  fetch: (request: Request) => Response | Promise<Response>
}): Promise<string> {
  const server = createAdaptorServer({ fetch: app.fetch })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  server.unref()
  after(() => server.close())
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
