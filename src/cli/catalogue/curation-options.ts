import { InvalidArgumentError } from 'commander'
import { curationWords } from '../../catalogue/proposals/curation-words.ts'
import { type Curation, type CurationPoint, curationPoints } from '../../catalogue/proposals/rules.ts'
import type { Command } from '../bekal-command.ts'
import { shellLanguage } from '../command.ts'

/** What a command was told of the checklist. */
export interface CurationOptions {
  ticked?: (CurationPoint | 'all')[]
  comment?: Partial<Record<CurationPoint, string>>
}

/** Adds the options by which a curator says what they found. */
export function withCuration(command: Command): Command {
  return command
    .option(
      '--ticked <points...>',
      `points of the checklist that hold (${curationPoints.join(', ')}), or all`,
      (typed: string, before: (CurationPoint | 'all')[] = []) => [...before, pointOf(typed)],
    )
    .option(
      '--comment <point=words>',
      'what is noted beside a point; once for each',
      (typed: string, before: CurationOptions['comment'] = {}) => {
        const [point = '', ...words] = typed.split('=')
        return { ...before, [pointOf(point)]: words.join('=') }
      },
    )
}

function pointOf(typed: string): CurationPoint | 'all' {
  const point = [...curationPoints, 'all' as const].find((one) => one === typed)
  if (point) return point
  throw new InvalidArgumentError(`It must be one of ${curationPoints.join(', ')}.`)
}

/** What the options say, as the operation takes it. */
export function curationOf({ ticked = [], comment = {} }: CurationOptions): Curation {
  const points = ticked.includes('all')
    ? curationPoints
    : ticked.filter((point): point is CurationPoint => point !== 'all')
  return { ticked: points, comments: comment }
}

/** The checklist as people read it. */
export function checklistLine(point: CurationPoint): string {
  return curationWords[shellLanguage()][point]
}
