import { timingSafeEqual } from 'node:crypto'
import type { Context } from '../../database/context.ts'
import { classCodeRules, classStep } from './class-rules.ts'

/** One session of one schedule of an institution. */
export interface ClassOf {
  readonly institutionId: number
  readonly scheduleId: number
  /** 1 to 999 */
  readonly sequence: number
}

export interface ClassCode {
  /** 96 bits in 16 characters of an address */
  readonly code: string
  /** until when it is shown */
  readonly until: Date
}

/** What the screen of a class shows now: another one every thirty seconds. */
export function classCodeNow({ secrets, clock }: Pick<Context, 'secrets' | 'clock'>, of: ClassOf): ClassCode {
  const step = classStep(clock.now())
  return { code: codeOf(secrets, of, step), until: new Date((step + 1) * classCodeRules.stepMs) }
}

/** Whether a code is that of now, or the one before it. */
export function classCodeHolds(
  { secrets, clock }: Pick<Context, 'secrets' | 'clock'>,
  of: ClassOf,
  code: string,
): boolean {
  const given = Buffer.from(code)
  const step = classStep(clock.now())
  return [step, step - 1].some((shown) => {
    const right = Buffer.from(codeOf(secrets, of, shown))
    return given.length === right.length && timingSafeEqual(given, right)
  })
}

function codeOf(secrets: Context['secrets'], of: ClassOf, step: number): string {
  const about = [of.institutionId, of.scheduleId, of.sequence, step].join(' ')
  return secrets.hash('class code', about).subarray(0, 12).toString('base64url')
}
