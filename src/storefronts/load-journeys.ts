import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Journey } from './journey.ts'
import { addJourney, journeys } from './journeys.ts'

/** The module of a storefront: its journey, and perhaps a look of its own. */
interface StorefrontFile {
  readonly journey?: Journey
  readonly look?: unknown
}

/**
 * Adds storefronts from files of the one who runs Bekal (BEKAL_STOREFRONTS), each a module that exports `journey` and,
 * if it wants, `look`. A file that is missing or wrong is thrown with its name. Called again, it changes nothing.
 * @param files names, absolute or below the folder in which Bekal was started
 * @returns what they export as their look
 */
export async function loadJourneys(files: readonly string[]): Promise<unknown[]> {
  const looks: unknown[] = []
  for (const file of files) {
    const { journey, look } = await read(file)
    if (!journey) throw new Error(`${file} exports no journey`)
    if (!journeys.includes(journey)) addJourney(journey)
    if (look) looks.push(look)
  }
  return looks
}

async function read(file: string): Promise<StorefrontFile> {
  try {
    return await import(pathToFileURL(path.resolve(file)).href)
  } catch (error) {
    throw new Error(`the storefront file ${file} cannot be read`, { cause: error })
  }
}
