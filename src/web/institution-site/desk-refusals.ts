import type { EditRefusal } from '../../catalogue/drafts/rules.ts'
import type { ScheduleDraftRefusal } from '../../catalogue/drafts/write-draft.ts'
import type { MarkRefusal } from '../../learning/attendance/class-rules.ts'
import type { GradeRefusal, ReportRefusal } from '../../learning/completion/desk-rules.ts'
import type { RedeemFileRefusal } from '../../learning/institution-desk/read-code-file.ts'
import type { RowResult } from '../../learning/institution-desk/redeem-file.ts'
import type { MeetingRefusal } from '../../learning/institution-desk/set-meeting.ts'
import { rowProblems } from '../../lists/read-list.ts'
import { dictionary } from '../words/dictionary.ts'

type RowRefusal = Exclude<RowResult['outcome'], 'redeemed'>
export type DeskRefusal =
  | EditRefusal
  | ScheduleDraftRefusal
  | MarkRefusal
  | GradeRefusal
  | ReportRefusal
  | MeetingRefusal
  | RedeemFileRefusal
  | RowRefusal

/** One sentence for each refusal: what is wrong, and what to do now. `at` is an instant in words, or empty. */
export const deskRefusals: Readonly<Record<'id' | 'en', Record<DeskRefusal, (at: string) => string>>> =
  dictionary({
    id: {
      draft_unknown: () => 'Usulan ini tidak ada. Kembalilah ke daftar usulan.',
      draft_submitted: () => 'Usulan ini sudah diajukan. Tunggu keputusan pengelola program.',
      draft_approved: () => 'Usulan ini sudah disetujui. Buat usulan baru untuk mengubahnya.',
      course_unknown: () => 'Pelatihan ini bukan milik lembaga Anda. Pilih dari daftar.',
      schedule_past: () => 'Waktu mulai sudah lewat. Pilih waktu yang akan datang.',
      schedule_ends_before_start: () => 'Waktu selesai harus sesudah waktu mulai. Perbaiki salah satunya.',
      schedule_after_cut_off: () =>
        'Waktu mulai sesudah batas akhir pemakaian saldo tahun ini: tidak ada kartu yang bisa membelinya. Pilih waktu yang lebih awal.',
      quota_out_of_range: () => 'Jumlah kursi harus 1 sampai 1.000.000.',
      participant_unknown: () => 'Peserta ini bukan peserta lembaga Anda. Kembalilah ke daftar peserta.',
      reason_missing: () => 'Tulis alasannya: alasan ini dicatat.',
      course_type_differs: () => 'Pelatihan mandiri hanya punya sesi 1 dan 999. Pilih salah satunya.',
      transaction_cancelled: (at) => `Pembelian ini dibatalkan ${at}, jadi tidak ada lagi yang bisa dicatat.`,
      already_attended: (at) =>
        `Peserta ini sudah tercatat hadir di sesi itu ${at}. Tidak perlu dicatat lagi.`,
      schedule_not_running: (at) =>
        `Jadwal pelatihan ini tidak sedang berjalan${at ? ` (${at})` : ''}. Coba lagi saat jadwalnya berjalan.`,
      grade_missing: () => 'Tulis nilainya.',
      grade_too_long: () => 'Nilai paling banyak 20 karakter. Ringkaslah.',
      grade_certified: () =>
        'Sertifikat kementerian sudah terbit dengan nilai sebelumnya. Hubungi pengelola program untuk meralatnya.',
      evidence_kind_missing: () => 'Pilih jenis buktinya.',
      evidence_missing: () => 'Isi tautan bukti, atau pilih berkasnya.',
      evidence_too_long: () => 'Keterangan paling banyak 500 karakter. Ringkaslah.',
      link_malformed: () => 'Tautan harus diawali https://, misalnya https://contoh.id/bukti. Periksa lagi.',
      file_too_large: () => 'Berkas lebih besar dari 5 MB. Kecilkan dulu, atau isi tautannya.',
      file_type_not_taken: () =>
        'Isi berkas bukan PDF, DOCX, JPG, PNG, atau HEIC. Simpan dulu dalam salah satu bentuk itu; foto paling mudah sebagai JPG.',
      already_reported: (at) =>
        `Pelatihan ini sudah dilaporkan selesai dan masih diperiksa, sampai ${at}. Tunggu hasilnya.`,
      schedule_unknown: () => 'Jadwal ini bukan milik lembaga Anda. Kembalilah ke daftar jadwal.',
      meeting_too_long: () => 'Tempat atau tautan paling banyak 500 karakter. Ringkaslah.',
      already_finished: (at) => `Pelatihan ini sudah selesai ${at}. Tidak perlu dilaporkan lagi.`,
      not_redeemed: () => 'Kode peserta ini belum ditukar. Tukarkan dahulu, baru laporkan selesai.',
      schedule_not_begun: (at) => `Pelatihan ini baru mulai ${at}. Laporkan sesudah selesai.`,
      schedule_not_ended: (at) => `Pelatihan ini baru berakhir ${at}. Laporkan sesudah itu.`,
      file_empty: () => 'Berkas ini kosong. Pilih berkas CSV yang berisi kode.',
      file_not_csv: () =>
        'Berkas ini bukan CSV yang bisa dibaca. Simpan sebagai CSV (UTF-8), lalu kirim lagi.',
      code_column_missing: () =>
        'Tidak ada kolom “kode” (atau “kode voucher”, “kode redeem”). Beri judul itu pada kolomnya, lalu kirim lagi.',
      code_column_repeated: () =>
        'Kolom kode atau email ada lebih dari sekali. Sisakan satu saja, lalu kirim lagi.',
      broken_quoting: () => rowProblems.broken_quoting.id,
      too_few_cells: () => rowProblems.too_few_cells.id,
      too_many_cells: () => rowProblems.too_many_cells.id,
      damaged_characters: () => rowProblems.damaged_characters.id,
      spreadsheet_number: () =>
        'Lembar hitung mengubah kode ini menjadi bilangan. Ubah format kolomnya menjadi Teks, isi lagi, lalu simpan sebagai CSV.',
      too_many_rows: () => 'Berkas ini lebih dari 5.000 baris. Bagi menjadi beberapa berkas.',
      code_missing: () => 'Kode kosong. Isi kodenya.',
      code_repeated: () => 'Kode ini sudah ada di baris sebelumnya. Baris itu yang berlaku.',
      code_unknown: () => 'Kode ini tidak dikenali. Periksa hurufnya.',
      code_of_other_kind: () =>
        'Kode ini dari jenis yang lain. Ketik kode voucher sebagai kode voucher, kode redeem sebagai kode redeem.',
      email_wrong: () => 'Email ini bukan email pembelinya. Periksa, atau kosongkan.',
      code_of_other_institution: () =>
        'Kode ini untuk pelatihan lembaga lain. Arahkan peserta ke lembaganya.',
      code_cancelled: (at) => `Kode ini dibatalkan ${at}. Minta peserta memakai kode penggantinya.`,
      already_redeemed: (at) => `Kode ini sudah ditukar ${at}. Tidak perlu ditukar lagi.`,
      code_of_other_course: () => 'Kode ini untuk pelatihan lain. Pilih pelatihan yang benar.',
    },
    en: {
      draft_unknown: () => 'There is no such proposal. Go back to the list of proposals.',
      draft_submitted: () => 'This proposal was submitted. Wait for the decision of the programme.',
      draft_approved: () => 'This proposal was approved. Make a new one to change it.',
      course_unknown: () => 'This course is none of your institution. Choose one of the list.',
      schedule_past: () => 'The beginning has passed. Choose a time to come.',
      schedule_ends_before_start: () => 'The end must come after the beginning. Correct one of them.',
      schedule_after_cut_off: () =>
        "It begins after the year's cut-off, when no card can be used any more. Choose an earlier time.",
      quota_out_of_range: () => 'The number of seats must be 1 to 1,000,000.',
      participant_unknown: () =>
        'This is no participant of your institution. Go back to the list of participants.',
      reason_missing: () => 'Write the reason: it is written down.',
      course_type_differs: () => 'A self-paced course has the sessions 1 and 999 alone. Choose one of them.',
      transaction_cancelled: (at) => `This purchase was cancelled ${at}, so nothing more can be written.`,
      already_attended: (at) => `This participant was present in that session ${at}. There is nothing to do.`,
      schedule_not_running: (at) =>
        `The schedule of this training is not running${at ? ` (${at})` : ''}. Try again while it runs.`,
      grade_missing: () => 'Write the grade.',
      grade_too_long: () => 'A grade has at most 20 characters. Shorten it.',
      grade_certified: () =>
        "The ministry's certificate was issued with the grade before. Ask the programme to correct it.",
      evidence_kind_missing: () => 'Choose the kind of evidence.',
      evidence_missing: () => 'Give a link to the evidence, or choose its file.',
      evidence_too_long: () => 'Remarks have at most 500 characters. Shorten them.',
      link_malformed: () => 'A link begins with https://, such as https://example.com/list. Check it again.',
      file_too_large: () => 'The file is larger than 5 MB. Make it smaller, or give a link.',
      file_type_not_taken: () =>
        'The file is no PDF, DOCX, JPG, PNG or HEIC inside. Save it as one of these; a photo is easiest as JPG.',
      already_reported: (at) =>
        `This training was reported as finished and is being checked, until ${at}. Wait for the verdict.`,
      schedule_unknown: () => 'This schedule is none of your institution. Go back to the list of schedules.',
      meeting_too_long: () => 'A place or link has at most 500 characters. Shorten it.',
      already_finished: (at) => `This training was finished ${at}. There is nothing to report.`,
      not_redeemed: () => 'The code of this participant is not redeemed. Redeem it first.',
      schedule_not_begun: (at) => `This training begins ${at}. Report it when it is over.`,
      schedule_not_ended: (at) => `This training ends ${at}. Report it after that.`,
      file_empty: () => 'The file is empty. Choose a CSV file with codes.',
      file_not_csv: () => 'This is no CSV that can be read. Save it as CSV (UTF-8) and send it again.',
      code_column_missing: () =>
        'There is no column “code” (or “voucher code”, “redeem code”). Give the column that heading and send the file again.',
      code_column_repeated: () =>
        'There is more than one column of codes or of emails. Keep one, and send the file again.',
      broken_quoting: () => rowProblems.broken_quoting.en,
      too_few_cells: () => rowProblems.too_few_cells.en,
      too_many_cells: () => rowProblems.too_many_cells.en,
      damaged_characters: () => rowProblems.damaged_characters.en,
      spreadsheet_number: () =>
        'A spreadsheet has made a number of this code. Format its column as text, fill it in again and save it as CSV.',
      too_many_rows: () => 'The file has more than 5,000 rows. Split it.',
      code_missing: () => 'The code is empty. Fill it in.',
      code_repeated: () => 'This code stands in a row before. That row counts.',
      code_unknown: () => 'This code is not known. Check its letters.',
      code_of_other_kind: () =>
        'This code is of the other kind. Type a voucher code as a voucher code, a redeem code as a redeem code.',
      email_wrong: () => "This is not the buyer's email. Check it, or leave it out.",
      code_of_other_institution: () =>
        'This code is for a course of another institution. Send the participant there.',
      code_cancelled: (at) => `This code was cancelled ${at}. The participant has another one in its place.`,
      already_redeemed: (at) => `This code was redeemed ${at}. There is nothing to do.`,
      code_of_other_course: () => 'This code is for another course. Choose the right one.',
    },
  })
