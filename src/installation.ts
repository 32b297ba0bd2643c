import type { Config } from './config.ts'
import {
  type InstallationOptions,
  type OpenInstallation,
  openInstallation,
} from './database/installation/open-installation.ts'
import { roleFlawsSentence } from './database/roles/role-sentence.ts'
import { demoSecret, nextDemoSecret } from './demo/secret.ts'

export interface ProgrammeOptions {
  /** connections at most */
  readonly max?: number
  /** for the command that looks what is wrong: opens all the same where roles or the clock are not as they should be */
  readonly forCheck?: boolean
  /** told what is wrong and accepted all the same, in both languages */
  warn(sentence: string): void
}

/**
 * Opens the database that the settings name, for the server and for commands. Production refuses a database in which
 * the application may change what is append-only, unless the settings accept it; the demo says so.
 */
export async function openProgramme(
  config: Config,
  { max, forCheck = false, warn }: ProgrammeOptions,
): Promise<OpenInstallation> {
  const opened = await openInstallation({
    ...installationOf(config),
    ...(max !== undefined && { max }),
    anyClock: forCheck,
  })
  if (opened.flaws.length > 0 && !forCheck) {
    const sentence = roleFlawsSentence(opened.flaws)
    if (config.production && !config.BEKAL_ACCEPT_ONE_DATABASE_ROLE) {
      await opened.database.close()
      throw new Error(sentence)
    }
    warn(sentence)
  }
  return opened
}

/** What the settings say of the database. */
function installationOf(config: Config): InstallationOptions {
  const dataFolder = config.BEKAL_DATA
  const given = config.BEKAL_SECRET
  return {
    url: config.DATABASE_URL,
    ownerUrl: config.DATABASE_OWNER_URL,
    dataFolder,
    mode: config.BEKAL_MODE,
    secret: given ?? demoSecret(dataFolder),
    ownFolder: given === undefined && config.DATABASE_URL === undefined,
    next: given === undefined ? nextDemoSecret(dataFolder) : undefined,
    clockToleranceMs: config.CLOCK_TOLERANCE_SECONDS * 1000,
  }
}
