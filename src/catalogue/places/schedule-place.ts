import { type ReasonOf, refusalWords } from '../../kernel/refusal.ts'
import { isWebLink } from '../../kernel/text.ts'
import { tidyLine } from '../tidy-text.ts'
import { readRegency } from './areas.ts'

/** Where a schedule is held that is taught in a room. Everybody may know it; a link that only buyers read is its meeting. */
export interface SchedulePlace {
  /** what the place is called, 1 to 120 characters */
  readonly name: string
  /** street and number; empty where it is not said */
  readonly address: string
  /** code of the regency or city, four digits, with the names that it and its province had when this was written */
  readonly regency: string
  readonly city: string
  readonly province: string
  /** an https link to a map */
  readonly map?: string
}

/** The cells that a place is asked by, in the order in which people are asked. */
export const placeCells = ['place', 'address', 'city', 'mapLink'] as const
export type PlaceCell = (typeof placeCells)[number]

/** What was typed, or what a row of a list says. Undefined: the list does not have the column. */
export type RawPlace = { readonly [Cell in PlaceCell]?: string | undefined }

/** Why a place is none. */
export const placeProblems = refusalWords({
  id: {
    place_incomplete: 'Tempat belum lengkap: isi nama tempat atau alamat, dan kota atau kabupatennya.',
    place_too_long: 'Nama tempat lebih dari 120 karakter, atau alamat lebih dari 300. Ringkaslah.',
    city_unknown: 'Kota atau kabupaten ini tidak dikenal. Tulis seperti Kota Bandung atau Kabupaten Sleman.',
    map_link_wrong: 'Tautan peta harus diawali https:// dan paling banyak 500 karakter. Perbaiki tautannya.',
  },
  en: {
    place_incomplete: 'The place is not whole: give its name or address, and its city or regency.',
    place_too_long:
      'The name of the place is longer than 120 characters, or its address longer than 300. Shorten it.',
    city_unknown: 'There is no such city or regency. Write it like Kota Bandung or Kabupaten Sleman.',
    map_link_wrong:
      'The link of the map must begin with https:// and have at most 500 characters. Correct the link.',
  },
})
export type PlaceProblem = ReasonOf<typeof placeProblems>

/** Which cell a problem is told at. */
export const placeCellOf: Readonly<Record<PlaceProblem, PlaceCell>> = {
  place_incomplete: 'place',
  place_too_long: 'place',
  city_unknown: 'city',
  map_link_wrong: 'mapLink',
}

export interface ReadPlace {
  /** undefined where nothing was said, or something is wrong */
  readonly place: SchedulePlace | undefined
  readonly problems: readonly PlaceProblem[]
  /** a city and a regency share the name: the city was taken */
  readonly guessed: boolean
}

/** Reads where a schedule is held: a place needs a name or an address, and a regency or city that there is. */
export function readPlace(raw: RawPlace): ReadPlace {
  const [place, address, city, map] = placeCells.map((cell) => tidyLine(raw[cell] ?? '').replace(/^-+$/, ''))
  if (!place && !address && !city && !map) return { place: undefined, problems: [], guessed: false }
  const found = city ? readRegency(city) : undefined
  const problems: PlaceProblem[] = []
  if (!(place || address) || !city) problems.push('place_incomplete')
  if ((place || address || '').length > 120 || (address ?? '').length > 300) problems.push('place_too_long')
  if (city && !found) problems.push('city_unknown')
  if (map && (map.length > 500 || !isWebLink(map))) problems.push('map_link_wrong')
  if (problems.length > 0 || !found) return { place: undefined, problems, guessed: false }
  const { regency, guessed } = found
  const made: SchedulePlace = {
    name: place || address || '',
    address: place ? (address ?? '') : '',
    regency: regency.code,
    city: regency.name,
    province: regency.province.name,
    ...(map && { map }),
  }
  return { place: made, problems, guessed }
}

/** `Balai Latihan Kerja, Jalan Merdeka 1, Kota Bandung`: a place in one line. */
export function placeLine({ name, address, city }: SchedulePlace): string {
  return [name, address, city].filter(Boolean).join(', ')
}
