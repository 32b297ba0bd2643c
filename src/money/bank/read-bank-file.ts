import { TextDecoder } from 'node:util'
import type { BankRefusal, BankStatement } from './bank-statement.ts'
import { readCamt053 } from './camt053.ts'
import { readCsvRefusals, readCsvStatement } from './csv-statement.ts'
import { readMt940 } from './mt940.ts'
import { readPain002 } from './pain002.ts'
import { unreadable } from './unreadable.ts'

/** What a bank sends: statements of an account, or a list of the orders that it refuses. */
export type BankFile =
  | { readonly kind: 'statements'; readonly statements: readonly BankStatement[] }
  | { readonly kind: 'refusals'; readonly refusals: readonly BankRefusal[] }

const utf8 = new TextDecoder('utf-8', { fatal: true })

/**
 * Reads whatever a bank sends by what is in it, not by its name: camt.053 and pain.002 (ISO 20022), MT940, or a table. Throws a
 * ListProblem, with what to do, for what is none of them, is cut off, or is not in whole rupiah.
 */
export async function readBankFile(content: Uint8Array, name: string): Promise<BankFile> {
  const head = Buffer.from(content.subarray(0, 2048)).toString('latin1')
  if (/^\s*(?:\u00ef\u00bb\u00bf)?\s*</.test(head)) return readXmlFile(content, head)
  if (/^(?:\{1:|\s*:20:)/m.test(head))
    return { kind: 'statements', statements: readMt940(Buffer.from(content).toString('utf8')) }
  const heading = head.split(/\r?\n/, 1)[0]!
  if (/status|hasil|result/i.test(heading) && !/saldo|balance/i.test(heading))
    return { kind: 'refusals', refusals: await readCsvRefusals(content) }
  return { kind: 'statements', statements: [await readCsvStatement(content, name)] }
}

function readXmlFile(content: Uint8Array, head: string): BankFile {
  let text: string
  try {
    text = utf8.decode(content)
  } catch {
    throw unreadable(
      'Berkas XML ini bukan UTF-8. Unduh lagi dari bank sebagai UTF-8.',
      'The XML is not in UTF-8. Download it from the bank as UTF-8.',
    )
  }
  const kind = /xsd:(camt\.053|pain\.002)\./.exec(head)?.[1]
  if (kind === 'pain.002') return { kind: 'refusals', refusals: readPain002(text) }
  if (kind === 'camt.053') return { kind: 'statements', statements: readCamt053(text) }
  throw unreadable(
    'Berkas XML ini bukan rekening koran (camt.053) atau jawaban pembayaran (pain.002). Pilih salah satunya di bank.',
    'The XML is neither a statement (camt.053) nor an answer to payments (pain.002). Choose one of them at the bank.',
  )
}
