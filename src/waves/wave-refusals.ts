import { approvalRefusals } from '../approvals/approvals.ts'
import { reasonRefusals } from '../journal/reason-refusals.ts'
import { refusalWords } from '../kernel/refusal.ts'

/** Why a step of a wave or of its draw is not taken. Each step names which of these it can meet. */
export const waveRefusals = refusalWords({
  id: {
    wave_unknown: 'Gelombang itu tidak ada. Buka daftar gelombang lalu pilih lagi.',
    wave_malformed: 'Tulis nomor dan kuota sebagai bilangan bulat mulai dari 1.',
    wave_taken: 'Nomor gelombang itu sudah dipakai. Pilih nomor lain.',
    wave_has_recipients:
      'Penerima gelombang ini diimpor dari berkas: tidak diundi. Untuk membatalkannya, batalkan dulu impornya.',
    wave_is_extra:
      'Kursi gelombang tambahan sudah disetujui dua orang: batalkan (wave cancel), lalu rencanakan yang lain.',
    quota_below_recipients:
      'Penerima gelombang ini lebih banyak dari itu: batalkan dulu sebuah impor (import list).',
    draw_begun: 'Daftar gelombang ini sudah ditutup: aturannya tidak berubah lagi. Lanjutkan undiannya.',
    rules_differ: 'Gelombang sudah dibuka: ganti nilai publiknya saja, aturan lain tetap.',
    value_already_known: 'Nilai publik itu sudah diketahui. Tetapkan nilai yang baru diketahui nanti.',
    rules_malformed:
      'Aturan bertentangan. Perbaiki: jumlah kuota provinsi paling banyak 100 persen, paling banyak sembilan kelompok, dan kelompok terakhir tanpa pekerjaan.',
    list_missing: 'Belum ada daftar tertutup. Tutup gelombangnya dulu.',
    value_not_known_yet: ({ until }) =>
      `Nilai publik belum bisa diketahui.${until ? ` Coba lagi mulai ${until}.` : ' Coba lagi nanti.'}`,
    value_agreed: 'Dua orang sudah memasukkan nilai publik yang sama. Jalankan undiannya.',
    values_differ:
      'Tidak sama dengan yang dimasukkan orang lain. Kedua isian batal: periksa sumbernya, lalu masukkan lagi, dua-duanya.',
    value_malformed: 'Nilai publik belum diisi, atau lebih dari 200 karakter. Isi lagi.',
    value_missing: 'Minta dua orang memasukkan nilai publik dulu.',
    already_drawn: 'Gelombang ini sudah diundi, dan undian hanya dijalankan satu kali. Lihat hasilnya.',
    wave_not_planned:
      'Gelombang ini sudah pernah dibuka, atau penerimanya diimpor. Pilih gelombang lain, atau rencanakan yang baru.',
    rules_missing: 'Aturan undian belum ditulis, atau untuk nomor atau kuota lain. Tulis aturannya dulu.',
    wave_not_open: 'Gelombang ini tidak sedang dibuka. Pilih gelombang yang dibuka.',
    already_cancelled: 'Gelombang ini sudah dibatalkan. Tidak perlu apa-apa lagi.',
    not_drawn: 'Gelombang ini belum diundi. Jalankan undiannya dulu.',
    already_announced: 'Hasilnya sudah diumumkan. Tidak perlu apa-apa lagi.',
    not_announced: 'Hasil undian belum diumumkan. Umumkan dulu.',
    wave_empty: 'Gelombang ini belum punya penerima. Impor, atau undi, dulu.',
    no_free_seats: 'Tidak ada kursi dari penerima yang dicabut: tidak ada yang perlu dibagikan.',
    too_few_free_seats: 'Kursi dari penerima yang dicabut kurang dari itu. Pilih kuota yang lebih kecil.',
  },
  en: {
    wave_unknown: 'There is no such wave. Open the list of waves and choose again.',
    wave_malformed: 'Write number and quota as whole numbers from 1 on.',
    wave_taken: 'There is a wave of that number already. Choose another number.',
    wave_has_recipients:
      'The recipients of this wave were imported: it is not drawn. To cancel it, undo the import first.',
    wave_is_extra:
      'The seats of an extra wave are those that two people have approved: cancel it (wave cancel), and plan another.',
    quota_below_recipients: 'The wave has more recipients than that: undo an import first (import list).',
    draw_begun: 'The list of this wave is closed: its rules stand. Go on with the draw.',
    rules_differ: 'The wave is open: change the public value alone, all other rules stand.',
    value_already_known: 'That public value is known by then. Name one that will only be known later.',
    rules_malformed:
      'The rules contradict themselves. Correct them: the shares of provinces are 100 percent at most, there are nine groups at most, and the last one is without occupations.',
    list_missing: 'There is no closed list yet. Close the wave first.',
    value_not_known_yet: ({ until }) =>
      `The public value cannot be known yet.${until ? ` Try again from ${until} on.` : ' Try again later.'}`,
    value_agreed: 'Two people have entered the same public value already. Run the draw.',
    values_differ:
      'This is not what the other person entered. Both entries are void: look at the source again, and enter it both anew.',
    value_malformed: 'The public value is empty, or longer than 200 characters. Enter it again.',
    value_missing: 'Ask two people to enter the public value first.',
    already_drawn: 'This wave was drawn, and a draw is run once. See its result.',
    wave_not_planned:
      'The wave was opened before, or its recipients were imported. Choose another one, or plan a new one.',
    rules_missing:
      'The rules of the draw are not written yet, or are for another number or quota. Write them first.',
    wave_not_open: 'The wave is not open. Choose an open one.',
    already_cancelled: 'This wave is cancelled already. There is nothing to do.',
    not_drawn: 'The wave was not drawn yet. Run the draw first.',
    already_announced: 'The result is announced already. There is nothing to do.',
    not_announced: 'The result of the draw is not announced yet. Announce it first.',
    wave_empty: 'The wave has no recipients yet. Import them, or draw them, first.',
    no_free_seats: 'No seats of revoked recipients wait: there is nothing to give to others.',
    too_few_free_seats: 'Fewer seats of revoked recipients wait than that. Choose a smaller quota.',
  },
  also: [approvalRefusals, reasonRefusals],
})
