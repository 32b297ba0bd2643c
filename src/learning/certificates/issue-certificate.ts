import type { Context } from '../../database/context.ts'
import { first, type Queryable, statement } from '../../database/sql.ts'
import { randomCode } from '../../kernel/codes.ts'
import { done, type Outcome, refuse } from '../../kernel/refusal.ts'
import type { Actor } from '../../kernel/request.ts'
import { afterQuiet } from '../../messages/after-quiet.ts'
import { waysOf } from '../../messages/ways.ts'
import type { Enrolment } from '../enrolment.ts'
import type { CertificateRefusal } from './certificate-refusals.ts'
import type { CertificateKind } from './certificates.ts'
import { drawnPlaces, listLength, listShare } from './status-list.ts'

export interface CertificateRequest extends Enrolment {
  readonly kind: CertificateKind
  /** as the institution writes it, up to 20 characters; the ministry's certificate needs one */
  readonly grade?: string
  /** issues one in the place of a revoked one, with the names of now; without it a revoked one stays the last */
  readonly replacing?: boolean
}

export type IssueRefusal = Exclude<CertificateRefusal, 'certificate_unknown' | 'certificate_holds'>

const longestGrade = 20

/** Two certificates of one moment draw the same place once in 100,000 times; then one of them draws again. */
const mostDraws = 5

interface IssuedRow {
  /** undefined where one could be issued, but none was: there is one already, or its place in the lists is taken */
  certificateId: string | undefined
  revoked: boolean
}

const issue = statement<
  [
    cardId: string,
    purchaseId: string,
    kind: CertificateKind,
    grade: string | null,
    certificateId: string,
    now: Date,
    requestId: string,
    replacing: boolean,
    actor: string,
    places: readonly number[],
    toldAt: Date,
  ],
  'learning/issue-certificate',
  IssuedRow
>(
  'learning/issue-certificate',
  `
  with ready as (
    select card_id, purchase_id, card.holder_name, course.title, institution.name
    from purchase
    join card using (card_id)
    join course using (course_id)
    join institution using (institution_id)
    where card_id = $1 and purchase_id = $2 and purchase.status = 'paid' and finished_at is not null
      and ($8 or not exists (
        select from certificate as earlier
        where earlier.card_id = $1 and earlier.purchase_id = $2 and earlier.kind = $3
      ))
  ),
  -- read once there is one to be issued, and then once
  list as (select nextval('certificate_turn') / ${listShare} * ${listLength} as begins),
  issued as (
    insert into certificate (
      card_id, certificate_id, purchase_id, kind, holder_name, course_title, institution_name, grade, issued_at,
      status_index
    )
    select card_id, $5, purchase_id, $3, holder_name, title, name, $4, $6, place.free
    from ready
    cross join lateral (
      select list.begins + drawn.bit as free
      from list cross join unnest($10::int[]) with ordinality as drawn (bit, turn)
      where not exists (select from certificate as other where other.status_index = list.begins + drawn.bit)
      order by drawn.turn
      limit 1
    ) as place
    -- there is one that holds, or somebody drew the same place at the same time
    on conflict do nothing
    returning
      card_id, certificate_id, purchase_id, status_index, holder_name, course_title, institution_name, grade
  ),
  routed as (
    insert into certificate_code (certificate_id, card_id) select certificate_id, card_id from issued
  ),
  -- the holder is told with it, unless they declined that; paths become links where the message is written
  told as (
    insert into outbox (card_id, channel, address, template, language, params, due_at, created_at)
    select
      issued.card_id, way.channel, way.address,
      case when $3 = 'institution' and not $8 then 'training-finished' else 'certificate-issued' end, way.language,
      jsonb_strip_nulls(jsonb_build_object(
        'name', issued.holder_name, 'course', course_title, 'institution', institution_name, 'grade', grade,
        'certificateLink', '/verifikasi/' || certificate_id, 'link', '/kartu'
      )),
      $11, $6
    from issued
    join card using (card_id)
    ${waysOf(`'learning'`)}
  ),
  journaled as (
    insert into journal (card_id, at, actor, act, subject, reason, request_id, facts)
    select card_id, $6, $9, 'certificate_issued', 'certificate:' || status_index,
      case when $8 then 'replaced' when $3 = 'ministry' then 'graded' else 'training_finished' end, $7,
      jsonb_build_object('purchase', purchase_id::text, 'kind', $3)
    from issued
  )
  select certificate_id, false as revoked from issued
  union all
  select null, false from ready where not exists (select from issued)
  `,
)

const issuedBefore = statement<
  [cardId: string, purchaseId: string, kind: CertificateKind],
  'learning/certificate-issued-before',
  'revoked'
>(
  'learning/certificate-issued-before',
  `
  select certificate_id, revoked_at is not null as revoked
  from certificate
  where card_id = $1 and purchase_id = $2 and kind = $3
  order by revoked_at is not null, issued_at desc
  limit 1
  `,
)

/**
 * Issues a certificate of a finished training, once, and tells its holder by SMS and email: who asks again, at the same time too, is given the same id.
 * Refused for the ministry's without a grade or a grade of over 20 characters, while the training is not finished or its
 * purchase is cancelled, and when it was revoked and nobody asks for another one in its place. Takes part in a transaction when `ctx.db` is one.
 */
export async function issueCertificate(
  ctx: Pick<Context, 'clock'> & { readonly db: Queryable },
  request: CertificateRequest,
  { actor, requestId }: Actor,
): Promise<Outcome<{ readonly certificateId: string }, IssueRefusal>> {
  const { cardId, purchaseId, kind, replacing = false } = request
  const grade = request.grade?.trim() || null
  if (kind === 'ministry' && !grade) return refuse('grade_missing')
  if (grade && [...grade].length > longestGrade) return refuse('grade_too_long')
  const now = ctx.clock.now()
  // Who has just learnt is awake; what institutions and jobs bring waits for the morning.
  const toldAt = actor === `card:${cardId}` ? now : afterQuiet(now)
  for (let draws = 0; draws < mostDraws; draws++) {
    const said = [cardId, purchaseId, kind, grade, randomCode(12), now, requestId, replacing, actor] as const
    const issued = await first(ctx.db, issue, [...said, drawnPlaces(), toldAt])
    if (issued?.certificateId) return done({ certificateId: issued.certificateId })
    // A statement that lost against another one of the same moment does not see what that one wrote; the next does.
    const before = await first(ctx.db, issuedBefore, [cardId, purchaseId, kind])
    if (before?.certificateId && !before.revoked) return done({ certificateId: before.certificateId })
    if (!issued) return refuse(before ? 'certificate_revoked' : 'training_not_finished')
  }
  throw new Error(`no free place in the status lists was found, ${mostDraws} times`)
}
