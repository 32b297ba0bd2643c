import { statement } from '../../database/sql.ts'

export const sql = {
  /** Whoever asks by the same words, or from the same address, waits for the other to be decided. */
  lock: statement<[key: string]>('people/lock-log-in', 'select pg_advisory_xact_lock($1::bigint)'),

  /** Somebody known by an email or phone; nobody, when it is several people's. */
  findPerson: statement<[typed: string], 'people/person-to-log-in', 'personId' | 'phone'>(
    'people/person-to-log-in',
    `
    select min(person_id) as person_id, min(phone) as phone from person
    where phone = $1 or lower(email) = $1
    having count(*) = 1
    `,
  ),

  phoneOf: statement<[personId: string], 'people/phone-of-person'>(
    'people/phone-of-person',
    'select phone from person where person_id = $1',
  ),

  /** An attempt that may still be answered. */
  findAttempt: statement<[attemptId: string, beganAfter: Date], 'people/open-log-in-attempt'>(
    'people/open-log-in-attempt',
    `
    select asked_hash, person_id, phone
    from log_in_attempt left join person using (person_id)
    where attempt_id = $1 and passed_at is null and began_at > $2
    `,
  ),

  /** What was sent and tried before, for what was typed and for the address. */
  before: statement<
    [askedHash: Buffer, originHash: Buffer, hourAgo: Date, today: Date],
    'people/log-ins-before',
    'failures' | 'sends' | 'fromAddress'
  >(
    'people/log-ins-before',
    `
    select
      coalesce(sum(tries - (passed_at is not null)::int) filter (where began_at >= $4), 0)::int as failures,
      coalesce(sum(sent) filter (where sent_at > $3), 0)::int as sends,
      max(sent_at) as last_sent_at,
      (select coalesce(sum(sent), 0)::int from log_in_attempt where origin_hash = $2 and began_at > $3)
        as from_address
    from log_in_attempt
    where asked_hash = $1 and sent_at > least($3, $4)
    `,
  ),

  /** A new attempt with its first code, or one more code of an attempt; the newest three live on. */
  keepCode: statement<
    [
      attemptId: string,
      askedHash: Buffer,
      originHash: Buffer,
      personId: string | null,
      codeHash: Buffer,
      endsAt: Date,
      now: Date,
      live: number,
    ]
  >(
    'people/keep-log-in-code',
    `
    insert into log_in_attempt
      (attempt_id, asked_hash, origin_hash, person_id, code_hashes, code_ends, sent, began_at, sent_at)
    values ($1, $2, $3, $4, array[$5::bytea], array[$6::timestamptz], 1, $7, $7)
    on conflict (attempt_id) do update set
      code_hashes = (log_in_attempt.code_hashes || excluded.code_hashes)
        [greatest(1, cardinality(log_in_attempt.code_hashes) + 2 - $8::int):],
      code_ends = (log_in_attempt.code_ends || excluded.code_ends)
        [greatest(1, cardinality(log_in_attempt.code_ends) + 2 - $8::int):],
      sent = log_in_attempt.sent + 1,
      sent_at = excluded.sent_at
    `,
  ),

  /** Counts one try, and ends the attempt when the code is one of the live ones of somebody we know. */
  tryCode: statement<
    [attemptId: string, codeHash: Buffer, now: Date, tries: number],
    'people/try-log-in-code'
  >(
    'people/try-log-in-code',
    `
    update log_in_attempt set
      tries = tries + 1,
      passed_at = case
        when person_id is not null and exists (
          select from unnest(code_hashes, code_ends) as code (hash, ends_at) where hash = $2 and ends_at > $3
        ) then $3
      end
    where attempt_id = $1 and passed_at is null and tries < $4
    returning tries, case when passed_at is not null then person_id end as person_id
    `,
  ),

  forget: statement<[before: Date]>(
    'people/forget-log-in-attempts',
    'delete from log_in_attempt where began_at < $1',
  ),
}
