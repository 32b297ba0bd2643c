import XMLBuilder from 'fast-xml-builder'

/** A movement of a bank that a test makes up: rupiah, what came in is positive. */
export interface Movement {
  readonly amount: number
  readonly endToEndId?: string | undefined
  readonly text?: string
  readonly reason?: string
}

export interface StatementOf {
  readonly sequence: number
  readonly from: string
  readonly until?: string
  readonly opening: number
  readonly account?: string
}

export const accountNumber = '002001000123456'
const xml = new XMLBuilder({ ignoreAttributes: false })

/** A statement as camt.053 (`shared/data/iso20022` validates it), and what it closes with. */
export function camt053(of: StatementOf, movements: readonly Movement[]): { file: Buffer; closing: number } {
  const { sequence, from, until = from, opening, account = accountNumber } = of
  const closing = movements.reduce((sum, { amount }) => sum + amount, opening)
  const balance = (code: string, amount: number, day: string) => ({
    Tp: { CdOrPrtry: { Cd: code } },
    ...money(amount),
    Dt: { Dt: day },
  })
  const entries = movements.map((movement, index) => xml.build({ Ntry: entryOf(movement, index, until) }))
  const head = xml.build({
    Id: `STMT-${sequence}`,
    ElctrncSeqNb: String(sequence),
    FrToDt: { FrDtTm: `${from}T00:00:00+07:00`, ToDtTm: `${until}T23:59:59+07:00` },
    Acct: { Id: { Othr: { Id: account } }, Ccy: 'IDR' },
    Bal: [balance('OPBD', opening, from), balance('CLBD', closing, until)],
  })
  const text = [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>',
    '<GrpHdr><MsgId>M1</MsgId><CreDtTm>2026-11-29T08:00:00+07:00</CreDtTm></GrpHdr><Stmt>',
    head,
    ...entries,
    '</Stmt></BkToCstmrStmt></Document>\n',
  ].join('')
  return { file: Buffer.from(text), closing }
}

function entryOf({ amount, endToEndId, text, reason }: Movement, index: number, day: string) {
  return {
    ...money(amount),
    Sts: { Cd: 'BOOK' },
    BookgDt: { Dt: day },
    AcctSvcrRef: `BANK-${index}`,
    BkTxCd: { Prtry: { Cd: 'TRF' } },
    NtryDtls: {
      TxDtls: {
        Refs: { EndToEndId: endToEndId ?? 'NOTPROVIDED' },
        ...(text && { RmtInf: { Ustrd: text } }),
        ...(reason && { RtrInf: { Rsn: { Cd: reason } } }),
      },
    },
  }
}

const money = (amount: number) => ({
  Amt: { '@_Ccy': 'IDR', '#text': `${Math.abs(amount)}.00` },
  CdtDbtInd: amount < 0 ? 'DBIT' : 'CRDT',
})

/** The same as MT940. */
export function mt940(of: StatementOf, movements: readonly Movement[]): { file: Buffer; closing: number } {
  const { sequence, from, until = from, opening, account = accountNumber } = of
  const closing = movements.reduce((sum, { amount }) => sum + amount, opening)
  const day = (iso: string) => iso.slice(2).replaceAll('-', '')
  const balance = (amount: number, on: string) => `C${day(on)}IDR${amount},00`
  const lines = movements.flatMap(({ amount, endToEndId, text, reason }, index) => [
    `:61:${day(until)}${day(until).slice(2)}${amount < 0 ? 'D' : 'C'}${Math.abs(amount)},00NTRF${endToEndId ?? 'NONREF'}//BANK-${index}`,
    `:86:${[text ?? 'TRANSFER', reason && `RTRN:${reason}`].filter(Boolean).join(' ')}`,
  ])
  const file = [
    '{1:F01BRINIDJAXXXX0000000000}{2:I940BRINIDJAXXXXN}{4:',
    `:20:STMT-${sequence}`,
    `:25:${account}`,
    `:28C:${sequence}/1`,
    `:60F:${balance(opening, from)}`,
    ...lines,
    `:62F:${balance(closing, until)}`,
    '-}',
  ].join('\r\n')
  return { file: Buffer.from(file), closing }
}

/** The same as a table of a bank's page, the newest line first. */
export function csvStatement(
  of: StatementOf,
  movements: readonly Movement[],
): { file: Buffer; closing: number } {
  let balance = of.opening
  const [year, month, date] = (of.until ?? of.from).split('-')
  const rows = movements.map(({ amount, endToEndId = '', text = '', reason = '' }) => {
    balance += amount
    const rupiah = (value: number) => `"${value.toLocaleString('id-ID')},00"`
    const [debit, credit] = amount < 0 ? [rupiah(-amount), ''] : ['', rupiah(amount)]
    return `${date}/${month}/${year};${endToEndId};${text};${debit};${credit};${rupiah(balance)};${reason}`
  })
  const heading = 'Tanggal;Referensi;Keterangan;Debet;Kredit;Saldo;Alasan'
  return { file: Buffer.from([heading, ...rows.toReversed()].join('\r\n')), closing: balance }
}
