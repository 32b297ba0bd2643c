import { getDistricts } from 'idn-area-data'

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
