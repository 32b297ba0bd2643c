import type { Journey } from './journey.ts'
import type { Composition } from './layouts/composition.ts'
import type { Look } from './look.ts'
import type { DemoOf } from './storefront-file.ts'

/** Tokopedia: a verified phone, promo codes, a voucher in the history. Source: the storefront's tutorial of 2021. */
export const journey: Journey = {
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

export const english = {
  Beli: 'Buy',
  'Histori Transaksi Top Up & Tagihan': 'Top-up and bill transactions',
  'Kirim Kode': 'Send the code',
  'Lihat Detail': 'See details',
  'Lihat Semua': 'See all',
  'Pilih kategori': 'Choose a category',
  'Pilih lembaga pelatihan': 'Choose an institution',
  'Program Pemerintah': 'Government programmes',
  'Tulis Ulasan': 'Write a review',
}

export const demo: DemoOf = {
  domain: 'tokopedia.example',
  promos: [
    { code: 'HEMAT20', kind: 'percent', value: 20, maxDiscount: 50_000 },
    { code: 'SATULAGI', kind: 'amount', value: 25_000, limitTotal: 1 },
    { code: 'LEBARAN', kind: 'percent', value: 30, daysLeft: -1 },
  ],
}

/** After a marketplace: it begins with its search, and says the price first. */
export const composition: Composition = {
  head: 'search-bar',
  front: 'search-first',
  card: 'price-first',
  list: 'filters-aside',
  coursePage: 'three-columns',
}

export const look: Look = {
  radius: 10,
  roundness: 14,
  // a leaf
  mark: {
    corner: 10,
    paths: [
      'M25 7c-11 0-17 5-17 12 0 1.5.3 2.9.8 4C11 17.5 15 14 20 12.5 15.5 15.5 12.5 19.5 11 25c8 1.5 14-5 14-18z',
    ],
  },
  light: {
    accent: '#07693a',
    action: '#087a41',
    onAction: '#ffffff',
    tint: '#e6f6ec',
    head: '#ffffff',
    onHead: '#14181f',
    edge: '#cdebd9',
    mark: '#0a8f4c',
    onMark: '#ffffff',
    cardFrom: '#044d2c',
    cardTo: '#0a7c45',
  },
  dark: {
    accent: '#74dba1',
    action: '#5fd394',
    onAction: '#022614',
    tint: '#11301f',
    head: '#12151a',
    onHead: '#e9fbf1',
    edge: '#1b4a31',
    mark: '#4fcb89',
    onMark: '#022614',
    cardFrom: '#044d2c',
    cardTo: '#0a7040',
  },
}
