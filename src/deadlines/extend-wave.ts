import type pg from 'pg'
import { type ApprovalRefusal, type TwoPersonAct, takeApproval } from '../approvals/approvals.ts'
import type { Context } from '../database/context.ts'
import { first, one, type Queryable, type Row, rows, statement, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { addDays, startOfWibDate } from '../kernel/wib.ts'
import { waysOf } from '../messages/ways.ts'
import { probeIndexes } from './sweep-sql.ts'

/** Why a deadline is not moved: the day, or the last extension, which is not carried out yet. */
export const extendRefusals = refusalWords({
  id: {
    wave_without_cards: 'Belum ada penerima yang punya kartu dan tenggat: tidak ada yang perlu diundur.',
    until_not_later:
      'Tanggal itu sudah lewat, atau semua penerima sudah boleh membeli selama itu. Pilih tanggal lain.',
    until_after_cut_off:
      'Tanggal itu setelah batas akhir pemakaian saldo tahun ini. Pilih tanggal yang lebih awal.',
    extension_open: 'Perpanjangan yang lalu masih dikerjakan. Tunggu satu menit, lalu coba lagi.',
  },
  en: {
    wave_without_cards: 'Nobody of this wave has a card with a deadline: there is nothing to move.',
    until_not_later:
      'That day is over, or everybody of the wave may buy that long already. Choose another day.',
    until_after_cut_off: "That day is after the year's cut-off. Choose an earlier one.",
    extension_open: 'The last extension is being carried out. Wait a minute, then try again.',
  },
})
export type ExtendRefusal = ReasonOf<typeof extendRefusals> | 'wave_unknown'

export interface ExtendOptions {
  readonly actor: Actor
  /** the holder's card page, for the messages */
  readonly link: string
  readonly onProgress?: (cards: number) => void
  readonly signal?: AbortSignal | undefined
  /** cards in one transaction */
  readonly chunk?: number
}

type WaveTermRow = Row<'deadlines/lock-wave-term', 'extending'>

/** The earliest deadline that somebody of the wave has: no deadline is moved back. */
const lockWaveTerm = statement<[waveId: number], 'deadlines/lock-wave-term', WaveTermRow>(
  'deadlines/lock-wave-term',
  `
  select
    wave.year, wave.number, term.first_purchase_before, term.usable_before,
    exists (
      select from wave_extension where wave_extension.wave_id = wave.wave_id and carried_out_at is null
    ) as extending
  from wave
  cross join lateral (
    select min(first_purchase_before) as first_purchase_before, max(usable_before) as usable_before
    from card
    where card.wave_id = wave.wave_id and status <> 'revoked'
  ) term
  where wave.wave_id = $1
  for no key update of wave
  `,
)

const insertExtension = statement<[waveId: number, before: Date, now: Date, approvalId: string]>(
  'deadlines/insert-extension',
  `
  insert into wave_extension (wave_id, first_purchase_before, decided_at, approval_id) values ($1, $2, $3, $4)
  `,
)

const selectOpenExtensions = statement<[], 'deadlines/select-open-extensions'>(
  'deadlines/select-open-extensions',
  `
  select extension_id, wave_id, first_purchase_before from wave_extension
  where carried_out_at is null
  order by extension_id
  `,
)

/** In the order of their ids, as purchases lock them; walks the primary key, in which the cards of a wave lie together. */
const lockEarlierCards = statement<
  [waveId: number, afterCardId: string, before: Date, count: number],
  'deadlines/lock-earlier-cards'
>(
  'deadlines/lock-earlier-cards',
  `
  select card_id from card
  where card_id > $2 and wave_id = $1 and status <> 'revoked' and least(usable_before, $3) > first_purchase_before
  order by card_id
  limit $4
  for no key update
  `,
)

/** Moves the deadline of locked cards; whoever has bought already is not told. */
const moveTerms = statement<
  [cardIds: string[], now: Date, before: Date, actor: string, requestId: string, link: string],
  'deadlines/move-terms',
  'moved'
>(
  'deadlines/move-terms',
  `
  with moved as (
    update card set first_purchase_before = least(usable_before, $3)
    where card_id = any ($1::bigint[])
    returning
      card_id, person_id, first_paid_at, first_purchase_before, holder_name, holder_phone, holder_email, balance
  ),
  planned as (
    update deadline set step = 'reminder', due_at = $2
    from moved
    where deadline.card_id = moved.card_id and moved.first_paid_at is null
  ),
  told as (
    insert into outbox (card_id, channel, address, template, language, params, due_at, created_at)
    select
      card_id, way.channel, way.address, 'term-extended', way.language,
      jsonb_build_object('name', holder_name, 'deadline', first_purchase_before, 'balance', balance, 'link', $6::text),
      $2, $2
    from moved
    ${waysOf(`'term'`, 'moved')}
    where first_paid_at is null
  ),
  journaled as (
    insert into journal (card_id, at, actor, act, subject, reason, request_id, facts)
    select
      card_id, $2, $4, 'term_extended', 'card:' || card_id, 'wave_extended', $5,
      jsonb_build_object('first_purchase_before', first_purchase_before)
    from moved
  )
  select count(*)::int as moved from moved
  `,
  { traced: 'whole' },
)

const markCarriedOut = statement<[extensionId: string, now: Date]>(
  'deadlines/mark-extension-carried-out',
  'update wave_extension set carried_out_at = $2 where extension_id = $1',
)

/** What two people approve: that the recipients of a wave may buy first until the end of this day in WIB (`2026-12-31`). */
export async function extendWaveAct(
  db: Queryable,
  waveId: number,
  until: string,
  now: Date,
): Promise<Outcome<TwoPersonAct, ExtendRefusal>> {
  const wave = await first(db, lockWaveTerm, [waveId])
  if (!wave) return refuse('wave_unknown')
  if (!wave.usableBefore) return refuse('wave_without_cards')
  if (wave.extending) return refuse('extension_open')
  const before = firstInstantAfter(until)
  const standing = wave.firstPurchaseBefore
  if (before <= now || (standing && before <= standing)) return refuse('until_not_later')
  if (before > wave.usableBefore) return refuse('until_after_cut_off')
  const facts = { year: wave.year, number: wave.number, until }
  return done({ act: 'extend_deadline', subject: `wave:${waveId}`, facts })
}

/**
 * Gives a wave a later deadline, once two people have approved it. From the moment on in which this returns nobody of the
 * wave is revoked for the old one; card by card it is carried out by {@link carryOutExtensions}.
 */
export async function extendWave(
  ctx: Context,
  waveId: number,
  until: string,
  actor: Actor,
): Promise<Outcome<null, ExtendRefusal | ApprovalRefusal>> {
  return inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    const act = await extendWaveAct(tx, waveId, until, now)
    if (!act.ok) return act
    const approval = await takeApproval(tx, act.value, actor, now)
    if (!approval.ok) return approval
    await touched(tx, insertExtension, [waveId, firstInstantAfter(until), now, approval.value.approvalId])
    await writeJournal(tx, actor, now, [
      { event: 'wave_extended', subject: `wave:${waveId}`, facts: act.value.facts },
    ])
    return done(null)
  })
}

/**
 * Carries out what was decided: every card of the wave that is not revoked and has an earlier deadline gets the new one,
 * with a message where nothing was bought yet. Safe to repeat and to break off. Returns how many cards were moved.
 */
export async function carryOutExtensions(ctx: Context, options: ExtendOptions): Promise<number> {
  let moved = 0
  for (const extension of await rows(ctx.db, selectOpenExtensions, [])) {
    let after = '0'
    for (;;) {
      if (options.signal?.aborted) return moved
      const some = await inTransaction(ctx.db, (tx) => moveSome(tx, ctx, extension, after, options))
      if (some.length === 0) break
      after = some.at(-1)!
      moved += some.length
      options.onProgress?.(moved)
    }
    await touched(ctx.db, markCarriedOut, [extension.extensionId, ctx.clock.now()])
  }
  return moved
}

async function moveSome(
  tx: pg.PoolClient,
  ctx: Context,
  { waveId, firstPurchaseBefore: before }: Row<'deadlines/select-open-extensions'>,
  after: string,
  { actor, link, chunk = 1000 }: ExtendOptions,
): Promise<string[]> {
  await rows(tx, probeIndexes, [])
  const cards = await rows(tx, lockEarlierCards, [waveId, after, before, chunk])
  const cardIds = cards.map(({ cardId }) => cardId)
  if (cardIds.length === 0) return cardIds
  await one(tx, moveTerms, [cardIds, ctx.clock.now(), before, actor.actor, actor.requestId, link])
  return cardIds
}

function firstInstantAfter(until: string): Date {
  return startOfWibDate(addDays(until, 1))
}
