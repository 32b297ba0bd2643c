import { dictionary } from '../../words/dictionary.ts'

/** What the search box and its answer say. */
export const searchWords = dictionary({
  id: {
    box: 'Cari di konsol',
    label: 'Nama, NIK, HP, kartu, invoice, kode, sertifikat, nomor kasus …',
    hint: 'Nama: kata dalam urutan apa pun, atau awalnya saja. NIK hanya dicocokkan, tidak pernah ditampilkan atau dicatat.',
    nothing: 'Tidak ditemukan',
    nothingText:
      'Periksa ketikannya. Kata dalam nama ditemukan dari awalnya; nomor dan kode harus lengkap. Yang tidak boleh Anda lihat tidak ditampilkan.',
    many: (count: number) => `Hanya ${count} orang ditampilkan. Tambahkan kata atau ketik nomornya.`,
    people: 'Orang',
    peopleAtDesk: 'Orang dicari di meja bantuan',
    found: 'Ditemukan',
    about: 'Tentang',
    kinds: {
      appeal: 'Keberatan dan permintaan',
      fraud: 'Kasus kecurangan',
      completion: 'Laporan penyelesaian',
      assignment: 'Tugas',
      payment: 'Pembayaran',
      run: 'Putaran pembayaran',
      invoice: 'Invoice',
      course: 'Pelatihan',
      institution: 'Lembaga',
      partner: 'Toko dan mitra',
    },
  },
  en: {
    box: 'Search the console',
    label: 'Name, NIK, phone, card, invoice, code, certificate, case number …',
    hint: 'A name: its words in any order, or their beginnings. A NIK is only compared, never shown or logged.',
    nothing: 'Nothing found',
    nothingText:
      'Check what you typed. Words of a name are found by their beginning; numbers and codes must be whole. What you may not see is not shown.',
    many: (count) => `Only ${count} people are shown. Add a word, or type the number.`,
    people: 'People',
    peopleAtDesk: 'People are found at the help desk',
    found: 'Found',
    about: 'About',
    kinds: {
      appeal: 'Appeals and requests',
      fraud: 'Cases of fraud',
      completion: 'Reports of completion',
      assignment: 'Assignments',
      payment: 'Payments',
      run: 'Payment runs',
      invoice: 'Invoices',
      course: 'Courses',
      institution: 'Institutions',
      partner: 'Storefronts and partners',
    },
  },
})
