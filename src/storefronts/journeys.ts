import type { Journey } from './journey.ts'
import { pijar } from './pijar.ts'

/** Every storefront of ours, in the order in which they are shown. */
export const journeys: readonly Journey[] = [pijar]

/** The journey of a storefront by its id. */
export function journeyOf(id: string): Journey | undefined {
  return journeys.find((journey) => journey.id === id)
}
