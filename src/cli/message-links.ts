import type { Config } from '../config.ts'

/** Where a holder reads what happened to the card. */
export function cardPageLink(config: Config): string {
  return linkTo(config, '/kartu')
}

/** Where people log in, and say that something was not them. */
export function logInLink(config: Config): string {
  return linkTo(config, '/masuk')
}

/** Where operators see the deadlines, and decide. */
export function consoleDeadlinesLink(config: Config): string {
  return linkTo(config, '/konsol/tenggat')
}

/** The address that people see, with this path. */
export function linkTo(config: Config, path: string): string {
  return `${config.BEKAL_URL ?? `http://localhost:${config.PORT}`}${path}`
}
