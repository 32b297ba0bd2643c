// Provinces by the Ministry of Home Affairs; a NIK keeps the province where it was first given.
const provinces = new Set(
  '11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 51 52 53 61 62 63 64 65 71 72 73 74 75 76 81 82 91 92 93 94 95 96'.split(
    ' ',
  ),
)

/** What a NIK says of its owner: region, day, month and year of the century of birth, and the sex. */
export interface NikParts {
  readonly region: string
  readonly day: number
  readonly month: number
  readonly yearOfCentury: number
  readonly woman: boolean
}

/** Reads a NIK: 6 digits region, DDMMYY of birth with 40 added to the day for women, 4 serial. Undefined if malformed. */
export function readNik(nik: string): NikParts | undefined {
  if (!/^\d{16}$/.test(nik) || !regionHolds(nik) || nik.endsWith('0000')) return undefined
  const marked = Number(nik.slice(6, 8))
  const woman = marked > 40
  const parts = {
    region: nik.slice(0, 6),
    day: woman ? marked - 40 : marked,
    month: Number(nik.slice(8, 10)),
    yearOfCentury: Number(nik.slice(10, 12)),
    woman,
  }
  return parts.day >= 1 && parts.day <= 31 && parts.month >= 1 && parts.month <= 12 ? parts : undefined
}

/** Whether a well-formed NIK names the calendar date of birth `bornOn` (`1998-07-21`). */
export function nikFitsBirthDate(nik: string, bornOn: string): boolean {
  const parts = readNik(nik)
  if (!parts) return false
  const two = (part: number) => String(part).padStart(2, '0')
  return bornOn.slice(2) === `${two(parts.yearOfCentury)}-${two(parts.month)}-${two(parts.day)}`
}

/** Whether `kk` has the form of a family card's number: 16 digits that begin with a region. */
export function kkHolds(kk: string): boolean {
  return /^\d{16}$/.test(kk) && regionHolds(kk)
}

/** `************0003`: all that is ever shown of a NIK or KK. */
export function maskNik(nik: string): string {
  const tail = nik.slice(-4)
  return nik.length < 8 ? '*'.repeat(nik.length) : '*'.repeat(nik.length - tail.length) + tail
}

function regionHolds(number: string): boolean {
  return provinces.has(number.slice(0, 2)) && number.slice(2, 4) !== '00' && number.slice(4, 6) !== '00'
}
