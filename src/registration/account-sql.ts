import { statement } from '../database/sql.ts'

/** Links to one email are counted one after the other; nobody else waits. */
export const lockEmail = statement<[email: string]>(
  'registration/lock-email',
  `select pg_advisory_xact_lock(hashtextextended('portal email ' || $1, 0))`,
)

export const emailBefore = statement<[email: string], 'registration/email-before'>(
  'registration/email-before',
  `
  select
    (select account_id from portal_account where email = $1) as account_id,
    (select person.name from portal_account join person using (person_id) where portal_account.email = $1) as name
  `,
)

/** Opens the account of an email that was proved, or gives it a new password. */
export const upsertAccount = statement<
  [email: string, passwordHash: string, now: Date],
  'registration/upsert-portal-account',
  'opened'
>(
  'registration/upsert-portal-account',
  `
  insert into portal_account as account (email, password_hash, email_verified_at, created_at)
  values ($1, $2, $3, $3)
  on conflict (email) do update set password_hash = excluded.password_hash
  returning account_id, person_id, account.created_at = $3 as opened
  `,
)

export const insertRegistration = statement<[accountId: string]>(
  'registration/insert-registration',
  'insert into registration (account_id) values ($1) on conflict do nothing',
)

export const accountByEmail = statement<[email: string], 'registration/portal-account-by-email'>(
  'registration/portal-account-by-email',
  'select account_id, person_id, password_hash from portal_account where email = $1',
)

export const accountOfPerson = statement<[personId: string], 'registration/portal-account-of-person'>(
  'registration/portal-account-of-person',
  'select account_id, email, password_hash from portal_account where person_id = $1',
)

export const forgetFailures = statement<[before: Date]>(
  'registration/forget-identity-failures',
  'delete from identity_failure where failed_at < $1',
)

export const personOfAccount = statement<[accountId: string], 'registration/person-of-portal-account'>(
  'registration/person-of-portal-account',
  'select person_id from portal_account where account_id = $1',
)
