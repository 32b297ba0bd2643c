import type { Journey } from './journey.ts'
import type { Composition } from './layouts/composition.ts'
import type { Look } from './look.ts'
import type { DemoOf } from './storefront-file.ts'

/** Pintaria: single sign-on with the Kartu Prakerja account. Source: the storefront's tutorial of 2021. */
export const journey: Journey = {
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

export const english = {
  'Ikuti Kursus': 'Take this course',
  'Masuk dengan akun Kartu Prakerja': 'Log in with your Kartu Prakerja account',
  'Mulai Kursus': 'Start the course',
}

export const demo: DemoOf = {
  domain: 'pintaria.example',
  promos: [
    { code: 'PINTAR10', kind: 'percent', value: 10, limitPerAccount: 2 },
    { code: 'KEMARIN', kind: 'amount', value: 10_000, daysLeft: -1 },
  ],
}

/** After a university: wide margins, its faculties, texts to be read. */
export const composition: Composition = {
  head: 'masthead',
  front: 'faculties',
  card: 'entry',
  list: 'wide-margins',
  coursePage: 'contents',
}

export const look: Look = {
  radius: 12,
  roundness: 18,
  // a key
  mark: {
    corner: 16,
    paths: [
      'M12.5 7a6.5 6.5 0 0 1 5.6 9.8L26 24.7V27h-4v-2.5h-2.5V22l-2.9-2.9A6.5 6.5 0 1 1 12.5 7zm0 4.5a2 2 0 1 0 0 4 2 2 0 0 0 0-4z',
    ],
  },
  light: {
    accent: '#5b2bb0',
    action: '#6130bd',
    onAction: '#ffffff',
    tint: '#f1ebfc',
    head: '#3d1a80',
    onHead: '#ffffff',
    edge: '#3d1a80',
    mark: '#ffffff',
    onMark: '#3d1a80',
    cardFrom: '#35146f',
    cardTo: '#7440d1',
  },
  dark: {
    accent: '#c9afff',
    action: '#bfa1ff',
    onAction: '#1f0a4a',
    tint: '#281e40',
    head: '#21113f',
    onHead: '#f4eeff',
    edge: '#46288a',
    mark: '#d8c5ff',
    onMark: '#2a1257',
    cardFrom: '#35146f',
    cardTo: '#6937c2',
  },
}
