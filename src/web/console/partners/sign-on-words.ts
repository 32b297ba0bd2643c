import { dictionary } from '../../words/dictionary.ts'

/** What is said of a partner as a client of single sign-on. */
export const signOnWords = dictionary({
  id: {
    title: 'Masuk tunggal',
    none: 'Mitra ini bukan klien masuk tunggal.',
    ended: 'Sudah diakhiri',
    active: 'Aktif',
    state: 'Keadaan',
    scopes: 'Boleh meminta',
    redirects: 'Kembali ke',
    secretAt: 'Rahasia sejak',
    add: 'Jadikan klien masuk tunggal',
    addText:
      'Pesertanya bisa masuk dengan akun Kartu Prakerja. Rahasianya ditunjukkan satu kali, di halaman berikutnya.',
    uris: 'Alamat kembali, satu per baris',
    urisHint: 'Persis seperti dikirim mitra, diawali https://. Semua di satu host.',
    logoutUris: 'Alamat setelah keluar, satu per baris',
    phone: 'Boleh meminta nomor HP',
    card: 'Boleh meminta nomor kartu',
    rotate: 'Ganti rahasia',
    rotateText: 'Rahasia yang lama tidak berlaku lagi saat itu juga.',
    end: 'Akhiri masuk tunggal',
    endText:
      'Tidak ada yang bisa masuk lewat mitra ini lagi. Bisa dijadikan klien lagi, dengan rahasia baru.',
    newSecret: (code: string) => `Rahasia baru ${code}`,
    newSecretText:
      'Salin sekarang dan serahkan dengan cara yang aman. Rahasia ini tidak pernah ditunjukkan lagi.',
    catalogue: 'Unduh katalog mitra ini (CSV)',
  },
  en: {
    title: 'Single sign-on',
    none: 'This partner is no client of single sign-on.',
    ended: 'Ended',
    active: 'Active',
    state: 'State',
    scopes: 'May ask for',
    redirects: 'Comes back to',
    secretAt: 'Secret since',
    add: 'Make it a client of single sign-on',
    addText:
      'Its participants log in with their Kartu Prakerja account. Its secret is shown once, on the next page.',
    uris: 'Where the browser comes back to, one a line',
    urisHint: 'Letter for letter as the partner sends it, beginning with https://. All on one host.',
    logoutUris: 'Where it may go after a log-out, one a line',
    phone: 'May ask for the phone number',
    card: 'May ask for the card number',
    rotate: 'Change the secret',
    rotateText: 'The one before it ends at once.',
    end: 'End its single sign-on',
    endText: 'It logs nobody in any more. It can be made a client again, with a new secret.',
    newSecret: (code) => `New secret of ${code}`,
    newSecretText: 'Copy it now and hand it on by a safe way. This secret is never shown again.',
    catalogue: 'Download the catalogue of this partner (CSV)',
  },
})
