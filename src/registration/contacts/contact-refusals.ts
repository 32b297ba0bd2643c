import { type ReasonOf, refusalWords } from '../../kernel/refusal.ts'

/** Why no address of somebody is changed now: another change may still be stopped, or was and waits for the desk. */
export const contactRefusals = refusalWords({
  id: {
    change_rests: ({ until }) =>
      `Nomor HP atau email baru saja diganti dan masih bisa dihentikan pemiliknya. Coba lagi setelah ${until}.`,
    change_in_question:
      'Penggantian nomor HP sebelumnya dihentikan dan sedang diperiksa. Tunggu putusan meja bantuan.',
  },
  en: {
    change_rests: ({ until }) =>
      `The phone or email was changed lately, and its owner can still stop that. Try again after ${until}.`,
    change_in_question:
      'The last change of the phone was stopped, and is being looked into. Wait for the decision of the desk.',
  },
})
export type ContactRefusal = ReasonOf<typeof contactRefusals>
