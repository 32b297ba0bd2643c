import { isReserved } from '../identity/reserved-names.ts'
import * as bukalapak from './bukalapak.ts'
import type { Journey } from './journey.ts'
import { brokenLaws } from './laws.ts'
import { type Composition, plainComposition, unknownLayouts } from './layouts/composition.ts'
import * as maubelajar from './maubelajar.ts'
import * as pijar from './pijar.ts'
import * as pintaria from './pintaria.ts'
import * as sekolahmu from './sekolahmu.ts'
import * as sisnaker from './sisnaker.ts'
import type { StorefrontFile } from './storefront-file.ts'
import * as tokopedia from './tokopedia.ts'

const files: StorefrontFile[] = []
const all: Journey[] = []

/** What the file of every storefront of ours says, in the order in which they are shown. */
export const storefrontFiles: readonly StorefrontFile[] = files

/** The journey of every storefront of ours, in the same order. */
export const journeys: readonly Journey[] = all

/** What the file of a storefront says, by its id. */
export function storefrontFileOf(id: string): StorefrontFile | undefined {
  return files.find(({ journey }) => journey.id === id)
}

/** The journey of a storefront by its id. */
export function journeyOf(id: string): Journey | undefined {
  return storefrontFileOf(id)?.journey
}

/** How the pages of a storefront are laid out. */
export function compositionOf(id: string): Composition {
  return { ...plainComposition, ...storefrontFileOf(id)?.composition }
}

/** What an id looks like: it is the first part of an address, and the name under which accounts are kept. */
const idForm = /^[a-z][a-z0-9]{1,30}$/

/**
 * Adds a storefront, each of the seven and each of BEKAL_STOREFRONTS by this one door. One that breaks a law, or whose
 * id is taken, is a mistake of whoever wrote it: thrown.
 */
export function addStorefront(file: StorefrontFile): void {
  const { journey } = file
  const broken = brokenLaws(journey)
  broken.push(...unknownLayouts(file.composition ?? {}).map((what) => `${journey.id}: ${what}`))
  if (!idForm.test(journey.id)) broken.push(`${journey.id}: the id must be 2 to 31 of a-z and 0-9`)
  if (isReserved(journey.id))
    broken.push(`${journey.id}: the programme has pages or accounts of this name itself`)
  if (journeyOf(journey.id)) broken.push(`${journey.id}: there is a storefront of this id already`)
  if (broken.length > 0) throw new Error(`a storefront cannot be added:\n${broken.join('\n')}`)
  files.push(file)
  all.push(journey)
}

for (const file of [pijar, bukalapak, tokopedia, sekolahmu, sisnaker, pintaria, maubelajar])
  addStorefront(file)
