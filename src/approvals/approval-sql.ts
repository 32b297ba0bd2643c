import { type Row, statement } from '../database/sql.ts'

export type ApprovalRow = Row<
  'approvals/insert-approval',
  'same' | { facts: Readonly<Record<string, unknown>> }
>

const columns =
  'approval_id, act, subject, facts, reason, maker_id, requested_by, requested_at, approved_by, approved_at'

export const insertApproval = statement<
  [act: string, subject: string, facts: string, reason: string, by: string, now: Date],
  'approvals/insert-approval',
  ApprovalRow
>(
  'approvals/insert-approval',
  `
  insert into approval (act, subject, facts, reason, requested_by, requested_at)
  values ($1, $2, $3::jsonb, $4, $5, $6)
  on conflict (act, subject) where performed_at is null and withdrawn_at is null do nothing
  returning ${columns}, true as same
  `,
)

export const lockLiveApproval = statement<
  [act: string, subject: string, facts: string],
  'approvals/lock-live-approval',
  ApprovalRow
>(
  'approvals/lock-live-approval',
  `
  select ${columns}, facts = $3::jsonb as same
  from approval
  where act = $1 and subject = $2 and performed_at is null and withdrawn_at is null
  for no key update
  `,
)

export const markApproved = statement<[approvalId: string, by: string, now: Date]>(
  'approvals/mark-approved',
  'update approval set approved_by = $2, approved_at = $3 where approval_id = $1 and approved_at is null',
)

export const markPerformed = statement<[approvalId: string, by: string, now: Date]>(
  'approvals/mark-performed',
  `
  update approval set performed_by = $2, performed_at = $3
  where approval_id = $1 and approved_at is not null and performed_at is null and withdrawn_at is null
  `,
)

export const markWithdrawn = statement<
  [act: string, subject: string, by: string, now: Date],
  'approvals/mark-withdrawn'
>(
  'approvals/mark-withdrawn',
  `
  update approval set withdrawn_by = $3, withdrawn_at = $4
  where act = $1 and subject = $2 and performed_at is null and withdrawn_at is null
  returning approval_id
  `,
)

export const selectWaiting = statement<[], 'approvals/select-waiting-approvals', ApprovalRow>(
  'approvals/select-waiting-approvals',
  `
  select ${columns}, true as same from approval
  where performed_at is null and withdrawn_at is null
  order by requested_at, approval_id
  `,
)
