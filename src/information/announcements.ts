import type { Context } from '../database/context.ts'
import { remembered } from '../database/remembered.ts'
import { first, type Queryable, type Row, rows, statement } from '../database/sql.ts'

/** Where an announcement stands while it holds, besides the page of all: the front page, the home of who is logged in. */
export const announcementPlaces = ['front', 'home'] as const
export type AnnouncementPlace = (typeof announcementPlaces)[number]

/** So many are read at most: those that hold and are planned, and the newest of the others. */
const most = 300

const columns = `
  announcement_id, title_id, title_en, text_id, text_en, from_at, until_at, places, version, written_by, written_at,
  withdrawn_at
`
type Sure = { places: AnnouncementPlace[] }

const selectAnnouncements = statement<[most: number], 'information/select-announcements', Sure>(
  'information/select-announcements',
  `select ${columns} from announcement order by until_at desc, announcement_id desc limit $1`,
)

const selectAnnouncement = statement<[announcementId: number], 'information/find-announcement', Sure>(
  'information/find-announcement',
  `select ${columns} from announcement where announcement_id = $1`,
)

export interface Announcement extends Row<'information/select-announcements', Sure> {}

/** `planned` and `dropped` nobody has seen; `withdrawn` was taken back while it held, or later. */
export type AnnouncementState = 'planned' | 'current' | 'past' | 'withdrawn' | 'dropped'

/** How an announcement stands at an instant. */
export function stateOf({ fromAt, untilAt, withdrawnAt }: Announcement, now: Date): AnnouncementState {
  if (withdrawnAt) return withdrawnAt <= fromAt ? 'dropped' : 'withdrawn'
  if (fromAt > now) return 'planned'
  return untilAt > now ? 'current' : 'past'
}

/** All announcements, those that end last first; at most three hundred. */
export function listAnnouncements(db: Queryable): Promise<Announcement[]> {
  return rows(db, selectAnnouncements, [most])
}

/** One announcement, however it stands. */
export function findAnnouncement(db: Queryable, announcementId: number): Promise<Announcement | undefined> {
  return first(db, selectAnnouncement, [announcementId])
}

const memory = new WeakMap<Context['db'], () => Promise<Announcement[]>>()

/**
 * What everybody may read: what holds and what held, those taken back by their titles, the newest first. {@link remembered}: what
 * the staff changes holds within a second, and by the clock each begins and ends on its instant.
 */
export async function publicAnnouncements({
  db,
  clock,
}: Pick<Context, 'db' | 'clock'>): Promise<Announcement[]> {
  const read = memory.get(db) ?? remembered(() => listAnnouncements(db))
  memory.set(db, read)
  const now = clock.now()
  return (await read())
    .filter((one) => !['planned', 'dropped'].includes(stateOf(one, now)))
    .sort((one, other) => other.fromAt.getTime() - one.fromAt.getTime())
}

/** What holds now at a place, the newest first. */
export async function announcementsAt(
  ctx: Pick<Context, 'db' | 'clock'>,
  place: AnnouncementPlace,
): Promise<Announcement[]> {
  const now = ctx.clock.now()
  return (await publicAnnouncements(ctx)).filter(
    (one) => stateOf(one, now) === 'current' && one.places.includes(place),
  )
}
