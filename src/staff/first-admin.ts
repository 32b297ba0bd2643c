import type { Context } from '../database/context.ts'
import { one, rows, statement } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { done, type Outcome, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import type { Invited, LinkOf } from './invite-staff.ts'
import { addIn, type NewStaff, type ResetRefusal, resetIn } from './manage-staff.ts'

/** One at a time: two who are the first ones at once are not both. */
const lockFirst = statement<[]>('staff/lock-first', 'lock table staff in share row exclusive mode')

const selectFirst = statement<[], 'staff/select-first', 'nobody' | 'neverEnrolled'>(
  'staff/select-first',
  `
  select
    not exists (select from staff) as nobody,
    not exists (select from staff where may_decide_from is not null) as never_enrolled
  `,
)

export type FirstAdminRefusal =
  | 'email_taken'
  | 'role_missing'
  /** there is somebody of the staff already */
  | 'not_first'
  /** the first one administers: only then can they invite all others */
  | 'admin_first'

/**
 * Adds the first administrator of an installation in which there is nobody yet: the one invitation whose link is handed back,
 * for no email may work there. `not_first`: there is somebody of the staff. Journaled as what it is.
 */
export async function addFirstAdmin(
  ctx: Context,
  { email, name, roles }: NewStaff,
  linkOf: LinkOf,
  actor: Actor,
): Promise<Outcome<Invited & { link: string }, FirstAdminRefusal>> {
  return inTransaction(ctx.db, async (tx) => {
    await rows(tx, lockFirst, [])
    if (!(await one(tx, selectFirst, [])).nobody) return refuse('not_first')
    if (!roles.includes('admin')) return refuse('admin_first')
    const made = await addIn(tx, ctx, { email, name, roles }, { linkOf, actor }, { first: true })
    return made.ok ? done({ ...made.value.invited, link: made.value.link }) : made
  })
}

/** Invites the first administrator anew, while nobody was ever enrolled; else `not_first`. */
export async function reinviteFirstAdmin(
  ctx: Context,
  staffId: string,
  linkOf: LinkOf,
  actor: Actor,
): Promise<Outcome<Invited & { link: string }, ResetRefusal | 'not_first'>> {
  return inTransaction(ctx.db, async (tx) => {
    await rows(tx, lockFirst, [])
    if (!(await one(tx, selectFirst, [])).neverEnrolled) return refuse('not_first')
    const made = await resetIn(tx, ctx, staffId, { linkOf, actor }, undefined)
    return made.ok ? done({ ...made.value.invited, link: made.value.link }) : made
  })
}

/** Whether nobody of the staff was ever enrolled: until then the command line makes the first administrator. */
export async function nobodyEnrolledYet({ db }: Pick<Context, 'db'>): Promise<boolean> {
  return (await one(db, selectFirst, [])).neverEnrolled
}
