import { formatDeadline, type Language } from '../../kernel/wib.ts'
import type { ReportKey } from '../../staff/task-kinds.ts'
import { dictionary } from '../words/dictionary.ts'

const labels = dictionary<Readonly<Record<ReportKey, string>>>({
  id: {
    already: 'Sudah ada, tetap',
    applicants: 'Peserta undian',
    entries: 'Entri buku besar',
    found: 'Yang tidak cocok',
    head: 'Segel terakhir',
    invariants: 'Hal yang harus selalu benar',
    seals: 'Segel',
    traces: 'Jejak',
    unsealed: 'Belum disegel',
    what: 'Yang ditemukan (bahasa Inggris)',
    before: 'Sudah dapat kartu sebelumnya',
    changed: 'Diubah',
    doubtful: 'Meragukan, tetap diambil',
    firstPurchaseBefore: 'Beli pelatihan pertama sampai',
    gained: 'Dapat kursi hanya dengan aturan yang dicoba',
    imported: 'Baru',
    joined: 'Ikut gelombang',
    kept: 'Tetap',
    listRoot: 'Akar daftar',
    lost: 'Kehilangan kursi karenanya',
    notJoined: 'Terdaftar, tidak ikut gelombang',
    notified: 'Dapat kartu sekarang',
    refused: 'Ditolak',
    reserves: 'Cadangan',
    result_root: 'Akar hasil',
    rows: 'Baris',
    selected: 'Terpilih',
    simulation: 'Hasil percobaan',
    struck: 'Dicoret karena tidak lagi memenuhi syarat',
    takenOut: 'Tidak diikutkan karena tidak lagi memenuhi syarat',
    undone: 'Dibatalkan',
  },
  en: {
    already: 'There already, unchanged',
    applicants: 'Applicants',
    entries: 'Entries of the ledger',
    found: 'Not as it should be',
    head: 'Last seal',
    invariants: 'Things that must hold',
    seals: 'Seals',
    traces: 'Traces',
    unsealed: 'Not sealed yet',
    what: 'What was found',
    before: 'Had a card before',
    changed: 'Changed',
    doubtful: 'Doubtful, taken',
    firstPurchaseBefore: 'First training bought by',
    gained: 'Have a seat only under the rules that were tried',
    imported: 'New',
    joined: 'Joined the wave',
    kept: 'Stay',
    listRoot: 'Root of the list',
    lost: 'Lose their seat by them',
    notJoined: 'Registered, not in the wave',
    notified: 'Given a card now',
    refused: 'Refused',
    reserves: 'Reserves',
    result_root: 'Root of the result',
    rows: 'Rows',
    selected: 'Selected',
    simulation: 'What was found',
    struck: 'Struck out as no longer eligible',
    takenOut: 'Left out as no longer eligible',
    undone: 'Undone',
  },
})

/** What came of a long work, line by line, as its report is kept. */
export function reportLines(
  report: Readonly<Record<string, unknown>>,
  language: Language,
): { readonly label: string; readonly value: string; readonly digest: boolean }[] {
  return Object.entries(report).map(([key, value]) => ({
    label: labels[language][key as ReportKey] ?? key.replaceAll('_', ' '),
    value: valueText(key, value, language),
    digest: typeof value === 'string' && /^[0-9a-f]{32,}$/.test(value),
  }))
}

function valueText(key: string, value: unknown, language: Language): string {
  if (typeof value === 'number') return value.toLocaleString(language === 'id' ? 'id-ID' : 'en-GB')
  return key === 'firstPurchaseBefore' ? formatDeadline(new Date(String(value)), language) : String(value)
}
