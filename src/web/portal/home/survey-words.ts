import { dictionary } from '../../words/dictionary.ts'

/** What a participant's page of a survey says. */
export const surveyWords = dictionary({
  id: {
    title: 'Survei',
    lead: (amount: string) => `Beberapa pertanyaan singkat. Setelah dijawab, ${amount} siap dibayar.`,
    once: 'Survei dijawab sekali saja. Jawaban Anda dihitung bersama jawaban semua peserta dan tidak mengubah keputusan apa pun tentang Anda.',
    send: 'Kirim jawaban',
    toCome:
      'Program sedang menyiapkan survei ini. Anda tidak perlu melakukan apa pun; lihat lagi di Kartu saya.',
    toCard: 'Ke kartu saya',
  },
  en: {
    title: 'Survey',
    lead: (amount) => `A few short questions. Once they are answered, ${amount} is due.`,
    once: 'A survey is answered once. Your answers are counted with those of all participants, and decide nothing about you.',
    send: 'Send the answers',
    toCome: 'The programme is preparing this survey. There is nothing for you to do; look again at My card.',
    toCard: 'To my card',
  },
})
