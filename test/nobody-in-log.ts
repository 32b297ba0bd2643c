import assert from 'node:assert/strict'
import type pg from 'pg'
import type { Secrets } from '../src/kernel/secrets/secrets.ts'

/** The level of a line as pino writes it. */
const levels: Readonly<Record<string, number>> = { debug: 20, info: 30, warn: 40, error: 50, silent: 100 }

/** Where a log is written: keeps every line, and prints those of the level that is asked for. */
export function keptLog(printed: string): { readonly lines: string[]; write(line: string): void } {
  const lines: string[] = []
  return {
    lines,
    write(line) {
      lines.push(line)
      if ((JSON.parse(line) as { level: number }).level >= (levels[printed] ?? 50)) process.stdout.write(line)
    },
  }
}

// What a log must not have of anybody: where it stands in the database, in clear.
const standing = `
  select holder_name as value from card
  union select holder_phone from card
  union select holder_email from card
  union select number from card_number
  union select unnest(array[name, phone, email]) from person
  union select unnest(array[name, phone]) from registration
  union select email from portal_account
  union select unnest(array[email, name, phone]) from storefront_account
  union select unnest(array[email, name]) from staff
  union select unnest(array[email, name]) from institution_user
  union select address from inbox
  union select code from code
  union select certificate_id from certificate_code
  union select (regexp_match(text, '\\m(\\d{6})\\M'))[1] from inbox where text ~ 'kode'
`

const sealed = `
  select unnest(array[nik_sealed, kk_sealed]) as sealed from person
  union select unnest(array[nik_sealed, kk_sealed]) from registration
`

/** Everything of a person that these databases know: names, phones, emails, numbers of cards, NIKs, family cards, codes. */
export async function everythingPersonal(pool: pg.Pool, secrets: Secrets): Promise<ReadonlySet<string>> {
  const clear = await pool.query<{ value: string | null }>(standing)
  const closed = await pool.query<{ sealed: Buffer | null }>(sealed)
  const values = [
    ...clear.rows.map(({ value }) => value),
    ...closed.rows.map((row) => row.sealed && secrets.open(row.sealed)),
  ]
  return new Set(values.filter((value): value is string => value !== null && value.length > 3))
}

/** Fails where a line of the log has something of a person, with the line. */
export async function expectNobodyInLog(
  lines: readonly string[],
  pool: pg.Pool,
  secrets: Secrets,
): Promise<void> {
  if (lines.length === 0) return
  const log = lines.join('\n')
  for (const value of await everythingPersonal(pool, secrets)) {
    if (names(log, value))
      assert.fail(`the log names ${value}: ${lines.find((line) => line.includes(value))}`)
  }
}

/** Whether a text has a value as a word of its own: six digits of an id are no code. */
function names(text: string, value: string): boolean {
  const word = /^\w+$/.test(value)
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1))
    if (!word || !(/\w/.test(text[at - 1] ?? '') || /\w/.test(text[at + value.length] ?? ''))) return true
  return false
}
