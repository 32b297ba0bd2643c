import type pg from 'pg'
import { rows, touched } from '../../../database/sql.ts'
import { leavesOf, rootOf } from '../../../kernel/merkle.ts'
import { insertPages, selectPages } from '../draw-store.ts'
import { listWidth, rankWidth } from '../lines.ts'

/** Lines of one page: a power of two, so that a page is a whole part of the tree. */
export const pageLines = 1024

export type Tree = 'list' | 'ranks'

/** How many characters a line has. */
const widths: Readonly<Record<Tree, number>> = { list: listWidth, ranks: rankWidth }

const pagesAtOnce = 32

/** Cuts a published list into pages, hashes them and writes them while the next ones are made. */
export interface PageWriter {
  /** adds lines */
  add(lines: string): Promise<void>
  /** writes what is left and returns the root over all lines */
  end(): Promise<Buffer>
}

/** Has statements run one after the other while the caller goes on with its own work. */
export interface Behind {
  /** begins one more, when not too many wait */
  begin(work: () => Promise<unknown>): Promise<void>
  end(): Promise<void>
}

/**
 * At most `waiting` statements behind: what the database does and what we do overlaps, a long statement does not hold us
 * up at once, and what waits in memory stays bounded (of pages some 1.5 MB a statement).
 */
export function behindBy(waiting = 64): Behind {
  const begun: Promise<unknown>[] = []
  let last: Promise<unknown> = Promise.resolve()
  return {
    async begin(work) {
      if (begun.length >= waiting) await begun.shift()
      // After one that failed none is begun: they all fail as it did.
      last = last.then(work)
      // Whoever waits for it is told; until then a failure is nobody's.
      last.catch(() => {})
      begun.push(last)
    },
    async end() {
      for (const running of begun.splice(0)) await running
    },
  }
}

/** Writes pages of the lines of a tree, which are all equally long. `keyOf` reads the key of a page's first line. */
export function pageWriter(
  tx: pg.PoolClient,
  waveId: number,
  tree: Tree,
  behind: Behind,
  keyOf: (page: number, lines: string) => Buffer,
): PageWriter {
  const width = widths[tree]
  const hashes: Buffer[] = []
  const ready: { page: number; key: Buffer; lines: string; hash: Buffer }[] = []
  let rest = ''

  function cut(lines: string): void {
    const hash = rootOf(leavesOf(Buffer.from(lines, 'latin1'), width))
    const page = hashes.push(hash) - 1
    ready.push({ page, key: keyOf(page, lines), lines, hash })
  }

  async function write(): Promise<void> {
    const pages = ready.splice(0)
    const columns = [
      waveId,
      tree,
      pages.map(({ page }) => page),
      pages.map(({ key }) => key),
      pages.map(({ lines }) => lines),
      pages.map(({ hash }) => hash),
    ] as const
    await behind.begin(() => touched(tx, insertPages, [...columns]))
  }

  return {
    async add(lines) {
      rest += lines
      let at = 0
      for (; rest.length - at >= width * pageLines; at += width * pageLines)
        cut(rest.slice(at, at + width * pageLines))
      rest = rest.slice(at)
      if (ready.length >= pagesAtOnce) await write()
    },
    async end() {
      if (rest.length > 0) cut(rest)
      if (ready.length > 0) await write()
      await behind.end()
      return rootOf(Buffer.concat(hashes))
    },
  }
}

/** The pages of a published list from the first on, some at a time. */
export async function* readPages(
  db: pg.Pool | pg.PoolClient,
  waveId: number,
  tree: Tree,
): AsyncGenerator<{ lines: string; hash: Buffer }[]> {
  for (let from = 0; ; from += pagesAtOnce) {
    const pages = await rows(db, selectPages, [waveId, tree, from, pagesAtOnce])
    if (pages.length > 0) yield pages
    if (pages.length < pagesAtOnce) return
  }
}
