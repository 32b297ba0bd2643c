import { createHash } from 'node:crypto'
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import path from 'node:path'
import type { Config } from '../config.ts'

type Where = Pick<Config, 'BEKAL_TOKEN' | 'BEKAL_TOKEN_FILE' | 'DATABASE_URL' | 'BEKAL_DATA'>

/** Where the log-in of this user of the machine is kept: a file for each installation, so that the demo's is not another's. */
export function tokenFile(config: Where): string {
  if (config.BEKAL_TOKEN_FILE) return config.BEKAL_TOKEN_FILE
  const installation = config.DATABASE_URL ?? path.resolve(config.BEKAL_DATA)
  const name = createHash('sha256').update(installation).digest('hex').slice(0, 12)
  return path.join(homedir(), '.bekal', `${name}.token`)
}

/** The token of whoever is logged in here, from the environment or the file; undefined where nobody is. */
export async function readToken(config: Where): Promise<string | undefined> {
  if (config.BEKAL_TOKEN) return config.BEKAL_TOKEN
  try {
    return (await readFile(tokenFile(config), 'utf8')).trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/** Keeps a token so that nobody else of the machine reads it; returns the file. */
export async function writeToken(config: Where, token: string): Promise<string> {
  const file = tokenFile(config)
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 })
  await writeFile(file, `${token}\n`, { mode: 0o600 })
  // The mode counts only for a new file.
  await chmod(file, 0o600)
  return file
}

/** Forgets the token that is kept here. */
export async function forgetToken(config: Where): Promise<void> {
  await rm(tokenFile(config), { force: true })
}
