import type { HttpBindings } from '@hono/node-server'
import type { Handler } from 'hono'
import type { AppDeps } from '../../app-deps.ts'
import type { Web } from '../web.ts'

const proxied = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via']

/** Answers `/metrics`: for Prometheus, in its text format, and for nobody who may not see it. */
export function metricsAnswer({ metrics }: Pick<AppDeps, 'metrics'>): Handler<Web> {
  return async (c) => {
    const { incoming } = (c.env ?? {}) as Partial<HttpBindings>
    const answer = await metrics({
      authorization: c.req.header('authorization'),
      remoteAddress: incoming?.socket.remoteAddress,
      forwarded: proxied.some((name) => c.req.header(name) !== undefined),
    })
    c.header('Cache-Control', 'no-store')
    if (answer === 'unknown') return c.text('not found\n', 404)
    if (answer === 'refused') {
      c.header('WWW-Authenticate', 'Bearer')
      return c.text('bring METRICS_TOKEN as bearer\n', 401)
    }
    c.header('Content-Type', answer.type)
    return c.body(answer.text)
  }
}
