import type pg from 'pg'
import type { Context } from '../database/context.ts'
import { type Limit, takeWithinTx } from '../database/tally.ts'
import { day, hour } from '../kernel/clock.ts'
import { type ReasonOf, type Refusal, refusalWords, refuse } from '../kernel/refusal.ts'

/** Who asks for a code by SMS to a number that is not known to be theirs. */
export interface SmsOrigin {
  /** the address that asked, or its network; only a keyed hash of it is kept */
  readonly address: string
  /** the browser did the work that the form asked for, see web/http/work.ts */
  readonly worked: boolean
}

/** How many such codes are sent: whoever is paid for SMS must not earn by them, nor anybody be pestered. */
export interface SmsCaps {
  /** behind one address stand many phones of an operator, so browsers that work for it are many */
  readonly perAddressAndHour: { readonly worked: number; readonly plain: number }
  readonly perAddressAndDay: { readonly worked: number; readonly plain: number }
  /** to the ten thousand numbers that differ in the last four digits only */
  readonly perPrefixAndHour: number
  readonly perPrefixAndDay: number
  /** of one storefront, or of the portal */
  readonly perSiteAndDay: number
}

export const usualSmsCaps: SmsCaps = {
  perAddressAndHour: { worked: 60, plain: 10 },
  perAddressAndDay: { worked: 600, plain: 40 },
  perPrefixAndHour: 100,
  perPrefixAndDay: 300,
  perSiteAndDay: 100_000,
}

/** Too many codes were asked for from there, to such numbers, or at this site; `until` says when to try again. */
export const smsCapRefusals = refusalWords({
  id: {
    codes_capped: ({ until }) =>
      `Terlalu banyak kode diminta dari jaringan ini atau untuk nomor yang mirip. Coba lagi setelah ${until}, atau lewat jaringan lain.`,
  },
  en: {
    codes_capped: ({ until }) =>
      `Too many codes were asked for from this network, or for numbers like yours. Try again after ${until}, or from another network.`,
  },
})
export type SmsCapRefusal = ReasonOf<typeof smsCapRefusals>

/**
 * Counts a code that is about to be sent to `phone` (E.164) in the caller's transaction, or says that it must not be.
 * Counted in the database, sliding, for all processes.
 */
export async function takeSms(
  tx: pg.ClientBase,
  ctx: Pick<Context, 'clock' | 'secrets'>,
  caps: SmsCaps,
  asked: { readonly site: string; readonly phone: string; readonly origin: SmsOrigin },
): Promise<Refusal<SmsCapRefusal> | undefined> {
  const now = ctx.clock.now()
  const over = await takeWithinTx(tx, now, limitsOf(ctx, caps, asked))
  return over && refuse('codes_capped', { until: new Date(now.getTime() + over.waitSeconds * 1000) })
}

function limitsOf(
  { secrets }: Pick<Context, 'secrets'>,
  caps: SmsCaps,
  { site, phone, origin }: Parameters<typeof takeSms>[3],
): Limit[] {
  const hidden = (value: string) => secrets.hash('sms cap', value).toString('base64url')
  const address = `sms:address:${hidden(origin.address)}`
  const prefix = `sms:prefix:${hidden(phone.slice(0, -4))}`
  const way = origin.worked ? 'worked' : 'plain'
  return [
    { subject: `${address}:hour`, most: caps.perAddressAndHour[way], windowMs: hour },
    { subject: `${address}:day`, most: caps.perAddressAndDay[way], windowMs: day },
    { subject: `${prefix}:hour`, most: caps.perPrefixAndHour, windowMs: hour },
    { subject: `${prefix}:day`, most: caps.perPrefixAndDay, windowMs: day },
    { subject: `sms:site:${site}`, most: caps.perSiteAndDay, windowMs: day, wide: true },
  ]
}
