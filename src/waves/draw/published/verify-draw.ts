import { hash } from 'node:crypto'
import { closedSchema, type DrawClosed, type DrawResult, resultCounts, resultSchema } from '../draw-result.ts'
import { type Allotment, allotment, type DrawRules, drawRulesSchema } from '../draw-rules.ts'
import { drawFiles, listWidth, rankLineOf } from '../lines.ts'
import { openRanking, type Ranking } from '../ranking.ts'
import { commitmentOf, seedOf } from '../seed.ts'
import { formInWords, isCanonical, type ValueForm } from '../value-form-rules.ts'
import { leavesOf, pageLines, rootOf } from './merkle.ts'
import { publishedRanks } from './published-ranks.ts'
import { PublishedFileError, parseJson, readJson, readLines, readText } from './read-published.ts'

/** What is recomputed, in this order. */
export type DrawStep = 'rules' | 'list' | 'seed' | 'struck' | 'ranks' | 'result'

/** Where the published files and what follows from them are not the same. */
export interface Difference {
  readonly step: DrawStep
  /** the line of the file, from 1 on, where one can be named */
  readonly row: number | undefined
  readonly sentence: string
}

export interface DrawVerdict {
  /** nothing differs */
  readonly whole: boolean
  /** what could be recomputed: of a draw that is not announced yet only rules and list */
  readonly steps: readonly DrawStep[]
  readonly differences: readonly Difference[]
  readonly applicants: number
  readonly selected: number | undefined
  readonly commitment: string
  /** how the rules say that the public value is written; undefined where they leave it free */
  readonly valueForm: ValueForm | undefined
  readonly listRoot: string | undefined
  readonly resultRoot: string | undefined
}

export interface VerifyOptions {
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void
}

interface Check {
  readonly folder: string
  readonly differences: Difference[]
  readonly steps: DrawStep[]
  readonly onProgress: NonNullable<VerifyOptions['onProgress']>
}

/**
 * Recomputes a draw from the published files of a folder, and from nothing else: rules, list, seed, ranks, seats and
 * roots. Says where the first difference of each step is. Throws only what keeps it from reading the files.
 */
export async function verifyDraw(folder: string, options: VerifyOptions = {}): Promise<DrawVerdict> {
  const check: Check = { folder, differences: [], steps: [], onProgress: options.onProgress ?? (() => {}) }
  const found = {
    applicants: 0,
    commitment: '',
    selected: undefined,
    valueForm: undefined,
    listRoot: undefined,
    resultRoot: undefined,
  }
  try {
    return await verify(check)
  } catch (error) {
    if (!(error instanceof PublishedFileError)) throw error
    differ(check, stepOfFile[error.file] ?? 'rules', undefined, error.message)
    return { whole: false, steps: check.steps, differences: check.differences, ...found }
  }
}

async function verify(check: Check): Promise<DrawVerdict> {
  const { folder } = check
  const text = await readText(folder, drawFiles.rules)
  if (text === undefined) throw new PublishedFileError(drawFiles.rules, 'the file is missing')
  const rules = parseJson(text, drawFiles.rules, drawRulesSchema)
  const commitment = commitmentOf(text)
  const closed = await readJson(folder, drawFiles.closed, closedSchema)
  const result = await readJson(folder, drawFiles.result, resultSchema)
  if (result && !closed) throw new PublishedFileError(drawFiles.closed, 'the file is missing')
  check.steps.push('rules')
  checkRules(check, rules, commitment, closed, result)
  const struck = result ? await readStruck(check, result) : new Map<string, number>()
  const ranking = openRanking(result?.seed ?? '00'.repeat(32))
  try {
    const list = closed && (await checkList(check, closed, ranking, struck))
    if (list && result) {
      checkValue(check, rules, result)
      checkSeed(check, commitment, list.root, result)
      await checkRanks(check, result, ranking, struck, allotment(rules, list.eligible))
    }
    return {
      whole: check.differences.length === 0,
      steps: check.steps,
      differences: check.differences,
      applicants: ranking.applicants,
      selected: result?.selected,
      commitment,
      valueForm: rules.public_value.form,
      listRoot: list?.root,
      resultRoot: result?.result_root,
    }
  } finally {
    ranking.close()
  }
}

function checkRules(
  check: Check,
  rules: DrawRules,
  commitment: string,
  closed: DrawClosed | undefined,
  result: DrawResult | undefined,
): void {
  for (const [file, published] of [
    [drawFiles.closed, closed],
    [drawFiles.result, result],
  ] as const) {
    if (!published) continue
    if (published.commitment !== commitment)
      differ(
        check,
        'rules',
        undefined,
        `rules.json has the SHA-256 ${commitment}, ${file} says ${published.commitment}`,
      )
    if (published.wave !== rules.wave || published.programme_year !== rules.programme_year)
      differ(check, 'rules', undefined, `${file} is of another wave than rules.json`)
  }
}

async function readStruck(check: Check, result: DrawResult): Promise<Map<string, number>> {
  check.steps.push('struck')
  const text = await readText(check.folder, drawFiles.struck)
  if (text === undefined) throw new PublishedFileError(drawFiles.struck, 'the file is missing')
  const sum = hash('sha256', text, 'hex')
  if (sum !== result.struck_sha256)
    differ(
      check,
      'struck',
      undefined,
      `struck.txt has the SHA-256 ${sum}, result.json says ${result.struck_sha256}`,
    )
  const struck = new Map<string, number>()
  const lines = text.split('\n')
  for (const [i, line] of lines.slice(0, -1).entries()) {
    if (/^[0-9a-f]{32} (barred|earlier_recipient|family_card_full)$/.test(line))
      struck.set(line.slice(0, 32), i + 1)
    else differ(check, 'struck', i + 1, `line ${i + 1} of struck.txt is malformed`)
  }
  return struck
}

/** Puts the list into the ranking; returns the root of what is there, and how many by province were not struck. */
async function checkList(
  check: Check,
  closed: DrawClosed,
  ranking: Ranking,
  struck: ReadonlyMap<string, number>,
): Promise<{ root: string; eligible: ReadonlyMap<string, number> } | undefined> {
  check.steps.push('list')
  const hashes: Buffer[] = []
  const found = new Map<string, string>()
  for await (const lines of readLines(check.folder, drawFiles.list, listWidth, pageLines)) {
    if (lines.length % listWidth !== 0) {
      const sentence = 'list.txt ends within a line, or has one of another length'
      differ(check, 'list', ranking.applicants + 1, sentence)
      return undefined
    }
    const wrong = ranking.add(lines)
    if (wrong) {
      const sentence = `line ${wrong.malformed} of list.txt is malformed, or its ref is not above the one before it`
      differ(check, 'list', wrong.malformed, sentence)
      return undefined
    }
    if (struck.size > 0) findStruck(lines, struck, found)
    hashes.push(rootOf(leavesOf(lines, listWidth)))
    check.onProgress({ done: ranking.applicants, total: 2 * closed.applicants })
  }
  const root = rootOf(Buffer.concat(hashes)).toString('hex')
  if (ranking.applicants !== closed.applicants)
    differ(
      check,
      'list',
      undefined,
      `list.txt has ${ranking.applicants} lines, closed.json says ${closed.applicants}`,
    )
  if (root !== closed.list_root)
    differ(check, 'list', undefined, `list.txt has the root ${root}, closed.json says ${closed.list_root}`)
  for (const [ref, row] of struck)
    if (!found.has(ref)) differ(check, 'struck', row, `line ${row} of struck.txt is not in list.txt: ${ref}`)
  const eligible = new Map(ranking.provinces)
  for (const province of found.values()) eligible.set(province, eligible.get(province)! - 1)
  return { root, eligible }
}

/** Adds the provinces of those lines of the list that are struck, by ref. */
function findStruck(lines: Buffer, struck: ReadonlyMap<string, number>, found: Map<string, string>): void {
  for (let at = 0; at < lines.length; at += listWidth) {
    const ref = lines.toString('latin1', at, at + 32)
    if (struck.has(ref)) found.set(ref, lines.toString('latin1', at + 35, at + 37))
  }
}

/** The public value is written as the rules say: else whoever enters it could choose among ways of writing it. */
function checkValue(check: Check, rules: DrawRules, { public_value }: DrawResult): void {
  const { form } = rules.public_value
  if (!form || isCanonical(form, public_value)) return
  const must = `the public value must be written as ${formInWords(form, 'en')}`
  differ(check, 'seed', undefined, `${must}; result.json says "${public_value}"`)
}

function checkSeed(check: Check, commitment: string, listRoot: string, result: DrawResult): void {
  check.steps.push('seed')
  const seed = seedOf(commitment, listRoot, result.public_value)
  if (result.list_root !== listRoot)
    differ(
      check,
      'seed',
      undefined,
      `the list has the root ${listRoot}, result.json says ${result.list_root}`,
    )
  if (result.seed !== seed)
    differ(
      check,
      'seed',
      undefined,
      `rules, list and public value give the seed ${seed}, result.json says ${result.seed}`,
    )
}

async function checkRanks(
  check: Check,
  result: DrawResult,
  ranking: Ranking,
  struck: ReadonlyMap<string, number>,
  seats: Allotment,
): Promise<void> {
  check.steps.push('ranks', 'result')
  const published = publishedRanks(check.folder)
  let rank = 0
  let told = false
  for (const bucket of ranking.ranked()) {
    for (let i = 0; i < bucket.count; i++) {
      const ref = bucket.ref(i)
      const line = rankLineOf(++rank, ref, seats.next(bucket.province(i), struck.has(ref)))
      const next = published.next() ?? (await published.more())
      if (told || next === line) continue
      told = true
      const from = `line ${bucket.line(i)} of list.txt`
      const there = next === undefined ? 'ends before it' : `says "${next.trimEnd()}"`
      differ(
        check,
        'ranks',
        rank,
        `line ${rank} of ranks.txt must be "${line.trimEnd()}" (${from}); the file ${there}`,
      )
    }
    check.onProgress({ done: ranking.applicants + rank, total: 2 * ranking.applicants })
  }
  const surplus = published.next() ?? (await published.more())
  if (!told && surplus !== undefined)
    differ(check, 'ranks', rank + 1, `ranks.txt goes on after line ${rank}, the last one of the list`)
  const root = await published.root()
  if (root !== result.result_root)
    differ(
      check,
      'ranks',
      undefined,
      `ranks.txt has the root ${root}, result.json says ${result.result_root}`,
    )
  checkCounts(check, result, ranking, seats)
}

function checkCounts(check: Check, result: DrawResult, ranking: Ranking, seats: Allotment): void {
  const counts = { applicants: ranking.applicants, ...resultCounts(seats.allotted()) }
  for (const [name, count] of Object.entries(counts)) {
    const said = result[name as keyof typeof counts]
    if (JSON.stringify(said) !== JSON.stringify(count))
      differ(
        check,
        'result',
        undefined,
        `${name} must be ${JSON.stringify(count)}, result.json says ${JSON.stringify(said)}`,
      )
  }
}

const stepOfFile: Readonly<Record<string, DrawStep>> = {
  [drawFiles.rules]: 'rules',
  [drawFiles.closed]: 'list',
  [drawFiles.list]: 'list',
  [drawFiles.struck]: 'struck',
  [drawFiles.ranks]: 'ranks',
  [drawFiles.result]: 'result',
}

function differ(check: Check, step: DrawStep, row: number | undefined, sentence: string): void {
  check.differences.push({ step, row, sentence })
}
