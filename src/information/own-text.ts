import { done, type Outcome, refusalWords, refuse } from '../kernel/refusal.ts'
import { leadsElsewhere } from '../messages/rendering/own-addresses.ts'
import { figureNames, unknownFigures } from './figures.ts'

/** What is wrong with a text that everybody will read. */
export const ownTextRefusals = refusalWords({
  id: {
    text_elsewhere:
      'Teks hanya boleh membawa ke halaman program: tulis [kata](/alamat). Hapus situs, email, dan nomor telepon.',
    figure_unknown: ({ named }) =>
      `Tidak ada angka bernama ${named || 'itu'}. Pilih salah satu: ${figureNames.map((name) => `{${name}}`).join(', ')}.`,
  },
  en: {
    text_elsewhere:
      'A text leads to pages of the programme alone: write [words](/address). Remove sites, emails and phone numbers.',
    figure_unknown: ({ named }) =>
      `There is no figure called ${named || 'so'}. Choose one of these: ${figureNames.map((name) => `{${name}}`).join(', ')}.`,
  },
})

const link = /\[([^\]\n]*)\]\(([^()\s]*)\)/g
const ownPath = /^\/(?![/\\])[\w\-/?=&#%]*$/

// Long numbers that are no phone's.
const amount = /\bRp ?[\d.]+/g
const date = /\b\d{1,2}[-./]\d{1,2}[-./]\d{4}(?: \d\d[.:]\d\d)?/g

/** Whether an address leads to a page of ours. */
export function isOwnPath(href: string): boolean {
  return ownPath.test(href)
}

/** Whether a text, its links taken apart, leads nowhere but to pages of ours. */
export function leadsHere(text: string): boolean {
  const targets = [...text.matchAll(link)].map(([, , href = '']) => href)
  const words = text.replace(link, '$1').replace(amount, ' ').replace(date, ' ')
  return targets.every(isOwnPath) && !leadsElsewhere(words)
}

/** Says why a text with figures is not for everybody to read. */
export function checkOwnText(texts: readonly string[]): Outcome<null, 'text_elsewhere' | 'figure_unknown'> {
  if (!texts.every(leadsHere)) return refuse('text_elsewhere')
  const [unknown] = texts.flatMap(unknownFigures)
  return unknown === undefined ? done(null) : refuse('figure_unknown', { named: unknown })
}
