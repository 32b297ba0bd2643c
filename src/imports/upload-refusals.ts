import { only, type ReasonOf, refusalWords } from '../kernel/refusal.ts'
import { waveRefusals } from '../waves/wave-refusals.ts'

/** Why a list that somebody has brought goes no further. */
export const uploadRefusals = refusalWords({
  id: {
    list_missing: 'Pilih berkasnya: CSV dari lembar hitung.',
    list_too_large:
      'Berkas ini terlalu besar untuk halaman ini. Bagi dua, atau minta yang mengurus server memberi perintah bekal import.',
    source_missing: 'Sebutkan sumber daftar pengecualiannya, seperti ASN, paling banyak 60 huruf.',
    agency_missing: 'Sebutkan instansi yang memegang formulir dan persetujuannya, paling banyak 120 huruf.',
    wave_missing: 'Pilih gelombang yang menerima daftar ini.',
    wave_by_draw: 'Penerima gelombang itu dipilih lewat undian. Pilih gelombang yang diisi dari daftar.',
    wave_not_open: 'Gelombang itu tidak dibuka. Pilih gelombang yang dibuka, atau kosongkan.',
    upload_unknown:
      'Daftar itu tidak ada, atau isinya sudah dihapus. Kirim lagi berkasnya dari halaman impor.',
    upload_not_tried: 'Pratinjau dulu daftar ini dengan kolom yang dipilih sekarang, baru tulis.',
    upload_written: 'Daftar ini sudah ditulis. Lihat laporannya di halaman ini.',
    upload_writing: 'Daftar ini sedang ditulis. Tunggu sampai selesai, atau lanjutkan bila terputus.',
  },
  en: {
    list_missing: 'Choose the file: CSV from a spreadsheet.',
    list_too_large:
      'This file is too large for this page. Cut it in two, or ask whoever runs the server to give the command bekal import.',
    source_missing: 'Name the source of the exclusions, such as ASN, in at most 60 letters.',
    agency_missing: 'Name the agency that has the forms and consents, in at most 120 letters.',
    wave_missing: 'Choose the wave that the list is for.',
    wave_by_draw: 'The recipients of that wave are drawn. Choose a wave that is filled from lists.',
    wave_not_open: 'That wave is not open. Choose an open one, or none.',
    upload_unknown:
      'There is no such list, or what it had is gone. Send the file again from the page of imports.',
    upload_not_tried: 'Look at the preview with the columns as they are chosen now, then write the list.',
    upload_written: 'This list is written already. See its report on this page.',
    upload_writing: 'This list is being written. Wait until it ends, or go on with it where it broke off.',
  },
  also: [only(waveRefusals, 'wave_unknown')],
})
export type UploadRefusal = ReasonOf<typeof uploadRefusals>
