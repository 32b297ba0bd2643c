import { dictionary } from '../../words/dictionary.ts'

/** What the page of one's messages says. */
export const messageChoiceWords = dictionary({
  id: {
    title: 'Pesan yang Anda terima',
    lead: 'Pilih kabar yang ingin Anda terima dan lewat apa. Kabar yang tidak dikirim tetap bisa dibaca di halaman kartu.',
    language: 'Bahasa pesan',
    languages: { id: 'Bahasa Indonesia', en: 'English' },
    sms: 'SMS',
    email: 'Email',
    kinds: {
      learning: 'Pelatihan selesai dan sertifikat',
      review: 'Pengingat menulis ulasan',
      incentive: 'Kabar insentif: jatuh tempo dan sudah dibayar',
    },
    save: 'Simpan pilihan',
    saved: 'Pilihan disimpan',
    savedText: 'Berlaku untuk pesan yang ditulis mulai sekarang.',
    always: 'Selalu dikirim',
    alwaysLead: 'Pesan ini tidak bisa dimatikan, karena Anda bisa rugi bila tidak membacanya.',
    why: {
      code: 'Kode OTP: tanpa kode Anda tidak bisa membayar, masuk, atau mengonfirmasi.',
      security: 'Keamanan: supaya tidak ada yang mengubah atau memakai akun Anda diam-diam.',
      term: 'Hak dan batas waktu: peraturan program mewajibkan Anda diberi tahu sebelum dan sesudahnya.',
      money: 'Uang yang kembali, dipotong, atau tidak bisa dibayar: Anda harus tahu dan bisa berkeberatan.',
      order: 'Bukti dan perubahan pesanan: Anda memerlukannya untuk belajar dan sebagai bukti bayar.',
      answer: 'Jawaban atas yang Anda ajukan sendiri.',
    },
    back: 'Kembali ke beranda',
  },
  en: {
    title: 'The messages that you get',
    lead: 'Choose the news that you want, and how. What is not sent can still be read on the page of the card.',
    language: 'Language of messages',
    languages: { id: 'Bahasa Indonesia', en: 'English' },
    sms: 'SMS',
    email: 'Email',
    kinds: {
      learning: 'Finished trainings and certificates',
      review: 'The reminder of a review',
      incentive: 'News of the incentive: due, and paid',
    },
    save: 'Save the choice',
    saved: 'Your choice is saved',
    savedText: 'It holds for messages that are written from now on.',
    always: 'Always sent',
    alwaysLead: 'These cannot be switched off, because not reading them can cost you something.',
    why: {
      code: 'OTP codes: without a code you cannot pay, log in or confirm.',
      security: 'Security: so that nobody changes or uses your account behind your back.',
      term: 'Rights and deadlines: the terms of the programme demand that you are told before and after.',
      money: 'Money that goes back, is taken off or cannot be paid: you must know, and be able to appeal.',
      order: 'Receipts and changes of orders: you need them to learn, and as proof of payment.',
      answer: 'The answer to what you have filed yourself.',
    },
    back: 'Back to your home',
  },
})
