import XMLBuilder from 'fast-xml-builder'
import { wibDate, wibTimestamp } from '../../kernel/wib.ts'
import { csvText } from '../../lists/csv-text.ts'
import { isProvider, type Provider, providers } from '../accounts/providers.ts'
import { endToEndId } from './payment-reference.ts'

/** The account that a run is paid from. */
export interface PaidFrom {
  readonly holder: string
  readonly bic: string
  readonly number: string
}

/** One transfer of a payment file; rupiah. */
export interface Transfer {
  readonly paymentId: string
  readonly amount: number
  readonly holder: string
  readonly provider: string
  readonly number: string
}

/** What a payment file is made of. */
export interface PaymentOrder {
  readonly runId: number
  readonly exportedAt: Date
  readonly from: PaidFrom
  readonly transfers: readonly Transfer[]
}

export const paymentFileFormats = ['pain.001', 'csv'] as const
export type PaymentFileFormat = (typeof paymentFileFormats)[number]

const namespace = 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.10'
const xml = new XMLBuilder({ ignoreAttributes: false })

/**
 * The order to the bank as ISO 20022 pain.001.001.10. The same order is the same bytes: everything in it comes from what was
 * written when the run was exported. Transfers are built one by one, so that a hundred thousand are no tree in memory.
 */
export function painFile(order: PaymentOrder): string {
  const { runId, exportedAt, from, transfers } = order
  const count = String(transfers.length)
  const sum = String(transfers.reduce((all, { amount }) => all + amount, 0))
  const header = xml.build({
    GrpHdr: {
      MsgId: `BEKAL-RUN-${runId}`,
      CreDtTm: `${wibTimestamp(exportedAt).replace(' ', 'T')}+07:00`,
      NbOfTxs: count,
      CtrlSum: sum,
      InitgPty: { Nm: cut(from.holder, 140) },
    },
  })
  const payment = xml.build({
    PmtInfId: `RUN-${runId}`,
    PmtMtd: 'TRF',
    BtchBookg: 'false',
    NbOfTxs: count,
    CtrlSum: sum,
    ReqdExctnDt: { Dt: wibDate(exportedAt) },
    Dbtr: { Nm: cut(from.holder, 140) },
    DbtrAcct: { Id: { Othr: { Id: from.number } }, Ccy: 'IDR' },
    DbtrAgt: { FinInstnId: { BICFI: from.bic } },
  })
  const lines = transfers.map((transfer) => xml.build({ CdtTrfTxInf: transferOf(transfer, runId) }))
  return [
    `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="${namespace}"><CstmrCdtTrfInitn>`,
    header,
    `\n<PmtInf>${payment}`,
    ...lines.map((line) => `\n${line}`),
    '\n</PmtInf></CstmrCdtTrfInitn></Document>\n',
  ].join('')
}

function transferOf({ paymentId, amount, holder, provider, number }: Transfer, runId: number) {
  const reference = endToEndId(paymentId)
  const payee: Provider | undefined = isProvider(provider) ? providers[provider] : undefined
  return {
    PmtId: { InstrId: `${reference}-${runId}`, EndToEndId: reference },
    Amt: { InstdAmt: { '@_Ccy': 'IDR', '#text': String(amount) } },
    CdtrAgt: {
      FinInstnId:
        payee?.kind === 'bank' ? { BICFI: payee.bic } : { Othr: { Id: cut(provider.toUpperCase(), 35) } },
    },
    Cdtr: { Nm: cut(holder, 140) },
    CdtrAcct: { Id: { Othr: { Id: number } } },
    RmtInf: { Ustrd: reference },
  }
}

/** The same order as a table, for banks whose page takes one. */
export function csvFile({ runId, exportedAt, transfers }: PaymentOrder): string {
  return csvText([
    ['end_to_end_id', 'bank', 'account_number', 'name', 'amount', 'currency', 'date', 'note'],
    ...transfers.map(({ paymentId, amount, holder, provider, number }) => [
      endToEndId(paymentId),
      provider,
      number,
      holder,
      amount,
      'IDR',
      wibDate(exportedAt),
      `Bekal ${runId}`,
    ]),
  ])
}

/** As long as the schema lets a text be, by whole letters. */
function cut(text: string, length: number): string {
  return [...text.trim()].slice(0, length).join('')
}
