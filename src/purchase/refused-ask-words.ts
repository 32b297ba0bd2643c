import type { Language } from '../kernel/wib.ts'

/** Why a card was refused before its holder had consented, as `refused_ask.reason` has it. */
export const refusedReasons = [
  'card_number_replaced',
  'card_suspended',
  'card_revoked',
  'paying_locked',
  'phone_changed',
  'deadline_passed',
  'card_used_by_other_account',
  'schedule_after_term',
  'age_unfit',
  'education_unfit',
  'balance_too_small',
  'training_unfinished',
  'too_many_otps',
] as const
export type RefusedReason = (typeof refusedReasons)[number]

/** The reason for its holder, short enough for an SMS; the sentence goes "refused at X: ...". */
const words: Record<Language, Record<RefusedReason, string>> = {
  id: {
    card_number_replaced: 'nomor kartu itu sudah diganti',
    card_suspended: 'kartu sedang ditangguhkan',
    card_revoked: 'kepesertaan sudah dicabut',
    paying_locked: 'terlalu banyak OTP salah hari ini',
    phone_changed: 'nomor HP baru saja diganti',
    deadline_passed: 'batas waktu sudah lewat',
    card_used_by_other_account: 'kartu dipakai akun lain di toko itu',
    schedule_after_term: 'kelas mulai setelah kartu berakhir',
    age_unfit: 'umur tidak sesuai syarat kelas',
    education_unfit: 'pendidikan tidak sesuai syarat kelas',
    balance_too_small: 'saldo tidak cukup',
    training_unfinished: 'pelatihan lalu belum selesai',
    too_many_otps: 'terlalu banyak OTP diminta',
  },
  en: {
    card_number_replaced: 'that card number was replaced',
    card_suspended: 'the card is suspended',
    card_revoked: 'the membership was revoked',
    paying_locked: 'too many wrong OTPs today',
    phone_changed: 'the phone was changed lately',
    deadline_passed: 'the deadline has passed',
    card_used_by_other_account: 'another account there uses it',
    schedule_after_term: 'it begins after the card ends',
    age_unfit: 'the age does not fit the course',
    education_unfit: 'the schooling does not fit',
    balance_too_small: 'the balance is too small',
    training_unfinished: 'the last training is unfinished',
    too_many_otps: 'too many OTPs were asked for',
  },
}

/** The words of a reason in a language. */
export function refusedReasonWord(reason: RefusedReason, language: Language): string {
  return words[language][reason]
}
