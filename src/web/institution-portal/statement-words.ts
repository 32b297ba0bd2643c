import { dictionary } from '../words/dictionary.ts'

/** What the page of an institution's earnings says. */
export const statementWords = dictionary({
  id: {
    statementLead:
      'Sebagian harga menjadi hak lembaga saat kode ditukar, sisanya saat pelatihan selesai, menurut aturan tahun program. Dibayar ke rekening lembaga dalam kelompok; bank yang menyatakan sudah dibayar.',
    byPurchase: 'Menurut pembelian',
    paidOut: 'Sudah dibayar',
    atBank: 'Sedang di bank',
    payable: 'Belum dibayar',
    owed: 'Utang lembaga',
    account: 'Rekening untuk pembayaran',
    due: 'Menjadi hak lembaga',
    held: 'Ditahan',
    invoice: 'Tagihan',
    priceOf: 'Harga',
    commissionOf: 'Komisi toko',
    atRedeem: 'Saat ditukar',
    atCompletion: 'Saat selesai',
    partStates: {
      due: 'hak lembaga',
      held_not_redeemed: 'ditahan: belum ditukar',
      held_not_finished: 'ditahan: belum selesai',
      held_reported: 'ditahan: baru dilaporkan lembaga',
      cancelled: 'dibatalkan',
    },
    restsUntil: (date: string) => `berlaku ${date} bila tidak ditolak program`,
    noPayments: 'Belum ada pembelian',
    noPaymentsText: 'Pembelian pelatihan Anda tampil di sini.',
  },
  en: {
    statementLead:
      "A part of the price is due when the code is redeemed, the rest when the training is finished, by the rules of the programme year. It is paid to the institution's account in runs; the bank says when it was.",
    byPurchase: 'By purchase',
    paidOut: 'Paid',
    atBank: 'At the bank',
    payable: 'Not paid yet',
    owed: 'Owed by the institution',
    account: 'Account for payments',
    due: 'Due to the institution',
    held: 'Held',
    invoice: 'Invoice',
    priceOf: 'Price',
    commissionOf: 'Commission of the storefront',
    atRedeem: 'At redeem',
    atCompletion: 'At completion',
    partStates: {
      due: 'due',
      held_not_redeemed: 'held: not redeemed',
      held_not_finished: 'held: not finished',
      held_reported: 'held: only reported by the institution',
      cancelled: 'cancelled',
    },
    restsUntil: (date) => `counts from ${date} unless the programme refuses it`,
    noPayments: 'No purchase yet',
    noPaymentsText: 'Purchases of your courses are shown here.',
  },
})
