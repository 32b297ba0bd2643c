import type { Context } from '../database/context.ts'
import { one, rows, statement } from '../database/sql.ts'
import { day } from '../kernel/clock.ts'
import { sandboxPartner } from './demo-partners.ts'

/** The institution that the sandbox partner acts as. */
export const sandboxInstitution = {
  name: 'Lembaga Uji 01',
  redirectUris: ['https://lp.contoh.test/kembali', 'http://localhost:8080/kembali'],
} as const

/** One course of each type. They are in no catalogue: only while the sandbox's codes are bought they are on sale. */
export const sandboxCourses = {
  webinar: {
    courseCode: 'UJI-WEBINAR',
    scheduleCode: 'UJI-WEBINAR-J1',
    title: 'Uji API: Webinar',
    price: 150_000,
  },
  self_paced: {
    courseCode: 'UJI-MANDIRI',
    scheduleCode: 'UJI-MANDIRI-J1',
    title: 'Uji API: Belajar Mandiri',
    price: 150_000,
  },
} as const

const insertInstitution = statement<
  [name: string, partner: string, now: Date],
  'demo/insert-sandbox-institution'
>(
  'demo/insert-sandbox-institution',
  `
  with made as (
    insert into institution (name, name_key, slug) values ($1, lower($1), replace(lower($1), ' ', '-'))
    on conflict (name_key) do update set name = excluded.name
    returning institution_id, old.institution_id is null as added
  ),
  acting as (
    update partner set institution_id = made.institution_id, acts_as_institution = true
    from made where client_code = $2 and partner.institution_id is null
    returning client_code
  ),
  told as (
    insert into journal (at, actor, act, subject, reason, request_id)
    select $3::timestamptz, 'system:demo', 'institution_added', 'institution:' || institution_id, 'sandbox', 'demo-seed'
    from made where added
    union all
    select $3, 'system:demo', 'partner_acts_as_institution', 'partner:' || client_code, 'sandbox', 'demo-seed' from acting
  )
  select institution_id from made
  `,
)

const insertRedirects = statement<[partner: string, uris: string[], now: Date]>(
  'demo/insert-sandbox-redirects',
  `
  with made as (
    insert into partner_redirect_uri (partner_id, uri, added_at)
    select partner_id, uri, $3 from partner, unnest($2::text[]) as uri
    where client_code = $1
    on conflict do nothing
    returning uri
  )
  insert into journal (at, actor, act, subject, reason, request_id, facts)
  select
    $3, 'system:demo', 'redirect_uri_added', 'partner:' || $1::text, 'sandbox', 'demo-seed', jsonb_build_object('uri', uri)
  from made
  `,
)

const insertCourse = statement<
  [
    code: string,
    institutionId: number,
    title: string,
    method: string,
    price: number,
    scheduleCode: string,
    partner: string,
    now: Date,
  ]
>(
  'demo/insert-sandbox-course',
  `
  with sorted as (
    insert into category (name, slug) values ('Uji API', 'uji-api')
    on conflict (name) do update set slug = excluded.slug
    returning category_id, old.category_id is null as added
  ),
  made as (
    insert into course (course_code, institution_id, category_id, title, title_key, slug, learning_method, price, status, created_at)
    select $1, $2, category_id, $3, lower($3), lower($1), $4, $5, 'withdrawn', $8 from sorted
    on conflict do nothing
    returning course_id
  ),
  scheduled as (
    insert into schedule (schedule_code, course_id, quota) select $6, course_id, 100000 from made
    returning schedule_id
  ),
  seated as (
    insert into seat_bucket (schedule_id, bucket, seats_left)
    select schedule_id, bucket, 25000 from scheduled, generate_series(0, 3) as bucket
  ),
  offered as (
    insert into offer (partner_id, course_id) select partner_id, course_id from made, partner where client_code = $7
  )
  insert into journal (at, actor, act, subject, reason, request_id)
  select $8::timestamptz, 'system:demo', 'course_added', 'course:' || course_id, 'sandbox', 'demo-seed' from made
  union all
  select $8, 'system:demo', 'category_added', 'category:' || category_id, 'sandbox', 'demo-seed' from sorted where added
  `,
)

const putOnSale = statement<[courseCodes: string[], onSale: boolean, now: Date]>(
  'demo/put-sandbox-courses-on-sale',
  `
  with changed as (
    update course set status = case when $2 then 'listed' else 'withdrawn' end
    where course_code = any ($1::text[]) and status <> case when $2 then 'listed' else 'withdrawn' end
    returning course_id, status
  )
  insert into journal (at, actor, act, subject, reason, request_id)
  select $3, 'system:demo', 'course_' || status, 'course:' || course_id, 'sandbox', 'demo-seed' from changed
  `,
)

const dateSchedule = statement<[scheduleCode: string, startsAt: Date | null, endsAt: Date | null, now: Date]>(
  'demo/date-sandbox-schedule',
  `
  with changed as (
    update schedule set starts_at = $2, ends_at = $3
    -- one that runs now, and for a while, is as good as any
    where schedule_code = $1 and (starts_at, ends_at) is distinct from ($2::timestamptz, $3::timestamptz)
      and ($2 is null or starts_at is null or starts_at > $4 or ends_at < $4 + interval '30 days')
    returning schedule_id, starts_at, ends_at
  )
  insert into journal (at, actor, act, subject, reason, request_id, facts)
  select
    $4, 'system:demo', 'schedule_moved', 'schedule:' || schedule_id, 'sandbox', 'demo-seed',
    jsonb_build_object('starts_at', starts_at, 'ends_at', ends_at)
  from changed
  `,
)

/** Makes the institution with its courses and return addresses, where they are not there yet; returns its id. */
export async function seedSandboxInstitution(ctx: Context): Promise<number> {
  const now = ctx.clock.now()
  const { clientCode } = sandboxPartner
  const { name, redirectUris } = sandboxInstitution
  const { institutionId } = await one(ctx.db, insertInstitution, [name, clientCode, now])
  await rows(ctx.db, insertRedirects, [clientCode, [...redirectUris], now])
  for (const [method, course] of Object.entries(sandboxCourses)) {
    const { courseCode, title, price, scheduleCode } = course
    const made = [courseCode, institutionId, title, method, price, scheduleCode, clientCode, now] as const
    await rows(ctx.db, insertCourse, [...made])
  }
  return institutionId
}

/** While the codes are bought the courses are on sale, and the webinar has no date yet. */
export async function openSale(ctx: Context): Promise<void> {
  const now = ctx.clock.now()
  await rows(ctx.db, dateSchedule, [sandboxCourses.webinar.scheduleCode, null, null, now])
  await rows(ctx.db, putOnSale, [courseCodes, true, now])
}

/** Afterwards they are out of sight, and the webinar runs for a year around now. */
export async function closeSale(ctx: Context): Promise<void> {
  const now = ctx.clock.now()
  const { scheduleCode } = sandboxCourses.webinar
  await rows(ctx.db, putOnSale, [courseCodes, false, now])
  const [from, to] = [-day, 365 * day].map((away) => new Date(now.getTime() + away))
  await rows(ctx.db, dateSchedule, [scheduleCode, from!, to!, now])
}

const courseCodes = Object.values(sandboxCourses).map(({ courseCode }) => courseCode)
