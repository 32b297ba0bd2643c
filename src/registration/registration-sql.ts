import { type Row, statement } from '../database/sql.ts'

export type RegistrationRow = Row<'registration/select-registration'>

const columns = `
  account_id, email, person_id, identity_draft, identity_failures, identity_failed_on, name, nik_hash, nik_sealed,
  nik_tail, kk_hash, kk_sealed, born_on, claimed_at, education, occupation, phone, phone_verified_at, statements_at,
  completed_at
`

export const selectRegistration = statement<[accountId: string], 'registration/select-registration'>(
  'registration/select-registration',
  `select ${columns} from registration join portal_account using (account_id) where account_id = $1`,
)

/** Every change of a registration begins with this lock, so that two tabs never meet. */
export const lockRegistration = statement<[accountId: string], 'registration/lock-registration'>(
  'registration/lock-registration',
  `
  select ${columns} from registration join portal_account using (account_id) where account_id = $1
  for no key update of registration
  `,
)

/**
 * Takes one of the tries of today before the registry is asked, so that many at once are no more than one after the
 * other, and keeps what is asked for. `taken` beyond the most: none was left, and what was asked before is kept.
 */
export const takeRegistryTry = statement<
  [accountId: string, today: string, most: number, draft: Buffer],
  'registration/take-registry-try',
  'taken'
>(
  'registration/take-registry-try',
  `
  update registration set
    identity_failures = case
      when identity_failed_on = $2::date then least(identity_failures + 1, $3::int + 1) else 1
    end,
    identity_failed_on = $2::date,
    identity_draft = case
      when identity_failed_on = $2::date and identity_failures >= $3 then identity_draft else $4
    end
  where account_id = $1 and completed_at is null
  returning identity_failures::int as taken
  `,
)

export const keepIdentity = statement<[accountId: string, draft: Buffer]>(
  'registration/keep-waiting-identity',
  `
  update registration set identity_draft = $2
  where account_id = $1 and completed_at is null
  `,
)

/** Only a no counts as a try. Those beyond the most were none. */
export const giveRegistryTryBack = statement<[accountId: string, today: string]>(
  'registration/give-registry-try-back',
  `
  update registration set identity_failures = greatest(identity_failures - 1, 0)
  where account_id = $1 and identity_failed_on = $2::date
  `,
)

export const claimIdentity = statement<
  [
    accountId: string,
    name: string,
    nikHash: Buffer,
    nikSealed: Buffer,
    nikTail: string,
    kkHash: Buffer,
    kkSealed: Buffer,
    bornOn: string,
    now: Date,
  ]
>(
  'registration/claim-identity',
  `
  update registration set
    name = $2, nik_hash = $3, nik_sealed = $4, nik_tail = $5, kk_hash = $6, kk_sealed = $7, born_on = $8,
    claimed_at = $9, identity_draft = null
  where account_id = $1 and completed_at is null
  `,
)

export const setProfile = statement<[accountId: string, education: number, occupation: string]>(
  'registration/set-profile',
  `
  update registration set education = $2, occupation = $3
  where account_id = $1 and completed_at is null
  `,
)

export const setDeclarations = statement<[accountId: string, version: number, now: Date]>(
  'registration/set-declarations',
  `
  update registration set statements_version = $2, statements_at = $3
  where account_id = $1 and completed_at is null
  `,
)

export const setVerifiedPhone = statement<[accountId: string, phone: string, now: Date]>(
  'registration/set-verified-phone',
  `
  update registration set phone = $2, phone_verified_at = $3
  where account_id = $1 and completed_at is null
  `,
)

/** Of a complete registration only its times stay; who it was is in person. */
export const completeRegistration = statement<[accountId: string, now: Date]>(
  'registration/complete-registration',
  `
  update registration set
    completed_at = $2, identity_draft = null, name = null, nik_hash = null, nik_sealed = null, nik_tail = null,
    kk_hash = null, kk_sealed = null, born_on = null, claimed_at = null, education = null, occupation = null,
    phone = null, phone_verified_at = null
  where account_id = $1
  `,
)

export const linkPerson = statement<[accountId: string, personId: string]>(
  'registration/link-person',
  `
  with consented as (update consent set person_id = $2 where account_id = $1),
  appealed as (update appeal set person_id = $2 where account_id = $1)
  update portal_account set person_id = $2 where account_id = $1
  `,
)
