import { dictionary } from '../words/dictionary.ts'

/** What error pages say: what is wrong, and what to do now. */
export const errorWords = dictionary({
  id: {
    e400: { title: 'Permintaan tidak dapat dibaca', text: 'Kembali ke halaman sebelumnya, lalu coba lagi.' },
    e403: {
      title: 'Halaman ini bukan untuk akun yang sedang masuk',
      text: 'Masuk dengan akun yang benar, atau kembali ke beranda.',
    },
    e404: {
      title: 'Halaman tidak ditemukan',
      text: 'Alamatnya mungkin salah ketik atau halamannya sudah dipindah.',
    },
    e405: { title: 'Halaman ini tidak bisa dibuka dengan cara itu', text: 'Mulai lagi dari beranda.' },
    e408: {
      title: 'Kiriman terhenti di tengah jalan',
      text: 'Jaringan terputus atau terlalu lambat. Isian tadi belum diproses: kembali, lalu kirim lagi saat sinyal lebih baik, atau pilih berkas yang lebih kecil.',
    },
    e413: { title: 'Yang dikirim terlalu besar', text: 'Perkecil isi atau berkasnya, lalu kirim lagi.' },
    e431: {
      title: 'Peramban mengirim terlalu banyak data situs',
      text: 'Hapus data situs (cookie) untuk alamat ini di setelan peramban, lalu buka lagi halamannya.',
    },
    starting: {
      title: 'Layanan sedang mulai',
      text: 'Muat ulang halaman ini beberapa detik lagi. Yang sudah tersimpan tidak hilang.',
    },
    e429: { title: 'Terlalu sering mencoba', text: 'Demi keamanan, tunggu sebentar sebelum mencoba lagi.' },
    e500: {
      title: 'Ada gangguan di pihak kami',
      text: 'Ini bukan karena isian tadi. Coba lagi sebentar lagi. Kalau tadi sedang membayar, periksa dulu riwayat transaksi: pembayaran tidak akan terjadi dua kali.',
    },
    e503: {
      title: 'Layanan sedang sibuk',
      text: 'Coba lagi beberapa menit lagi. Yang sudah tersimpan tidak hilang.',
    },
    wait: (seconds: number) =>
      seconds < 90 ? `Coba lagi ${seconds} detik lagi.` : `Coba lagi ${Math.ceil(seconds / 60)} menit lagi.`,
    home: 'Ke beranda',
    reload: 'Muat ulang halaman',
    requestId: 'Kode laporan',
    tooOld: {
      title: 'Halaman ini sudah terlalu lama terbuka',
      resend:
        'Demi keamanan, formulirnya belum kami proses. Isian tadi masih ada: kirim lagi untuk melanjutkan.',
      reload: 'Demi keamanan, formulirnya belum kami proses. Muat ulang halaman, lalu kirim lagi.',
      send: 'Kirim lagi',
      secrets: 'Kata sandi atau kode OTP perlu diisi lagi.',
    },
    ended: {
      title: 'Sesi sudah berakhir',
      text: 'Demi keamanan, formulirnya belum kami proses. Isiannya kami simpan selama 12 jam: masuk lagi dengan akun yang sama, lalu kirim lagi.',
      secrets: 'Kata sandi, kode OTP, dan berkas tidak kami simpan.',
      logIn: 'Masuk lagi',
    },
  },
  en: {
    e400: { title: 'That request cannot be read', text: 'Go back to the page before and try again.' },
    e403: {
      title: 'This page is not for your account',
      text: 'Log in with the right account, or go to the home page.',
    },
    e404: { title: 'Page not found', text: 'The address may be mistyped, or the page has moved.' },
    e405: { title: 'This page cannot be opened that way', text: 'Start again from the home page.' },
    e408: {
      title: 'What you sent stopped on its way',
      text: 'The network broke off or is too slow. Nothing was processed: go back and send it again with a better signal, or choose a smaller file.',
    },
    e413: { title: 'What you sent is too big', text: 'Make the text or the file smaller and send it again.' },
    e431: {
      title: 'The browser sends too much site data',
      text: 'Delete the site data (cookies) of this address in the settings of the browser, then open the page again.',
    },
    starting: {
      title: 'The service is starting',
      text: 'Reload this page in a few seconds. What was saved is not lost.',
    },
    e429: { title: 'Too many tries', text: 'To keep you safe, please wait a little before you try again.' },
    e500: {
      title: 'Something broke on our side',
      text: 'It is not your fault. Try again in a moment. If you were paying, look at your transactions first: a payment never happens twice.',
    },
    e503: { title: 'The service is busy', text: 'Try again in a few minutes. What was saved is not lost.' },
    wait: (seconds) =>
      seconds < 90 ? `Try again in ${seconds} seconds.` : `Try again in ${Math.ceil(seconds / 60)} minutes.`,
    home: 'To the home page',
    reload: 'Reload the page',
    requestId: 'Report code',
    tooOld: {
      title: 'This page was open for too long',
      resend:
        'To keep you safe we did not process the form. Your answers are still here: send them again to go on.',
      reload: 'To keep you safe we did not process the form. Reload the page and send it again.',
      send: 'Send again',
      secrets: 'Passwords and OTP codes have to be typed again.',
    },
    ended: {
      title: 'Your session has ended',
      text: 'To keep you safe we did not process the form. Your answers are kept for 12 hours: log in again with the same account and send them again.',
      secrets: 'Passwords, OTP codes and files are not kept.',
      logIn: 'Log in again',
    },
  },
})
