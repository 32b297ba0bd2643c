import type pg from 'pg'
import type { Context } from '../../database/context.ts'
import { first, one, rows } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { done, type Outcome, type Refusal, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { refuseList } from '../../lists/list-problem.ts'
import { lockRuns } from '../runs/compute-sql.ts'
import { hashOf } from '../runs/export-run.ts'
import { paymentNamed } from '../runs/payment-reference.ts'
import type { BankFileRefusal } from './bank-refusals.ts'
import type { BankLine, BankRefusal, BankStatement } from './bank-statement.ts'
import { type End, follows } from './follows.ts'
import { readBankFile } from './read-bank-file.ts'
import {
  accountOfStatement,
  insertCredits,
  insertDebits,
  insertStatement,
  refuseOrders,
  statementKnown,
} from './statement-sql.ts'
import { tellAnswered } from './tell-answered.ts'

/** What came of a file of a bank. */
export interface BankFileRead {
  /** these bytes were read before: nothing has changed */
  readonly known: boolean
  readonly statements: number
  /** payments that are paid by it, that came back, and that the bank refused */
  readonly paid: number
  readonly returned: number
  readonly refused: number
  /** lines that match nothing: those of statements wait in the queue of differences, refusals of what was never ordered do nothing */
  readonly waiting: number
}

const nothing: BankFileRead = { known: false, statements: 0, paid: 0, returned: 0, refused: 0, waiting: 0 }

/**
 * Takes what a bank sends: statements (camt.053, MT940, CSV) or refused orders (pain.002, CSV). All of the file or nothing of it; the
 * same file again changes nothing. A statement must begin where the last one ended: what overlaps, what leaves a gap, and
 * what opens with another balance is refused by name, with the figures.
 */
export async function importBankFile(
  ctx: Context,
  file: { readonly name: string; readonly content: Uint8Array; readonly bankAccountId?: number | undefined },
  actor: Actor,
): Promise<Outcome<BankFileRead, BankFileRefusal>> {
  const read = await readBankFile(file.content, file.name).catch(
    (thrown): Refusal<'bank_file_unreadable'> => refuse('bank_file_unreadable', refuseList(thrown).facts),
  )
  if ('refusal' in read) return read
  const hash = hashOf(file.content)
  if (read.kind === 'refusals') return takeRefusals(ctx, read.refusals, hash, actor)
  if (read.statements.length === 0) return refuse('bank_file_empty')
  return takeStatements(ctx, { statements: read.statements, hash, bankAccountId: file.bankAccountId }, actor)
}

async function takeRefusals(
  ctx: Context,
  refusals: readonly BankRefusal[],
  hash: Buffer,
  actor: Actor,
): Promise<Outcome<BankFileRead, BankFileRefusal>> {
  const named = refusals.flatMap(({ endToEndId, reason }) => {
    const paymentId = paymentNamed(endToEndId)
    return paymentId ? [{ paymentId, reason }] : []
  })
  return inTransaction(ctx.db, async (tx) => {
    await rows(tx, lockRuns, [])
    const now = ctx.clock.now()
    const ids = named.map(({ paymentId }) => paymentId)
    const { refused, before, paymentIds } = await one(tx, refuseOrders, [
      ids,
      named.map(({ reason }) => reason),
      now,
    ])
    if (refused > 0)
      await writeJournal(tx, actor, now, [
        { event: 'run_answered', subject: 'bank', facts: { payments: refused, hash: hash.toString('hex') } },
      ])
    await tellAnswered(tx, 'failed', paymentIds, now)
    const waiting = refusals.length - refused - before
    return done({ ...nothing, known: refused === 0 && before > 0 && waiting === 0, refused, waiting })
  })
}

interface Taken {
  readonly statements: readonly BankStatement[]
  readonly hash: Buffer
  readonly bankAccountId: number | undefined
}

function takeStatements(
  ctx: Context,
  { statements, hash, bankAccountId }: Taken,
  actor: Actor,
): Promise<Outcome<BankFileRead, BankFileRefusal>> {
  return inTransaction(ctx.db, async (tx) => {
    await rows(tx, lockRuns, [])
    if (await first(tx, statementKnown, [hashOfPart(hash, 0)])) return done({ ...nothing, known: true })
    const now = ctx.clock.now()
    // Nothing is written before all of the file is known to follow on what there is.
    const placed = await placeStatements(tx, statements, bankAccountId)
    if (!placed.ok) return placed
    const sum = { ...nothing, statements: statements.length }
    for (const [index, { statement, account }] of placed.value.entries()) {
      const taken = await takeStatement(tx, { statement, account, hash: hashOfPart(hash, index) }, actor, now)
      sum.paid += taken.paid
      sum.returned += taken.returned
      sum.waiting += taken.waiting
    }
    return done(sum)
  })
}

interface Placed {
  readonly statement: BankStatement
  readonly account: number
}

async function placeStatements(
  tx: pg.PoolClient,
  statements: readonly BankStatement[],
  bankAccountId: number | undefined,
): Promise<Outcome<readonly Placed[], BankFileRefusal>> {
  const placed: Placed[] = []
  const ends = new Map<number, End>()
  for (const statement of [...statements].sort(byPlace)) {
    const [account, other] = await rows(tx, accountOfStatement, [bankAccountId, statement.account])
    if (!account || other) return refuse('statement_account_unknown')
    const { bankAccountId: id, closing, untilOn, sequence, reference } = account
    const before = ends.get(id) ?? {
      closing: Number(closing),
      untilOn,
      sequence: sequence === undefined ? undefined : Number(sequence),
      reference,
    }
    const refused = follows(statement, before)
    if (refused) return refused
    ends.set(id, statement)
    placed.push({ statement, account: id })
  }
  return done(placed)
}

const byPlace = (one: BankStatement, other: BankStatement) =>
  one.untilOn.localeCompare(other.untilOn) || (one.sequence ?? 0) - (other.sequence ?? 0)

interface OneStatement {
  readonly statement: BankStatement
  readonly account: number
  readonly hash: Buffer
}

async function takeStatement(
  tx: pg.PoolClient,
  { statement, account, hash }: OneStatement,
  actor: Actor,
  now: Date,
): Promise<Pick<BankFileRead, 'paid' | 'returned' | 'waiting'>> {
  const { format, reference, sequence, fromOn, untilOn, opening, closing, lines } = statement
  const { statementId } = await one(tx, insertStatement, [
    account,
    format,
    reference,
    sequence,
    fromOn,
    untilOn,
    opening,
    closing,
    lines.length,
    hash,
    actor.actor,
    now,
  ])
  const numbered = lines
    .map((line, index) => ({ ...line, number: index + 1 }))
    .filter(({ amount }) => amount !== 0)
  // what left first: a bank shows what it sends back in the same statement, too
  const debits = await one(
    tx,
    insertDebits,
    columns(
      statementId,
      numbered.filter(({ amount }) => amount < 0),
      now,
    ),
  )
  const credits = await one(
    tx,
    insertCredits,
    columns(
      statementId,
      numbered.filter(({ amount }) => amount > 0),
      now,
    ),
  )
  await tellBoth(tx, debits.paymentIds, credits.paymentIds, now)
  const waiting = debits.waiting + credits.waiting
  await writeJournal(tx, actor, now, [
    {
      event: 'statement_imported',
      subject: `bank_account:${account}`,
      facts: { reference, rows: lines.length, payments: debits.matched, hash: hash.toString('hex') },
    },
  ])
  return { paid: debits.matched, returned: credits.matched, waiting }
}

/** What was paid and sent back in one statement was never theirs: they are told of the return alone. */
async function tellBoth(tx: pg.PoolClient, paid: readonly string[], back: readonly string[], now: Date) {
  const gone = new Set(back)
  const stays = paid.filter((id) => !gone.has(id))
  await tellAnswered(tx, 'paid', stays, now)
  await tellAnswered(tx, 'failed', back, now)
}

function columns(statementId: number, lines: readonly (BankLine & { number: number })[], now: Date) {
  return [
    statementId,
    lines.map(({ number }) => number),
    lines.map(({ amount }) => String(amount)),
    lines.map(({ bookedOn }) => bookedOn),
    lines.map(({ endToEndId }) => endToEndId ?? null),
    lines.map(({ reference }) => reference),
    lines.map(({ reason }) => reason ?? null),
    lines.map(
      ({ endToEndId, reference }) => paymentNamed(endToEndId ?? '') ?? paymentNamed(reference) ?? null,
    ),
    now,
  ] as const
}

/** A file of several statements is known by each of them. */
function hashOfPart(hash: Buffer, index: number): Buffer {
  return index === 0 ? hash : hashOf(Buffer.concat([hash, Buffer.from(String(index))]))
}
