import { dictionary } from '../../words/dictionary.ts'

/** What the institution portal says of the picture of a course. */
export const pictureWords = dictionary({
  id: {
    title: 'Gambar pelatihan',
    lead: 'Gambar ini tampil di kartu dan halaman pelatihan di semua toko. Tanpa gambar sendiri, pelatihan memakai gambar bawaan.',
    own: 'Gambar Anda',
    drawn: 'Gambar bawaan',
    onCard: 'Di kartu',
    onPage: 'Di halaman pelatihan',
    file: 'Berkas gambar',
    fileHint:
      'JPEG, PNG, WebP, atau AVIF, paling besar 5 MB, paling kecil 800 × 450 piksel. Tepi yang tidak muat dalam bentuk 16:9 dipotong. Lokasi dan data kamera dihapus.',
    keepHint: 'Kosongkan untuk mengubah keterangannya saja.',
    alt: 'Keterangan gambar',
    altHint:
      'Apa yang terlihat, untuk orang yang tidak bisa melihatnya. Contoh: Barista menuang susu ke cangkir.',
    set: 'Pasang gambar',
    replace: 'Ganti gambar',
    remove: 'Hapus gambar',
    removeText: 'Pelatihan memakai gambar bawaan lagi.',
    takenDown: 'Gambar ini diturunkan program',
    again: 'Unggah gambar lain yang sesuai.',
    open: 'Pasang gambar sendiri',
    change: 'Ganti atau hapus gambar',
    back: 'Kembali ke pelatihan',
  },
  en: {
    title: 'Picture of the course',
    lead: 'It stands on the card and the page of the course at every storefront. Without one of your own the course has a drawn picture.',
    own: 'Your picture',
    drawn: 'The drawn picture',
    onCard: 'On a card',
    onPage: 'On the page of the course',
    file: 'Picture file',
    fileHint:
      'JPEG, PNG, WebP or AVIF, at most 5 MB, at least 800 × 450 pixels. Edges that do not fit the shape 16:9 are cut off. Place and camera data are removed.',
    keepHint: 'Leave it empty to change the words alone.',
    alt: 'What the picture shows',
    altHint: 'In words, for those who cannot see it. Example: A barista pours milk into a cup.',
    set: 'Set the picture',
    replace: 'Replace the picture',
    remove: 'Remove the picture',
    removeText: 'The course has the drawn picture again.',
    takenDown: 'The programme took this picture down',
    again: 'Upload another one that fits.',
    open: 'Set a picture of your own',
    change: 'Replace or remove the picture',
    back: 'Back to the course',
  },
})
