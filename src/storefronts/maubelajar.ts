import type { Journey } from './journey.ts'

/** MauBelajarApa: one page for identity, card, OTP and terms. Source: the storefront's tutorial of 2021. */
export const maubelajar: Journey = {
  id: 'maubelajar',
  name: 'MauBelajarApa',
  account: 'in_flow',
  promo: false,
  delivery: 'enrolment',
  orderLapsesMinutes: 60,
  steps: [
    { step: 'arrive', labels: ['MauBelajarApa'] },
    { step: 'enter_programme', labels: ['Kartu Prakerja'] },
    { step: 'choose_course', labels: ['Daftar'], effects: ['draft_order'] },
    { step: 'log_in', labels: ['Masuk', 'Buat akun'] },
    { step: 'fill_identity', title: 'Detail pesanan', labels: [], withNext: true },
    { step: 'choose_payment', labels: ['Kartu Prakerja'], withNext: true },
    { step: 'enter_card', labels: ['Kirim OTP'], effects: ['send_otp'] },
    { step: 'enter_otp', title: 'Detail pesanan', labels: [], withNext: true },
    { step: 'agree_terms', labels: ['Term & Condition'], withNext: true },
    {
      step: 'submit_order',
      labels: ['Place Order'],
      effects: ['place_order', 'authorize', 'enrol', 'email_receipt'],
    },
    { step: 'see_result', title: 'Pesanan dikonfirmasi', labels: ['Order ID'] },
    { step: 'learn', labels: ['Mulai Belajar'] },
  ],
}
