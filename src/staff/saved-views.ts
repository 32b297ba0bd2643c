import type { Context } from '../database/context.ts'
import { one, type Queryable, type Row, rows, statement, touched } from '../database/sql.ts'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../kernel/refusal.ts'
import { roles as everyRole, type Role } from './permissions.ts'
import type { Staff } from './staff.ts'

export const viewRefusals = refusalWords({
  id: {
    views_full: 'Anda sudah menyimpan 100 tampilan. Hapus yang tidak dipakai, lalu simpan lagi.',
    view_unknown:
      'Tampilan itu sudah dihapus, atau orang lain yang menyimpannya. Buka lagi daftarnya, atau minta penyimpannya menghapusnya.',
    view_role_not_yours:
      'Bagikan hanya dengan peran Anda sendiri. Pilih salah satunya, atau simpan untuk Anda sendiri.',
  },
  en: {
    views_full: 'You have saved 100 views. Remove one that is not used, then save again.',
    view_unknown:
      'This view was removed, or somebody else saved it. Open the list again, or ask whoever saved it to remove it.',
    view_role_not_yours: 'Share with a role of your own. Choose one of them, or save it for yourself.',
  },
})
export type ViewRefusal = ReasonOf<typeof viewRefusals>

const mostViews = 100

/** A list as somebody looks at it, by a name. */
export interface SavedView extends Row<'staff/select-views', 'own'> {}

export interface ViewToSave {
  /** the address of the list */
  readonly place: string
  /** its filters and order, as they stand behind the address */
  readonly query: string
  readonly name: string
  /** with whom it is shared; undefined: with nobody */
  readonly role: Role | undefined
}

const countViews = statement<[staffId: string], 'staff/count-views', 'count'>(
  'staff/count-views',
  'select count(*)::int as count from saved_view where staff_id = $1',
)

const upsertView = statement<
  [staffId: string, place: string, query: string, name: string, role: Role | undefined, now: Date]
>(
  'staff/save-view',
  `
  insert into saved_view (staff_id, place, query, name, role, made_at) values ($1, $2, $3, $4, $5, $6)
  on conflict (staff_id, place, name) do update
  set query = excluded.query, role = excluded.role, made_at = excluded.made_at
  `,
)

const selectViews = statement<
  [place: string, staffId: string, roles: readonly Role[]],
  'staff/select-views',
  'own'
>(
  'staff/select-views',
  `
  select view_id, query, saved_view.name, role, staff.name as made_by, staff_id = $2 as own
  from saved_view join staff using (staff_id)
  where place = $1 and (staff_id = $2 or role = any ($3::text[]))
  order by staff_id <> $2, lower(saved_view.name), view_id
  limit 50
  `,
)

const deleteView = statement<[viewId: number, staffId: string]>(
  'staff/delete-view',
  'delete from saved_view where view_id = $1 and staff_id = $2',
)

/** Whom somebody may share a view with: the roles that they have themselves. */
export const rolesToShareWith = ({ roles }: Pick<Staff, 'roles'>): readonly Role[] =>
  everyRole.filter((role) => roles.includes(role))

/**
 * Saves a view under a name; one of the same list and name that they saved before gives way. Refuses `view_role_not_yours`,
 * `views_full`.
 */
export async function saveView(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  staff: Pick<Staff, 'staffId' | 'roles'>,
  { place, query, name, role }: ViewToSave,
): Promise<Outcome<undefined, ViewRefusal>> {
  if (role !== undefined && !staff.roles.includes(role)) return refuse('view_role_not_yours')
  // A bound against mistakes: two at once may pass it by one.
  if ((await one(db, countViews, [staff.staffId])).count >= mostViews) return refuse('views_full')
  await touched(db, upsertView, [staff.staffId, place, query, name, role, clock.now()])
  return done(undefined)
}

/** What somebody is offered on a list: their own views first, then those shared with a role of theirs. */
export function listViews(
  db: Queryable,
  { staffId, roles }: Pick<Staff, 'staffId' | 'roles'>,
  place: string,
): Promise<SavedView[]> {
  return rows(db, selectViews, [place, staffId, roles])
}

/** Removes a view of one's own. Refuses `view_unknown`. */
export async function removeView(
  db: Queryable,
  { staffId }: Pick<Staff, 'staffId'>,
  viewId: number,
): Promise<Outcome<undefined, ViewRefusal>> {
  return (await touched(db, deleteView, [viewId, staffId])) > 0 ? done(undefined) : refuse('view_unknown')
}
