/** What the application may do with a table beside reading it and adding rows to it. */
export interface Guard {
  /** columns of a row that it may fill in later, or any of them; none without it */
  readonly update?: readonly string[] | 'any'
  /** it may not even add rows: only migrations and the commands of the owner do */
  readonly insert?: false
}

/**
 * The tables of which no row is ever removed and, but for the columns named here, none is changed: money, the journal
 * and its seals, what two people decided, what was published of a draw, certificates, and what leads from an invoice, a
 * number or a code to its card. They belong to a role that the application does not have (docs/deployment.md): what it
 * may do is granted from this list after every migration, and looked at whenever a server starts.
 */
export const appendOnly: Readonly<Record<string, Guard>> = {
  entry: {},
  contract: {},
  curation: {},
  journal: {},
  journal_seal: {},
  message_choice: {},
  campaign: { update: ['approval_id', 'begun_at', 'stopped_by', 'stopped_at', 'ended_at'] },
  wording: { update: ['approval_id', 'in_force_at'] },
  approval: {
    update: ['approved_by', 'approved_at', 'withdrawn_by', 'withdrawn_at', 'performed_by', 'performed_at'],
  },
  correction: { update: ['amount', 'approved_by', 'approved_at', 'withdrawn_at', 'withdrawn_by'] },
  payout_account: {
    update: [
      'tried_at',
      'verified_name',
      'verified_at',
      'approved_by',
      'approved_at',
      'usable_from',
      'ended_because',
      'ended_reason',
      'ended_by',
      'ended_at',
    ],
  },
  hold: { update: ['lifted_by', 'lifted_at', 'lifted_because'] },
  bank_account: {},
  payment_run: {
    update: [
      'lines',
      'amount',
      'digest',
      'approval_id',
      'approved_by',
      'second_approval_id',
      'second_approved_by',
      'exported_by',
      'exported_at',
      'pain_hash',
      'csv_hash',
      'withdrawn_by',
      'withdrawn_at',
    ],
  },
  payment: { update: ['state', 'orders'] },
  payment_item: { update: ['removed_in'] },
  payment_line: { update: ['state', 'waits_because', 'bank_reason'] },
  bank_statement: {},
  statement_line: {
    update: ['decision', 'decided_payment_id', 'decided_because', 'decided_by', 'decided_at'],
  },
  payment_entry: {},
  partner_day: {},
  partner_file: { update: ['taken_by', 'taken_at'] },
  difference: { update: ['decision', 'decided_because', 'decided_by', 'decided_at'] },
  fraud_report: {},
  fraud_case: {
    update: ['count', 'evidence', 'last_seen_at', 'state', 'decided_by', 'decided_at', 'decided_because'],
  },
  fraud_hold: {},
  case_note: {},
  desk_proof: {},
  contact_change: {
    update: [
      'stopped_at',
      'put_back',
      'froze_card',
      'settled_at',
      'settled_by',
      'settled_because',
      'released',
    ],
  },
  draw_value: {},
  draw_page: {},
  draw_struck: {},
  wave_seat_source: {},
  freed_seat: { update: ['used'] },
  reserve_call: {},
  seat_use: {},
  owed_seat: {},
  certificate: { update: ['revoked_at', 'revoked_because'] },
  certificate_code: {},
  card_number: { update: ['replaced_at'] },
  // Each moves on while it is not yet decided, and its constraints say when it is.
  invoice: { update: ['card_id', 'purchase_id', 'captured'] },
  storefront_account_card: { update: ['card_id'] },
  draw: { update: 'any' },
  card: { update: 'any' },
  purchase: { update: 'any' },
  trace: { insert: false },
  trace_salt: { insert: false },
  traced_table: { insert: false },
  schema_migration: { insert: false },
  database_identity: { insert: false },
}
