import type { Journey } from './journey.ts'

/** Bukalapak: confirmed twice, and paid with a voucher. Source: the storefront's tutorial of 2021. */
export const bukalapak: Journey = {
  id: 'bukalapak',
  name: 'Bukalapak',
  account: 'own',
  promo: false,
  delivery: 'voucher',
  orderLapsesMinutes: 60,
  steps: [
    { step: 'arrive', labels: ['Bukalapak'] },
    { step: 'enter_programme', labels: ['Kartu Prakerja', 'Semua Menu'] },
    {
      step: 'see_features',
      title: 'Kartu Prakerja',
      labels: ['Pendaftaran Prakerja', 'Tutorial Prakerja', 'Voucher Belajar'],
    },
    { step: 'choose_course', labels: ['Lanjut'], effects: ['draft_order'] },
    { step: 'log_in', labels: ['Masuk', 'Daftar'] },
    { step: 'enter_card', labels: ['Bayar dengan Kartu Prakerja'] },
    {
      step: 'confirm_payment',
      labels: ['Ya, lanjutkan pembayaran'],
      effects: ['place_order', 'send_otp'],
    },
    { step: 'enter_otp', labels: ['Verifikasi'], effects: ['authorize', 'issue_voucher', 'email_receipt'] },
    { step: 'see_result', title: 'Informasi Transaksi', labels: [] },
    { step: 'redeem', labels: ['Tukarkan'], effects: ['redeem_voucher'] },
    { step: 'learn', labels: ['Mulai Belajar'] },
  ],
}
