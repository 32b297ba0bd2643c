import { isDeepStrictEqual } from 'node:util'
import { type AccountKind, accountKinds, type TrialBalance } from '../../ledger/trial-balance.ts'
import { figures, type Movement, type Position, positionOf } from '../fold-movements.ts'
import { dimensions } from '../position.ts'
import { packFiles } from './manifest.ts'
import { flaw, looking, type PackCheck, type PackRow, packedJson, packedRows } from './pack-check.ts'
import { packTables } from './pack-tables.ts'

/** What the entries of a pack come to. */
interface Summed {
  readonly movements: Map<string, Movement & { amount: number }>
  readonly parties: Map<string, number>
  /** rupiah that each run ordered */
  readonly ordered: Map<string, number>
  entries: number
  readonly asOf: string
  /** what the sample names, by its name: its rupiah */
  readonly wanted: Map<string, string>
}

const kinds: readonly string[] = accountKinds

/** Entries: each well-formed, and all of them what the trial balance and the position say. `wanted` loses the entries that it names. */
export async function checkLedger(
  check: PackCheck,
  asOf: string,
  wanted: Map<string, string>,
): Promise<Pick<Summed, 'ordered'>> {
  const summed: Summed = {
    movements: new Map(),
    parties: new Map(),
    ordered: new Map(),
    entries: 0,
    asOf,
    wanted,
  }
  for (const { file } of [packTables.entries, packTables.paymentEntries])
    await looking(check, file, async () => {
      for await (const row of packedRows(check, file)) addEntry(check, file, row, summed)
    })
  const all = positionOf(undefined, [...summed.movements.values()])
  await looking(check, packFiles.trialBalance, async () => {
    const told = (await packedJson(check, packFiles.trialBalance)) as TrialBalance
    const differs = (what: string, one: unknown, other: unknown) =>
      flaw(check, packFiles.trialBalance, `${what} is ${one}, and the entries make ${other}`)
    for (const kind of accountKinds)
      if (told.accounts[kind] !== all.accounts[kind]) differs(kind, told.accounts[kind], all.accounts[kind])
    if (told.entries !== summed.entries) differs('the number of entries', told.entries, summed.entries)
    if (told.sum !== 0)
      flaw(check, packFiles.trialBalance, `the sum of all accounts is ${told.sum}, not zero`)
    const parties = new Map(told.parties.map((one) => [`${one.account}:${one.partyId}`, one.amount]))
    for (const party of new Set([...parties.keys(), ...summed.parties.keys()]))
      if ((parties.get(party) ?? 0) !== (summed.parties.get(party) ?? 0))
        differs(party, parties.get(party) ?? 0, summed.parties.get(party) ?? 0)
  })
  await looking(check, packFiles.position, () => checkPosition(check, all))
  return summed
}

function addEntry(check: PackCheck, file: string, row: PackRow, summed: Summed): void {
  const { asOf, wanted } = summed
  summed.entries++
  const { debit = '', credit = '', amount: rupiah = '', at = '' } = row
  const name = row.payment_entry_id ?? entryName(row)
  if (!kinds.includes(debit) || !kinds.includes(credit) || debit === credit)
    flaw(check, file, `entry ${name} moves from "${debit}" to "${credit}"`)
  else if (!/^[1-9]\d*$/.test(rupiah)) flaw(check, file, `entry ${name} moves "${rupiah}" rupiah`)
  else addMovement(summed, row, file === packTables.paymentEntries.file)
  // the manifest has milliseconds, the ledger more
  if (Date.parse(at) > Date.parse(asOf) + 1) flaw(check, file, `entry ${name} is of ${at}, after the pack`)
  if (wanted.get(entryName(row)) === rupiah) wanted.delete(entryName(row))
}

function addMovement({ movements, parties, ordered }: Summed, row: PackRow, ofPayment: boolean): void {
  const { party_id, run_id = '' } = row
  const [debit, credit] = [row.debit, row.credit] as [AccountKind, AccountKind]
  const amount = Number(row.amount)
  const kind = ofPayment && row.kind === 'return' ? 'return_of_payment' : (row.kind ?? '')
  const key = `${kind} ${debit} ${credit}`
  const before = movements.get(key)
  if (before) before.amount += amount
  else movements.set(key, { of: undefined, kind, debit, credit, amount })
  for (const [account, moved] of [
    [debit, -amount],
    [credit, amount],
  ] as const) {
    if (!/^(payable|owed)_(institution|storefront)$/.test(account)) continue
    const party = `${account}:${party_id}`
    parties.set(party, (parties.get(party) ?? 0) + moved)
  }
  if (kind === 'order') ordered.set(run_id, (ordered.get(run_id) ?? 0) + amount)
}

/** An entry of a card, by what it is known by. */
export function entryName({ card_id, purchase_id, kind, serial }: PackRow): string {
  return [card_id, purchase_id, kind, serial].join('/')
}

async function checkPosition(check: PackCheck, all: Position): Promise<void> {
  const { total, by } = (await packedJson(check, packFiles.position)) as {
    total: Position
    by: Record<string, Position[]>
  }
  for (const figure of figures)
    if (total.figures[figure] !== all.figures[figure])
      flaw(
        check,
        packFiles.position,
        `${figure} is ${total.figures[figure]}, and the entries make ${all.figures[figure]}`,
      )
  if (!isDeepStrictEqual(total.accounts, all.accounts))
    flaw(check, packFiles.position, 'its accounts are not those that the entries make')
  for (const dimension of dimensions)
    for (const figure of figures) {
      const sum = (by[dimension] ?? []).reduce((so, part) => so + part.figures[figure], 0)
      if (sum !== total.figures[figure])
        flaw(
          check,
          packFiles.position,
          `${figure} by ${dimension} sums to ${sum}, not ${total.figures[figure]}`,
        )
    }
}
