import type { Figure } from '../../../reports/fold-movements.ts'
import type { Dimension } from '../../../reports/position.ts'
import { dictionary } from '../../words/dictionary.ts'

/** What the console says of where the money was, and when. */
export const positionWords = dictionary({
  id: {
    title: 'Laporan posisi uang',
    lead: 'Di mana uang program pada suatu saat, dihitung dari buku besar saja.',
    at: 'Pada (WIB)',
    atHint: 'Kosongkan untuk sekarang.',
    atWrong: 'Tulis waktu yang sudah lewat, seperti 2026-11-28T17:00, atau kosongkan untuk sekarang.',
    by: 'Menurut',
    total: 'Seluruhnya saja',
    dimensions: {
      year: 'Tahun',
      wave: 'Gelombang',
      storefront: 'Toko',
      institution: 'Lembaga',
      province: 'Provinsi',
    } satisfies Record<Dimension, string>,
    show: 'Tampilkan',
    asOf: (at: string) => `Posisi ${at}`,
    none: 'Tidak termasuk salah satunya',
    noneHint:
      'Uang muka di bank, uang yang belum jelas, dan dalam laporan menurut toko atau lembaga: saldo kartu. Provinsi dikenal hanya dari mereka yang mendaftar ke suatu gelombang.',
    all: 'Seluruhnya',
    pack: 'Paket auditor',
    packLead:
      'Satu perintah menulis folder bertanda tangan: buku besar, undian, segel jurnal, pembayaran, selisih, dan sampel acak pembayaran. Siapa pun dapat memeriksanya tanpa basis data.',
    figures: {
      granted: 'Diberikan',
      forfeited: 'Hangus',
      cards: 'Di kartu',
      spent: 'Dibelanjakan',
      clearing: 'Ditahan',
      incentives: 'Insentif',
      payable: 'Harus dibayar',
      in_transit: 'Di bank, belum dijawab',
      paid: 'Sudah dibayar',
      owed: 'Piutang program',
      suspense: 'Belum jelas',
    } satisfies Record<Figure, string>,
  },
  en: {
    title: 'Report of the position of the money',
    lead: 'Where the money of the programme was at an instant, from the ledger alone.',
    at: 'At (WIB)',
    atHint: 'Leave it empty for now.',
    atWrong: 'Write an instant that is past, such as 2026-11-28T17:00, or leave it empty for now.',
    by: 'By',
    total: 'All of it only',
    dimensions: {
      year: 'Year',
      wave: 'Wave',
      storefront: 'Storefront',
      institution: 'Institution',
      province: 'Province',
    },
    show: 'Show',
    asOf: (at) => `Position of ${at}`,
    none: 'Belongs to none of them',
    noneHint:
      'Money at the bank before its books were begun, money that matches nothing, and by storefront or institution: what lies on cards. The province is known only of those who joined a wave.',
    all: 'All of it',
    pack: "Auditor's pack",
    packLead:
      'One command writes a signed folder: the ledger, draws, heads of the journal, payments, differences and a random sample of payments. Anybody can check it without a database.',
    figures: {
      granted: 'Granted',
      forfeited: 'Forfeited',
      cards: 'On cards',
      spent: 'Spent',
      clearing: 'Clearing',
      incentives: 'Incentives',
      payable: 'Payable',
      in_transit: 'At the bank, not answered',
      paid: 'Paid',
      owed: 'Owed to the programme',
      suspense: 'In suspense',
    },
  },
})
