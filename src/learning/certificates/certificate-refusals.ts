import { type ReasonOf, refusalWords } from '../../kernel/refusal.ts'

/** Why a certificate is not issued, revoked or replaced. Each act names which of these it can meet. */
export const certificateRefusals = refusalWords({
  id: {
    certificate_unknown: 'Sertifikat bernomor itu tidak ada. Periksa nomornya.',
    certificate_revoked: 'Sertifikat ini sudah dicabut. Tidak perlu apa-apa lagi.',
    certificate_holds: 'Sertifikat ini berlaku: cabut dulu, lalu ganti.',
    training_not_finished: 'Pelatihannya belum selesai, atau pembeliannya dibatalkan. Tunggu sampai selesai.',
    grade_missing: 'Sertifikat kementerian butuh nilai. Catat nilainya dulu.',
    grade_too_long: 'Nilai paling banyak 20 karakter. Ringkaslah.',
  },
  en: {
    certificate_unknown: 'There is no certificate of this number. Check the number.',
    certificate_revoked: 'This certificate is revoked already. There is nothing to do.',
    certificate_holds: 'This certificate holds: revoke it first, then replace it.',
    training_not_finished:
      'The training is not finished, or its purchase is cancelled. Wait until it is finished.',
    grade_missing: "The ministry's certificate needs a grade. Write the grade first.",
    grade_too_long: 'A grade has 20 characters at most. Shorten it.',
  },
})
export type CertificateRefusal = ReasonOf<typeof certificateRefusals>
