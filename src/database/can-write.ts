import type pg from 'pg'
import type { Clock } from '../kernel/clock.ts'
import { remembered } from './remembered.ts'
import { rows, statement } from './sql.ts'
import { countUp } from './tally.ts'
import { inTransaction } from './transaction.ts'

/** Why nothing can be written now. */
export type Unwritable = 'read_only' | 'disk_full' | 'no_database'

const holdLittle = statement<[], 'database/hold-little', 'set'>(
  'database/hold-little',
  `select set_config('work_mem', '64kB', true) as set`,
)

// Half a megabyte that does not fit into the memory it may take: PostgreSQL lays it on the disk that its tables are on.
const fillSpace = statement<[], 'database/fill-space', 'bytes'>(
  'database/fill-space',
  `
  with held as materialized (
    select repeat(md5(n::text), 16) as piece from generate_series(1, 1024) as n
  )
  select sum(length(piece))::int as bytes from held
  `,
)

/**
 * Tries whether a purchase could be written: lays something on the disk, and commits a row that is really written through
 * to it. Undefined when it could. A database that only reads (a standby, one that was set so) and a full disk both answer
 * every look as if all were well.
 */
export async function whyUnwritable(db: pg.Pool, clock: Clock): Promise<Unwritable | undefined> {
  try {
    await inTransaction(db, async (tx) => {
      await rows(tx, holdLittle, [])
      await rows(tx, fillSpace, [])
      await countUp(tx, clock.now(), new Map([['probe:write', 1]]))
    })
    return undefined
  } catch (fault) {
    return reasonOf(String((fault as { code?: unknown }).code))
  }
}

function reasonOf(code: string): Unwritable {
  if (code === '25006') return 'read_only'
  // No space left, a quota of ours or of the file system, an error of the device.
  return ['53100', '53400', '58030'].includes(code) ? 'disk_full' : 'no_database'
}

/** {@link whyUnwritable}, tried once a second at most, however many ask. */
export function watchWriting(db: pg.Pool, clock: Clock): () => Promise<Unwritable | undefined> {
  return remembered(() => whyUnwritable(db, clock))
}
