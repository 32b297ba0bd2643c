import { formatInstant } from '../kernel/wib.ts'
import type { PurchaseRefusal } from '../purchase/refusals.ts'
import { type CatalogueEntry, entry } from './error-entry.ts'

/** What only the API itself can say no to. */
export type CallRefusal =
  | 'path_unknown'
  | 'method_not_allowed'
  | 'too_many_calls'
  | 'content_type_wrong'
  | 'body_too_large'
  | 'header_missing'
  | 'timestamp_malformed'
  | 'timestamp_stale'
  | 'signature_wrong'
  | 'sha256_demanded'
  | 'partner_suspended'
  | 'call_of_other_kind'
  | 'body_not_json'
  | 'field_malformed'
  | 'payment_token_missing'
  | 'day_without_file'
  | 'part_without_file'
  | 'fault'

/** What is said to institutions when a redeem code does not pass. */
export type RedeemRefusal =
  | 'course_type_differs'
  | 'code_cancelled'
  | 'schedule_not_running'
  | 'code_of_other_institution'
  | 'transaction_cancelled'
  | 'code_already_redeemed'
  | 'already_attended'
  | 'email_taken'
  | 'redirect_uri_unknown'
  | 'sequence_of_other_scope'
  | 'sandbox_only'
  | 'code_not_resettable'

export type PartnerError = CallRefusal | PurchaseRefusal | RedeemRefusal

/**
 * Every error of the integration API, in the order in which the reasons are looked at: the address, the limits, the
 * envelope, who calls, the form of the body, then the programme's own reasons. Codes known from the programme's
 * portal stand to the letter; ours have a serial from 50 up, so that they meet none of the programme's. Closed: a
 * refusal without an entry does not compile, and a code once published never changes its meaning.
 */
export const errorCatalogue: Readonly<Record<PartnerError, CatalogueEntry>> = {
  // the address and the limits
  path_unknown: entry('ERRPLT40450', 'Alamat API tidak ditemukan.', 'No such call.', 404),
  method_not_allowed: entry('ERRPLT40550', 'Gunakan metode POST.', 'All calls are POST.', 405),
  too_many_calls: entry(
    'ERRPLT42950',
    ({ waitSeconds }) => `Terlalu banyak permintaan. Coba lagi dalam ${waitSeconds ?? 1} detik.`,
    'Rate limit of the partner or of the address; Retry-After says how many seconds to wait.',
    429,
  ),

  // the envelope
  content_type_wrong: entry(
    'ERRPLT41550',
    'Content-Type harus application/json, tanpa kompresi.',
    'Only plain JSON bodies are read.',
    415,
  ),
  body_too_large: entry('ERRPLT41350', 'Isi permintaan lebih dari 64 KB.', 'The body is over 64 KB.', 413),

  // who calls
  header_missing: entry('ERRAUT40050', 'Header wajib belum diisi.', 'A required header is missing; named.'),
  timestamp_malformed: entry(
    'ERRAUT40051',
    'Header timestamp harus detik unix dalam angka, misalnya 1700000000.',
    'The timestamp header is not unix seconds in decimal digits.',
  ),
  timestamp_stale: entry(
    'ERRAUT40150',
    'Timestamp berbeda lebih dari 300 detik dari jam kami. Samakan jam server Anda.',
    'The timestamp is more than 300 s away from our clock, in either direction.',
  ),
  signature_wrong: entry(
    'ERRAUT40151',
    'client_code atau signature salah.',
    'Unknown client or wrong signature; which of the two is not said.',
  ),
  sha256_demanded: entry(
    'ERRAUT40152',
    'Mitra ini wajib memakai header signature-sha256 (HMAC-SHA256).',
    'The signature is right, but this partner must sign by HMAC-SHA256 in the header signature-sha256.',
  ),
  partner_suspended: entry(
    'ERRAUT40153',
    'Akses mitra ini sedang ditangguhkan. Hubungi Manajemen Pelaksana.',
    'The partner is suspended.',
  ),
  call_of_other_kind: entry(
    'ERRAUT40154',
    'Mitra ini tidak berhak memakai layanan ini.',
    'Storefronts buy, institutions redeem; this call is for the other kind of partner.',
  ),

  // the form
  body_not_json: entry(
    'ERRPLT40050',
    'Isi permintaan harus objek JSON dalam UTF-8.',
    'The body is not one JSON object in UTF-8.',
  ),
  field_malformed: entry('ERRPLT40051', 'Isian salah.', 'A field has the wrong type or form; named.'),
  payment_token_missing: entry(
    'ERRTRX40050',
    'Header Authorization harus berisi "Payment" dan token dari send-otp.',
    'The Authorization header is not `Payment TOKEN`.',
  ),

  // the catalogue
  course_or_schedule_missing: entry(
    'ERRPLT40036',
    'Kode pelatihan dan kode jadwal tidak boleh kosong.',
    'course_code or schedule_code is empty.',
  ),
  storefront_suspended: entry('ERRPLT40069', 'Platform Anda ditangguhkan program.', 'It is suspended.'),
  schedule_unknown: entry('ERRPLT40052', 'Jadwal pelatihan tidak ditemukan.', 'No such schedule.'),
  schedule_of_other_course: entry(
    'ERRPLT40053',
    'Jadwal ini bukan jadwal pelatihan tersebut.',
    'The schedule belongs to another course.',
  ),
  course_not_sold: entry(
    'ERRPLT40054',
    'Pelatihan ini tidak dijual di platform Anda.',
    'The course is withdrawn, free, or not offered by this storefront, or its institution is suspended.',
  ),
  amount_differs: entry(
    'ERRTRX40051',
    'Harga tidak sama dengan harga yang disetujui.',
    'amount is not the approved price less the promo.',
  ),
  schedule_started: entry('ERRPLT40055', 'Jadwal pelatihan sudah dimulai.', 'The schedule has started.'),
  quota_gone: entry('ERRPLT40056', 'Kuota jadwal ini sudah habis.', 'No seats are left.'),

  // the card and its holder
  account_uses_other_card: entry(
    'ERRTRX40054',
    'Akun ini sudah memakai Kartu Prakerja lain.',
    'The storefront account pays with another card.',
  ),
  card_not_usable: entry(
    'ERRTRX40052',
    'Nomor Kartu Prakerja tidak dapat digunakan. Periksa kembali nomornya.',
    'The card cannot be used for this purchase: unknown number, suspended or revoked card, deadline passed, balance, age, education, unfinished training; which of them is told to the holder alone, unless this account has paid with this card before.',
  ),
  card_number_replaced: entry('ERRTRX40067', 'Nomor kartu ini sudah diganti.', 'Its card has a new number.'),
  deadline_passed: entry(
    'ERRTRX40053',
    'Batas waktu pembelian pelatihan dengan kartu ini sudah lewat.',
    'The deadline of the card has passed.',
  ),
  card_used_by_other_account: entry(
    'ERRTRX40055',
    'Kartu Prakerja ini sudah dipakai akun lain di platform Anda.',
    'The card belongs to another account of the storefront.',
  ),
  schedule_after_term: entry(
    'ERRTRX40066',
    'Pelatihan ini baru dimulai setelah masa berlaku kartu berakhir. Pilih jadwal yang lebih awal.',
    'The schedule begins when the card can no longer be used.',
  ),
  age_unfit: entry(
    'ERRTRX40056',
    'Umur peserta tidak sesuai dengan syarat pelatihan.',
    'The age of the holder does not fit the course.',
  ),
  education_unfit: entry(
    'ERRTRX40057',
    'Pendidikan peserta tidak sesuai dengan syarat pelatihan.',
    'The education of the holder does not fit the course.',
  ),
  balance_too_small: entry('ERRTRX40058', 'Saldo pelatihan tidak cukup.', 'The balance is too small.'),
  training_unfinished: entry(
    'ERRTRX40059',
    'Selesaikan dan ulas pelatihan sebelumnya sebelum membeli yang berikutnya.',
    'The training bought before is not finished and reviewed.',
  ),

  // the OTP
  too_many_tries: entry(
    'ERROTP40050',
    ({ until }) =>
      until
        ? `Terlalu banyak OTP salah. Coba lagi setelah ${formatInstant(until)}.`
        : 'Terlalu banyak OTP salah. Pembelian ini tidak dapat dilanjutkan.',
    'Too many wrong codes for this purchase or this card; with the instant where there is one.',
  ),
  otp_too_soon: entry(
    'ERROTP40051',
    ({ waitSeconds }) => `OTP baru saja dikirim. Minta lagi dalam ${waitSeconds ?? 1} detik.`,
    'A code was sent a moment ago; says how many seconds to wait.',
  ),
  too_many_otps: entry(
    'ERROTP40052',
    'Terlalu banyak permintaan OTP. Coba lagi nanti.',
    'Too many codes were asked for.',
  ),
  otp_paused: entry(
    'ERROTP40053',
    ({ waitSeconds }) =>
      `Pengiriman dan pemakaian OTP dihentikan sementara demi keamanan. Coba lagi dalam ${Math.ceil((waitSeconds ?? 600) / 60)} menit.`,
    'Too many codes are guessed, or too many cards tried, at this partner or in all: accounts that have not paid with the card before wait; says how many minutes.',
  ),
  otp_expired: entry('ERROTP40054', 'OTP sudah kedaluwarsa. Minta OTP baru.', 'The code has expired.'),
  otp_wrong: entry(
    'ERROTP40055',
    ({ triesLeft: left }) => (left === undefined ? 'OTP salah.' : `OTP salah. Sisa percobaan: ${left} kali.`),
    'The code is wrong; says how many tries are left.',
  ),

  // the payment
  token_unknown: entry('ERRTRX40060', 'Token pembayaran tidak dikenal.', 'No such payment token.'),
  token_used: entry('ERRTRX40061', 'Token pembayaran sudah digunakan.', 'The token has paid already.'),
  invoice_taken: entry(
    'ERRTRX40062',
    'Kode invoice sudah dipakai untuk transaksi lain.',
    'The invoice code was used with another token or amount.',
  ),
  invoice_unknown: entry('ERRTRX40020', 'Transaksi tidak ditemukan', 'No such transaction.'),
  void_unknown: entry('ERRVOD40001', 'Transaksi tidak ditemukan', 'Nothing to cancel: no such transaction.'),
  already_cancelled: entry('ERRPLT40028', 'Transaksi sudah dibatalkan.', 'It is cancelled already.'),
  already_redeemed: entry(
    'ERRVOD40050',
    'Transaksi tidak dapat dibatalkan karena kode redeem sudah digunakan.',
    'The redeem code was used, so the purchase stands.',
  ),

  // the redeem code
  code_of_other_institution: entry(
    'ERRTRX40028',
    'Gagal verifikasi, kode redeem bukan milik lembaga pelatihan.',
    'The code belongs to another institution.',
  ),
  course_type_differs: entry(
    'ERRTRX40001',
    'Gagal verifikasi, tipe pelatihan tidak sesuai.',
    'The call does not fit the type of the course.',
  ),
  code_cancelled: entry(
    'ERRTRX40022',
    'Gagal verifikasi, kode sudah dibatalkan',
    'The redeem code was cancelled.',
  ),
  transaction_cancelled: entry(
    'ERRTRX40101',
    'Gagal verifikasi, transaksi sudah dibatalkan',
    'The purchase behind the code was cancelled.',
  ),
  schedule_not_running: entry(
    'ERRTRX40027',
    'Jadwal pelatihan belum dimulai atau sudah selesai, silahkan cek jadwal pelatihan pada dashboard Prakerja',
    'The schedule has not started or is over.',
  ),
  code_already_redeemed: entry('ERRTRX40063', 'Redeem Code sudah digunakan', 'The code was used before.'),
  already_attended: entry(
    'ERRTRX40064',
    'Kehadiran pada sesi ini sudah tercatat.',
    'The session is attended already; redeem-code/status says so, too.',
  ),
  email_taken: entry(
    'ERRTRX40065',
    'Email sudah dipakai peserta lain pada pelatihan ini.',
    'One email is good for one purchase of a course.',
  ),
  redirect_uri_unknown: entry(
    'ERRPLT40060',
    'Alamat redirect_uri tidak sama persis dengan yang didaftarkan lembaga pelatihan.',
    'The redirect_uri is not one that is registered, to the letter.',
  ),
  sequence_of_other_scope: entry(
    'ERRPLT40061',
    'Scope tpm memakai sequence 1 sampai 998, scope uk memakai sequence 999.',
    'The sequence does not fit the scope.',
  ),
  sandbox_only: entry(
    'ERRPLT40062',
    'Layanan ini hanya untuk mitra uji.',
    'Only sandbox partners may reset codes.',
  ),
  code_not_resettable: entry(
    'ERRPLT40063',
    'Hanya kode redeem berawalan PRAT- yang dapat diatur ulang.',
    'Only codes that begin with PRAT- can be reset.',
  ),

  // the daily file
  day_without_file: entry(
    'ERRPLT40070',
    'Tidak ada berkas untuk tanggal itu: tanggalnya tidak sah, belum tiba, atau sebelum hari pertama Anda.',
    'There is no file of that day: it is none, is to come, or was before your first one.',
  ),
  part_without_file: entry(
    'ERRPLT40071',
    'Bagian itu tidak ada. Mintalah part 1 sampai parts.',
    'There is no such part: ask for 1 to parts.',
  ),

  // ourselves
  fault: entry(
    'ERRPLT50350',
    'Layanan sedang terganggu dan hasilnya belum pasti. Tanyakan lewat payment/status, atau coba lagi.',
    'A fault on our side; the outcome is unknown and may be asked for with payment/status.',
    503,
  ),
}
