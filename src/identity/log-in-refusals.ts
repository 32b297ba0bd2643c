import { type ReasonOf, refusalWords } from '../kernel/refusal.ts'

/** Why somebody is not logged in: which of the three was wrong is not told. */
export const logInRefusals = refusalWords({
  id: {
    log_in_wrong:
      'Email, kata sandi atau kode salah. Setiap kode hanya berlaku satu kali: tunggu kode berikutnya, lalu coba lagi.',
    log_in_locked: ({ until }) => `Terlalu banyak percobaan yang gagal. Coba lagi setelah ${until}.`,
  },
  en: {
    log_in_wrong:
      'Email, password or code is wrong. Each code works once: wait for the next one, then try again.',
    log_in_locked: ({ until }) => `Too many tries have failed. Try again after ${until}.`,
  },
})
export type LogInRefusal = ReasonOf<typeof logInRefusals>
