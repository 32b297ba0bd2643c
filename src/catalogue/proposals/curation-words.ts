import type { Language } from '../../kernel/wib.ts'
import type { CurationPoint } from './rules.ts'

/** The checklist in writing: what has to hold for each point, as curators and institutions read it. */
export const curationWords: Readonly<Record<Language, Readonly<Record<CurationPoint, string>>>> = {
  id: {
    learnt: 'Judul dan deskripsi menyebut apa yang bisa dilakukan peserta sesudahnya.',
    price: 'Harga sewajarnya dibanding pelatihan serupa, atau selisihnya dijelaskan.',
    schedule: 'Jadwal dan tempat, atau tautannya, bisa diikuti peserta yang dituju.',
    trainer: 'Pengajarnya disebut dan menguasai bidangnya.',
    data: 'Peserta tidak diminta data pribadi di luar sistem program.',
    certificate: 'Sertifikat disebut, beserta syarat mendapatkannya.',
  },
  en: {
    learnt: 'Title and description say what a participant can do afterwards.',
    price: 'The price is in line with like courses, or the difference is explained.',
    schedule: 'Schedule and place, or the link to it, suit the participants it is for.',
    trainer: 'The trainer is named and knows the subject.',
    data: 'Participants are asked for no personal data outside the programme.',
    certificate: 'The certificate is named, and what it takes to get it.',
  },
}
