import { second } from '../kernel/clock.ts'
import { done, type Outcome, only, type ReasonOf, refusalWords, refuse } from '../kernel/refusal.ts'

/** The numbers of codes that prove a phone. */
export interface PhoneCodeRules {
  /** how long a code is good; never more than 10 */
  readonly minutes: number
  /** over all codes of one phone and owner; the database holds at most 5 */
  readonly tries: number
  /** at most 3, so that a late SMS still works */
  readonly liveCodes: number
  /** before the second code, the third, and every further one */
  readonly gapsSeconds: readonly number[]
  readonly sendsPerPhoneAndHour: number
  readonly sendsPerOwnerAndDay: number
  readonly failuresPerOwnerAndDay: number
}

/** Of every site, but for how long codes are good where the installation says otherwise. */
export const phoneCodeRules: PhoneCodeRules = {
  minutes: 5,
  tries: 5,
  liveCodes: 3,
  gapsSeconds: [30, 60, 120],
  sendsPerPhoneAndHour: 6,
  sendsPerOwnerAndDay: 12,
  failuresPerOwnerAndDay: 10,
}

/** Why no code is sent, in the order in which it is looked for. */
export const sendCodeRefusals = refusalWords({
  id: {
    too_many_tries: ({ until }) =>
      `Kode salah terlalu banyak. Demi keamanan, minta kode baru setelah ${until}.`,
    codes_locked: 'Terlalu banyak kode salah hari ini. Coba lagi besok.',
    code_too_soon: ({ waitSeconds }) =>
      `Kode baru saja dikirim. Tunggu ${waitSeconds} detik, lalu minta kode baru bila SMS belum masuk.`,
    too_many_codes: 'Terlalu banyak kode diminta. Coba lagi satu jam lagi, atau pakai nomor lain.',
  },
  en: {
    too_many_tries: ({ until }) => `Too many wrong codes. For your safety, ask for a new one after ${until}.`,
    codes_locked: 'Too many wrong codes today. Try again tomorrow.',
    code_too_soon: ({ waitSeconds }) =>
      `A code has just been sent. Wait ${waitSeconds} seconds, then ask for another if no SMS has come.`,
    too_many_codes: 'Too many codes were asked for. Try again in an hour, or use another number.',
  },
})
export type SendCodeRefusal = ReasonOf<typeof sendCodeRefusals>

/** Why a code proves nothing. */
export const proveCodeRefusals = refusalWords({
  id: {
    code_not_sent: 'Belum ada kode yang menunggu. Minta kode dulu.',
    code_expired: 'Kode ini sudah tidak berlaku. Minta kode baru, lalu masukkan yang terbaru.',
    code_wrong: ({ triesLeft }) =>
      `Kode salah. Periksa SMS terbaru; ${triesLeft > 0 ? `sisa ${triesLeft} kali percobaan` : 'percobaan kode ini habis, minta kode baru'}.`,
  },
  en: {
    code_not_sent: 'No code is waiting. Ask for one first.',
    code_expired: 'This code is no longer valid. Ask for a new one and enter the newest.',
    code_wrong: ({ triesLeft }) =>
      `Wrong code. Look at the newest SMS; ${triesLeft > 0 ? (triesLeft === 1 ? 'one try left' : `${triesLeft} tries left`) : 'no try is left, ask for a new code'}.`,
  },
  also: [only(sendCodeRefusals, 'too_many_tries', 'codes_locked')],
})
export type ProveCodeRefusal = ReasonOf<typeof proveCodeRefusals>

/** A proof that is not over. */
export interface OpenProof {
  readonly expiresAt: Date
  readonly sends: number
  readonly sentAt: Date
  readonly failures: number
}

/** What was sent and tried lately: to the phone, by whomever, in an hour; by the owner in a day. */
export interface ProofCounts {
  readonly phoneSends: number
  readonly ownerSends: number
  readonly ownerFailures: number
}

/** Whether another code may be sent; `open` is the live proof of that very phone. */
export function judgeSending(
  open: OpenProof | undefined,
  counts: ProofCounts,
  now: Date,
  rules: PhoneCodeRules,
): Outcome<undefined, SendCodeRefusal> {
  if (open && open.failures >= rules.tries) return refuse('too_many_tries', { until: open.expiresAt })
  if (counts.ownerFailures >= rules.failuresPerOwnerAndDay) return refuse('codes_locked')
  const waitSeconds = open ? secondsToWait(open, now, rules) : 0
  if (waitSeconds > 0) return refuse('code_too_soon', { waitSeconds })
  const many =
    counts.phoneSends >= rules.sendsPerPhoneAndHour || counts.ownerSends >= rules.sendsPerOwnerAndDay
  return many ? refuse('too_many_codes') : done(undefined)
}

/** Seconds until another code may be asked for; 0 when it may be now. */
export function secondsToWait(
  open: Pick<OpenProof, 'sends' | 'sentAt'>,
  now: Date,
  { gapsSeconds }: PhoneCodeRules,
): number {
  const gap = gapsSeconds[Math.min(open.sends, gapsSeconds.length) - 1] ?? 0
  return Math.max(0, Math.ceil((open.sentAt.getTime() - now.getTime()) / second + gap))
}

/** Whether a code proves its phone; `open` is the newest proof of the owner, `right` whether the code is a live one. */
export function judgeProving(
  open: OpenProof | undefined,
  right: boolean,
  { ownerFailures }: Pick<ProofCounts, 'ownerFailures'>,
  now: Date,
  rules: PhoneCodeRules,
): Outcome<undefined, ProveCodeRefusal> {
  if (!open) return refuse('code_not_sent')
  if (open.expiresAt.getTime() <= now.getTime()) return refuse('code_expired')
  if (open.failures >= rules.tries) return refuse('too_many_tries', { until: open.expiresAt })
  if (ownerFailures >= rules.failuresPerOwnerAndDay) return refuse('codes_locked')
  return right ? done(undefined) : refuse('code_wrong', { triesLeft: rules.tries - open.failures - 1 })
}
