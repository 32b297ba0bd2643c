import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import { type RawRecipient, recipientColumns } from '../recipients/recipient-row.ts'

export const personaIds = ['baru', 'mepet', 'sudah', 'lewat'] as const
export type PersonaId = (typeof personaIds)[number]

/** A person of the demo; all of them are invented. */
export interface DemoPerson extends RawRecipient {
  /** empty for those who have no part to play */
  readonly persona: PersonaId | ''
}

let people: readonly DemoPerson[] | undefined

/** The people of demo/recipients.csv. */
export function demoPeople(): readonly DemoPerson[] {
  const file = fileURLToPath(new URL('../../demo/recipients.csv', import.meta.url))
  people ??= parse(readFileSync(file), { columns: true, bom: true }) as unknown as DemoPerson[]
  return people
}

/** Somebody as a row of a file that the imports read, in the order of {@link recipientColumns}. */
export function csvRow(person: RawRecipient): string {
  return recipientColumns.map((column) => `"${person[column].replaceAll('"', '""')}"`).join(',')
}

/** Some of them as a file that the import of recipients reads. */
export function peopleAsCsv(some: readonly DemoPerson[]): string {
  return [recipientColumns.join(','), ...some.map(csvRow), ''].join('\n')
}
