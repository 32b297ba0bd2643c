import { statement } from '../database/sql.ts'

/** Who claims the same NIK, or a place in the same family card, waits for the other; nobody else does. */
export const lockKey = statement<[key: string]>(
  'people/lock-identity',
  'select pg_advisory_xact_lock($1::bigint)',
)

export const selectClaimFacts = statement<
  [nikHash: Buffer, kkHash: Buffer, accountId: string | null, claimsSince: Date],
  'people/select-claim-facts',
  'barred' | 'recipient' | 'registered' | 'claimedElsewhere' | 'lapsedElsewhere' | 'family'
>(
  'people/select-claim-facts',
  `
  select
    (select min(list) from exclusion where nik_hash = $1) as excluded_by,
    exists (select from person join bar using (person_id) where nik_hash = $1) as barred,
    exists (select from person join recipient using (person_id) where nik_hash = $1) as recipient,
    exists (select from person where nik_hash = $1) as registered,
    exists (
      select from registration
      where nik_hash = $1 and account_id is distinct from $3 and claimed_at > $4
    ) as claimed_elsewhere,
    exists (
      select from registration
      where nik_hash = $1 and account_id is distinct from $3 and claimed_at <= $4
    ) as lapsed_elsewhere,
    (
      select count(*)::int from (
        select nik_hash from person where kk_hash = $2
        union
        select nik_hash from registration where kk_hash = $2 and claimed_at > $4
      ) relative
      where nik_hash <> $1
    ) as family
  `,
)

/** A claim that has lapsed gives its NIK up to whoever claims it now. */
export const dropLapsedClaim = statement<[nikHash: Buffer, accountId: string | null, claimsSince: Date]>(
  'people/drop-lapsed-claim',
  `
  update registration set
    name = null, nik_hash = null, nik_sealed = null, nik_tail = null, kk_hash = null, kk_sealed = null,
    born_on = null, claimed_at = null
  where nik_hash = $1 and account_id is distinct from $2 and claimed_at <= $3
  `,
)

export const insertPerson = statement<
  [
    nikHash: Buffer,
    nikSealed: Buffer,
    nikTail: string,
    kkHash: Buffer,
    kkSealed: Buffer,
    name: string,
    bornOn: string,
    phone: string,
    email: string,
    education: number,
    occupation: string,
    now: Date,
  ],
  'people/insert-person'
>(
  'people/insert-person',
  `
  insert into person (
    nik_hash, nik_sealed, nik_tail, kk_hash, kk_sealed, name, born_on, phone, email, education, occupation,
    created_at
  )
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
  on conflict (nik_hash) do nothing
  returning person_id
  `,
)
