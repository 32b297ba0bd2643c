import { sendCodeRefusals } from '../../identity/phone-code-rules.ts'
import { only, type ReasonOf, refusalWords } from '../../kernel/refusal.ts'

/** Why a code for the login is not sent, in the order in which it is asked. */
export const sendRefusals = refusalWords({
  id: {
    log_in_locked: ({ until }) =>
      `Terlalu banyak kode yang salah hari ini. Demi keamanan, coba lagi setelah ${until}.`,
    codes_too_many: ({ until }) => `Terlalu banyak kode diminta. Coba lagi setelah ${until}.`,
    address_too_many: ({ until }) =>
      `Terlalu banyak permintaan dari jaringan ini. Coba lagi setelah ${until}, atau pakai jaringan lain.`,
  },
  en: {
    log_in_locked: ({ until }) => `Too many wrong codes today. For your safety, try again after ${until}.`,
    codes_too_many: ({ until }) => `Too many codes were asked for. Try again after ${until}.`,
    address_too_many: ({ until }) =>
      `Too many requests from this network. Try again after ${until}, or use another network.`,
  },
  also: [only(sendCodeRefusals, 'code_too_soon')],
})
export type SendRefusal = ReasonOf<typeof sendRefusals>

/** Why a code does not log in. */
export const codeRefusals = refusalWords({
  id: {
    attempt_over: 'Kode ini tidak bisa dipakai lagi. Minta kode baru dengan email atau nomor HP Anda.',
    code_wrong: ({ triesLeft }) =>
      `Kode salah atau sudah lewat. ${triesLeft > 0 ? `Anda masih bisa mencoba ${triesLeft} kali.` : 'Minta kode baru.'}`,
  },
  en: {
    attempt_over: 'This code can no longer be used. Ask for a new one with your email or mobile number.',
    code_wrong: ({ triesLeft }) =>
      `The code is wrong or too old. ${triesLeft > 0 ? `You can try ${triesLeft} more times.` : 'Ask for a new one.'}`,
  },
  also: [only(sendRefusals, 'log_in_locked')],
})
export type CodeRefusal = ReasonOf<typeof codeRefusals>
