import { proveCodeRefusals, sendCodeRefusals } from '../identity/phone-code-rules.ts'
import { type ReasonOf, refusalWords } from '../kernel/refusal.ts'
import type { Language } from '../kernel/wib.ts'
import { smsCapRefusals } from '../messages/sms-caps.ts'
import { claimRefusals } from '../people/claim-rules.ts'
import { identityRefusals } from '../people/person-rules.ts'
import { contactRefusals } from './contacts/contact-refusals.ts'
import { registrationRules } from './rules.ts'

/** How often one may try the same again today. */
function timesToday(left: number): Record<Language, string> {
  if (left <= 0)
    return { id: 'kesempatan hari ini habis, coba lagi besok', en: 'no more today, try again tomorrow' }
  return { id: `sisa ${left} kali hari ini`, en: left === 1 ? 'once more today' : `${left} more times today` }
}

const { registryFailuresPerDay, identityFailuresPerDay } = registrationRules

/** Every reason for which a registration does not go on: the form, the registry, what the programme knows, the profile, the phone, the test, the end. */
export const registrationRefusals = refusalWords({
  id: {
    registry_tries_used: `Data tidak cocok ${registryFailuresPerDay} kali hari ini. Periksa KTP dan KK, lalu coba lagi besok, atau ajukan keberatan.`,
    registry_unreachable:
      'Data kependudukan sedang tidak bisa dihubungi. Isian Anda sudah disimpan; tekan “Periksa lagi” beberapa menit lagi.',
    registry_no_match: ({ triesLeft }) =>
      `NIK, nomor KK, nama, dan tanggal lahir tidak cocok dengan data kependudukan. Samakan persis dengan KK terbaru (${timesToday(triesLeft).id}), atau hubungi Dukcapil bila datanya salah.`,
    consent_needed:
      'Dua persetujuan pertama diperlukan untuk mendaftar. Centang keduanya, atau berhenti di sini.',
    occupation_missing: 'Pekerjaan belum ditulis. Pilih dari daftar, atau tulis paling banyak 120 huruf.',
    in_formal_education:
      'Yang masih sekolah atau kuliah belum bisa ikut. Anda bisa mendaftar setelah lulus; bila salah pilih, ubah jawaban Anda.',
    occupation_excluded:
      'Pekerjaan ini tidak boleh menerima kartu (pejabat, ASN, TNI, Polri, perangkat desa, pimpinan BUMN/BUMD). Bila sudah berhenti, pilih pekerjaan Anda sekarang.',
    phone_taken:
      'Nomor HP ini sudah dipakai peserta lain. Pakai nomor Anda sendiri: kode pembayaran dikirim ke nomor ini.',
    test_not_begun: 'Tes belum dimulai. Tekan “Mulai tes” dulu.',
    test_over:
      'Waktu tes sudah habis. Jawaban yang tersimpan sebelum itu tetap dihitung. Lanjutkan ke langkah berikutnya.',
    steps_missing: 'Masih ada langkah yang belum selesai. Lanjutkan dari langkah berikutnya.',
    registration_complete: 'Pendaftaran ini sudah selesai. Untuk mengubah data, ajukan permintaan perbaikan.',
    too_many_links: ({ until }) =>
      `Terlalu banyak tautan diminta untuk email ini. Periksa kotak masuk dan spam, atau coba lagi setelah ${until}.`,
    link_unknown: 'Tautan ini tidak dikenal. Buka tautan utuh dari email, atau minta tautan baru.',
    link_used: 'Tautan ini sudah dipakai. Masuk dengan kata sandi Anda, atau minta tautan baru.',
    link_expired: 'Tautan ini sudah lewat waktunya. Minta tautan baru.',
    log_in_wrong: 'Email atau kata sandi salah. Periksa keduanya, atau minta tautan untuk kata sandi baru.',
    identity_differs: ({ triesLeft }) =>
      `NIK, tanggal lahir, atau kata sandi tidak sesuai dengan yang terdaftar. Periksa lagi; ${timesToday(triesLeft).id}.`,
    identity_locked: `Data tidak sesuai ${identityFailuresPerDay} kali dalam sehari. Demi keamanan, coba lagi besok.`,
    appeal_open: 'Masih ada keberatan tentang hal yang sama. Tunggu jawabannya.',
    text_length: 'Tulis penjelasan paling sedikit 10 dan paling banyak 2.000 huruf.',
  },
  en: {
    registry_tries_used: `The data did not match ${registryFailuresPerDay} times today. Check your cards and try again tomorrow, or appeal.`,
    registry_unreachable:
      'The population registry cannot be reached. Your answers are kept; press “Check again” in some minutes.',
    registry_no_match: ({ triesLeft }) =>
      `NIK, family card, name and date of birth do not match the population registry. Write them exactly as on your newest family card (${timesToday(triesLeft).en}), or ask Dukcapil if its data are wrong.`,
    consent_needed: 'The first two consents are needed to register. Tick both, or stop here.',
    occupation_missing: 'The occupation is missing. Choose one, or write at most 120 letters.',
    in_formal_education:
      'Pupils and students cannot take part yet. You can register when you have finished; if you chose wrongly, change the answer.',
    occupation_excluded:
      'This occupation may not receive a card (officials, ASN, TNI, Polri, village staff, directors of state companies). If you have left it, choose what you do now.',
    phone_taken:
      'This phone number is used by another participant. Use your own: payment codes are sent to this number.',
    test_not_begun: 'The test has not begun. Press “Begin the test” first.',
    test_over: 'The time of the test is over. Answers saved before that count. Go on with the next step.',
    steps_missing: 'Some steps are not done yet. Go on with the next one.',
    registration_complete: 'This registration is complete. To change data, ask for a correction.',
    too_many_links: ({ until }) =>
      `Too many links were asked for this email. Look into inbox and spam, or try again after ${until}.`,
    link_unknown: 'This link is not known. Open the whole link of the email, or ask for a new one.',
    link_used: 'This link was used already. Log in with your password, or ask for a new link.',
    link_expired: 'This link has expired. Ask for a new one.',
    log_in_wrong: 'Email or password is wrong. Check both, or ask for a link to a new password.',
    identity_differs: ({ triesLeft }) =>
      `NIK, date of birth or password is not what is registered. Check them; ${timesToday(triesLeft).en}.`,
    identity_locked: `The data differed ${identityFailuresPerDay} times in a day. For your safety, try again tomorrow.`,
    appeal_open: 'There is an appeal about the same already. Wait for its answer.',
    text_length: 'Explain in at least 10 and at most 2,000 letters.',
  },
  also: [
    identityRefusals,
    claimRefusals,
    sendCodeRefusals,
    proveCodeRefusals,
    smsCapRefusals,
    contactRefusals,
  ],
})
export type RegistrationRefusal = ReasonOf<typeof registrationRefusals>
