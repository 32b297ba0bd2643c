import { type ReasonOf, refusalWords } from '../kernel/refusal.ts'

/** Why a case is not taken, handed over or noted, in the order in which the reasons are looked at. */
export const caseRefusals = refusalWords({
  id: {
    case_kind_unknown: 'Jenis kasus itu tidak ada. Pilih dari daftarnya (bekal case list).',
    case_not_open: 'Kasus itu tidak ada atau sudah diputuskan. Pilih dari daftarnya.',
    not_for_your_role: 'Peran Anda tidak memutuskan kasus jenis ini. Minta yang berwenang mengambilnya.',
    case_owned: ({ belongsTo }) =>
      `Kasus ini sudah dipegang ${belongsTo || 'orang lain'}. Ambil alih (--over) bila memang perlu, atau tanyakan dulu.`,
    owner_unknown: 'Orang itu bukan staf aktif. Pilih dari daftar staf.',
    owner_may_not: 'Peran orang itu tidak memutuskan kasus jenis ini. Pilih orang lain.',
    note_length: 'Tulis catatannya, 3 sampai 2.000 huruf.',
  },
  en: {
    case_kind_unknown: 'There is no such kind of case. Choose one of the list (bekal case list).',
    case_not_open: 'There is no such case, or it is decided. Choose one of the list.',
    not_for_your_role:
      'Your role does not decide cases of this kind. Ask somebody whose role does to take it.',
    case_owned: ({ belongsTo }) =>
      `The case belongs to ${belongsTo || 'somebody else'}. Take it over (--over) where you must, or ask them first.`,
    owner_unknown: 'That is nobody of the active staff. Choose one of the list.',
    owner_may_not: 'The role of that person does not decide cases of this kind. Choose somebody else.',
    note_length: 'Write the note, in 3 to 2,000 letters.',
  },
})
export type CaseRefusal = ReasonOf<typeof caseRefusals>
