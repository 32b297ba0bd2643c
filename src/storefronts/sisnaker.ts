import type { Journey } from './journey.ts'
import type { Composition } from './layouts/composition.ts'
import type { Look } from './look.ts'
import type { DemoOf } from './storefront-file.ts'

/** Sisnaker: an application with an account of the ministry. Source: the storefront's tutorial of 2021. */
export const journey: Journey = {
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

export const english = {
  'Cek Portofolio': 'See my portfolio',
  'Daftar Sekarang': 'Apply now',
  Diterima: 'Accepted',
  Lanjutkan: 'Continue',
  'Masuk dengan akun Kemnaker': 'Log in with your Kemnaker account',
  'Menunggu pembayaran': 'Waiting for payment',
  'Mulai Pelatihan': 'Start the training',
  'Pilih mitra pelatihan': 'Choose a training partner',
  Portofolio: 'Portfolio',
}

export const demo: DemoOf = {
  domain: 'sisnaker.example',
}

/** After a ministry's site: a letterhead, a menu at the side, a register. */
export const composition: Composition = {
  head: 'letterhead',
  front: 'directory',
  card: 'register',
  list: 'side-menu',
  coursePage: 'dossier',
}

export const look: Look = {
  radius: 3,
  roundness: 6,
  // a shield
  mark: { corner: 3, paths: ['M16 5l9 3v8c0 6-4 9.5-9 11.5C11 25.5 7 22 7 16V8z'] },
  light: {
    accent: '#1b3a6b',
    action: '#1b2f5b',
    onAction: '#ffffff',
    tint: '#f6f0dc',
    head: '#14234a',
    onHead: '#ffffff',
    edge: '#d9a521',
    mark: '#e5b432',
    onMark: '#14234a',
    cardFrom: '#101d3f',
    cardTo: '#31509a',
  },
  dark: {
    accent: '#f0c75e',
    action: '#e9bd4b',
    onAction: '#1b1503',
    tint: '#2e2a18',
    head: '#0c1630',
    onHead: '#f4f1e6',
    edge: '#b98a17',
    mark: '#e5b432',
    onMark: '#0c1630',
    cardFrom: '#101d3f',
    cardTo: '#2c488b',
  },
}
