import type { Language } from '../../kernel/wib.ts'
import type { HideReason } from './rules.ts'

/** Why a review is hidden, as its writer reads it in an email and on the page. */
export const hideReasonWords: Readonly<Record<Language, Readonly<Record<HideReason, string>>>> = {
  id: {
    insult: 'berisi hinaan atau kata kasar',
    personal_data: 'berisi data pribadi (nama lengkap, nomor HP, NIK, atau alamat)',
    advertising: 'berisi iklan atau ajakan membeli',
    off_topic: 'tidak membahas pelatihannya',
    other: 'alasan lain',
  },
  en: {
    insult: 'it has insults or coarse words',
    personal_data: 'it has personal data (a full name, phone number, NIK or address)',
    advertising: 'it advertises something',
    off_topic: 'it is not about the training',
    other: 'another reason',
  },
}

/** The reason with what the moderator adds to it. */
export function hideReasonSentence(reason: HideReason, note: string | undefined, language: Language): string {
  const words = hideReasonWords[language][reason]
  if (!note) return words
  return reason === 'other' ? note : `${words}: ${note}`
}
