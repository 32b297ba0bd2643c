import type { PaidWords } from './words.ts'

/** What participants and institutions read of their payments. */
export const paidWordsId: PaidWords = {
  'incentive-due': {
    sms: 'BEKAL: insentif {amount} jatuh tempo dan ikut pembayaran berikutnya. Pastikan rekening Anda terdaftar: {link}',
    email: {
      subject: 'Insentif {amount} jatuh tempo',
      body: `# Insentif Anda jatuh tempo

Halo {name},

Insentif ini ikut pembayaran berikutnya, ke rekening bank atau dompet elektronik yang terdaftar. Belum ada rekening? Tambahkan sekarang; insentifnya tidak hangus selama menunggu.

- Jumlah: {amount}

[Lihat insentif dan rekening]({link})`,
    },
  },
  'incentive-paid': {
    sms: 'BEKAL: insentif {amount} sudah dibayar ke {account}. Rinciannya: {link}',
    email: {
      subject: 'Insentif {amount} sudah dibayar',
      body: `# Insentif Anda sudah dibayar

Halo {name},

- Jumlah: {amount}
- Ke: {account}

Belum masuk setelah dua hari kerja? Tanyakan ke bank Anda dulu, lalu ajukan keberatan.

[Lihat semua insentif]({link})`,
    },
  },
  'incentive-failed': {
    sms: `BEKAL: bank tidak membayar insentif {amount} ke {account}. Perbaiki rekening: {link}
Kata bank: {reason}`,
    email: {
      subject: 'Insentif {amount} belum bisa dibayar: periksa rekening Anda',
      body: `# Insentif Anda belum bisa dibayar

Halo {name},

Bank menolak atau mengembalikan pembayaran ini. Uangnya tetap hak Anda dan dicoba lagi pada pembayaran berikutnya.

- Jumlah: {amount}
- Ke: {account}
- Kata bank: {reason}

Periksa nomor dan nama rekening. Bila rekeningnya tutup atau salah, ganti dengan rekening lain atas nama Anda sendiri.

[Perbaiki rekening]({link})`,
    },
  },
  'incentive-withdrawn': {
    sms: 'BEKAL: insentif {amount} dibatalkan karena pelatihan yang mendasarinya tidak berlaku lagi. Penjelasan dan keberatan: {link}',
    email: {
      subject: 'Insentif {amount} dibatalkan',
      body: `# Insentif dibatalkan

Halo {name},

Pelatihan yang mendasari insentif ini dibatalkan atau ternyata belum selesai, jadi insentifnya tidak berlaku lagi.

- Jumlah: {amount}
- Sudah dibayar, dipotong dari pembayaran berikutnya: {owed}

Menurut Anda keliru? Ajukan keberatan dari halaman kartu Anda.

[Buka halaman kartu]({link})`,
    },
  },
  'payout-paid': {
    email: {
      subject: 'Pembayaran {reference}: {amount} sudah dibayar',
      body: `# Pembayaran sudah dibayar

Halo {name},

- Untuk: {party}
- Jumlah: {amount}
- Ke: {account}
- Nomor pembayaran: {reference}

[Lihat pembayaran]({link})`,
    },
  },
  'payout-failed': {
    email: {
      subject: 'Pembayaran {reference}: {amount} tidak dibayar bank',
      body: `# Bank tidak membayar

Halo {name},

Bank menolak atau mengembalikan pembayaran ini. Uangnya tetap hak lembaga dan dicoba lagi pada pembayaran berikutnya, dengan nomor yang sama.

- Untuk: {party}
- Jumlah: {amount}
- Ke: {account}
- Nomor pembayaran: {reference}
- Kata bank: {reason}

Periksa rekening lembaga. Bila nomornya salah atau rekeningnya tutup, ajukan rekening lain.

[Perbaiki rekening]({link})`,
    },
  },
}
