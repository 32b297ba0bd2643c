import { main } from '../src/cli.ts'

/** Runs a command as the shell would: its exit code, and what it printed, the complaints too. */
export async function bekal(...command: string[]): Promise<{ code: number; said: string }> {
  const printed: string[] = []
  const { log, error } = console
  console.log = console.error = (line: string) => void printed.push(line)
  try {
    return { code: await main(['node', 'bekal', ...command]), said: printed.join('\n') }
  } finally {
    Object.assign(console, { log, error })
  }
}

/**
 * The command line on one database: runs a command, and reads what it printed as JSON. With the token of somebody's log-in it
 * acts as them.
 */
export function bekalOn(settings: Readonly<Record<string, string>>, token = '') {
  return async (...command: string[]) => {
    Object.assign(process.env, settings, { BEKAL_TOKEN: token })
    const printed: string[] = []
    const { log } = console
    console.log = (line: string) => void printed.push(line)
    try {
      const code = await main(['node', 'bekal', ...command, '--json'])
      return { code, said: printed.length === 0 ? undefined : JSON.parse(printed.join('\n')) }
    } finally {
      console.log = log
    }
  }
}
