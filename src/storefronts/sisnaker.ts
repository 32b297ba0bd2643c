import type { Journey } from './journey.ts'

/** Sisnaker: an application with an account of the ministry. Source: the storefront's tutorial of 2021. */
export const sisnaker: Journey = {
  id: 'sisnaker',
  name: 'Sisnaker',
  account: 'external',
  promo: false,
  delivery: 'enrolment',
  certificates: ['institution', 'ministry'],
  orderLapsesMinutes: 24 * 60,
  stateWords: { placed: 'Menunggu pembayaran', paid: 'Diterima' },
  steps: [
    { step: 'arrive', labels: ['Sisnaker'] },
    { step: 'log_in_elsewhere', labels: ['Masuk dengan akun Kemnaker'] },
    { step: 'search', labels: [] },
    { step: 'choose_institution', title: 'Pilih mitra pelatihan', labels: [] },
    { step: 'choose_course', labels: ['Daftar Sekarang'], effects: ['draft_order'] },
    { step: 'apply', labels: ['Lanjutkan'], effects: ['place_order', 'email_order'] },
    { step: 'enter_card', labels: ['Lanjutkan'], effects: ['send_otp'] },
    { step: 'enter_otp', labels: ['Lanjutkan'], effects: ['authorize', 'enrol', 'email_receipt'] },
    { step: 'see_result', title: 'Pembayaran Berhasil', labels: [] },
    { step: 'see_history', title: 'Portofolio', labels: ['Cek Portofolio', 'Diterima'] },
    { step: 'learn', labels: ['Mulai Pelatihan'] },
  ],
}
