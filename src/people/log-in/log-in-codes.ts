import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import type { Context } from '../../database/context.ts'
import { first, one, statement } from '../../database/sql.ts'
import { takeWithinTx } from '../../database/tally.ts'
import { inTransaction } from '../../database/transaction.ts'
import {
  type ProveCodeRefusal,
  proveCodeRefusals,
  phoneCodeRules as rules,
  type SendCodeRefusal,
  sendCodeRefusals,
} from '../../identity/phone-code-rules.ts'
import { makePhoneCode, type PhoneOwner, takePhoneCode } from '../../identity/phone-codes.ts'
import { hour, second } from '../../kernel/clock.ts'
import { randomCode } from '../../kernel/codes.ts'
import { emailSchema } from '../../kernel/email.ts'
import { indonesianMobile } from '../../kernel/phone.ts'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../../kernel/refusal.ts'
import type { Language } from '../../kernel/wib.ts'
import { queueMessages } from '../../messages/queue.ts'
import { type SmsCapRefusal, smsCapRefusals } from '../../messages/sms-caps.ts'

/** Codes that one address may ask for in an hour: whole villages share one. */
const codesPerAddress = 200

/** Long enough to hide whether there was somebody to send a message to. */
const answerMs = 150

/** Somebody known by an email or phone; nobody, when it is several people's. */
const findPerson = statement<[typed: string], 'people/person-to-log-in', 'personId' | 'phone'>(
  'people/person-to-log-in',
  `
  select min(person_id) as person_id, min(phone) as phone from person
  where phone = $1 or lower(email) = $1
  having count(*) = 1
  `,
)

const findKnown = statement<[personId: string], 'people/phone-of-person'>(
  'people/phone-of-person',
  'select person_id, phone from person where person_id = $1',
)

/** Who asks for a code: somebody who may be known by what was typed, or a person who has logged in. */
export type Asker = { readonly emailOrPhone: string } | { readonly personId: string }

export interface CodeWanted {
  /** the address that asked, or its network */
  readonly origin: string
  /** the host that the message is bound to */
  readonly domain: string
  readonly language: Language
  /** where they are to confirm that they attend; without it the code is for the log-in */
  readonly institution?: string | undefined
  /** the attempt whose code did not come */
  readonly attempt?: string | undefined
}

/** A code was sent, if the programme knows somebody by what was typed; nobody can tell from this. */
export interface CodeSent {
  /** to be kept in the browser's session, and nowhere else: codes are good there alone */
  readonly attempt: string
  /** when another one may be asked for */
  readonly againAt: Date
}

export type SendRefusal = SendCodeRefusal | SmsCapRefusal

/** Why no code is sent, or why it does not log in; whose phone it is is no choice here. */
export const logInCodeRefusals = refusalWords({
  id: {
    code_not_sent: 'Kode ini tidak bisa dipakai lagi. Minta kode baru dengan email atau nomor HP Anda.',
    too_many_codes: 'Terlalu banyak kode diminta. Coba lagi satu jam lagi.',
  },
  en: {
    code_not_sent: 'This code can no longer be used. Ask for a new one with your email or mobile number.',
    too_many_codes: 'Too many codes were asked for. Try again in an hour.',
  },
  also: [sendCodeRefusals, proveCodeRefusals, smsCapRefusals],
})
export type LogInCodeRefusal = ReasonOf<typeof logInCodeRefusals>

/** An email or an Indonesian mobile number as the programme keeps them, from what people type; undefined for neither. */
export function emailOrPhone(typed: string): string | undefined {
  return emailSchema.safeParse(typed).data ?? indonesianMobile(typed)
}

/**
 * Sends a code by SMS to the phone that is registered with the programme. Whoever is unknown gets the very answers of who is known.
 * A person who has logged in, and shows once more that they hold their phone, counts apart from the log-in.
 */
export async function sendLogInCode(
  ctx: Context,
  asker: Asker,
  wanted: CodeWanted,
): Promise<Outcome<CodeSent, SendRefusal>> {
  const sending = inTransaction(ctx.db, (tx) => send(tx, ctx, asker, wanted))
  const [sent] = await Promise.all([sending, 'personId' in asker ? undefined : sleep(answerMs)])
  return sent
}

async function send(
  tx: pg.PoolClient,
  ctx: Context,
  asker: Asker,
  { origin, domain, language, institution, attempt = randomUUID() }: CodeWanted,
): Promise<Outcome<CodeSent, SendRefusal>> {
  const person = await knownOf(tx, asker)
  const owner = ownerOf(ctx, asker, attempt)
  const byEmail = 'emailOrPhone' in asker && asker.emailOrPhone.includes('@')
  const now = ctx.clock.now()
  const made = await makePhoneCode(tx, ctx, owner, {
    // What stands for the phone of nobody is counted as one.
    phone: person?.phone ?? ('emailOrPhone' in asker && !byEmail ? asker.emailOrPhone : owner.owner),
    rules,
    discreet: byEmail,
    async capped() {
      const subject = `log-in:address:${ctx.secrets.hash('log-in-origin', origin).toString('base64url')}`
      const over = await takeWithinTx(tx, now, [{ subject, most: codesPerAddress, windowMs: hour }])
      return over && refuse('codes_capped', { until: new Date(now.getTime() + over.waitSeconds * second) })
    },
    // No code that can be typed is right for nobody.
    drawCode: person ? undefined : () => randomCode(32),
  })
  if (!made.ok) return made
  const { code: otp, endsAt: expiresAt, waitSeconds, silent } = made.value
  if (person && !silent) {
    const params = { otp, domain, minutes: rules.minutes }
    const sms = { channel: 'sms', to: person.phone, language, expiresAt } as const
    await queueMessages(tx, ctx, [
      institution
        ? { ...sms, template: 'attendance-otp', params: { ...params, institution } }
        : { ...sms, template: 'login-otp', params: { ...params, site: 'Kartu Prakerja' } },
    ])
  }
  return done({ attempt, againAt: new Date(now.getTime() + waitSeconds * second) })
}

/** Who it is that typed the right code; each code is good once, and in the attempt that asked for it. */
export function checkLogInCode(
  ctx: Context,
  asker: Asker,
  attempt: string,
  otp: string,
): Promise<Outcome<{ personId: string }, ProveCodeRefusal>> {
  return inTransaction(ctx.db, async (tx) => {
    const taken = await takePhoneCode(tx, ctx, ownerOf(ctx, asker, attempt), otp, rules)
    if (!taken.ok) return taken
    const person = await knownOf(tx, asker)
    if (person?.phone !== taken.value.phone) return refuse('code_not_sent')
    return done({ personId: person.personId })
  })
}

function knownOf(tx: pg.PoolClient, asker: Asker): Promise<{ personId: string; phone: string } | undefined> {
  return 'personId' in asker
    ? one(tx, findKnown, [asker.personId])
    : first(tx, findPerson, [asker.emailOrPhone])
}

/** What was typed is kept as a keyed hash alone. */
function ownerOf({ secrets }: Pick<Context, 'secrets'>, asker: Asker, attempt: string): PhoneOwner {
  const asked = 'personId' in asker ? `person ${asker.personId}` : asker.emailOrPhone
  return { realm: 'portal', owner: `log-in:${secrets.hash('log-in-asked', asked).toString('hex')}`, attempt }
}
