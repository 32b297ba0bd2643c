import assert from 'node:assert/strict'
import { execFileSync, type SpawnSyncReturns, spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { aDrawnProgramme, budi, must } from '../../../../test/a-draw.ts'
import { openWave, openWaveAct } from '../../open-wave.ts'
import { rulesText } from '../draw-rules.ts'
import { commitmentOf } from '../seed.ts'
import { publishDraw } from './publish-draw.ts'
import { verifyDraw } from './verify-draw.ts'

const programme = await aDrawnProgramme()
const folder = mkdtempSync(path.join(tmpdir(), 'bekal-test-verify-'))
after(() => rmSync(folder, { recursive: true }))
const good = path.join(folder, 'good')

const waveId = await programme.anOpenWave(40, {
  reserves: 5,
  provinceShares: new Map([
    ['11', 2000],
    ['32', 3000],
    ['91', 2500],
  ]),
})
const ids: string[] = []
for (let i = 0; i < 120; i++) {
  const province = ['11', '32', '33', '33', '32', '51'][i % 6]!
  const occupation = i % 4 === 0 ? 'Karyawan dirumahkan' : 'Pencari kerja'
  const id = await programme.aPerson({ province, occupation })
  await programme.join(id, waveId)
  ids.push(id)
}
await programme.close(waveId)
const early = path.join(folder, 'early')
await publishDraw(programme.ctx, waveId, early)
for (const id of ids.slice(0, 3)) await programme.bar(id)
await programme.enterValue(waveId)
await programme.run(waveId)
await programme.pool.query(`update wave set status = 'announced' where wave_id = $1`, [waveId])
await publishDraw(programme.ctx, waveId, good)

/** The published files with one of them changed. */
function tampered(file: string, change: (text: string) => string): string {
  const copy = path.join(folder, 'tampered')
  rmSync(copy, { recursive: true, force: true })
  cpSync(good, copy, { recursive: true })
  const before = readFileSync(path.join(copy, file), 'utf8')
  const text = change(before)
  assert.notEqual(text, before, `${file} was not changed`)
  writeFileSync(path.join(copy, file), text)
  return copy
}

const lineAt = (text: string, row: number) => text.split('\n')[row - 1]!
const swapLine = (row: number, change: (line: string) => string) => (text: string) =>
  text.replace(`${lineAt(text, row)}\n`, `${change(lineAt(text, row))}\n`)

const tamperings: [
  name: string,
  file: string,
  change: (text: string) => string,
  step: string,
  row?: number,
][] = [
  ['a rule', 'rules.json', (text) => text.replace('"reserves": 5', '"reserves": 6'), 'rules'],
  [
    'the commitment',
    'closed.json',
    (text) => text.replace(/"commitment": "../, '"commitment": "00'),
    'rules',
  ],
  ['a province', 'list.txt', swapLine(50, (line) => `${line.slice(0, 35)}94`), 'list'],
  ['an applicant who is missing', 'list.txt', (text) => text.replace(`${lineAt(text, 7)}\n`, ''), 'list'],
  ['a ref out of order', 'list.txt', swapLine(9, (line) => `${'f'.repeat(32)}${line.slice(32)}`), 'list', 10],
  ['the public value', 'result.json', (text) => text.replace('7231.48', '7231.49'), 'seed'],
  ['the seed', 'result.json', (text) => text.replace(/"seed": "..../, '"seed": "0000'), 'seed'],
  ['who was struck', 'struck.txt', (text) => text.slice(text.indexOf('\n') + 1), 'struck'],
  ['an outcome', 'ranks.txt', swapLine(100, (line) => line.replace(/.$/, 'C')), 'ranks', 100],
  ['a rank', 'ranks.txt', swapLine(3, (line) => line.replace(/[0-9a-f]{32}/, '0'.repeat(32))), 'ranks', 3],
  ['a rank that is missing', 'ranks.txt', (text) => text.slice(0, -45), 'ranks', 120],
  ['a rank too many', 'ranks.txt', (text) => text + text.slice(-45), 'ranks', 121],
  ['a line that is cut', 'ranks.txt', (text) => text.slice(0, -5), 'ranks', 120],
  ['how many', 'result.json', (text) => text.replace('"selected": 40', '"selected": 41'), 'result'],
  [
    'the result root',
    'result.json',
    (text) => text.replace(/"result_root": "../, '"result_root": "zz'),
    'result',
  ],
  ['no JSON', 'closed.json', () => '{', 'list'],
]

test('the published files of a draw hold', async () => {
  const verdict = await verifyDraw(good)
  assert.deepEqual(verdict.differences, [])
  assert.ok(verdict.whole)
  assert.deepEqual([verdict.applicants, verdict.selected], [120, 40])
})

test('before the announcement rules and list are public, and can be checked', async () => {
  const verdict = await verifyDraw(early)
  assert.deepEqual([verdict.whole, verdict.steps, verdict.applicants], [true, ['rules', 'list'], 120])
})

for (const [name, file, change, step, row] of tamperings)
  test(`${name} changed in ${file} is found at the step ${step}`, async () => {
    const verdict = await verifyDraw(tampered(file, change))
    assert.equal(verdict.whole, false)
    const found = verdict.differences.find((difference) => difference.step === step)
    assert.ok(found, JSON.stringify(verdict.differences))
    if (row !== undefined) assert.equal(found.row, row, found.sentence)
  })

test('a province that was changed in the list is named by the line on which it stands', async () => {
  const copy = tampered(
    'list.txt',
    swapLine(50, (line) => line.replace(/ [12] /, (group) => (group === ' 1 ' ? ' 2 ' : ' 1 '))),
  )
  const ref = lineAt(readFileSync(path.join(good, 'list.txt'), 'utf8'), 50).slice(0, 32)
  const { differences } = await verifyDraw(copy)
  assert.ok(
    differences.some(({ sentence }) => sentence.includes(ref) || sentence.includes('line 50 of list')),
  )
})

test('a missing file is named', async () => {
  for (const file of ['rules.json', 'closed.json', 'list.txt', 'struck.txt', 'ranks.txt']) {
    const copy = tampered(file, () => '')
    rmSync(path.join(copy, file))
    const { whole, differences } = await verifyDraw(copy)
    assert.equal(whole, false)
    assert.match(differences[0]!.sentence, new RegExp(`^${file}: the file is missing`))
  }
})

test('nothing that is published names a person', () => {
  for (const file of ['rules.json', 'closed.json', 'list.txt', 'struck.txt', 'ranks.txt', 'result.json']) {
    const text = readFileSync(path.join(good, file), 'utf8')
    assert.doesNotMatch(text, /\b\d{16}\b|\+62|@|person/i, file)
  }
})

const script = fileURLToPath(new URL('../../../../docs/examples/verify-draw.py', import.meta.url))
const python = spawnSync('python3', ['--version']).status === 0 ? 'python3' : undefined

test('a verifier that shares no code with ours says the same of the files and of every tampering', () => {
  if (!python) {
    // Where there is no Python the script is at least there to be read.
    assert.match(readFileSync(script, 'utf8'), /hmac/)
    return
  }
  assert.match(execFileSync(python, [script, good], { encoding: 'utf8' }), /^Yes/)
  for (const [name, file, change] of tamperings) {
    const ran: SpawnSyncReturns<Buffer> = spawnSync(python, [script, tampered(file, change)])
    assert.equal(ran.status, 1, name)
    assert.match(ran.stdout.toString(), /^No/, name)
  }
})

/** A draw whose rules are of the time before there were forms, drawn with a value that somebody chose how to write. */
async function anOlderDraw(): Promise<string> {
  const older = await programme.aPlannedWave(2)
  const { rows } = await programme.pool.query('select rules from draw where wave_id = $1', [older])
  const rules = JSON.parse(rows[0].rules)
  delete rules.public_value.form
  await programme.pool.query(
    `update draw set rules = $2, commitment = sha256(convert_to($2, 'UTF8')) where wave_id = $1`,
    [older, rulesText(rules)],
  )
  await programme.byTwo(await openWaveAct(programme.pool, older))
  must(await openWave(programme.ctx, older, budi))
  for (let i = 0; i < 5; i++) await programme.join(await programme.aPerson(), older)
  await programme.drawn(older)
  const to = path.join(folder, 'older')
  await publishDraw(programme.ctx, older, to)
  return to
}

test('a draw of rules that name no form is verified as before; with a form, a value of another one is found', async () => {
  const older = await anOlderDraw()
  const before = await verifyDraw(older)
  assert.deepEqual([before.whole, before.valueForm, before.differences], [true, undefined, []])
  assert.match(readFileSync(path.join(older, 'result.json'), 'utf8'), /"public_value": "7\.231,48"/)
  if (python) assert.match(execFileSync(python, [script, older], { encoding: 'utf8' }), /^Yes/)

  const rules = JSON.parse(readFileSync(path.join(older, 'rules.json'), 'utf8'))
  rules.public_value.form = 'decimal-2'
  const text = rulesText(rules)
  writeFileSync(path.join(older, 'rules.json'), text)
  for (const file of ['closed.json', 'result.json']) {
    const published = JSON.parse(readFileSync(path.join(older, file), 'utf8'))
    writeFileSync(path.join(older, file), JSON.stringify({ ...published, commitment: commitmentOf(text) }))
  }
  const { whole, valueForm, differences } = await verifyDraw(older)
  assert.deepEqual([whole, valueForm], [false, 'decimal-2'])
  assert.match(differences[0]!.sentence, /written as a number with 2 decimals.*"7\.231,48"/)
  if (!python) return
  const ran = spawnSync(python, [script, older])
  assert.match(ran.stdout.toString(), /^No: the public value '7\.231,48' is not of the form decimal-2/)
})
