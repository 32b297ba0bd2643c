import type { StoppedWords } from './words.ts'

/** What buyers are told when what they have ordered stops, or the programme stops where they bought. */
export const stoppedWordsId: StoppedWords = {
  'order-lapsed': {
    email: {
      subject: 'Pesanan {order} batal karena belum dibayar',
      body: `# Pesananmu batal

Halo {name},

Pesananmu di {storefront} belum dibayar sampai batas waktunya, jadi batal dengan sendirinya. Tidak ada saldo yang terpotong.

- Nomor pesanan: {order}
- Pelatihan: {course}
- Batal pada: {lapsedAt}

[Pesan lagi]({link})`,
    },
  },
  'training-goes-on': {
    sms: `BEKAL: {party} ditangguhkan program. Pelatihan {course} tetap milik Anda. Lanjutkan: {link}`,
    email: {
      subject: 'Pelatihan {course} tetap berjalan',
      body: `# Pelatihan Anda tetap berjalan

Halo {name},

Program menangguhkan {party}. Pelatihan yang sudah Anda bayar tetap hak Anda: kode, materi, dan sertifikatnya tetap berlaku.

- Pelatihan: {course}
- Alasan penangguhan: {reason}

Selesaikan pelatihannya seperti biasa. Kode voucher, tempat belajar, dan sertifikat Anda ada di halaman kartu, juga bila situs tempat Anda membeli sudah tutup.

[Buka halaman kartu]({link})`,
    },
  },
  'order-ended': {
    email: {
      subject: 'Pesanan {order} diakhiri',
      body: `# Pesananmu diakhiri

Halo {name},

Pesanan berikut belum dibayar dan tidak bisa dibayar lagi, karena program menangguhkan {party}. Saldo kartumu tidak berkurang.

- Pelatihan: {course}
- Toko: {storefront}
- Nomor pesanan: {order}
- Alasan: {reason}

Pilih pelatihan lain atau toko lain.

[Lihat kartu dan pilihan toko]({link})`,
    },
  },
  'storefront-suspended': {
    email: {
      subject: '{storefront} ditangguhkan program',
      body: `# {storefront} ditangguhkan

Halo {name},

Program menangguhkan {storefront}: di sana tidak bisa membeli pelatihan lagi untuk sementara. Yang sudah kamu bayar tetap milikmu.

- Alasan: {reason}

Kode voucher, tempat belajar, dan sertifikatmu ada di halaman kartu. Untuk pelatihan berikutnya, beli di toko lain.

[Buka halaman kartu]({link})`,
    },
  },
}
