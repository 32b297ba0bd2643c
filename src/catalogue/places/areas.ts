import { getProvinces, getRegencies } from 'idn-area-data'
import { comparable, slug } from '../../kernel/text.ts'

/** A province, or a regency or city of one, by the code of the Ministry of Home Affairs: `32`, `3273`. */
export interface Area {
  readonly code: string
  /** as people say it: `Kota Bandung`, `DKI Jakarta` */
  readonly name: string
  /** its name in an address: `kota-bandung` */
  readonly slug: string
}

/** A regency or city with its province. */
export interface Regency extends Area {
  readonly province: Area
}

const said = (name: string) =>
  name
    .replace('Daerah Khusus Ibukota', 'DKI')
    .replace('Daerah Istimewa', 'DI')
    .replace(/^(Kota|Kabupaten) Administrasi /, '$1 ')

const area = ({ code, name }: { code: string; name: string }): Area => ({
  code: code.replaceAll('.', ''),
  name: said(name),
  slug: slug(said(name)),
})

const [readProvinces, readRegencies] = await Promise.all([getProvinces(), getRegencies()])
const provinces = new Map(readProvinces.map((province) => [province.code, area(province)]))

/** Every regency and city of today, by code. */
export const regencies: ReadonlyMap<string, Regency> = new Map(
  readRegencies.map((one) => {
    const regency = { ...area(one), province: provinces.get(one.province_code)! }
    return [regency.code, regency]
  }),
)

const bySlug = new Map<string, Area>(
  [...provinces.values(), ...regencies.values()].map((one) => [one.slug, one] as const),
)

/** The province or regency that an address names. */
export function areaOfSlug(text: string): Area | undefined {
  return bySlug.get(text)
}

/** The province of a code of two digits, the regency of one of four. */
export function areaOfCode(code: string): Area | undefined {
  return provinces.get(code) ?? regencies.get(code)
}

const bareName = (name: string) => comparable(name).replace(/^(kota|kabupaten) /, '')
const byName = new Map([...regencies.values()].map((one) => [comparable(one.name), one]))
const byBareName = Map.groupBy(regencies.values(), (one) => bareName(one.name))

/** What people call some of them. */
const nicknames: Readonly<Record<string, string>> = {
  solo: 'kota surakarta',
  jogja: 'kota yogyakarta',
  yogya: 'kota yogyakarta',
  jogjakarta: 'kota yogyakarta',
  makasar: 'kota makassar',
  'ujung pandang': 'kota makassar',
}

/**
 * Reads a regency or city as lists write it: `Kota Bandung`, `KAB. SLEMAN`, `Kodya Bogor`, `Surabaya, Jawa Timur`, `32.73`.
 * `guessed`: a name that a city and a regency share is the city's. Undefined where there is none of that name.
 */
export function readRegency(text: string): { regency: Regency; guessed: boolean } | undefined {
  const sure = (regency: Regency | undefined) => regency && { regency, guessed: false }
  const code = text.trim().replaceAll('.', '')
  if (/^\d{4}$/.test(code)) return sure(regencies.get(code))
  const name = comparable(text.split(',')[0] ?? '')
    .replace(/^(kabupaten |kab[. ] ?)(adm\w*\.? )?/, 'kabupaten ')
    .replace(/^(kota ?madya|kodya\.?|kota) (adm\w*\.? )?/, 'kota ')
    .trim()
  const known = byName.get(name) ?? byName.get(nicknames[bareName(name)] ?? '')
  if (known) return sure(known)
  const [one, other] = byBareName.get(name) ?? []
  if (!one || !other) return sure(one)
  return { regency: one.name.startsWith('Kota') ? one : other, guessed: true }
}
