import { campaignId } from './campaign-id.ts'
import { learningWordsId } from './learning-id.ts'
import { paidWordsId } from './paid-id.ts'
import { portalWordsId } from './portal-id.ts'
import { seatWordsId } from './seats-id.ts'
import { stoppedWordsId } from './stopped-id.ts'
import type { Words } from './words.ts'
import { workWordsId } from './work-id.ts'

export const wordsId: Words = {
  ...portalWordsId,
  ...learningWordsId,
  ...paidWordsId,
  ...stoppedWordsId,
  ...seatWordsId,
  ...workWordsId,
  ...campaignId,
  'payment-otp': {
    sms: `BEKAL: kode OTP {otp} utk bayar {amount} di {storefront}. Berlaku {minutes} mnt. JANGAN beri ke siapa pun.
@{domain} #{otp}`,
  },
  'account-phone-otp': {
    sms: `BEKAL: kode verifikasi {otp} utk akun {storefront}. Berlaku {minutes} mnt. JANGAN beri ke siapa pun.
@{domain} #{otp}`,
  },
  'login-otp': {
    sms: `BEKAL: kode OTP {otp} utk masuk ke akun {site}. Berlaku {minutes} mnt. JANGAN beri ke siapa pun.
@{domain} #{otp}`,
  },
  'attendance-otp': {
    sms: `BEKAL: kode OTP {otp} utk konfirmasi hadir di {institution}. Berlaku {minutes} mnt. JANGAN beri ke siapa pun.
@{domain} #{otp}`,
  },
  designation: {
    sms: 'BEKAL: Anda terpilih! Kartu {card}, saldo {balance}. Beli pelatihan pertama sebelum {deadline}: {link} Gratis, kami tidak pernah meminta uang.',
    email: {
      subject: 'Anda terpilih: beli pelatihan pertama sebelum {deadline}',
      body: `# Selamat, {name}, Anda terpilih

Anda sekarang penerima manfaat Bekal. Saldo pelatihan sudah ada di kartu Anda.

- Nomor kartu: {card}
- Saldo pelatihan: {balance}
- Beli pelatihan pertama sebelum: {deadline}

Yang perlu dilakukan: masuk ke akun Anda, pilih pelatihan di salah satu toko, lalu bayar dengan nomor kartu ini. Kode OTP akan datang lewat SMS.

[Masuk dan pilih pelatihan]({link})

Bila sampai waktu itu belum ada pelatihan yang dibeli, kepesertaan dicabut dan seluruh saldo kembali ke kas negara.

Semua ini gratis. Kami tidak pernah meminta uang, kata sandi, atau kode OTP. Jangan berikan nomor kartu dan kode OTP kepada siapa pun.`,
    },
  },
  'deadline-reminder': {
    sms: 'BEKAL: {daysLeft}. Beli pelatihan pertama sebelum {deadline}: {link} Lewat waktu itu kepesertaan dicabut dan saldo {balance} hangus.',
  },
  'card-refused': {
    sms: `BEKAL: kartu Anda ditolak di {storefront}: {reason}. Bukan Anda yang mencoba? Abaikan, jangan beri OTP.
{link}`,
  },
  revoked: {
    sms: 'BEKAL: kepesertaan Anda dicabut pada {at}. Alasan: {reason}. Penjelasan dan keberatan: {link}',
    email: {
      subject: 'Kepesertaan Anda dicabut',
      body: `# Kepesertaan Anda dicabut

Halo {name},

Kepesertaan Anda di program Bekal dicabut.

- Alasan: {reason}
- Berlaku sejak: {at}
- Saldo yang kembali ke kas negara: {balance}

Bila menurut Anda ini keliru, ajukan keberatan di sini:

[Lihat alasan dan ajukan keberatan]({link})`,
    },
  },
  'cut-off': {
    sms: 'BEKAL: saldo kartu bisa dipakai sampai {before}. Sisa {balance} sudah kembali ke kas negara. Kepesertaan dan pelatihan Anda tetap. Tanya: {link}',
    email: {
      subject: 'Sisa saldo pelatihan kembali ke kas negara',
      body: `# Sisa saldo kembali ke kas negara

Halo {name},

Waktu memakai saldo pelatihan sudah selesai, jadi sisanya kembali ke kas negara. Kepesertaan Anda tidak dicabut, dan pelatihan yang sudah dibeli tetap bisa diikuti.

- Saldo bisa dipakai sampai: {before}
- Yang kembali ke kas negara: {balance}

Bila menurut Anda ini keliru, tanyakan di sini:

[Lihat mutasi saldo]({link})`,
    },
  },
  restored: {
    sms: 'BEKAL: kepesertaan Anda dipulihkan, saldo {balance} kembali ke kartu. Beli pelatihan sebelum {deadline}: {link}',
    email: {
      subject: 'Kepesertaan Anda dipulihkan: beli pelatihan sebelum {deadline}',
      body: `# Kepesertaan Anda dipulihkan

Halo {name},

Pencabutan kepesertaan Anda dibatalkan. Kartu dan nomornya tetap sama, dan saldonya sudah kembali.

- Saldo pelatihan: {balance}
- Beli pelatihan sebelum: {deadline}

[Masuk dan pilih pelatihan]({link})

Bila sampai waktu itu belum ada pelatihan yang dibeli, kepesertaan dicabut lagi.`,
    },
  },
  'term-extended': {
    sms: 'BEKAL: batas waktu Anda diperpanjang. Beli pelatihan pertama sebelum {deadline}: {link} Lewat waktu itu kepesertaan dicabut dan saldo {balance} hangus.',
    email: {
      subject: 'Batas waktu Anda diperpanjang sampai {deadline}',
      body: `# Batas waktu Anda diperpanjang

Halo {name},

Batas waktu untuk membeli pelatihan pertama diperpanjang.

- Beli pelatihan pertama sebelum: {deadline}
- Saldo pelatihan: {balance}

[Masuk dan pilih pelatihan]({link})

Bila sampai waktu itu belum ada pelatihan yang dibeli, kepesertaan dicabut dan seluruh saldo kembali ke kas negara.`,
    },
  },
  'order-placed': {
    email: {
      subject: 'Pesanan {order} menunggu pembayaran sampai {payBefore}',
      body: `# Pesananmu sudah dibuat

Halo {name},

Pesananmu di {storefront} menunggu pembayaran. Belum ada saldo yang terpotong.

- Nomor pesanan: {order}
- Pelatihan: {course}
- Lembaga pelatihan: {institution}
- Yang harus dibayar: {amount}
- Bayar sebelum: {payBefore}

[Lanjutkan pembayaran]({link})

Bila lewat waktu itu belum dibayar, pesanan batal dengan sendirinya dan kamu boleh memesan lagi.`,
    },
  },
  receipt: {
    email: {
      subject: 'Bukti pembelian {course}',
      body: `# Pembelian berhasil

Halo {name},

Terima kasih, pembayaranmu sudah diterima.

- Pelatihan: {course}
- Lembaga pelatihan: {institution}
- Dibeli di: {storefront}
- Jadwal mulai: {startsAt}
- Tempat: {place}
- Dibayar pada: {paidAt}

- Harga: {price}
- Potongan promo: {discount}
- Dibayar dengan kartu: {amount}
- Sisa saldo pelatihan: {balance}

- Nomor pesanan: {invoice}
- Kode transaksi: {transactionCode}
- Kode voucher: {voucherCode}
- Tukarkan di: {redeemLink}
- Kode redeem (untuk lembaga, bila diminta): {redeemCode}

[Mulai Belajar]({learnLink})

[Lihat bukti pembelian]({receiptLink})

Simpan email ini. Kode hanya dapat dipakai satu kali; jangan berikan kepada siapa pun.`,
    },
  },
  'purchase-cancelled': {
    sms: `BEKAL: pembelian {course} ({invoice}) dibatalkan. {amount} kembali ke kartu, saldo sekarang {balance}. {link}
Beli pelatihan pertama lagi sebelum {deadline}, atau kepesertaan dicabut.`,
    email: {
      subject: 'Pembelian {invoice} dibatalkan',
      body: `# Pembelian dibatalkan

Halo {name},

Pembelian berikut dibatalkan. Uangnya kembali ke saldo kartu Anda, bukan tunai, dan kodenya tidak berlaku lagi.

- Pelatihan: {course}
- Dibeli di: {storefront}
- Nomor invoice: {invoice}
- Dibatalkan pada: {cancelledAt}
- Alasan: {reason}
- Kembali ke kartu: {amount}
- Saldo sekarang: {balance}
- Beli pelatihan pertama lagi sebelum: {deadline}

[Lihat riwayat pembelian]({link})`,
    },
  },
  'voucher-replaced': {
    email: {
      subject: 'Kode voucher baru untuk {course}',
      body: `# Kode vouchermu diganti

Halo {name},

Kode voucher lama untuk pelatihan ini dibatalkan demi keamanan dan tidak dapat dipakai lagi. Ini kode penggantinya; pembelianmu tidak berubah.

- Pelatihan: {course}
- Lembaga pelatihan: {institution}
- Dibeli di: {storefront}
- Kode voucher baru: {voucherCode}

[Tukarkan kode voucher]({redeemLink})

Kode hanya dapat dipakai satu kali; jangan berikan kepada siapa pun.`,
    },
  },
  'review-written': {
    email: {
      subject: 'Ulasan baru untuk {course}',
      body: `# Ada ulasan baru

Kepada {institution},

Seorang peserta yang sudah menyelesaikan pelatihan Anda menulis ulasan.

- Pelatihan: {course}
- Penulis: {name}
- Bintang (dari 5): {stars}
- Bisa dibalas sebelum: {replyBefore}

[Baca dan balas ulasan]({replyLink})

Satu ulasan dapat dibalas satu kali, dan balasan tampil di halaman pelatihan untuk semua orang. Tautan ini hanya untuk lembaga Anda; jangan teruskan kepada orang lain.`,
    },
  },
  'picture-taken-down': {
    email: {
      subject: 'Gambar pelatihan {course} diturunkan',
      body: `# Gambar pelatihan diturunkan

Kepada {institution},

Program menurunkan gambar pelatihan Anda. Pelatihannya tetap dijual, dengan gambar bawaan.

- Pelatihan: {course}
- Alasan: {reason}

[Unggah gambar lain]({link})`,
    },
  },
  'review-hidden': {
    email: {
      subject: 'Ulasanmu untuk {course} disembunyikan',
      body: `# Ulasanmu disembunyikan

Halo {name},

Ulasanmu tidak tampil lagi di halaman pelatihan dan tidak dihitung dalam rating.

- Pelatihan: {course}
- Alasan: {reason}
- Sejak: {hiddenAt}

Kamu tetap boleh memperbaikinya: buka pesananmu, lalu ubah ulasannya. Setelah itu ulasan diperiksa lagi sebelum ditampilkan.

[Buka pesanan]({link})`,
    },
  },
  'password-reset': {
    email: {
      subject: 'Atur ulang kata sandi {site}',
      body: `# Atur ulang kata sandi

Halo {name},

Ada permintaan mengatur ulang kata sandi akunmu di {site}. Tautan ini berlaku {minutes} menit dan hanya sekali.

[Buat kata sandi baru]({resetLink})

Bila bukan kamu yang meminta, abaikan email ini: kata sandimu tidak berubah. Jangan teruskan email ini kepada siapa pun.`,
    },
  },
  'email-confirm': {
    email: {
      subject: 'Pastikan email barumu di {site}',
      body: `# Pastikan email barumu

Halo {name},

Akunmu di {site} akan memakai alamat email ini. Tautan ini berlaku {minutes} menit dan hanya sekali.

[Pakai alamat email ini]({confirmLink})

Bila bukan kamu yang meminta, abaikan email ini: tidak ada yang berubah.`,
    },
  },
  'account-changed': {
    email: {
      subject: 'Akunmu di {site} baru saja diubah',
      body: `# Akunmu baru saja diubah

Halo {name},

Ini yang berubah pada akunmu di {site}:

- Kata sandi diganti: {passwordChangedAt}
- Alamat email diganti: {emailChangedAt}
- Nomor HP diganti: {phoneChangedAt}

Bila kamu sendiri yang mengubahnya, tidak ada yang perlu dilakukan. Bila bukan, segera buat kata sandi baru, atau hubungi layanan {site} bila sudah tidak bisa masuk.

[Buat kata sandi baru]({link})`,
    },
  },
  'institution-invitation': {
    email: {
      subject: 'Undangan ke laman mitra {institution}',
      body: `# Undangan ke laman mitra

Halo {name},

Anda diundang bekerja untuk {institution} di laman mitra program. Dengan tautan ini Anda membuat kata sandi dan mendaftarkan aplikasi autentikator di HP Anda.

[Buat kata sandi dan faktor kedua]({inviteLink})

Tautan ini hanya bisa dipakai satu kali, sampai {until}. Jangan teruskan kepada siapa pun. Bila Anda tidak menunggu undangan ini, abaikan email ini.`,
    },
  },
  'staff-invitation': {
    email: {
      subject: 'Undangan ke konsol Bekal',
      body: `# Undangan ke konsol

Halo {name},

Anda diundang bekerja di konsol program Bekal. Dengan tautan ini Anda membuat kata sandi dan mendaftarkan aplikasi autentikator di HP Anda.

[Buat kata sandi dan faktor kedua]({inviteLink})

Tautan ini hanya bisa dipakai satu kali, sampai {until}. Jangan teruskan kepada siapa pun. Bila Anda tidak menunggu undangan ini, abaikan email ini dan beri tahu pengelola konsol.`,
    },
  },
  'staff-news': {
    email: {
      subject: 'Akun konsol Bekal: {name}',
      body: `# Akun konsol

Tentang {name}, {email} ({roles}), ini yang terjadi:

- Diundang: {invitedAt}
- Kata sandi dan faktor kedua diatur ulang: {resetAt}
- Alamat email diganti: {emailChangedAt}
- Kata sandi dan faktor kedua baru: {enrolledAt}
- Peran diganti: {rolesChangedAt}
- Boleh meminta dan menyetujui hal yang butuh dua orang mulai: {decidesFrom}
- Oleh: {by}

Anda diberi tahu karena Anda penyetuju atau pengelola, atau karena akun ini milik Anda. Bila Anda tidak tahu tentang ini, tanyakan kepada {name} lewat jalan lain, dan minta pengelola menonaktifkan akun itu sebelum waktu tersebut.`,
    },
  },
}
