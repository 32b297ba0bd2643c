import type { Journey } from '../../../storefronts/journey.ts'
import { stepOf } from '../../../storefronts/walk.ts'

/** The programme as people call it, once blanks and signs are out: "kartu pra-kerja", "Program Prakerja". */
const spoken = /^(kartu|program|kelas|pelatihan|voucher)*prakerja$/

/** Whether words in a search field mean the programme itself, however they are written, and no course. */
export function namesProgramme(typed: string, journey: Journey): boolean {
  const asked = lettersOf(typed)
  const entrances = [stepOf(journey, 'search'), stepOf(journey, 'enter_programme')]
  const labels = entrances.flatMap((step) => step?.labels[0] ?? [])
  return spoken.test(asked) || labels.some((label) => lettersOf(label) === asked)
}

function lettersOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}
