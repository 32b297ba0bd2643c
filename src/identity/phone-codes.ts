import type pg from 'pg'
import type { Context } from '../database/context.ts'
import { first, one, type Queryable, rows, touched } from '../database/sql.ts'
import { day, minutesFrom } from '../kernel/clock.ts'
import { randomDigits } from '../kernel/codes.ts'
import { done, type Outcome, type Refusal, refuse } from '../kernel/refusal.ts'
import {
  judgeProving,
  judgeSending,
  type PhoneCodeRules,
  type ProveCodeRefusal,
  type SendCodeRefusal,
  secondsToWait,
} from './phone-code-rules.ts'
import * as sql from './phone-code-sql.ts'

/** Who is to prove that they hold a phone. */
export interface PhoneOwner {
  /** the site: `portal`, or a storefront */
  readonly realm: string
  /** an account or person there, as the room names them; nobody else of the realm has the name */
  readonly owner: string
  /** where a code is good in the browser alone that asked for it: what that browser keeps */
  readonly attempt?: string | undefined
}

/** A phone that waits for its code. */
export interface WaitingPhone {
  readonly phone: string
  readonly expiresAt: Date
  /** until another code may be asked for */
  readonly waitSeconds: number
}

export interface CodeAsked<Capped extends string> {
  /** E.164 */
  readonly phone: string
  readonly rules: PhoneCodeRules
  /** whose phone it is must not show: what others ask for it refuses nothing, and is no SMS of ours */
  readonly discreet?: boolean
  /** asked last, when nothing else is against it: a refusal of the caps on SMS */
  capped(): Promise<Refusal<Capped> | undefined>
  /** draws the code; tests hand in their own */
  readonly drawCode?: (() => string) | undefined
}

export interface PhoneCode {
  readonly code: string
  readonly endsAt: Date
  /** until another one may be asked for */
  readonly waitSeconds: number
  /** no SMS goes out, see {@link CodeAsked.discreet} */
  readonly silent: boolean
}

/** Sends to one phone are counted over all who ask for it, at whatever site: whoever asks for it, or takes it, waits. */
export async function lockPhone(tx: Queryable, phone: string): Promise<void> {
  await rows(tx, sql.lockPhone, [phone])
}

/**
 * Makes a code for a phone in the caller's transaction; the caller writes the SMS, unless it is `silent`. Going to another phone and back brings no
 * new tries. The code is kept as a keyed hash, bound to its owner and phone.
 */
export async function makePhoneCode<Capped extends string>(
  tx: pg.PoolClient,
  ctx: Pick<Context, 'clock' | 'secrets'>,
  owner: PhoneOwner,
  { phone, rules, discreet, capped, drawCode }: CodeAsked<Capped>,
): Promise<Outcome<PhoneCode, SendCodeRefusal | Capped>> {
  await lockPhone(tx, phone)
  const now = ctx.clock.now()
  const columns = [owner.realm, owner.owner] as const
  const open = await first(tx, sql.liveProof, [...columns, phone, now])
  const { ownPhoneSends, ...counts } = await one(tx, sql.proofCounts, [...columns, phone, now])
  const shown = discreet ? { ...counts, phoneSends: ownPhoneSends } : counts
  const judged = judgeSending(open, shown, now, rules)
  if (!judged.ok) return judged
  const refused = await capped()
  if (refused) return refused
  const code = drawCode?.() ?? randomDigits(6)
  const endsAt = minutesFrom(now, rules.minutes)
  const hash = hashOf(ctx, owner, phone, code)
  if (open) await touched(tx, sql.addCode, [open.proofId, hash, now, endsAt, rules.liveCodes])
  else await touched(tx, sql.insertProof, [...columns, phone, hash, now, endsAt])
  const waitSeconds = secondsToWait({ sends: (open?.sends ?? 0) + 1, sentAt: now }, now, rules)
  return done({ code, endsAt, waitSeconds, silent: counts.phoneSends >= rules.sendsPerPhoneAndHour })
}

/** The phone of an owner that waits for its code, expired or not; undefined when none does. */
export async function waitingPhone(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  { realm, owner }: PhoneOwner,
  rules: PhoneCodeRules,
): Promise<WaitingPhone | undefined> {
  const proof = await first(db, sql.newestProof, [realm, owner])
  if (!proof) return undefined
  const waitSeconds = secondsToWait(proof, clock.now(), rules)
  return { phone: proof.phone, expiresAt: proof.expiresAt, waitSeconds }
}

/**
 * Takes a code in the caller's transaction: the phone that it proves, held, and all codes of the owner burned; or why it
 * proves nothing, with the try counted. Whether others have the phone is for the room to say.
 */
export async function takePhoneCode(
  tx: pg.PoolClient,
  ctx: Pick<Context, 'clock' | 'secrets'>,
  owner: PhoneOwner,
  code: string,
  rules: PhoneCodeRules,
): Promise<Outcome<{ phone: string }, ProveCodeRefusal>> {
  const now = ctx.clock.now()
  const columns = [owner.realm, owner.owner] as const
  const found = await first(tx, sql.newestProof, columns)
  // The phone's lock comes before the row's, as for whoever sends.
  if (found) await lockPhone(tx, found.phone)
  const proof = found && (await first(tx, sql.lockNewestProof, columns))
  const right = proof !== undefined && isLive(proof, hashOf(ctx, owner, proof.phone, code), now)
  const counts = await one(tx, sql.proofCounts, [...columns, proof?.phone ?? '', now])
  const judged = judgeProving(proof, right, counts, now, rules)
  if (!judged.ok) {
    if (!proof || judged.refusal !== 'code_wrong') return judged
    await touched(tx, sql.countFailure, [proof.proofId])
    // "0 tries left" says nothing of what to do now.
    return judged.facts.triesLeft ? judged : refuse('too_many_tries', { until: proof.expiresAt })
  }
  await touched(tx, sql.endProofs, [...columns, now])
  return done({ phone: proof?.phone ?? '' })
}

/** Removes proofs of two days ago, which no limit counts any more. For the timetable. */
export async function forgetPhoneCodes({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<number> {
  return touched(db, sql.forgetProofs, [new Date(clock.now().getTime() - 2 * day)])
}

function hashOf(
  { secrets }: Pick<Context, 'secrets'>,
  { realm, owner, attempt = '' }: PhoneOwner,
  phone: string,
  code: string,
): Buffer {
  return secrets.hash('phone code', `${realm} ${owner} ${phone} ${code}${attempt}`)
}

function isLive(proof: sql.ProofRow, hash: Buffer, now: Date): boolean {
  return proof.codeHashes.some((kept, at) => {
    const endsAt = proof.codeEnds[at]
    return kept.equals(hash) && endsAt !== undefined && endsAt > now
  })
}
