import { z } from 'zod'
import { readCalendarDate } from '../../kernel/calendar-date.ts'
import { luhnHolds } from '../../kernel/codes.ts'
import { emailSchema } from '../../kernel/email.ts'
import { longNumber } from '../../kernel/long-number.ts'
import { readPercent } from '../../kernel/percent.ts'
import { indonesianMobile } from '../../kernel/phone.ts'
import { passwordLength } from '../../kernel/secrets/passwords.ts'
import { bare, tidyName } from '../../kernel/text.ts'
import { readWibInstant } from '../../kernel/wib.ts'
import type { FormError } from './forms-words.ts'

/** The questions that forms ask, as schemas. An empty answer counts as none; `.optional()` allows that. */
export const field = {
  /** text of one or more lines, blanks around it dropped */
  text: (max: number, min = 1) => z.string().trim().min(min).max(max),
  /** a name: NFC, single blanks, nothing that is not seen */
  name: (max: number) => z.string().transform(tidyName).pipe(z.string().min(1).max(max)),
  email: () => z.string().max(500).pipe(emailSchema),
  /** an Indonesian mobile number, read as E.164 */
  phone: () => z.string().max(80).transform(reading(indonesianMobile, 'phone_wrong')),
  /** 16 digits with or without blanks, read as digits; a slip is caught by the check digit */
  cardNumber: () => z.string().max(80).transform(reading(cardNumber, 'card_number_wrong')),
  /** six digits, found in whatever was pasted around them */
  otp: () => z.string().max(500).transform(reading(otp, 'otp_wrong_form')),
  /** never trimmed: a blank may be part of it. Normalised so that every keyboard types the same one. */
  password: () => z.string().min(passwordLength.min).max(passwordLength.max),
  /** a password to be checked, not chosen */
  passwordGiven: () => z.string().max(1000),
  /** `count` digits, blanks and dots dropped */
  digits: (count: number) =>
    z
      .string()
      .max(count * 3 + 20)
      .transform((typed, context) => {
        const digits = longNumber(typed)
        if (digits.length === count && /^\d+$/.test(digits)) return digits
        context.addIssue({
          code: 'custom',
          message: 'digits_wrong' satisfies FormError,
          params: { limit: count },
        })
        return z.NEVER
      }),
  /** a whole number between two bounds */
  whole: (min: number, max: number) =>
    z
      .string()
      .max(20)
      .transform(
        reading(
          (typed) => (/^-?\d{1,15}$/.test(bare(typed)) ? Number(bare(typed)) : undefined),
          'not_a_number',
        ),
      )
      .pipe(z.number().min(min).max(max)),
  /** a calendar date, `2026-12-21`, as people write it */
  date: () => z.string().max(40).transform(reading(readCalendarDate, 'date_wrong')),
  /** an instant to the minute, in WIB, as the browser's field has it: `2026-12-21T23:58` */
  instant: () => z.string().max(20).transform(reading(toTheMinute, 'date_wrong')),
  /** a percentage with at most two decimals, read as hundredths of a percent */
  percent: () => z.string().max(20).transform(reading(readPercent, 'percent_wrong')),
  /** a code of letters, digits and dashes, in capitals */
  code: (max: number) =>
    z
      .string()
      .max(max * 3)
      .transform((typed) => bare(typed).toUpperCase())
      .pipe(z.string().min(1).max(max)),
  /** one of a few */
  choice: <const Choices extends readonly [string, ...string[]]>(choices: Choices) => z.enum(choices),
  /** a box that must be ticked */
  consent: () =>
    z
      .string()
      .optional()
      .refine((value) => value === 'yes', { error: 'consent_missing' satisfies FormError })
      .transform(() => true as const),
  /** a box that may be ticked */
  flag: () =>
    z
      .string()
      .optional()
      .transform((value) => value === 'yes'),
  /** as many of a few as one likes */
  several: <const Choices extends readonly [string, ...string[]]>(choices: Choices) =>
    z.array(z.enum(choices)).max(choices.length),
}

function reading<Value>(read: (typed: string) => Value | undefined, error: FormError) {
  return (typed: string, context: z.core.$RefinementCtx): Value => {
    const value = read(typed)
    if (value !== undefined) return value
    context.addIssue({ code: 'custom', message: error })
    return z.NEVER
  }
}

function toTheMinute(typed: string): Date | undefined {
  return typed.length === 16 ? readWibInstant(typed) : undefined
}

function cardNumber(typed: string): string | undefined {
  const digits = longNumber(typed)
  return /^\d{16}$/.test(digits) && luhnHolds(digits) ? digits : undefined
}

function otp(typed: string): string | undefined {
  // Without what is not seen, and with its blanks: they part the code from what was pasted around it.
  const seen = tidyName(typed.normalize('NFKC'))
  const found = seen.match(/(?<!\d)\d{6}(?!\d)/)?.[0] ?? bare(seen).replaceAll('-', '')
  return /^\d{6}$/.test(found) ? found : undefined
}
