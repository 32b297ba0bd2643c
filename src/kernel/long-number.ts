import { bare, bareDigits } from './text.ts'

/** A cell of a long number in which a spreadsheet has written a number: `3.27501E+15`, `3275011104910140.0`. */
export function isSpreadsheetNumber(cell: string): boolean {
  const text = bare(cell)
  return /^[+-]?\d+([.,]\d+)?e\+?\d+$/i.test(text) || /^\d{13,}[.,]0*$/.test(text)
}

/**
 * The digits of a NIK, a family card or a card, however they were grouped, or kept as text by the apostrophe of a
 * spreadsheet. Nothing for what a spreadsheet has made a number of: its digits may be those of somebody else.
 */
export function longNumber(typed: string): string {
  return isSpreadsheetNumber(typed) ? '' : bareDigits(typed).replace(/^['’]/, '')
}
