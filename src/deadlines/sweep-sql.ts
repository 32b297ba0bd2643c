import { statement } from '../database/sql.ts'

/**
 * Hands have to be kept off whole tables: with a few thousand ids a chunk the planner may think otherwise, and plans made
 * while tables were small would be kept.
 */
export const probeIndexes = statement<[]>(
  'deadlines/probe-indexes',
  `
  select set_config(name, value, true)
  from (values
    ('enable_seqscan', 'off'), ('enable_hashjoin', 'off'), ('enable_mergejoin', 'off'),
    ('plan_cache_mode', 'force_generic_plan'), ('jit', 'off')
  ) as setting (name, value)
  `,
)

/** Whose term ended, after the last one looked at; nothing is locked yet. Instants as text keep their microseconds. */
export const selectEnded = statement<
  [now: Date, afterDue: string, afterCardId: string, count: number, lanes: number, lane: number],
  'deadlines/select-ended',
  'due'
>(
  'deadlines/select-ended',
  `
  select card_id, due_at::text as due from deadline
  where step = 'end' and due_at <= $1 and (due_at, card_id) > ($2::timestamptz, $3::bigint)
    and card_id % $5::int = $6::int
  order by due_at, card_id
  limit $4
  `,
)

/** Takes cards in the order of their ids, as purchases do. */
export const lockCardsToEnd = statement<[cardIds: string[]]>(
  'deadlines/lock-cards-to-end',
  'select card_id from card where card_id = any ($1::bigint[]) order by card_id for no key update',
)
