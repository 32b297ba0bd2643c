import type { BankLine, BankStatement } from './bank-statement.ts'
import { unreadable, wholeRupiah } from './unreadable.ts'
import { allAt, at, type Element, readXml, textAt } from './xml-tree.ts'

/** Reads the statements of an ISO 20022 camt.053 file, of any version: entries that are booked, each with its transactions. */
export function readCamt053(text: string): BankStatement[] {
  const statements: BankStatement[] = []
  let lines: BankLine[] = []
  readXml(text, new Set(['Ntry', 'Stmt']), (element) => {
    if (element.name === 'Ntry') return lines.push(...linesOf(element))
    statements.push(statementOf(element, lines))
    lines = []
  })
  return statements
}

function statementOf(statement: Element, lines: readonly BankLine[]): BankStatement {
  const reference = textAt(statement, 'Id') ?? ''
  const balance = (...codes: string[]) => {
    const found = allAt(statement, 'Bal').find((one) =>
      codes.includes(textAt(one, 'Tp', 'CdOrPrtry', 'Cd') ?? ''),
    )
    if (!found)
      throw unreadable(
        `Rekening koran ${reference} tidak menyebut saldo ${codes[0]}. Minta berkas lengkap dari bank.`,
        `Statement ${reference} has no balance ${codes[0]}. Ask the bank for a whole file.`,
      )
    return { amount: signed(found, reference), on: dayOf(at(found, 'Dt')) }
  }
  const opening = balance('OPBD', 'PRCD')
  const closing = balance('CLBD')
  const days = lines.map(({ bookedOn }) => bookedOn).sort()
  const untilOn = day(textAt(statement, 'FrToDt', 'ToDtTm')) ?? closing.on ?? days.at(-1)
  const fromOn = day(textAt(statement, 'FrToDt', 'FrDtTm')) ?? days[0] ?? untilOn
  if (!untilOn || !fromOn)
    throw unreadable(
      `Rekening koran ${reference} tidak menyebut tanggalnya. Minta berkas lengkap dari bank.`,
      `Statement ${reference} has no day. Ask the bank for a whole file.`,
    )
  const sequence = textAt(statement, 'ElctrncSeqNb') ?? textAt(statement, 'LglSeqNb')
  return {
    format: 'camt.053',
    reference,
    sequence: sequence === undefined ? undefined : Number(sequence),
    account: textAt(statement, 'Acct', 'Id', 'Othr', 'Id') ?? textAt(statement, 'Acct', 'Id', 'IBAN'),
    fromOn,
    untilOn,
    opening: opening.amount,
    closing: closing.amount,
    lines,
  }
}

function linesOf(entry: Element): BankLine[] {
  const status = textAt(entry, 'Sts', 'Cd') ?? textAt(entry, 'Sts')
  // what is announced or pending has moved nothing
  if (status !== 'BOOK') return []
  const where = textAt(entry, 'AcctSvcrRef') ?? textAt(entry, 'NtryRef') ?? 'Ntry'
  const bookedOn = dayOf(at(entry, 'BookgDt')) ?? dayOf(at(entry, 'ValDt'))
  if (!bookedOn)
    throw unreadable(
      `Baris ${where} tidak menyebut tanggal buku. Minta berkas lengkap dari bank.`,
      `Entry ${where} has no booking date. Ask the bank for a whole file.`,
    )
  const total = signed(entry, where)
  const details = allAt(entry, 'NtryDtls').flatMap((one) => allAt(one, 'TxDtls'))
  if (details.length <= 1) return [lineOf(entry, details[0], total, bookedOn)]
  const amounts = details.map((one) => signedOr(one, where, total))
  if (amounts.reduce((sum, amount) => sum + amount, 0) !== total)
    throw unreadable(
      `Rincian baris ${where} tidak berjumlah sama dengan barisnya. Minta berkas lengkap dari bank.`,
      `The transactions of entry ${where} do not add up to it. Ask the bank for a whole file.`,
    )
  return details.map((one, index) => lineOf(entry, one, amounts[index]!, bookedOn))
}

function lineOf(entry: Element, details: Element | undefined, amount: number, bookedOn: string): BankLine {
  const returned = at(details, 'RtrInf')
  const reason = [
    textAt(returned, 'Rsn', 'Cd') ?? textAt(returned, 'Rsn', 'Prtry'),
    ...allAt(returned, 'AddtlInf').map((one) => one.text.trim()),
  ]
  const said = [
    ...allAt(at(details, 'RmtInf'), 'Ustrd').map((one) => one.text.trim()),
    textAt(details, 'AddtlTxInf'),
    textAt(entry, 'AddtlNtryInf'),
    textAt(details, 'Refs', 'InstrId'),
    textAt(details, 'Refs', 'AcctSvcrRef') ?? textAt(entry, 'AcctSvcrRef'),
  ]
  const named = textAt(details, 'Refs', 'EndToEndId')
  return {
    amount,
    bookedOn,
    endToEndId: named === 'NOTPROVIDED' ? undefined : named,
    reference: [...new Set(said.filter(Boolean))].join(' '),
    reason: reason.filter(Boolean).join(' ') || undefined,
  }
}

/** An amount with its direction; what is no rupiah is refused. */
function signed(element: Element, where: string): number {
  const amount = at(element, 'Amt')
  const currency = amount?.attributes.Ccy
  if (currency !== 'IDR')
    throw unreadable(
      `Jumlah di ${where} bukan rupiah (${currency ?? '-'}). Pilih rekening rupiah.`,
      `The amount at ${where} is not in rupiah (${currency ?? '-'}). Choose the account in rupiah.`,
    )
  const rupiah = wholeRupiah(amount?.text, where)
  return textAt(element, 'CdtDbtInd') === 'DBIT' ? -rupiah : rupiah
}

/** ... of a transaction, which goes the way of its entry unless it says otherwise. */
function signedOr(details: Element, where: string, entry: number): number {
  const own = at(details, 'Amt')
  const nested = at(details, 'AmtDtls', 'TxAmt', 'Amt')
  const amount = wholeRupiah((own ?? nested)?.text, where)
  const way = textAt(details, 'CdtDbtInd') ?? (entry < 0 ? 'DBIT' : 'CRDT')
  return way === 'DBIT' ? -amount : amount
}

const day = (text: string | undefined) => /^\d{4}-\d{2}-\d{2}/.exec(text ?? '')?.[0]
const dayOf = (element: Element | undefined) =>
  day(textAt(element, 'Dt') ?? textAt(element, 'DtTm') ?? element?.text.trim())
