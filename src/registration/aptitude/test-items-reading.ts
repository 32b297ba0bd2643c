import { pointsFor, type TestItem } from './test-rules.ts'

function item(
  reading: TestItem['question'],
  question: TestItem['question'],
  id: TestItem['choices']['id'],
  en: TestItem['choices']['en'],
  right: 0 | 1 | 2 | 3,
): TestItem {
  return { part: 'reading', reading, question, choices: { id, en }, points: pointsFor(right) }
}

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
  item(
    notice,
    { id: 'Apa yang harus dibawa peserta?', en: 'What must participants bring?' },
    ['Mesin jahit', 'Kain', 'Kain dan mesin jahit', 'Tidak ada'],
    ['A sewing machine', 'Cloth', 'Cloth and a sewing machine', 'Nothing'],
    1,
  ),
  item(
    notice,
    {
      id: 'Rina sakit dan memberi kabar hari Minggu pukul 17.00. Apa akibatnya?',
      en: 'Rina is ill and says so on Sunday at 17:00. What follows?',
    },
    ['Ia dianggap mengundurkan diri', 'Ia harus membayar', 'Ia tetap peserta', 'Ia pindah ke lantai 2'],
    [
      'She is taken to have withdrawn',
      'She has to pay',
      'She is still a participant',
      'She moves to the 2nd floor',
    ],
    2,
  ),
  item(
    notice,
    { id: 'Apa tujuan utama tulisan ini?', en: 'What is this text mainly for?' },
    [
      'Memberi tahu aturan hari pertama pelatihan',
      'Menjual mesin jahit',
      'Mencari guru menjahit',
      'Menceritakan sejarah Balai Latihan',
    ],
    [
      'To tell the rules of the first day',
      'To sell sewing machines',
      'To find a teacher',
      'To tell the history of the hall',
    ],
    0,
  ),
  item(
    leaflet,
    { id: 'Bagian mana yang boleh dicuci dengan air sabun?', en: 'Which part may be washed in soapy water?' },
    ['Mesin', 'Kabel', 'Semua bagian', 'Tabung dan tutup'],
    ['The motor', 'The cable', 'Every part', 'Jar and lid'],
    3,
  ),
  item(
    leaflet,
    {
      id: 'Blender sudah dipakai satu menit dan adonan belum halus. Apa yang benar?',
      en: 'The blender ran for one minute and the dough is not smooth yet. What is right?',
    },
    [
      'Langsung lanjutkan',
      'Istirahatkan mesin tiga menit, lalu lanjutkan',
      'Ganti pisaunya',
      'Rendam mesinnya',
    ],
    [
      'Go on at once',
      'Let the motor rest for three minutes, then go on',
      'Replace the blade',
      'Soak the motor',
    ],
    1,
  ),
  item(
    leaflet,
    { id: 'Kata “tumpul” pada bacaan berarti ...', en: 'In the text “blunt” means ...' },
    ['tidak tajam lagi', 'kotor', 'longgar', 'berkarat'],
    ['no longer sharp', 'dirty', 'loose', 'rusty'],
    0,
  ),
]
