import { type Row, statement } from '../database/sql.ts'

export const lockPhone = statement<[phone: string]>(
  'identity/lock-phone',
  `select pg_advisory_xact_lock(hashtextextended('phone ' || $1, 0))`,
)

export type ProofRow = Row<'identity/newest-phone-proof'>

const newest = `
  select proof_id, phone, code_hashes, code_ends, sends, sent_at, expires_at, failures from phone_proof
  where realm = $1 and owner = $2 and ended_at is null
  order by sent_at desc, proof_id desc
  limit 1
`

/** The newest proof of an owner, expired or not, unless it has ended. */
export const newestProof = statement<[realm: string, owner: string], 'identity/newest-phone-proof'>(
  'identity/newest-phone-proof',
  newest,
)

/** The same, held against others who try at the same time. */
export const lockNewestProof = statement<[realm: string, owner: string], 'identity/lock-newest-phone-proof'>(
  'identity/lock-newest-phone-proof',
  `${newest} for no key update`,
)

/** The proof of one phone that is alive, so that going to another phone and back brings no new tries. */
export const liveProof = statement<
  [realm: string, owner: string, phone: string, now: Date],
  'identity/live-phone-proof'
>(
  'identity/live-phone-proof',
  `
  select proof_id, phone, code_hashes, code_ends, sends, sent_at, expires_at, failures from phone_proof
  where realm = $1 and owner = $2 and phone = $3 and ended_at is null and expires_at > $4
  order by sent_at desc, proof_id desc
  limit 1
  for no key update
  `,
)

export const proofCounts = statement<
  [realm: string, owner: string, phone: string, now: Date],
  'identity/phone-proof-counts',
  'phoneSends' | 'ownPhoneSends' | 'ownerSends' | 'ownerFailures'
>(
  'identity/phone-proof-counts',
  `
  select
    (select coalesce(sum(sends), 0)::int from phone_proof
      where phone = $3 and sent_at > $4::timestamptz - interval '1 hour') as phone_sends,
    coalesce(sum(sends) filter (where phone = $3 and sent_at > $4 - interval '1 hour'), 0)::int as own_phone_sends,
    coalesce(sum(sends), 0)::int as owner_sends,
    coalesce(sum(failures), 0)::int as owner_failures
  from phone_proof
  where realm = $1 and owner = $2 and sent_at > $4 - interval '1 day'
  `,
)

export const insertProof = statement<
  [realm: string, owner: string, phone: string, codeHash: Buffer, now: Date, endsAt: Date]
>(
  'identity/insert-phone-proof',
  `
  insert into phone_proof (realm, owner, phone, code_hashes, code_ends, sent_at, expires_at)
  values ($1, $2, $3, array[$4::bytea], array[$6::timestamptz], $5, $6)
  `,
)

/** One more code of a proof; the oldest one goes when there are too many. */
export const addCode = statement<
  [proofId: string, codeHash: Buffer, now: Date, endsAt: Date, liveCodes: number]
>(
  'identity/add-phone-code',
  `
  update phone_proof set
    code_hashes = (code_hashes || $2::bytea)[greatest(1, cardinality(code_hashes) + 2 - $5::int):],
    code_ends = (code_ends || $4::timestamptz)[greatest(1, cardinality(code_hashes) + 2 - $5):],
    sends = sends + 1, sent_at = $3, expires_at = $4
  where proof_id = $1
  `,
)

export const countFailure = statement<[proofId: string]>(
  'identity/count-phone-failure',
  'update phone_proof set failures = failures + 1 where proof_id = $1',
)

export const endProofs = statement<[realm: string, owner: string, now: Date]>(
  'identity/end-phone-proofs',
  `
  update phone_proof set ended_at = $3, code_hashes = '{}', code_ends = '{}'
  where realm = $1 and owner = $2 and ended_at is null
  `,
)

export const forgetProofs = statement<[before: Date]>(
  'identity/forget-phone-proofs',
  'delete from phone_proof where sent_at < $1',
)
