import { main } from '../src/cli.ts'

/**
 * The command line on one database: runs a command as the shell would, and reads what it printed as JSON. With the token of
 * somebody's log-in it acts as them.
 */
export function bekalOn(settings: Readonly<Record<string, string>>, token = '') {
  return async (...command: string[]) => {
    Object.assign(process.env, settings, { BEKAL_TOKEN: token })
    const printed: string[] = []
    const { log } = console
    console.log = (line: string) => void printed.push(line)
    try {
      const code = await main(['node', 'bekal', ...command, '--json'])
      return { code, said: JSON.parse(printed.join('\n')) }
    } finally {
      console.log = log
    }
  }
}
