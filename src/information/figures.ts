import { appealRules } from '../appeals/rules.ts'
import { formatRupiah } from '../kernel/rupiah.ts'
import { formatDay, type Language } from '../kernel/wib.ts'
import type { YearRules } from '../years/year-rules.ts'
import { inquiryRules } from './inquiry-rules.ts'

type Of = (rules: YearRules, language: Language) => string | undefined

const times = (count: number, rupiah: number) =>
  count === 0 ? undefined : count === 1 ? formatRupiah(rupiah) : `${count} x ${formatRupiah(rupiah)}`
const either = (language: Language, id: string, en: string) => (language === 'id' ? id : en)

/** What answers may name instead of typing it: each by the rules of a year; undefined where that year has no such thing. */
const figures = {
  grant: ({ grantRupiah }) => formatRupiah(grantRupiah),
  age: ({ ageMin, ageMax }, language) =>
    ageMax === null
      ? either(language, `${ageMin} tahun ke atas`, `${ageMin} years and more`)
      : either(language, `${ageMin} sampai ${ageMax} tahun`, `${ageMin} to ${ageMax} years`),
  family_max: ({ maxPerFamilyCard }) => String(maxPerFamilyCard),
  first_days: ({ firstPurchaseWithinDays }) => String(firstPurchaseWithinDays),
  reminder_days: ({ reminders }) =>
    reminders.length === 0 ? undefined : [...reminders].sort((one, other) => other - one).join(', '),
  usable_until: ({ usableUntil }, language) => formatDay(usableUntil, language),
  second_after: ({ secondPurchaseAfterFinished, secondPurchaseAfterReview }, language) => {
    if (!secondPurchaseAfterFinished) return undefined
    return secondPurchaseAfterReview
      ? either(language, 'selesai dan diulas', 'finished and reviewed')
      : either(language, 'selesai', 'finished')
  },
  report_rest_days: ({ reportRestDays }) => String(reportRestDays),
  otp_minutes: ({ otp }) => String(Math.floor(otp.validSeconds / 60)),
  otp_gap: ({ otp }) => String(otp.gapsSeconds[0]),
  otp_tries: ({ otp }) => String(otp.triesPerPurchase),
  otp_day_failures: ({ otp }) => String(otp.failuresPerCardPerDay),
  incentive: ({ incentive }) => times(incentive.completionPayments, incentive.completionRupiah),
  survey: ({ incentive }) => times(incentive.surveyPayments, incentive.surveyRupiah),
  appeal_days: () => String(appealRules.days),
  inquiry_days: () => String(inquiryRules.days),
} as const satisfies Readonly<Record<string, Of>>
type FigureName = keyof typeof figures

export const figureNames = Object.keys(figures) as readonly FigureName[]

const named = /\{([^{}\n]*)\}/g

/** What stands in braces in a text and names no figure, without the braces. */
export function unknownFigures(text: string): string[] {
  return [...text.matchAll(named)].flatMap(([, name = '']) => (Object.hasOwn(figures, name) ? [] : [name]))
}

/**
 * A text with its figures, as the rules of a year say them. Undefined where it names one that cannot be said: before there is a
 * year, or in one that has no such thing. Then there is nothing to tell.
 */
export function withFigures(
  text: string,
  rules: YearRules | undefined,
  language: Language,
): string | undefined {
  let whole = true
  const said = text.replace(named, (braces, name: string) => {
    if (!Object.hasOwn(figures, name)) return braces
    const figure = rules && figures[name as FigureName](rules, language)
    whole &&= figure !== undefined
    return figure ?? ''
  })
  return whole ? said : undefined
}
