import type { Context } from '../database/context.ts'
import { type Queryable, rows, statement, touched } from '../database/sql.ts'
import { day, hour } from '../kernel/clock.ts'
import type { PartnerError } from './error-catalogue.ts'

/** A call of the integration API that was refused. */
export interface RefusedCall {
  /** as the call names it: who signed wrongly is not proven to be it */
  readonly clientCode: string
  /** `payment/send-otp`, or empty where the address is none of the API */
  readonly call: string
  readonly refusal: PartnerError
  readonly requestId: string
  readonly at: Date
}

/** Refusals that wait to be written, counted; written by {@link RefusedCalls.write}. */
export interface RefusedCalls {
  note(refused: RefusedCall): void
  /** Writes what waits. For the timetable, and at the end. */
  write(): Promise<void>
}

interface Waiting extends RefusedCall {
  refusals: number
  requestIds: string[]
  lastAt: Date
}

/** More kinds than this at once are somebody's made-up client codes: they are counted together. */
const kindsAtMost = 2000
const requestIdsAtMost = 5

const upsert = statement<
  [
    clientCodes: string[],
    calls: string[],
    refusals: string[],
    hours: Date[],
    counts: number[],
    lastAts: Date[],
    requestIds: string,
  ]
>(
  'partners/upsert-refused-calls',
  `
  insert into partner_refusal (partner_id, call, refusal, hour, refusals, last_at, request_ids)
  select
    coalesce(partner_id, 0), call, refusal, hour, sum(counted), max(at),
    (array_agg(request_id order by at desc) filter (where request_id is not null))[1:5]
  from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[], $5::int[], $6::timestamptz[])
    with ordinality as refused (client_code, call, refusal, hour, counts, at, place)
  left join partner using (client_code)
  -- each count once, beside each of its request ids
  cross join lateral (
    select request_id, case when nth = 1 then counts else 0 end as counted
    from jsonb_array_elements_text(($7::jsonb) -> (place - 1)::int) with ordinality as id (request_id, nth)
  ) ids
  group by coalesce(partner_id, 0), call, refusal, hour
  order by 1, 2, 3, 4
  on conflict (partner_id, call, refusal, hour) do update set
    refusals = partner_refusal.refusals + excluded.refusals,
    last_at = greatest(partner_refusal.last_at, excluded.last_at),
    request_ids = (excluded.request_ids || partner_refusal.request_ids)[1:5]
  `,
)

/**
 * Counts refused calls in memory, so that saying no costs the database nothing, and writes them in batches; `told` hears of
 * each, by its call and why.
 */
export function refusedCalls(
  db: Queryable,
  told?: (call: string, refusal: PartnerError) => void,
): RefusedCalls {
  let waiting = new Map<string, Waiting>()
  return {
    note(refused) {
      told?.(refused.call, refused.refusal)
      const hourOf = Math.floor(refused.at.getTime() / hour)
      const named = `${hourOf} ${refused.clientCode} ${refused.call} ${refused.refusal}`
      const full = waiting.size >= kindsAtMost && !waiting.has(named)
      const key = full ? `${hourOf} ${refused.refusal}` : named
      const known = waiting.get(key)
      if (!known) {
        const whose = full ? { clientCode: '', call: '' } : {}
        waiting.set(key, {
          ...refused,
          ...whose,
          refusals: 1,
          requestIds: [refused.requestId],
          lastAt: refused.at,
        })
        return
      }
      known.refusals++
      known.lastAt = refused.at
      known.requestIds = [refused.requestId, ...known.requestIds].slice(0, requestIdsAtMost)
    },
    async write() {
      const batch = [...waiting.values()]
      if (batch.length === 0) return
      waiting = new Map()
      await touched(db, upsert, [
        batch.map(({ clientCode }) => clientCode),
        batch.map(({ call }) => call),
        batch.map(({ refusal }) => refusal),
        batch.map(({ at }) => new Date(Math.floor(at.getTime() / hour) * hour)),
        batch.map(({ refusals }) => refusals),
        batch.map(({ lastAt }) => lastAt),
        JSON.stringify(batch.map(({ requestIds }) => requestIds)),
      ])
    },
  }
}

/** How long it is known what was refused. */
export const refusedCallDays = 90

const forget = statement<[before: Date]>(
  'partners/forget-refused-calls',
  'delete from partner_refusal where hour < $1',
)

/** Forgets what is older than {@link refusedCallDays}; returns how many hours' counts. For the timetable. */
export function forgetRefusedCalls({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<number> {
  return touched(db, forget, [new Date(clock.now().getTime() - refusedCallDays * day)])
}

/** What was refused to a partner, an hour and a reason each. */
export interface RefusedHour {
  /** empty: a client code that no partner has */
  readonly clientCode: string
  readonly call: string
  readonly refusal: string
  readonly hour: Date
  readonly refusals: number
  readonly lastAt: Date
  /** the newest five */
  readonly requestIds: string[]
}

const list = statement<
  [clientCode: string | null, since: Date, limit: number],
  'partners/list-refused-calls',
  RefusedHour
>(
  'partners/list-refused-calls',
  `
  select
    coalesce(client_code, '') as client_code, call, refusal, hour, refusals, last_at,
    request_ids
  from partner_refusal
  left join partner using (partner_id)
  where ($1::text is null or client_code = $1) and hour >= $2
  order by hour desc, refusals desc, call, refusal
  limit $3
  `,
)

/** What was refused since then, the newest first; of one partner, or of all with those that nobody knows. */
export function listRefusedCalls(
  db: Queryable,
  { clientCode, since, limit }: { clientCode?: string | undefined; since: Date; limit: number },
): Promise<RefusedHour[]> {
  return rows(db, list, [clientCode, since, limit])
}
