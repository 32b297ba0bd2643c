import { authorizeRefusals, sendOtpRefusals, statusRefusals, voidRefusals } from '../../purchase/refusals.ts'
import { authorize, cancel, quotaSchedule, sendOtp, status } from '../calls/payment.ts'
import { type AnswerField, type CallReference, instant, text, whole } from './call-reference.ts'

const transactionCode = {
  name: 'transaction_code',
  schema: text,
  about: { id: 'Kode transaksi, 16 huruf dan angka', en: 'transaction code, 16 letters and digits' },
}
const amount = { name: 'amount', schema: whole, about: { id: 'Rupiah', en: 'rupiah' } }
const invoiceCode = {
  name: 'invoice_code',
  schema: text,
  about: { id: 'Kode invoice Anda', en: 'your invoice code' },
}
const holder = {
  name: 'prakerja_name',
  schema: text,
  about: { id: 'Nama peserta; kosong sebelum dibayar', en: "the holder's name; empty before payment" },
}
const stateFields: readonly AnswerField[] = [
  { name: 'created_at', schema: instant, about: { id: 'Waktu dibuat, UTC', en: 'made at, UTC' } },
  invoiceCode,
  transactionCode,
  amount,
  {
    name: 'status',
    schema: { type: 'string', enum: ['PENDING', 'SUCCESS', 'CANCELLED', 'FAILED'] },
    about: { id: 'Keadaan transaksi', en: 'state of the transaction' },
  },
  holder,
]
const paid = { invoice_code: 'DP-1', transaction_code: 'K7Q2M9X4T1B8R5W3', amount: 350000 }

/** The calls of storefronts, in the order in which a purchase makes them. */
export const paymentReferences: readonly CallReference[] = [
  {
    call: quotaSchedule,
    name: 'quota-schedule',
    title: { id: 'Sisa kuota jadwal', en: 'Seats left of a schedule' },
    about: {
      id: 'Menjawab berapa kursi yang masih tersisa pada jadwal suatu pelatihan.',
      en: 'Says how many seats of a schedule of a course are left.',
    },
    request: { schedule_code: 'JADWAL-1', course_code: 'PELATIHAN-1' },
    message: 'OK',
    answer: { schedule_code: 'JADWAL-1', course_code: 'PELATIHAN-1', quota: 25 },
    answerFields: [
      { name: 'schedule_code', schema: text, about: quotaSchedule.fields.schedule_code!.about },
      { name: 'course_code', schema: text, about: quotaSchedule.fields.course_code!.about },
      { name: 'quota', schema: whole, about: { id: 'Kursi yang tersisa', en: 'seats left' } },
    ],
    refusals: sendOtpRefusals.slice(0, 3),
  },
  {
    call: sendOtp,
    name: 'send-otp',
    title: { id: 'Kirim OTP', en: 'Send the OTP' },
    about: {
      id: 'Memeriksa pembelian, menahan saldo, lalu mengirim OTP lewat SMS ke nomor peserta yang terdaftar.',
      en: "Checks the purchase, holds the amount, and sends the OTP by SMS to the holder's registered phone.",
    },
    request: {
      user_platform_id: 'pembeli-1',
      prakerja_id: '1234567890123452',
      course_code: 'PELATIHAN-1',
      schedule_code: 'JADWAL-1',
      amount: 350000,
    },
    message: 'OK',
    answer: {
      payment_token: 'q0Jk3mXW8b2uVnR5sTzYcA1dLfEhGiKoPpQrSvUwXyZ',
      expires_at: '2026-11-23T03:05:00Z',
    },
    answerFields: [
      {
        name: 'payment_token',
        schema: text,
        about: { id: 'Token untuk authorize', en: 'the token for authorize' },
      },
      {
        name: 'expires_at',
        schema: instant,
        about: {
          id: 'Sejak kapan OTP tidak bisa membayar lagi, UTC: masa berlakunya habis, atau batas kartu atau awal pelatihan tiba lebih dulu',
          en: 'from when on the OTP can pay no more, UTC: its life is over, or the term of the card or the beginning of the course comes first',
        },
      },
    ],
    refusals: sendOtpRefusals,
  },
  {
    call: authorize,
    name: 'authorize',
    title: { id: 'Bayar', en: 'Pay' },
    about: {
      id: 'Mendebit saldo dengan OTP. Permintaan yang sama diulang menjawab sama dan tidak mendebit lagi.',
      en: 'Debits the balance by OTP. The same request again gives the same answer and debits nothing more.',
    },
    request: { otp: '123456', invoice_url: 'https://toko.example/invoice/DP-1', invoice_code: 'DP-1' },
    message: 'Pelatihan berhasil dibeli.',
    answer: { ...paid, status: 'SUCCESS', prakerja_name: 'Siti Aminah', redeem_code: 'GHOPNYXUVMT0' },
    answerFields: [
      invoiceCode,
      transactionCode,
      amount,
      { name: 'status', schema: { type: 'string', enum: ['SUCCESS'] }, about: stateFields[4]!.about },
      holder,
      {
        name: 'redeem_code',
        schema: text,
        about: { id: 'Kode redeem, 12 huruf dan angka', en: 'redeem code, 12 letters and digits' },
      },
      {
        name: 'voucher_code',
        schema: text,
        optional: true,
        about: { id: 'Kode voucher, bila memakai voucher', en: 'voucher code, where vouchers are used' },
      },
    ],
    refusals: ['payment_token_missing', ...authorizeRefusals],
  },
  {
    call: status,
    name: 'status',
    title: { id: 'Keadaan transaksi', en: 'State of a transaction' },
    about: {
      id: 'Menjawab apa yang terjadi dengan suatu invoice, juga yang menunggu atau gagal. Boleh diulang.',
      en: 'Says what became of an invoice, pending and failed ones too. May be repeated.',
    },
    request: { invoice_code: 'DP-1' },
    message: 'OK',
    answer: { created_at: '2026-11-23T03:00:00Z', ...paid, status: 'SUCCESS', prakerja_name: 'Siti Aminah' },
    answerFields: stateFields,
    refusals: statusRefusals,
  },
  {
    call: cancel,
    name: 'void',
    title: { id: 'Batalkan', en: 'Cancel' },
    about: {
      id: 'Membatalkan pembelian selama kode redeem belum dipakai; harga kembali ke saldo peserta.',
      en: 'Cancels a purchase as long as the redeem code is unused; the price returns to the balance.',
    },
    request: { invoice_code: 'DP-1', transaction_code: paid.transaction_code },
    message: 'Transaksi berhasil dibatalkan.',
    answer: {
      created_at: '2026-11-23T03:00:00Z',
      ...paid,
      status: 'CANCELLED',
      prakerja_name: 'Siti Aminah',
    },
    answerFields: stateFields,
    refusals: voidRefusals,
  },
]
