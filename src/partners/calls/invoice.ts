import type { InvoiceState } from '../../purchase/purchases.ts'
import { statusRefusals, voidRefusals } from '../../purchase/refusals.ts'
import { type Field, textField, textOrNumberField } from '../fields.ts'
import { answered, type Call, call, rfc3339 } from './call.ts'
import { type AnswerField, answerField, instantText, text, whole } from './call-reference.ts'

export const invoiceCode: Field<string> = textOrNumberField('invoice_code', {
  most: 128,
  about: { id: 'Kode invoice milik platform digital', en: "the storefront's own invoice code" },
})

/** What is told of an invoice. */
export const invoiceFields = {
  invoice: answerField('invoice_code', text, 'Kode invoice Anda', 'your invoice code'),
  transaction: answerField(
    'transaction_code',
    text,
    'Kode transaksi, 16 huruf dan angka',
    'transaction code, 16 letters and digits',
  ),
  amount: answerField('amount', whole, 'Rupiah', 'rupiah'),
  status: answerField(
    'status',
    { type: 'string', enum: ['PENDING', 'SUCCESS', 'CANCELLED', 'FAILED'] },
    'Keadaan transaksi',
    'state of the transaction',
  ),
  holder: answerField(
    'prakerja_name',
    text,
    'Nama peserta; kosong sebelum dibayar',
    "the holder's name; empty before payment",
  ),
}
const stateFields: readonly AnswerField[] = [
  answerField('created_at', instantText, 'Waktu dibuat, UTC', 'made at, UTC'),
  ...Object.values(invoiceFields),
]

/** An invoice of the examples. */
export const paid = { invoice_code: 'DP-1', transaction_code: 'K7Q2M9X4T1B8R5W3', amount: 350000 }

/** What is answered about an invoice; the holder's name only once the holder has consented by paying. */
function invoiceAnswer(invoice: InvoiceState) {
  const consented = invoice.status === 'SUCCESS' || invoice.status === 'CANCELLED'
  return {
    created_at: rfc3339(invoice.createdAt),
    invoice_code: invoice.invoiceCode,
    transaction_code: invoice.transactionCode,
    amount: invoice.amount,
    status: invoice.status,
    prakerja_name: consented ? invoice.holderName : '',
  }
}

const status = call('payment/status', {
  kind: 'storefront',
  fields: { invoice_code: invoiceCode },
  async run({ purchases }, { partner }, body) {
    const found = await purchases.status(partner, body.invoice_code)
    return found.ok ? answered('OK', invoiceAnswer(found.value)) : found
  },
  reference: {
    name: 'status',
    title: { id: 'Keadaan transaksi', en: 'State of a transaction' },
    about: {
      id: 'Menjawab apa yang terjadi dengan suatu invoice, juga yang menunggu atau gagal. Boleh diulang.',
      en: 'Says what became of an invoice, pending and failed ones too. May be repeated.',
    },
    request: { invoice_code: 'DP-1' },
    message: 'OK',
    answer: { created_at: '2026-11-23T03:00:00Z', ...paid, status: 'SUCCESS', prakerja_name: 'Siti Aminah' },
    answerFields: stateFields,
    refusals: statusRefusals,
  },
})

const cancel = call('payment/void', {
  kind: 'storefront',
  fields: {
    invoice_code: invoiceCode,
    transaction_code: textField('transaction_code', {
      most: 64,
      about: { id: 'Kode transaksi dari authorize', en: 'transaction code as authorize gave it' },
    }),
  },
  async run({ purchases }, { partner, requestId }, body) {
    const voided = await purchases.void(partner, body.invoice_code, body.transaction_code, requestId)
    if (!voided.ok) return voided
    return answered('Transaksi berhasil dibatalkan.', invoiceAnswer(voided.value))
  },
  reference: {
    name: 'void',
    title: { id: 'Batalkan', en: 'Cancel' },
    about: {
      id: 'Membatalkan pembelian selama kode redeem belum dipakai; harga kembali ke saldo peserta.',
      en: 'Cancels a purchase as long as the redeem code is unused; the price returns to the balance.',
    },
    request: { invoice_code: 'DP-1', transaction_code: paid.transaction_code },
    message: 'Transaksi berhasil dibatalkan.',
    answer: {
      created_at: '2026-11-23T03:00:00Z',
      ...paid,
      status: 'CANCELLED',
      prakerja_name: 'Siti Aminah',
    },
    answerFields: stateFields,
    refusals: voidRefusals,
  },
})

/** What a storefront asks or does about an invoice. */
export const invoiceCalls: readonly Call[] = [status, cancel]
