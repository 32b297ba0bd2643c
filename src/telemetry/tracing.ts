import { AsyncLocalStorage } from 'node:async_hooks'
import type { Span, SpanOptions } from '@opentelemetry/api'

/** Spans of one server, sent to a collector; whoever has none of it pays nothing. */
export interface Tracing {
  /** the span in which the caller runs */
  current(): Span | undefined
  /** begins a span below `parent`; without one it begins a trace */
  begin(name: string, options?: SpanOptions, parent?: Span): Span
  /** runs `work` within a span that is begun, so that what it does stands below it */
  within<Result>(span: Span, work: () => Result): Result
  /** runs `work` as a span of its own below the one in which the caller runs, or below `parent` */
  run<Result>(name: string, options: SpanOptions, work: () => Promise<Result>): Promise<Result>
  /** ends a span of something that failed; the words of the fault stay here, for they may quote a person */
  fail(span: Span, fault: unknown): void
  /** sends what waits, a few seconds at most */
  close(): Promise<void>
}

const closePatienceMs = 3000

/**
 * Opens tracing to the collector at `endpoint`, over OTLP by HTTP in JSON. Its packages are read only now: a server without
 * the setting never loads them.
 */
export async function openTracing(endpoint: string, version: string): Promise<Tracing> {
  const [api, sdk, { OTLPTraceExporter }, { resourceFromAttributes }] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ])
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` })
  const provider = new sdk.TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'bekal', 'service.version': version }),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter, scheduledDelayMillis: 1000 })],
  })
  const tracer = provider.getTracer('bekal', version)
  const running = new AsyncLocalStorage<Span>()

  const begin: Tracing['begin'] = (name, options = {}, parent) => {
    const above = parent ? api.trace.setSpan(api.ROOT_CONTEXT, parent) : api.ROOT_CONTEXT
    return tracer.startSpan(name, options, above)
  }
  const fail: Tracing['fail'] = (span, fault) => {
    span.setStatus({ code: api.SpanStatusCode.ERROR })
    span.setAttributes({ 'error.type': kindOf(fault) })
    span.end()
  }
  return {
    current: () => running.getStore(),
    begin,
    within: (span, work) => running.run(span, work),
    async run(name, options, work) {
      const span = begin(name, options, running.getStore())
      try {
        const result = await running.run(span, work)
        span.end()
        return result
      } catch (fault) {
        fail(span, fault)
        throw fault
      }
    },
    fail,
    async close() {
      const late = new Promise((resolve) => setTimeout(resolve, closePatienceMs).unref())
      await Promise.race([provider.shutdown().catch(() => {}), late])
    },
  }
}

/** A fault by its code (`23505`) or its class. */
function kindOf(fault: unknown): string {
  const { code } = fault as { code?: unknown }
  if (typeof code === 'string') return code
  return fault instanceof Error ? fault.name : 'unknown'
}
