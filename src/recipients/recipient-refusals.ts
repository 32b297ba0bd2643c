import { rowProblems } from '../lists/read-list.ts'

/** Every reason for which a row of a list of recipients is refused, each with its sentence for the operator. */
export const recipientRefusals = {
  broken_quoting: rowProblems.broken_quoting.id,
  too_few_cells: rowProblems.too_few_cells.id,
  too_many_cells: rowProblems.too_many_cells.id,
  damaged_characters: rowProblems.damaged_characters.id,
  name_missing: 'Nama kosong atau lebih dari 120 huruf.',
  nik_malformed:
    'NIK tidak sah: harus 16 angka dengan kode wilayah dan tanggal lahir (periksa format angka di Excel).',
  kk_malformed: 'Nomor KK tidak sah: harus 16 angka dengan kode wilayah (periksa format angka di Excel).',
  birth_date_malformed: 'Tanggal lahir tidak sah: tulis 1998-07-21, 21-07-1998, atau 21 Juli 1998.',
  nik_birth_date_differ: 'Tanggal lahir tidak sama dengan tanggal di dalam NIK.',
  too_young: 'Usia di bawah batas tahun program.',
  too_old: 'Usia di atas batas tahun program.',
  phone_malformed: 'Nomor ponsel tidak sah: harus nomor ponsel Indonesia, misalnya 0812....',
  email_malformed: 'Alamat email tidak sah.',
  education_unknown:
    'Pendidikan tidak dikenal: tulis SD, SMP, SMA, SMK, D3, S1, S2, S3, tidak sekolah, atau seperti di kartu keluarga.',
  occupation_missing: 'Pekerjaan kosong atau lebih dari 120 huruf.',
  occupation_excluded:
    'Pekerjaan ini tidak boleh menerima kartu (pejabat, ASN, TNI, Polri, perangkat desa, pimpinan BUMN/BUMD).',
  in_formal_education: 'Masih menempuh pendidikan formal.',
  spreadsheet_number:
    'Lembar hitung telah mengubah nomor menjadi bilangan (misalnya 3,27E+15), sehingga angkanya hilang. Ubah format kolom NIK, KK, dan telepon menjadi Teks, isi ulang dari daftar asal, lalu simpan lagi sebagai CSV.',
  nik_twice_in_file: 'NIK ini sudah ada di baris sebelumnya pada berkas yang sama.',
  on_exclusion_list: 'NIK ini ada di daftar pengecualian. Bila keliru, perbaiki daftarnya dulu.',
  barred: 'NIK ini diblokir dari semua gelombang.',
  earlier_recipient: 'Sudah menerima kartu pada gelombang lain; kartu diberikan sekali seumur hidup.',
  known_differently: 'Sudah ada di gelombang ini dengan data lain; data yang ada tidak diubah.',
  family_card_full: 'Jumlah penerima dari KK ini sudah mencapai batas.',
  quota_full: 'Kuota gelombang sudah penuh.',
  wave_notified:
    'Kartu gelombang ini sudah disetujui atau diberikan; tidak ada penerima yang dapat ditambahkan.',
} as const

export type RecipientRefusal = keyof typeof recipientRefusals
