import type { Language } from '../kernel/wib.ts'
import { fraudRuleWords } from './fraud-rule-words.ts'

/** How the value of a rule is written and read. */
export type RuleKind =
  | 'rupiah'
  | 'days'
  | 'hours'
  | 'seconds'
  | 'percent'
  | 'count'
  | 'hour'
  | 'date'
  | 'yes_no'

export interface RuleWords extends Readonly<Record<Language, string>> {
  readonly as: RuleKind
  /** several of them, the first one first */
  readonly many?: true
  /** what none of it is called; a rule without this always has a value */
  readonly none?: Readonly<Record<Language, string>>
}

interface RuleGroup extends Readonly<Record<Language, string>> {
  readonly rules: Readonly<Record<string, RuleWords>>
}

const noLimit = { id: 'tanpa batas', en: 'no limit' }

/** Every rule of a year by its name, in groups, in the order in which people read them. A test holds them to the schema. */
export const ruleGroups: readonly RuleGroup[] = [
  {
    id: 'Kartu dan saldo',
    en: 'Card and balance',
    rules: {
      grantRupiah: { id: 'Saldo awal kartu', en: 'Grant of a card', as: 'rupiah' },
      firstPurchaseWithinDays: { id: 'Batas beli pertama', en: 'Term of the first purchase', as: 'days' },
      usableUntil: { id: 'Hari terakhir pemakaian saldo', en: 'Cut-off of the balance', as: 'date' },
    },
  },
  {
    id: 'Siapa boleh ikut',
    en: 'Who may take part',
    rules: {
      ageMin: { id: 'Usia terendah', en: 'Lowest age', as: 'count' },
      ageMax: { id: 'Usia tertinggi', en: 'Highest age', as: 'count', none: noLimit },
      maxPerFamilyCard: { id: 'Penerima per kartu keluarga', en: 'Recipients of a family card', as: 'count' },
    },
  },
  {
    id: 'Pelatihan',
    en: 'Trainings',
    rules: {
      secondPurchaseAfterFinished: {
        id: 'Pelatihan kedua setelah yang pertama selesai',
        en: 'Second training after the first is finished',
        as: 'yes_no',
      },
      secondPurchaseAfterReview: {
        id: 'Pelatihan kedua setelah yang pertama diulas',
        en: 'Second training after the first is reviewed',
        as: 'yes_no',
      },
      reportRestDays: {
        id: 'Masa pemeriksaan laporan selesai',
        en: 'Rest of a completion report',
        as: 'days',
      },
      reviewReminderDays: {
        id: 'Pengingat ulasan setelah selesai (0: tidak ada)',
        en: 'Reminder of the review after finishing (0: none)',
        as: 'days',
      },
    },
  },
  {
    id: 'Insentif',
    en: 'Incentive',
    rules: {
      'incentive.completionPayments': {
        id: 'Pembayaran setelah pelatihan',
        en: 'Payments after the training',
        as: 'count',
      },
      'incentive.completionRupiah': {
        id: 'Sekali bayar setelah pelatihan',
        en: 'Each of them',
        as: 'rupiah',
      },
      'incentive.surveyPayments': { id: 'Pembayaran untuk survei', en: 'Payments for surveys', as: 'count' },
      'incentive.surveyRupiah': { id: 'Sekali bayar untuk survei', en: 'Each for a survey', as: 'rupiah' },
      'incentive.everyDays': { id: 'Jarak antarpembayaran', en: 'From one payment to the next', as: 'days' },
    },
  },
  {
    id: 'Bayaran lembaga dan toko',
    en: 'What institutions and storefronts are paid',
    rules: {
      'settlement.redeemPercent': { id: 'Bagian saat ditukarkan', en: 'Share when redeemed', as: 'percent' },
      'settlement.completionPercent': { id: 'Bagian saat selesai', en: 'Share at completion', as: 'percent' },
      maxCommissionPercent: { id: 'Komisi toko tertinggi', en: 'Highest commission', as: 'percent' },
      'payments.minimumRupiah': { id: 'Pembayaran terkecil', en: 'Smallest payment', as: 'rupiah' },
      'payments.secondApprovalRupiah': {
        id: 'Butuh dua persetujuan mulai',
        en: 'Two approvals from',
        as: 'rupiah',
      },
      'payments.budgetRupiah': {
        id: 'Anggaran tahun ini',
        en: 'Budget of the year',
        as: 'rupiah',
        none: noLimit,
      },
    },
  },
  {
    id: 'Pemberitahuan dan pengingat',
    en: 'Notices and reminders',
    rules: {
      reminders: {
        id: 'Pengingat sebelum batas waktu',
        en: 'Reminders before the deadline',
        as: 'days',
        many: true,
      },
      remindersFromHour: {
        id: 'Pengingat dikirim mulai pukul',
        en: 'Reminders from this hour on',
        as: 'hour',
      },
      'notice.days': {
        id: 'Sisa waktu sejak pemberitahuan, paling sedikit',
        en: 'Left from the notice, at least',
        as: 'days',
      },
      'notice.reminderDays': {
        id: 'Sisa waktu sejak pengingat pertama, paling sedikit',
        en: 'Left from the first reminder, at least',
        as: 'days',
      },
      'notice.cancelledDays': {
        id: 'Sisa waktu sejak kabar pembelian dibatalkan, paling sedikit',
        en: 'Left from the news of a cancelled purchase, at least',
        as: 'days',
      },
    },
  },
  {
    id: 'Pencabutan dan cadangan',
    en: 'Revocations and reserves',
    rules: {
      'sweep.stopPercent': {
        id: 'Pencabutan berhenti bila melebihi bagian ini dari satu gelombang',
        en: 'Revocations stop beyond this share of a wave',
        as: 'percent',
      },
      'sweep.stopCards': { id: 'dan melebihi sekian kartu', en: 'and beyond so many cards', as: 'count' },
      'reserves.moveUpDays': {
        id: 'Cadangan naik selama, sejak penetapan (0: tidak)',
        en: 'Reserves move up for, from the notification on (0: never)',
        as: 'days',
      },
    },
  },
  {
    id: 'Kode OTP',
    en: 'OTP',
    rules: {
      'otp.validSeconds': { id: 'Kode berlaku', en: 'A code is valid', as: 'seconds' },
      'otp.triesPerPurchase': { id: 'Percobaan per pembelian', en: 'Tries of a purchase', as: 'count' },
      'otp.liveCodes': { id: 'Kode yang berlaku bersamaan', en: 'Codes valid at once', as: 'count' },
      'otp.gapsSeconds': {
        id: 'Jeda antarpengiriman',
        en: 'From one sending to the next',
        as: 'seconds',
        many: true,
      },
      'otp.failuresPerCardPerDay': {
        id: 'Kode salah sehari yang mengunci kartu',
        en: 'Wrong codes of a day that lock a card',
        as: 'count',
      },
      'otp.sendsPerCardPerHour': {
        id: 'Kode per kartu per jam',
        en: 'Codes of a card in an hour',
        as: 'count',
      },
      'otp.unresolvedPerDay.new': {
        id: 'Kode salah sehari oleh akun baru',
        en: 'Wrong codes of a day by new accounts',
        as: 'count',
      },
      'otp.unresolvedPerDay.known': {
        id: 'Kode salah sehari oleh akun lama',
        en: 'Wrong codes of a day by known accounts',
        as: 'count',
      },
      'otp.unresolvedPerPartnerPerDay': {
        id: 'Kode salah sehari di satu toko',
        en: 'Wrong codes of a day at one storefront',
        as: 'count',
      },
      'otp.unresolvedPercentOfPaid': {
        id: 'atau bagian ini dari pembayarannya',
        en: 'or this share of its payments',
        as: 'percent',
      },
      'otp.refusedPerPartnerPerHour': {
        id: 'Kartu ditolak sejam di satu toko',
        en: 'Cards refused in an hour at one storefront',
        as: 'count',
      },
      'otp.refusedPercentOfSent': {
        id: 'atau bagian ini dari kodenya',
        en: 'or this share of its codes',
        as: 'percent',
      },
      'otp.refusalNoticesPerDay': {
        id: 'SMS penolakan sehari per pemegang',
        en: 'SMS of refusals to a holder in a day',
        as: 'count',
      },
    },
  },
  { id: 'Tanda kecurangan', en: 'Signals of fraud', rules: fraudRuleWords },
]

/** Every rule by its name, as `year show` and `--set` name it. */
export const ruleWords: Readonly<Record<string, RuleWords>> = Object.assign(
  {},
  ...ruleGroups.map(({ rules }) => rules),
)
