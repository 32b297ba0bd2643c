import { dictionary } from '../words/dictionary.ts'

/** What the institution portal says of a schedule that is cancelled. */
export const cancelWords = dictionary({
  id: {
    cancel: 'Batalkan jadwal ini',
    lead: (count: string, rupiah: string) =>
      `${count} pembelian akan dibatalkan. Harganya, ${rupiah}, kembali ke kartu pembeli saat itu juga, dan mereka diberi tahu. Yang sudah menjadi hak lembaga dari jadwal ini ditarik. Ini tidak bisa diurungkan.`,
    because: 'Alasan',
    becauseHint: 'Peserta membacanya. Paling banyak 300 karakter.',
    yes: 'Batalkan dan kembalikan uangnya',
    began:
      'Jadwal ini sudah mulai atau sudah dipakai, jadi tidak bisa dibatalkan dari sini. Hubungi program bila tidak jadi dilaksanakan.',
    cancelled: (at: string) => `Jadwal ini dibatalkan pada ${at}.`,
  },
  en: {
    cancel: 'Cancel this schedule',
    lead: (count, rupiah) =>
      `${count} purchases will be cancelled. Their price, ${rupiah}, is back on the buyers' cards at once, and they are told. What you have earned from this schedule is taken back. This cannot be undone.`,
    because: 'Reason',
    becauseHint: 'The participants read it. At most 300 characters.',
    yes: 'Cancel it and give the money back',
    began:
      'This schedule has begun or was used, so it cannot be cancelled from here. Ask the programme if it does not take place.',
    cancelled: (at) => `This schedule was cancelled on ${at}.`,
  },
})
