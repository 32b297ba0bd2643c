import { Hono } from 'hono'
import { addressGroup, callerAddress } from '../kernel/caller-address.ts'
import { collapseSlashes } from './collapse-slashes.ts'
import { bodyLimitBytes, type IntegrationDeps, integrationCalls } from './integration-call.ts'
import { requestIdFrom } from './request-ids.ts'

/**
 * The integration API for Hono, to be mounted at `/api/v1/integration`. The app that mounts it routes by
 * {@link collapseSlashes} of the path, so that `//api/v1/...` arrives here too.
 */
export function integrationApi(deps: IntegrationDeps): Hono {
  const handle = integrationCalls(deps)
  const api = new Hono()
  api.all('*', async (c) => {
    const header = (name: string) => c.req.raw.headers.get(name) ?? undefined
    // Absent under `app.fetch`, where nobody is at the other end of a socket.
    const bindings = c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined
    const remote = bindings?.incoming?.socket?.remoteAddress
    const { status, headers, body } = await handle({
      method: c.req.method,
      path: collapseSlashes(c.req.path),
      header,
      body: await limitedBody(c.req.raw),
      ip: addressGroup(callerAddress(remote, header('x-forwarded-for'), deps.behindProxy)),
      requestId: requestIdFrom(header('x-request-id')),
    })
    return new Response(c.req.method === 'HEAD' ? null : body, { status, headers })
  })
  return api
}

/** The body, or undefined as soon as it is known to be over the limit. */
async function limitedBody(request: Request): Promise<Buffer | undefined> {
  const declared = request.headers.get('content-length')
  if (declared !== null && Number(declared) > bodyLimitBytes) return undefined
  if (!request.body) return Buffer.alloc(0)
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request.body) {
    size += chunk.length
    if (size > bodyLimitBytes) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
