import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'
import { getRequestListener } from '@hono/node-server'
import { Hono } from 'hono'
import { secretsFrom } from '../src/kernel/secrets/secrets.ts'
import { openGate } from '../src/web/http/gate/gate.ts'
import type { Pace } from '../src/web/http/gate/pace.ts'
import type { Web } from '../src/web/http/web.ts'

const servers: Server[] = []
after(() => {
  for (const server of servers) server.close()
})
const secrets = secretsFrom('a secret of the tests that is long enough')
/** The cookie of a session that is written down. */
export const session = `bekal_portal=${'s'.repeat(43)}`

/** A gate before a site of one page, with as many seats as are given out. */
export async function aGate(seats: number) {
  const state = { now: Date.parse('2027-02-01T01:00:00Z'), seats, watching: true }
  const pace: Pace = {
    watching: () => state.watching,
    take: () => state.seats > 0 && state.seats-- > 0,
    perSecond: () => 1 / 12,
    began: () => () => {},
    pressed() {},
  }
  const gate = openGate({ secrets, secure: false, pace, now: () => state.now })
  const site = new Hono<Web>()
  // Whose session is written down, as `load` finds it.
  site.use((c, next) => {
    const known = (c.req.header('cookie') ?? '').includes(session)
    if (known || c.req.method === 'POST') c.set('session', { ...(!known && { unwritten: 'x' }) } as never)
    return next()
  })
  site.use(gate.knows)
  site.all('*', async (c) => c.text(`in ${c.req.method} ${await c.req.text()}`))
  const server = createServer(gate.before(getRequestListener(site.fetch)))
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo

  /** Asks as a browser with these cookies does, and keeps what it is given. */
  async function ask(path: string, jar: { cookie: string }, form?: string) {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      headers: { accept: 'text/html', ...(jar.cookie && { cookie: jar.cookie }) },
      ...(form !== undefined && { method: 'POST', body: form }),
    })
    const given = /bekal_antrean=[^;]+/.exec(answer.headers.get('set-cookie') ?? '')?.[0]
    if (given)
      jar.cookie = [
        given,
        ...jar.cookie.split('; ').filter((one) => one && !one.startsWith('bekal_antrean')),
      ].join('; ')
    const html = await answer.text()
    return { status: answer.status, html, again: Number(answer.headers.get('refresh')), bytes: html.length }
  }
  return { state, gate, ask, url: `http://127.0.0.1:${port}` }
}
