import { readCalendarDate } from '../kernel/calendar-date.ts'
import { educationLevel } from '../kernel/education.ts'
import { emailSchema } from '../kernel/email.ts'
import { longNumber } from '../kernel/long-number.ts'
import { indonesianMobile } from '../kernel/phone.ts'
import { type ReasonOf, reasonsOf, refusalWords } from '../kernel/refusal.ts'
import { tidyName } from '../kernel/text.ts'
import { ageOn, wibDate } from '../kernel/wib.ts'
import { kkHolds, nikFitsBirthDate, readNik } from './nik-rules.ts'
import { occupationExcluded, occupationIsStudy } from './occupation-rules.ts'

/** Why an identity is not taken, in the order in which it is told; `region_unknown` where somebody can look again. */
export const identityRefusals = refusalWords({
  id: {
    name_malformed: 'Nama belum benar. Tulis nama seperti di KTP, tanpa angka, paling banyak 120 huruf.',
    nik_malformed:
      'NIK belum benar: harus 16 angka, diawali kode wilayah dan berisi tanggal lahir. Salin lagi dari KTP atau KK.',
    region_unknown:
      'Enam angka pertama NIK bukan kode kecamatan yang ada sekarang. Periksa lagi; bila di KTP memang begitu, centang pernyataan di bawah NIK dan kirim lagi.',
    kk_malformed:
      'Nomor KK belum benar. Salin 16 angka dari bagian atas Kartu Keluarga, yang berbeda dari NIK.',
    birth_date_malformed: 'Tanggal lahir belum benar. Tulis hari, bulan, dan tahun, misalnya 21-07-1998.',
    nik_birth_date_differ:
      'Tanggal lahir tidak sama dengan tanggal di dalam NIK. Periksa keduanya; bila KTP memang salah, perbaiki dulu di Dukcapil, atau ajukan keberatan.',
    too_young: 'Usia Anda di bawah batas program. Anda bisa mendaftar setelah cukup umur.',
    too_old:
      'Usia Anda di atas batas program tahun ini. Bila tanggal lahirnya salah ketik, perbaiki di sini.',
  },
  en: {
    name_malformed:
      'The name is not right. Write it as on the identity card, without digits, at most 120 letters.',
    nik_malformed:
      'The NIK is not right: 16 digits that begin with a region and hold the date of birth. Copy it again from your card.',
    region_unknown:
      'The first six digits of the NIK are no district of today. Look again; if your card has them, tick the statement below the NIK and send once more.',
    kk_malformed:
      'The family card number is not right. Copy the 16 digits at the top of the family card, other than the NIK.',
    birth_date_malformed: 'The date of birth is not right. Write day, month and year, such as 21-07-1998.',
    nik_birth_date_differ:
      'The date of birth is not the one in the NIK. Check both; if your card is wrong, have it corrected by Dukcapil first, or appeal.',
    too_young: 'You are younger than the programme allows. You can register when you are old enough.',
    too_old: 'You are older than the programme allows this year. If the date is a slip, correct it here.',
  },
})
export type IdentityRefusal = ReasonOf<typeof identityRefusals>

/** Why facts about somebody are not taken, wherever they come from, in the order in which it is told. */
export const personRefusals = [
  ...reasonsOf(identityRefusals),
  'phone_malformed',
  'email_malformed',
  'education_unknown',
  'occupation_missing',
  'in_formal_education',
  'occupation_excluded',
] as const
export type PersonRefusal = (typeof personRefusals)[number]

/** What the programme knows of somebody, as it is kept. */
export interface PersonFacts {
  readonly name: string
  readonly nik: string
  readonly kk: string
  /** calendar date, `1998-07-21` */
  readonly bornOn: string
  /** E.164 */
  readonly phone: string
  readonly email: string
  /** the index of the level of schooling */
  readonly education: number
  readonly occupation: string
}

export type FactName = keyof PersonFacts

/** Facts as somebody typed them; those that are undefined were not asked for. */
export type TypedFacts<Name extends FactName = FactName> = { readonly [Asked in Name]?: string | undefined }

type Readers = { readonly [Name in FactName]: (typed: string, now: Date) => PersonFacts[Name] | undefined }

const readers: Readers = {
  name: (typed) => unless(tidyName(typed), (name) => !fits120(name) || /\d/.test(name)),
  nik: (typed) => unless(longNumber(typed), (nik) => !readNik(nik)),
  kk: (typed) => unless(longNumber(typed), (kk) => !kkHolds(kk)),
  bornOn: (typed, now) => unless(readCalendarDate(typed), (bornOn) => bornOn > wibDate(now)),
  phone: indonesianMobile,
  email: (typed) => emailSchema.safeParse(typed).data,
  education: educationLevel,
  occupation: (typed) => unless(tidyName(typed), (occupation) => !fits120(occupation)),
}

const refusalOf = {
  name: 'name_malformed',
  nik: 'nik_malformed',
  kk: 'kk_malformed',
  bornOn: 'birth_date_malformed',
  phone: 'phone_malformed',
  email: 'email_malformed',
  education: 'education_unknown',
  occupation: 'occupation_missing',
} as const satisfies Readonly<Record<FactName, PersonRefusal>>

/** Why facts of those names do not hold. */
export type FactRefusal<Name extends FactName = FactName> =
  | (typeof refusalOf)[Name]
  | ('nik' extends Name ? 'nik_birth_date_differ' : never)

/**
 * Reads facts about somebody, as of `now`: those that hold, and every reason against the others, in their order. The portal, lists
 * and corrections all ask this. Whether a year lets somebody of such facts take part is another question.
 */
export function readFacts<Name extends FactName>(
  typed: TypedFacts<Name>,
  now: Date,
): { readonly facts: Partial<Pick<PersonFacts, Name>>; readonly refusals: FactRefusal<Name>[] } {
  const given: TypedFacts = typed
  const facts: { -readonly [Fact in FactName]?: unknown } = {}
  const refusals = new Set<FactRefusal>()
  for (const name of Object.keys(readers) as FactName[]) {
    const text = given[name]
    const value = text === undefined ? undefined : readers[name](text, now)
    if (value !== undefined) facts[name] = value
    else if (text !== undefined) refusals.add(refusalOf[name])
  }
  const { nik, kk, bornOn } = facts as Partial<PersonFacts>
  if (nik !== undefined && nik === kk) refusals.add('kk_malformed')
  if (nik !== undefined && bornOn !== undefined && !nikFitsBirthDate(nik, bornOn))
    refusals.add('nik_birth_date_differ')
  return {
    facts: facts as Partial<Pick<PersonFacts, Name>>,
    refusals: inOrder([...refusals]) as FactRefusal<Name>[],
  }
}

/** Reasons against somebody in the order in which they are told. */
export function inOrder<Kind extends PersonRefusal>(refusals: readonly Kind[]): Kind[] {
  return personRefusals.filter((refusal): refusal is Kind =>
    (refusals as readonly string[]).includes(refusal),
  )
}

/** Why a year does not let somebody take part who was born on that date, or undefined. An age counts in whole years, in WIB. */
export function ageRefusal(
  bornOn: string,
  { ageMin, ageMax }: { readonly ageMin: number; readonly ageMax: number | null },
  now: Date,
): 'too_young' | 'too_old' | undefined {
  const age = ageOn(bornOn, now)
  if (age < ageMin) return 'too_young'
  return ageMax !== null && age > ageMax ? 'too_old' : undefined
}

/** Why somebody of that occupation cannot take part, or undefined. */
export function occupationRefusal(
  occupation: string,
  studies = false,
): 'in_formal_education' | 'occupation_excluded' | undefined {
  if (studies || occupationIsStudy(occupation)) return 'in_formal_education'
  return occupationExcluded(occupation) ? 'occupation_excluded' : undefined
}

function unless(value: string | undefined, wrong: (value: string) => boolean): string | undefined {
  return value === undefined || wrong(value) ? undefined : value
}

function fits120(text: string): boolean {
  return text !== '' && text.length <= 120
}
