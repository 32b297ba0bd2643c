import { authorizeRefusals, sendOtpRefusals } from '../../purchase/refusals.ts'
import { amountField, textField } from '../fields.ts'
import { answered, type Call, call, rfc3339 } from './call.ts'
import { answerField, instantText, text, whole } from './call-reference.ts'
import { invoiceCode, invoiceFields, paid } from './invoice.ts'

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
const quotaSchedule = call('payment/quota-schedule', {
  kind: 'storefront',
  fields: { schedule_code: scheduleCode, course_code: courseCode },
  async run({ purchases }, _caller, body) {
    const asked = await purchases.quota(body.course_code, body.schedule_code)
    if (!asked.ok) return asked
    const { scheduleCode, courseCode, seatsLeft: quota } = asked.value
    return answered('OK', { schedule_code: scheduleCode, course_code: courseCode, quota })
  },
  reference: {
    name: 'quota-schedule',
    title: { id: 'Sisa kuota jadwal', en: 'Seats left of a schedule' },
    about: {
      id: 'Menjawab berapa kursi yang masih tersisa pada jadwal suatu pelatihan.',
      en: 'Says how many seats of a schedule of a course are left.',
    },
    request: { schedule_code: 'JADWAL-1', course_code: 'PELATIHAN-1' },
    message: 'OK',
    answer: { schedule_code: 'JADWAL-1', course_code: 'PELATIHAN-1', quota: 25 },
    answerFields: [
      { name: 'schedule_code', schema: text, about: scheduleCode.about },
      { name: 'course_code', schema: text, about: courseCode.about },
      answerField('quota', whole, 'Kursi yang tersisa', 'seats left'),
    ],
    refusals: sendOtpRefusals.slice(0, 3),
  },
})

const sendOtp = call('payment/send-otp', {
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
  reference: {
    name: 'send-otp',
    title: { id: 'Kirim OTP', en: 'Send the OTP' },
    about: {
      id: 'Memeriksa pembelian, menahan saldo, lalu mengirim OTP lewat SMS ke nomor peserta yang terdaftar.',
      en: "Checks the purchase, holds the amount, and sends the OTP by SMS to the holder's registered phone.",
    },
    request: {
      user_platform_id: 'pembeli-1',
      prakerja_id: '1234567890123452',
      course_code: 'PELATIHAN-1',
      schedule_code: 'JADWAL-1',
      amount: 350000,
    },
    message: 'OK',
    answer: {
      payment_token: 'q0Jk3mXW8b2uVnR5sTzYcA1dLfEhGiKoPpQrSvUwXyZ',
      expires_at: '2026-11-23T03:05:00Z',
    },
    answerFields: [
      answerField('payment_token', text, 'Token untuk authorize', 'the token for authorize'),
      {
        name: 'expires_at',
        schema: instantText,
        about: {
          id: 'Sejak kapan OTP tidak bisa membayar lagi, UTC: masa berlakunya habis, atau batas kartu atau awal pelatihan tiba lebih dulu',
          en: 'from when on the OTP can pay no more, UTC: its life is over, or the term of the card or the beginning of the course comes first',
        },
      },
    ],
    refusals: sendOtpRefusals,
  },
})

const authorize = call('payment/authorize', {
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
    const debited = await purchases.authorize({
      partner,
      paymentToken,
      otp: body.otp,
      invoiceCode: body.invoice_code,
      invoiceUrl: body.invoice_url,
      requestId,
    })
    if (!debited.ok) return debited
    const { voucherCode } = debited.value
    return answered('Pelatihan berhasil dibeli.', {
      invoice_code: debited.value.invoiceCode,
      transaction_code: debited.value.transactionCode,
      amount: debited.value.amount,
      status: 'SUCCESS',
      prakerja_name: debited.value.holderName,
      redeem_code: debited.value.redeemCode,
      ...(voucherCode !== undefined && { voucher_code: voucherCode }),
    })
  },
  reference: {
    name: 'authorize',
    title: { id: 'Bayar', en: 'Pay' },
    about: {
      id: 'Mendebit saldo dengan OTP. Permintaan yang sama diulang menjawab sama dan tidak mendebit lagi.',
      en: 'Debits the balance by OTP. The same request again gives the same answer and debits nothing more.',
    },
    request: { otp: '123456', invoice_url: 'https://toko.example/invoice/DP-1', invoice_code: 'DP-1' },
    message: 'Pelatihan berhasil dibeli.',
    answer: { ...paid, status: 'SUCCESS', prakerja_name: 'Siti Aminah', redeem_code: 'GHOPNYXUVMT0' },
    answerFields: [
      invoiceFields.invoice,
      invoiceFields.transaction,
      invoiceFields.amount,
      { ...invoiceFields.status, schema: { type: 'string', enum: ['SUCCESS'] } },
      invoiceFields.holder,
      answerField(
        'redeem_code',
        text,
        'Kode redeem, 12 huruf dan angka',
        'redeem code, 12 letters and digits',
      ),
      {
        name: 'voucher_code',
        schema: text,
        optional: true,
        about: { id: 'Kode voucher, bila memakai voucher', en: 'voucher code, where vouchers are used' },
      },
    ],
    refusals: ['payment_token_missing', ...authorizeRefusals],
  },
})

/** The calls by which a storefront sells, in the order in which a purchase makes them. */
export const paymentCalls: readonly Call[] = [quotaSchedule, sendOtp, authorize]
