import { createHash } from 'node:crypto'
import { flaw, looking, type PackCheck, type PackRow, packedRows } from './pack-check.ts'
import { packTables } from './pack-tables.ts'
import { askedStates } from './sample-rules.ts'

const { runs, lines, approvals, statements, statementLines } = packTables

/** What a run's lines come to. */
interface Lines {
  asked: number
  /** of all that were approved; unknown where a hold stopped some, before or after */
  approved: { amount: number; count: number; digests: [id: bigint, digest: string][] }
  heldBack: boolean
}

/**
 * Runs: the lines of each are its amount, and the digest over them is what was approved; what a bank was asked for is what
 * the ledger ordered. Returns the payments that a bank was asked for, with what their entries come to.
 */
export async function checkRuns(
  check: PackCheck,
  ordered: ReadonlyMap<string, number>,
): Promise<ReadonlyMap<string, string>> {
  const asked = new Map<string, string>()
  const byRun = new Map<string, Lines>()
  await looking(check, lines.file, async () => {
    for await (const row of packedRows(check, lines.file)) addLine(check, row, byRun, asked)
  })
  const approved = new Map<string, PackRow>()
  await looking(check, approvals.file, async () => {
    for await (const row of packedRows(check, approvals.file)) approved.set(row.approval_id!, row)
  })
  await looking(check, runs.file, async () => {
    for await (const row of packedRows(check, runs.file)) checkRun(check, row, byRun, approved, ordered)
  })
  return asked
}

function addLine(
  check: PackCheck,
  row: PackRow,
  byRun: Map<string, Lines>,
  asked: Map<string, string>,
): void {
  const run = byRun.get(row.run_id!) ?? {
    asked: 0,
    approved: { amount: 0, count: 0, digests: [] },
    heldBack: false,
  }
  byRun.set(row.run_id!, run)
  const amount = Number(row.amount)
  if (Number(row.gross) - Number(row.netted) !== amount)
    flaw(
      check,
      lines.file,
      `payment ${row.payment_id} of run ${row.run_id}: ${row.gross} less ${row.netted} is not ${amount}`,
    )
  if (askedStates.includes(row.state!)) {
    run.asked += amount
    asked.set(row.payment_id!, row.gross!)
  }
  // What changed after it was approved waits, and was approved all the same.
  const changed = ['account_changed', 'entries_changed', 'owed_changed'].includes(row.waits_because!)
  if (row.waits_because === 'on_hold') run.heldBack = true
  if (row.state === 'waiting' && !changed) return
  run.approved.amount += amount
  run.approved.count++
  run.approved.digests.push([BigInt(row.payment_id!), row.digest!])
}

function checkRun(
  check: PackCheck,
  row: PackRow,
  byRun: ReadonlyMap<string, Lines>,
  approvalsById: ReadonlyMap<string, PackRow>,
  ordered: ReadonlyMap<string, number>,
): void {
  const { run_id: id = '' } = row
  const of = byRun.get(id) ?? { asked: 0, approved: { amount: 0, count: 0, digests: [] }, heldBack: false }
  const says = (sentence: string) => flaw(check, runs.file, `run ${id}: ${sentence}`)
  const { amount, count, digests } = of.approved
  if (!of.heldBack) {
    if (amount !== Number(row.amount)) says(`its lines come to ${amount}, and it says ${row.amount}`)
    if (count !== Number(row.lines)) says(`it has ${count} lines, and it says ${row.lines}`)
    const inOrder = digests.sort(([one], [other]) => (one < other ? -1 : 1)).map(([, digest]) => digest)
    const digest = createHash('sha256').update(inOrder.join(',')).digest('hex')
    if (row.digest !== '' && digest !== row.digest)
      says(`the digest of its lines is ${digest}, and it says ${row.digest}`)
  } else if (of.asked > Number(row.amount))
    says(`a bank was asked for ${of.asked}, and ${row.amount} was approved`)
  if (of.asked !== (ordered.get(id) ?? 0))
    says(`a bank was asked for ${of.asked}, and the ledger ordered ${ordered.get(id) ?? 0}`)
  for (const [approval, by] of [
    [row.approval_id, row.approved_by],
    [row.second_approval_id, row.second_approved_by],
  ] as const) {
    if (!approval) continue
    const found = approvalsById.get(approval)
    if (!found) says(`its approval ${approval} is not in ${approvals.file}`)
    else if (found.digest !== row.digest || found.amount !== row.amount || found.approved_by !== by)
      says(`what was approved (approval ${approval}) is not this run`)
  }
  if (row.exported_at && !row.approval_id) says('it was exported, and nobody approved it')
}

/** Statements of banks: each is whole, and opens with what the one before it closed with. */
export async function checkStatements(check: PackCheck): Promise<void> {
  const moved = new Map<string, number>()
  await looking(check, statementLines.file, async () => {
    for await (const row of packedRows(check, statementLines.file))
      moved.set(row.statement_id!, (moved.get(row.statement_id!) ?? 0) + Number(row.amount))
  })
  const closings = new Map<string, string>()
  await looking(check, statements.file, async () => {
    for await (const row of packedRows(check, statements.file)) {
      const { statement_id: id = '', bank_account_id: account = '', opening = '', closing = '' } = row
      if (Number(opening) + (moved.get(id) ?? 0) !== Number(closing))
        flaw(
          check,
          statements.file,
          `statement ${id}: ${opening} and its lines, ${moved.get(id) ?? 0}, are not ${closing}`,
        )
      const before = closings.get(account)
      if (before !== undefined && before !== opening)
        flaw(
          check,
          statements.file,
          `statement ${id} opens with ${opening}, and the one before closed with ${before}`,
        )
      closings.set(account, closing)
    }
  })
}
