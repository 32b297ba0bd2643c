import { dictionary } from '../words/dictionary.ts'

/** What the public page of the journal says. */
export const words = dictionary({
  id: {
    title: 'Jurnal program',
    lead: 'Setiap perubahan dicatat dalam jurnal yang disegel berantai. Simpan segel di bawah ini di tempat lain: dengan itu siapa pun kelak tahu bila ada yang diubah atau dihapus.',
    caption: 'Segel terakhir setiap hari (WIB)',
    date: 'Tanggal',
    seal: 'Segel',
    hash: 'SHA-256',
    file: 'Semuanya sebagai teks',
    none: 'Belum ada segel',
    noneText: 'Segel pertama muncul beberapa detik setelah perubahan pertama.',
  },
  en: {
    title: "The programme's journal",
    lead: 'Every change is written into a journal whose seals form a chain. Keep the seals below elsewhere: with them anybody can tell later whether something was changed or removed.',
    caption: 'The last seal of each day (WIB)',
    date: 'Date',
    seal: 'Seal',
    hash: 'SHA-256',
    file: 'All of them as text',
    none: 'No seal yet',
    noneText: 'The first one appears a few seconds after the first change.',
  },
})
