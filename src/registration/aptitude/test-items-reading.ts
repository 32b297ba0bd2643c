import type { TestItem } from './test-rules.ts'

const notice = {
  id: 'Pengumuman. Pelatihan menjahit dimulai hari Senin pukul 09.00 di Balai Latihan, lantai 2. Peserta membawa kain sendiri; mesin jahit disediakan. Yang berhalangan hadir pada hari pertama wajib memberi kabar paling lambat hari Minggu pukul 18.00. Peserta yang tidak memberi kabar dianggap mengundurkan diri.',
  en: 'Notice. The sewing course begins on Monday at 09:00 in the Training Hall, 2nd floor. Participants bring their own cloth; sewing machines are there. Who cannot come on the first day must say so by Sunday at 18:00. Participants who do not say so are taken to have withdrawn.',
}

const leaflet = {
  id: 'Cara merawat blender. Cabut kabel sebelum membersihkan. Cuci tabung dan tutup dengan air sabun, lalu keringkan. Jangan merendam bagian mesin; lap dengan kain lembap. Bila pisau tumpul, ganti pisaunya, jangan diasah. Pakai paling lama satu menit, lalu istirahatkan mesin tiga menit.',
  en: 'Care of your blender. Pull the plug before cleaning. Wash jar and lid in soapy water, then dry them. Do not soak the motor; wipe it with a damp cloth. When the blade is blunt, replace it, do not sharpen it. Use it for one minute at most, then let the motor rest for three.',
}

/** What a short text says, and what follows from it. */
export const readingItems: readonly TestItem[] = [
  {
    part: 'reading',
    reading: notice,
    question: { id: 'Apa yang harus dibawa peserta?', en: 'What must participants bring?' },
    choices: {
      id: ['Mesin jahit', 'Kain', 'Kain dan mesin jahit', 'Tidak ada'],
      en: ['A sewing machine', 'Cloth', 'Cloth and a sewing machine', 'Nothing'],
    },
    points: [0, 3, 0, 0],
  },
  {
    part: 'reading',
    reading: notice,
    question: {
      id: 'Rina sakit dan memberi kabar hari Minggu pukul 17.00. Apa akibatnya?',
      en: 'Rina is ill and says so on Sunday at 17:00. What follows?',
    },
    choices: {
      id: ['Ia dianggap mengundurkan diri', 'Ia harus membayar', 'Ia tetap peserta', 'Ia pindah ke lantai 2'],
      en: [
        'She is taken to have withdrawn',
        'She has to pay',
        'She is still a participant',
        'She moves to the 2nd floor',
      ],
    },
    points: [0, 0, 3, 0],
  },
  {
    part: 'reading',
    reading: notice,
    question: { id: 'Apa tujuan utama tulisan ini?', en: 'What is this text mainly for?' },
    choices: {
      id: [
        'Memberi tahu aturan hari pertama pelatihan',
        'Menjual mesin jahit',
        'Mencari guru menjahit',
        'Menceritakan sejarah Balai Latihan',
      ],
      en: [
        'To tell the rules of the first day',
        'To sell sewing machines',
        'To find a teacher',
        'To tell the history of the hall',
      ],
    },
    points: [3, 0, 0, 0],
  },
  {
    part: 'reading',
    reading: leaflet,
    question: {
      id: 'Bagian mana yang boleh dicuci dengan air sabun?',
      en: 'Which part may be washed in soapy water?',
    },
    choices: {
      id: ['Mesin', 'Kabel', 'Semua bagian', 'Tabung dan tutup'],
      en: ['The motor', 'The cable', 'Every part', 'Jar and lid'],
    },
    points: [0, 0, 0, 3],
  },
  {
    part: 'reading',
    reading: leaflet,
    question: {
      id: 'Blender sudah dipakai satu menit dan adonan belum halus. Apa yang benar?',
      en: 'The blender ran for one minute and the dough is not smooth yet. What is right?',
    },
    choices: {
      id: [
        'Langsung lanjutkan',
        'Istirahatkan mesin tiga menit, lalu lanjutkan',
        'Ganti pisaunya',
        'Rendam mesinnya',
      ],
      en: [
        'Go on at once',
        'Let the motor rest for three minutes, then go on',
        'Replace the blade',
        'Soak the motor',
      ],
    },
    points: [0, 3, 0, 0],
  },
  {
    part: 'reading',
    reading: leaflet,
    question: { id: 'Kata “tumpul” pada bacaan berarti ...', en: 'In the text “blunt” means ...' },
    choices: {
      id: ['tidak tajam lagi', 'kotor', 'longgar', 'berkarat'],
      en: ['no longer sharp', 'dirty', 'loose', 'rusty'],
    },
    points: [3, 0, 0, 0],
  },
]
