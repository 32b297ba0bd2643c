import { readCalendarDate } from '../kernel/calendar-date.ts'
import { longNumber } from '../kernel/long-number.ts'
import { type ReasonOf, refusalWords } from '../kernel/refusal.ts'
import { tidyName } from '../kernel/text.ts'
import { ageOn } from '../kernel/wib.ts'
import type { YearRules } from '../years/year-rules.ts'
import { kkHolds, nikFitsBirthDate, readNik } from './nik.ts'
import type { ClaimedIdentity } from './population-registry.ts'

/** Why an identity does not hold by itself, in the order in which it is told. */
export const identityRefusals = refusalWords({
  id: {
    name_missing: 'Nama belum benar. Tulis nama seperti di KTP, tanpa angka, paling banyak 120 huruf.',
    nik_malformed:
      'NIK belum benar: harus 16 angka, diawali kode wilayah dan berisi tanggal lahir. Salin lagi dari KTP atau KK.',
    region_unknown:
      'Enam angka pertama NIK bukan kode kecamatan yang ada sekarang. Periksa lagi; bila di KTP memang begitu, centang pernyataan di bawah NIK dan kirim lagi.',
    kk_malformed:
      'Nomor KK belum benar: harus 16 angka dari bagian atas Kartu Keluarga, dan berbeda dari NIK.',
    birth_date_malformed: 'Tanggal lahir belum benar. Tulis hari, bulan, dan tahun, misalnya 21-07-1998.',
    nik_birth_date_differ:
      'Tanggal lahir tidak sama dengan tanggal di dalam NIK. Periksa keduanya; bila KTP memang salah, perbaiki dulu di Dukcapil, atau ajukan keberatan.',
    too_young: 'Usia Anda di bawah batas program. Anda bisa mendaftar setelah cukup umur.',
    too_old:
      'Usia Anda di atas batas program tahun ini. Bila tanggal lahirnya salah ketik, perbaiki di sini.',
  },
  en: {
    name_missing:
      'The name is not right. Write it as on the identity card, without digits, at most 120 letters.',
    nik_malformed:
      'The NIK is not right: 16 digits that begin with a region and hold the date of birth. Copy it again from your card.',
    region_unknown:
      'The first six digits of the NIK are no district of today. Look again; if your card has them, tick the statement below the NIK and send once more.',
    kk_malformed:
      'The family card number is not right: 16 digits from the top of the family card, other than the NIK.',
    birth_date_malformed: 'The date of birth is not right. Write day, month and year, such as 21-07-1998.',
    nik_birth_date_differ:
      'The date of birth is not the one in the NIK. Check both; if your card is wrong, have it corrected by Dukcapil first, or appeal.',
    too_young: 'You are younger than the programme allows. You can register when you are old enough.',
    too_old: 'You are older than the programme allows this year. If the date is a slip, correct it here.',
  },
})
export type IdentityRefusal = ReasonOf<typeof identityRefusals>

/** An identity as somebody typed it. */
export interface TypedIdentity {
  readonly name: string
  readonly nik: string
  readonly kk: string
  readonly birthDate: string
  /** has looked again: the region in the NIK is as on the identity card, though no district of today has it */
  readonly regionConfirmed: boolean
}

/** Reads an identity by the rules of the year, as of `now`; or tells all that is wrong with it. */
export function readIdentity(
  typed: TypedIdentity,
  regionKnown: boolean,
  rules: Pick<YearRules, 'ageMin' | 'ageMax'>,
  now: Date,
): { identity: ClaimedIdentity } | { refusals: IdentityRefusal[] } {
  const name = tidyName(typed.name)
  const nik = longNumber(typed.nik)
  const kk = longNumber(typed.kk)
  const bornOn = readCalendarDate(typed.birthDate)
  const refusals: IdentityRefusal[] = []
  if (name === '' || name.length > 120 || /\d/.test(name)) refusals.push('name_missing')
  const nikHolds = readNik(nik) !== undefined
  if (!nikHolds) refusals.push('nik_malformed')
  else if (!regionKnown && !typed.regionConfirmed) refusals.push('region_unknown')
  if (!kkHolds(kk) || kk === nik) refusals.push('kk_malformed')
  if (bornOn === undefined) return { refusals: [...refusals, 'birth_date_malformed'] }
  if (nikHolds && !nikFitsBirthDate(nik, bornOn)) refusals.push('nik_birth_date_differ')
  const age = ageOn(bornOn, now)
  if (age < rules.ageMin) refusals.push('too_young')
  if (rules.ageMax !== null && age > rules.ageMax) refusals.push('too_old')
  return refusals.length > 0 ? { refusals } : { identity: { name, nik, kk, bornOn } }
}
