import { day } from '../kernel/clock.ts'
import { type ReasonOf, refusalWords } from '../kernel/refusal.ts'

/** A NIK that was claimed and not registered within these days is free again. */
export const claimDays = 7

/** What the database knows of a NIK and a family card. */
export interface ClaimFacts {
  /** the list that excludes the NIK */
  readonly excludedBy: string | undefined
  readonly barred: boolean
  readonly recipient: boolean
  readonly registered: boolean
  /** another account has claimed the NIK and not lapsed */
  readonly claimedElsewhere: boolean
  /** others of the family card who are registered, or have a live claim */
  readonly family: number
}

/** Why somebody with a true identity is not registered, in the order in which it is looked at. */
export const claimRefusals = refusalWords({
  id: {
    excluded: ({ belongsTo }) =>
      `NIK ini ada di daftar yang tidak boleh menerima kartu${belongsTo && ` (${belongsTo})`}. Bila menurut Anda keliru, ajukan keberatan dengan penjelasan.`,
    barred:
      'NIK ini tidak bisa ikut gelombang lagi karena kepesertaan sebelumnya dicabut. Bila menurut Anda keliru, ajukan keberatan.',
    earlier_recipient:
      'NIK ini sudah pernah menerima kartu; kartu diberikan sekali seumur hidup. Masuk ke akun Anda untuk melihat kartu itu.',
    person_known:
      'NIK ini sudah terdaftar. Masuk dengan kode SMS ke nomor HP yang terdaftar; bila bukan Anda yang mendaftar, ajukan keberatan.',
    nik_taken: `NIK ini sedang dipakai di akun lain. Masuk ke akun itu; bila bukan milik Anda, ajukan keberatan. Pendaftaran yang tidak selesai dilepas setelah ${claimDays} hari.`,
    family_card_full:
      'Dari satu KK paling banyak 2 orang yang bisa terdaftar, dan tempatnya sudah penuh. Bila salah satunya keliru, ajukan keberatan.',
  },
  en: {
    excluded: ({ belongsTo }) =>
      `This NIK is on a list of those who may not receive a card${belongsTo && ` (${belongsTo})`}. If you think this is wrong, appeal and explain.`,
    barred:
      'This NIK can join no further wave because an earlier membership was revoked. If you think this is wrong, appeal.',
    earlier_recipient:
      'This NIK has received a card before; a card is given once in a lifetime. Log in to see that card.',
    person_known:
      'This NIK is registered already. Log in by a code to the registered phone; if it was not you, appeal.',
    nik_taken: `This NIK is used in another account. Log in to that account; if it is not yours, appeal. A registration that is not finished is released after ${claimDays} days.`,
    family_card_full:
      'At most 2 people of one family card can be registered, and both places are taken. If one of them is wrong, appeal.',
  },
})
export type ClaimRefusal = ReasonOf<typeof claimRefusals>

/** The first reason against a claim, or undefined. */
export function claimRefusal(facts: ClaimFacts, maxPerFamilyCard: number): ClaimRefusal | undefined {
  if (facts.excludedBy !== undefined) return 'excluded'
  if (facts.barred) return 'barred'
  if (facts.recipient) return 'earlier_recipient'
  if (facts.registered) return 'person_known'
  if (facts.claimedElsewhere) return 'nik_taken'
  if (facts.family >= maxPerFamilyCard) return 'family_card_full'
  return undefined
}

/** Claims made before this have lapsed. */
export function claimsSince(now: Date): Date {
  return new Date(now.getTime() - claimDays * day)
}
