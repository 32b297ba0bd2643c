import pg from 'pg'
import type { Stand } from './stand.ts'

/** Above every person of the demo and every card of the bench. */
const firstPerson = 3_000_000_000

/** So many recipients of one wave, exclusions and messages, in the database itself and without triggers. Returns the wave. */
export async function makeLists({ superuser, ctx }: Stand, count: number): Promise<number> {
  const client = new pg.Client({ ...superuser })
  await client.connect()
  try {
    await client.query(`set session_replication_role = 'replica'`)
    const { rows } = await client.query<{ waveId: number }>('select min(wave_id) as "waveId" from wave')
    const { waveId } = rows[0]!
    const now = ctx.clock.now()
    await client.query(people, [firstPerson, count, now])
    await client.query(recipients, [firstPerson, count, now, waveId])
    await client.query(exclusions, [count, now])
    await client.query(messages, [firstPerson, count, now])
    await client.query('vacuum (analyze)')
    return waveId
  } finally {
    await client.end()
  }
}

const people = `
  insert into person (
    person_id, nik_hash, nik_sealed, nik_tail, kk_hash, kk_sealed, name, born_on, phone, email, education, occupation, created_at
  )
  select
    $1::bigint + i, sha256(('nik ' || i)::bytea), '\\x00112233445566778899', lpad((i % 10000)::text, 4, '0'), sha256(('kk ' || i)::bytea),
    '\\x00112233445566778899', 'Orang Ke ' || i, date '1970-01-01' + i % 10000, '+62813' || lpad(i::text, 8, '0'),
    'orang-' || i || '@contoh.example', i % 8, 'Pencari kerja', $3::timestamptz
  from generate_series(1, $2::int) i`

const recipients = `
  insert into recipient (wave_id, person_id, selected_at)
  select $4::int, $1::bigint + i, $3::timestamptz from generate_series(1, $2::int) i`

// A few imports, each of one instant; one row in a hundred was added by hand.
const exclusions = `
  insert into exclusion (nik_hash, list, imported_by, imported_at)
  select
    sha256(('dikecualikan ' || i)::bytea), case when i % 100 = 0 then 'manual' else 'bansos-' || i % 5 end, 'system:bench',
    $2::timestamptz - make_interval(hours => i % 50)
  from generate_series(1, $1::int) i`

const messages = `
  insert into message (
    card_id, message_id, channel, address, template, params, status, created_at, ended_at, parts, delivery, delivery_at
  )
  select
    $1::bigint + i, 4000000000 + i, 'sms', '+62813' || lpad(i::text, 8, '0'), 'designated', '{}',
    case when i % 200 = 0 then 'failed' else 'sent' end, $3::timestamptz, $3::timestamptz - make_interval(secs => i / 20.0), 1,
    case when i % 200 <> 0 then 'delivered' end, case when i % 200 <> 0 then $3::timestamptz end
  from generate_series(1, $2::int) i`
