import { dictionary } from '../words/dictionary.ts'
import { words } from './console-words.ts'

const rooms = dictionary({
  id: {
    cases: 'Kasus',
    desk: 'Meja bantuan',
    charts: 'Grafik',
    queue: 'Antrean',
    programme: 'Program',
    catalogue: 'Katalog',
    courses: 'Pelatihan',
    proposals: 'Usulan',
    promos: 'Promo',
    reviews: 'Ulasan',
    partners: 'Mitra',
    storefronts: 'Toko dan mitra API',
    institutions: 'Lembaga',
    payments: 'Pembayaran',
    bank: 'Bank',
    bankDifferences: 'Selisih bank',
    accounts: 'Rekening',
    holds: 'Penahanan',
    suspensions: 'Penangguhan',
    reconciliation: 'Rekonsiliasi',
    differences: 'Selisih toko',
  },
  en: {
    cases: 'Cases',
    desk: 'Help desk',
    charts: 'Charts',
    queue: 'Queue',
    programme: 'Programme',
    catalogue: 'Catalogue',
    courses: 'Courses',
    proposals: 'Proposals',
    promos: 'Promo codes',
    reviews: 'Reviews',
    partners: 'Partners',
    storefronts: 'Storefronts and API partners',
    institutions: 'Institutions',
    payments: 'Payments',
    bank: 'Bank',
    bankDifferences: 'Differences with banks',
    accounts: 'Accounts',
    holds: 'Holds',
    suspensions: 'Suspensions',
    reconciliation: 'Reconciliation',
    differences: 'Differences with storefronts',
  },
})

/** The names of the console's rooms and places; those that are titles of pages, too, are said there. */
export const menuWords = {
  id: { ...words.id, ...rooms.id },
  en: { ...words.en, ...rooms.en },
}
