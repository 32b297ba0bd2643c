import assert from 'node:assert/strict'

/** A sample of the text format of Prometheus. */
export interface Sample {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

const nameOf = '[a-zA-Z_:][a-zA-Z0-9_:]*'
const labelOf = '[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\\\\n]|\\\\[\\\\"n])*"'
const sampleOf = new RegExp(`^(${nameOf})(?:\\{(${labelOf}(?:,${labelOf})*)\\})? (\\S+)$`)

/**
 * Reads the text format of Prometheus as strictly as its own tool: every metric has help and a type before its samples and
 * stands in one piece, counters end in `_total`, no sample comes twice, buckets only grow and end with `+Inf`.
 */
export function readExposition(text: string): Sample[] {
  assert.ok(text.endsWith('\n'), 'the last line ends')
  const types = new Map<string, string>()
  const helps = new Set<string>()
  const seen = new Set<string>()
  const samples: Sample[] = []
  let current = ''
  for (const line of text.split('\n').filter((one) => one !== '')) {
    const [, kind, named = '', rest = ''] = new RegExp(`^# (HELP|TYPE) (${nameOf}) (.+)$`).exec(line) ?? []
    if (kind === 'HELP') {
      assert.ok(!helps.has(named), `${named} is told of twice`)
      helps.add(named)
      continue
    }
    if (kind === 'TYPE') {
      assert.ok(helps.has(named) && !types.has(named), `${named} has help, then one type`)
      assert.match(rest, /^(counter|gauge|histogram|summary)$/)
      assert.equal(rest === 'counter', named.endsWith('_total'), named)
      types.set(named, rest)
      current = named
      continue
    }
    const [, name, labels = '', value] = sampleOf.exec(line) ?? assert.fail(`no sample: ${line}`)
    assert.equal(familyOf(name!, types), current, `${name} stands with its own`)
    assert.ok(Number.isFinite(Number(value)) || /^(NaN|[+-]Inf)$/.test(value!), `a number: ${line}`)
    assert.ok(!seen.has(`${name}{${labels}}`), `once: ${line}`)
    seen.add(`${name}{${labels}}`)
    samples.push({ name: name!, labels: labelsOf(labels), value: Number(value) })
  }
  expectBuckets(samples, types)
  return samples
}

function familyOf(name: string, types: ReadonlyMap<string, string>): string {
  const family = name.replace(/_(bucket|sum|count)$/, '')
  return types.get(family) === 'histogram' || types.get(family) === 'summary' ? family : name
}

function labelsOf(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g)].map(([, k, v]) => [k, v]),
  )
}

function expectBuckets(samples: readonly Sample[], types: ReadonlyMap<string, string>): void {
  const last = new Map<string, { le: number; value: number }>()
  for (const { name, labels, value } of samples) {
    if (!name.endsWith('_bucket') || types.get(name.slice(0, -7)) !== 'histogram') continue
    const { le = '', ...others } = labels
    const key = name + JSON.stringify(others)
    const before = last.get(key) ?? { le: Number.NEGATIVE_INFINITY, value: 0 }
    const bound = le === '+Inf' ? Number.POSITIVE_INFINITY : Number(le)
    assert.ok(bound > before.le && value >= before.value, `${key} grows`)
    last.set(key, { le: bound, value })
  }
  for (const [key, { le }] of last) assert.equal(le, Number.POSITIVE_INFINITY, key)
}
