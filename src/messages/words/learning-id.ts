import type { LearningWords } from './words.ts'

/** What is written to those who learn. */
export const learningWordsId: LearningWords = {
  'training-finished': {
    sms: 'BEKAL: selamat, pelatihan {course} selesai. Sertifikat Anda: {certificateLink}',
    email: {
      subject: 'Pelatihan {course} selesai: sertifikat Anda sudah terbit',
      body: `# Pelatihan Anda selesai

Selamat, {name}.

- Pelatihan: {course}
- Lembaga pelatihan: {institution}

[Buka dan unduh sertifikat]({certificateLink})

Siapa pun yang menerima nomor atau tautan sertifikat ini dapat memeriksanya di sana.

Langkah berikutnya, menulis ulasan dan membeli pelatihan lain, ada di kartu Anda:

[Buka kartu saya]({link})`,
    },
  },
  'certificate-issued': {
    sms: 'BEKAL: sertifikat Anda untuk pelatihan {course} sudah terbit: {certificateLink}',
    email: {
      subject: 'Sertifikat Anda untuk {course} sudah terbit',
      body: `# Sertifikat Anda sudah terbit

Halo {name},

Satu sertifikat lagi terbit untuk pelatihan yang sudah Anda selesaikan.

- Pelatihan: {course}
- Lembaga pelatihan: {institution}
- Nilai: {grade}

[Buka dan unduh sertifikat]({certificateLink})

Semua sertifikat Anda ada di kartu Anda:

[Buka kartu saya]({link})`,
    },
  },
  'review-due': {
    sms: 'BEKAL: pelatihan {course} sudah selesai. Tulis ulasannya, beberapa menit saja: {link}',
    email: {
      subject: 'Bagaimana pelatihan {course}? Tulis ulasan Anda',
      body: `# Tulis ulasan pelatihan Anda

Halo {name},

Anda sudah menyelesaikan pelatihan ini dan belum menulis ulasannya. Ulasan menolong peserta lain memilih, dan insentif dari pelatihan pertama baru dijadwalkan setelah ada ulasannya.

- Pelatihan: {course}
- Dibeli di: {storefront}

Langkah berikutnya ada di halaman kartu Anda. Kami hanya mengingatkan sekali.

[Tulis ulasan]({link})`,
    },
  },
}
