import { areaOfSlug } from '../../../../catalogue/places/areas.ts'

/** What a province or regency is called that an address names; an unknown one as the address has it. */
export function areaName(slug: string): string {
  const words = slug.replaceAll('-', ' ')
  return areaOfSlug(slug)?.name ?? words.charAt(0).toUpperCase() + words.slice(1)
}
