import type { SeatWords } from './words.ts'

/** What those are told whose turn for a seat has come. */
export const seatWordsId: SeatWords = {
  'moved-up': {
    sms: 'BEKAL: Anda naik dari cadangan! Kartu {card}, saldo {balance}. Beli pelatihan pertama sebelum {deadline}: {link} Gratis, kami tidak pernah meminta uang.',
    email: {
      subject: 'Anda naik dari cadangan: beli pelatihan pertama sebelum {deadline}',
      body: `# Selamat, {name}, Anda mendapat kursi

Sebuah kursi di gelombang Anda kosong, dan menurut peringkat undian giliran Anda. Anda sekarang penerima manfaat Bekal. Saldo pelatihan sudah ada di kartu Anda.

- Nomor kartu: {card}
- Saldo pelatihan: {balance}
- Beli pelatihan pertama sebelum: {deadline}

Yang perlu dilakukan: masuk ke akun Anda, pilih pelatihan di salah satu toko, lalu bayar dengan nomor kartu ini. Kode OTP akan datang lewat SMS.

[Masuk dan pilih pelatihan]({link})

Bila sampai waktu itu belum ada pelatihan yang dibeli, kepesertaan dicabut dan seluruh saldo kembali ke kas negara.

Semua ini gratis. Kami tidak pernah meminta uang, kata sandi, atau kode OTP. Jangan berikan nomor kartu dan kode OTP kepada siapa pun.`,
    },
  },
  'seat-free': {
    sms: 'BEKAL: ada kursi kosong di {course}. Anda didahulukan sampai {until}: {link}',
    email: {
      subject: 'Ada kursi kosong di {course}',
      body: `# Ada kursi kosong

Halo {name},

Di jadwal yang Anda tunggu ada kursi kosong, dan Anda yang berikutnya dalam daftar tunggu.

- Pelatihan: {course}
- Anda didahulukan sampai: {until}

Kursinya tidak disimpan: siapa yang lebih dulu membayar mendapatkannya. Setelah waktu itu giliran pindah ke peserta berikutnya.

[Lihat jadwal dan toko yang menjualnya]({link})`,
    },
  },
}
