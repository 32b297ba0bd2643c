import type pg from 'pg'
import { first, type Queryable, rows, statement, touched } from '../database/sql.ts'
import type { Actor } from '../kernel/request.ts'
import type { Role } from './permissions.ts'

/** The sites whose sessions are those of the staff: the console's in a browser, and the command line's. */
export const staffSite = 'konsol'
export const shellSite = 'bekal'

/** Somebody who may act in the console. */
export interface Staff {
  readonly staffId: string
  readonly email: string
  readonly name: string
  readonly roles: readonly Role[]
  /** has a password and a second factor; until then there is only an invitation */
  readonly enrolledAt: Date | undefined
  /** from when on they may ask for or approve what takes two people; undefined: never enrolled */
  readonly decidesFrom: Date | undefined
  readonly recoveryCodesLeft: number
  readonly createdAt: Date
  readonly disabledAt: Date | undefined
}

const columns = `
  staff_id, email, name, roles, totp_confirmed_at as enrolled_at, may_decide_from as decides_from,
  cardinality(recovery_hashes) as recovery_codes_left, created_at, disabled_at
`

const selectStaff = statement<
  [staffId: string | null, email: string | null],
  'staff/select-staff',
  'recoveryCodesLeft' | { roles: Role[] }
>(
  'staff/select-staff',
  `
  select ${columns} from staff
  where ($1::bigint is null or staff_id = $1) and ($2::text is null or email = $2)
  order by disabled_at is not null, lower(name), staff_id
  `,
)

const selectOfSession = statement<
  [tokenHash: Buffer, site: string],
  'staff/select-staff-of-session',
  'recoveryCodesLeft' | { roles: Role[] }
>(
  'staff/select-staff-of-session',
  `
  select ${columns} from staff
  where staff_id = (
    select account_id::bigint from web_session where token_hash = $1 and site = $2 and account_id is not null
  )
  `,
)

const selectNames = statement<[staffIds: string[]], 'staff/select-staff-names'>(
  'staff/select-staff-names',
  'select staff_id, name from staff where staff_id = any ($1::bigint[])',
)

const disable = statement<[staffId: string, now: Date]>(
  'staff/disable-staff',
  'update staff set disabled_at = $2 where staff_id = $1 and disabled_at is null',
)

/** Everybody, those who may still act first. */
export function listStaff(db: Queryable): Promise<Staff[]> {
  return rows(db, selectStaff, [null, null])
}

/** One of the staff, disabled or not; undefined where there is none. */
export function findStaff(
  db: Queryable,
  by: { readonly staffId: string } | { readonly email: string },
): Promise<Staff | undefined> {
  return first(db, selectStaff, 'staffId' in by ? [by.staffId, null] : [null, by.email.trim().toLowerCase()])
}

/**
 * Whose a session of the console is, disabled or not, whether or not it has ended: to be asked together with the session, which says
 * that.
 */
export function staffOfSession(db: Queryable, tokenHash: Buffer): Promise<Staff | undefined> {
  return first(db, selectOfSession, [tokenHash, staffSite])
}

/** As the journal names somebody of the staff. */
export function staffActor(staffId: string, requestId: string): Actor {
  return { actor: `staff:${staffId}`, requestId }
}

/** The names behind `staff:7` among these actors; whoever is no staff is not in the answer. */
export async function staffNames(
  db: Queryable,
  actors: Iterable<string | undefined>,
): Promise<ReadonlyMap<string, string>> {
  const ids = new Set<string>()
  for (const actor of actors) {
    const id = /^staff:(\d{1,18})$/.exec(actor ?? '')?.[1]
    if (id) ids.add(id)
  }
  if (ids.size === 0) return new Map()
  const found = await rows(db, selectNames, [[...ids]])
  return new Map(found.map(({ staffId, name }) => [`staff:${staffId}`, name]))
}

/** Disables somebody, in the caller's transaction; false when they were disabled before. */
export async function disableIn(tx: pg.PoolClient, staffId: string, now: Date): Promise<boolean> {
  return (await touched(tx, disable, [staffId, now])) === 1
}
