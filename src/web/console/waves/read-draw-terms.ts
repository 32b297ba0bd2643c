import { startOfWibDate } from '../../../kernel/wib.ts'
import type { DrawTerms } from '../../../waves/draw/commit-draw.ts'

/** `Name = occupation, occupation`, one group a line; the last group, for everybody else, is added. Undefined if malformed. */
export function readGroups(text: string): DrawTerms['groups'] | undefined {
  const groups: DrawTerms['groups'] = []
  for (const line of linesOf(text)) {
    const [, name, list] = /^([^=]{1,120})=(.+)$/.exec(line) ?? []
    const occupations = (list ?? '')
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '')
    if (!name?.trim() || occupations.length === 0) return undefined
    groups.push({ name: name.trim(), occupations })
  }
  groups.push({ name: 'Lainnya', occupations: [] })
  return groups
}

/** `32 = 18.25`, one province a line: hundredths of a percent. Undefined if malformed. */
export function readShares(text: string): ReadonlyMap<string, number> | undefined {
  const shares = new Map<string, number>()
  for (const line of linesOf(text)) {
    const [, province, percent] = /^(\d{2})\s*=\s*(\d{1,3}(?:[.,]\d{1,2})?)\s*%?$/.exec(line) ?? []
    const share = Math.round(Number(percent?.replace(',', '.')) * 100)
    if (!province || !(share <= 10_000) || shares.has(province)) return undefined
    shares.set(province, share)
  }
  return shares
}

/** A time of a WIB date, from `17.00` or `17:00`. Undefined if malformed. */
export function readWibTime(date: string, time: string): Date | undefined {
  const [, hours, minutes] = /^([01]?\d|2[0-3])[.:]([0-5]\d)$/.exec(time.trim()) ?? []
  if (!hours) return undefined
  return new Date(startOfWibDate(date).getTime() + (Number(hours) * 60 + Number(minutes)) * 60_000)
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
