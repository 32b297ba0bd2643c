import { refusalWords } from '../../kernel/refusal.ts'

/** What is looked at before a name, an email, a NIK, a family card or a birth date is corrected. */
export const evidenceKinds = [
  'identity_card',
  'family_card',
  'birth_certificate',
  'court_order',
  'signed_letter',
] as const
export type EvidenceKind = (typeof evidenceKinds)[number]

export const evidenceRefusals = refusalWords({
  id: {
    evidence_missing:
      'Nama, email, NIK, KK, dan tanggal lahir diperbaiki dengan bukti. Pilih dokumen yang Anda lihat: KTP, KK, akta, putusan, atau surat.',
  },
  en: {
    evidence_missing:
      'Name, email, NIK, family card and birth date are corrected with evidence. Choose the document that you saw: identity card, family card, birth certificate, court order or letter.',
  },
})
