import type pg from 'pg'
import type { Context } from '../database/context.ts'
import { first, statement } from '../database/sql.ts'
import { type Limit, takeWithinTx } from '../database/tally.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { day, hour } from '../kernel/clock.ts'
import { randomCode } from '../kernel/codes.ts'
import { emailSchema } from '../kernel/email.ts'
import { indonesianMobile } from '../kernel/phone.ts'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../kernel/refusal.ts'
import { comparable } from '../kernel/text.ts'
import { endOfTerm, type Language } from '../kernel/wib.ts'
import { inquirySubject } from './inquiries.ts'
import { inquiryRules } from './inquiry-rules.ts'
import type { InquiryTopic } from './topics.ts'

/** What somebody asks without an account. */
export interface AskedWithoutAccount {
  readonly topic: InquiryTopic
  /** up to 120 letters, if they want to say it */
  readonly name?: string | undefined
  /** where the answer goes: an email, or an Indonesian mobile number */
  readonly contact: string
  /** 20 to 2,000 letters */
  readonly text: string
  readonly language: Language
  /** the network address that it came from */
  readonly caller: string
  readonly requestId: string
}

type Written = [
  reference: string,
  topic: InquiryTopic,
  name: string | null,
  text: string,
  language: Language,
  channel: 'sms' | 'email',
  contactSealed: Uint8Array,
  contactMark: Uint8Array,
  textMark: Uint8Array,
  now: Date,
  answerBefore: Date,
]

const insertInquiry = statement<Written, 'information/insert-inquiry'>(
  'information/insert-inquiry',
  `
  insert into inquiry (
    reference, topic, name, text, language, channel, contact_sealed, contact_mark, text_mark, asked_at, answer_before
  )
  select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11
  where (
    select count(*) from inquiry where contact_mark = $8 and answered_at is null
  ) < ${inquiryRules.openOfContact}
  on conflict (contact_mark, text_mark) where answered_at is null do nothing
  returning reference
  `,
)

const selectSame = statement<[contactMark: Uint8Array, textMark: Uint8Array], 'information/same-inquiry'>(
  'information/same-inquiry',
  'select reference from inquiry where contact_mark = $1 and text_mark = $2 and answered_at is null',
)

/** Why a question is not taken, in the order in which the reasons are looked at. */
export const askRefusals = refusalWords({
  id: {
    inquiry_length: 'Tulis pertanyaannya, 20 sampai 2.000 huruf.',
    contact_wrong:
      'Tulis email, atau nomor HP Indonesia seperti 0812 3456 7890: ke sanalah jawabannya dikirim.',
    inquiries_waiting:
      'Tiga pertanyaan dari alamat ini masih menunggu jawaban. Tunggu jawabannya; semuanya dibaca.',
    inquiries_too_many:
      'Terlalu banyak pertanyaan dari sini. Lihat dulu tanya jawab, atau coba lagi besok. Punya akun? Masuk dan tulis keluhan.',
  },
  en: {
    inquiry_length: 'Write what you ask, in 20 to 2,000 letters.',
    contact_wrong:
      'Write an email, or an Indonesian mobile number such as 0812 3456 7890: the answer goes there.',
    inquiries_waiting:
      'Three questions of this address wait for an answer. Wait for it; all of them are read.',
    inquiries_too_many:
      'Too many questions come from here. Look at questions and answers first, or try again tomorrow. Do you have an account? Log in and send a complaint.',
  },
})
export type AskRefusal = ReasonOf<typeof askRefusals>

/** A contact as it was typed: by which way it is reached. */
export function readContact(
  typed: string,
): { readonly channel: 'sms' | 'email'; readonly to: string } | undefined {
  const phone = indonesianMobile(typed)
  if (phone) return { channel: 'sms', to: phone }
  const email = emailSchema.safeParse(typed)
  return email.success ? { channel: 'email', to: email.data } : undefined
}

/**
 * Takes a question of somebody without an account: it waits among the cases. The same form twice is one question. Nothing is sent
 * now: whoever types somebody else's phone must not have us write to it. Its number.
 */
export async function askWithoutAccount(
  ctx: Context,
  asked: AskedWithoutAccount,
): Promise<Outcome<string, AskRefusal>> {
  const text = asked.text.trim()
  if ([...text].length < 20 || [...text].length > 2000) return refuse('inquiry_length')
  const contact = readContact(asked.contact)
  if (!contact) return refuse('contact_wrong')
  const { secrets, clock } = ctx
  const marks = [
    secrets.hash('contact of an inquiry', contact.to),
    secrets.hash('text of an inquiry', comparable(text)),
  ] as const
  return inTransaction(ctx.db, async (tx) => {
    const now = clock.now()
    const same = await first(tx, selectSame, [...marks])
    if (same) return done(same.reference)
    if (await takeWithinTx(tx, now, limitsOf(asked.caller, marks[0]))) return refuse('inquiries_too_many')
    const name = asked.name?.trim().slice(0, 120) || null
    const made = await first(tx, insertInquiry, [
      ...([randomCode(12), asked.topic, name, text, asked.language, contact.channel] as const),
      secrets.seal(contact.to),
      ...marks,
      now,
      endOfTerm(now, inquiryRules.days),
    ])
    if (!made) return sameOrWaiting(tx, marks)
    await writeJournal(tx, { actor: 'visitor', requestId: asked.requestId }, now, [
      { event: 'inquiry_asked', subject: inquirySubject(made.reference), facts: { kind: asked.topic } },
    ])
    return done(made.reference)
  })
}

/** Somebody else's click was the first, or there are too many that wait. */
async function sameOrWaiting(
  tx: pg.PoolClient,
  marks: readonly [Uint8Array, Uint8Array],
): Promise<Outcome<string, 'inquiries_waiting'>> {
  const same = await first(tx, selectSame, [...marks])
  return same ? done(same.reference) : refuse('inquiries_waiting')
}

/** The limits lock what they count: questions of one contact come in one after the other. */
function limitsOf(caller: string, contactMark: Buffer): Limit[] {
  const contact = contactMark.toString('base64url')
  return [
    { subject: `inquiry:contact:${contact}`, most: inquiryRules.openOfContact * 2, windowMs: day },
    { subject: `inquiry:caller:${caller}`, most: inquiryRules.perCallerAndDay, windowMs: day },
    { subject: 'inquiry:all', most: inquiryRules.perHour, windowMs: hour, wide: true },
  ]
}
