import type pg from 'pg'
import { contactRefusals } from '../../catalogue/institution-contact.ts'
import type { Context } from '../../database/context.ts'
import { first, type Queryable, rows, statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { makeLink } from '../../identity/single-use-links.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { hour } from '../../kernel/clock.ts'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { comparable } from '../../kernel/text.ts'
import { queueMessages } from '../../messages/queue.ts'
import { userFactors, userInvitation } from './factors.ts'

/** How long an invitation can be used. */
export const invitationHours = 72

/** Somebody who acts for an institution. */
export interface InstitutionUser {
  readonly userId: string
  readonly institutionId: number
  readonly institution: string
  readonly email: string
  readonly name: string
  /** has a password and a second factor; until then there is only an invitation */
  readonly enrolledAt: Date | undefined
  readonly recoveryCodesLeft: number
  readonly disabledAt: Date | undefined
}

const selectUsers = statement<
  [userId: string | null, email: string | null, institutionId: number | null],
  'learning/institution-users',
  'recoveryCodesLeft'
>(
  'learning/institution-users',
  `
  select
    institution_user_id as user_id, institution_id, institution.name as institution, email, institution_user.name,
    totp_confirmed_at as enrolled_at, cardinality(recovery_hashes) as recovery_codes_left, disabled_at
  from institution_user join institution using (institution_id)
  where ($1::bigint is null or institution_user_id = $1) and ($2::text is null or email = $2)
    and ($3::int is null or institution_id = $3)
  order by disabled_at is not null, institution.name, institution_user_id
  `,
)

const insertUser = statement<
  [nameKey: string, email: string, name: string, totp: Buffer, now: Date],
  'learning/insert-institution-user'
>(
  'learning/insert-institution-user',
  `
  with made as (
    insert into institution_user (institution_id, email, name, totp_sealed, created_at)
    select institution_id, $2, $3, $4, $5 from institution where name_key = $1
    on conflict (email) do nothing
    returning institution_user_id, institution_id
  )
  select institution_user_id as user_id, institution.name as institution from made join institution using (institution_id)
  `,
)

const institutionKnown = statement<[nameKey: string], 'learning/institution-known', 'known'>(
  'learning/institution-known',
  'select true as known from institution where name_key = $1',
)

const disable = statement<[userId: string, now: Date]>(
  'learning/disable-institution-user',
  'update institution_user set disabled_at = $2 where institution_user_id = $1 and disabled_at is null',
)

/** As the journal names somebody of an institution. */
export function userActor(userId: string, requestId: string): Actor {
  return { actor: `institution-user:${userId}`, requestId }
}

/** One user, disabled or not; undefined where there is none. */
export async function findInstitutionUser(
  db: Queryable,
  by: { readonly userId: string } | { readonly email: string },
): Promise<InstitutionUser | undefined> {
  return first(
    db,
    selectUsers,
    'userId' in by ? [by.userId, null, null] : [null, by.email.trim().toLowerCase(), null],
  )
}

/** Everybody who acts for institutions, those who may still do so first. */
export async function listInstitutionUsers(db: Queryable): Promise<InstitutionUser[]> {
  return rows(db, selectUsers, [null, null, null])
}

/** Those who act, or acted, for one institution. */
export function usersOfInstitution(db: Queryable, institutionId: number): Promise<InstitutionUser[]> {
  return rows(db, selectUsers, [null, null, institutionId])
}

/** Somebody was invited. The link went to their own address and is told to nobody else. */
export interface Invited {
  readonly userId: string
  readonly institution: string
  readonly email: string
  readonly expiresAt: Date
}

/** Why nobody is added for an institution, invited anew or disabled. */
export const institutionUserRefusals = refusalWords({
  id: {
    email_taken: 'Email ini sudah bisa masuk: bekal institution user invite mengirim undangan baru.',
    user_unknown: 'Tidak ada yang memakai email ini: bekal institution user list menunjukkan semuanya.',
    user_disabled: 'Orang ini sudah dinonaktifkan untuk seterusnya. Tambahkan dengan email lain.',
  },
  en: {
    email_taken: 'This email is a user already: bekal institution user invite sends them a new invitation.',
    user_unknown: 'Nobody has this email: bekal institution user list shows everybody.',
    user_disabled: 'This user was disabled for good. Add them with another email.',
  },
  also: [contactRefusals],
})
export type AddUserRefusal = Exclude<
  ReasonOf<typeof institutionUserRefusals>,
  'user_unknown' | 'user_disabled'
>

/** Lets somebody act for an institution (named as the catalogue has it), and invites them by email. */
export async function addInstitutionUser(
  ctx: Context,
  asked: { readonly institution: string; readonly email: string; readonly name?: string | undefined },
  linkOf: (token: string) => string,
  actor: Actor,
): Promise<Outcome<Invited, AddUserRefusal>> {
  const email = asked.email.trim().toLowerCase()
  if (email.length > 254 || !/^[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;]+$/.test(email))
    return refuse('email_malformed')
  const key = comparable(asked.institution)
  const name = asked.name?.trim() || email
  return inTransaction(ctx.db, async (tx) => {
    if (!(await first(tx, institutionKnown, [key]))) return refuse('institution_unknown')
    const now = ctx.clock.now()
    const made = await first(tx, insertUser, [key, email, name, userFactors.newSecret(ctx), now])
    if (!made) return refuse('email_taken')
    await writeJournal(tx, actor, now, [{ event: 'institution_user_added', subject: subjectOf(made.userId) }])
    return done(await invite(tx, ctx, { ...made, email, name }, linkOf))
  })
}

/** For somebody who has lost their phone: both factors and all sessions end, and a new invitation is sent. */
export async function reinviteInstitutionUser(
  ctx: Context,
  email: string,
  linkOf: (token: string) => string,
  actor: Actor,
): Promise<Outcome<Invited, 'user_unknown' | 'user_disabled'>> {
  return inTransaction(ctx.db, async (tx) => {
    const user = await findInstitutionUser(tx, { email })
    if (!user) return refuse('user_unknown')
    const now = ctx.clock.now()
    if (!(await userFactors.forget(tx, ctx, user.userId))) return refuse('user_disabled')
    await writeJournal(tx, actor, now, [{ event: 'second_factor_reset', subject: subjectOf(user.userId) }])
    return done(await invite(tx, ctx, user, linkOf))
  })
}

/** Takes everything from somebody, at once and for good: their sessions and invitations end. */
export async function disableInstitutionUser(
  ctx: Context,
  email: string,
  actor: Actor,
): Promise<Outcome<InstitutionUser, 'user_unknown' | 'user_disabled'>> {
  return inTransaction(ctx.db, async (tx) => {
    const user = await findInstitutionUser(tx, { email })
    if (!user) return refuse('user_unknown')
    const now = ctx.clock.now()
    if ((await touched(tx, disable, [user.userId, now])) === 0) return refuse('user_disabled')
    await userFactors.disable(tx, user.userId)
    await writeJournal(tx, actor, now, [
      { event: 'institution_user_disabled', subject: subjectOf(user.userId) },
    ])
    return done(user)
  })
}

/** As the journal names somebody something happened to. */
export function subjectOf(userId: string): string {
  return `institution-user:${userId}`
}

async function invite(
  tx: pg.PoolClient,
  ctx: Context,
  to: Pick<InstitutionUser, 'userId' | 'institution' | 'email' | 'name'>,
  linkOf: (token: string) => string,
): Promise<Invited> {
  const now = ctx.clock.now()
  const expiresAt = new Date(now.getTime() + invitationHours * hour)
  const token = await makeLink(tx, ctx, userInvitation, { ownerId: to.userId }, expiresAt)
  await queueMessages(tx, ctx, [
    {
      template: 'institution-invitation',
      channel: 'email',
      to: to.email,
      params: { name: to.name, institution: to.institution, inviteLink: linkOf(token), until: expiresAt },
      expiresAt,
    },
  ])
  return { userId: to.userId, institution: to.institution, email: to.email, expiresAt }
}
