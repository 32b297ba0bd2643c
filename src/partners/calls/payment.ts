import type { InvoiceState } from '../../purchase/purchases.ts'
import { amountField, type Field, textField, textOrNumberField } from '../fields.ts'
import { answered, call, rfc3339 } from './call.ts'

const empty = 'course_or_schedule_missing'
const scheduleCode = textField('schedule_code', {
  most: 64,
  whenEmpty: empty,
  about: { id: 'Kode jadwal pelatihan', en: 'code of the schedule' },
})
const courseCode = textField('course_code', {
  most: 64,
  whenEmpty: empty,
  about: { id: 'Kode pelatihan', en: 'code of the course' },
})
const invoiceCode: Field<string> = textOrNumberField('invoice_code', {
  most: 128,
  about: { id: 'Kode invoice milik platform digital', en: "the storefront's own invoice code" },
})

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

export const quotaSchedule = call('payment/quota-schedule', {
  kind: 'storefront',
  fields: { schedule_code: scheduleCode, course_code: courseCode },
  async run({ purchases }, _caller, body) {
    const asked = await purchases.quota(body.course_code, body.schedule_code)
    if (!asked.ok) return asked
    const { scheduleCode, courseCode, seatsLeft: quota } = asked.value
    return answered('OK', { schedule_code: scheduleCode, course_code: courseCode, quota })
  },
})

export const sendOtp = call('payment/send-otp', {
  kind: 'storefront',
  fields: {
    user_platform_id: textField('user_platform_id', {
      most: 128,
      about: { id: 'Pembeli di platform digital', en: 'the buyer at the storefront' },
    }),
    prakerja_id: textField('prakerja_id', {
      most: 64,
      pattern: /^[0-9]{16}$/,
      pasted: true,
      form: '16 angka tanpa spasi, sebagai teks JSON',
      about: { id: 'Nomor Kartu Prakerja, 16 angka', en: 'card number, 16 digits' },
    }),
    course_code: courseCode,
    schedule_code: scheduleCode,
    amount: amountField('amount', { id: 'Rupiah yang didebit', en: 'rupiah to be debited' }),
  },
  async run({ purchases }, { partner, requestId }, body) {
    const sent = await purchases.sendOtp({
      partner,
      userPlatformId: body.user_platform_id,
      cardNumber: body.prakerja_id,
      courseCode: body.course_code,
      scheduleCode: body.schedule_code,
      amount: body.amount,
      requestId,
    })
    if (!sent.ok) return sent
    const { paymentToken, expiresAt } = sent.value
    return answered('OK', { payment_token: paymentToken, expires_at: rfc3339(expiresAt) })
  },
})

export const authorize = call('payment/authorize', {
  kind: 'storefront',
  takesPaymentToken: true,
  fields: {
    otp: textField('otp', {
      most: 64,
      pattern: /^[0-9]{6}$/,
      pasted: true,
      form: '6 angka, sebagai teks JSON',
      about: { id: 'Kode OTP dari SMS, 6 angka', en: 'the code from the SMS, 6 digits' },
    }),
    invoice_url: textField('invoice_url', {
      most: 2048,
      about: { id: 'Alamat invoice', en: "the invoice's address" },
    }),
    invoice_code: invoiceCode,
  },
  async run({ purchases }, { partner, paymentToken, requestId }, body) {
    const paid = await purchases.authorize({
      partner,
      paymentToken,
      otp: body.otp,
      invoiceCode: body.invoice_code,
      invoiceUrl: body.invoice_url,
      requestId,
    })
    if (!paid.ok) return paid
    const { voucherCode } = paid.value
    return answered('Pelatihan berhasil dibeli.', {
      invoice_code: paid.value.invoiceCode,
      transaction_code: paid.value.transactionCode,
      amount: paid.value.amount,
      status: 'SUCCESS',
      prakerja_name: paid.value.holderName,
      redeem_code: paid.value.redeemCode,
      ...(voucherCode !== undefined && { voucher_code: voucherCode }),
    })
  },
})

export const status = call('payment/status', {
  kind: 'storefront',
  fields: { invoice_code: invoiceCode },
  async run({ purchases }, { partner }, body) {
    const found = await purchases.status(partner, body.invoice_code)
    return found.ok ? answered('OK', invoiceAnswer(found.value)) : found
  },
})

export const cancel = call('payment/void', {
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
})
