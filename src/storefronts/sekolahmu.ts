import type { Journey } from './journey.ts'
import type { Composition } from './layouts/composition.ts'
import type { Look } from './look.ts'
import type { DemoOf } from './storefront-file.ts'

/** Sekolah.mu: the account is opened in the middle of buying. Source: the storefront's tutorial of 2021. */
export const journey: Journey = {
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

export const english = {
  'Daftar Disini': 'Sign up here',
  'Ikuti dengan Kartu Prakerja': 'Join with Kartu Prakerja',
  Konfirmasi: 'Confirm',
  'Konfirmasi Kartu Prakerja': 'Confirm with Kartu Prakerja',
  'Konfirmasi Pembayaran': 'Confirm the payment',
  'Lanjut Pembayaran': 'Go on to pay',
}

export const demo: DemoOf = {
  domain: 'sekolahmu.example',
  promos: [
    { code: 'BELAJAR25', kind: 'amount', value: 25_000, minPrice: 100_000, limitPerAccount: 1 },
    { code: 'HEMAT20', kind: 'percent', value: 20, maxDiscount: 50_000 },
  ],
}

/** After a school: its courses stand in a curriculum, row by row. */
export const composition: Composition = {
  head: 'folder-tabs',
  front: 'curriculum',
  card: 'lesson',
  list: 'by-category',
  coursePage: 'syllabus',
}

export const look: Look = {
  radius: 14,
  roundness: 20,
  // an open book
  mark: { corner: 12, paths: ['M6 9c4-1 7 0 9 2v13c-2-2-5-3-9-2z', 'M26 9c-4-1-7 0-9 2v13c2-2 5-3 9-2z'] },
  light: {
    accent: '#075f8c',
    action: '#07699c',
    onAction: '#ffffff',
    tint: '#e4f4fc',
    head: '#e0f3fd',
    onHead: '#0b2c3f',
    edge: '#bfe4f7',
    mark: '#0a77ae',
    onMark: '#ffffff',
    cardFrom: '#074465',
    cardTo: '#0a70a3',
  },
  dark: {
    accent: '#86d3fb',
    action: '#72caf8',
    onAction: '#02263a',
    tint: '#102c3c',
    head: '#0e2534',
    onHead: '#e3f5ff',
    edge: '#1c455e',
    mark: '#72caf8',
    onMark: '#02263a',
    cardFrom: '#074465',
    cardTo: '#0a6d9f',
  },
}
