import type { z } from 'zod'
import { done, type Outcome, type ReasonOf, refusalWords, refuse, sentenceOf } from '../kernel/refusal.ts'
import { addDays, wibDate } from '../kernel/wib.ts'
import { ruleWords } from './rule-words.ts'
import { usableBefore, type YearRules, yearRuleFields } from './year-rules.ts'

/** Why rules are none: one that cannot be read, a date that has passed, or two that contradict each other. */
export const ruleRefusals = refusalWords({
  id: {
    rule_wrong: 'Satu aturan tidak terbaca. Lihat nama dan batasnya: bekal year show.',
    cut_off_past: 'Hari terakhir pemakaian saldo (usableUntil) sudah lewat. Pilih hari yang akan datang.',
    cut_off_before_year:
      'Hari terakhir pemakaian saldo (usableUntil) jatuh sebelum tahun program itu dimulai. Pilih hari di tahun itu atau sesudahnya.',
    term_after_cut_off:
      'Batas beli pertama (firstPurchaseWithinDays) lebih panjang daripada sisa waktu sampai hari terakhir pemakaian saldo (usableUntil): tidak ada kartu yang dapat diberikan. Ubah salah satunya.',
    ages_reversed: 'Usia tertinggi (ageMax) di bawah usia terendah (ageMin). Ubah salah satunya.',
    shares_not_whole:
      'Bagian saat ditukarkan (settlement.redeemPercent) dan bagian saat selesai (settlement.completionPercent) tidak berjumlah 100%. Ubah salah satunya.',
    review_without_finish:
      'Pelatihan kedua setelah yang pertama diulas (secondPurchaseAfterReview) hanya berlaku bila juga harus selesai (secondPurchaseAfterFinished). Pilih keduanya, atau tidak satu pun.',
    notice_over_term:
      'Sisa waktu sejak pemberitahuan (notice.days) lebih panjang daripada batas beli pertama (firstPurchaseWithinDays). Kecilkan yang pertama.',
    reminder_over_term:
      'Pengingat (reminders) akan dikirim sebelum kartunya ada: lebih awal daripada batas beli pertama (firstPurchaseWithinDays). Kecilkan hari pengingatnya.',
    reminder_too_late:
      'Pengingat pertama (reminders) datang lebih lambat daripada sisa waktu yang dijanjikan sejak pengingat (notice.reminderDays). Ubah salah satunya.',
    budget_below_grant:
      'Anggaran tahun ini (payments.budgetRupiah) di bawah saldo awal satu kartu (grantRupiah). Ubah anggarannya.',
    guessed_too_soon:
      'Kode salah sehari (otp.unresolvedPerDay) terlalu banyak untuk kode yang berlaku bersamaan (otp.liveCodes): kode dapat ditebak dalam seratus hari. Kecilkan salah satunya.',
  },
  en: {
    rule_wrong: 'A rule cannot be read. See the names and bounds: bekal year show.',
    cut_off_past: 'That cut-off (usableUntil) has passed. Name a day to come.',
    cut_off_before_year:
      'The cut-off (usableUntil) lies before the programme year begins. Name a day of that year or later.',
    term_after_cut_off:
      'The term of the first purchase (firstPurchaseWithinDays) is longer than what is left until the cut-off (usableUntil): no card could be given. Shorten the term, or name a later day.',
    ages_reversed: 'The highest age (ageMax) is below the lowest (ageMin). Change one of them.',
    shares_not_whole:
      'The share when redeemed (settlement.redeemPercent) and the share at completion (settlement.completionPercent) do not make 100%. Change one of them.',
    review_without_finish:
      'A second training after the first is reviewed (secondPurchaseAfterReview) takes that it is finished, too (secondPurchaseAfterFinished). Choose both, or neither.',
    notice_over_term:
      'What is left from the notice on (notice.days) is longer than the term of the first purchase (firstPurchaseWithinDays). Shorten the first.',
    reminder_over_term:
      'A reminder (reminders) would go out before the card is there: earlier than the term of the first purchase (firstPurchaseWithinDays). Name fewer days.',
    reminder_too_late:
      'The first reminder (reminders) comes later than the time that is promised from it on (notice.reminderDays). Send it earlier, or promise less.',
    budget_below_grant:
      'The budget of the year (payments.budgetRupiah) is below the grant of one card (grantRupiah). Change the budget.',
    guessed_too_soon:
      'Wrong codes of a day (otp.unresolvedPerDay) are too many for the codes that are valid at once (otp.liveCodes): a code could be guessed within a hundred days. Change either to fewer.',
  },
})
export type RuleRefusal = ReasonOf<typeof ruleRefusals>

/** Rules that cannot stand beside each other in a year, or not at this moment, in the order in which they are told. */
export function ruleConflicts(year: number, rules: YearRules, now: Date): readonly RuleRefusal[] {
  const { settlement, ageMax, otp, notice, payments, usableUntil } = rules
  const term = rules.firstPurchaseWithinDays
  const firstReminder = Math.max(...rules.reminders)
  const begins = [`${year}-01-01`, wibDate(now)].sort().at(-1)!
  const found: readonly (readonly [RuleRefusal, boolean])[] = [
    ['cut_off_past', usableBefore(rules) <= now],
    ['cut_off_before_year', usableUntil < `${year}-01-01`],
    ['term_after_cut_off', addDays(begins, term - 1) > usableUntil],
    ['ages_reversed', ageMax !== null && ageMax < rules.ageMin],
    ['shares_not_whole', settlement.redeemPercent + settlement.completionPercent !== 100],
    ['review_without_finish', rules.secondPurchaseAfterReview && !rules.secondPurchaseAfterFinished],
    ['notice_over_term', notice.days > term],
    ['reminder_over_term', firstReminder >= term],
    ['reminder_too_late', rules.reminders.length > 0 && firstReminder < notice.reminderDays],
    ['budget_below_grant', payments.budgetRupiah !== null && payments.budgetRupiah < rules.grantRupiah],
    ['guessed_too_soon', (otp.unresolvedPerDay.new + otp.unresolvedPerDay.known) * otp.liveCodes >= 10_000],
  ]
  return found.filter(([, holds]) => holds).map(([reason]) => reason)
}

/** What is wrong with one rule, in both languages, naming it. */
export interface WrongRule {
  readonly rule: string
  readonly id: string
  readonly en: string
}

/** Every rule that cannot be read by itself. Whether those that can contradict each other is asked after that. */
export function wrongRules(given: unknown): readonly WrongRule[] {
  const read = yearRuleFields.safeParse(given)
  return read.success ? [] : read.error.issues.flatMap(toldOf)
}

/**
 * Rules that were typed, read, none contradicting another. Refuses `rule_wrong` with a sentence that names the rule and its
 * bounds, and what {@link ruleConflicts} finds first.
 */
export function readRules(year: number, given: unknown, now: Date): Outcome<YearRules, RuleRefusal> {
  const [wrong] = wrongRules(given)
  if (wrong) return refuse('rule_wrong', { said: wrong })
  const rules = yearRuleFields.parse(given)
  const [conflict] = ruleConflicts(year, rules, now)
  return conflict ? refuse(conflict) : done(rules)
}

/** The sentence of a conflict. */
export function conflictSentence(conflict: RuleRefusal, language: 'id' | 'en'): string {
  return sentenceOf(ruleRefusals, conflict, {}, language)
}

function toldOf(issue: z.core.$ZodIssue): WrongRule[] {
  // Of a list the place of its entry is no part of the rule's name.
  const rule = issue.path.filter((step) => typeof step === 'string').join('.')
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => {
      const name = rule === '' ? key : `${rule}.${key}`
      return {
        rule: name,
        id: `Aturan ${name} tidak ada. Lihat namanya: bekal year show.`,
        en: `There is no rule ${name}. See their names: bekal year show.`,
      }
    })
  const bound = boundOf(issue)
  const called = (language: 'id' | 'en') => {
    const words = ruleWords[rule]
    return words ? `${words[language]} (${rule})` : rule
  }
  return [
    { rule, id: `${called('id')} harus berupa ${bound.id}.`, en: `${called('en')} must be ${bound.en}.` },
  ]
}

function boundOf(issue: z.core.$ZodIssue): { readonly id: string; readonly en: string } {
  if (issue.code === 'too_small' && issue.origin === 'array')
    return { id: 'paling sedikit satu angka', en: 'at least one number' }
  if (issue.code === 'too_small')
    return { id: `angka ${issue.minimum} atau lebih`, en: `${issue.minimum} or more` }
  if (issue.code === 'too_big')
    return { id: `angka ${issue.maximum} atau kurang`, en: `${issue.maximum} or less` }
  if (issue.code === 'invalid_type' && issue.expected === 'boolean')
    return { id: 'ya atau tidak', en: 'yes or no' }
  if (issue.code === 'invalid_format' || issue.code === 'custom')
    return { id: 'tanggal seperti 2027-12-15', en: 'a date such as 2027-12-15' }
  return { id: 'bilangan bulat', en: 'a whole number' }
}
