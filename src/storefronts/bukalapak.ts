import type { Journey } from './journey.ts'
import type { Composition } from './layouts/composition.ts'
import type { Look } from './look.ts'
import type { DemoOf } from './storefront-file.ts'

/** Bukalapak: confirmed twice, and paid with a voucher. Source: the storefront's tutorial of 2021. */
export const journey: Journey = {
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

export const english = {
  'Bayar dengan Kartu Prakerja': 'Pay with Kartu Prakerja',
  'Informasi Transaksi': 'Transaction information',
  Lanjut: 'Continue',
  'Pendaftaran Prakerja': 'Register for Prakerja',
  'Semua Menu': 'All menus',
  'Tutorial Prakerja': 'How Prakerja works',
  'Voucher Belajar': 'Training vouchers',
  'Ya, lanjutkan pembayaran': 'Yes, go on to pay',
}

export const demo: DemoOf = {
  domain: 'bukalapak.example',
}

/** After an app: its menu of services first, and what it sells as vouchers. */
export const composition: Composition = {
  head: 'tab-bar',
  front: 'services',
  card: 'ticket',
  list: 'plain',
  coursePage: 'ticket',
}

export const look: Look = {
  radius: 6,
  roundness: 12,
  // an open door
  mark: { corner: 6, paths: ['M8 7h9v2.5h-6.5v13H17V25H8z', 'M19 7l6 3v15l-6-3z'] },
  light: {
    accent: '#a80d57',
    action: '#b3105e',
    onAction: '#ffffff',
    tint: '#fcebf3',
    head: '#a80d57',
    onHead: '#ffffff',
    edge: '#a80d57',
    mark: '#ffffff',
    onMark: '#a80d57',
    cardFrom: '#6b0a4a',
    cardTo: '#c4186b',
  },
  dark: {
    accent: '#ff9ccb',
    action: '#ff8fc4',
    onAction: '#3d0420',
    tint: '#3a1529',
    head: '#4a0a2a',
    onHead: '#ffeaf4',
    edge: '#7a1a4a',
    mark: '#ffd3e7',
    onMark: '#5a0c34',
    cardFrom: '#6b0a4a',
    cardTo: '#b3155f',
  },
}
