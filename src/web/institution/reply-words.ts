import { dictionary } from '../words/dictionary.ts'

/** What an institution reads where it answers a review. Its refusals are those of src/learning/reviews/rules.ts. */
export const replyWords = dictionary({
  id: {
    title: 'Balas ulasan',
    about: (course: string, institution: string) => `Pelatihan “${course}” dari ${institution}`,
    lead: 'Satu ulasan dapat dibalas satu kali. Balasan tampil di bawah ulasan, untuk semua orang, dan tidak bisa diubah.',
    until: (until: string) => `Bisa dibalas sampai ${until}.`,
    reply: 'Balasan',
    replyHint:
      '10 sampai 2.000 karakter. Jangan tulis nomor HP, NIK, atau data pribadi lain; nomor panjang tidak ditampilkan.',
    send: 'Kirim balasan',
    sent: 'Balasan sudah tersimpan',
    sentText: 'Terima kasih. Balasan Anda sekarang tampil di halaman pelatihan.',
    cannot: 'Ulasan ini tidak bisa dibalas',
  },
  en: {
    title: 'Reply to a review',
    about: (course, institution) => `The training “${course}” of ${institution}`,
    lead: 'A review is replied to once. The reply stands below the review, for everybody, and cannot be changed.',
    until: (until) => `It can be replied to until ${until}.`,
    reply: 'Reply',
    replyHint:
      '10 to 2,000 characters. Do not write phone numbers, a NIK or other personal data; long numbers are not shown.',
    send: 'Send the reply',
    sent: 'The reply is kept',
    sentText: 'Thank you. Your reply is now shown on the page of the course.',
    cannot: 'This review cannot be replied to',
  },
})
