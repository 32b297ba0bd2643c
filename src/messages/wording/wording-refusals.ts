import { type ReasonOf, refusalWords } from '../../kernel/refusal.ts'

/** Why a wording is not taken. `named`: the fields or the part that is meant. */
export const wordingRefusals = refusalWords({
  id: {
    unknown_template: 'Tidak ada pesan seperti itu. Pilih pesan dari daftar di halaman Pesan.',
    subject_missing: 'Email perlu judul. Isi judulnya, lalu simpan lagi.',
    unknown_placeholder: ({ named }) =>
      `Isian ini tidak dikenal di sini: ${named}. Pakai isian dari daftar di bawah.`,
    missing_placeholder: ({ named }) =>
      `Isian ini harus ada, di baris yang selalu dikirim: ${named}. Tambahkan, lalu simpan lagi.`,
    wording_too_long: 'Isinya terlalu panjang. Persingkat, lalu simpan lagi.',
    own_address:
      'Isi tidak boleh memuat alamat situs, email, atau nomor telepon sendiri. Pakai isian tautan, dan beri spasi setelah titik.',
    fixed_part_missing: ({ named }) =>
      `Pesan kode harus memuat baris ini tanpa diubah: ${named}. Tambahkan, lalu simpan lagi.`,
    wording_same: 'Kata-kata itu sudah dipakai. Ubah dulu isinya, lalu simpan lagi.',
    wording_unknown: 'Rancangan itu tidak ada. Buka lagi halaman Pesan dan pilih dari daftar.',
    wording_outdated:
      'Rancangan itu sudah dipakai, atau ada yang lebih baru. Buka pesannya dan minta yang terbaru.',
    own_words_already: 'Pesan ini sudah memakai kata-kata bawaan. Tidak ada yang perlu dilakukan.',
    tested_enough: 'Anda sudah mengirim banyak pesan percobaan. Coba lagi satu jam lagi.',
  },
  en: {
    unknown_template: 'There is no such message. Choose one of the list on the page of messages.',
    subject_missing: 'An email needs a subject. Write one, then save again.',
    unknown_placeholder: ({ named }) =>
      `This field is not known here: ${named}. Use the fields of the list below.`,
    missing_placeholder: ({ named }) =>
      `This must be there, on a line that is always sent: ${named}. Add it, then save again.`,
    wording_too_long: 'It is too long. Shorten it, then save again.',
    own_address:
      'It may not name a site, an email or a phone number of its own. Use the field of the link, and leave a blank after a full stop.',
    fixed_part_missing: ({ named }) =>
      `A message with a code must have this, unchanged: ${named}. Add it, then save again.`,
    wording_same: 'That wording is in use already. Change it first, then save again.',
    wording_unknown: 'There is no such draft. Open the page of messages again and choose one of the list.',
    wording_outdated:
      'That draft is in use already, or there is a newer one. Open the message and ask for the newest.',
    own_words_already: "This message has the product's own words already. There is nothing to do.",
    tested_enough: 'You have sent many test messages. Try again in an hour.',
  },
})
export type WordingRefusal = ReasonOf<typeof wordingRefusals>
