import type { Journey } from './journey.ts'

/** Sekolah.mu: the account is opened in the middle of buying. Source: the storefront's tutorial of 2021. */
export const sekolahmu: Journey = {
  id: 'sekolahmu',
  name: 'Sekolah.mu',
  account: 'in_flow',
  promo: true,
  delivery: 'enrolment',
  orderLapsesMinutes: 60,
  steps: [
    { step: 'arrive', labels: ['Sekolah.mu'] },
    { step: 'choose_course', labels: ['Ikuti dengan Kartu Prakerja'], effects: ['draft_order'] },
    { step: 'log_in', labels: ['Masuk', 'Daftar Disini'] },
    {
      step: 'enter_card',
      title: 'Konfirmasi Pembayaran',
      labels: ['Lanjut Pembayaran'],
      effects: ['apply_promo', 'place_order', 'send_otp'],
    },
    {
      step: 'enter_otp',
      // the source prints "Konfirmasi Kartu Kerja", a slip
      title: 'Konfirmasi Kartu Prakerja',
      labels: ['Konfirmasi'],
      effects: ['authorize', 'enrol', 'email_receipt'],
    },
    { step: 'see_result', title: 'Pembayaran Berhasil', labels: [] },
    { step: 'learn', labels: ['Mulai Belajar'] },
  ],
}
