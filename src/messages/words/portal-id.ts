import type { PortalWords } from './words.ts'

/** What the programme's own portal writes to those who register. */
export const portalWordsId: PortalWords = {
  'portal-sign-up': {
    email: {
      subject: 'Lanjutkan pendaftaran Kartu Prakerja',
      body: `# Lanjutkan pendaftaran

Ada yang mendaftar Kartu Prakerja dengan alamat email ini. Buka tautan berikut untuk membuktikan bahwa email ini milik Anda dan membuat kata sandi. Tautan berlaku {minutes} menit dan hanya sekali.

[Lanjutkan pendaftaran]({confirmLink})

Pendaftaran gratis. Bila bukan Anda yang mendaftar, abaikan email ini: tidak ada akun yang dibuat.`,
    },
  },
  registered: {
    email: {
      subject: 'Pendaftaran Kartu Prakerja selesai',
      body: `# Pendaftaran selesai

Halo {name},

Data Anda sudah lengkap dan terperiksa. Langkah berikutnya: bergabung dengan gelombang yang dibuka. Tanpa bergabung, Anda tidak ikut diundi.

[Buka beranda dan gabung gelombang]({link})

Semua ini gratis. Kami tidak pernah meminta uang, kata sandi, atau kode OTP.`,
    },
  },
  'appeal-answered': {
    email: {
      subject: 'Keberatan {reference} sudah dijawab',
      body: `# Keberatan Anda sudah dijawab

Halo {name},

- Nomor keberatan: {reference}
- Dijawab pada: {answeredAt}

Jawaban dan alasannya ada di akun Anda.

[Baca jawaban]({link})`,
    },
  },
  'phone-replaced': {
    sms: 'BEKAL: nomor HP Kartu Prakerja Anda diganti ke {phone} pada {changedAt}. Bukan Anda? Segera buka {link}',
  },
}
