import { bare } from './text.ts'
import type { Language } from './wib.ts'

/** Reads a percentage from 0 to 100 with at most two decimals, "12,5" or "12.50", as hundredths of a percent. */
export function readPercent(typed: string): number | undefined {
  const [, whole, decimals = ''] = /^(\d{1,3})(?:[.,](\d{1,2}))?%?$/.exec(bare(typed)) ?? []
  const bp = whole === undefined ? undefined : Number(whole) * 100 + Number(decimals.padEnd(2, '0'))
  return bp !== undefined && bp <= 10_000 ? bp : undefined
}

/** `12,5%` */
export function formatPercent(bp: number, language: Language): string {
  return `${(bp / 100).toLocaleString(language === 'id' ? 'id-ID' : 'en-GB')}%`
}
