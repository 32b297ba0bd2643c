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
  'registration-undone': {
    email: {
      subject: 'Pendaftaran Kartu Prakerja Anda ditarik kembali',
      body: `# Pendaftaran ditarik kembali

Halo {name},

Pendaftaran yang dibuat {agency} untuk Anda ditarik kembali. Anda tidak terdaftar lagi dan data Anda sudah dihapus.

- Alasan: {reason}

Anda boleh mendaftar lagi, sendiri atau lewat instansi. Pendaftaran gratis.`,
    },
  },
  'application-undone': {
    email: {
      subject: 'Anda dikeluarkan dari gelombang {wave}',
      body: `# Dikeluarkan dari gelombang {wave}

Halo {name},

{agency} mendaftarkan Anda dan mengikutkan Anda dalam gelombang {wave}. Daftar itu ditarik kembali, jadi Anda tidak lagi ikut gelombang ini. Anda tetap terdaftar.

- Alasan: {reason}

Selama gelombang masih dibuka, Anda boleh bergabung lagi sendiri.`,
    },
  },
  'wave-cancelled': {
    sms: 'BEKAL: gelombang {wave} yang Anda ikuti dibatalkan. Anda tidak dirugikan dan boleh ikut gelombang berikutnya: {link}',
    email: {
      subject: 'Gelombang {wave} dibatalkan',
      body: `# Gelombang {wave} dibatalkan

Halo {name},

Gelombang yang Anda ikuti dibatalkan sebelum diundi. Anda tidak dirugikan, dan boleh ikut gelombang berikutnya yang dibuka.

- Alasan: {reason}

[Buka beranda]({link})`,
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
  'inquiry-answered': {
    sms: 'BEKAL: pertanyaan {reference} sudah dijawab. Baca di sini: {answerLink}',
    email: {
      subject: 'Pertanyaan {reference} sudah dijawab',
      body: `# Pertanyaan Anda sudah dijawab

- Nomor pertanyaan: {reference}

[Baca jawaban]({answerLink})

Petugas tidak pernah meminta kode OTP, kata sandi, atau uang.`,
    },
  },
  'person-erased': {
    email: {
      subject: 'Data Anda sudah dihapus',
      body: `# Data Anda sudah dihapus

Sesuai permintaan Anda, data pribadi Anda di Kartu Prakerja dihapus pada {erasedAt}: nama, NIK, KK, nomor HP, email, akun, rekening, dan tulisan Anda.

Catatan uang tetap disimpan menurut undang-undang, tanpa nama Anda. Email ini yang terakhir, dan alamatnya ikut dihapus setelah dikirim. Sertifikat yang Anda simpan tetap milik Anda.

Bila bukan Anda yang meminta, datanglah ke meja bantuan.

[Baca caranya]({link})`,
    },
  },
  'card-number': {
    sms: 'BEKAL: nomor kartu Anda diganti menjadi {card}. Nomor lama tidak bisa dipakai lagi; saldo tetap. {link}',
    email: {
      subject: 'Nomor Kartu Prakerja Anda diganti',
      body: `# Nomor kartu Anda diganti

Halo {name},

Kartu Anda sekarang bernomor {card}. Nomor yang lama tidak bisa dipakai lagi di toko mana pun; saldo, pembelian dan batas waktu tetap.

Bila bukan Anda yang memintanya, hubungi meja bantuan.

[Lihat kartu]({link})`,
    },
  },
  'phone-replaced': {
    sms: 'BEKAL: nomor HP kartu Anda diganti ke {phone}, {changedAt}. Bukan Anda? Hentikan: {stopLink}',
    email: {
      subject: 'Nomor HP Kartu Prakerja Anda diganti',
      body: `# Nomor HP Anda diganti

Halo {name},

Nomor HP Kartu Prakerja Anda diganti ke {phone} pada {changedAt}. Sampai {until} kartu belum bisa dipakai membayar.

Bila Anda sendiri yang memintanya, tidak ada yang perlu dilakukan. Bila bukan, segera hentikan: nomor lama kembali dan kartu dibekukan.

[Bukan saya, hentikan]({stopLink})`,
    },
  },
  'payout-account-otp': {
    sms: `BEKAL: kode OTP {otp} utk rekening pembayaran {account}. Berlaku {minutes} mnt. JANGAN beri ke siapa pun.
@{domain} #{otp}`,
  },
  'payout-account': {
    sms: 'BEKAL: rekening {account} diminta untuk pembayaran Anda. Bukan Anda? Segera batalkan di {link}',
    email: {
      subject: 'Rekening pembayaran {account}',
      body: `# Rekening pembayaran {account}

Halo {name},

Ini tentang rekening bank atau dompet elektronik untuk pembayaran {party}.

- Rekening: {account}
- Diminta: {askedAt}
- Berlaku paling cepat: {usableFrom}
- Tidak dipakai: {because}

Bila bukan Anda yang memintanya, buka lamannya dan batalkan sekarang.

[Buka laman rekening]({link})

Kami tidak pernah meminta PIN, kata sandi, atau kode OTP.`,
    },
  },
}
