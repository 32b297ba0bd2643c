import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as purchase from '../purchase/refusals.ts'
import { errorCatalogue, type PartnerError } from './error-catalogue.ts'

const entries = Object.entries(errorCatalogue)

test('every code is used once and has the pattern of the programme', () => {
  const codes = entries.map(([, { code }]) => code)
  assert.equal(new Set(codes).size, codes.length)
  for (const code of codes) assert.match(code, /^ERR(PLT|TRX|OTP|AUT|VOD)\d{5}$/)
})

test('every refusal of a purchase has an error', () => {
  const { sendOtpRefusals, authorizeRefusals, statusRefusals, voidRefusals } = purchase
  for (const refusal of [...sendOtpRefusals, ...authorizeRefusals, ...statusRefusals, ...voidRefusals])
    assert.ok(errorCatalogue[refusal].code, refusal)
})

test('the known codes stand to the letter, with their messages', () => {
  const known: [PartnerError, string, string?][] = [
    ['course_type_differs', 'ERRTRX40001', 'Gagal verifikasi, tipe pelatihan tidak sesuai.'],
    ['invoice_unknown', 'ERRTRX40020', 'Transaksi tidak ditemukan'],
    ['code_cancelled', 'ERRTRX40022', 'Gagal verifikasi, kode sudah dibatalkan'],
    [
      'schedule_not_running',
      'ERRTRX40027',
      'Jadwal pelatihan belum dimulai atau sudah selesai, silahkan cek jadwal pelatihan pada dashboard Prakerja',
    ],
    [
      'code_of_other_institution',
      'ERRTRX40028',
      'Gagal verifikasi, kode redeem bukan milik lembaga pelatihan.',
    ],
    ['transaction_cancelled', 'ERRTRX40101', 'Gagal verifikasi, transaksi sudah dibatalkan'],
    ['course_or_schedule_missing', 'ERRPLT40036'],
    ['already_cancelled', 'ERRPLT40028'],
    ['void_unknown', 'ERRVOD40001'],
  ]
  for (const [error, code, message] of known) {
    assert.equal(errorCatalogue[error].code, code)
    if (message) assert.equal(errorCatalogue[error].message({}), message)
  }
})

test('ours never take a serial that the programme may have given', () => {
  const known = /^ERR(TRX400(01|20|22|27|28)|TRX40101|PLT400(36|28)|VOD40001)$/
  for (const [error, { code }] of entries)
    if (!known.test(code)) assert.ok(Number(code.slice(-2)) >= 50, `${error} ${code}`)
})

test('every error has a sentence and a description, whatever the facts', () => {
  const until = new Date('2026-11-24T00:00:00+07:00')
  for (const [error, entry] of entries) {
    for (const facts of [{}, { triesLeft: 4, waitSeconds: 30, until }]) {
      assert.match(entry.message(facts), /^[A-Zc].{5,}/, error)
      assert.doesNotMatch(entry.message(facts), /undefined|Invalid|NaN/, error)
    }
    assert.ok(entry.description.length > 0, error)
  }
})

test('a wrong OTP says how many tries are left', () => {
  assert.equal(errorCatalogue.otp_wrong.message({ triesLeft: 4 }), 'OTP salah. Sisa percobaan: 4 kali.')
})
