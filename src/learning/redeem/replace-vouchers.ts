import type { Context } from '../../database/context.ts'
import type { Actor } from '../../kernel/request.ts'
import { replaceVoucher } from './replace-voucher.ts'
import type { ReplaceRefusal } from './rules.ts'
import type { Voucher } from './voucher.ts'

/** At most so many codes at once: each is a transaction and an email of its own. */
export const mostReplaced = 200

/** What became of a code of a list, by its end. */
export interface ReplacedOne {
  /** the last four signs of what was typed */
  readonly tail: string
  readonly refusal: ReplaceRefusal | undefined
}

/** The codes of a pasted list: one a line, or with blanks, commas or semicolons between them; each once. */
export function codesOfList(typed: string): string[] {
  const codes = typed.split(/[\s,;]+/).filter((code) => code !== '')
  return [...new Set(codes.map((code) => code.toUpperCase()))]
}

/**
 * Cancels every code of a list that leaked and issues another for the purchase of each, one after another: those that
 * were replaced stay so where a later one is refused, and the same list again refuses them as `code_cancelled`.
 */
export async function replaceVouchers(
  ctx: Context,
  asked: {
    readonly codes: readonly string[]
    readonly reason: string
    readonly redeemLink: (voucher: Voucher) => string
  },
  actor: Actor,
): Promise<ReplacedOne[]> {
  const { codes, reason, redeemLink } = asked
  const came: ReplacedOne[] = []
  for (const code of codes) {
    const outcome = await replaceVoucher(ctx, { code, reason, redeemLink }, actor)
    came.push({ tail: code.slice(-4), refusal: outcome.ok ? undefined : outcome.refusal })
  }
  return came
}
