import type { Language } from '../../kernel/wib.ts'
import type { Ending } from './rules.ts'

/** Why nothing can be paid to an account, and what to do now. */
interface Failure {
  readonly why: string
  readonly next: string
}

/** ... for each way in which an account ends, and for there being none. Payments that fail tell the same. */
export const failureWords: Readonly<Record<Language, Readonly<Record<Ending | 'no_account', Failure>>>> = {
  id: {
    no_account: {
      why: 'Belum ada rekening bank atau dompet elektronik.',
      next: 'Tambahkan rekening bank atau dompet elektronik; pembayaran menyusul setelah rekening berlaku.',
    },
    account_unknown: {
      why: 'Bank atau dompet elektronik tidak mengenal nomor itu.',
      next: 'Periksa nomornya di buku tabungan atau aplikasi, lalu tambahkan lagi.',
    },
    name_differs: {
      why: 'Nama pemegang rekening tidak sama dengan nama yang terdaftar di program.',
      next: 'Pakai rekening atau dompet elektronik dengan NIK dan nama yang sama. Bila nama di program yang salah, ajukan keberatan.',
    },
    declined: {
      why: 'Program tidak menyetujui rekening itu.',
      next: 'Baca alasannya, lalu tambahkan rekening lain.',
    },
    replaced: { why: 'Rekening lain diminta sebagai gantinya.', next: 'Tidak ada yang perlu dilakukan.' },
    withdrawn: {
      why: 'Perubahan dibatalkan sebelum berlaku.',
      next: 'Rekening sebelumnya tetap dipakai. Bila belum ada, tambahkan satu.',
    },
    closed: {
      why: 'Program menghentikan pembayaran ke rekening itu.',
      next: 'Baca alasannya, lalu tambahkan rekening lain.',
    },
  },
  en: {
    no_account: {
      why: 'There is no bank account or e-wallet yet.',
      next: 'Add a bank account or e-wallet; what is due is paid once it is in use.',
    },
    account_unknown: {
      why: 'The bank or e-wallet does not know that number.',
      next: 'Look the number up in your passbook or app, and add it again.',
    },
    name_differs: {
      why: "The name of the account's holder is not the name that the programme knows.",
      next: 'Use an account or e-wallet of the same NIK and name. If the name in the programme is wrong, file an appeal.',
    },
    declined: {
      why: 'The programme did not approve the account.',
      next: 'Read the reason, and add another account.',
    },
    replaced: { why: 'Another account was asked for in its place.', next: 'Nothing needs to be done.' },
    withdrawn: {
      why: 'The change was cancelled before it began.',
      next: 'The account before it stays in use. If there is none, add one.',
    },
    closed: {
      why: 'The programme has stopped payments to the account.',
      next: 'Read the reason, and add another account.',
    },
  },
}

/** Why nothing can be paid, in one sentence with what to do. */
export function failedBecause(reason: Ending | 'no_account', language: Language): string {
  const { why, next } = failureWords[language][reason]
  return `${why} ${next}`
}
