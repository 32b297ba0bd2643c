import { dictionary } from '../../words/dictionary.ts'

/** What the page of retention says. */
export const retentionWords = dictionary({
  id: {
    title: 'Penyimpanan data',
    lead: 'Berapa lama isi setiap tabel disimpan, dan mengapa. Yang punya pekerjaan dihapus sendiri oleh server.',
    table: 'Tabel',
    kept: 'Disimpan',
    why: 'Mengapa',
    by: 'Dihapus oleh pekerjaan',
    erased: 'Bila orangnya dihapus',
    none: '-',
    due: 'Yang sudah waktunya',
    dueText: 'Menghitung apa yang akan hilang sekarang. Tidak ada yang diubah.',
    count: 'Hitung sekarang',
    run: 'Hapus sekarang',
    runText: 'Server melakukannya sendiri dalam satu jam. Di sini langsung, dengan nama Anda di jurnal.',
    job: 'Pekerjaan',
    rows: 'Baris',
  },
  en: {
    title: 'Retention',
    lead: 'How long what is in each table is kept, and why. The server itself removes what has a job.',
    table: 'Table',
    kept: 'Kept',
    why: 'Why',
    by: 'Removed by the job',
    erased: 'Once the person is erased',
    none: '-',
    due: 'What is due',
    dueText: 'Counts what would go now. Nothing is changed.',
    count: 'Count now',
    run: 'Remove now',
    runText: 'The server does it by itself within the hour. Here at once, with your name in the journal.',
    job: 'Job',
    rows: 'Rows',
  },
})
