import { isSpreadsheetNumber } from '../../kernel/long-number.ts'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../../kernel/refusal.ts'
import { decodeText, type FileContent } from '../../lists/decode-lines.ts'
import { ListProblem, type ListRefusal } from '../../lists/list-problem.ts'
import type { ListShape } from '../../lists/list-shape.ts'
import { openList, rowProblems } from '../../lists/read-list.ts'

export const redeemFileLimits = { rows: 5000, bytes: 512 * 1024, keptDays: 90 } as const

export const redeemFileRefusals = refusalWords({
  id: {
    file_empty: 'Berkas ini kosong. Pilih berkas CSV yang berisi kode.',
    file_not_csv: 'Berkas ini bukan CSV yang bisa dibaca. Simpan sebagai CSV (UTF-8), lalu kirim lagi.',
    code_column_missing:
      'Tidak ada kolom “kode” (atau “kode voucher”, “kode redeem”). Beri judul itu pada kolomnya, lalu kirim lagi.',
    code_column_repeated: 'Kolom kode atau email ada lebih dari sekali. Sisakan satu saja, lalu kirim lagi.',
    too_many_rows: 'Berkas ini lebih dari 5.000 baris. Bagi menjadi beberapa berkas.',
  },
  en: {
    file_empty: 'The file is empty. Choose a CSV file with codes.',
    file_not_csv: 'This is no CSV that can be read. Save it as CSV (UTF-8) and send it again.',
    code_column_missing:
      'There is no column “code” (or “voucher code”, “redeem code”). Give the column that heading and send the file again.',
    code_column_repeated:
      'There is more than one column of codes or of emails. Keep one, and send the file again.',
    too_many_rows: 'The file has more than 5,000 rows. Split it.',
  },
})
export type RedeemFileRefusal = ReasonOf<typeof redeemFileRefusals>

/** Why a row cannot be looked up at all. */
export const codeLineProblems = refusalWords({
  id: {
    spreadsheet_number:
      'Lembar hitung mengubah kode ini menjadi bilangan. Ubah format kolomnya menjadi Teks, isi lagi, lalu simpan sebagai CSV.',
  },
  en: {
    spreadsheet_number:
      'A spreadsheet has made a number of this code. Format its column as text, fill it in again and save it as CSV.',
  },
  also: [rowProblems],
})
export type CodeLineProblem = ReasonOf<typeof codeLineProblems>

/** A row of a file of codes, as it was written. */
export interface CodeLine {
  readonly line: number
  readonly code: string
  readonly email: string | undefined
  readonly problem?: CodeLineProblem | undefined
}

const codeList: ListShape<'code', 'email'> = {
  needed: {
    code: [
      'kode',
      'voucher',
      'kode voucher',
      'kode redeem',
      'kode penukaran',
      'kode tukar',
      'nomor voucher',
      'no voucher',
      'voucher code',
      'redeem code',
    ],
  },
  optional: { email: ['e-mail', 'surel', 'alamat email', 'email peserta', 'email pembeli'] },
  // The first column is the code, and an email may stand beside it.
  headless: ([code = '', email = '', ...others]) =>
    code !== '' && others.every((cell) => cell === '') && (email === '' || email.includes('@'))
      ? ['code', 'email']
      : undefined,
}

const refusals: Readonly<Record<ListRefusal, RedeemFileRefusal>> = {
  file_empty: 'file_empty',
  file_not_csv: 'file_not_csv',
  file_unreadable: 'file_not_csv',
  column_missing: 'code_column_missing',
  column_ambiguous: 'code_column_repeated',
  numbers_rounded: 'file_not_csv',
}

/** Reads a list with the columns code and, if there, email, as every list is read; a heading is optional. */
export async function readCodeFile(content: FileContent): Promise<Outcome<CodeLine[], RedeemFileRefusal>> {
  try {
    const text = await decodeText(content)
    // A sheet, a PDF or a picture is no text; and what PostgreSQL cannot keep is no code.
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    if (/[\u0000-\u0008\u000e-\u001f]/.test(text)) return refuse('file_not_csv')
    const lines: CodeLine[] = []
    const { rows } = await openList(text, codeList)
    for await (const { line, problem, cells } of rows) {
      if (lines.length === redeemFileLimits.rows) return refuse('too_many_rows')
      const code = cells.code.trim().slice(0, 64).toWellFormed()
      const email = cells.email?.trim().slice(0, 254).toWellFormed() || undefined
      const number = isSpreadsheetNumber(code) ? 'spreadsheet_number' : undefined
      lines.push({ line, code, email, problem: problem ?? number })
    }
    return lines.length === 0 ? refuse('file_empty') : done(lines)
  } catch (error) {
    if (!(error instanceof ListProblem)) throw error
    return refuse(refusals[error.reason])
  }
}
