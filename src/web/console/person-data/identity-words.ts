import { dictionary } from '../../words/dictionary.ts'

/** What the form that corrects who somebody is says, and whatever names a person by a number. */
export const identityWords = dictionary({
  id: {
    title: 'Perbaiki NIK, KK, atau tanggal lahir',
    text: 'Dua orang mengetiknya, masing-masing dari dokumennya: yang pertama meminta, yang kedua mengetik hal yang sama dan menyetujui. Di antaranya tidak ada yang menyimpan nomornya. Kosongkan yang tidak berubah.',
    nik: 'NIK yang benar',
    kk: 'Nomor KK yang benar',
    bornOn: 'Tanggal lahir yang benar',
    bornOnHint: 'Misalnya 1998-07-21.',
    because: 'Mengapa diperbaiki',
    becauseHint: 'Orangnya bisa membacanya. Jangan tulis nomor atau nama.',
    send: 'Minta atau setujui perbaikan',
    waits: 'Menunggu orang kedua',
    typeAgain: 'Ketik lagi di halaman orangnya',
    personOf: (id: string) => `Orang ${id}`,
  },
  en: {
    title: 'Correct NIK, family card or birth date',
    text: 'Two people type it, each from the document: the first asks, the second types the same and approves. Nobody keeps the numbers in between. Leave empty what does not change.',
    nik: 'The right NIK',
    kk: 'The right family card number',
    bornOn: 'The right birth date',
    bornOnHint: 'Such as 1998-07-21.',
    because: 'Why it is corrected',
    becauseHint: 'The person can read it. Write no number and no name.',
    send: 'Ask for the correction, or approve it',
    waits: 'Waits for the second person',
    typeAgain: 'Type it once more on the page of the person',
    personOf: (id) => `Person ${id}`,
  },
})
