import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Context as Request } from 'hono'
import type { Context } from '../../database/context.ts'
import { takeWithin } from '../../database/tally.ts'
import { hour, minute } from '../../kernel/clock.ts'
import type { SmsOrigin } from '../../messages/sms-caps.ts'
import { callerOf } from './edge/caller.ts'
import { readForm } from './forms.ts'
import type { Web } from './web.ts'

/** Leading zero bits of the hash: some two thousand tries of 64 KB, a second of a cheap phone. */
export const workBits = 11
const padded = 65_536
const lives = 30 * minute

/**
 * Work for the browser instead of a puzzle for the person: `token` goes into the page, `enhance.js` looks for a number that
 * makes the hash small, and the form carries both. Without JavaScript the form goes through all the same, under the
 * smaller caps. Made without a row; good once and for half an hour.
 */
export function newWork({ clock, secrets }: Pick<Context, 'clock' | 'secrets'>): string {
  const body = `${clock.now().getTime().toString(36)}.${randomBytes(9).toString('base64url')}`
  return `${body}.${mac(secrets, body)}`
}

/** Whether the form that was sent carries work that is ours, fresh, done, and not used before. */
export async function didWork(c: Request<Web>, ctx: Context): Promise<boolean> {
  const answer = (await readForm(c)).get('work') ?? ''
  const [token = '', nonce = ''] = answer.split(':')
  const [began = '', random = '', signed = ''] = token.split('.')
  if (!/^[0-9]{1,9}$/.test(nonce) || !sameText(signed, mac(ctx.secrets, `${began}.${random}`))) return false
  const now = ctx.clock.now()
  const age = now.getTime() - Number.parseInt(began, 36)
  if (age < 0 || age > lives || !isSmall(hashOf(answer))) return false
  const used = await takeWithin(ctx.db, now, [{ subject: `work:${random}`, most: 1, windowMs: hour }])
  return used === undefined
}

/** Who asks for a code by SMS, and whether the browser has worked for it. */
export async function smsOrigin(c: Request<Web>, ctx: Context): Promise<SmsOrigin> {
  return { address: callerOf(c), worked: await didWork(c, ctx) }
}

/** The hash of an answer, written at the head of 64 KB of zeros: few calls for the browser, one for us. */
export function hashOf(answer: string): Buffer {
  const bytes = Buffer.alloc(padded)
  bytes.write(answer, 'latin1')
  return createHash('sha256').update(bytes).digest()
}

export function isSmall(hash: Buffer): boolean {
  return hash.readUInt32BE(0) >>> (32 - workBits) === 0
}

function mac(secrets: Context['secrets'], body: string): string {
  return secrets.hash('browser work', body).subarray(0, 12).toString('base64url')
}

function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
