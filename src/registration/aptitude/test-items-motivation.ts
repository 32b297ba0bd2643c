import type { TestItem } from './test-rules.ts'

const item = (
  question: TestItem['question'],
  id: TestItem['choices']['id'],
  en: TestItem['choices']['en'],
  points: TestItem['points'],
): TestItem => ({ part: 'motivation', question, choices: { id, en }, points })

/** What somebody wants from a training, and how they go about things. */
export const motivationItems: readonly TestItem[] = [
  item(
    { id: 'Mengapa Anda ingin ikut pelatihan?', en: 'Why do you want to take a training?' },
    [
      'Diminta orang lain',
      'Ingin keterampilan untuk pekerjaan yang saya incar',
      'Mengisi waktu luang',
      'Belum tahu',
    ],
    [
      'Somebody told me to',
      'For a skill that the job I aim for needs',
      'To pass the time',
      'I do not know yet',
    ],
    [1, 3, 2, 0],
  ),
  item(
    {
      id: 'Materi hari ini terasa sulit. Apa yang Anda lakukan?',
      en: 'Today’s lesson is hard. What do you do?',
    },
    [
      'Berhenti',
      'Mengulang dan mencatat bagian yang belum jelas',
      'Melewati bagian itu',
      'Menunggu sampai ada yang menjelaskan',
    ],
    [
      'I stop',
      'I go over it again and note what is unclear',
      'I skip that part',
      'I wait for somebody to explain',
    ],
    [0, 3, 1, 2],
  ),
  item(
    { id: 'Berapa lama Anda bisa belajar dalam seminggu?', en: 'How long can you study in a week?' },
    ['Kurang dari 1 jam', '1 sampai 3 jam', '3 sampai 6 jam', 'Lebih dari 6 jam'],
    ['Less than 1 hour', '1 to 3 hours', '3 to 6 hours', 'More than 6 hours'],
    [0, 1, 2, 3],
  ),
  item(
    {
      id: 'Setelah selesai pelatihan, apa langkah pertama Anda?',
      en: 'When the training is over, what is your first step?',
    },
    [
      'Menunggu tawaran',
      'Belum terpikir',
      'Melamar atau mencoba usaha memakai keterampilan itu',
      'Ikut pelatihan lain dulu',
    ],
    [
      'I wait for an offer',
      'I have not thought of it',
      'I apply or start something with that skill',
      'First another training',
    ],
    [1, 0, 3, 2],
  ),
  item(
    {
      id: 'Anda punya tugas yang harus selesai besok. Kapan Anda mulai?',
      en: 'A task must be done by tomorrow. When do you start?',
    },
    ['Sekarang, sedikit demi sedikit', 'Nanti malam', 'Besok pagi', 'Bila diingatkan'],
    ['Now, little by little', 'Tonight', 'Tomorrow morning', 'When somebody reminds me'],
    [3, 2, 1, 0],
  ),
  item(
    {
      id: 'Orang lain memberi saran atas pekerjaan Anda. Bagaimana sikap Anda?',
      en: 'Somebody suggests how to do your work better. What do you do?',
    },
    ['Saya abaikan', 'Saya pertimbangkan dan coba yang berguna', 'Saya ikuti semuanya', 'Saya tersinggung'],
    ['I ignore it', 'I think about it and try what helps', 'I follow all of it', 'I take offence'],
    [1, 3, 2, 0],
  ),
]
