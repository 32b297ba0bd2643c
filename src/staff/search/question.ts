import { codeReadings } from '../../kernel/codes.ts'
import { longNumber } from '../../kernel/long-number.ts'
import { indonesianMobile } from '../../kernel/phone.ts'
import type { Secrets } from '../../kernel/secrets/secrets.ts'
import { bare, foldedName, tidyName } from '../../kernel/text.ts'

/** What may be meant by what was typed, by its shape: only the indexes of these are asked. */
export interface Question {
  /** as it was typed, on one line; at most 200 signs */
  readonly words: string
  readonly nikHash: Buffer | undefined
  /** E.164 */
  readonly phone: string | undefined
  /** lower case */
  readonly email: string | undefined
  readonly name: string | undefined
  /** the number of a case, a payment or the like */
  readonly serial: string | undefined
  /** codes of every kind as they were typed, and such as are meant if O and 0, I and 1 were taken for each other */
  readonly codes: { readonly exact: readonly string[]; readonly forgiven: readonly string[] }
}

/** Reads what was typed; undefined where nothing was. A NIK leaves this as its keyed hash alone. */
export function questionOf(typed: string, secrets: Pick<Secrets, 'hash'>): Question | undefined {
  const words = tidyName(typed).slice(0, 200)
  if (words === '') return undefined
  const number = longNumber(words)
  const { exact, forgiven } = codeReadings(bare(words).replaceAll('.', ''))
  const codes = (all: readonly string[]) => all.filter((code) => /^[A-Z0-9]{6,32}$/.test(code))
  // A name has letters and no more digits than a person's; shorter than two letters it is no question.
  const isName = /\p{L}{2}/u.test(words) && !/[\d@]/.test(words) && foldedName(words) !== ''
  return {
    words,
    nikHash: /^\d{16}$/.test(number) ? secrets.hash('nik', number) : undefined,
    phone: indonesianMobile(words),
    email: /^[^\s@]+@[^\s@]+$/.test(words) ? words.toLowerCase() : undefined,
    name: isName ? words : undefined,
    serial: /^#?(\d{1,9})$/.exec(bare(words))?.[1],
    codes: { exact: codes(exact), forgiven: codes(forgiven) },
  }
}
