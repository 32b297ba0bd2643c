/** Of a schedule `d`: it is to come, and begins in time. */
export const toCome = `d.cancelled_at is null and d.starts_at > $12::timestamptz
    and ($11::int is null or d.starts_at < $12::timestamptz + make_interval(days => $11))`

/** Of a schedule: it is held in the area. The codes of a province's regencies begin with its own. */
export const inArea = `($15::text is null or regency between $15 and $15 || '99')`

/**
 * Who sells, and who asks: the storefront $1 as a partner, nothing while it is suspended, and it has nothing on its shelf then; what lies on
 * the card that the account $9 pays with there; and which courses are held in the area $15.
 */
export const parties = `
  selling as materialized (
    select partner_id from partner where storefront = $1 and not exists (
      select from suspension where party_kind = 'storefront' and party_id = partner_id and ended_at is null
    )
  ),
  payer as materialized (
    select card.balance from partner
    join storefront_account_card using (partner_id)
    join card using (card_id)
    where storefront = $1 and user_platform_id = $9 and card.status = 'active' and usable_before > $12
  ),
  held as materialized (select array_agg(distinct course_id) as courses from schedule d where ${toCome} and ${inArea}),
  held_any_time as materialized (
    select array_agg(distinct course_id) as courses from schedule
    where cancelled_at is null and starts_at > $12::timestamptz and ${inArea}
  )`

export const seller = '(select partner_id from selling)'
export const balance = '(select balance from payer)'

/** What every search is narrowed by: $1 to $15. */
export type FilterParams = readonly [
  storefront: string,
  words: string,
  head: string,
  lastWord: string | null,
  category: string | null,
  institution: string | null,
  method: string | null,
  maxPrice: number | null,
  accountId: string | null,
  withinBalance: boolean,
  beginsWithinDays: number | null,
  now: Date,
  leastStars: number | null,
  soldOnly: boolean,
  area: string | null,
]

// Everything here is computed by the planner, who so knows how common the words are.
const typed = (words: string) => `websearch_to_tsquery('indonesian', plain_text(${words}))`

/** The words, or all but the last one and that as the beginning of a word in a title or a name. */
export const query = `(${typed('$2')} || coalesce(case
    when $3::text = '' then to_tsquery('simple', nullif(regexp_replace(plain_text($4), '\\W', '', 'g'), '') || ':*AB')
    else ${typed('$3')} && to_tsquery('simple', nullif(regexp_replace(plain_text($4), '\\W', '', 'g'), '') || ':*AB')
  end, ''::tsquery))`

/** One word alone, as it is written or in another form. */
export const queryOf = (word: string) => `(${typed(word)} || plainto_tsquery('simple', plain_text(${word})))`

const conditions = {
  words: `($2::text = '' or f.words @@ ${query})`,
  category: '($5::text is null or s.category_id = (select category_id from category where slug = $5))',
  institution:
    '($6::text is null or s.institution_id = (select institution_id from institution where slug = $6))',
  method: '($7::text is null or s.learning_method = $7)',
  price: '($8::int is null or s.price <= $8)',
  balance: `(not $10::boolean or s.price <= coalesce(${balance}, 2147483647))`,
  begins: `($11::int is null or s.course_id in (select course_id from schedule d where ${toCome}))`,
  sold: '(not $14::boolean or s.price > 0)',
  rating: '($13::int is null or (s.reviews > 0 and s.stars >= $13 * s.reviews))',
  // An array of few is looked up in the shelf; a condition would be asked of all that is on it.
  place: '($15::text is null or s.course_id = any ((select courses from held)::int[]))',
} as const

type Condition = keyof typeof conditions

/** What can be filtered by, apart from the words. */
export type Filter = Exclude<Condition, 'words' | 'sold'>
export const filters = Object.keys(conditions).filter(
  (name) => name !== 'words' && name !== 'sold',
) as readonly Filter[]

export const inCategory = conditions.category
export const inMethod = conditions.method

/** Of a course: it is held in the area by a schedule that fits. For the few that are looked at one by one. */
export const inPlace = `($15::text is null or exists (
    select from schedule d where d.course_id = s.course_id and ${toCome} and ${inArea}))`

/**
 * From the shelf `of` whatever has the words and passes the filters, but for those named. The join is none where no words are asked for: the
 * planner drops it.
 */
export function matching({
  without = [],
  of = seller,
}: {
  without?: readonly Condition[]
  of?: string
} = {}): string {
  const kept = Object.entries(conditions).flatMap(([name, condition]) =>
    without.some((left) => left === name) ? [] : [condition],
  )
  // When and where are asked of one and the same schedule, unless it does not matter when.
  const asked = kept.join('\n      and ')
  const fitting = without.includes('begins') ? asked.replace('from held)', 'from held_any_time)') : asked
  return `shelf s left join course_words f using (course_id)
    where s.partner_id = ${of} and ${fitting}`
}
