import { dictionary } from '../../words/dictionary.ts'

/** What the console says of whole lists as files. */
export const exportsWords = dictionary({
  id: {
    own: 'Berkas daftar yang Anda minta',
    lead: 'Daftar yang lebih panjang dari satu unduhan ditulis sebagai pekerjaan, dari tombol di bawah daftarnya. Boleh ditinggalkan, dan berlanjut bila server dimulai ulang. Berkasnya hanya untuk Anda, selama 7 hari.',
    source: 'Daftar',
    file: 'Berkas',
    take: 'Unduh CSV',
    writing: 'Sedang ditulis',
    failed: 'Tidak jadi: lihat pekerjaannya',
    rows: 'Baris',
    askedAt: 'Diminta',
    keptUntil: 'Dihapus',
    ofExport: (number: string) => `Ekspor ${number}`,
  },
  en: {
    own: 'Files of lists that you asked for',
    lead: 'A list that is longer than one download is written as long work, by the button below the list. It can be left, and goes on when the server is started again. Its file is for you alone, for 7 days.',
    source: 'List',
    file: 'File',
    take: 'Download CSV',
    writing: 'Being written',
    failed: 'Not made: see its work',
    rows: 'Rows',
    askedAt: 'Asked for',
    keptUntil: 'Removed',
    ofExport: (number) => `Export ${number}`,
  },
})
