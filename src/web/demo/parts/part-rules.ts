import type { Language } from '../../../kernel/wib.ts'

/** What a part is for, and how it is used well and badly. */
export interface PartRule {
  /** as its component is called */
  readonly name: PartName
  readonly use: string
  readonly good: string
  readonly bad: string
}

/** The groups of `/dev/parts`, in its order, with the parts of each. */
export const partGroups = {
  say: ['Notice', 'StatusTag', 'Deadline', 'Confirmation', 'EmptyState', 'CopyCode'],
  ask: ['Field', 'Radios', 'Checkbox', 'Select', 'Buttons', 'Steps'],
  list: ['SummaryList', 'Listing', 'Table', 'Pagination', 'Tiles'],
  shop: ['Card', 'CourseGrid', 'Stars'],
} as const

export type PartGroup = keyof typeof partGroups
export type PartName = (typeof partGroups)[PartGroup][number]

/** Use, do and don't of each part, in the order of the groups. */
export function partRules(language: Language): readonly PartRule[] {
  return Object.values(partGroups)
    .flat()
    .map((name) => {
      const [use, good, bad] = said[language][name]
      return { name, use, good, bad }
    })
}

type Said = Readonly<Record<PartName, readonly [use: string, good: string, bad: string]>>

const id: Said = {
  Notice: [
    'Yang harus dibaca sekarang, di atas isi halaman.',
    'Satu per halaman, dengan langkah berikutnya di dalamnya.',
    'Dua berurutan, atau warna tanpa kata.',
  ],
  StatusTag: [
    'Keadaan satu hal, dalam satu atau dua kata.',
    'Kata yang sama untuk keadaan yang sama di semua halaman.',
    'Sebagai tombol, atau sebagai hiasan.',
  ],
  Deadline: [
    'Sampai kapan, dan apa yang terjadi sesudahnya.',
    'Tanggal, jam dan zona; akibatnya dalam satu kalimat.',
    'Hanya "3 hari lagi": orang perlu tanggalnya.',
  ],
  Confirmation: [
    'Sudah selesai, dengan nomor buktinya. Judul halamannya.',
    'Sesudah pembayaran, pengiriman atau penukaran.',
    'Untuk yang masih menunggu orang lain.',
  ],
  EmptyState: [
    'Belum ada apa-apa: katakan itu, dan jalan keluarnya.',
    'Satu tombol ke tempat yang mengisinya.',
    'Tabel kosong tanpa kata.',
  ],
  CopyCode: [
    'Kode yang dibawa ke tempat lain.',
    'Voucher, nomor pesanan, tautan untuk dibagikan.',
    'Kode OTP: kode itu tidak pernah tampil di halaman.',
  ],
  Field: [
    'Satu pertanyaan, dengan keterangan di atas isian.',
    'Selebar jawabannya; kesalahan di atas isian, dengan cara memperbaikinya.',
    'Keterangan di dalam isian: ia hilang saat orang mengetik.',
  ],
  Radios: [
    'Satu pilihan dari sedikit, semuanya terlihat.',
    'Sampai enam pilihan, dengan penjelasan seperlunya.',
    'Pilihan bawaan untuk hal yang harus dipikirkan.',
  ],
  Checkbox: [
    'Setuju, atau beberapa dari sedikit.',
    'Kalimat yang benar bila dicentang.',
    'Kalimat dengan "tidak": mencentang "tidak" membingungkan.',
  ],
  Select: [
    'Satu pilihan dari banyak.',
    'Lebih dari enam pilihan yang urutannya jelas.',
    'Ya atau tidak: itu Radios.',
  ],
  Buttons: [
    'Yang bisa dilakukan di sini. Satu tombol utama.',
    'Kata kerja yang terjadi: "Kirim kode", bukan "OK".',
    'Dua tombol utama berdampingan.',
  ],
  Steps: [
    'Di mana saya, dan masih berapa langkah.',
    'Tiga sampai tujuh langkah; di layar lebar di samping isi.',
    'Sebagai menu: langkah yang sudah lewat bukan tautan.',
  ],
  SummaryList: [
    'Fakta satu hal, atau jawaban untuk diperiksa.',
    'Label pendek; yang bisa diubah membawa tautan "Ubah".',
    'Untuk banyak hal yang sama: itu tabel.',
  ],
  Listing: [
    'Yang terjadi, satu per baris; seluruh baris membuka halamannya.',
    'Nama di kiri, jumlah dan keadaan di kanan.',
    'Dua tautan dalam satu baris.',
  ],
  Table: [
    'Banyak hal dengan fakta yang sama, untuk dibandingkan.',
    'Angka rata kanan; judul kolom bisa mengurutkan.',
    'Satu baris, atau dua kolom yang sebetulnya fakta.',
  ],
  Pagination: [
    'Halaman sebuah daftar yang jumlahnya diketahui.',
    'Paling banyak tujuh tempat, sehingga muat di HP.',
    'Untuk jutaan baris: di sana "berikutnya" dengan kunci.',
  ],
  Tiles: [
    'Beberapa jalan yang setara.',
    'Tiga sampai delapan; tidak ada yang sendirian di baris terakhir.',
    'Untuk satu jalan: itu tombol.',
  ],
  Card: [
    'Kartunya sendiri: nomor, nama, saldo.',
    'Hanya di halaman pemegangnya.',
    'Nomor utuh di tempat yang bisa dibagikan.',
  ],
  CourseGrid: [
    'Pelatihan untuk dipilih; setiap toko menyusunnya sendiri.',
    'Gambar dari judulnya, harga, kursi bila tinggal sedikit.',
    'Gambar yang sama dua kali di satu halaman.',
  ],
  Stars: [
    'Rata-rata penilaian dan jumlahnya.',
    'Selalu dengan jumlah ulasan; sebarannya di halaman pelatihan.',
    'Bintang tanpa angka.',
  ],
}

const en: Said = {
  Notice: [
    'What must be read now, above the content of the page.',
    'One a page, with the next step inside.',
    'Two in a row, or a colour without a word.',
  ],
  StatusTag: [
    'The state of one thing, in a word or two.',
    'The same word for the same state on every page.',
    'As a button, or as decoration.',
  ],
  Deadline: [
    'Until when, and what happens after.',
    'Date, time and zone; the consequence in one sentence.',
    'Only "3 days left": people need the date.',
  ],
  Confirmation: [
    'It is done, with its reference. The heading of its page.',
    'After a payment, a sent form, a redeemed code.',
    'For what still waits for somebody.',
  ],
  EmptyState: [
    'Nothing here yet: says so, and the way on.',
    'One button to the place that fills it.',
    'An empty table without a word.',
  ],
  CopyCode: [
    'A code that is carried elsewhere.',
    'Voucher, order number, a link to share.',
    'An OTP: it never stands on a page.',
  ],
  Field: [
    'One question, with what it means above the box.',
    'As wide as its answer; what is wrong stands above, with how to put it right.',
    'The hint inside the box: it is gone when one types.',
  ],
  Radios: [
    'One of a few, all to be seen.',
    'Up to six, explained where needed.',
    'A preset choice where one has to think.',
  ],
  Checkbox: [
    'To agree, or some of a few.',
    'A sentence that is true when ticked.',
    'A sentence with "not": ticking a "not" confuses.',
  ],
  Select: ['One of many.', 'More than six, in an order that is plain.', 'Yes or no: that is Radios.'],
  Buttons: [
    'What can be done here. One first button.',
    'The verb that happens: "Send code", not "OK".',
    'Two first buttons side by side.',
  ],
  Steps: [
    'Where I am, and how far to go.',
    'Three to seven; beside the content on a wide screen.',
    'As a menu: steps that are done are no links.',
  ],
  SummaryList: [
    'Facts of one thing, or answers to check.',
    'Short labels; what may change has its "Change".',
    'For many of a kind: that is a table.',
  ],
  Listing: [
    'What happened, a row each; the whole row leads to its page.',
    'The name at the left, amount and state at the right.',
    'Two links in one row.',
  ],
  Table: [
    'Many of a kind, to compare.',
    'Numbers at the right; a heading may sort.',
    'A single row, or two columns that are facts.',
  ],
  Pagination: [
    'The pages of a list whose length is known.',
    'Seven places at most, so that it fits a phone.',
    'For millions of rows: there it is "next", by key.',
  ],
  Tiles: [
    'A few ways of the same rank.',
    'Three to eight; none alone in the last row.',
    'For one way: that is a button.',
  ],
  Card: [
    'The card itself: number, name, balance.',
    "On its holder's own pages only.",
    'The whole number where it may be shared.',
  ],
  CourseGrid: [
    'Courses to choose from; each storefront composes them its own way.',
    'A picture from the title, the price, seats when few are left.',
    'The same picture twice on a page.',
  ],
  Stars: [
    'The average rating and how many gave one.',
    'Always with the number of reviews; the distribution on the course page.',
    'Stars without a number.',
  ],
}

const said: Readonly<Record<Language, Said>> = { id, en }
