import type { Journey } from './journey.ts'
import type { Composition } from './layouts/composition.ts'
import type { Look } from './look.ts'
import type { DemoOf } from './storefront-file.ts'

/** MauBelajarApa: one page for identity, card, OTP and terms. Source: the storefront's tutorial of 2021. */
export const journey: Journey = {
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

export const english = {
  'Buat akun': 'Create an account',
  'Detail pesanan': 'Order details',
  'Pesanan dikonfirmasi': 'Order confirmed',
}

export const demo: DemoOf = {
  domain: 'maubelajarapa.example',
}

/** After a calendar of workshops: the date comes first. */
export const composition: Composition = {
  head: 'switch',
  front: 'agenda',
  card: 'date-block',
  list: 'by-day',
  coursePage: 'event',
}

export const look: Look = {
  radius: 20,
  roundness: 16,
  // a sun over the horizon
  mark: {
    corner: 9,
    paths: [
      'M8.5 19a7.5 7.5 0 0 1 15 0z',
      'M5 21.5h22V24H5z',
      'M15 5h2v4h-2z',
      'M6.3 9.7l1.4-1.4 2.8 2.8-1.4 1.4z',
      'M24.3 8.3l1.4 1.4-2.8 2.8-1.4-1.4z',
    ],
  },
  light: {
    accent: '#7d4700',
    action: '#ffb521',
    onAction: '#2b1a00',
    tint: '#fff3da',
    head: '#ffc445',
    onHead: '#2b1a00',
    edge: '#f2ae1c',
    mark: '#2b1a00',
    onMark: '#ffc445',
    cardFrom: '#5e3500',
    cardTo: '#985600',
  },
  dark: {
    accent: '#ffcb66',
    action: '#ffbd3d',
    onAction: '#2b1a00',
    tint: '#33270f',
    head: '#2e2108',
    onHead: '#fff1d4',
    edge: '#6b4b0c',
    mark: '#ffc445',
    onMark: '#2b1a00',
    cardFrom: '#5e3500',
    cardTo: '#955500',
  },
}
