import { approvalRefusals } from '../../approvals/approvals.ts'
import { deciderRefusals } from '../../approvals/who-decides.ts'
import { proveCodeRefusals, sendCodeRefusals } from '../../identity/phone-code-rules.ts'
import { reasonRefusals } from '../../journal/reason-refusals.ts'
import { only, type ReasonOf, refusalWords } from '../../kernel/refusal.ts'

/** Why nobody is asked to pay to an account, whoever asks. */
export const askAccountRefusals = refusalWords({
  id: {
    number_malformed:
      'Nomor itu tidak sesuai dengan bank atau dompet yang dipilih. Periksa jumlah angkanya; untuk dompet elektronik tulis nomor HP yang terdaftar di sana.',
    account_in_use:
      'Rekening itu sudah dipakai untuk pembayaran. Tidak ada yang perlu diubah; untuk mengganti, tulis nomor lain.',
  },
  en: {
    number_malformed:
      'That number does not fit the bank or wallet. Look at how many digits it has; for a wallet write the mobile number that is registered there.',
    account_in_use:
      'That account is paid to already. Nothing needs to change; to change it, write another one.',
  },
})
export type AskAccountRefusal = ReasonOf<typeof askAccountRefusals>

/** ... of a participant. */
export const ownAccountRefusals = refusalWords({
  id: {
    phone_changed_lately: ({ until }) =>
      `Nomor HP Anda baru saja diganti, jadi rekening belum bisa diubah. Coba lagi setelah ${until}. Bila bukan Anda yang mengganti nomor HP, segera ajukan keberatan.`,
  },
  en: {
    phone_changed_lately: ({ until }) =>
      `Your phone has just been changed, so the account cannot be changed yet. Try again after ${until}. If it was not you who changed the phone, file an appeal at once.`,
  },
  also: [askAccountRefusals, sendCodeRefusals, proveCodeRefusals],
})
export type OwnAccountRefusal = ReasonOf<typeof ownAccountRefusals>

/** ... of an institution or a storefront, as users of the institution meet it. */
export const institutionAccountRefusals = refusalWords({
  id: { party_unknown: 'Lembaga atau toko itu tidak ada. Periksa nomor atau kodenya.' },
  en: { party_unknown: 'There is no such institution or storefront. Check its number or code.' },
  also: [askAccountRefusals],
})
export type InstitutionAccountRefusal = ReasonOf<typeof institutionAccountRefusals>

/** ... as the staff meets it. */
export const partyAccountRefusals = refusalWords({
  id: {},
  en: {},
  also: [institutionAccountRefusals, deciderRefusals],
})
export type PartyAccountRefusal = ReasonOf<typeof partyAccountRefusals>

/** Why an account is not decided. */
export const decideAccountRefusals = refusalWords({
  id: {
    account_unlisted: 'Rekening dengan nomor itu tidak ada. Lihat daftarnya (bekal account list).',
    account_unchecked:
      'Nama pemegang rekening itu belum dipastikan. Tunggu jawaban bank, atau tanyakan lagi (bekal account check).',
    account_decided: 'Rekening itu sudah diputuskan. Lihat keadaannya di daftar (bekal account list).',
    account_of_person:
      'Rekening peserta dibuktikan dengan kode SMS dan nama pemegangnya, bukan dengan persetujuan. Untuk menghentikannya, pakai bekal account end.',
  },
  en: {
    account_unlisted: 'There is no account of that number. See the list (bekal account list).',
    account_unchecked:
      "The name of the account's holder is not known yet. Wait for the bank's answer, or ask again (bekal account check).",
    account_decided: 'That account has been decided. See where it stands (bekal account list).',
    account_of_person:
      "A participant's account is proved by a code from an SMS and by its holder's name, not by approval. To stop it, use bekal account end.",
  },
  also: [deciderRefusals, reasonRefusals, only(approvalRefusals, 'second_person_needed')],
})
export type DecideAccountRefusal = ReasonOf<typeof decideAccountRefusals>
