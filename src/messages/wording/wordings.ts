import { type ApprovalRefusal, type TwoPersonAct, takeApproval } from '../../approvals/approvals.ts'
import type { Context } from '../../database/context.ts'
import { first, one, type Queryable, rows, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { ownWordingProblem, type WordingProblem } from '../rendering/check-wording.ts'
import { builtInWording } from '../rendering/render.ts'
import type { Wording } from '../words/words.ts'
import type { WordingPlace } from './preview.ts'
import type { WordingRefusal } from './wording-refusals.ts'
import {
  insertWording,
  lockPlace,
  placeOf,
  putInForce,
  selectInForce,
  selectVersions,
  selectWording,
  type WrittenWording,
} from './wordings-sql.ts'

export type { WrittenWording } from './wordings-sql.ts'

/** What is sent at a place now: what two of the staff chose, or the product's own words. Undefined where there is no such message. */
export async function wordingNow(
  db: Queryable,
  place: WordingPlace,
): Promise<(Wording & { readonly own: boolean }) | undefined> {
  const builtIn = builtInWording(place.template, place.channel, place.language)
  if (!builtIn) return undefined
  const chosen = await first(db, selectInForce, placeOf(place))
  if (chosen?.body === undefined) return { ...builtIn, own: false }
  return { subject: chosen.subject, body: chosen.body, own: true }
}

/** What was written for a place, the newest first. */
export function wordingsOf(db: Queryable, place: WordingPlace, limit: number): Promise<WrittenWording[]> {
  return rows(db, selectVersions, [...placeOf(place), limit])
}

/** One wording that was written, or undefined. */
export function findWording(db: Queryable, wordingId: string): Promise<WrittenWording | undefined> {
  return first(db, selectWording, [wordingId])
}

/**
 * Keeps a wording as a draft, with why it is wanted: nothing is sent by it until two people have put it in force. Refused where
 * it leaves out what the message needs, leads somewhere by itself, or is what is sent already.
 */
export function writeWording(
  ctx: Pick<Context, 'db' | 'clock'>,
  place: WordingPlace,
  written: Wording & { readonly because: string },
  by: Actor,
): Promise<Outcome<{ readonly wordingId: string }, WordingRefusal>> {
  const wording = trimmed(place, written)
  return inTransaction(ctx.db, async (tx): Promise<Outcome<{ wordingId: string }, WordingRefusal>> => {
    const problem = ownWordingProblem(place, wording)
    if (problem) return refuse(problem.refusal, { named: namedIn(problem) })
    await rows(tx, lockPlace, [placeOf(place).join('/')])
    const now = ctx.clock.now()
    const standing = await wordingNow(tx, place)
    if (standing?.body === wording.body && (standing.subject ?? '') === (wording.subject ?? ''))
      return refuse('wording_same')
    // A second click is no second draft.
    const [newest] = await wordingsOf(tx, place, 1)
    if (newest && !newest.inForceAt && newest.body === wording.body && newest.subject === wording.subject)
      return done({ wordingId: newest.wordingId })
    const { subject, body } = wording
    const row = [...placeOf(place), subject ?? null, body, written.because, by.actor, now, null] as const
    const { wordingId } = await one(tx, insertWording, [...row])
    await journalWording(tx, { by, now, event: 'wording_written' }, { ...place, wordingId })
    return done({ wordingId })
  })
}

/** What two people approve: that this draft is what is sent from now on. Only the newest of its place. */
export async function useWordingAct(
  db: Queryable,
  wordingId: string,
): Promise<Outcome<TwoPersonAct, WordingRefusal>> {
  const wording = await findWording(db, wordingId)
  if (wording?.body === undefined) return refuse('wording_unknown')
  const [newest] = await wordingsOf(db, wording, 1)
  if (newest?.wordingId !== wordingId || wording.inForceAt) return refuse('wording_outdated')
  const { template, channel, language, subject, body } = wording
  const problem = ownWordingProblem(wording, { subject, body })
  if (problem) return refuse(problem.refusal, { named: namedIn(problem) })
  const facts = {
    template,
    channel,
    language,
    ...(subject !== undefined && { email_subject: subject }),
    body,
  }
  return done({ act: 'use_wording', subject: `wording:${wordingId}`, facts })
}

/** Puts a draft in force, once two people have approved it. Every process renders by it within three seconds. */
export function useWording(
  ctx: Pick<Context, 'db' | 'clock'>,
  wordingId: string,
  by: Actor,
): Promise<Outcome<null, WordingRefusal | ApprovalRefusal>> {
  return inTransaction(ctx.db, async (tx): Promise<Outcome<null, WordingRefusal | ApprovalRefusal>> => {
    const wording = await findWording(tx, wordingId)
    if (!wording) return refuse('wording_unknown')
    await rows(tx, lockPlace, [placeOf(wording).join('/')])
    const act = await useWordingAct(tx, wordingId)
    if (!act.ok) return act
    const now = ctx.clock.now()
    const approval = await takeApproval(tx, act.value, by, now)
    if (!approval.ok) return approval
    await touched(tx, putInForce, [wordingId, approval.value.approvalId, now])
    await journalWording(tx, { by, now, event: 'wording_used' }, wording)
    return done(null)
  })
}

/** Brings the product's own words back at once, by one person: what is sent then was approved with the product. */
export function dropWording(
  ctx: Pick<Context, 'db' | 'clock'>,
  place: WordingPlace,
  because: string,
  by: Actor,
): Promise<Outcome<null, 'unknown_template' | 'own_words_already'>> {
  return inTransaction(ctx.db, async (tx) => {
    await rows(tx, lockPlace, [placeOf(place).join('/')])
    const standing = await wordingNow(tx, place)
    if (!standing) return refuse('unknown_template')
    if (!standing.own) return refuse('own_words_already')
    const now = ctx.clock.now()
    const row = [...placeOf(place), null, null, because, by.actor, now, now] as const
    const { wordingId } = await one(tx, insertWording, [...row])
    await journalWording(tx, { by, now, event: 'wording_dropped' }, { ...place, wordingId })
    return done(null)
  })
}

const namedIn = ({ part, placeholders }: WordingProblem) =>
  part ?? placeholders.map((name) => `{${name}}`).join(', ')

function trimmed({ channel }: WordingPlace, { subject, body }: Wording): Wording {
  const lines = body.replace(/\r\n?/g, '\n').trim()
  return channel === 'email' ? { subject: subject?.trim(), body: lines } : { body: lines }
}

type WordingEvent = 'wording_written' | 'wording_used' | 'wording_dropped'

function journalWording(
  tx: Queryable,
  { by, now, event }: { readonly by: Actor; readonly now: Date; readonly event: WordingEvent },
  { wordingId, template, channel, language }: WordingPlace & { readonly wordingId: string },
): Promise<unknown> {
  const facts = { template, channel, language }
  return writeJournal(tx, by, now, [{ event, subject: `wording:${wordingId}`, facts }])
}
