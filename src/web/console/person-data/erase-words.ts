import { dictionary } from '../../words/dictionary.ts'

/** What the forms of requests by the law on personal data say, and of erasing somebody. */
export const eraseWords = dictionary({
  id: {
    request: 'Catat permintaan data',
    requestText:
      'Untuk orang yang memintanya di loket, lewat telepon, atau surat. Menjadi kasus di antrean, dengan batas 3 x 24 jam menurut undang-undang; orangnya membacanya di halamannya sendiri.',
    about: 'Yang diminta',
    text: 'Isi permintaan',
    textHint: 'Apa yang diminta, dan bagaimana orangnya dipastikan. Jangan tulis NIK atau nomor kartu.',
    file: 'Catat permintaan',
    erase: 'Hapus data orang ini',
    eraseText:
      'Untuk selamanya. Nama, NIK, KK, HP, email, akun, rekening, pesan, dan tulisannya dihapus di mana-mana; uang, undian, dan catatan tetap, tanpa orangnya. NIK yang pernah menerima kartu atau diblokir tetap dikenali lewat sidiknya saja. Orang kedua harus menyetujui.',
    stands: 'Belum bisa dihapus:',
    because: 'Siapa yang meminta, dan bagaimana dipastikan',
    becauseHint: 'Tersimpan selamanya: jangan tulis nama, nomor, atau email.',
    askErase: 'Minta penghapusan',
    waits: 'Penghapusan orang ini menunggu orang kedua',
    toApprovals: 'Ke daftar persetujuan',
    erasedTitle: (at: string) => `Data orang ini dihapus pada ${at}`,
    erasedText:
      'Yang tersisa adalah nomornya, uangnya, dan riwayatnya. Tidak ada yang bisa mengembalikannya.',
  },
  en: {
    request: 'Take a request about data',
    requestText:
      'For somebody who asks at a counter, by phone or by letter. It becomes a case of the queue, with the 3 x 24 hours of the law; the person reads it on their own page.',
    about: 'What is asked for',
    text: 'The request',
    textHint: 'What is asked for, and how the person was made sure of. Write no NIK and no card number.',
    file: 'Take the request',
    erase: 'Erase this person',
    eraseText:
      'For good. Name, NIK, family card, phone, email, accounts, account numbers, messages and what they wrote are erased everywhere; money, draws and records stay, without the person. A NIK that has received a card or was barred is known again by its hash alone. A second person must approve.',
    stands: 'They cannot be erased yet:',
    because: 'Who asked, and how that was made sure',
    becauseHint: 'Kept for good: write no name, number or email.',
    askErase: 'Ask to erase',
    waits: 'Erasing this person waits for a second person',
    toApprovals: 'To the list of approvals',
    erasedTitle: (at) => `This person was erased at ${at}`,
    erasedText: 'What is left is their number, their money and their history. Nobody can bring them back.',
  },
})
