import assert from 'node:assert/strict'
import type { Context } from '../../src/database/context.ts'
import { addBankAccount } from '../../src/money/bank/bank-accounts.ts'
import { importBankFile } from '../../src/money/bank/import-bank-file.ts'
import { holdByStaff } from '../../src/money/holds/holds.ts'
import { computeRun } from '../../src/money/runs/compute-run.ts'
import { csvStatement } from '../bank-file.ts'

/** A run that waits for its approval, a statement with a line that matches nothing, and a hold. */
export async function seedPayments(ctx: Context, institutionId: number): Promise<void> {
  const by = { actor: 'staff:1', requestId: 'golden' }
  const account = {
    holder: 'Kementerian Contoh',
    bic: 'BRINIDJA',
    number: '002001000123456',
    opening: 5_000_000,
  }
  const added = await addBankAccount(ctx, account, by)
  assert.ok(added.ok)
  const held = { kind: 'institution', id: String(institutionId) } as const
  assert.ok((await holdByStaff(ctx, held, 'diperiksa', by)).ok)
  const run = await computeRun(ctx, { withSandbox: true }, by)
  assert.ok(run.ok, run.ok ? '' : run.refusal)
  const { file } = csvStatement({ sequence: 1, from: '2026-11-20', opening: 5_000_000 }, [
    { amount: -6500, text: 'BIAYA ADM' },
  ])
  assert.ok((await importBankFile(ctx, { name: 'koran.csv', content: file }, by)).ok)
}
