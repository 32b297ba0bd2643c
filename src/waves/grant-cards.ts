import type pg from 'pg'
import { type ApprovalRefusal, type TwoPersonAct, takeApproval } from '../approvals/approvals.ts'
import { first, type Queryable, type Row, statement, touched } from '../database/sql.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { yearRules } from '../years/years.ts'

export type NotGrantable = 'wave_unknown' | 'wave_empty' | 'not_announced'
export type GrantRefusal = NotGrantable | ApprovalRefusal

type GrantRow = Row<'waves/select-grant', 'early' | 'begun' | 'recipients' | 'selected' | 'list'>

/** Who waits for a card, as one hash: it tells nobody, and another list is another hash. */
const selectGrant = statement<[waveId: number], 'waves/select-grant', GrantRow>(
  'waves/select-grant',
  `
  select
    year, number, grant_approval_id is not null as begun,
    status = 'drawn' and exists (select from draw where draw.wave_id = wave.wave_id) as early,
    recipients, selected, list
  from wave
  cross join lateral (
    select
      count(*)::int as recipients,
      count(*) filter (where recipient.status = 'selected')::int as selected,
      encode(sha256(convert_to(coalesce(
        string_agg(person_id::text, ',' order by person_id) filter (where recipient.status = 'selected'), ''
      ), 'UTF8')), 'hex') as list
    from recipient
    where recipient.wave_id = wave.wave_id
  ) chosen
  where wave_id = $1
  `,
)

const lockWaveToGrant = statement<[waveId: number], 'waves/lock-wave-to-grant'>(
  'waves/lock-wave-to-grant',
  'select wave_id from wave where wave_id = $1 for no key update',
)

const markGranted = statement<[waveId: number, approvalId: string]>(
  'waves/mark-granted',
  'update wave set grant_approval_id = $2 where wave_id = $1 and grant_approval_id is null',
)

/**
 * What two people approve before the recipients of a wave get their cards: how many, worth how many rupiah, and exactly who.
 * Nothing (`undefined`) where it is approved already, or where nobody waits for a card: then it goes on without.
 */
export async function grantCardsAct(
  db: Queryable,
  waveId: number,
): Promise<Outcome<TwoPersonAct | undefined, NotGrantable>> {
  const wave = await first(db, selectGrant, [waveId])
  if (!wave) return refuse('wave_unknown')
  if (wave.recipients === 0) return refuse('wave_empty')
  // A draw is told to everybody at the same time, and first to nobody.
  if (wave.early) return refuse('not_announced')
  if (wave.begun || wave.selected === 0) return done(undefined)
  const { year, number, selected: people, list } = wave
  const { grantRupiah } = await yearRules(db, year)
  const facts = { year, wave: number, people, rupiah: people * grantRupiah, list }
  return done({ act: 'grant_cards', subject: `wave:${waveId}`, facts })
}

/**
 * Uses the approval of a wave's grants up, once: from then on its list stands, nobody is imported into it any more, and
 * cards are given to those who were approved, also when that breaks off and is gone on with.
 */
export async function beginGrant(
  tx: pg.PoolClient,
  waveId: number,
  actor: Actor,
  now: Date,
): Promise<Outcome<null, GrantRefusal>> {
  await first(tx, lockWaveToGrant, [waveId])
  const act = await grantCardsAct(tx, waveId)
  if (!act.ok) return act
  if (!act.value) return done(null)
  const approval = await takeApproval(tx, act.value, actor, now)
  if (!approval.ok) return approval
  await touched(tx, markGranted, [waveId, approval.value.approvalId])
  const facts = { approval: approval.value.approvalId, ...act.value.facts }
  await writeJournal(tx, actor, now, [{ event: 'grant_begun', subject: `wave:${waveId}`, facts }])
  return done(null)
}
