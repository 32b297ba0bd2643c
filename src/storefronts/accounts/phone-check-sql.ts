import { statement } from '../../database/sql.ts'

/** Sends to one phone are counted over all accounts and storefronts: whoever asks for it waits for the others. */
export const lockPhone = statement<[phone: string]>(
  'storefronts/lock-phone',
  `select pg_advisory_xact_lock(hashtextextended('phone ' || $1, 0))`,
)

export interface CheckRow {
  check_id: string
  phone: string
  expires_at: Date
  otp_hashes: Buffer[]
  otp_expire_at: Date[]
  otp_sends: number
  otp_sent_at: Date
  otp_failures: number
}

const checkColumns =
  'check_id, phone, expires_at, otp_hashes, otp_expire_at, otp_sends, otp_sent_at, otp_failures'

/** The newest check of an account, expired or not, unless it has ended. */
export const newestCheck = statement<[accountId: string], CheckRow>(
  'storefronts/newest-phone-check',
  `
  select ${checkColumns} from phone_check
  where account_id = $1 and ended_at is null
  order by otp_sent_at desc, check_id desc
  limit 1
  `,
)

/** The check of one phone that is alive, so that going to another phone and back brings no new tries. */
export const liveCheck = statement<[accountId: string, phone: string, now: Date], CheckRow>(
  'storefronts/live-phone-check',
  `
  select ${checkColumns} from phone_check
  where account_id = $1 and phone = $2 and ended_at is null and expires_at > $3
  order by otp_sent_at desc, check_id desc
  limit 1
  `,
)

export const phoneCounts = statement<
  [accountId: string, phone: string, now: Date],
  { phone_sends: number; account_sends: number; account_failures: number }
>(
  'storefronts/phone-counts',
  `
  select
    (select coalesce(sum(otp_sends), 0)::int from phone_check
      where phone = $2 and otp_sent_at > $3::timestamptz - interval '1 hour') as phone_sends,
    coalesce(sum(otp_sends), 0)::int as account_sends,
    coalesce(sum(otp_failures), 0)::int as account_failures
  from phone_check
  where account_id = $1 and otp_sent_at > $3 - interval '1 day'
  `,
)

export const insertCheck = statement<
  [accountId: string, phone: string, otpHash: Buffer, now: Date, expiresAt: Date]
>(
  'storefronts/insert-phone-check',
  `
  insert into phone_check (account_id, phone, otp_hashes, otp_expire_at, otp_sent_at, expires_at)
  values ($1, $2, array[$3::bytea], array[$5::timestamptz], $4, $5)
  `,
)

/** One more code of a check; the oldest one goes when there are too many. */
export const addCode = statement<
  [checkId: string, otpHash: Buffer, now: Date, expiresAt: Date, liveCodes: number]
>(
  'storefronts/add-phone-code',
  `
  update phone_check set
    otp_hashes = (otp_hashes || $2::bytea)[greatest(1, cardinality(otp_hashes) + 2 - $5::int):],
    otp_expire_at = (otp_expire_at || $4::timestamptz)[greatest(1, cardinality(otp_hashes) + 2 - $5):],
    otp_sends = otp_sends + 1, otp_sent_at = $3, expires_at = $4
  where check_id = $1
  `,
)

/** The phone that the account names now; another one than before is not verified. */
export const setPhone = statement<[accountId: string, phone: string]>(
  'storefronts/set-phone',
  `
  update storefront_account set phone = $2, phone_verified_at = null
  where account_id = $1 and phone is distinct from $2
  `,
)

export const countFailure = statement<[checkId: string]>(
  'storefronts/count-phone-failure',
  'update phone_check set otp_failures = otp_failures + 1 where check_id = $1',
)

export const endChecks = statement<[accountId: string, now: Date]>(
  'storefronts/end-phone-checks',
  `
  update phone_check set ended_at = $2, otp_hashes = '{}', otp_expire_at = '{}'
  where account_id = $1 and ended_at is null
  `,
)

/** Takes the phone as verified; touches nothing when another account of the storefront has it. */
export const verifyAccountPhone = statement<[accountId: string, phone: string, now: Date]>(
  'storefronts/verify-account-phone',
  `
  update storefront_account account set phone = $2, phone_verified_at = $3
  where account_id = $1 and not exists (
    select from storefront_account other
    where other.storefront = account.storefront and other.phone = $2 and other.phone_verified_at is not null
      and other.account_id <> $1
  )
  `,
)
