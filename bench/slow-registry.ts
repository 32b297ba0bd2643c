import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A population registry for `bench applicants`, in a process of its own: it says of everybody that they are right, after so many ms. */
export interface FromRegistry {
  readonly port: number
}

const [afterMs = '20'] = process.argv.slice(2)
const server = createServer((request, response) => {
  request.resume()
  request.on('end', () =>
    setTimeout(() => {
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"match":true}')
    }, Number(afterMs)),
  )
})
server.keepAliveTimeout = 60_000
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  process.send?.({ port } satisfies FromRegistry)
})
process.on('message', () => process.exit())
