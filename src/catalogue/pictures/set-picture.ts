import type pg from 'pg'
import type { Context } from '../../database/context.ts'
import { first, one, statement, touched } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { writeJournal } from '../../journal/write-journal.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { tidyLine } from '../tidy-text.ts'
import { type MadePicture, makePicture } from './make-picture.ts'
import { mostAltLetters, type PictureRefusal } from './picture-rules.ts'

/** A course as its institution names it, or any as the programme does. */
export interface PictureOf {
  readonly courseCode: string
  /** it must be one of this institution's, and not withdrawn */
  readonly institutionId?: number
}

/** What is brought: without a file the words alone change. */
export interface BroughtPicture {
  readonly content?: Uint8Array | undefined
  readonly alt: string
}

const lockCourse = statement<
  [courseCode: string, institutionId: number | null],
  'catalogue/lock-course-to-picture'
>(
  'catalogue/lock-course-to-picture',
  `
  select course_id from course
  where course_code = $1
    and ($2::int is null or (institution_id = $2 and status in ('listed', 'incomplete')))
  for no key update
  `,
)

const keepPicture = statement<
  [courseId: number, alt: string, card: string, page: string, now: Date, actor: string]
>(
  'catalogue/keep-picture',
  `
  insert into course_picture as p (course_id, status, alt, card, page, changed_at, changed_by)
  values ($1, 'shown', $2, $3, $4, $5, $6)
  on conflict (course_id) do update set
    status = 'shown', alt = $2, card = $3, page = $4, changed_at = $5, changed_by = $6, because = null
  where (p.status, p.alt, p.card, p.page) is distinct from ('shown', $2, $3, $4)
  `,
)

const keepFiles = statement<
  [courseId: number, card: string, cardFile: Buffer, page: string, pageFile: Buffer]
>(
  'catalogue/keep-picture-files',
  `
  insert into course_picture_file as f (course_id, size, digest, content)
  values ($1, 'card', $2, $3), ($1, 'page', $4, $5)
  on conflict (course_id, size) do update set digest = excluded.digest, content = excluded.content
  where f.digest <> excluded.digest
  `,
)

const describePicture = statement<
  [courseId: number, alt: string, now: Date, actor: string],
  'catalogue/describe-picture',
  'shown'
>(
  'catalogue/describe-picture',
  `
  with described as (
    update course_picture set alt = $2, changed_at = $3, changed_by = $4
    where course_id = $1 and status = 'shown' and alt <> $2
    returning card
  )
  select exists (select from course_picture where course_id = $1 and status = 'shown') as shown,
    (select card from described) as card
  `,
)

const hidePicture = statement<
  [courseId: number, status: 'removed' | 'taken_down', because: string | null, now: Date, actor: string],
  'catalogue/hide-picture'
>(
  'catalogue/hide-picture',
  `
  with gone as (delete from course_picture_file where course_id = $1)
  update course_picture set status = $2, because = $3, changed_at = $4, changed_by = $5
  where course_id = $1 and status = 'shown'
  returning card, alt
  `,
)

/** Why no picture is taken away. */
export type DropRefusal = Extract<PictureRefusal, 'course_unknown' | 'picture_missing'>

type Deciding = Pick<Context, 'db' | 'clock'>

/**
 * Gives a course its institution's picture instead of the one that is drawn, or another one instead of that. The same once more changes
 * nothing; of two at once the later one stays. Refuses what {@link makePicture} refuses, words that are missing or too long (1 to 200
 * letters), and a course that is none of the institution's.
 */
export async function setPicture(
  ctx: Deciding,
  of: PictureOf,
  { content, alt: typed }: BroughtPicture,
  actor: Actor,
): Promise<Outcome<null, PictureRefusal>> {
  const alt = tidyLine(typed)
  if (alt === '') return refuse('alt_missing')
  if ([...alt].length > mostAltLetters) return refuse('alt_too_long')
  const made = content && (await makePicture(content))
  if (made && !made.ok) return made
  return inTransaction(ctx.db, async (tx): Promise<Outcome<null, PictureRefusal>> => {
    const course = await lock(tx, of)
    if (!course) return refuse('course_unknown')
    return made
      ? keep(tx, ctx, course.courseId, { made: made.value, alt, code: of.courseCode }, actor)
      : describe(tx, ctx, course.courseId, { alt, code: of.courseCode }, actor)
  })
}

function lock(tx: pg.PoolClient, { courseCode, institutionId }: PictureOf) {
  return first(tx, lockCourse, [courseCode.replaceAll('\0', ''), institutionId ?? null])
}

async function keep(
  tx: pg.PoolClient,
  { clock }: Deciding,
  courseId: number,
  { made: { card, page }, alt, code }: { made: MadePicture; alt: string; code: string },
  actor: Actor,
): Promise<Outcome<null, PictureRefusal>> {
  const now = clock.now()
  const kept = await touched(tx, keepPicture, [courseId, alt, card.digest, page.digest, now, actor.actor])
  if (kept === 0) return done(null)
  await touched(tx, keepFiles, [courseId, card.digest, card.content, page.digest, page.content])
  const facts = { code, hash: card.digest }
  await writeJournal(tx, actor, now, [{ event: 'course_picture_set', subject: `course:${courseId}`, facts }])
  return done(null)
}

async function describe(
  tx: pg.PoolClient,
  { clock }: Deciding,
  courseId: number,
  { alt, code }: { alt: string; code: string },
  actor: Actor,
): Promise<Outcome<null, PictureRefusal>> {
  const now = clock.now()
  const { shown, card } = await one(tx, describePicture, [courseId, alt, now, actor.actor])
  if (!shown) return refuse('picture_missing')
  const facts = { code, hash: card ?? '' }
  if (card)
    await writeJournal(tx, actor, now, [
      { event: 'course_picture_set', subject: `course:${courseId}`, facts },
    ])
  return done(null)
}

/**
 * Takes a picture away in the caller's transaction, by its institution, or by the programme with a reason; its files go with it. Refuses
 * `course_unknown`, and `picture_missing` where none is shown.
 */
export async function dropPicture(
  tx: pg.PoolClient,
  of: PictureOf,
  because: string | undefined,
  now: Date,
  actor: Actor,
): Promise<Outcome<{ courseId: number }, DropRefusal>> {
  const course = await lock(tx, of)
  if (!course) return refuse('course_unknown')
  const { courseId } = course
  const status = because === undefined ? 'removed' : 'taken_down'
  const hidden = await first(tx, hidePicture, [courseId, status, because ?? null, now, actor.actor])
  if (!hidden) return refuse('picture_missing')
  const event = status === 'removed' ? 'course_picture_removed' : 'course_picture_taken_down'
  const facts = { code: of.courseCode, hash: hidden.card }
  const reason = because ?? ''
  await writeJournal(tx, actor, now, [{ event, subject: `course:${courseId}`, reason, facts }])
  return done({ courseId })
}

/** The institution takes its picture away: the drawn one stands again. */
export function removePicture(ctx: Deciding, of: PictureOf, actor: Actor) {
  return inTransaction(ctx.db, (tx) => dropPicture(tx, of, undefined, ctx.clock.now(), actor))
}
