import type { Language } from '../src/kernel/wib.ts'

/** What a sentence bids its reader do: the verbs that a clause of it may begin with. */
const verbs = {
  id: `ajukan arahkan baca bagi balas batalkan bayar beri beritahu berhenti buat buka cabut cari catat centang coba
    cocokkan daftarkan gabung ganti hapus hubungi impor isi jalankan jawab keluarkan kembali kembalilah kecilkan ketik kirim
    kosongkan lanjutkan laporkan lepas lihat masuk masuklah masukkan minta mintalah mulai muat pakai pelajari perbaiki
    periksa pilih pindai putuskan rencanakan ringkas ringkaslah salin samakan sebutkan selesaikan simpan sisakan tambahkan
    tanyakan tarik tekan tetapkan unduh hitung tolak tukarkan tulis tunggu tutup ubah umumkan undang`,
  en: `add announce answer appeal ask begin buy cancel change check choose close commit compare complete compute copy correct decide download draft
    enter erase explain export fill finish format give go import invite issue join keep leave log look make name open pay plan
    press read redeem refuse remove replace reply report review revoke rotate run save say scan search see send set shorten
    split stop tell tick try type undo use wait withdraw write`,
} satisfies Record<Language, string>

const before = {
  id: '(?:baru |bila [^,;.]+, |dan |dulu |jadi |lalu )?',
  en: '(?:and |first |if [^,;.]+, |please |so |then )?',
} satisfies Record<Language, string>

/** What somebody can do, or that nothing is left to do. */
const also = {
  id: /\b(?:anda|kamu|lembaga(?:nya)?) bisa \w|\btidak (?:perlu|ada (?:lagi )?yang perlu)\b/i,
  en: /\b(?:you|institution) can (?!not)\w|\bthere is nothing (?:left )?to\b/i,
} satisfies Record<Language, RegExp>

/**
 * Whether a sentence says what to do next: a clause begins with a verb of doing, a command is named, somebody can do
 * something, or nothing is left to do.
 */
export function saysWhatToDo(sentence: string, language: Language): boolean {
  const verb = verbs[language].split(/\s+/).join('|')
  const clause = new RegExp(`(?:^|[.:;,!?\u201d] |\\(| (?:or|atau) )${before[language]}(?:${verb})\\b`, 'i')
  return clause.test(sentence) || also[language].test(sentence) || /\bbekal [a-z]/.test(sentence)
}

/** Final noes: what they say no to cannot be had in another way, and there is nobody to ask. */
export const finalNoes: Readonly<Record<string, string>> = {
  'writeReviewRefusals.purchase_cancelled': 'who did not take a training has nothing to say of it',
  'writeReviewRefusals.review_replied': 'what an institution has answered stays what it was',
  'writeReviewRefusals.edit_too_late': 'a review stands after thirty days',
}
