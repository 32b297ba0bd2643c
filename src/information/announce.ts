import type { Context } from '../database/context.ts'
import { first, one, statement } from '../database/sql.ts'
import { inTransaction } from '../database/transaction.ts'
import { writeJournal } from '../journal/write-journal.ts'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import type { AnnouncementPlace } from './announcements.ts'
import { leadsHere, ownTextRefusals } from './own-text.ts'

/** An announcement as the staff writes it. */
export interface WrittenAnnouncement {
  /** 5 to 120 letters each */
  readonly titleId: string
  readonly titleEn: string
  /** 10 to 3,000 letters each */
  readonly textId: string
  readonly textEn: string
  readonly from: Date
  /** the first instant at which it does not hold any more */
  readonly until: Date
  readonly places: readonly AnnouncementPlace[]
}

type Written = [
  titleId: string,
  titleEn: string,
  textId: string,
  textEn: string,
  from: Date,
  until: Date,
  places: readonly AnnouncementPlace[],
  by: string,
  now: Date,
]

const insertAnnouncement = statement<Written, 'information/insert-announcement'>(
  'information/insert-announcement',
  `
  insert into announcement
    (title_id, title_en, text_id, text_en, from_at, until_at, places, written_by, written_at)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  returning announcement_id
  `,
)

const updateAnnouncement = statement<
  [...Written, announcementId: number, version: number],
  'information/update-announcement'
>(
  'information/update-announcement',
  `
  update announcement
  set title_id = $1, title_en = $2, text_id = $3, text_en = $4, from_at = $5, until_at = $6, places = $7,
    written_by = $8, written_at = $9, version = version + 1
  where announcement_id = $10 and version = $11 and withdrawn_at is null and from_at > $9
  returning announcement_id
  `,
)

const announcementState = statement<
  [announcementId: number, now: Date],
  'information/announcement-state',
  'begun'
>(
  'information/announcement-state',
  `
  select version, withdrawn_at, from_at <= $2 as begun
  from announcement where announcement_id = $1
  `,
)

const withdrawOne = statement<
  [announcementId: number, by: string, now: Date],
  'information/withdraw-announcement'
>(
  'information/withdraw-announcement',
  `
  update announcement set withdrawn_at = $3, written_by = $2, written_at = $3, version = version + 1
  where announcement_id = $1 and withdrawn_at is null
  returning title_id
  `,
)

/** Why an announcement is not planned, changed or taken back, in the order in which the reasons are looked at. */
export const announcementRefusals = refusalWords({
  id: {
    announcement_length:
      'Judul 5 sampai 120 huruf dan isi 10 sampai 3.000 huruf, dalam kedua bahasa. Isi semuanya.',
    announcement_over: 'Pengumuman itu berakhir sebelum mulai, atau sudah lewat. Periksa kedua waktunya.',
    announcement_too_long: 'Pengumuman berlaku paling lama 366 hari. Pilih akhir yang lebih dekat.',
    announcement_unknown: 'Pengumuman itu tidak ada. Pilih dari daftarnya.',
    announcement_begun:
      'Pengumuman ini sudah tampil: isinya tidak diubah diam-diam. Tarik kembali, lalu buat yang baru.',
    announcement_withdrawn: 'Pengumuman ini sudah ditarik. Buat yang baru bila perlu.',
    announcement_changed:
      'Orang lain mengubahnya sementara Anda menulis. Salin tulisan Anda, buka lagi halamannya, lalu ubah yang baru.',
  },
  en: {
    announcement_length:
      'A title has 5 to 120 letters and a text 10 to 3,000, in both languages. Complete the form.',
    announcement_over: 'It would end before it begins, or is over already. Check both times.',
    announcement_too_long: 'An announcement holds for 366 days at most. Choose an earlier end.',
    announcement_unknown: 'There is no such announcement. Choose one of the list.',
    announcement_begun:
      'This announcement is public already: its words are not changed in silence. Take it back, and make a new one.',
    announcement_withdrawn: 'This announcement is taken back already. Make a new one where it is needed.',
    announcement_changed:
      'Somebody else changed it while you were writing. Copy your text, open the page again, and change the new one.',
  },
  also: [ownTextRefusals],
})
export type AnnouncementRefusal = ReasonOf<typeof announcementRefusals>

const longest = 366 * 24 * 3_600_000

/**
 * Plans an announcement, which begins and ends by the clock, or other words of one that has not begun: `was` names it with the
 * version that was read. What the public has read is not changed: it is taken back. Its number.
 */
export async function planAnnouncement(
  ctx: Context,
  typed: WrittenAnnouncement,
  was: { readonly announcementId: number; readonly version: number } | undefined,
  actor: Actor,
): Promise<Outcome<number, AnnouncementRefusal>> {
  const titles = [typed.titleId.trim(), typed.titleEn.trim()] as const
  const texts = [typed.textId.trim(), typed.textEn.trim()] as const
  const fit = (least: number, most: number) => (text: string) =>
    [...text].length >= least && [...text].length <= most
  if (!titles.every(fit(5, 120)) || !texts.every(fit(10, 3000))) return refuse('announcement_length')
  if (![...titles, ...texts].every(leadsHere)) return refuse('text_elsewhere')
  const { from, until, places } = typed
  const now = ctx.clock.now()
  if (until <= from || until <= now) return refuse('announcement_over')
  if (until.getTime() - from.getTime() > longest) return refuse('announcement_too_long')
  const written: Written = [...titles, ...texts, from, until, [...new Set(places)], actor.actor, now]
  return inTransaction(ctx.db, async (tx) => {
    const kept = was
      ? await first(tx, updateAnnouncement, [...written, was.announcementId, was.version])
      : await one(tx, insertAnnouncement, written)
    if (!kept) {
      const there = was && (await first(tx, announcementState, [was.announcementId, now]))
      if (!there) return refuse('announcement_unknown')
      if (there.withdrawnAt) return refuse('announcement_withdrawn')
      return refuse(there.begun ? 'announcement_begun' : 'announcement_changed')
    }
    const facts = { name: titles[0], from: from.toISOString(), until: until.toISOString() }
    await writeJournal(tx, actor, now, [
      { event: 'announcement_planned', subject: `announcement:${kept.announcementId}`, facts },
    ])
    return done(kept.announcementId)
  })
}

/** Takes an announcement back, at once: before it began nobody sees it, later its title alone stays on the page of all. */
export async function withdrawAnnouncement(
  ctx: Context,
  announcementId: number,
  actor: Actor,
): Promise<Outcome<null, 'announcement_unknown' | 'announcement_withdrawn'>> {
  return inTransaction(ctx.db, async (tx) => {
    const now = ctx.clock.now()
    const gone = await first(tx, withdrawOne, [announcementId, actor.actor, now])
    if (!gone) {
      const there = await first(tx, announcementState, [announcementId, now])
      return refuse(there ? 'announcement_withdrawn' : 'announcement_unknown')
    }
    await writeJournal(tx, actor, now, [
      {
        event: 'announcement_withdrawn',
        subject: `announcement:${announcementId}`,
        facts: { name: gone.titleId },
      },
    ])
    return done(null)
  })
}
