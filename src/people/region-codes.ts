import { getDistricts, getProvinces } from 'idn-area-data'

let districts: Promise<ReadonlySet<string>> | undefined

/**
 * Whether six digits are the code of a district of today, by the Ministry of Home Affairs (`320104`). A NIK keeps the
 * code of where it was first given, also when the district was divided since: an unknown code asks for a second look,
 * it is no proof of an error.
 */
export async function regionKnown(code: string): Promise<boolean> {
  districts ??= getDistricts().then(
    (list) => new Set(list.map((district) => district.code.replaceAll('.', ''))),
  )
  return (await districts).has(code)
}

/** What the provinces of today are called, by the first two digits of a NIK: `32` is `Jawa Barat`. */
export async function provinceNames(): Promise<ReadonlyMap<string, string>> {
  const inSmall = (name: string) => name.toLowerCase().replace(/\b[a-z]/g, (letter) => letter.toUpperCase())
  return new Map((await getProvinces()).map(({ code, name }) => [code, inSmall(name)]))
}
