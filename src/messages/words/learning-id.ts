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
}
