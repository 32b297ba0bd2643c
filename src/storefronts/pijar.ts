import type { Journey } from './journey.ts'

/** Pijar Mahir: the order exists, and is emailed, before it is paid. Source: the storefront's tutorial of 2021. */
export const pijar: Journey = {
  id: 'pijar',
  name: 'Pijar Mahir',
  account: 'own',
  promo: false,
  delivery: 'enrolment',
  orderLapsesMinutes: 24 * 60,
  steps: [
    { step: 'arrive', labels: ['Pijar Mahir'] },
    { step: 'choose_course', labels: ['Beli Sekarang'], effects: ['draft_order'] },
    { step: 'log_in', labels: ['Masuk', 'Daftar'] },
    { step: 'choose_payment', labels: ['Kartu Prakerja'], effects: ['place_order', 'email_order'] },
    { step: 'enter_card', labels: ['Kirim OTP'], effects: ['send_otp'] },
    { step: 'enter_otp', labels: ['Bayar'], effects: ['authorize', 'enrol', 'email_receipt'] },
    { step: 'see_result', title: 'Pembayaran Berhasil', labels: [] },
    { step: 'learn', labels: ['Mulai Belajar'] },
  ],
}
