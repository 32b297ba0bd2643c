import { dictionary } from '../../words/dictionary.ts'

/** What the page of open figures says. */
export const figuresWords = dictionary({
  id: {
    title: 'Angka terbuka',
    lead: (year: string, at: string) => `Tahun ${year}, dihitung ${at}. Jumlah saja, tanpa data siapa pun.`,
    come: 'Dari ikut undian sampai selesai',
    comeText: 'Berapa banyak di setiap tahap.',
    stage: 'Tahap',
    count: 'Jumlah',
    stages: {
      applied: 'Ikut undian',
      chosen: 'Terpilih',
      bought: 'Pelatihan dibeli',
      finished: 'Pelatihan selesai',
    },
    note: '“Terpilih” termasuk penerima dari daftar instansi. Satu orang bisa membeli lebih dari satu pelatihan; yang dibatalkan tidak dihitung.',
    liked: 'Penilaian peserta',
    likedText: (average: string) => `Rata-rata ${average} dari 5 bintang.`,
    noReview: 'Belum ada ulasan tahun ini.',
    stars: 'Bintang',
    reviews: 'Ulasan',
    starCount: (stars: string) => `${stars} bintang`,
  },
  en: {
    title: 'Open figures',
    lead: (year, at) => `Of ${year}, counted ${at}. Numbers only, and nobody’s data.`,
    come: 'From the draw to the end of a training',
    comeText: 'How many came to each stage.',
    stage: 'Stage',
    count: 'Number',
    stages: {
      applied: 'Took part in a draw',
      chosen: 'Chosen',
      bought: 'Trainings bought',
      finished: 'Trainings finished',
    },
    note: '“Chosen” takes in recipients of agencies’ lists. One person can buy more than one training; cancelled ones are not counted.',
    liked: 'What participants think',
    likedText: (average) => `${average} of 5 stars on average.`,
    noReview: 'No reviews this year yet.',
    stars: 'Stars',
    reviews: 'Reviews',
    starCount: (stars) => `${stars} stars`,
  },
})
