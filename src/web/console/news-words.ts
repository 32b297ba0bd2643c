import { dictionary } from '../words/dictionary.ts'

/** What was just done, by the name that an address carries it under. */
export const newsWords = dictionary<Readonly<Record<string, string>>>({
  id: {
    planned: 'Gelombang direncanakan.',
    committed: 'Aturan undian disimpan.',
    asked: 'Permintaan dicatat. Orang lain harus menyetujui.',
    approved: 'Disetujui.',
    opened: 'Gelombang dibuka.',
    withdrawn: 'Permintaan ditarik.',
    started: 'Pekerjaan dimulai.',
    entered: 'Nilai disimpan. Orang lain harus memasukkan juga, tanpa diberi tahu isian Anda.',
    agreed: 'Kedua isian sama: inilah nilai publik undian ini.',
    announced: 'Hasil diumumkan.',
    answered: 'Jawaban dikirim kepada yang mengajukan.',
    restored: 'Kartu dipulihkan. Pemegangnya diberi tahu.',
    disabled: 'Akun dinonaktifkan dan semua sesinya berakhir.',
  },
  en: {
    planned: 'The wave is planned.',
    committed: 'The rules of the draw are saved.',
    asked: 'The request is noted. Another person must approve.',
    approved: 'Approved.',
    opened: 'The wave is open.',
    withdrawn: 'The request is withdrawn.',
    started: 'The work has begun.',
    entered: 'The value is saved. Another person must enter it, too, without being told yours.',
    agreed: 'Both entries are the same: this is the public value of the draw.',
    announced: 'The result is announced.',
    answered: 'The answer is sent to whoever appealed.',
    restored: 'The card is restored. Its holder is told.',
    disabled: 'The account is disabled and all its sessions have ended.',
  },
})
