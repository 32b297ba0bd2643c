import { dictionary } from '../../words/dictionary.ts'

/** What the pages of announcements say, beside these. */
export const announcementWords = dictionary({
  id: {
    title: 'Pengumuman',
    lead: 'Kabar resmi program. Yang tidak ada di sini bukan dari kami.',
    now: 'Berlaku sekarang',
    past: 'Sebelumnya',
    none: 'Tidak ada pengumuman yang berlaku',
    noneText: 'Bila ada kabar, tempatnya di sini.',
    from: (at: string) => `Sejak ${at}`,
    until: (at: string) => `Berlaku sampai ${at}`,
    ended: (at: string) => `Berakhir ${at}`,
    withdrawn: (at: string) => `Ditarik kembali ${at}`,
    withdrawnTag: 'Ditarik',
    withdrawnText: 'Isinya tidak berlaku lagi.',
    read: 'Baca',
    all: 'Semua pengumuman',
  },
  en: {
    title: 'Announcements',
    lead: 'The official news of the programme. What is not here is not from us.',
    now: 'In force now',
    past: 'Earlier',
    none: 'No announcement is in force',
    noneText: 'News of the programme appears here.',
    from: (at) => `Since ${at}`,
    until: (at) => `In force until ${at}`,
    ended: (at) => `Ended ${at}`,
    withdrawn: (at) => `Taken back ${at}`,
    withdrawnTag: 'Taken back',
    withdrawnText: 'What it said does not hold any more.',
    read: 'Read',
    all: 'All announcements',
  },
})
