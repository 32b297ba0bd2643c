import { type Row, statement } from '../../database/sql.ts'
import { insertPeople, type PeopleColumns } from '../../people/people-to-write.ts'

/**
 * A table that was empty when a connection planned its first statement is large some minutes later: the index is the
 * way whatever the statistics of that moment say, also for the foreign keys.
 */
export const byTheIndex = statement<[], 'registration/applicants-by-the-index', 'seqscan'>(
  'registration/applicants-by-the-index',
  `
  select
    set_config('enable_seqscan', 'off', true) as seqscan, set_config('enable_hashjoin', 'off', true) as hashjoin,
    set_config('enable_mergejoin', 'off', true) as mergejoin
  `,
)

/** The locks of lockKey (identity), in the order in which they are given. */
export const lockKeys = statement<[keys: string[]]>(
  'registration/lock-identities',
  'select pg_advisory_xact_lock(key) from unnest($1::bigint[]) as wanted (key)',
)

/** The locks of lockPhone, in the order in which they are given. */
export const lockPhones = statement<[phones: string[]]>(
  'registration/lock-phones',
  `
  select pg_advisory_xact_lock(hashtextextended('portal phone ' || phone, 0))
  from unnest($1::text[]) as wanted (phone)
  `,
)

export const selectAssisted = statement<
  [nikHashes: Buffer[], agency: string],
  'registration/select-assisted'
>(
  'registration/select-assisted',
  `
  select nik_hash, name, born_on, phone, email
  from person
  join assisted_registration using (person_id)
  where nik_hash = any ($1::bytea[]) and agency = $2
  `,
)

export type KnownNikRow = Row<
  'registration/select-known-niks',
  'nikHash' | 'claimed' | 'lapsed' | 'barred' | 'recipient' | 'assisted'
>

/** Everything of selectClaimFacts but the family, for many NIKs; only those of which something is known. */
export const selectKnownNiks = statement<
  [nikHashes: Buffer[], agency: string, claimsSince: Date],
  'registration/select-known-niks',
  KnownNikRow
>(
  'registration/select-known-niks',
  `
  select
    wanted.nik_hash,
    (select min(list) from exclusion where exclusion.nik_hash = wanted.nik_hash) as excluded_by,
    coalesce(registration.claimed_at > $3, false) as claimed,
    coalesce(registration.claimed_at <= $3, false) as lapsed,
    person_id, exists (select from bar where bar.person_id = person.person_id) as barred,
    exists (select from recipient where recipient.person_id = person.person_id) as recipient,
    exists (
      select from assisted_registration assisted
      where assisted.person_id = person.person_id and agency = $2
    ) as assisted,
    person.kk_hash, person.name, person.born_on, person.phone, email, person.occupation
  from unnest($1::bytea[]) as wanted (nik_hash)
  left join person on person.nik_hash = wanted.nik_hash
  left join registration on registration.nik_hash = wanted.nik_hash
  where person_id is not null or registration.nik_hash is not null
    or exists (select from exclusion where exclusion.nik_hash = wanted.nik_hash)
  `,
)

/** Who is registered with these family cards, or claims a place in them. */
export const selectFamilies = statement<
  [kkHashes: Buffer[], claimsSince: Date],
  'registration/select-families',
  'kkHash' | 'nikHash' | 'registered'
>(
  'registration/select-families',
  `
  select kk_hash, nik_hash, true as registered from person where kk_hash = any ($1::bytea[])
  union all
  select kk_hash, nik_hash, false from registration where kk_hash = any ($1) and claimed_at > $2
  `,
)

/** Those of the phones that phoneTaken would call taken. */
export const selectTakenPhones = statement<[phones: string[]], 'registration/select-taken-phones', 'phone'>(
  'registration/select-taken-phones',
  `
  select phone from person where phone = any ($1::text[])
  union
  select phone from registration where phone = any ($1) and phone_verified_at is not null
  `,
)

/** dropLapsedClaim for many NIKs. */
export const dropLapsedClaims = statement<[nikHashes: Buffer[], claimsSince: Date]>(
  'registration/drop-lapsed-claims',
  `
  update registration set
    name = null, nik_hash = null, nik_sealed = null, nik_tail = null, kk_hash = null, kk_sealed = null,
    born_on = null, claimed_at = null
  where nik_hash = any ($1::bytea[]) and claimed_at <= $2
  `,
)

/** Writes people down; a NIK that has become known meanwhile is left out. */
export const insertPersons = statement<PeopleColumns, 'registration/insert-persons'>(
  'registration/insert-persons',
  `
  ${insertPeople}
  on conflict (nik_hash) do nothing
  returning person_id, nik_hash
  `,
)

/** Who registered them, and the consents that the agency has on paper. */
export const insertAssisted = statement<
  [
    personIds: string[],
    agency: string,
    importedBy: string,
    now: Date,
    purposes: string[],
    consentVersion: number,
  ]
>(
  'registration/insert-assisted',
  `
  with assisted as (
    insert into assisted_registration (person_id, agency, imported_by, imported_at)
    select person_id, $2, $3, $4 from unnest($1::bigint[]) as made (person_id)
  )
  insert into consent (person_id, purpose, version, given_at, given_at_place)
  select person_id, purpose, $6, $4, $2
  from unnest($1) as made (person_id)
  cross join unnest($5::text[]) as wanted (purpose)
  `,
)
