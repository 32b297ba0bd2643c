import { userInfo } from 'node:os'
import { InvalidArgumentError } from 'commander'
import type pg from 'pg'
import type { Config } from '../config.ts'
import type { Context } from '../database/context.ts'
import type { RoleFlaw } from '../database/roles/check-roles.ts'
import { randomCode } from '../kernel/codes.ts'
import { type Refusal, type RefusalWords, sentenceOf } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { type Language, wibDate } from '../kernel/wib.ts'

/** Exit codes: refused or broken; and not understood. */
export const failed = 1
export const usage = 2

/** The programme, opened for one command. */
export interface Opened {
  readonly ctx: Context
  readonly config: Config
  /** how more connections are opened, for what keeps its own */
  readonly connection: pg.ClientConfig
  /** the role that owns the schema, where one is named */
  readonly owner: pg.ClientConfig | undefined
  /** the superuser of an embedded PostgreSQL */
  readonly superuser: pg.ClientConfig | undefined
  /** migrations that were applied when it was opened */
  readonly applied: readonly string[]
  /** what the application's role may do and should not */
  readonly flaws: readonly RoleFlaw[]
  close(): Promise<void>
}

export interface OpenFor {
  /** only to look what is wrong with the database */
  readonly forCheck?: boolean
}

/** What a command is given. */
export interface Cli {
  /** opens the database on first use; a command that is not understood never does */
  open(what?: OpenFor): Promise<Opened>
  /** sets the exit code, the worst of all that are set */
  end(code: number): void
}

/** Prints for people, or for a script that asked for JSON. */
export function answer(json: boolean | undefined, value: unknown, lines: readonly string[]): void {
  if (json) console.log(JSON.stringify(value, null, 2))
  else for (const line of lines) console.log(line)
}

/** A list: as JSON, or as a table of which each column is named beside what stands in it; `none` where there is nothing. */
export function answerList<One>(
  json: boolean | undefined,
  list: readonly One[],
  none: string,
  columns: readonly (readonly [head: string, cell: (one: One) => string])[],
): void {
  const rows = [columns.map(([head]) => head), ...list.map((one) => columns.map(([, cell]) => cell(one)))]
  answer(json, list, list.length === 0 ? [none] : table(rows))
}

/** The language that refusals are told in here: Indonesian where the locale of the shell is, else English. */
export function shellLanguage({ LC_ALL, LC_MESSAGES, LANG } = process.env): Language {
  return /^id(?![a-z])/i.test(LC_ALL || LC_MESSAGES || LANG || '') ? 'id' : 'en'
}

/** The programme says no, in the words that the refusal is declared with: on stderr, or as JSON where it was asked for. */
export function sayRefused<Reason extends string>(
  cli: Cli,
  json: boolean | undefined,
  { refusal, facts }: Pick<Refusal<Reason>, 'refusal' | 'facts'>,
  words: RefusalWords<NoInfer<Reason>>,
): undefined {
  return sayNo(cli, json, refusal, sentenceOf(words, refusal, facts, shellLanguage()))
}

/** The same in a sentence that was made of what a command was given, or of what it found. */
export function sayNo(
  cli: Cli,
  json: boolean | undefined,
  refusal: string,
  said: string | Readonly<Record<Language, string>>,
): undefined {
  const sentence = typeof said === 'string' ? said : said[shellLanguage()]
  cli.end(failed)
  if (json) console.log(JSON.stringify({ refusal, sentence }, null, 2))
  else console.error(sentence)
}

/** The user of this machine, for what needs nobody of the staff. */
export function cliActor(): Actor {
  return { actor: `cli:${userName()}`, requestId: `cli-${randomCode(12)}` }
}

function userName(): string {
  try {
    return userInfo().username
  } catch {
    // A container may run under a number without a name.
    return String(process.getuid?.() ?? 'unknown')
  }
}

/** A whole number of at least one, for options and arguments. */
export function wholeNumber(text: string): number {
  const value = Number(text)
  if (!/^\d{1,9}$/.test(text) || value < 1)
    throw new InvalidArgumentError('It must be a whole number from 1 on.')
  return value
}

/** Columns that stand under each other; the last one runs free. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = []
  for (const row of rows)
    for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, cell.length)
  return rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i]!))
      .join('  ')
      .trimEnd(),
  )
}

/** A day of the calendar, for options: `2026-02-30` is none. */
export function calendarDate(text: string): string {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00.000+07:00`) : Number.NaN
  if (Number.isNaN(day) || wibDate(new Date(day)) !== text)
    throw new InvalidArgumentError('It must be a date such as 2026-11-23.')
  return text
}
