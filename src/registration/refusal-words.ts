import type { RefusalFacts } from '../kernel/refusal.ts'
import { formatInstant, type Language } from '../kernel/wib.ts'
import { claimDays, claimRefusals } from '../people/claim-rules.ts'
import { identityRefusals } from '../people/identity.ts'
import { registrationRules } from './rules.ts'

/**
 * Every reason for which a registration does not go on, in the order in which it is looked at: the form, the registry,
 * what the programme knows, the profile, the phone, the test, the end.
 */
export const registrationRefusals = [
  ...identityRefusals,
  'registry_tries_used',
  'registry_unreachable',
  'registry_no_match',
  ...claimRefusals,
  'consent_needed',
  'in_formal_education',
  'occupation_excluded',
  'too_many_tries',
  'codes_locked',
  'code_too_soon',
  'too_many_codes',
  'codes_capped',
  'code_not_sent',
  'code_expired',
  'code_wrong',
  'phone_taken',
  'test_not_begun',
  'test_over',
  'steps_missing',
  'registration_complete',
  'too_many_links',
  'link_unknown',
  'link_used',
  'link_expired',
  'login_wrong',
  'identity_differs',
  'identity_locked',
  'appeal_open',
  'text_length',
] as const

export type RegistrationRefusal = (typeof registrationRefusals)[number]

/** How often one may try the same again today. */
function timesToday(left: number): Record<Language, string> {
  if (left <= 0)
    return { id: 'kesempatan hari ini habis, coba lagi besok', en: 'no more today, try again tomorrow' }
  return { id: `sisa ${left} kali hari ini`, en: left === 1 ? 'once more today' : `${left} more times today` }
}

/** How many tries a code has left. */
function tries(left: number): Record<Language, string> {
  if (left <= 0)
    return { id: 'percobaan kode ini habis, minta kode baru', en: 'no try is left, ask for a new code' }
  return { id: `sisa ${left} kali percobaan`, en: left === 1 ? 'one try left' : `${left} tries left` }
}

type Said = (facts: RefusalFacts, until: string) => string
const { registryFailuresPerDay, identityFailuresPerDay } = registrationRules

const id: Readonly<Record<RegistrationRefusal, Said>> = {
  name_missing: () => 'Nama belum benar. Tulis nama seperti di KTP, tanpa angka, paling banyak 120 huruf.',
  nik_malformed: () =>
    'NIK belum benar: harus 16 angka, diawali kode wilayah dan berisi tanggal lahir. Salin lagi dari KTP atau KK.',
  region_unknown: () =>
    'Enam angka pertama NIK bukan kode kecamatan yang ada sekarang. Periksa lagi; bila di KTP memang begitu, centang pernyataan di bawah NIK dan kirim lagi.',
  kk_malformed: () =>
    'Nomor KK belum benar: harus 16 angka dari bagian atas Kartu Keluarga, dan berbeda dari NIK.',
  birth_date_malformed: () => 'Tanggal lahir belum benar. Tulis hari, bulan, dan tahun, misalnya 21-07-1998.',
  nik_birth_date_differ: () =>
    'Tanggal lahir tidak sama dengan tanggal di dalam NIK. Periksa keduanya; bila KTP memang salah, perbaiki dulu di Dukcapil, atau ajukan keberatan.',
  too_young: () => 'Usia Anda di bawah batas program. Anda bisa mendaftar setelah cukup umur.',
  too_old: () =>
    'Usia Anda di atas batas program tahun ini. Bila tanggal lahirnya salah ketik, perbaiki di sini.',
  registry_tries_used: () =>
    `Data tidak cocok ${registryFailuresPerDay} kali hari ini. Periksa KTP dan KK, lalu coba lagi besok, atau ajukan keberatan.`,
  registry_unreachable: () =>
    'Data kependudukan sedang tidak bisa dihubungi. Isian Anda sudah disimpan; tekan “Periksa lagi” beberapa menit lagi.',
  registry_no_match: ({ triesLeft = 0 }) =>
    `NIK, nomor KK, nama, dan tanggal lahir tidak cocok dengan data kependudukan. Samakan persis dengan KK terbaru (${timesToday(triesLeft).id}), atau hubungi Dukcapil bila datanya salah.`,
  excluded: ({ belongsTo = '' }) =>
    `NIK ini ada di daftar yang tidak boleh menerima kartu (${belongsTo}). Bila menurut Anda keliru, ajukan keberatan dengan penjelasan.`,
  barred: () =>
    'NIK ini tidak bisa ikut gelombang lagi karena kepesertaan sebelumnya dicabut. Bila menurut Anda keliru, ajukan keberatan.',
  earlier_recipient: () =>
    'NIK ini sudah pernah menerima kartu; kartu diberikan sekali seumur hidup. Masuk ke akun Anda untuk melihat kartu itu.',
  person_known: () =>
    'NIK ini sudah terdaftar. Masuk dengan kode SMS ke nomor HP yang terdaftar; bila bukan Anda yang mendaftar, ajukan keberatan.',
  nik_taken: () =>
    `NIK ini sedang dipakai di akun lain. Masuk ke akun itu; bila bukan milik Anda, ajukan keberatan. Pendaftaran yang tidak selesai dilepas setelah ${claimDays} hari.`,
  family_card_full: () =>
    'Dari satu KK paling banyak 2 orang yang bisa terdaftar, dan tempatnya sudah penuh. Bila salah satunya keliru, ajukan keberatan.',
  consent_needed: () =>
    'Dua persetujuan pertama diperlukan untuk mendaftar. Centang keduanya, atau berhenti di sini.',
  in_formal_education: () =>
    'Yang masih sekolah atau kuliah belum bisa ikut. Anda bisa mendaftar setelah lulus; bila salah pilih, ubah jawaban Anda.',
  occupation_excluded: () =>
    'Pekerjaan ini tidak boleh menerima kartu (pejabat, ASN, TNI, Polri, perangkat desa, pimpinan BUMN/BUMD). Bila sudah berhenti, pilih pekerjaan Anda sekarang.',
  too_many_tries: (_facts, until) => `Terlalu banyak kode salah. Minta kode baru setelah ${until}.`,
  codes_locked: () => 'Terlalu banyak kode salah hari ini. Coba lagi besok.',
  code_too_soon: ({ waitSeconds = 0 }) =>
    `Kode baru saja dikirim. Tunggu ${waitSeconds} detik, lalu minta lagi bila perlu.`,
  too_many_codes: () => 'Terlalu banyak kode diminta untuk nomor ini. Coba lagi satu jam lagi.',
  codes_capped: (_facts, until) =>
    `Terlalu banyak kode diminta dari jaringan ini atau untuk nomor yang mirip. Coba lagi setelah ${until}, atau lewat jaringan lain.`,
  code_not_sent: () => 'Belum ada kode yang dikirim. Tulis nomor HP dulu, lalu minta kode.',
  code_expired: () => 'Kode sudah lewat waktunya. Minta kode baru.',
  code_wrong: ({ triesLeft = 0 }) => `Kode salah. Periksa SMS terbaru; ${tries(triesLeft).id}.`,
  phone_taken: () =>
    'Nomor HP ini sudah dipakai peserta lain. Pakai nomor Anda sendiri: kode pembayaran dikirim ke nomor ini.',
  test_not_begun: () => 'Tes belum dimulai. Tekan “Mulai tes” dulu.',
  test_over: () => 'Waktu tes sudah habis. Jawaban yang tersimpan sebelum itu tetap dihitung.',
  steps_missing: () => 'Masih ada langkah yang belum selesai. Lanjutkan dari langkah berikutnya.',
  registration_complete: () =>
    'Pendaftaran ini sudah selesai. Untuk mengubah data, ajukan permintaan perbaikan.',
  too_many_links: (_facts, until) =>
    `Terlalu banyak tautan diminta untuk email ini. Periksa kotak masuk dan spam, atau coba lagi setelah ${until}.`,
  link_unknown: () => 'Tautan ini tidak dikenal. Buka tautan utuh dari email, atau minta tautan baru.',
  link_used: () => 'Tautan ini sudah dipakai. Masuk dengan kata sandi Anda, atau minta tautan baru.',
  link_expired: () => 'Tautan ini sudah lewat waktunya. Minta tautan baru.',
  login_wrong: () =>
    'Email atau kata sandi salah. Periksa keduanya, atau minta tautan untuk kata sandi baru.',
  identity_differs: ({ triesLeft = 0 }) =>
    `NIK, tanggal lahir, atau kata sandi tidak sesuai dengan yang terdaftar. Periksa lagi; ${timesToday(triesLeft).id}.`,
  identity_locked: () =>
    `Data tidak sesuai ${identityFailuresPerDay} kali dalam sehari. Demi keamanan, coba lagi besok.`,
  appeal_open: () => 'Masih ada keberatan tentang hal yang sama yang menunggu jawaban.',
  text_length: () => 'Tulis penjelasan paling sedikit 10 dan paling banyak 2.000 huruf.',
}

const en: Readonly<Record<RegistrationRefusal, Said>> = {
  name_missing: () =>
    'The name is not right. Write it as on the identity card, without digits, at most 120 letters.',
  nik_malformed: () =>
    'The NIK is not right: 16 digits that begin with a region and hold the date of birth. Copy it again from your card.',
  region_unknown: () =>
    'The first six digits of the NIK are no district of today. Look again; if your card has them, tick the statement below the NIK and send once more.',
  kk_malformed: () =>
    'The family card number is not right: 16 digits from the top of the family card, other than the NIK.',
  birth_date_malformed: () =>
    'The date of birth is not right. Write day, month and year, such as 21-07-1998.',
  nik_birth_date_differ: () =>
    'The date of birth is not the one in the NIK. Check both; if your card is wrong, have it corrected by Dukcapil first, or appeal.',
  too_young: () => 'You are younger than the programme allows. You can register when you are old enough.',
  too_old: () => 'You are older than the programme allows this year. If the date is a slip, correct it here.',
  registry_tries_used: () =>
    `The data did not match ${registryFailuresPerDay} times today. Check your cards and try again tomorrow, or appeal.`,
  registry_unreachable: () =>
    'The population registry cannot be reached. Your answers are kept; press “Check again” in some minutes.',
  registry_no_match: ({ triesLeft = 0 }) =>
    `NIK, family card, name and date of birth do not match the population registry. Write them exactly as on your newest family card (${timesToday(triesLeft).en}), or ask Dukcapil if its data are wrong.`,
  excluded: ({ belongsTo = '' }) =>
    `This NIK is on a list of those who may not receive a card (${belongsTo}). If you think this is wrong, appeal and explain.`,
  barred: () =>
    'This NIK can join no further wave because an earlier membership was revoked. If you think this is wrong, appeal.',
  earlier_recipient: () =>
    'This NIK has received a card before; a card is given once in a lifetime. Log in to see that card.',
  person_known: () =>
    'This NIK is registered already. Log in by a code to the registered phone; if it was not you, appeal.',
  nik_taken: () =>
    `This NIK is used in another account. Log in to that account; if it is not yours, appeal. A registration that is not finished is released after ${claimDays} days.`,
  family_card_full: () =>
    'At most 2 people of one family card can be registered, and both places are taken. If one of them is wrong, appeal.',
  consent_needed: () => 'The first two consents are needed to register. Tick both, or stop here.',
  in_formal_education: () =>
    'Pupils and students cannot take part yet. You can register when you have finished; if you chose wrongly, change the answer.',
  occupation_excluded: () =>
    'This occupation may not receive a card (officials, ASN, TNI, Polri, village staff, directors of state companies). If you have left it, choose what you do now.',
  too_many_tries: (_facts, until) => `Too many wrong codes. Ask for a new one after ${until}.`,
  codes_locked: () => 'Too many wrong codes today. Try again tomorrow.',
  code_too_soon: ({ waitSeconds = 0 }) =>
    `A code was sent a moment ago. Wait ${waitSeconds} seconds, then ask again if you need to.`,
  too_many_codes: () => 'Too many codes were asked for this number. Try again in an hour.',
  codes_capped: (_facts, until) =>
    `Too many codes were asked for from this network, or for numbers like yours. Try again after ${until}, or from another network.`,
  code_not_sent: () => 'No code was sent yet. Write your phone number first, then ask for a code.',
  code_expired: () => 'The code is too old. Ask for a new one.',
  code_wrong: ({ triesLeft = 0 }) => `The code is wrong. Look at the newest SMS; ${tries(triesLeft).en}.`,
  phone_taken: () =>
    'This phone number is used by another participant. Use your own: payment codes are sent to this number.',
  test_not_begun: () => 'The test has not begun. Press “Begin the test” first.',
  test_over: () => 'The time of the test is over. Answers saved before that count.',
  steps_missing: () => 'Some steps are not done yet. Go on with the next one.',
  registration_complete: () => 'This registration is complete. To change data, ask for a correction.',
  too_many_links: (_facts, until) =>
    `Too many links were asked for this email. Look into inbox and spam, or try again after ${until}.`,
  link_unknown: () => 'This link is not known. Open the whole link of the email, or ask for a new one.',
  link_used: () => 'This link was used already. Log in with your password, or ask for a new link.',
  link_expired: () => 'This link has expired. Ask for a new one.',
  login_wrong: () => 'Email or password is wrong. Check both, or ask for a link to a new password.',
  identity_differs: ({ triesLeft = 0 }) =>
    `NIK, date of birth or password is not what is registered. Check them; ${timesToday(triesLeft).en}.`,
  identity_locked: () =>
    `The data differed ${identityFailuresPerDay} times in a day. For your safety, try again tomorrow.`,
  appeal_open: () => 'An appeal about the same is still waiting for its answer.',
  text_length: () => 'Explain in at least 10 and at most 2,000 letters.',
}

/** What is wrong and how to mend it, in a sentence or two. */
export function registrationSentence(
  refusal: RegistrationRefusal,
  facts: RefusalFacts,
  language: Language,
): string {
  const until = facts.until ? formatInstant(facts.until, language) : ''
  return (language === 'id' ? id : en)[refusal](facts, until)
}
