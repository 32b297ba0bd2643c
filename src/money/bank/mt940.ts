import type { BankLine, BankStatement } from './bank-statement.ts'
import { unreadable, wholeRupiah } from './unreadable.ts'

interface Field {
  readonly tag: string
  readonly text: string
}

/** Reads the statements of a SWIFT MT940 file; a statement that a bank has cut into pages (`:60M:`, `:62M:`) is one. */
export function readMt940(text: string): BankStatement[] {
  const statements: BankStatement[] = []
  let fields: Field[] = []
  for (const field of fieldsOf(text)) {
    fields.push(field)
    if (field.tag !== '62F') continue
    statements.push(statementOf(fields))
    fields = []
  }
  const cut = fields.some(({ tag }) => tag === '61' || tag === '60F')
  if (cut || statements.length === 0)
    throw unreadable(
      'Berkas MT940 tidak lengkap: saldo akhir (:62F:) tidak ada. Unduh lagi dari bank.',
      'The MT940 file is cut off: it has no closing balance (:62F:). Download it from the bank again.',
    )
  return statements
}

/** `:61:...` and what follows it up to the next field. Blocks of the envelope are passed over. */
function fieldsOf(text: string): Field[] {
  const fields: { tag: string; text: string }[] = []
  for (const line of text.split(/\r?\n/)) {
    const [, tag, rest] = /^(?:\{4:)?:(\d{2}[A-Z]?):(.*)$/.exec(line) ?? []
    if (tag) fields.push({ tag, text: rest! })
    else if (/^(\{|-\}|-$|$)/.test(line)) continue
    else if (fields.length > 0) fields.at(-1)!.text += `\n${line}`
  }
  return fields
}

function statementOf(fields: readonly Field[]): BankStatement {
  const text = (tag: string) => fields.find((field) => field.tag === tag)?.text.trim()
  const reference = text('20') ?? ''
  const opening = balanceOf(text('60F') ?? text('60M'), reference)
  const closing = balanceOf(text('62F'), reference)
  const lines: BankLine[] = []
  for (const [index, field] of fields.entries()) {
    if (field.tag !== '61') continue
    const more = fields[index + 1]
    lines.push(lineOf(field.text, more?.tag === '86' ? more.text : '', reference))
  }
  const number = /^(\d{1,5})/.exec(text('28C') ?? '')?.[1]
  return {
    format: 'mt940',
    reference,
    sequence: number === undefined ? undefined : Number(number),
    account: text('25')?.split('/').at(-1)?.replace(/\s.*$/, ''),
    fromOn: lines.map(({ bookedOn }) => bookedOn).sort()[0] ?? opening.on,
    untilOn: closing.on,
    opening: opening.amount,
    closing: closing.amount,
    lines,
  }
}

/** `C261129IDR1000000,00` */
function balanceOf(text: string | undefined, reference: string): { amount: number; on: string } {
  const [, way, date, currency, amount] = /^([CD])(\d{6})([A-Z]{3})([\d,]+)/.exec(text ?? '') ?? []
  if (!way || currency !== 'IDR')
    throw unreadable(
      `Saldo "${text ?? ''}" di rekening koran ${reference} tidak terbaca atau bukan rupiah. Periksa berkas dari bank.`,
      `The balance "${text ?? ''}" of statement ${reference} cannot be read, or is not in rupiah. Check the file of the bank.`,
    )
  const rupiah = wholeRupiah(amount, reference)
  return { amount: way === 'D' ? -rupiah : rupiah, on: dayOf(date!) }
}

/** `2611291129D600000,00NTRFBKL0000000001//BANK-REF`, and the information of the field after it. */
function lineOf(text: string, information: string, reference: string): BankLine {
  const [, value, booked, way, amount, own = '', bank = '', more = ''] =
    /^(\d{6})(\d{4})?(R?[CD])[A-Z]?([\d,]+)[NSF][A-Z0-9]{3}([^/\n]*(?:\/[^/\n]+)*)(?:\/\/([^\n]*))?(?:\n([\s\S]*))?$/.exec(
      text,
    ) ?? []
  if (!value)
    throw unreadable(
      `Baris ":61:${text}" di rekening koran ${reference} tidak terbaca. Periksa berkas dari bank.`,
      `The line ":61:${text}" of statement ${reference} cannot be read. Check the file of the bank.`,
    )
  const rupiah = wholeRupiah(amount, reference)
  const said = [own, bank, more, information].map((one) => one.replace(/\s*\n\s*/g, ' ').trim())
  // what banks write into :86: of why something is given back
  const reason = /(?:RTRN|RETN|RSN|REASON)\s*[:/]\s*([^?\n/]{2,100})/i.exec(information)?.[1]
  return {
    amount: way === 'D' || way === 'RC' ? -rupiah : rupiah,
    bookedOn: booked ? bookedDay(value, booked) : dayOf(value),
    endToEndId: own && own !== 'NONREF' ? own.trim() : undefined,
    reference: said.filter(Boolean).join(' '),
    reason: reason?.trim(),
  }
}

const dayOf = (yymmdd: string) => `20${yymmdd.slice(0, 2)}-${yymmdd.slice(2, 4)}-${yymmdd.slice(4)}`

/** The booking date has no year: that of the value date, but for the turn of the year. */
function bookedDay(value: string, booked: string): string {
  const [month, valueMonth] = [Number(booked.slice(0, 2)), Number(value.slice(2, 4))]
  const turned = month === 12 && valueMonth === 1 ? -1 : month === 1 && valueMonth === 12 ? 1 : 0
  return dayOf(`${String(Number(value.slice(0, 2)) + turned).padStart(2, '0')}${booked}`)
}
