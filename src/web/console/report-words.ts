import { formatDeadline, type Language } from '../../kernel/wib.ts'
import type { ReportKey } from '../../staff/tasks.ts'
import { dictionary } from '../words/dictionary.ts'

const labels = dictionary<Readonly<Record<ReportKey, string>>>({
  id: {
    applicants: 'Peserta undian',
    entries: 'Entri buku besar',
    found: 'Yang tidak cocok',
    head: 'Segel terakhir',
    invariants: 'Hal yang harus selalu benar',
    rows: 'Baris jurnal',
    seals: 'Segel',
    traces: 'Jejak',
    unsealed: 'Belum disegel',
    what: 'Yang ditemukan (bahasa Inggris)',
    before: 'Sudah dapat kartu sebelumnya',
    firstPurchaseBefore: 'Beli pelatihan pertama sampai',
    gained: 'Dapat kursi hanya dengan aturan yang dicoba',
    listRoot: 'Akar daftar',
    lost: 'Kehilangan kursi karenanya',
    notified: 'Dapat kartu sekarang',
    reserves: 'Cadangan',
    result_root: 'Akar hasil',
    selected: 'Terpilih',
    simulation: 'Hasil percobaan',
    struck: 'Dicoret karena tidak lagi memenuhi syarat',
    takenOut: 'Tidak diikutkan karena tidak lagi memenuhi syarat',
  },
  en: {
    applicants: 'Applicants',
    entries: 'Entries of the ledger',
    found: 'Not as it should be',
    head: 'Last seal',
    invariants: 'Things that must hold',
    rows: 'Rows of the journal',
    seals: 'Seals',
    traces: 'Traces',
    unsealed: 'Not sealed yet',
    what: 'What was found',
    before: 'Had a card before',
    firstPurchaseBefore: 'First training bought by',
    gained: 'Have a seat only under the rules that were tried',
    listRoot: 'Root of the list',
    lost: 'Lose their seat by them',
    notified: 'Given a card now',
    reserves: 'Reserves',
    result_root: 'Root of the result',
    selected: 'Selected',
    simulation: 'What was found',
    struck: 'Struck out as no longer eligible',
    takenOut: 'Left out as no longer eligible',
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
