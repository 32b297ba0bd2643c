import { sentenceOf } from '../../kernel/refusal.ts'
import { type RowProblem, rowProblems } from '../../lists/read-list.ts'
import { type PlaceProblem, placeProblems } from '../places/schedule-place.ts'

const ofRow = (problem: RowProblem) =>
  ['refused', sentenceOf(rowProblems, problem, {}, 'id'), sentenceOf(rowProblems, problem, {}, 'en')] as const

const ofPlace = (problem: PlaceProblem) =>
  [
    'refused',
    sentenceOf(placeProblems, problem, {}, 'id'),
    sentenceOf(placeProblems, problem, {}, 'en'),
  ] as const

/**
 * Why a row of a course file was refused, is doubtful, or was cleaned; the order is the order in which they are told.
 * `refused`: nothing of the row was taken. `doubtful`: taken as it is, somebody should look at it. `noted`: taken,
 * with a safe cleaning or a consequence worth knowing.
 */
const reasons = {
  broken_quoting: ofRow('broken_quoting'),
  too_few_cells: ofRow('too_few_cells'),
  too_many_cells: ofRow('too_many_cells'),
  damaged_characters: ofRow('damaged_characters'),
  title_missing: ['refused', 'Judul pelatihan kosong.', 'The course has no title.'],
  title_too_long: [
    'refused',
    'Judul pelatihan lebih dari 300 karakter.',
    'The title is longer than 300 characters.',
  ],
  institution_missing: ['refused', 'Nama lembaga pelatihan kosong.', 'The institution is missing.'],
  institution_too_long: [
    'refused',
    'Nama lembaga lebih dari 150 karakter.',
    'The name of the institution is longer than 150 characters.',
  ],
  category_too_long: [
    'refused',
    'Nama kategori lebih dari 80 karakter.',
    'The name of the category is longer than 80 characters.',
  ],
  description_too_long: [
    'refused',
    'Deskripsi lebih dari 10.000 karakter.',
    'The description is longer than 10,000 characters.',
  ],
  level_unknown: [
    'refused',
    'Tingkat tidak dikenal; yang dikenal: pemula, menengah dan lanjutan.',
    'The level is unknown; known are beginner, intermediate and advanced.',
  ],
  language_unknown: [
    'refused',
    'Bahasa pengantar tidak dikenal; yang dikenal: Indonesia dan Inggris.',
    'The language is unknown; known are Indonesian and English.',
  ],
  about_too_long: [
    'refused',
    'Hasil belajar, silabus atau perlengkapan memuat lebih dari 30 butir, atau satu butir lebih dari 200 karakter.',
    'Outcomes, syllabus or needs have more than 30 items, or one of them more than 200 characters.',
  ],
  method_missing: ['refused', 'Metode belajar kosong.', 'The learning method is missing.'],
  method_unknown: [
    'refused',
    'Metode belajar tidak dikenal; yang dikenal: self_paced dan webinar.',
    'The learning method is unknown; known are self_paced and webinar.',
  ],
  place_missing: [
    'refused',
    'Pelatihan tatap muka (luring) tanpa tempat: isi nama tempat atau alamat, dan kota atau kabupatennya.',
    'A face-to-face course without a place: give its name or address, and its city or regency.',
  ],
  place_incomplete: ofPlace('place_incomplete'),
  place_too_long: ofPlace('place_too_long'),
  city_unknown: ofPlace('city_unknown'),
  map_link_wrong: ofPlace('map_link_wrong'),
  price_negative: ['refused', 'Harga kurang dari nol.', 'The price is below zero.'],
  price_not_whole: ['refused', 'Harga bukan rupiah bulat.', 'The price is not a whole amount of rupiah.'],
  price_not_understood: ['refused', 'Harga tidak dapat dibaca.', 'The price cannot be read.'],
  price_too_large: ['refused', 'Harga melebihi Rp2.000.000.000.', 'The price is above Rp2.000.000.000.'],
  bundle_of_courses: [
    'refused',
    'Judul memuat beberapa pelatihan sekaligus; satu pembelian hanya untuk satu pelatihan, tanpa paket.',
    'The title lists several courses; one purchase is one course, no bundles.',
  ],
  age_wrong: [
    'refused',
    'Batas umur bukan bilangan bulat 0-120, atau batas bawah melebihi batas atas.',
    'The age limits are not whole years from 0 to 120, or the lower one is above the upper one.',
  ],
  education_unknown: [
    'refused',
    'Pendidikan minimal tidak dikenal (SD, SMP, SMA, D3, S1, S2, S3).',
    'The least education is unknown (SD, SMP, SMA, D3, S1, S2, S3).',
  ],
  quota_wrong: [
    'refused',
    'Kuota bukan bilangan bulat 0-1.000.000.',
    'The quota is not a whole number from 0 to 1,000,000.',
  ],
  schedule_wrong: [
    'refused',
    'Waktu jadwal tidak dapat dibaca, atau selesai sebelum mulai.',
    'The times of the schedule cannot be read, or it ends before it begins.',
  ],
  duplicate_row: [
    'refused',
    'Baris ini sama dengan baris lain yang sudah diambil.',
    'This row says the same as another one that was taken.',
  ],
  duplicate_conflict: [
    'refused',
    'Pelatihan yang sama dari lembaga yang sama sudah ada di baris lain dengan isi berbeda; baris pertama yang diambil.',
    'The same course of the same institution stands in another row with other contents; the first row was taken.',
  ],
  near_duplicate: [
    'doubtful',
    'Judul hampir sama dengan pelatihan lain dari lembaga yang sama (hanya tanda baca yang berbeda).',
    'The title is almost that of another course of the institution (only punctuation differs).',
  ],
  bundle_suspected: [
    'doubtful',
    'Judul menyebut paket atau bundle; pastikan ini satu pelatihan, karena paket tidak boleh dijual.',
    'The title speaks of a bundle; make sure that it is one course, for bundles may not be sold.',
  ],
  title_long: ['doubtful', 'Judul lebih dari 150 karakter.', 'The title is longer than 150 characters.'],
  broken_characters: [
    'doubtful',
    'Ada karakter yang tampak rusak dalam teks (kesalahan pengodean).',
    'The text has characters that look broken (a wrong encoding).',
  ],
  not_utf8: [
    'doubtful',
    'Baris ini bukan UTF-8; dibaca sebagai Windows-1252.',
    'This row is not UTF-8; it was read as Windows-1252.',
  ],
  category_missing: [
    'doubtful',
    'Kategori kosong; dicatat sebagai "Lainnya".',
    'The category is missing; filed under "Lainnya" (other).',
  ],
  lacks_description: [
    'doubtful',
    'Tanpa deskripsi: pelatihan ini menunggu kurasi dan belum dijual.',
    'Without a description: the course waits for curation and is not sold yet.',
  ],
  lacks_outcomes: [
    'doubtful',
    'Tanpa hasil belajar: pelatihan ini menunggu kurasi dan belum dijual.',
    'Without outcomes: the course waits for curation and is not sold yet.',
  ],
  lacks_syllabus: [
    'doubtful',
    'Tanpa silabus: pelatihan ini menunggu kurasi dan belum dijual.',
    'Without a syllabus: the course waits for curation and is not sold yet.',
  ],
  method_ambiguous: [
    'doubtful',
    'Metode "online/daring" tidak jelas: dianggap webinar bila ada jadwal, selain itu belajar mandiri.',
    '"Online" may mean both methods: taken as a webinar if it has a schedule, else as self-paced.',
  ],
  price_unusually_low: ['doubtful', 'Harga di bawah Rp1.000.', 'The price is below Rp1.000.'],
  schedule_past: [
    'doubtful',
    'Jadwal sudah dimulai saat impor, jadi tidak dapat dibeli.',
    'The schedule had begun by the time of the import, so it cannot be bought.',
  ],
  schedule_not_needed: [
    'doubtful',
    'Belajar mandiri tidak memakai jadwal; waktu di baris ini diabaikan.',
    'A self-paced course has no schedule; the times of this row were ignored.',
  ],
  place_not_needed: [
    'doubtful',
    'Belajar mandiri tidak memakai tempat; tempat di baris ini diabaikan.',
    'A self-paced course has no place; that of this row was ignored.',
  ],
  city_guessed: [
    'doubtful',
    'Ada kota dan kabupaten bernama sama; yang dicatat kotanya. Tulis "Kabupaten" bila itu yang dimaksud.',
    'A city and a regency have this name; the city was taken. Write "Kabupaten" if that is meant.',
  ],
  dearer_than_any_balance: [
    'noted',
    'Harga melebihi saldo kartu mana pun: ditampilkan, tetapi tidak dapat dibeli.',
    'Dearer than the balance of any card: shown, but it cannot be bought.',
  ],
  title_cleaned: [
    'noted',
    'Spasi atau karakter tak terlihat dalam judul dirapikan.',
    'Blanks or invisible characters of the title were tidied.',
  ],
  title_case_changed: [
    'noted',
    'Huruf besar-kecil judul dirapikan; ejaannya tidak diubah.',
    'The case of the title was tidied; its spelling was not touched.',
  ],
  institution_spelling_unified: [
    'noted',
    'Nama lembaga disamakan dengan ejaan lain dari lembaga yang sama.',
    'The name of the institution was unified with other spellings of the same one.',
  ],
  category_spelling_unified: [
    'noted',
    'Nama kategori disamakan dengan ejaan lain dari kategori yang sama.',
    'The name of the category was unified with other spellings of the same one.',
  ],
} as const satisfies Record<string, readonly ['refused' | 'doubtful' | 'noted', string, string]>

export type RowReason = keyof typeof reasons
export type RowVerdict = 'refused' | 'doubtful' | 'noted'

/** What a reason means for its row, with a sentence in Indonesian and one in English. */
export function explainReason(reason: RowReason): { verdict: RowVerdict; id: string; en: string } {
  const [verdict, id, en] = reasons[reason]
  return { verdict, id, en }
}
