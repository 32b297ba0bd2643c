import { type ReasonOf, refusalWords } from '../kernel/refusal.ts'
import { rowProblems } from '../lists/read-list.ts'

/** Every reason for which a row of a list of recipients is refused, each with its sentence for the operator. */
export const recipientRefusals = refusalWords({
  id: {
    name_malformed: 'Nama kosong, berisi angka, atau lebih dari 120 huruf. Tulis seperti di KTP.',
    nik_malformed:
      'NIK tidak sah: harus 16 angka dengan kode wilayah dan tanggal lahir (periksa format angka di Excel).',
    kk_malformed:
      'Nomor KK tidak sah: harus 16 angka dengan kode wilayah, dan berbeda dari NIK (periksa format angka di Excel).',
    birth_date_malformed: 'Tanggal lahir tidak sah: tulis 1998-07-21, 21-07-1998, atau 21 Juli 1998.',
    nik_birth_date_differ: 'Tanggal lahir tidak sama dengan tanggal di dalam NIK. Periksa keduanya.',
    too_young: 'Usia di bawah batas tahun program. Periksa tanggal lahirnya, atau hapus barisnya.',
    too_old: 'Usia di atas batas tahun program. Periksa tanggal lahirnya, atau hapus barisnya.',
    phone_malformed: 'Nomor ponsel tidak sah: tulis nomor ponsel Indonesia, misalnya 0812....',
    email_malformed: 'Alamat email tidak sah. Periksa ejaannya.',
    education_unknown:
      'Pendidikan tidak dikenal: tulis SD, SMP, SMA, SMK, D3, S1, S2, S3, tidak sekolah, atau seperti di kartu keluarga.',
    occupation_missing: 'Pekerjaan kosong atau lebih dari 120 huruf. Tulis lagi.',
    occupation_excluded:
      'Pekerjaan ini tidak boleh menerima kartu (pejabat, ASN, TNI, Polri, perangkat desa, pimpinan BUMN/BUMD). Periksa lagi, atau hapus barisnya.',
    in_formal_education: 'Masih menempuh pendidikan formal. Impor lagi setelah lulus.',
    spreadsheet_number:
      'Lembar hitung telah mengubah nomor menjadi bilangan (misalnya 3,27E+15), sehingga angkanya hilang. Ubah format kolom NIK, KK, dan telepon menjadi Teks, isi ulang dari daftar asal, lalu simpan lagi sebagai CSV.',
    nik_twice_in_file: 'NIK ini sudah ada di baris sebelumnya pada berkas yang sama. Hapus salah satunya.',
    on_exclusion_list: 'NIK ini ada di daftar pengecualian. Bila keliru, perbaiki daftarnya dulu.',
    barred: 'NIK ini diblokir dari semua gelombang. Hapus barisnya.',
    earlier_recipient:
      'Sudah menerima kartu pada gelombang lain; kartu diberikan sekali seumur hidup. Hapus barisnya.',
    known_differently:
      'Sudah ada di gelombang ini dengan data lain; data yang ada tidak diubah. Periksa mana yang benar.',
    family_card_full:
      'Jumlah penerima dari KK ini sudah mencapai batas. Periksa nomor KK, atau hapus barisnya.',
    quota_full: 'Kuota gelombang sudah penuh. Impor ke gelombang lain.',
    wave_notified:
      'Kartu gelombang ini sudah disetujui atau diberikan; tidak ada penerima yang dapat ditambahkan. Impor ke gelombang lain.',
  },
  en: {
    name_malformed:
      'The name is empty, has digits, or is longer than 120 letters. Write it as on the identity card.',
    nik_malformed:
      'The NIK does not hold: 16 digits with the code of a region and a date of birth (look at the number format in Excel).',
    kk_malformed:
      'The family card number does not hold: 16 digits with the code of a region, other than the NIK (look at the number format in Excel).',
    birth_date_malformed: 'The date of birth does not hold: write 1998-07-21, 21-07-1998, or 21 Juli 1998.',
    nik_birth_date_differ: 'The date of birth is not the one in the NIK. Check both.',
    too_young: 'Younger than the programme year allows. Check the date of birth, or leave the row out.',
    too_old: 'Older than the programme year allows. Check the date of birth, or leave the row out.',
    phone_malformed: 'The phone number does not hold: write an Indonesian mobile number, such as 0812....',
    email_malformed: 'The email address does not hold. Check its spelling.',
    education_unknown:
      'The schooling is not known: write SD, SMP, SMA, SMK, D3, S1, S2, S3, tidak sekolah, or as on the family card.',
    occupation_missing: 'The occupation is empty, or longer than 120 letters. Write it anew.',
    occupation_excluded:
      'This occupation may not receive a card (officials, ASN, TNI, Polri, village staff, directors of state companies). Check it, or leave the row out.',
    in_formal_education: 'Still a pupil or student. Import again after that.',
    spreadsheet_number:
      'A spreadsheet has made a number of it (such as 3,27E+15), so digits are lost. Format the columns NIK, KK and phone as text, fill them in again from the original list, then save as CSV.',
    nik_twice_in_file: 'This NIK stands in a row before, in the same file. Remove one of them.',
    on_exclusion_list: 'This NIK is on a list of exclusions. If that is wrong, correct the list first.',
    barred: 'This NIK is barred from all waves. Leave the row out.',
    earlier_recipient:
      'Has received a card in another wave; a card is given once in a lifetime. Leave the row out.',
    known_differently:
      'Is in this wave with other data already; what is there was not changed. Check which is right.',
    family_card_full:
      'As many recipients of this family card as there may be. Check its number, or leave the row out.',
    quota_full: 'The quota of the wave is full. Import into another one.',
    wave_notified:
      'The cards of this wave are approved or given; no recipient can be added. Import into another one.',
  },
  also: [rowProblems],
})
export type RecipientRefusal = ReasonOf<typeof recipientRefusals>
