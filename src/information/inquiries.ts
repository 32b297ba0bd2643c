import type { Context } from '../database/context.ts'
import { first, type Queryable, type Row, rows, statement, touched } from '../database/sql.ts'
import { day } from '../kernel/clock.ts'
import { maskEmail } from '../kernel/email.ts'
import { maskPhone } from '../kernel/phone.ts'
import { type SignedValues, signedValues } from '../kernel/secrets/signed-value.ts'
import { inquiryRules } from './inquiry-rules.ts'
import type { InquiryTopic } from './topics.ts'

/** What of a row is said nowhere. */
export const inquiryColumns = `
  reference, topic, name, text, language, channel, contact_sealed, asked_at, answer_before, answer_text, answered_by,
  answered_at, dropped
`
export type InquirySure = { topic: InquiryTopic; language: 'id' | 'en'; channel: 'sms' | 'email' }

const selectInquiry = statement<[reference: string], 'information/find-inquiry', InquirySure>(
  'information/find-inquiry',
  `select ${inquiryColumns} from inquiry where reference = $1`,
)

const selectInquiries = statement<
  [open: boolean, topic: InquiryTopic | null, most: number],
  'information/select-inquiries',
  { topic: InquiryTopic }
>(
  'information/select-inquiries',
  `
  select reference, topic, asked_at, answer_before, answered_by, answered_at, dropped
  from inquiry
  where (not $1 or answered_at is null) and ($2::text is null or topic = $2)
  order by asked_at desc, inquiry_id desc
  limit $3
  `,
)

const forgetAnswered = statement<[before: Date]>(
  'information/forget-inquiries',
  'delete from inquiry where answered_at < $1',
)

export interface Inquiry extends Omit<Row<'information/find-inquiry', InquirySure>, 'contactSealed'> {
  /** how the answer goes to them, enough of it to be recognised by its owner */
  readonly contact: string
}
export interface ListedInquiry extends Row<'information/select-inquiries', { topic: InquiryTopic }> {}

/** How the journal names a question. */
export const inquirySubject = (reference: string) => `inquiry:${reference}`

/** A question by its number, its contact masked; undefined where there is none, or none any more. */
export async function findInquiry(
  { db, secrets }: Pick<Context, 'db' | 'secrets'>,
  reference: string,
): Promise<Inquiry | undefined> {
  const found = await first(db, selectInquiry, [reference])
  if (!found) return undefined
  const { contactSealed, ...inquiry } = found
  const contact = secrets.open(contactSealed)
  return { ...inquiry, contact: inquiry.channel === 'sms' ? maskPhone(contact) : maskEmail(contact) }
}

/** Questions for the staff, the newest first. */
export function listInquiries(
  db: Queryable,
  filter: { readonly open: boolean; readonly topic?: InquiryTopic | undefined; readonly most: number },
): Promise<ListedInquiry[]> {
  return rows(db, selectInquiries, [filter.open, filter.topic, filter.most])
}

/** The path at which whoever asked reads how it stands: nobody can make it who was not given it. */
export function inquiryPath(
  { secrets }: Pick<Context, 'secrets'>,
  reference: string,
): `/hubungi-kami/${string}` {
  return `/hubungi-kami/${linksOf(secrets).sign(reference)}`
}

/** The number of the question that the last part of such a path names; undefined where it was not given by us. */
export function inquiryOfLink({ secrets }: Pick<Context, 'secrets'>, token: string): string | undefined {
  return linksOf(secrets).open(token)
}

function linksOf(secrets: Context['secrets']): SignedValues {
  return signedValues(secrets, 'link to an inquiry')
}

/** Removes questions a year after they were answered or dropped. For the timetable. */
export function forgetInquiries({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<number> {
  return touched(db, forgetAnswered, [new Date(clock.now().getTime() - inquiryRules.keptDays * day)])
}
