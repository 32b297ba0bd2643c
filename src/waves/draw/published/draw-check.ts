/** What is recomputed, in this order. */
export type DrawStep = 'rules' | 'list' | 'seed' | 'struck' | 'ranks' | 'result'

/** Where the published files and what follows from them are not the same. */
export interface Difference {
  readonly step: DrawStep
  /** the line of the file, from 1 on, where one can be named */
  readonly row: number | undefined
  readonly sentence: string
}

/** A draw that is being checked, and what was found so far. */
export interface Check {
  readonly folder: string
  readonly differences: Difference[]
  readonly steps: DrawStep[]
  readonly onProgress: NonNullable<VerifyOptions['onProgress']>
}

/** Notes a difference; `row` as {@link Difference} has it. */
export function differ(check: Check, step: DrawStep, sentence: string, row?: number): void {
  check.differences.push({ step, row, sentence })
}

export interface VerifyOptions {
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void
}
