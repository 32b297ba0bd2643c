import type { Journey } from '../../src/storefronts/journey.ts'
import type { Composition } from '../../src/storefronts/layouts/composition.ts'
import type { Look } from '../../src/storefronts/look.ts'
import type { DemoOf } from '../../src/storefronts/storefront-file.ts'

/** Kebun Ilmu, an invented storefront: a promo, the terms on the page of the card, a voucher at the end. */
export const journey: Journey = {
  id: 'kebunilmu',
  name: 'Kebun Ilmu',
  account: 'own',
  promo: true,
  delivery: 'voucher',
  orderLapsesMinutes: 120,
  stateWords: { paid: 'Siap ditukar' },
  steps: [
    { step: 'arrive', labels: ['Kebun Ilmu'] },
    { step: 'enter_programme', labels: ['Belanja dengan Kartu Prakerja'] },
    { step: 'choose_course', labels: ['Petik'], effects: ['draft_order'] },
    { step: 'log_in', labels: ['Masuk', 'Buka akun'] },
    { step: 'choose_payment', labels: ['Kartu Prakerja'], effects: ['apply_promo', 'place_order'] },
    { step: 'agree_terms', title: 'Bayar', labels: ['Aturan kebun'], withNext: true },
    { step: 'enter_card', labels: ['Minta kode'], effects: ['send_otp'] },
    { step: 'enter_otp', labels: ['Panen'], effects: ['authorize', 'issue_voucher', 'email_receipt'] },
    { step: 'see_result', title: 'Panen berhasil', labels: ['Nomor panen'] },
    { step: 'redeem', labels: ['Tukarkan'], effects: ['redeem_voucher'] },
    { step: 'learn', labels: ['Tanam ilmu'] },
    { step: 'review', labels: ['Tulis Ulasan'] },
  ],
}

/** English for the words that only it says; a word without stays Indonesian, and what many say is known. */
export const english = {
  'Aturan kebun': 'Rules of the garden',
  'Belanja dengan Kartu Prakerja': 'Shop with Kartu Prakerja',
  'Buka akun': 'Open an account',
  'Minta kode': 'Ask for a code',
  'Nomor panen': 'Harvest number',
  Panen: 'Harvest',
  'Panen berhasil': 'Harvest successful',
  Petik: 'Pick',
  'Siap ditukar': 'Ready to redeem',
  'Tanam ilmu': 'Plant knowledge',
  'Tulis Ulasan': 'Write a review',
}

/** What the demo has for it: its host in OTP messages, and promo codes to try. Production never looks here. */
export const demo: DemoOf = {
  domain: 'kebunilmu.example',
  promos: [{ code: 'PANEN10', kind: 'percent', value: 10, maxDiscount: 30_000 }],
}

/** How its pages are laid out, of what there is; a part that is not named is plain. */
export const composition: Partial<Composition> = {
  head: 'two-rows',
  front: 'services',
  card: 'price-first',
  list: 'filters-aside',
}

/** Its look; a storefront that exports none wears the programme's. */
export const look: Look = {
  radius: 18,
  roundness: 18,
  mark: { corner: 16, paths: ['M15 26V16c-5 0-8-3-8-8 5 0 8 3 8 8 0-6 3-10 9-10 0 6-3 10-7 10v10z'] },
  light: {
    accent: '#3f5b0a',
    action: '#4a6b0c',
    onAction: '#ffffff',
    tint: '#f0f6df',
    head: '#eef6d6',
    onHead: '#1d2a05',
    edge: '#cfe29b',
    mark: '#4a6b0c',
    onMark: '#ffffff',
    cardFrom: '#2e4307',
    cardTo: '#5f860f',
  },
  dark: {
    accent: '#c1e06c',
    action: '#b4d75a',
    onAction: '#1a2504',
    tint: '#26310f',
    head: '#1d260b',
    onHead: '#f1f8de',
    edge: '#3d4f16',
    mark: '#b4d75a',
    onMark: '#1a2504',
    cardFrom: '#2e4307',
    cardTo: '#577b0e',
  },
}
