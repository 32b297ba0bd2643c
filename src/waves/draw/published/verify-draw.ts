import { closedSchema, type DrawClosed, type DrawResult, resultSchema } from '../draw-result.ts'
import { allotment, type DrawRules, drawRulesSchema } from '../draw-rules.ts'
import { drawFiles } from '../lines.ts'
import { openRanking } from '../ranking.ts'
import { commitmentOf, seedOf } from '../seed.ts'
import { formInWords, isCanonical, type ValueForm } from '../value-form-rules.ts'
import { checkList, readStruck } from './check-list.ts'
import { checkRanks } from './check-ranks.ts'
import { type Check, type Difference, type DrawStep, differ, type VerifyOptions } from './draw-check.ts'
import { PublishedFileError, parseJson, readJson, readText } from './read-published.ts'

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

/**
 * Recomputes a draw from the published files of a folder, and from nothing else: rules, list, seed, ranks, seats and
 * roots. Says where the first difference of each step is. Throws only what keeps it from reading the files.
 */
export async function verifyDraw(folder: string, options: VerifyOptions = {}): Promise<DrawVerdict> {
  const check: Check = { folder, differences: [], steps: [], onProgress: options.onProgress ?? (() => {}) }
  try {
    return await verify(check)
  } catch (error) {
    if (!(error instanceof PublishedFileError)) throw error
    differ(check, stepOfFile[error.file] ?? 'rules', error.message)
    const { steps, differences } = check
    const unknown = { selected: undefined, valueForm: undefined, listRoot: undefined, resultRoot: undefined }
    return { whole: false, steps, differences, applicants: 0, commitment: '', ...unknown }
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
      differ(check, 'rules', `rules.json has the SHA-256 ${commitment}, ${file} says ${published.commitment}`)
    if (published.wave !== rules.wave || published.programme_year !== rules.programme_year)
      differ(check, 'rules', `${file} is of another wave than rules.json`)
  }
}

/** The public value is written as the rules say: else whoever enters it could choose among ways of writing it. */
function checkValue(check: Check, rules: DrawRules, { public_value }: DrawResult): void {
  const { form } = rules.public_value
  if (!form || isCanonical(form, public_value)) return
  const must = `the public value must be written as ${formInWords(form, 'en')}`
  differ(check, 'seed', `${must}; result.json says "${public_value}"`)
}

function checkSeed(check: Check, commitment: string, listRoot: string, result: DrawResult): void {
  check.steps.push('seed')
  const seed = seedOf(commitment, listRoot, result.public_value)
  if (result.list_root !== listRoot)
    differ(check, 'seed', `the list has the root ${listRoot}, result.json says ${result.list_root}`)
  if (result.seed !== seed)
    differ(
      check,
      'seed',
      `rules, list and public value give the seed ${seed}, result.json says ${result.seed}`,
    )
}

const stepOfFile: Readonly<Record<string, DrawStep>> = {
  [drawFiles.rules]: 'rules',
  [drawFiles.closed]: 'list',
  [drawFiles.list]: 'list',
  [drawFiles.struck]: 'struck',
  [drawFiles.ranks]: 'ranks',
  [drawFiles.result]: 'result',
}
