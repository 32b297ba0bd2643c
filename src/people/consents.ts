import type { Context } from '../database/context.ts'
import { type Queryable, rows, statement, touched } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'

const selectConsents = statement<
  [accountId: string | null, personId: string | null],
  'people/select-consents'
>(
  'people/select-consents',
  `
  select purpose, version, given_at, withdrawn_at, given_at_place as place
  from consent
  where account_id = $1 or person_id = $2
  order by given_at desc, consent_id desc
  `,
)

/** What people let the programme do. Without the first two nobody can be registered; the others are free. */
export const consentPurposes = ['registration', 'registry', 'news', 'research'] as const
export type ConsentPurpose = (typeof consentPurposes)[number]
export const neededConsents: readonly ConsentPurpose[] = ['registration', 'registry']

/** The version of the words of each purpose; who agreed to older words is asked again. */
export const consentVersion = 1

/** A consent that was given, and perhaps withdrawn. */
export interface Consent {
  readonly purpose: ConsentPurpose
  readonly version: number
  readonly givenAt: Date
  readonly withdrawnAt: Date | undefined
  /** `portal`, or the agency that has it on paper */
  readonly place: string
}

/** Whoever it is about: a registration that is not complete, or a person. */
export type Subject = { readonly accountId: string } | { readonly personId: string }

const giveConsents = statement<
  [
    accountId: string | null,
    personId: string | null,
    purposes: string[],
    version: number,
    now: Date,
    place: string,
  ]
>(
  'people/give-consents',
  `
  insert into consent (account_id, person_id, purpose, version, given_at, given_at_place)
  select $1, $2, wanted.purpose, $4, $5, $6 from unnest($3::text[]) as wanted (purpose)
  where not exists (
    select from consent live
    where live.withdrawn_at is null and live.purpose = wanted.purpose
      and (live.account_id = $1 or live.person_id = $2)
  )
  on conflict do nothing
  `,
)

const withdrawConsents = statement<
  [accountId: string | null, personId: string | null, purposes: string[], now: Date]
>(
  'people/withdraw-consents',
  `
  update consent set withdrawn_at = $4
  where (account_id = $1 or person_id = $2) and purpose = any ($3::text[]) and withdrawn_at is null
  `,
)

/** Writes consents down, each once while it lives. */
export async function writeConsents(
  tx: Queryable,
  subject: Subject,
  purposes: readonly ConsentPurpose[],
  now: Date,
  place = 'portal',
): Promise<void> {
  await touched(tx, giveConsents, [...subjectColumns(subject), [...purposes], consentVersion, now, place])
}

/**
 * Sets which purposes somebody consents to from now on: the given ones are given, the others withdrawn. Refuses with
 * `consent_needed` while one of those is missing without which nobody can take part.
 */
export async function setConsents(
  ctx: Context,
  subject: Subject,
  purposes: readonly ConsentPurpose[],
  requestId: string,
): Promise<Outcome<undefined, 'consent_needed'>> {
  if (!neededConsents.every((purpose) => purposes.includes(purpose))) return refuse('consent_needed')
  const withdrawn = consentPurposes.filter((purpose) => !purposes.includes(purpose))
  return inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    await writeConsents(tx, subject, purposes, now)
    await touched(tx, withdrawConsents, [...subjectColumns(subject), withdrawn, now])
    const name = subjectName(subject)
    await writeJournal(tx, { actor: name, requestId }, now, [
      { event: 'consents_set', subject: name, facts: { given: purposes, version: consentVersion } },
    ])
    return done(undefined)
  })
}

/** Every consent of somebody, the newest first, withdrawn ones among them. */
export function consentsOfSubject(db: Queryable, subject: Subject): Promise<Consent[]> {
  return rows(db, selectConsents, [...subjectColumns(subject)])
}

/** Whether somebody lets the programme do what it must do to register them. */
export async function hasNeededConsents(db: Queryable, subject: Subject): Promise<boolean> {
  const given = await consentsOfSubject(db, subject)
  const live = (purpose: ConsentPurpose) =>
    given.some((one) => one.purpose === purpose && !one.withdrawnAt && one.version === consentVersion)
  return neededConsents.every(live)
}

/** `[accountId, personId]`, one of them null. */
export function subjectColumns(subject: Subject): [string | null, string | null] {
  return 'accountId' in subject ? [subject.accountId, null] : [null, subject.personId]
}

/** As the journal names somebody. */
export function subjectName(subject: Subject): string {
  return 'accountId' in subject ? `portal_account:${subject.accountId}` : `person:${subject.personId}`
}
