import { bukalapak } from './bukalapak.ts'
import type { Journey } from './journey.ts'
import { maubelajar } from './maubelajar.ts'
import { pijar } from './pijar.ts'
import { pintaria } from './pintaria.ts'
import { sekolahmu } from './sekolahmu.ts'
import { sisnaker } from './sisnaker.ts'
import { tokopedia } from './tokopedia.ts'

/** Every storefront of ours, in the order in which they are shown. */
export const journeys: readonly Journey[] = [
  pijar,
  bukalapak,
  tokopedia,
  sekolahmu,
  sisnaker,
  pintaria,
  maubelajar,
]

/** The journey of a storefront by its id. */
export function journeyOf(id: string): Journey | undefined {
  return journeys.find((journey) => journey.id === id)
}
