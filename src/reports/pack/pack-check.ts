import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { parse } from 'csv-parse'

/** What does not hold of a pack: in which file, and what. */
export interface PackFlaw {
  readonly file: string
  readonly sentence: string
}

/** A pack that is being checked. */
export interface PackCheck {
  readonly folder: string
  readonly flaws: PackFlaw[]
}

/** A row of a file of the pack, by its headings. */
export type PackRow = Readonly<Record<string, string>>

// A file of which everything is wrong says so, and not a million times.
const mostOfAFile = 20

/** Notes what does not hold. */
export function flaw({ flaws }: PackCheck, file: string, sentence: string): void {
  const before = flaws.filter((one) => one.file === file).length
  if (before < mostOfAFile) flaws.push({ file, sentence })
  else if (before === mostOfAFile) flaws.push({ file, sentence: 'and more of this file' })
}

/** The rows of a CSV file of the pack, as they come. */
export async function* packedRows({ folder }: PackCheck, file: string): AsyncGenerator<PackRow> {
  const text = createReadStream(path.join(folder, file))
  const parser = parse({ columns: true, bom: true })
  text.on('error', (error) => parser.destroy(error))
  for await (const row of text.pipe(parser)) yield row as PackRow
}

/** A JSON file of the pack. */
export async function packedJson({ folder }: PackCheck, file: string): Promise<unknown> {
  return JSON.parse(await readFile(path.join(folder, file), 'utf8'))
}

/** Looks at a file; that it cannot be read is a flaw of the pack, too. */
export async function looking<T>(
  check: PackCheck,
  file: string,
  look: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await look()
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    flaw(check, file, missing ? 'the file is missing' : `it cannot be read: ${(error as Error).message}`)
    return undefined
  }
}
