import { areaOfCode } from '../places/areas.ts'
import type { Choice, FoundPage } from './search-sql.ts'

/** A province in which something is held, and where in it. */
export interface ChoiceOfPlaces extends Choice {
  /** its regencies and cities, by name */
  readonly towns: readonly Choice[]
}

const byName = (one: Choice, other: Choice) => one.name.localeCompare(other.name, 'id')

/** The provinces in which something is held, by name; what a search finds in one of its towns it finds in the province. */
export function placesByProvince(places: FoundPage['places']): ChoiceOfPlaces[] {
  const choices = places.flatMap(({ code, count }) => {
    const area = areaOfCode(code)
    return area ? [{ code, name: area.name, slug: area.slug, count }] : []
  })
  const named = ({ name, slug, count }: (typeof choices)[number]): Choice => ({ name, slug, count })
  return choices
    .filter(({ code }) => code.length === 2)
    .map((province) => ({
      ...named(province),
      towns: choices
        .filter(({ code }) => code.length === 4 && code.startsWith(province.code))
        .map(named)
        .sort(byName),
    }))
    .sort(byName)
}
