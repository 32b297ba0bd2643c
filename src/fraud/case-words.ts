import type { Language } from '../kernel/wib.ts'
import type { CaseState } from './cases.ts'
import type { ReportedKind } from './report-fraud.ts'
import type { CaseKind } from './signals.ts'

/** How a kind of case is told on one screen. */
export interface CaseWords {
  readonly name: string
  /** what was seen, with the places of its figures: `{count}` */
  readonly seen: string
  /** what is usual, and why this is not */
  readonly usual: string
}

/** Figures that are names, in words. */
export const figureWords: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  id: {
    phone: 'satu nomor HP',
    email: 'satu alamat email',
    declared: 'dinyatakan sendiri',
    account: 'rekening yang sama',
    address: 'alamat email di domain toko',
    file: 'berkas',
    link: 'tautan',
    text: 'tulisan',
    review: 'ulasan',
    test: 'jawaban tes',
  },
  en: {
    phone: 'one phone',
    email: 'one email address',
    declared: 'declaration',
    account: 'the same account',
    address: 'an email address of the storefront’s domain',
    file: 'file',
    link: 'link',
    text: 'text',
    review: 'review',
    test: 'answers of a test',
  },
}

/** What each kind of case says, in both languages. */
export const caseWords: Readonly<Record<Language, Readonly<Record<CaseKind, CaseWords>>>> = {
  id: {
    cap: {
      name: 'Pembelian di atas batas',
      seen: '{count} pembelian dalam masa pengamatan.',
      usual: 'Batas tahun program ini {cap} pembelian.',
    },
    spike: {
      name: 'Lonjakan mendadak',
      seen: '{count} pembelian dalam 24 jam terakhir.',
      usual:
        'Biasanya {usual} sehari, dihitung dari {days} hari sebelumnya. Seluruh program tidak melonjak sebanyak itu.',
    },
    shared_contact: {
      name: 'Satu kontak untuk banyak penerima',
      seen: '{count} penerima dengan {contact} (berakhir {ending}) membeli {purchases} pelatihan.',
      usual: 'Biasanya satu nomor atau alamat dipakai satu orang, paling banyak satu keluarga.',
    },
    shared_account: {
      name: 'Satu rekening untuk banyak pihak',
      seen: 'Rekening {provider} berakhir {ending} dipakai {participants} peserta, {institutions} lembaga dan {storefronts} toko.',
      usual: 'Biasanya setiap peserta dan setiap lembaga dibayar ke rekeningnya sendiri.',
    },
    last_hours: {
      name: 'Kartu terpakai di jam terakhir',
      seen: '{count} dari {total} pembelian pelatihan ini memakai kartu yang belum pernah dipakai, kurang dari {hours} jam sebelum batas waktunya.',
      usual: 'Di pelatihan lain itu {usual}% dari pembelian.',
    },
    too_fast: {
      name: 'Selesai lebih cepat dari materinya',
      seen: '{count} dari {total} peserta yang selesai jauh lebih cepat dari materinya, separuhnya dalam {took} menit sejak kode ditukar.',
      usual:
        'Materinya butuh paling sedikit {minutes} menit. Di pelatihan lain {usual}% selesai secepat itu.',
    },
    traceless: {
      name: 'Selesai tanpa jejak peserta',
      seen: '{count} dari {total} penyelesaian hanya dilaporkan lembaga: pesertanya tidak menukar kode, tidak hadir, tidak membuka materi dan tidak mengulas.',
      usual: 'Di pelatihan lain itu {usual}% dari penyelesaian.',
    },
    same_work: {
      name: 'Pekerjaan yang sama',
      seen: '{count} pekerjaan peserta berbeda sama persis ({whats}); yang terbanyak {most} kali.',
      usual: 'Biasanya setiap peserta mengerjakan sendiri, dan tidak ada dua yang sama persis.',
    },
    price_at_limit: {
      name: 'Harga sebesar saldo',
      seen: '{count} dari {sold} pembelian seharga hampir seluruh saldo kartu.',
      usual: 'Di lembaga lain itu {usual}% dari pembelian.',
    },
    one_owner: {
      name: 'Toko dan lembaga satu pemilik',
      seen: 'Terhubung lewat {hows}; {sold} pembelian di antara keduanya.',
      usual: 'Biasanya toko dan lembaga dimiliki pihak yang berbeda dan saling memeriksa.',
    },
    instant_redeem: {
      name: 'Kode ditukar seketika',
      seen: '{count} dari {total} kode ditukar kurang dari {seconds} detik setelah dibayar.',
      usual: 'Di pelatihan lain itu {usual}% dari pembelian: orang membaca kodenya dulu.',
    },
    changed_phones: {
      name: 'Nomor HP diganti lalu kartu dipakai',
      seen: '{count} dari {total} pembelian dibayar kurang dari {hours} jam setelah nomor HP baru boleh membayar.',
      usual: 'Di pelatihan lain itu {usual}% dari pembelian.',
    },
    gifts: {
      name: 'Ulasan menyebut hadiah',
      seen: '{count} dari {reviews} ulasan menyebut uang atau hadiah untuk mendaftar. Contoh: “{says}”',
      usual: 'Biasanya ulasan bercerita tentang pelatihannya.',
    },
    report: {
      name: 'Laporan masyarakat',
      seen: 'Seseorang melaporkan kecurangan lewat formulir untuk umum.',
      usual: 'Laporan tidak menahan pembayaran apa pun dengan sendirinya. Periksa dulu isinya.',
    },
  },
  en: {
    cap: {
      name: 'Purchases above the cap',
      seen: '{count} purchases in the days that are looked at.',
      usual: 'The cap of the programme year is {cap} purchases.',
    },
    spike: {
      name: 'Sudden leap',
      seen: '{count} purchases in the last 24 hours.',
      usual: 'Usually {usual} a day, over the {days} days before. The programme as a whole has not leapt so.',
    },
    shared_contact: {
      name: 'One contact of many recipients',
      seen: '{count} recipients with {contact} (ending in {ending}) have bought {purchases} courses.',
      usual: 'Usually a phone or an address is one person’s, or a family’s at most.',
    },
    shared_account: {
      name: 'One account of many parties',
      seen: 'The {provider} account ending in {ending} is that of {participants} participants, {institutions} institutions and {storefronts} storefronts.',
      usual: 'Usually every participant and every institution is paid to an account of their own.',
    },
    last_hours: {
      name: 'Cards used in their last hours',
      seen: '{count} of {total} purchases of this course were made with cards never used before, less than {hours} hours before their term ended.',
      usual: 'At other courses that is {usual}% of the purchases.',
    },
    too_fast: {
      name: 'Finished faster than the material',
      seen: '{count} of {total} who finished were far quicker than the material, half of them within {took} minutes of redeeming the code.',
      usual: 'The material takes at least {minutes} minutes. At other courses {usual}% finish so fast.',
    },
    traceless: {
      name: 'Finished without a trace',
      seen: '{count} of {total} completions are told of by the institution alone: the participants redeemed no code, attended nothing, opened no lesson and wrote no review.',
      usual: 'At other courses that is {usual}% of the completions.',
    },
    same_work: {
      name: 'The same work',
      seen: '{count} pieces of work of different participants are exactly the same ({whats}); one of them {most} times.',
      usual: 'Usually everybody works alone, and no two are exactly the same.',
    },
    price_at_limit: {
      name: 'Price of the whole grant',
      seen: '{count} of {sold} purchases cost nearly all that a card was granted.',
      usual: 'At other institutions that is {usual}% of the purchases.',
    },
    one_owner: {
      name: 'Storefront and institution of one owner',
      seen: 'Related by {hows}; {sold} purchases between the two.',
      usual: 'Usually storefront and institution have different owners, who look at each other.',
    },
    instant_redeem: {
      name: 'Codes redeemed at once',
      seen: '{count} of {total} codes were redeemed less than {seconds} seconds after they were paid for.',
      usual: 'At other courses that is {usual}% of the purchases: people read their code first.',
    },
    changed_phones: {
      name: 'Phones changed, then cards used',
      seen: '{count} of {total} purchases were paid less than {hours} hours after a changed phone might pay.',
      usual: 'At other courses that is {usual}% of the purchases.',
    },
    gifts: {
      name: 'Reviews speak of gifts',
      seen: '{count} of {reviews} reviews speak of money or gifts for enrolling. One says: “{says}”',
      usual: 'Usually reviews tell of the training.',
    },
    report: {
      name: 'Report of the public',
      seen: 'Somebody reported fraud by the public form.',
      usual: 'A report stops no payment by itself. Look into what it says first.',
    },
  },
}

/** What the states of a case are called. */
export const caseStateWords: Readonly<Record<Language, Readonly<Record<CaseState, string>>>> = {
  id: { open: 'Menunggu keputusan', cleared: 'Wajar', confirmed: 'Curang' },
  en: { open: 'Waits for a decision', cleared: 'Cleared', confirmed: 'Confirmed' },
}

/** Whom a report is about. */
export const reportedWords: Readonly<Record<Language, Readonly<Record<ReportedKind, string>>>> = {
  id: {
    institution: 'Lembaga pelatihan',
    storefront: 'Toko (platform)',
    recipient: 'Penerima kartu, atau seseorang yang memakai nama orang lain',
    staff: 'Petugas program',
    other: 'Lainnya',
  },
  en: {
    institution: 'A training institution',
    storefront: 'A storefront (platform)',
    recipient: 'A recipient, or somebody who uses the name of another',
    staff: 'Staff of the programme',
    other: 'Somebody else',
  },
}

/** What people who share something are called, in the place of a name. */
export const peopleWords: Readonly<Record<Language, (count: string) => string>> = {
  id: (count) => `${count} pihak yang berbagi`,
  en: (count) => `${count} parties who share`,
}
