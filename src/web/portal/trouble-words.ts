import type { Revocation } from '../../deadlines/revocation.ts'
import { dictionary } from '../words/dictionary.ts'

type Reasons = Readonly<Record<NonNullable<Revocation['because']>, (deadline: string) => string>>

/** What the card's page says when the card cannot be used; `about` is what an appeal against it is about. */
export const words = dictionary({
  id: {
    appeal: 'Ajukan keberatan',
    answered: (latest: string) =>
      `Keberatan yang diajukan hari ini dijawab paling lambat ${latest}. Batas waktu kartu tetap berjalan.`,
    passed: {
      title: 'Batas waktu terlewat',
      text: 'Batas waktu pembelian pertama sudah lewat, jadi saldo tidak bisa dipakai lagi dan kembali ke kas negara. Bila menurut Anda ini keliru, ajukan keberatan.',
      about: 'revoked',
    },
    suspended: {
      title: 'Kartu ditangguhkan',
      text: 'Kartu ini sedang ditangguhkan dan belum bisa dipakai; saldonya tetap. Petugas menjelaskan alasannya bila Anda bertanya atau mengajukan keberatan.',
      about: 'other',
    },
    locked: {
      title: 'Pembayaran terkunci sampai besok',
      text: 'Terlalu banyak OTP salah hari ini. Demi keamanan, pembayaran terkunci sampai besok; saldo Anda tidak berkurang.',
      about: '',
    },
    revoked: {
      title: 'Kepesertaan dicabut',
      because: 'Alasan',
      reasons: {
        first_purchase_missed: (deadline) => `Belum ada pelatihan yang dibeli sampai ${deadline}.`,
        seat_declined: () => 'Anda menolak kartu ini.',
      } as Reasons,
      otherReason: 'Ditulis dalam SMS dan email yang kami kirim.',
      since: 'Sejak',
      means: 'Akibatnya',
      meansText: 'Saldo kembali ke kas negara, dan Anda tidak bisa ikut gelombang berikutnya.',
      until: 'Keberatan',
      untilText: (deadline: string) => `Bila menurut Anda ini keliru, ajukan keberatan sampai ${deadline}.`,
      untilPassed: (deadline: string) =>
        `Kartu ini bisa dipulihkan sampai ${deadline}. Keberatan masih dibaca dan dijawab, tetapi saldonya tidak bisa kembali.`,
      yours: 'Keberatan Anda',
    },
  },
  en: {
    appeal: 'Appeal',
    answered: (latest) =>
      `An appeal that is filed today is answered by ${latest}. The deadlines of the card go on.`,
    passed: {
      title: 'The deadline has passed',
      text: 'The deadline of the first purchase has passed: the balance can no longer be used and returns to the treasury. If you think this is wrong, appeal.',
      about: 'revoked',
    },
    suspended: {
      title: 'Card suspended',
      text: 'This card is suspended and cannot be used at present; its balance stays. An operator tells you why when you ask or appeal.',
      about: 'other',
    },
    locked: {
      title: 'Paying is locked until tomorrow',
      text: 'There were too many wrong OTPs today. For your safety paying is locked until tomorrow; your balance is untouched.',
      about: '',
    },
    revoked: {
      title: 'Membership revoked',
      because: 'Reason',
      reasons: {
        first_purchase_missed: (deadline) => `No training was bought by ${deadline}.`,
        seat_declined: () => 'You declined this card.',
      },
      otherReason: 'It stands in the SMS and the email that we sent.',
      since: 'Since',
      means: 'What it means',
      meansText: 'The balance returned to the treasury, and you cannot join later waves.',
      until: 'Appeal',
      untilText: (deadline) => `If you think this is wrong, appeal by ${deadline}.`,
      untilPassed: (deadline) =>
        `This card could be restored until ${deadline}. An appeal is still read and answered, but the balance cannot come back.`,
      yours: 'Your appeal',
    },
  },
})
