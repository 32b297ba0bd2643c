import type pg from 'pg'
import type { Context } from '../../database/context.ts'
import { first, one, rows, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { randomDigits } from '../../kernel/codes.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Language } from '../../kernel/wib.ts'
import { queueMessages } from '../../messages/queue.ts'
import { type SmsCapRefusal, type SmsOrigin, takeSms, usualSmsCaps } from '../../messages/sms-caps.ts'
import { type Subject, subjectColumns } from './consents.ts'
import * as sql from './phone-proof-sql.ts'
import { setVerifiedPhone } from './registration-sql.ts'
import type { Registrations } from './registrations.ts'
import {
  judgeProving,
  judgeSending,
  minutesFrom,
  type OpenProof,
  type ProveCodeRefusal,
  registrationRules,
  type SendCodeRefusal,
  secondsToWait,
} from './rules.ts'

/** A phone that waits for its code. */
export interface WaitingPhone {
  readonly phone: string
  /** until another code may be asked for */
  readonly waitSeconds: number
}

export interface CodeWanted {
  /** E.164 */
  readonly phone: string
  /** who asks, for the caps on SMS */
  readonly origin: SmsOrigin
  readonly language: Language
  /** draws the code; tests hand in their own */
  readonly drawCode?: (() => string) | undefined
}

/** Sends a code by SMS to the phone that somebody says is theirs. Whether others have it is told to who holds it. */
export async function sendPhoneCode(
  registrations: Registrations,
  owner: Subject,
  { phone, origin, language, drawCode }: CodeWanted,
): Promise<Outcome<undefined, SendCodeRefusal | SmsCapRefusal>> {
  const { ctx, domain, smsCaps = usualSmsCaps } = registrations
  const { otp } = registrationRules
  const columns = subjectColumns(owner)
  const outcome = await inTransaction(ctx.db, async (tx) => {
    await rows(tx, sql.lockPhone, [phone])
    const now = ctx.clock.now()
    const open = await first(tx, sql.liveProof, [...columns, phone, now])
    const counts = await one(tx, sql.proofCounts, [...columns, phone, now])
    const judged = judgeSending(open && openProof(open), countsOf(counts), now)
    if (!judged.ok) return judged
    const capped = await takeSms(tx, ctx, smsCaps, { site: 'portal', phone, origin })
    if (capped) return capped
    const code = drawCode?.() ?? randomDigits(6)
    const endsAt = minutesFrom(now, otp.minutes)
    const hash = codeHash(ctx, owner, phone, code)
    if (open) await touched(tx, sql.addCode, [open.proof_id, hash, now, endsAt, otp.liveCodes])
    else await touched(tx, sql.insertProof, [...columns, phone, hash, now, endsAt])
    const params = { otp: code, storefront: 'Kartu Prakerja', domain, minutes: otp.minutes }
    const sms = { template: 'account-phone-otp', channel: 'sms', to: phone } as const
    await queueMessages(tx, ctx, [{ ...sms, params, language, expiresAt: endsAt }])
    return done(undefined)
  })
  if (outcome.ok) registrations.onMessages()
  return outcome
}

/** The phone of an owner that waits for its code; undefined when none does. */
export async function waitingPhone(
  ctx: Pick<Context, 'db' | 'clock'>,
  owner: Subject,
): Promise<WaitingPhone | undefined> {
  const proof = await first(ctx.db, sql.newestProof, subjectColumns(owner))
  return proof && { phone: proof.phone, waitSeconds: secondsToWait(openProof(proof), ctx.clock.now()) }
}

/**
 * Takes a code in the caller's transaction: the phone that it proves, and all codes burned; or why it proves nothing,
 * with the try counted. A phone that others have is refused with `phone_taken`, and the codes are burned too.
 */
export async function takePhoneCode(
  tx: pg.PoolClient,
  ctx: Context,
  owner: Subject,
  code: string,
): Promise<Outcome<{ phone: string }, ProveCodeRefusal | 'phone_taken'>> {
  const now = ctx.clock.now()
  const columns = subjectColumns(owner)
  const found = await first(tx, sql.newestProof, columns)
  // The phone's lock comes before the row's, as for whoever sends.
  if (found) await rows(tx, sql.lockPhone, [found.phone])
  const proof = found && (await first(tx, sql.lockNewestProof, columns))
  const right = proof !== undefined && isLive(proof, codeHash(ctx, owner, proof.phone, code), now)
  const { owner_failures } = await one(tx, sql.proofCounts, [...columns, proof?.phone ?? '', now])
  const judged = judgeProving(proof && openProof(proof), right, owner_failures, now)
  if (!judged.ok) {
    if (proof && judged.refusal === 'code_wrong') await touched(tx, sql.countFailure, [proof.proof_id])
    return judged
  }
  const phone = proof?.phone ?? ''
  await touched(tx, sql.endProofs, [...columns, now])
  const { taken } = await one(tx, sql.phoneTaken, [phone, ...columns])
  return taken ? refuse('phone_taken') : done({ phone })
}

/** Verifies the phone of a registration by the code that was sent to it. The same click twice is done twice. */
export async function provePhone(
  ctx: Context,
  accountId: string,
  code: string,
): Promise<Outcome<undefined, ProveCodeRefusal | 'phone_taken' | 'registration_complete'>> {
  return inTransaction(ctx.db, async (tx) => {
    const taken = await takePhoneCode(tx, ctx, { accountId }, code)
    if (!taken.ok) return taken
    const { phone } = taken.value
    const set = await touched(tx, setVerifiedPhone, [accountId, phone, ctx.clock.now()])
    return set === 1 ? done(undefined) : refuse('registration_complete')
  })
}

function codeHash(
  { secrets }: Pick<Context, 'secrets'>,
  owner: Subject,
  phone: string,
  code: string,
): Buffer {
  return secrets.hash('portal phone code', `${subjectColumns(owner).join('/')} ${phone} ${code}`)
}

function isLive(proof: sql.ProofRow, hash: Buffer, now: Date): boolean {
  return proof.code_hashes.some((kept, at) => {
    const endsAt = proof.code_ends[at]
    return kept.equals(hash) && endsAt !== undefined && endsAt > now
  })
}

function openProof(row: sql.ProofRow): OpenProof {
  return { expiresAt: row.expires_at, sends: row.sends, sentAt: row.sent_at, failures: row.failures }
}

function countsOf(row: { phone_sends: number; owner_sends: number; owner_failures: number }) {
  return { phoneSends: row.phone_sends, ownerSends: row.owner_sends, ownerFailures: row.owner_failures }
}
