import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import type { Context } from '../../database/context.ts'
import { first, one, rows, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { day, hour, second } from '../../kernel/clock.ts'
import { randomDigits } from '../../kernel/codes.ts'
import { indonesianMobile } from '../../kernel/phone.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import { bare } from '../../kernel/text.ts'
import { addDays, type Language, startOfWibDate, wibDate } from '../../kernel/wib.ts'
import { type NewMessage, queueMessages } from '../../messages/queue.ts'
import type { SendRefusal } from './log-in-refusals.ts'
import { logInRules as rules } from './log-in-rules.ts'
import { sql } from './log-in-sql.ts'

export interface CodeWanted {
  /** the address that asked, or its network */
  readonly origin: string
  /** the host that the message is bound to */
  readonly domain: string
  readonly language: Language
}

/** A code was sent, if the programme knows somebody by what was typed; nobody can tell from this. */
export interface CodeSent {
  /** to be kept in the browser's session, and nowhere else */
  readonly attemptId: string
  /** when another one may be asked for */
  readonly againAt: Date
}

/** Long enough to hide whether there was somebody to send a message to. */
const answerMs = 150

/** An email or an Indonesian mobile number as the programme keeps them, from what people type; undefined for neither. */
export function emailOrPhone(typed: string): string | undefined {
  const text = bare(typed)
  if (/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text)) return text.toLowerCase().slice(0, 254)
  return indonesianMobile(text)
}

/** Sends a code for the login by SMS to the phone that is registered with the programme. */
export function sendLogInCode(
  ctx: Context,
  wanted: CodeWanted & { readonly emailOrPhone: string },
): Promise<Outcome<CodeSent, SendRefusal>> {
  const askedHash = ctx.secrets.hash('log-in-asked', wanted.emailOrPhone)
  return slowly(
    inTransaction(ctx.db, async (client) => {
      const person = await first(client, sql.findPerson, [wanted.emailOrPhone])
      return send(ctx, client, { ...wanted, askedHash, attemptId: randomUUID(), person })
    }),
  )
}

/** Sends one more code of an attempt; its tries go on. `attempt_over` when it has ended meanwhile. */
export function sendLogInCodeAgain(
  ctx: Context,
  wanted: CodeWanted & { readonly attemptId: string },
): Promise<Outcome<CodeSent, SendRefusal | 'attempt_over'>> {
  const { attemptId } = wanted
  return slowly(
    inTransaction(ctx.db, async (client) => {
      const found = await first(client, sql.findAttempt, [attemptId, attemptsSince(ctx.clock.now())])
      if (!found) return refuse('attempt_over')
      const { askedHash, personId, phone } = found
      const person = personId && phone ? { personId, phone } : undefined
      return send(ctx, client, { ...wanted, askedHash, person })
    }),
  )
}

export interface PersonCodeWanted extends CodeWanted {
  readonly personId: string
  /** where they are to confirm that they attend, for the message */
  readonly institution: string
  /** the attempt whose code did not come; its tries go on while it is open */
  readonly attemptId?: string
}

/**
 * Sends a fresh code to somebody who is logged in already and has to show once more that they hold their phone. It
 * counts apart from the login: who has logged in a moment ago need not wait for it.
 */
export function sendCodeToPerson(
  ctx: Context,
  { personId, institution, ...wanted }: PersonCodeWanted,
): Promise<Outcome<CodeSent, SendRefusal>> {
  const askedHash = ctx.secrets.hash('log-in-asked', `person ${personId}`)
  return inTransaction(ctx.db, async (client) => {
    const { phone } = await one(client, sql.phoneOf, [personId])
    const since = attemptsSince(ctx.clock.now())
    const open = wanted.attemptId && (await first(client, sql.findAttempt, [wanted.attemptId, since]))
    const attemptId = open && wanted.attemptId ? wanted.attemptId : randomUUID()
    const person = { personId, phone }
    return send(ctx, client, { ...wanted, askedHash, attemptId, person, institution })
  })
}

/** Attempts that began before this have ended. */
export function attemptsSince(now: Date): Date {
  return new Date(now.getTime() - rules.attemptSeconds * second)
}

/** Removes attempts that no rule looks at any more; returns how many. For the timetable. */
export function forgetLogInAttempts({ db, clock }: Context): Promise<number> {
  return touched(db, sql.forget, [new Date(clock.now().getTime() - 2 * day)])
}

/** Lets one caller of those who share this be decided after the other. */
export async function lockBy(client: pg.ClientBase, hash: Buffer): Promise<void> {
  await rows(client, sql.lock, [String(hash.readBigInt64BE(0))])
}

interface Sending extends CodeWanted {
  readonly attemptId: string
  readonly askedHash: Buffer
  readonly person: { readonly personId: string; readonly phone: string } | undefined
  /** where they confirm that they attend; without it the code is for the login */
  readonly institution?: string
}

async function send(
  ctx: Context,
  client: pg.ClientBase,
  { attemptId, askedHash, person, ...wanted }: Sending,
): Promise<Outcome<CodeSent, SendRefusal>> {
  const originHash = ctx.secrets.hash('log-in-origin', wanted.origin)
  await lockBy(client, askedHash)
  await lockBy(client, originHash)
  const now = ctx.clock.now()
  const before = await one(client, sql.before, [
    askedHash,
    originHash,
    new Date(now.getTime() - hour),
    startOfWibDate(wibDate(now)),
  ])
  const refused = refusalOf(before, now)
  if (refused) return refused
  const otp = randomDigits(6)
  const endsAt = new Date(now.getTime() + rules.validSeconds * second)
  const codeHash = logInCodeHash(ctx, attemptId, otp)
  const personId = person?.personId ?? null
  const code = [attemptId, askedHash, originHash, personId, codeHash, endsAt, now, rules.liveCodes] as const
  await touched(client, sql.keepCode, [...code])
  if (person) {
    const { language, domain, institution } = wanted
    const params = { otp, domain, minutes: rules.validSeconds / 60 }
    const sms = { channel: 'sms', to: person.phone, language, expiresAt: endsAt } as const
    const message: NewMessage = institution
      ? { ...sms, template: 'attendance-otp', params: { ...params, institution } }
      : { ...sms, template: 'login-otp', params: { ...params, site: 'Kartu Prakerja' } }
    await queueMessages(client, ctx, [message])
  }
  return done({ attemptId, againAt: new Date(now.getTime() + gapAfter(before.sends + 1)) })
}

interface Before {
  readonly failures: number
  readonly sends: number
  readonly lastSentAt: Date | undefined
  readonly fromAddress: number
}

function refusalOf(before: Before, now: Date) {
  if (before.failures >= rules.failuresPerDay) return refuse('log_in_locked', { until: tomorrow(now) })
  const again = before.sends > 0 && (before.lastSentAt?.getTime() ?? 0) + gapAfter(before.sends)
  if (again && again > now.getTime())
    return refuse('code_too_soon', { waitSeconds: Math.ceil((again - now.getTime()) / second) })
  const later = { until: new Date(now.getTime() + hour) }
  if (before.sends >= rules.sendsPerHour) return refuse('codes_too_many', later)
  if (before.fromAddress >= rules.sendsPerAddressAndHour) return refuse('address_too_many', later)
  return undefined
}

/** When the lock of too many wrong codes ends. */
export function tomorrow(now: Date): Date {
  return startOfWibDate(addDays(wibDate(now), 1))
}

/** The hash that a code is kept under: worth nothing for another attempt. */
export function logInCodeHash({ secrets }: Pick<Context, 'secrets'>, attemptId: string, otp: string): Buffer {
  return secrets.hash('log-in-otp', `${attemptId} ${otp}`)
}

function gapAfter(sends: number): number {
  return (rules.gapsSeconds[sends - 1] ?? rules.gapsSeconds[2]) * second
}

async function slowly<Value>(work: Promise<Value>): Promise<Value> {
  const [value] = await Promise.all([work, sleep(answerMs)])
  return value
}
