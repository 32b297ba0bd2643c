import { refusalWords } from '../kernel/refusal.ts'

/** Of every act for which somebody says why. */
export const reasonRefusals = refusalWords({
  id: { reason_missing: 'Tulis alasannya, 1 sampai 500 karakter.' },
  en: { reason_missing: 'Say why, in 1 to 500 characters.' },
})
