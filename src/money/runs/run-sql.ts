import { type Row, statement } from '../../database/sql.ts'

export interface RunRow extends Row<'money/lock-run'> {}

const columns = `
  run_id, bank_account_id, as_of, made_by, lines, amount, digest, second_from, approval_id, approved_by,
  second_approval_id, second_approved_by, exported_by, exported_at, pain_hash, csv_hash, withdrawn_by, withdrawn_at
`

export const lockRun = statement<[runId: number], 'money/lock-run'>(
  'money/lock-run',
  `select ${columns} from payment_run where run_id = $1 for update`,
)

export const selectRun = statement<[runId: number], 'money/select-run'>(
  'money/select-run',
  `select ${columns} from payment_run where run_id = $1`,
)

export const setWithdrawn = statement<[runId: number, actor: string, now: Date]>(
  'money/set-run-withdrawn',
  'update payment_run set withdrawn_by = $2, withdrawn_at = $3 where run_id = $1',
)

export const setApproved = statement<[runId: number, approvalId: string, approvedBy: string]>(
  'money/set-run-approved',
  'update payment_run set approval_id = $2, approved_by = $3 where run_id = $1',
)

export const setSecondApproved = statement<[runId: number, approvalId: string, approvedBy: string]>(
  'money/set-run-second-approved',
  'update payment_run set second_approval_id = $2, second_approved_by = $3 where run_id = $1',
)

export const setExported = statement<
  [runId: number, actor: string, now: Date, painHash: Buffer, csvHash: Buffer]
>(
  'money/set-run-exported',
  `
  update payment_run set exported_by = $2, exported_at = $3, pain_hash = $4, csv_hash = $5 where run_id = $1
  `,
)
