import { cleanPrice } from '../catalogue/import/clean-price.ts'
import { readCalendarDate } from '../kernel/calendar-date.ts'
import { done, type Outcome, type Refusal, refuse } from '../kernel/refusal.ts'
import { bare } from '../kernel/text.ts'
import { wibDate } from '../kernel/wib.ts'
import type { FileContent } from '../lists/decode-lines.ts'
import { type ListRefusal, refuseList } from '../lists/list-problem.ts'
import type { ListShape } from '../lists/list-shape.ts'
import { type ListRow, openList, rowProblems } from '../lists/read-list.ts'
import type { TheirRow } from './compare-rules.ts'

/** The columns of a storefront's own file, with the headings that they are known by. */
export const partnerFileShape = {
  needed: {
    invoice_code: ['invoice', 'kode invoice', 'no invoice', 'nomor invoice', 'nomor faktur', 'order id'],
    amount: [
      'paid_by_card',
      'jumlah',
      'nominal',
      'nilai',
      'rupiah',
      'dibayar',
      'harga dibayar',
      'total bayar',
    ],
  },
  optional: {
    status: ['state', 'keadaan', 'status transaksi'],
    what: ['jenis', 'event', 'kejadian', 'tipe', 'type'],
    date: [
      'at',
      'tanggal',
      'tgl',
      'waktu',
      'paid_at',
      'tanggal bayar',
      'tanggal transaksi',
      'transaction date',
    ],
  },
} as const satisfies ListShape<string, string>

type FileRow = ListRow<keyof typeof partnerFileShape.needed, keyof typeof partnerFileShape.optional>

/** What a storefront's file says. */
export interface PartnerFile {
  readonly rows: readonly TheirRow[]
  /** it says of each row whether it was cancelled */
  readonly saysStatus: boolean
  /** rows that are no purchase and no cancellation */
  readonly passedOver: number
  /** rows that cannot be read, by their lines */
  readonly broken: readonly BrokenRow[]
}

/** A row that cannot be read, and why. */
export interface BrokenRow {
  readonly line: number
  readonly id: string
  readonly en: string
}

/** So many rows that cannot be read are named. */
const named = 10
const words: Readonly<Record<string, 'SUCCESS' | 'CANCELLED'>> = Object.fromEntries([
  ...['success', 'sukses', 'berhasil', 'paid', 'lunas', 'dibayar', 'selesai', 'purchase', 'pembelian'].map(
    (word) => [word, 'SUCCESS' as const],
  ),
  ...['cancelled', 'canceled', 'batal', 'dibatalkan', 'void', 'refund', 'cancellation', 'pembatalan'].map(
    (word) => [word, 'CANCELLED' as const],
  ),
])

/** Reads a storefront's own file of a day, by the one reader of lists; refuses what refuses a list. */
export async function readPartnerFile(
  content: FileContent,
  day: string,
): Promise<Outcome<PartnerFile, ListRefusal>> {
  try {
    const list = await openList(content, partnerFileShape)
    const [saysWhat, saysStatus] = [list.has('what'), list.has('status')]
    const reading = {
      saysWhat,
      saysStatus,
      statusOf: once((state) => words[bare(state).toLowerCase()]),
      dayOf: once(dayOf),
    }
    const rows: TheirRow[] = []
    const broken: BrokenRow[] = []
    let passedOver = 0
    for await (const row of list.rows) {
      const read = readRow(row, day, reading)
      if (read === 'passed') passedOver++
      else if ('said' in read) broken.push({ line: row.line, ...read.said })
      else rows.push(read)
    }
    return done({ rows, passedOver, broken, saysStatus: saysWhat || saysStatus })
  } catch (thrown) {
    return refuseList(thrown)
  }
}

interface Reading {
  readonly saysWhat: boolean
  readonly saysStatus: boolean
  readonly statusOf: (state: string) => 'SUCCESS' | 'CANCELLED' | undefined
  readonly dayOf: (cell: string) => string | undefined
}

/** The same state and the same day stand in row after row: each text is read once. */
function once<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>()
  return (text) => {
    if (!known.has(text)) known.set(text, read(text))
    return known.get(text)!
  }
}

function readRow(
  { line, problem, cells }: FileRow,
  day: string,
  { saysWhat, saysStatus, statusOf, dayOf }: Reading,
): TheirRow | 'passed' | { readonly said: { readonly id: string; readonly en: string } } {
  if (problem) return wrong(String(rowProblems.id[problem]), String(rowProblems.en[problem]))
  const state = (saysWhat ? cells.what : saysStatus ? cells.status : 'success') ?? ''
  const status = statusOf(state)
  if (!status) {
    if (saysWhat) return 'passed'
    return wrong(`status "${state}" tidak dikenal`, `the status "${state}" is not known`)
  }
  const code = invoiceOf(cells.invoice_code)
  if (code === undefined)
    return wrong(
      `kode invoice "${cells.invoice_code}" kosong atau rusak oleh lembar hitung`,
      `the invoice code "${cells.invoice_code}" is empty or was spoilt by a spreadsheet`,
    )
  const amount = readAmount(cells.amount)
  if (amount === undefined)
    return wrong(
      `jumlah "${cells.amount}" bukan rupiah bulat`,
      `the amount "${cells.amount}" is no whole rupiah`,
    )
  const own = cells.date?.trim() ? dayOf(cells.date) : day
  if (own === undefined) return wrong(`tanggal "${cells.date}" tidak sah`, `the date "${cells.date}" is none`)
  return { line, invoice_code: code, amount, day: own, ...((saysWhat || saysStatus) && { status }) }
}

/** Ours guards signs that spreadsheets take for a formula by an apostrophe. */
function invoiceOf(cell: string): string | undefined {
  const code = cell.trim().replace(/^'(?=[=+\-@])/, '')
  // a long number as a spreadsheet shows it: what stood there is lost
  return code === '' || /^\d([.,]\d+)?e\+\d+$/i.test(code) ? undefined : code
}

/** A sign before it, or brackets around it, are how some books write what was given back: the amount is the same. */
function readAmount(cell: string): number | undefined {
  const unsigned = cell
    .trim()
    .replace(/^\((.*)\)$/, '$1')
    .replace(/^(rp\.? ?|idr ?)?[-\u2212\u2013]/i, '')
  const amount = cleanPrice(unsigned)
  return typeof amount === 'number' ? amount : undefined
}

/** An instant with its zone is of its day in WIB; a date, or a time of the clock without a zone, is of the day it says. */
function dayOf(cell: string): string | undefined {
  const text = cell.trim()
  if (/^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:?\d{2})$/i.test(text)) {
    const at = new Date(text)
    return Number.isNaN(at.getTime()) ? undefined : wibDate(at)
  }
  return readCalendarDate(text.replace(/[ T]\d{1,2}[:.]\d{2}([:.]\d{2}(\.\d+)?)?( ?wib)?$/i, ''))
}

function wrong(id: string, en: string) {
  return { said: { id, en } }
}

/**
 * Refuses a file with such rows as a whole, and names them: half a file would make differences of what cannot be read.
 */
export function refuseBroken(broken: readonly BrokenRow[]): Refusal<'rows_unreadable'> {
  const some = broken.slice(0, named)
  const more = broken.length - some.length
  return refuse('rows_unreadable', {
    said: {
      id: `${broken.length} baris tidak terbaca: ${some.map(({ line, id }) => `baris ${line}: ${id}`).join('; ')}${more > 0 ? `; dan ${more} lagi` : ''}. Perbaiki berkasnya, lalu impor lagi.`,
      en: `${broken.length} rows cannot be read: ${some.map(({ line, en }) => `line ${line}: ${en}`).join('; ')}${more > 0 ? `; and ${more} more` : ''}. Mend the file, then import it again.`,
    },
  })
}
