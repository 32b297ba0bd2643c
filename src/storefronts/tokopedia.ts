import type { Journey } from './journey.ts'

/** Tokopedia: a verified phone, promo codes, a voucher in the history. Source: the storefront's tutorial of 2021. */
export const tokopedia: Journey = {
  id: 'tokopedia',
  name: 'Tokopedia',
  account: 'own_phone_verified',
  promo: true,
  delivery: 'voucher',
  orderLapsesMinutes: 60,
  steps: [
    { step: 'arrive', labels: ['Tokopedia'] },
    { step: 'log_in', labels: ['Masuk', 'Daftar'] },
    { step: 'verify_phone', labels: ['Kirim Kode', 'Verifikasi'] },
    { step: 'search', labels: ['Kartu Prakerja'] },
    { step: 'choose_category', title: 'Pilih kategori', labels: [] },
    { step: 'choose_institution', title: 'Pilih lembaga pelatihan', labels: [] },
    { step: 'see_detail', labels: ['Lihat Detail'] },
    { step: 'choose_course', labels: ['Beli'], effects: ['draft_order'] },
    { step: 'see_methods', labels: ['Lihat Semua'], effects: ['apply_promo'] },
    {
      step: 'choose_payment',
      labels: ['Kartu Prakerja', 'Program Pemerintah'],
      effects: ['place_order'],
    },
    { step: 'enter_card', labels: ['Bayar'], effects: ['send_otp'] },
    { step: 'enter_otp', labels: ['Verifikasi'], effects: ['authorize', 'issue_voucher', 'email_receipt'] },
    { step: 'see_result', title: 'Pembayaran Berhasil', labels: [] },
    { step: 'see_history', title: 'Histori Transaksi Top Up & Tagihan', labels: [] },
    { step: 'redeem', labels: ['Tukarkan'], effects: ['redeem_voucher'] },
    { step: 'learn', labels: ['Mulai Belajar'] },
    { step: 'review', labels: ['Tulis Ulasan'] },
  ],
}
