import { dictionary } from '../words/dictionary.ts'

/** The demo's tools, as its first page and its banner name them. */
export const demoToolWords = dictionary({
  id: {
    recipients: 'Penerima kartu',
    storefront: 'Toko: cari, beli, bayar dengan kartu dan OTP, belajar',
    card: 'Kartu saya',
    cardLine: 'Saldo, batas waktu dan mutasi dari orang yang sedang kamu perankan',
    inbox: 'Kotak masuk',
    inboxLine: 'Semua SMS (juga OTP) dan email yang dikirim sistem',
    population: 'Orang rekaan',
    populationLine: 'NIK dan KK untuk mencoba mendaftar dan bergabung dengan gelombang',
    clock: 'Jam',
    clockLine: 'Majukan waktu seluruh sistem: batas waktu, OTP, pesanan',
    reference: 'API mitra',
    referenceLine: 'Referensi API untuk toko dan lembaga pelatihan',
    facts: 'Data coba',
    factsLine: 'Kartu, kunci dan pelatihan untuk mencoba API (JSON)',
  },
  en: {
    recipients: 'Card holders',
    storefront: 'Storefront: search, buy, pay by card and OTP, learn',
    card: 'My card',
    cardLine: 'Balance, deadline and movements of whoever you are now',
    inbox: 'Inbox',
    inboxLine: 'Every SMS (OTPs too) and email that the system sent',
    population: 'Invented people',
    populationLine: 'NIK and family card to try registering and joining a wave',
    clock: 'Clock',
    clockLine: 'Move the time of the whole system: deadlines, OTPs, orders',
    reference: 'Partner API',
    referenceLine: 'API reference for storefronts and institutions',
    facts: 'Try-out data',
    factsLine: 'Cards, keys and courses to try the API with (JSON)',
  },
})
