import { createInterface } from 'node:readline'
import { Writable } from 'node:stream'

/**
 * Asks for secrets one after the other: on a terminal without showing what is typed; else each is a line of the standard
 * input, for scripts. A missing line is empty.
 */
export async function askSecrets(questions: readonly string[]): Promise<string[]> {
  const terminal = process.stdin.isTTY === true
  // What is typed goes nowhere: the questions are written to stderr by hand.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const lines = createInterface({ input: process.stdin, output: nowhere, terminal })
  const answers: string[] = []
  try {
    const typed = lines[Symbol.asyncIterator]()
    for (const question of questions) {
      if (terminal) process.stderr.write(`${question}: `)
      const { value, done } = await typed.next()
      if (terminal) process.stderr.write('\n')
      answers.push(done ? '' : String(value))
    }
    return answers
  } finally {
    lines.close()
  }
}
