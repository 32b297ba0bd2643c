import { DatabaseSync } from 'node:sqlite'

/** Node closes a database that nothing refers to any more, and a lock with it: whoever keeps one for good need not name it. */
const held = new Set<DatabaseSync>()

/** A lock held through the kernel: it is gone the moment its holder is gone, however the holder died. */
export interface FileLock {
  release(): void
}

/**
 * Takes the lock of this file at once, or returns undefined when another process (or this one) holds it.
 * Node has no file locks of its own; SQLite's are kernel locks, so that kill -9 and restarted containers,
 * which reuse process ids, cannot leave one behind.
 */
export function takeFileLock(file: string): FileLock | undefined {
  const lock = new DatabaseSync(file)
  try {
    // Without a journal beside it: nothing is ever written.
    lock.exec('pragma journal_mode = memory; begin exclusive')
  } catch (error) {
    lock.close()
    if ((error as { errcode?: number }).errcode === 5) return undefined
    throw new Error(`cannot lock ${file}: ${(error as Error).message}`, { cause: error })
  }
  held.add(lock)
  return {
    release: () => {
      held.delete(lock)
      lock.close()
    },
  }
}
