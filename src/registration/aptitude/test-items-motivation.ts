import type { TestItem } from './test-rules.ts'

/** What somebody wants from a training, and how they go about things. */
export const motivationItems: readonly TestItem[] = [
  {
    part: 'motivation',
    question: {
      id: 'Mengapa Anda ingin ikut pelatihan?',
      en: 'Why do you want to take a training?',
    },
    choices: {
      id: [
        'Diminta orang lain',
        'Ingin keterampilan untuk pekerjaan yang saya incar',
        'Mengisi waktu luang',
        'Belum tahu',
      ],
      en: [
        'Somebody told me to',
        'For a skill that the job I aim for needs',
        'To pass the time',
        'I do not know yet',
      ],
    },
    points: [1, 3, 2, 0],
  },
  {
    part: 'motivation',
    question: {
      id: 'Materi hari ini terasa sulit. Apa yang Anda lakukan?',
      en: 'Today’s lesson is hard. What do you do?',
    },
    choices: {
      id: [
        'Berhenti',
        'Mengulang dan mencatat bagian yang belum jelas',
        'Melewati bagian itu',
        'Menunggu sampai ada yang menjelaskan',
      ],
      en: [
        'I stop',
        'I go over it again and note what is unclear',
        'I skip that part',
        'I wait for somebody to explain',
      ],
    },
    points: [0, 3, 1, 2],
  },
  {
    part: 'motivation',
    question: {
      id: 'Berapa lama Anda bisa belajar dalam seminggu?',
      en: 'How long can you study in a week?',
    },
    choices: {
      id: ['Kurang dari 1 jam', '1 sampai 3 jam', '3 sampai 6 jam', 'Lebih dari 6 jam'],
      en: ['Less than 1 hour', '1 to 3 hours', '3 to 6 hours', 'More than 6 hours'],
    },
    points: [0, 1, 2, 3],
  },
  {
    part: 'motivation',
    question: {
      id: 'Setelah selesai pelatihan, apa langkah pertama Anda?',
      en: 'When the training is over, what is your first step?',
    },
    choices: {
      id: [
        'Menunggu tawaran',
        'Belum terpikir',
        'Melamar atau mencoba usaha memakai keterampilan itu',
        'Ikut pelatihan lain dulu',
      ],
      en: [
        'I wait for an offer',
        'I have not thought of it',
        'I apply or start something with that skill',
        'First another training',
      ],
    },
    points: [1, 0, 3, 2],
  },
  {
    part: 'motivation',
    question: {
      id: 'Anda punya tugas yang harus selesai besok. Kapan Anda mulai?',
      en: 'A task must be done by tomorrow. When do you start?',
    },
    choices: {
      id: ['Sekarang, sedikit demi sedikit', 'Nanti malam', 'Besok pagi', 'Bila diingatkan'],
      en: ['Now, little by little', 'Tonight', 'Tomorrow morning', 'When somebody reminds me'],
    },
    points: [3, 2, 1, 0],
  },
  {
    part: 'motivation',
    question: {
      id: 'Orang lain memberi saran atas pekerjaan Anda. Bagaimana sikap Anda?',
      en: 'Somebody suggests how to do your work better. What do you do?',
    },
    choices: {
      id: [
        'Saya abaikan',
        'Saya pertimbangkan dan coba yang berguna',
        'Saya ikuti semuanya',
        'Saya tersinggung',
      ],
      en: ['I ignore it', 'I think about it and try what helps', 'I follow all of it', 'I take offence'],
    },
    points: [1, 3, 2, 0],
  },
]
