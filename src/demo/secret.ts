import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/**
 * The demo's master secret, kept as `secret` in the data folder, readable by its owner only. The first who asks makes
 * it; of several at once one wins and all get the same. Production is given BEKAL_SECRET and never comes here.
 */
export function demoSecret(dataFolder: string): string {
  const file = path.join(dataFolder, 'secret')
  return readSecret(file) ?? makeSecret(dataFolder, file)
}

/** A secret that is about to take the place of the demo's: kept beside it until the database has taken it. */
export interface NextSecret {
  readonly secret: string
  /** puts it in the place of the other */
  settle(): void
}

/** The secret that a rotation was about to put in place when its process ended. */
export function nextDemoSecret(dataFolder: string): NextSecret | undefined {
  const next = path.join(dataFolder, 'secret.next')
  const secret = readSecret(next)
  if (secret === undefined) return undefined
  return { secret, settle: () => renameSync(next, path.join(dataFolder, 'secret')) }
}

/** Makes the demo's next secret; the file is there before the database hears of it. */
export function makeNextDemoSecret(dataFolder: string): NextSecret {
  const next = path.join(dataFolder, 'secret.next')
  writeFileSync(next, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flush: true })
  return nextDemoSecret(dataFolder)!
}

function makeSecret(dataFolder: string, file: string): string {
  mkdirSync(dataFolder, { recursive: true })
  const fresh = path.join(dataFolder, `secret.${randomBytes(6).toString('hex')}`)
  writeFileSync(fresh, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx', flush: true })
  try {
    // A link appears whole or not at all, and never over another one.
    linkSync(fresh, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(fresh)
  }
  const secret = readSecret(file)
  if (secret === undefined) throw new Error(`${file} went away while it was made`)
  return secret
}

function readSecret(file: string): string | undefined {
  try {
    const secret = readFileSync(file, 'utf8').trim()
    if (secret.length < 32)
      throw new Error(`${file} has fewer than 32 characters: remove it with its database`)
    return secret
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
