import type { Journey } from './journey.ts'

/** Pintaria: single sign-on with the Kartu Prakerja account. Source: the storefront's tutorial of 2021. */
export const pintaria: Journey = {
  id: 'pintaria',
  name: 'Pintaria',
  account: 'programme',
  promo: true,
  delivery: 'enrolment',
  orderLapsesMinutes: 60,
  steps: [
    { step: 'arrive', labels: ['Pintaria'] },
    { step: 'log_in_elsewhere', labels: ['Masuk dengan akun Kartu Prakerja'] },
    { step: 'choose_course', labels: ['Ikuti Kursus'], effects: ['draft_order'] },
    { step: 'choose_payment', labels: ['Kartu Prakerja'], effects: ['apply_promo', 'place_order'] },
    // what the source does not show, and no payment works without
    { step: 'use_own_card', labels: ['Kirim OTP'], effects: ['send_otp'] },
    { step: 'enter_otp', labels: ['Bayar'], effects: ['authorize', 'enrol', 'email_receipt'] },
    { step: 'see_result', title: 'Pembayaran Berhasil', labels: [] },
    { step: 'learn', labels: ['Mulai Kursus'] },
  ],
}
