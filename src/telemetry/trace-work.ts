import type { IncomingMessage, RequestListener } from 'node:http'
import type { BatchWatch } from '../database/batch-watch.ts'
import type { Transport, Transports } from '../messages/transports/transport.ts'
import { methodOf, type Place, placeAnswered, statusOf } from './measure-requests.ts'
import type { Tracing } from './tracing.ts'

// As the API of OpenTelemetry numbers them; its package is not read without the setting.
const [server, client, producer] = [1, 2, 3] as const

/** A span for each request, named by method and pattern of its address. What it asks of the database stands below it. */
export function traceRequests(
  tracing: Tracing,
  placeOf: (incoming: IncomingMessage) => Place | undefined,
  answer: RequestListener,
): RequestListener {
  return (incoming, outgoing) => {
    const method = methodOf(incoming)
    const known = placeOf(incoming)
    const span = tracing.begin(method, { kind: server, attributes: { 'http.request.method': method } })
    outgoing.once('close', () => {
      const { kind, route } = placeAnswered(known, outgoing)
      span.updateName(`${method} ${route}`)
      span.setAttributes({ 'http.route': route, 'bekal.kind': kind, 'bekal.status': statusOf(outgoing) })
      if (outgoing.writableFinished) span.setAttribute('http.response.status_code', outgoing.statusCode)
      if (outgoing.statusCode >= 500) tracing.fail(span, { code: String(outgoing.statusCode) })
      else span.end()
    })
    tracing.within(span, () => answer(incoming, outgoing))
  }
}

/** A trace for each batch, linked to the requests that it answers: it belongs to none of them alone. */
export function traceBatches(tracing: Tracing, batch: string, watch: BatchWatch): BatchWatch {
  return {
    mark: () => tracing.current()?.spanContext(),
    async around(marks, run) {
      const links = marks.flatMap((mark) => (mark ? [{ context: mark as never }] : []))
      const attributes = { 'bekal.requests': marks.length }
      const span = tracing.begin(`batch ${batch}`, { links, attributes })
      return tracing.within(span, () =>
        watch.around(marks, run).then(
          (result) => {
            span.end()
            return result
          },
          (fault) => {
            tracing.fail(span, fault)
            throw fault
          },
        ),
      )
    },
  }
}

/** A trace for each message that is handed over, by its channel; its receiver and its words are not in it. */
export function traceTransports(tracing: Tracing, { sms, email }: Transports): Transports {
  return { sms: traceTransport(tracing, 'sms', sms), email: traceTransport(tracing, 'email', email) }
}

function traceTransport(tracing: Tracing, channel: string, transport: Transport): Transport {
  const name = `outbox ${channel}`
  const close = () => transport.close()
  if (transport.kind === 'storing')
    return {
      kind: 'storing',
      close,
      keep: (db, ended, now) =>
        tracing.run(name, { kind: producer, attributes: { 'bekal.messages': ended.length } }, () =>
          transport.keep(db, ended, now),
        ),
    }
  return {
    kind: 'sending',
    concurrency: transport.concurrency,
    close,
    send: (message) =>
      tracing.run(name, { kind: client, attributes: { 'bekal.messages': 1 } }, () => transport.send(message)),
  }
}
