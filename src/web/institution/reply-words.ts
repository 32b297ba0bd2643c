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
    refusals: {
      reply_link_unknown:
        'Tautan ini tidak dikenali. Buka lagi tautan dari email terbaru, lengkap sampai huruf terakhir.',
      review_unknown: 'Ulasan ini sudah tidak ada.',
      already_replied: 'Ulasan ini sudah dibalas. Satu ulasan hanya dibalas satu kali.',
      reply_link_expired:
        'Tautan ini sudah lewat masa berlakunya, 60 hari. Mintalah pengelola program untuk menyampaikan balasan Anda.',
      review_is_hidden:
        'Ulasan ini sedang disembunyikan oleh pengelola program, jadi belum bisa dibalas. Coba lagi nanti.',
      reply_too_short: 'Balasan terlalu pendek. Tulis paling sedikit 10 karakter.',
      reply_too_long: 'Balasan terlalu panjang. Ringkas menjadi paling banyak 2.000 karakter.',
    },
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
    refusals: {
      reply_link_unknown:
        'This link is not known. Open the link in the newest email again, complete to its last letter.',
      review_unknown: 'This review is gone.',
      already_replied: 'This review has its reply. A review is replied to once.',
      reply_link_expired:
        'This link was valid for 60 days and has ended. Ask the programme to pass on your reply.',
      review_is_hidden:
        'The programme has hidden this review for now, so it cannot be replied to. Try again later.',
      reply_too_short: 'The reply is too short. Write at least 10 characters.',
      reply_too_long: 'The reply is too long. Shorten it to 2,000 characters at most.',
    },
  },
})
