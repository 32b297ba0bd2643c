import { statement } from '../../database/sql.ts'
import { clearedBefore, found, noParties, type SureOfFinding, signal } from './finding.ts'

const findSame = statement<[since: Date, participants: number], 'fraud/same-works', SureOfFinding>(
  'fraud/same-works',
  // Files are read only where others of the course are as long; tests only where something was answered wrong; what is
  // short, everybody writes.
  `
  with ${clearedBefore('same_work')},
  long_as_others as materialized (
    select
      course_id, card_id, purchase_id, file_id, submitted_at,
      count(*) over (partition by course_id, octet_length(content)) as as_long
    from submission
    join submission_file using (card_id, purchase_id, file_id)
    join purchase using (card_id, purchase_id)
    where submitted_at > $1::timestamptz
  ),
  work as (
    select card_id, purchase_id, 'file' as what, sha256(content) as mark, submitted_at as at
    from long_as_others
    join submission_file using (card_id, purchase_id, file_id)
    where as_long >= $2::int
    union all
    select card_id, purchase_id, 'link', sha256(convert_to(url_file, 'UTF8')), submitted_at
    from submission where submitted_at > $1 and url_file is not null
    union all
    select card_id, purchase_id, 'text', sha256(convert_to(lower(regexp_replace(notes, '\\W+', ' ', 'g')), 'UTF8')), submitted_at
    from submission where submitted_at > $1 and char_length(notes) >= 60
    union all
    select card_id, purchase_id, 'review', sha256(convert_to(lower(regexp_replace(text, '\\W+', ' ', 'g')), 'UTF8')), written_at
    from review where written_at > $1 and char_length(text) >= 60
    union all
    select
      card_id, purchase_id, 'test',
      (
        select sha256(convert_to(string_agg(question || ':' || answer, ' ' order by question), 'UTF8'))
        from unnest(questions, answers) as given (question, answer)
      ),
      handed_in_at
    from quiz_attempt
    where handed_in_at > $1 and cardinality(questions) - right_answers >= 3
  ),
  grouped as (
    select
      course_id, what, mark, count(distinct card_id) as alike, max(at) as at,
      array_agg(card_id order by at desc, purchase_id) as cards,
      array_agg(purchase_id order by at desc, purchase_id) as purchases
    from work
    join purchase using (card_id, purchase_id)
    join partner using (partner_id)
    left join cleared on subject_kind = 'course' and subject_id = course_id
    where purchase.status = 'paid' and not sandbox and (until is null or at > until)
    group by course_id, what, mark
    having count(distinct card_id) >= $2
  ),
  counted as (
    select
      'course' as subject_kind, course_id::bigint as subject_id, sum(alike)::int as count, max(at) as last_at,
      string_agg(distinct what, ' ') as whats, max(alike) as most
    from grouped
    group by course_id
  )
  ${found(
    `(
      select
        subject_kind, subject_id, count, last_at, whats, most, ${noParties},
        array(select unnest(cards) from grouped where course_id = subject_id order by mark, what) as cards,
        array(select unnest(purchases) from grouped where course_id = subject_id order by mark, what) as purchases
      from counted
    ) counted`,
    `'count', count, 'whats', whats, 'most', most`,
  )}
  `,
)

/** The same file, answers or review of several participants of one course. */
export const sameWorks = signal(findSame, ({ since }, rules) => [since, rules.sameWorks])

/** What reviews say where somebody was paid to enrol, in Indonesian and English. */
const giftWords = [
  // "Tidak ada hadiah" speaks of none.
  '(?<!(tidak|tak|tanpa|bukan)( ada)? )hadiah(nya)?',
  'giveaway',
  'cash ?back',
  'imbalan',
  'iming[- ]?iming',
  'sembako',
  'uang (saku|tunai|transport|jalan|terima kasih)',
  '(dapat|dapet|diberi|dikasih|dibagi|terima) (uang|pulsa|kuota|saldo|transferan|voucher belanja|komisi|barang|sembako)',
  '(bonus|gratis) (uang|pulsa|kuota|saldo|sembako)',
  '(uang|pulsa|kuota) gratis',
  'bagi[- ]bagi (uang|pulsa|kuota|hadiah)',
  'ditransfer',
  'gifts?',
  '(was|were|got) paid',
  'paid (me|us)',
  'free (phone|credit|money|data|groceries)',
]

const findGifts = statement<
  [since: Date, reviews: number, pattern: string, percent: number],
  'fraud/gifts',
  SureOfFinding
>(
  'fraud/gifts',
  `
  with ${clearedBefore('gifts')},
  counted as (
    select
      'institution' as subject_kind, course.institution_id::bigint as subject_id, count(*)::int as count,
      max(written_at) as last_at,
      array_agg(card_id order by written_at desc, purchase_id) as cards,
      array_agg(purchase_id order by written_at desc, purchase_id) as purchases,
      left((array_agg(text order by written_at desc, purchase_id))[1], 160) as says
    from review
    join purchase using (card_id, purchase_id)
    join partner using (partner_id)
    join course on course.course_id = review.course_id
    left join cleared on subject_kind = 'institution' and subject_id = course.institution_id
    where written_at > $1::timestamptz and (until is null or written_at > until) and not sandbox
      and text ~* $3::text
    group by course.institution_id
    having count(*) >= $2::int
  )
  ${found(
    `(
      select counted.*, ${noParties}, (
        select count(*) from review join course using (course_id)
        where course.institution_id = subject_id and written_at > $1
      ) as reviews
      from counted
    ) counted
    where count * 100 >= reviews * $4::int`,
    `'count', count, 'reviews', reviews, 'says', says`,
  )}
  `,
)

/** Reviews of an institution that speak of money or gifts for enrolling. */
export const gifts = signal(findGifts, ({ since }, rules) => [
  since,
  rules.giftReviews,
  `\\m(${giftWords.join('|')})\\M`,
  rules.giftPercent,
])
