import { dictionary } from '../../words/dictionary.ts'

/** What the page of help says, and how fakes are told. */
export const helpWords = dictionary({
  id: {
    title: 'Bantuan, dan awas penipuan',
    lead: 'Program ini gratis dari awal sampai akhir. Siapa pun yang meminta uang atau kode OTP Anda menipu.',
    fakes: 'Cara mengenali yang palsu',
    signs: [
      'Petugas tidak pernah meminta kode OTP, kata sandi, atau PIN: tidak lewat telepon, WhatsApp, maupun tatap muka.',
      'Tidak ada yang bisa “meloloskan” Anda. Penerima dipilih dengan undian yang bisa diperiksa siapa saja.',
      'Jangan titipkan pendaftaran kepada calo. Mendaftar sendiri gratis; nomor HP dan akun harus milik Anda.',
      'Saldo tidak bisa diuangkan. Tawaran mencairkan saldo atau membeli kartu Anda adalah kecurangan.',
      'OTP hanya diketik di halaman pembayaran toko, setelah Anda sendiri menekan tombol bayar.',
    ].join('|'),
    real: (host: string) => `Alamat resmi hanya ${host}. Periksa di bilah alamat sebelum mengetik apa pun.`,
    happened: 'Terlanjur memberi kode atau data?',
    happenedText:
      'Masuk sekarang, buka “Data saya”, lalu keluarkan perangkat lain. Kemudian laporkan; laporan tidak perlu akun.',
    report: 'Laporkan kecurangan',
    help: 'Butuh bantuan?',
    ways: 'Ke mana bertanya',
    logIn: 'Tidak bisa masuk atau ganti nomor HP',
    logInWay: 'Masuk dengan cara lain',
    question: 'Keluhan atau pertanyaan tentang layanan, toko, atau pelatihan',
    questionWay: 'Kirim keluhan (perlu masuk)',
    decision: 'Keputusan yang menurut Anda keliru',
    decisionWay: 'Ajukan keberatan (perlu masuk)',
    fraud: 'Penipuan, calo, pelatihan palsu',
    certificate: 'Sertifikat asli atau palsu',
    certificateWay: 'Periksa sertifikat',
    howTo: 'Cara melakukan sesuatu',
    howToWay: 'Panduan peserta',
    answered:
      'Setiap keluhan dan keberatan mendapat nomor, petugas, dan batas waktu jawaban; jawabannya muncul di halaman Anda dan lewat email.',
  },
  en: {
    title: 'Help, and how to tell fakes',
    lead: 'This programme costs nothing from beginning to end. Whoever asks for money or for your OTP is a fraud.',
    fakes: 'How to tell fakes',
    signs: [
      'Staff never ask for an OTP, a password or a PIN: not by phone, not by WhatsApp, not in person.',
      'Nobody can “get you in”. Recipients are chosen by a draw that anybody can check.',
      'Leave your registration to no paid helper. Registering yourself costs nothing; phone and account must be yours.',
      'The balance cannot be cashed. Offers to cash it or to buy your card are fraud.',
      'An OTP is typed only into the payment page of a shop, after you have pressed the button to pay yourself.',
    ].join('|'),
    real: (host) => `The only true address is ${host}. Look at the address bar before you type anything.`,
    happened: 'Have you given a code or data away?',
    happenedText:
      'Log in now, open “My data”, and end the other devices. Then report it; a report needs no account.',
    report: 'Report fraud',
    help: 'Do you need help?',
    ways: 'Where to ask',
    logIn: 'Cannot log in, or a new phone number',
    logInWay: 'Log in another way',
    question: 'A complaint or question about service, a shop or a training',
    questionWay: 'Send a complaint (log in first)',
    decision: 'A decision that you think is wrong',
    decisionWay: 'Appeal (log in first)',
    fraud: 'Fraud, paid helpers, fake trainings',
    certificate: 'Is a certificate true?',
    certificateWay: 'Check a certificate',
    howTo: 'How to do something',
    howToWay: 'Guide for participants',
    answered:
      'Every complaint and appeal gets a number, an operator and a time by which it is answered; the answer appears on your page and comes by email.',
  },
})
