import { type Refusal, refuse } from '../../kernel/refusal.ts'
import { formatRupiah } from '../../kernel/rupiah.ts'
import type { BankFileRefusal } from './bank-refusals.ts'
import type { BankStatement } from './bank-statement.ts'

/** Where an account stood when its last statement ended. */
export interface End {
  readonly closing: number
  readonly untilOn: string | undefined
  readonly sequence: number | undefined
  readonly reference: string | undefined
}

/** Whether a statement is whole and begins where the last one ended; else why not. */
export function follows(statement: BankStatement, last: End): Refusal<BankFileRefusal> | undefined {
  const { opening, closing, lines, sequence, fromOn, reference } = statement
  const sum = lines.reduce((all, { amount }) => all + amount, opening)
  const said = (id: string, en: string) => ({ said: { id, en } })
  const rp = formatRupiah
  if (sum !== closing)
    return refuse(
      'statement_wrong_sum',
      said(
        `Rekening koran ${reference}: saldo awal ${rp(opening)} dan mutasinya menjadi ${rp(sum)}, bukan ${rp(closing)}. Unduh lagi dari bank.`,
        `Statement ${reference}: the opening balance ${rp(opening)} and its movements make ${rp(sum)}, not ${rp(closing)}. Download it from the bank again.`,
      ),
    )
  const counted = sequence !== undefined && last.sequence !== undefined
  const newYear = last.untilOn !== undefined && fromOn.slice(0, 4) > last.untilOn.slice(0, 4)
  const overlaps = counted
    ? sequence <= last.sequence! && !(newYear && sequence === 1)
    : last.untilOn !== undefined && fromOn <= last.untilOn
  if (overlaps)
    return refuse(
      'statement_overlaps',
      said(
        `Rekening koran ${reference} mengulang yang sudah dibaca sampai ${last.untilOn} (${last.reference}). Pilih yang sesudahnya.`,
        `Statement ${reference} repeats what was read until ${last.untilOn} (${last.reference}). Choose the one after it.`,
      ),
    )
  if (counted && sequence > last.sequence! + 1 && !newYear)
    return refuse(
      'statement_gap',
      said(
        `Rekening koran nomor ${last.sequence! + 1} belum dibaca; ini nomor ${sequence}. Baca yang terlewat dulu.`,
        `Statement number ${last.sequence! + 1} was not read yet; this is number ${sequence}. Import the missing one first.`,
      ),
    )
  if (opening !== last.closing)
    return refuse(
      'statement_opens_elsewhere',
      said(
        `Rekening koran ${reference} dibuka dengan ${rp(opening)}, padahal yang terakhir ditutup dengan ${rp(last.closing)}. Baca yang di antaranya dulu.`,
        `Statement ${reference} opens with ${rp(opening)}, but the last one closed with ${rp(last.closing)}. Import what lies between first.`,
      ),
    )
  return undefined
}
