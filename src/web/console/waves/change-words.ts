import { dictionary } from '../../words/dictionary.ts'

/** What is said where a wave is changed or cancelled. */
export const changeWords = dictionary({
  id: {
    change: 'Ubah nomor atau kuota',
    changeText:
      'Hanya selama belum ada yang bisa ikut. Aturan undiannya menyebut keduanya: tulis aturan itu lagi sesudahnya.',
    number: 'Nomor gelombang',
    quota: 'Kuota',
    cancel: 'Batalkan gelombang',
    askCancel: 'Minta persetujuan membatalkan gelombang',
    cancelText:
      'Hanya sebelum nilai publiknya bisa diketahui. Yang sudah ikut diberi tahu alasannya dan bisa ikut gelombang lain. Gelombang yang sudah dibuka dibatalkan oleh dua orang.',
    because: 'Mengapa gelombang ini dibatalkan',
    sure: 'Gelombang ini dibatalkan untuk selamanya.',
  },
  en: {
    change: 'Change number or quota',
    changeText: 'Only while nobody can join. The rules of its draw name both: write them anew afterwards.',
    number: 'Number of the wave',
    quota: 'Quota',
    cancel: 'Cancel the wave',
    askCancel: 'Ask for the wave to be cancelled',
    cancelText:
      'Only before its public value can be known. Whoever joined is told the reason, and is free for another wave. Two people cancel one that was opened.',
    because: 'Why the wave is cancelled',
    sure: 'The wave is cancelled for good.',
  },
})
