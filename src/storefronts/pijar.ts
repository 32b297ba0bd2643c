import type { Journey } from './journey.ts'
import type { Composition } from './layouts/composition.ts'
import type { Look } from './look.ts'
import type { DemoOf } from './storefront-file.ts'

/** Pijar Mahir: the order exists, and is emailed, before it is paid. Source: the storefront's tutorial of 2021. */
export const journey: Journey = {
  id: 'pijar',
  name: 'Pijar Mahir',
  account: 'own',
  promo: false,
  delivery: 'enrolment',
  orderLapsesMinutes: 24 * 60,
  steps: [
    { step: 'arrive', labels: ['Pijar Mahir'] },
    { step: 'choose_course', labels: ['Beli Sekarang'], effects: ['draft_order'] },
    { step: 'log_in', labels: ['Masuk', 'Daftar'] },
    { step: 'choose_payment', labels: ['Kartu Prakerja'], effects: ['place_order', 'email_order'] },
    { step: 'enter_card', labels: ['Kirim OTP'], effects: ['send_otp'] },
    { step: 'enter_otp', labels: ['Bayar'], effects: ['authorize', 'enrol', 'email_receipt'] },
    { step: 'see_result', title: 'Pembayaran Berhasil', labels: [] },
    { step: 'learn', labels: ['Mulai Belajar'] },
  ],
}

export const english = {
  'Beli Sekarang': 'Buy now',
}

export const demo: DemoOf = {
  domain: 'pijarmahir.example',
}

/** After a telecom's learning site: a banner, then a lane of courses for each topic. */
export const composition: Composition = {
  head: 'two-rows',
  front: 'lanes',
  card: 'poster',
  list: 'topics',
  coursePage: 'hero',
}

export const look: Look = {
  radius: 24,
  roundness: 20,
  // a spark
  mark: { corner: 16, paths: ['M16 5l2.6 8.4L27 16l-8.4 2.6L16 27l-2.6-8.4L5 16l8.4-2.6z'] },
  light: {
    accent: '#b3261e',
    action: '#c22d20',
    onAction: '#ffffff',
    tint: '#fdeeea',
    head: '#ffffff',
    onHead: '#14181f',
    edge: '#f3d3cc',
    mark: '#d8402a',
    onMark: '#ffffff',
    cardFrom: '#7d140f',
    cardTo: '#c43a24',
  },
  dark: {
    accent: '#ffab9f',
    action: '#ff9a8c',
    onAction: '#3d0703',
    tint: '#3a1b17',
    head: '#12151a',
    onHead: '#ffeae6',
    edge: '#4c231d',
    mark: '#ff8b7a',
    onMark: '#3d0703',
    cardFrom: '#7d140f',
    cardTo: '#b8341f',
  },
}
