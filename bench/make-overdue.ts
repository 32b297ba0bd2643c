import { progress } from '../src/cli/progress.ts'
import type { Context } from '../src/database/context.ts'
import { one, type Statement, statement, touched } from '../src/database/sql.ts'
import { createWave, findWave } from '../src/waves/waves.ts'
import { listYears } from '../src/years/years.ts'

const granted = 1_000_000
const chunk = 20_000
/** Far from every wave of the demo. */
const waveNumber = 900
const actor = { actor: 'system:bench', requestId: 'bench-sweep' }

const countOverdue: Statement<[waveId: number], { count: number }> = {
  name: 'bench/count-overdue',
  text: 'select count(*)::int as count from card where wave_id = $1',
}

// As bench/insert-cards, with another first digit, and with the persons and recipients that a revocation writes into.
const insertOverdue = statement<
  [
    from: number,
    upto: number,
    granted: number,
    year: number,
    waveId: number,
    notified: Date,
    before: Date,
    usable: Date,
  ]
>(
  'bench/insert-overdue',
  `
  with wanted as (
    select i, '5' || lpad((i::numeric * 38914732178917 % 100000000000000)::text, 14, '0') as payload,
      nextval(pg_get_serial_sequence('person', 'person_id')) as person_id
    from generate_series($1::int, $2::int) i
  ),
  numbered as (
    select i, person_id, payload || (10 - luhn.sum % 10) % 10 as number
    from wanted, lateral (
      select sum(case when place % 2 = 0 then digit * 2 - case when digit > 4 then 9 else 0 end else digit end) as sum
      from (select place, substr(payload, 15 - place, 1)::int as digit from generate_series(0, 14) place) digits
    ) luhn
  ),
  known as (
    insert into person (
      person_id, nik_hash, nik_sealed, nik_tail, kk_hash, kk_sealed, name, born_on, phone, email, education,
      occupation, created_at
    )
    select
      person_id, sha256(('nik' || person_id)::bytea), sha256(('sealed' || person_id)::bytea) || '\\x00112233445566778899',
      right(person_id::text, 4), sha256(('kk' || person_id / 2)::bytea), sha256(('kk' || person_id)::bytea), 'Penerima Lewat ' || i,
      date '1970-01-01' + i % 10000, '+62813' || lpad(i::text, 8, '0'), 'lewat-' || i || '@contoh.example', i % 8,
      'Pencari kerja', $6::timestamptz
    from numbered
    returning person_id
  ),
  made as (
    insert into card (
      person_id, year, wave_id, number, holder_name, holder_phone, holder_email, holder_born_on, holder_education,
      granted, balance, notified_at, first_purchase_before, usable_before
    )
    select
      person_id, $4::int, $5::int, number, 'Penerima Lewat ' || i, '+62813' || lpad(i::text, 8, '0'),
      'lewat-' || i || '@contoh.example', date '1970-01-01' + i % 10000, i % 8, $3::int, $3, $6,
      $7::timestamptz, $8::timestamptz
    from numbered
    returning card_id, person_id, number
  ),
  chosen as (
    insert into recipient (wave_id, person_id, status, card_id, selected_at, notified_at)
    select $5, person_id, 'notified', card_id, $6, $6 from made join known using (person_id)
  ),
  routed as (
    insert into card_number (number, card_id) select number, card_id from made
  ),
  planned as (
    insert into deadline (card_id, step, due_at) select card_id, 'end', $7 from made
  ),
  -- designation and three reminders arrived, or nobody would be revoked
  told as (
    insert into message (card_id, message_id, channel, address, template, params, status, created_at, ended_at)
    select card_id, nextval(pg_get_serial_sequence('outbox', 'message_id')), channel, '+6281300000000', template, '{}',
      'sent', $6::timestamptz + days * interval '1 day', $6::timestamptz + days * interval '1 day'
    from made, (values
      ('sms', 'designation', 0), ('email', 'designation', 0), ('sms', 'deadline-reminder', 8),
      ('sms', 'deadline-reminder', 12), ('sms', 'deadline-reminder', 14)
    ) as way (channel, template, days)
  )
  insert into entry (card_id, purchase_id, kind, debit, credit, amount, at)
  select card_id, 0, 'grant', 'treasury', 'card', $3, $6 from made
  `,
)

/** Recipients who have bought nothing, whose term ends at `before`: person, card, number, grant and deadline each. */
export async function makeOverdue(
  ctx: Context,
  count: number,
  terms: { readonly notifiedAt: Date; readonly before: Date; readonly usableBefore: Date },
): Promise<void> {
  const year = (await listYears(ctx.db)).at(-1)!.year
  await createWave(ctx, { year, number: waveNumber, quota: 2_000_000_000 }, actor)
  const { waveId } = (await findWave(ctx.db, waveNumber, year))!
  const there = (await one(ctx.db, countOverdue, [waveId])).count
  const shown = progress('overdue cards')
  for (let from = there + 1; from <= there + count; from += chunk) {
    const upto = Math.min(from + chunk - 1, there + count)
    await touched(ctx.db, insertOverdue, [
      from,
      upto,
      granted,
      year,
      waveId,
      terms.notifiedAt,
      terms.before,
      terms.usableBefore,
    ])
    shown.at(upto - there, count, `${upto - there} of ${count}`)
  }
  shown.end()
}
