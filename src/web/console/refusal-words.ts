import type { Refusal } from '../../kernel/refusal.ts'
import { formatInstant, type Language } from '../../kernel/wib.ts'
import { dictionary } from '../words/dictionary.ts'

/** Why something was not done, and what to do now. Every refusal that an act of the console can meet. */
export const refusalWords = dictionary({
  id: {
    wave_unknown: 'Gelombang itu tidak ada. Buka daftar gelombang lalu pilih lagi.',
    wave_malformed: 'Nomor dan kuota harus bilangan bulat mulai dari 1.',
    wave_taken: 'Nomor gelombang itu sudah dipakai. Pilih nomor lain.',
    year_unknown: 'Belum ada tahun program. Buat dulu: bekal year create.',
    approval_differs:
      'Permintaan yang sama menunggu dengan isi lain. Lihat halaman Persetujuan, tarik yang lama, lalu minta lagi.',
    second_person_needed: 'Langkah pertama dilakukan oleh Anda. Orang lain harus melakukan langkah kedua.',
    staff_needed: 'Ini hanya bisa dilakukan oleh staf yang terdaftar.',
    still_resting:
      'Kata sandi, faktor kedua atau alamat Anda masih baru: Anda belum boleh meminta atau menyetujui hal yang butuh dua orang.',
    approval_missing: 'Tidak ada permintaan seperti itu yang menunggu. Muat ulang halaman ini.',
    wave_has_recipients: 'Penerima gelombang ini diimpor dari berkas: tidak diundi.',
    draw_begun: 'Daftar gelombang ini sudah ditutup: aturannya tidak berubah lagi.',
    rules_differ: 'Gelombang sudah dibuka: hanya nilai publik yang masih boleh diganti, aturan lain tetap.',
    value_already_known: 'Nilai publik itu sudah diketahui. Tetapkan nilai yang baru diketahui nanti.',
    rules_malformed:
      'Aturan bertentangan: jumlah kuota provinsi paling banyak 100 persen, paling banyak sembilan kelompok.',
    list_missing: 'Belum ada daftar tertutup. Tutup gelombangnya dulu.',
    value_not_known_yet: 'Nilai publik belum bisa diketahui.',
    value_agreed: 'Dua orang sudah memasukkan nilai publik yang sama.',
    values_differ:
      'Tidak sama dengan yang dimasukkan orang lain. Kedua isian batal: periksa sumbernya, lalu masukkan lagi, dua-duanya.',
    value_malformed: 'Nilai publik belum diisi, atau lebih dari 200 karakter.',
    value_missing: 'Dua orang harus memasukkan nilai publik dulu.',
    already_drawn: 'Gelombang ini sudah diundi. Undian hanya dijalankan satu kali.',
    wave_not_planned: 'Gelombang ini sudah pernah dibuka, atau penerimanya diimpor.',
    rules_missing: 'Aturan undian belum ditulis. Tulis aturannya dulu.',
    wave_not_open: 'Gelombang ini tidak sedang dibuka.',
    already_cancelled: 'Gelombang ini sudah dibatalkan.',
    performed_by_command:
      'Disetujui. Nomornya tidak disimpan sampai saat itu: siapa yang memegangnya memberi perintah yang sama sekali lagi.',
    not_drawn: 'Gelombang ini belum diundi.',
    already_announced: 'Hasilnya sudah diumumkan.',
    not_announced: 'Hasil undian belum diumumkan. Umumkan dulu.',
    wave_empty: 'Gelombang ini belum punya penerima.',
    year_over: 'Tahun program sudah berakhir: dana tidak bisa dipakai lagi.',
    year_begun: 'Tahun program itu sudah berjalan: aturannya tidak berubah lagi.',
    cut_off_past: 'Batas akhir itu sudah lewat.',
    already_held: 'Pencabutan gelombang ini sudah ditahan.',
    not_held: 'Pencabutan gelombang ini tidak sedang ditahan.',
    wave_without_cards: 'Belum ada penerima yang punya kartu: tidak ada tenggat yang bisa diundur.',
    until_not_later:
      'Tanggal itu sudah lewat, atau semua penerima sudah boleh membeli selama itu. Pilih tanggal lain.',
    until_after_cut_off:
      'Tanggal itu setelah batas akhir pemakaian saldo tahun ini. Pilih tanggal yang lebih awal.',
    extension_open: 'Perpanjangan yang lalu masih dikerjakan. Tunggu satu menit, lalu coba lagi.',
    no_free_seats: 'Tidak ada kursi dari penerima yang dicabut.',
    too_few_free_seats: 'Kursi dari penerima yang dicabut kurang dari itu.',
    already_running:
      'Pekerjaan ini sedang berjalan. Tunggu sampai selesai; halaman ini menunjukkan kemajuannya.',
    reason_missing: 'Tulis alasannya, 1 sampai 500 karakter.',
    card_unknown: 'Kartu itu tidak ada.',
    card_not_revoked: 'Kartu itu tidak dicabut: tidak ada yang perlu dipulihkan.',
    correction_open: 'Permintaan memulihkan kartu ini sudah menunggu. Lihat halaman Koreksi.',
    correction_unknown: 'Koreksi itu tidak ada.',
    correction_done: 'Koreksi itu sudah disetujui. Tidak ada yang diubah.',
    correction_differs:
      'Jumlah yang akan kembali bukan lagi yang diminta. Tarik permintaan itu, lalu minta lagi.',
    email_taken: 'Email itu sudah terdaftar sebagai staf.',
    role_missing: 'Pilih paling sedikit satu peran.',
    staff_unknown: 'Staf itu tidak ada.',
    staff_disabled: 'Staf itu sudah dinonaktifkan.',
    not_oneself: 'Anda tidak bisa menonaktifkan akun sendiri. Minta pengelola lain.',
    appeal_unknown: 'Keberatan itu tidak ada.',
    report_unknown: 'Laporan itu tidak ada.',
    report_decided: 'Laporan itu sudah diputuskan. Lembaga bisa melapor lagi.',
    report_over: 'Laporan itu tidak menentukan apa-apa lagi: pelatihannya sudah selesai atau dibatalkan.',
    reason_too_long: 'Alasan paling banyak 500 karakter. Ringkaslah.',
    already_answered: 'Keberatan itu sudah dijawab. Keberatan dijawab satu kali.',
    text_length: 'Tulis jawabannya, 10 sampai 2.000 huruf: yang mengajukan membacanya.',
    until: (refused: string, at: string) => `${refused} Baru bisa mulai ${at}.`,
  },
  en: {
    wave_unknown: 'There is no such wave. Open the list of waves and choose again.',
    wave_malformed: 'Number and quota must be whole numbers from 1 on.',
    wave_taken: 'There is a wave of that number already. Choose another number.',
    year_unknown: 'There is no programme year yet. Begin one first: bekal year create.',
    approval_differs:
      'The same act waits with other facts. See the page Approvals, withdraw the old request, then ask again.',
    second_person_needed: 'You did the first part. Another person must do the second one.',
    staff_needed: 'Only somebody of the staff who is enrolled can do this.',
    still_resting:
      'Your password, second factor or address is new: you may not yet ask for or approve what takes two people.',
    approval_missing: 'Nothing of the kind waits. Reload this page.',
    wave_has_recipients: 'The recipients of this wave were imported: it is not drawn.',
    draw_begun: 'The list of this wave is closed: its rules stand.',
    rules_differ: 'The wave is open: only another public value may be named now, all other rules stand.',
    value_already_known: 'That public value is known by then. Name one that will only be known later.',
    rules_malformed:
      'The rules contradict themselves: the shares of provinces are 100 percent at most, and there are nine groups at most.',
    list_missing: 'There is no closed list yet. Close the wave first.',
    value_not_known_yet: 'The public value cannot be known yet.',
    value_agreed: 'Two people have entered the same public value already.',
    values_differ:
      'This is not what the other person entered. Both entries are void: look at the source again, and enter it both anew.',
    value_malformed: 'The public value is empty, or longer than 200 characters.',
    value_missing: 'Two people must enter the public value first.',
    already_drawn: 'This wave was drawn. A draw is run once.',
    wave_not_planned: 'The wave was opened before, or its recipients were imported.',
    rules_missing: 'The rules of the draw are not written yet. Write them first.',
    wave_not_open: 'The wave is not open.',
    already_cancelled: 'This wave is cancelled already.',
    performed_by_command:
      'Approved. Nobody keeps the number until then: whoever has it gives the same command once more.',
    not_drawn: 'The wave was not drawn yet.',
    already_announced: 'The result is announced already.',
    not_announced: 'The result of the draw is not announced yet. Announce it first.',
    wave_empty: 'The wave has no recipients yet.',
    year_over: 'The programme year is over: its money cannot be used any more.',
    year_begun: 'That programme year has begun: its rules stand.',
    cut_off_past: 'That cut-off has passed.',
    already_held: 'The revocations of this wave are held already.',
    not_held: 'The revocations of this wave are not held.',
    wave_without_cards: 'Nobody of this wave has a card: there is no deadline to move.',
    until_not_later:
      'That day is over, or everybody of the wave may buy that long already. Choose another day.',
    until_after_cut_off: "That day is after the year's cut-off. Choose an earlier one.",
    extension_open: 'The last extension is being carried out. Wait a minute, then try again.',
    no_free_seats: 'No seats of revoked recipients wait to be given to others.',
    too_few_free_seats: 'Fewer seats of revoked recipients wait than that.',
    already_running: 'This work is running. Wait until it ends; this page shows how far it is.',
    reason_missing: 'Say why, in 1 to 500 characters.',
    card_unknown: 'There is no such card.',
    card_not_revoked: 'The card is not revoked: there is nothing to restore.',
    correction_open: 'A request to restore this card waits already. See the page Corrections.',
    correction_unknown: 'There is no such correction.',
    correction_done: 'This correction was approved before. Nothing was changed.',
    correction_differs:
      'Another amount would go back than the one that was asked for. Withdraw the request, then ask again.',
    email_taken: 'Somebody of the staff has this email already.',
    role_missing: 'Choose at least one role.',
    staff_unknown: 'There is nobody of that kind in the staff.',
    staff_disabled: 'This person is disabled already.',
    not_oneself: 'You cannot disable yourself. Ask another administrator.',
    appeal_unknown: 'There is no such appeal.',
    report_unknown: 'There is no such report.',
    report_decided: 'That report is decided. The institution can report anew.',
    report_over: 'Nothing hangs on that report any more: its training is finished or cancelled.',
    reason_too_long: 'A reason has 500 characters at most. Shorten it.',
    already_answered: 'The appeal is answered already. An appeal is answered once.',
    text_length: 'Write the answer, in 10 to 2,000 letters: whoever appealed reads it.',
    until: (refused, at) => `${refused} From ${at} on it can.`,
  },
})

type Known = Exclude<keyof (typeof refusalWords)['id'], 'until'>

/** The sentence of a refusal, in the language of the page. */
export function sentence(language: Language, { refusal, facts }: Refusal<Known>): string {
  const said = refusalWords[language]
  const why = facts.said?.[language] ?? said[refusal]
  return facts.until ? said.until(why, formatInstant(facts.until, language)) : why
}

/** The sentence of a refusal that was kept as text, in the report of a task. */
export function keptSentence(language: Language, refusal: unknown): string {
  const known = typeof refusal === 'string' && Object.hasOwn(refusalWords.id, refusal) && refusal !== 'until'
  return known ? refusalWords[language][refusal as Known] : String(refusal ?? '')
}
