import { dropPicture } from '../../catalogue/pictures/set-picture.ts'
import { tidyLine } from '../../catalogue/tidy-text.ts'
import type { Context } from '../../database/context.ts'
import { one, statement } from '../../database/sql.ts'
import { inTransaction } from '../../database/transaction.ts'
import { reasonRefusals } from '../../journal/reason-refusals.ts'
import { done, type Outcome, type ReasonOf, refusalWords, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { queueMessages } from '../../messages/queue.ts'

export const takeDownRefusals = refusalWords({
  id: {
    course_unknown: 'Pelatihan berkode itu tidak ada: bekal course list.',
    picture_missing: 'Pelatihan ini memakai gambar bawaan. Tidak perlu apa-apa lagi.',
    because_too_long: 'Alasan paling banyak 500 karakter. Ringkaslah.',
  },
  en: {
    course_unknown: 'There is no course of this code: bekal course list.',
    picture_missing: 'This course has the drawn picture. There is nothing to do.',
    because_too_long: 'A reason has at most 500 characters. Shorten it.',
  },
  also: [reasonRefusals],
})
export type TakeDownRefusal = ReasonOf<typeof takeDownRefusals>

const selectWhom = statement<[courseId: number], 'learning/institution-of-picture'>(
  'learning/institution-of-picture',
  `
  select title as course, institution.name as institution, contact_email
  from course join institution using (institution_id) where course_id = $1
  `,
)

/**
 * Takes the picture of a course down, with a reason of up to 500 letters: the drawn one stands again, the file is gone, and the institution
 * reads why on its page and, where its email is known, by email. `link` makes the address of that page. Wake the outbox after it.
 */
export async function takeDownPicture(
  ctx: Context,
  courseCode: string,
  { because, link }: { readonly because: string; link(path: string): string },
  actor: Actor,
): Promise<Outcome<null, TakeDownRefusal>> {
  const reason = tidyLine(because)
  if (reason === '') return refuse('reason_missing')
  if ([...reason].length > 500) return refuse('because_too_long')
  return inTransaction(ctx.db, async (tx): Promise<Outcome<null, TakeDownRefusal>> => {
    const dropped = await dropPicture(tx, { courseCode }, reason, ctx.clock.now(), actor)
    if (!dropped.ok) return dropped
    const { course, institution, contactEmail } = await one(tx, selectWhom, [dropped.value.courseId])
    const params = { institution, course, reason, link: link(`/mitra/pelatihan/ubah/${courseCode}/gambar`) }
    if (contactEmail)
      await queueMessages(tx, ctx, [
        { template: 'picture-taken-down', channel: 'email', to: contactEmail, params },
      ])
    return done(null)
  })
}
