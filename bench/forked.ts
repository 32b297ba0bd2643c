import { type ForkOptions, fork } from 'node:child_process'
import { once } from 'node:events'

/** A process of the bench's own that it talks with: one question, one answer. */
export interface Forked<Answer> {
  readonly pid: number
  /** the first thing that it says by itself, or its answer to what was sent last; throws when it has ended */
  heard(): Promise<Answer>
  send(message: object): void
  /** sends this, where it still listens, and waits for its end */
  end(message: object): Promise<void>
}

/** Starts a file of TypeScript; `settings` is all that it has of the environment, beside what finds programs and folders. */
export function forked<Answer>(
  what: string,
  file: string,
  {
    args = [],
    settings = {},
    cwd,
  }: { args?: readonly string[]; settings?: Readonly<Record<string, string>> } & Pick<ForkOptions, 'cwd'>,
): Forked<Answer> {
  const { PATH, HOME, TMPDIR } = process.env
  const child = fork(file, args, {
    ...(cwd && { cwd }),
    execArgv: ['--import', import.meta.resolve('tsx')],
    // None of the caller's settings of Bekal may change what is measured.
    env: { PATH, HOME, ...(TMPDIR && { TMPDIR }), ...settings },
    stdio: ['ignore', 2, 2, 'ipc'],
  })
  const ended = once(child, 'exit')
  // What it said last may come after its end.
  const unheard = once(child, 'disconnect')
  return {
    pid: child.pid!,
    async heard() {
      const gone = Promise.all([ended, unheard]).then(([[code]]) => {
        throw new Error(`${what} ended with ${code}`)
      })
      const [message] = await Promise.race([once(child, 'message'), gone])
      return message as Answer
    },
    send: (message) => void child.send(message),
    async end(message) {
      if (child.exitCode === null && child.connected) child.send(message)
      await ended
    },
  }
}
