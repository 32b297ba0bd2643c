import type { FileContent } from '../../lists/decode-lines.ts'
import type { ListShape } from '../../lists/list-shape.ts'
import { openList } from '../../lists/read-list.ts'
import type { BankLine, BankRefusal, BankStatement } from './bank-statement.ts'
import { unreadable, wholeRupiah } from './unreadable.ts'

type Needed = 'date' | 'balance'
type Optional = 'amount' | 'debit' | 'credit' | 'end_to_end_id' | 'reference' | 'reason'

/** The columns of a statement as banks' pages save it, each by the names that banks give it. */
export const statementShape: ListShape<Needed, Optional> = {
  needed: {
    date: ['tanggal', 'tgl', 'tanggal transaksi', 'posting date', 'booking date', 'tanggal buku'],
    balance: ['saldo', 'saldo akhir', 'running balance'],
  },
  optional: {
    amount: ['jumlah', 'nominal', 'mutasi'],
    debit: ['debet', 'keluar', 'withdrawal'],
    credit: ['kredit', 'masuk', 'deposit'],
    end_to_end_id: ['endtoend', 'e2e', 'no referensi', 'nomor referensi', 'referensi'],
    reference: ['keterangan', 'description', 'uraian', 'berita', 'deskripsi', 'note'],
    reason: ['alasan', 'return reason', 'sebab'],
  },
}

/** The columns of the list of orders that a bank refuses. */
export const refusalShape: ListShape<'end_to_end_id' | 'status', 'reason'> = {
  needed: {
    end_to_end_id: ['endtoend', 'e2e', 'no referensi', 'nomor referensi', 'referensi', 'reference'],
    status: ['hasil', 'result'],
  },
  optional: { reason: ['alasan', 'keterangan', 'sebab', 'description'] },
}

/**
 * Reads a statement that a bank's page saved as a table, the oldest line first or last: each line with the balance after it,
 * so that it is known to be whole. It opens where its first line began, and closes where its last one ended.
 */
export async function readCsvStatement(content: FileContent, reference: string): Promise<BankStatement> {
  const list = await openList(content, statementShape)
  const read: { line: BankLine; balance: number }[] = []
  for await (const { line: number, problem, cells } of list.rows) {
    const where = `baris ${number}`
    if (problem)
      throw unreadable(
        `Baris ${number} tidak terbaca. Simpan lagi berkasnya dari bank.`,
        `Line ${number} cannot be read. Save the file of the bank again.`,
      )
    const debit = rupiahOf(cells.debit, where)
    const credit = rupiahOf(cells.credit, where)
    const amount = list.has('amount') ? signedRupiah(cells.amount, where) : credit - debit
    if (amount === 0) continue
    read.push({
      balance: signedRupiah(cells.balance, where),
      line: {
        amount,
        bookedOn: dayOf(cells.date, where),
        endToEndId: cells.end_to_end_id || undefined,
        reference: cells.reference ?? '',
        reason: cells.reason || undefined,
      },
    })
  }
  if (read.length === 0)
    throw unreadable(
      'Berkas ini tidak punya mutasi. Pilih rentang tanggal yang ada mutasinya.',
      'The file has no movements. Choose days on which something moved.',
    )
  const first = read[0]!
  const newestFirst = read[1] !== undefined && first.balance !== read[1].balance - read[1].line.amount
  const ordered =
    newestFirst && first.balance - first.line.amount === read[1]!.balance ? read.toReversed() : read
  for (const [index, { line, balance }] of ordered.entries()) {
    const before = ordered[index - 1]
    if (before && before.balance + line.amount !== balance)
      throw unreadable(
        `Saldo setelah "${line.reference}" (${line.bookedOn}) tidak sesuai dengan baris sebelumnya. Unduh lagi berkasnya dari bank.`,
        `The balance after "${line.reference}" (${line.bookedOn}) does not follow from the line before. Download the file from the bank again.`,
      )
  }
  const oldest = ordered[0]!
  const newest = ordered.at(-1)!
  return {
    format: 'csv',
    reference,
    sequence: undefined,
    account: undefined,
    fromOn: oldest.line.bookedOn,
    untilOn: newest.line.bookedOn,
    opening: oldest.balance - oldest.line.amount,
    closing: newest.balance,
    lines: ordered.map(({ line }) => line),
  }
}

/** Reads the list of what a bank refuses: whatever says neither that it was paid nor that it waits. */
export async function readCsvRefusals(content: FileContent): Promise<BankRefusal[]> {
  const list = await openList(content, refusalShape)
  const refusals: BankRefusal[] = []
  for await (const { line, problem, cells } of list.rows) {
    if (problem)
      throw unreadable(
        `Baris ${line} tidak terbaca. Simpan lagi berkasnya dari bank.`,
        `Line ${line} cannot be read. Save the file of the bank again.`,
      )
    const status = cells.status.toLowerCase()
    if (!/^(rjct|reject|refus|fail|gagal|tolak|ditolak)/.test(status)) continue
    refusals.push({ endToEndId: cells.end_to_end_id, reason: cells.reason || cells.status })
  }
  return refusals
}

const rupiahOf = (cell: string | undefined, where: string) =>
  cell === undefined || cell === '' || cell === '-' ? 0 : Math.abs(signedRupiah(cell, where))

/** `1.234.567,00`, `1,234,567.00 DB`, `-1234567`, `(1.234.567)` */
function signedRupiah(cell: string | undefined, where: string): number {
  const text = (cell ?? '').replace(/^Rp\s?/i, '').trim()
  const negative = /^-|^\(.*\)$|\b(?:DB|DR|D)$/i.test(text)
  const digits = text.replace(/[^\d.,]/g, '')
  const cents = /[.,](\d{2})$/.exec(digits)?.[1]
  const rupiah = wholeRupiah((cents ? digits.slice(0, -3) : digits).replace(/[.,]/g, ''), where)
  if (cents && cents !== '00') wholeRupiah(`${rupiah}.${cents}`, where)
  return negative ? -rupiah : rupiah
}

/** `2026-11-29`, `29/11/2026`, `29-11-26`, `29 Nov 2026` */
function dayOf(cell: string, where: string): string {
  const text = cell.trim()
  const iso = /^(\d{4})-(\d{2})-(\d{2})/.exec(text)
  if (iso) return iso[0]
  const [, day, month, year] = /^(\d{1,2})[/. -](\d{1,2}|[A-Za-z]{3,})[/. -](\d{4}|\d{2})\b/.exec(text) ?? []
  const number = month && (/^\d/.test(month) ? Number(month) : monthNamed(month))
  if (!day || !number || number > 12 || Number(day) > 31)
    throw unreadable(
      `Tanggal "${cell}" di ${where} tidak terbaca. Tulis seperti 29/11/2026.`,
      `The date "${cell}" at ${where} cannot be read. Write it as 29/11/2026.`,
    )
  return `${year!.length === 2 ? `20${year}` : year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`
}

const months = ['jan', 'feb', 'mar', 'apr', 'm', 'jun', 'jul', 'a', 'sep', 'o', 'nov', 'de']
const monthNamed = (name: string) => months.findIndex((start) => name.toLowerCase().startsWith(start)) + 1
