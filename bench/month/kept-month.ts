import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import type { Context } from '../../src/database/context.ts'
import { openInstallation } from '../../src/database/installation/open-installation.ts'
import type { AsSuperuser } from './altered-rows.ts'
import { type HappenedMonth, makeMonth, type Playing } from './play-month.ts'

const secret = 'only for measuring, on data thrown away'

/** Works on the installation of a folder, as the product opens it, and stops its PostgreSQL behind it. */
export async function onInstallation<T>(
  dataFolder: string,
  work: (installed: Pick<Context, 'db' | 'secrets'>, asSuperuser: AsSuperuser) => Promise<T>,
): Promise<T> {
  const { database, secrets } = await openInstallation({ dataFolder, max: 4, mode: 'demo', secret })
  const asSuperuser: AsSuperuser = async (change) => {
    const client = new pg.Client(database.superuser)
    await client.connect()
    await change(client).finally(() => client.end())
  }
  return work({ db: database.pool, secrets }, asSuperuser).finally(() => database.close())
}

/**
 * Copies a month that has happened into a data folder, for it to be closed there: closing changes it. It is made in the
 * folder to keep it in where there is none of that size yet. Returns what was measured when it was made.
 */
export async function keptMonth(
  keep: string,
  dataFolder: string,
  playing: Pick<Playing, 'purchases' | 'say'>,
): Promise<HappenedMonth> {
  const kept = path.join(keep, `month-${playing.purchases}`)
  const measured = `${kept}.json`
  // written last: what was broken off is not taken for a month
  if (!existsSync(measured)) {
    await rm(kept, { recursive: true, force: true })
    await mkdir(kept, { recursive: true, mode: 0o700 })
    const made = await onInstallation(kept, (installed, asSuperuser) =>
      makeMonth(installed, { ...playing, asSuperuser }),
    )
    await writeFile(measured, JSON.stringify(made))
  }
  playing.say(`a copy of ${kept} ...`)
  // with its owner: PostgreSQL's files are of another account where root runs it
  await promisify(execFile)('cp', ['-a', `${kept}/.`, dataFolder])
  return JSON.parse(await readFile(measured, 'utf8'))
}
