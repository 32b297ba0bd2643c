import { isReserved } from '../identity/reserved-names.ts'
import { bukalapak } from './bukalapak.ts'
import type { Journey } from './journey.ts'
import { brokenLaws } from './laws.ts'
import { maubelajar } from './maubelajar.ts'
import { pijar } from './pijar.ts'
import { pintaria } from './pintaria.ts'
import { sekolahmu } from './sekolahmu.ts'
import { sisnaker } from './sisnaker.ts'
import { tokopedia } from './tokopedia.ts'

const all: Journey[] = [pijar, bukalapak, tokopedia, sekolahmu, sisnaker, pintaria, maubelajar]

/** Every storefront of ours, in the order in which they are shown. */
export const journeys: readonly Journey[] = all

/** The journey of a storefront by its id. */
export function journeyOf(id: string): Journey | undefined {
  return journeys.find((journey) => journey.id === id)
}

/** What an id looks like: it is the first part of an address, and the name under which accounts are kept. */
const idForm = /^[a-z][a-z0-9]{1,30}$/

/** Adds a storefront at start; one that breaks a law, or whose id is taken, is a mistake of whoever wrote it: thrown. */
export function addJourney(journey: Journey): void {
  const broken = brokenLaws(journey)
  if (!idForm.test(journey.id)) broken.push(`${journey.id}: the id must be 2 to 31 of a-z and 0-9`)
  if (isReserved(journey.id))
    broken.push(`${journey.id}: the programme has pages or accounts of this name itself`)
  if (journeyOf(journey.id)) broken.push(`${journey.id}: there is a storefront of this id already`)
  if (broken.length > 0) throw new Error(`a storefront cannot be added:\n${broken.join('\n')}`)
  all.push(journey)
}
