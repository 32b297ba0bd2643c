import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { addStorefront, journeys } from './journeys.ts'
import type { StorefrontFile } from './storefront-file.ts'

/**
 * Adds storefronts from files of the one who runs Bekal (BEKAL_STOREFRONTS), each a module that exports what the files
 * of our own export. A file that is missing or wrong is thrown with its name. Called again, it changes nothing.
 * @param names of files, absolute or below the folder in which Bekal was started
 */
export async function loadStorefronts(names: readonly string[]): Promise<void> {
  for (const name of names) {
    const { journey, ...rest } = await read(name)
    if (!journey) throw new Error(`${name} exports no journey`)
    if (!journeys.includes(journey)) addStorefront({ journey, ...rest })
  }
}

async function read(name: string): Promise<Partial<StorefrontFile>> {
  try {
    return await import(pathToFileURL(path.resolve(name)).href)
  } catch (error) {
    throw new Error(`the storefront file ${name} cannot be read`, { cause: error })
  }
}
