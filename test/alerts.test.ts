import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { parse } from 'yaml'
import { openMeters } from '../src/telemetry/meters.ts'

interface Rules {
  readonly groups: readonly { readonly rules: readonly Rule[] }[]
}
interface Rule {
  readonly alert: string
  readonly expr: string
  readonly labels: { readonly severity: string }
  readonly annotations: { readonly summary: string }
}
interface RuleTests {
  readonly tests: readonly {
    readonly name: string
    readonly input_series: readonly { readonly series: string }[]
    readonly alert_rule_test: readonly {
      readonly alertname: string
      readonly exp_alerts: readonly { readonly exp_annotations?: { readonly summary: string } }[]
    }[]
  }[]
}

const read = (file: string) => readFileSync(new URL(`../docs/deploy/${file}`, import.meta.url), 'utf8')
const rules = (parse(read('bekal-alerts.yml')) as Rules).groups.flatMap((group) => group.rules)
const { tests } = parse(read('bekal-alerts.test.yml')) as RuleTests
const dashboard = JSON.parse(read('bekal-dashboard.json')) as Dashboard

interface Dashboard {
  readonly panels: readonly {
    readonly title: string
    readonly targets?: readonly { readonly expr: string }[]
  }[]
}

/** Every name that a query may say, with the labels that it has. */
const known = new Map(
  openMeters('0.0.0')
    .registry.getMetricsAsArray()
    .flatMap((metric) => {
      const {
        name,
        type,
        labelNames = [],
      } = metric as unknown as { name: string; type: string; labelNames?: string[] }
      const parts = type === 'histogram' ? ['_bucket', '_sum', '_count'] : ['']
      return parts.map((part) => [name + part, new Set([...labelNames, 'le', 'job', 'instance'])] as const)
    }),
)
// Prometheus says it of whatever it asks.
known.set('up', new Set(['job', 'instance']))

// What the query language has itself, in as far as it is used.
const language = new Set([
  ...[
    'sum',
    'max',
    'min',
    'rate',
    'increase',
    'histogram_quantile',
    'topk',
    'vector',
    'time',
    'by',
    'and',
    'or',
  ],
])

/** What a query names that is neither a metric nor a label of it. */
function unknownIn(expr: string): string[] {
  const wrong: string[] = []
  const metrics = [...expr.matchAll(/\b([a-zA-Z_]\w*)(?:\{([^}]*)\})?/g)].filter(([, name]) =>
    known.has(name!),
  )
  const labels = new Set(metrics.flatMap(([, name]) => [...known.get(name!)!]))
  for (const [, name, filter = ''] of metrics)
    for (const [, label] of filter.matchAll(/([a-z_]+)\s*(?:=~|!=|!~|=)\s*"/g))
      if (!known.get(name!)!.has(label!)) wrong.push(`${name}{${label}}`)
  const rest = expr
    .replace(/\{[^}]*\}/g, '')
    .replace(/"[^"]*"/g, '')
    .replace(/\[\w+\]/g, '')
  for (const [word] of rest.matchAll(/(?<![\w.])[a-zA-Z_]\w*/g))
    if (!known.has(word) && !labels.has(word) && !language.has(word)) wrong.push(word)
  return wrong
}

test('alerts and dashboard ask only for what the server counts', () => {
  for (const { alert, expr } of rules) assert.deepEqual(unknownIn(expr), [], alert)
  const shown = dashboard.panels.flatMap(({ title, targets = [] }) =>
    targets.map(({ expr }) => ({ title, expr })),
  )
  assert.ok(shown.length > 30)
  for (const { title, expr } of shown) assert.deepEqual(unknownIn(expr), [], title)
  // And the dashboard shows everything that is counted.
  const text = shown.map(({ expr }) => expr).join('\n')
  const missing = [...known.keys()].filter(
    (name) => name.startsWith('bekal_') && !text.includes(name.replace(/_(bucket|sum|count)$/, '')),
  )
  assert.deepEqual(missing, [])
  for (const { series } of tests.flatMap((one) => one.input_series))
    assert.deepEqual(unknownIn(series), [], series)
})

test('each alert has a test, and a place that says what to do', () => {
  assert.deepEqual(
    tests.map(({ name }) => name),
    rules.map(({ alert }) => alert),
  )
  const watching = readFileSync(new URL('../docs/watching.md', import.meta.url), 'utf8')
  for (const { alert, labels, annotations } of rules) {
    assert.match(labels.severity, /^(page|ticket)$/)
    assert.ok(watching.includes(`\`${alert}\``), `docs/watching.md says what to do at ${alert}`)
    const fires = tests.find(({ name }) => name === alert)!.alert_rule_test.at(-1)!
    assert.equal(fires.alertname, alert)
    assert.deepEqual(fires.exp_alerts[0]?.exp_annotations, annotations, alert)
  }
})
