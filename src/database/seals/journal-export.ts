import type pg from 'pg'
import { one, rows, statement } from '../sql.ts'

export interface ExportOptions {
  /** told now and then how many rows have gone out; of those sealed when it began */
  readonly onProgress?: (rows: number, total: number) => void
}

interface Mark {
  readonly uptoTx: string
  readonly uptoJournalId: string
}

interface ExportedSeal extends Mark {
  seal: string
  rows: number
  line: string
  hash: string
}

const beforeAll: Mark = { uptoTx: '-9223372036854775808', uptoJournalId: '-9223372036854775808' }
const sealsAtOnce = 500
const unsealedAtOnce = 20_000

const listSeals = statement<[afterSeal: string, limit: number], 'database/list-seals', ExportedSeal>(
  'database/list-seals',
  `
  select
    seal, upto_tx, upto_journal_id, rows, encode(hash, 'hex') as hash,
    journal_seal_line(seal, rows, sealed_at, previous) as line
  from journal_seal
  where seal > $1::bigint
  order by seal
  limit $2::int
  `,
)

/** One row more than the seal should have is enough to see that there are too many. */
const sealedLines = statement<
  [afterTx: string, afterJournalId: string, uptoTx: string, uptoJournalId: string, limit: number],
  'database/sealed-journal-lines',
  'rows' | 'lines'
>(
  'database/sealed-journal-lines',
  `
  select count(*)::int as rows, coalesce(string_agg(journal_line(journal) || E'\\n', '' order by tx, journal_id), '') as lines
  from (
    select * from journal
    where tx >= $1::bigint and (tx > $1 or journal_id > $2::bigint)
      and tx <= $3::bigint and (tx < $3 or journal_id <= $4::bigint)
    order by tx, journal_id
    limit $5::int
  ) journal
  `,
)

const unsealedLines = statement<
  [afterTx: string, afterJournalId: string, uptoTx: string, limit: number],
  'database/unsealed-journal-lines',
  Mark & { line: string }
>(
  'database/unsealed-journal-lines',
  `
  select tx as upto_tx, journal_id as upto_journal_id, journal_line(journal) as line
  from journal
  where tx >= $1::bigint and (tx > $1 or journal_id > $2::bigint) and tx <= $3::bigint
  order by tx, journal_id
  limit $4::int
  `,
)

const exportBounds = statement<[], 'database/journal-export-bounds', 'uptoTx' | 'sealed'>(
  'database/journal-export-bounds',
  `
  select
    (select coalesce(max(tx), 0) from journal) as upto_tx,
    (select coalesce(sum(rows), 0) from journal_seal) as sealed
  `,
)

const journalHead = statement<[], 'database/journal-head', 'hash'>(
  'database/journal-head',
  `select seal, encode(hash, 'hex') as hash from journal_seal order by seal desc limit 1`,
)

/** The newest seal and its hash in hex: whoever writes it down elsewhere will know when the past is changed. */
export async function findJournalHead(db: pg.Pool): Promise<{ seal: string; hash: string } | undefined> {
  return (await rows(db, journalHead, []))[0]
}

function linesOf(db: pg.Pool, { uptoTx, uptoJournalId, rows }: ExportedSeal, after: Mark) {
  return one(db, sealedLines, [after.uptoTx, after.uptoJournalId, uptoTx, uptoJournalId, rows + 1])
}

/** Each with what is read of it; the next one is read while somebody works on the one before. */
async function* ahead<T, Read>(
  all: readonly T[],
  read: (one: T, before: T | undefined) => Promise<Read>,
): AsyncGenerator<[T, Read]> {
  const begin = (index: number) => {
    const reading = index < all.length ? read(all[index]!, all[index - 1]) : undefined
    // said where it is waited for; nobody waits for it when the reader has stopped
    reading?.catch(() => undefined)
    return reading
  }
  let reading = begin(0)
  for (const [index, one] of all.entries()) {
    const found = await reading!
    reading = begin(index + 1)
    yield [one, found]
  }
}

/**
 * The journal as lines of JSON, in pieces of at most some 20 MB: each seal's line, its rows, its hash; then the rows not
 * sealed yet, and the end. Whatever is written meanwhile may be left out. docs/journal.md has the format.
 */
export async function* exportJournal(db: pg.Pool, options: ExportOptions = {}): AsyncGenerator<string> {
  const { uptoTx, sealed } = await one(db, exportBounds, [])
  const count = { seals: 0, rows: 0, unsealed: 0 }
  let mark = beforeAll
  for (let last = '0'; ; ) {
    const seals = await rows(db, listSeals, [last, sealsAtOnce])
    for await (const [seal, found] of ahead(seals, (seal, before) => linesOf(db, seal, before ?? mark))) {
      yield `${seal.line}\n${found.lines}["hash","${seal.seal}","${seal.hash}"]\n`
      mark = seal
      last = seal.seal
      count.seals++
      count.rows += found.rows
      options.onProgress?.(count.rows, Number(sealed))
    }
    if (seals.length < sealsAtOnce) break
  }
  for (;;) {
    const page = await rows(db, unsealedLines, [mark.uptoTx, mark.uptoJournalId, uptoTx, unsealedAtOnce])
    if (page.length > 0) yield `${page.map(({ line }) => line).join('\n')}\n`
    count.unsealed += page.length
    mark = page.at(-1) ?? mark
    if (page.length < unsealedAtOnce) break
  }
  yield `["end","${count.seals}","${count.rows}","${count.unsealed}"]\n`
}
