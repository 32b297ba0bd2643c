/**
 * `npm test`, or `npm test -- pattern` for the files whose path has the pattern in it: the types, the style, and every
 * test, on one throwaway PostgreSQL. The last line is always `N passed, N failed`.
 */
import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'
import path from 'node:path'
import { run } from 'node:test'
import { fileURLToPath } from 'node:url'
import { inspect } from 'node:util'

const root = fileURLToPath(new URL('..', import.meta.url))
process.chdir(root)
if (Number.parseInt(process.versions.node, 10) < 24) {
  console.error(
    `The tests need Node 24 or newer, and this is ${process.versions.node}: run them with "npm test".`,
  )
  process.exit(1)
}

let passed = 0
let failed = 0
const patterns = process.argv.slice(2)
const files = globSync(['src/**/*.test.ts', 'src/**/*.test.tsx', 'test/**/*.test.ts'])
  .sort()
  .filter((file) => patterns.length === 0 || patterns.some((pattern) => file.includes(pattern)))

if (patterns.length === 0) {
  check('types', 'tsc', ['--noEmit'])
  check('style', 'biome', ['check', '--colors=off', '--error-on-warnings', '.'])
}
await runFiles().catch((error) => fail('the test run itself', error.message))
if (passed + failed === 0) fail('selection', `no test file has ${patterns.join(' or ')} in its path`)
process.stdout.write(`${passed} passed, ${failed} failed\n`)
process.exitCode = failed === 0 ? 0 : 1

/** A tool that is a test, too: its name on success, all it said on failure. */
function check(name, tool, args) {
  const startedAt = performance.now()
  const done = spawnSync(path.join(root, 'node_modules', '.bin', tool), args, { encoding: 'utf8' })
  if (done.status !== 0)
    return fail(name, `${done.stdout ?? ''}${done.stderr ?? ''}${done.error?.message ?? ''}`)
  passed++
  console.log(`ok    ${name} (${seconds(performance.now() - startedAt)})`)
}

function fail(name, output) {
  failed++
  console.log(`FAIL  ${name}\n${indent(output)}`)
}

async function runFiles() {
  if (files.length === 0) return
  const { startTestCluster } = await import('./cluster.ts')
  const cluster = await startTestCluster()
  process.env.BEKAL_TEST_POSTGRES = cluster.superuser.host
  try {
    await follow(run({ files, concurrency: 2, execArgv: ['--import', 'tsx'], cwd: root, timeout: 450_000 }))
  } finally {
    await cluster.stop()
  }
}

/** One line for each file; everything about a test that fails, and what its file printed. */
async function follow(events) {
  const results = new Map(files.map((file) => [file, { passed: 0, skipped: 0, failures: [], output: '' }]))
  for await (const { type, data } of events) {
    const file = data.file && path.relative(root, path.resolve(root, data.entryFile ?? data.file))
    const result = results.get(file)
    if (!result) continue
    if (type === 'test:stdout' || type === 'test:stderr') result.output += data.message
    if (type === 'test:summary') tell(file, result, data.duration_ms)
    if (type !== 'test:pass' && type !== 'test:fail') continue
    if (data.name === file && data.nesting === 0) tellWhole(type, file, result, data)
    else if (type === 'test:fail') result.failures.push(...failuresOf(data))
    else if (data.skip !== undefined) tellSkipped(file, result, data)
    else if (data.details.type !== 'suite') result.passed++
  }
}

/** What failed because something inside it failed is told there already. */
function failuresOf({ name, details }) {
  return details.error.failureType === 'subtestsFailed' ? [] : [{ name, error: details.error }]
}

/** The file as a whole is only heard of when it has no tests, or ends badly after or before them. */
function tellWhole(type, file, result, { details }) {
  if (type === 'test:pass') result.failures.push({ name: 'it has no tests', error: new Error('no tests') })
  else result.failures.push({ name: 'the file does not run to its end', error: details.error })
  tell(file, result, details.duration_ms)
}

/** What was not run is no pass: it is said, with what was missing. */
function tellSkipped(file, result, { name, skip }) {
  result.skipped++
  console.log(`SKIP  ${file}: ${name}: ${skip === true ? 'no reason is given' : skip}`)
}

function tell(file, result, ms) {
  const { failures, output, skipped } = result
  passed += result.passed
  const counts = `${result.passed} passed${skipped > 0 ? `, ${skipped} skipped` : ''}, ${seconds(ms)}`
  if (failures.length === 0) console.log(`ok    ${file} (${counts})`)
  for (const { name, error } of failures) fail(`${file}: ${name}`, explain(error))
  if (failures.length > 0 && output) console.log(indent(`-- printed by ${file}:\n${output}`))
  Object.assign(result, { passed: 0, skipped: 0, failures: [], output: '' })
}

function explain(error) {
  const cause = error.cause ?? error
  const text = cause.code === 'ERR_ASSERTION' ? cause.stack : inspect(cause, { depth: 4 })
  return text.replace(/\n +at .*node:internal.*/g, '')
}

function indent(text) {
  return text.trimEnd().replace(/^/gm, '      ')
}

function seconds(ms) {
  return `${(ms / 1000).toFixed(1)} s`
}
