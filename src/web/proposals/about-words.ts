import { dictionary } from '../words/dictionary.ts'

/** What institutions and the console call what a course is judged by, where they write it. */
export const aboutWords = dictionary({
  id: {
    level: 'Tingkat',
    levels: { beginner: 'Pemula', intermediate: 'Menengah', advanced: 'Lanjutan' },
    language: 'Bahasa pengantar',
    languages: { id: 'Indonesia', en: 'Inggris' },
    unsaid: 'Tidak disebut',
    trainer: 'Pengajar',
    trainerHint: 'Nama, dan apa keahliannya.',
    outcomes: 'Yang bisa dilakukan peserta sesudahnya',
    outcomesHint: 'Satu baris untuk setiap hal, misalnya: Menghitung daya yang dibutuhkan sebuah rumah.',
    syllabus: 'Silabus',
    syllabusHint: 'Satu baris untuk setiap bagian, dengan lamanya: Memilih panel (45 menit).',
    needs: 'Yang perlu disiapkan peserta',
    needsHint: 'Satu baris untuk setiap hal.',
  },
  en: {
    level: 'Level',
    levels: { beginner: 'Beginner', intermediate: 'Intermediate', advanced: 'Advanced' },
    language: 'Taught in',
    languages: { id: 'Indonesian', en: 'English' },
    unsaid: 'Not said',
    trainer: 'Trainer',
    trainerHint: 'The name, and what they are good at.',
    outcomes: 'What a participant can do afterwards',
    outcomesHint: 'A line for each thing, such as: Work out how much power a house needs.',
    syllabus: 'Syllabus',
    syllabusHint: 'A line for each part, with how long it takes: Choosing a panel (45 minutes).',
    needs: 'What a participant needs',
    needsHint: 'A line for each thing.',
  },
})
