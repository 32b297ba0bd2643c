import type { Language } from '../kernel/wib.ts'

interface Reason {
  /** how long rows of such a table are kept, where the rule does not say it */
  readonly kept: Readonly<Record<Language, string>>
  readonly why: Readonly<Record<Language, string>>
}

/** Why the rows of a table are kept, and how long: each rule of the list names one of these. */
export const retentionReasons = {
  money: {
    kept: {
      id: '10 tahun setelah tahun programnya ditutup',
      en: 'ten years after the programme year is closed',
    },
    why: {
      id: 'catatan uang negara: yang diberi, dibayar, dan dikembalikan harus bisa dihitung ulang',
      en: 'records of public money: what was granted, paid and returned must be derivable again',
    },
  },
  proof: {
    kept: { id: 'selamanya', en: 'for good' },
    why: {
      id: 'membuktikan siapa memutuskan apa; satu baris hilang membuat segelnya tidak cocok lagi',
      en: 'shows who decided what; with one row less the seals do not hold any more',
    },
  },
  draw: {
    kept: { id: 'selamanya', en: 'for good' },
    why: {
      id: 'undian harus bisa diperiksa ulang siapa pun; isinya sandi tanpa nama',
      en: 'anybody must be able to verify a draw again; what it holds are marks without names',
    },
  },
  person: {
    kept: { id: 'sampai orangnya dihapus', en: 'until the person is erased' },
    why: {
      id: 'dibutuhkan untuk melayani orangnya, dan agar kartu diberikan sekali seumur hidup',
      en: 'needed to serve the person, and so that a card is given once in a lifetime',
    },
  },
  learning: {
    kept: {
      id: '10 tahun, tanpa tulisan orangnya setelah dihapus',
      en: 'ten years, without words once erased',
    },
    why: {
      id: 'bukti bahwa lembaga berhak atas bagiannya',
      en: 'evidence that an institution has earned its part',
    },
  },
  case: {
    kept: { id: '10 tahun setelah diputuskan', en: 'ten years after it is decided' },
    why: {
      id: 'keputusan tentang seseorang bisa digugat dan diperiksa',
      en: 'a decision about somebody may be contested and audited',
    },
  },
  asked: {
    kept: { id: '1 tahun setelah dijawab', en: 'a year after its answer' },
    why: {
      id: 'yang bertanya bisa membaca jawabannya lagi; siapa dia tidak dibuktikan',
      en: 'whoever asked can read the answer again; who they are was never proved',
    },
  },
  catalogue: {
    kept: { id: 'selama program berjalan', en: 'while the programme runs' },
    why: {
      id: 'yang pernah dibeli harus tetap bisa dijelaskan; tidak ada orang di dalamnya',
      en: 'what was bought once must stay explained; there are no people in it',
    },
  },
  programme: {
    kept: { id: 'selama program berjalan', en: 'while the programme runs' },
    why: {
      id: 'aturan yang berlaku saat sebuah keputusan dibuat; tidak ada orang di dalamnya',
      en: 'the rules by which a decision was made; there are no people in it',
    },
  },
  staff: {
    kept: { id: 'selama program berjalan', en: 'while the programme runs' },
    why: {
      id: 'nama di balik keputusan; akun yang dinonaktifkan tidak bisa dipakai',
      en: 'the name behind a decision; a disabled account cannot be used',
    },
  },
  work: {
    kept: { id: 'sampai selesai', en: 'until it is done' },
    why: {
      id: 'pekerjaan yang menunggu; selesai, barisnya hilang',
      en: 'work that waits; done, the row is gone',
    },
  },
  count: {
    kept: { id: 'selama tabel asalnya', en: 'as long as what it is derived from' },
    why: {
      id: 'dihitung dari tabel lain, atau menunjuk ke sana',
      en: 'counted from other tables, or leads to them',
    },
  },
  machine: {
    kept: { id: 'selama basis datanya ada', en: 'as long as the database' },
    why: { id: 'kunci dan keadaan mesin', en: 'keys and state of the machine' },
  },
  brief: {
    kept: { id: 'sebentar', en: 'briefly' },
    why: {
      id: 'tidak dibutuhkan lagi setelah itu',
      en: 'not needed any more after that',
    },
  },
  demo: {
    kept: { id: 'hanya di demo', en: 'in the demo alone' },
    why: { id: 'pengganti dunia luar', en: 'stands for the world outside' },
  },
} as const satisfies Readonly<Record<string, Reason>>
export type RetentionReason = keyof typeof retentionReasons

/** What becomes of the rows of somebody who is erased. */
export const onErasure = {
  blanked: { id: 'isi tentang orangnya dikosongkan', en: 'what is of the person is blanked' },
  removed: { id: 'dihapus', en: 'removed' },
  nameless: { id: 'tetap, tanpa nama', en: 'stays, without a name' },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>
export type OnErasure = keyof typeof onErasure
