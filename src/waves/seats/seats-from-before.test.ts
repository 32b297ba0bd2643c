import assert from 'node:assert/strict'
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { emptyDatabase } from '../../../test/database.ts'
import { MIGRATIONS, migrate } from '../../database/migrate.ts'
import { checkInvariants } from '../../ledger/check-invariants.ts'
import { claimedSeats } from './free-seats.ts'

const { pool } = await emptyDatabase()
const folder = await mkdtemp(path.join(tmpdir(), 'bekal-before-seats-'))
after(() => rm(folder, { recursive: true }))

test('seats that were counted before are rows: extra waves have the oldest, and what a correction gave back is owed', async () => {
  const names = (await readdir(MIGRATIONS)).sort()
  const own = names.findIndex((name) => name.endsWith('-freed-seats.sql'))
  const take = (name: string) => cp(path.join(MIGRATIONS, name), path.join(folder, name))
  for (const name of names.slice(0, own)) await take(name)
  await migrate(pool, folder)
  // Two waves of five: of the first two are revoked and one was restored, whose seat is the third of an extra wave.
  await pool.query(`
    insert into staff (staff_id, email, name, roles, totp_sealed, password_hash, totp_confirmed_at, may_decide_from, created_at) values
      (7, 'a@b.id', 'A', '{operator}', '', 'x', '2026-01-01Z', '2026-01-01Z', '2026-01-01Z'),
      (8, 'b@b.id', 'B', '{supervisor}', '', 'x', '2026-01-01Z', '2026-01-01Z', '2026-01-01Z');
    insert into programme_year (year, name, rules)
    values (2026, 'x', '{"usableUntil": "2026-12-15", "firstPurchaseWithinDays": 30}');
    insert into wave (wave_id, year, number, quota, status, notified_at, kind, by_one) values
      (1, 2026, 1, 5, 'notified', '2026-01-01Z', 'regular', true), (2, 2026, 2, 5, 'notified', '2026-01-01Z', 'regular', true),
      (3, 2026, 3, 3, 'planned', null, 'extra', true), (4, 2026, 4, 1, 'planned', null, 'extra', true);
    update wave set status = 'cancelled', cancelled_at = now(), cancelled_because = 'x' where wave_id = 4;
    insert into wave_seat_source (wave_id, from_wave_id, seats) values (3, 1, 3), (4, 2, 1);
    insert into person (person_id, nik_hash, nik_sealed, nik_tail, kk_hash, kk_sealed, name, born_on, phone, email, education,
      occupation, created_at, barred_at, barred_because)
    overriding system value
    select i, sha256(i::text::bytea), '', '0000', sha256(i::text::bytea), '', 'x', '1990-01-01', '+62812' || i, 'x@x.id', 3, 'x', now(),
      case when i in (1, 2, 6, 7) then now() end, case when i in (1, 2, 6, 7) then 'x' end
    from generate_series(1, 10) i;
    insert into recipient (wave_id, person_id, status, selected_at)
    select (i + 4) / 5, i, case when i in (1, 2, 6, 7) then 'revoked' else 'selected' end, '2026-01-01Z'
    from generate_series(1, 10) i;
    insert into card (card_id, year, wave_id, person_id, number, holder_name, holder_phone, holder_email, holder_born_on,
      holder_education, granted, balance, notified_at, first_purchase_before, usable_before)
    overriding system value
    values (3, 2026, 1, 3, '1234567812345670', 'x', '+628123', 'x@x.id', '1990-01-01', 3, 5, 5, '2026-01-01Z', '2026-03-01Z', '2026-12-16Z');
    update recipient set status = 'notified', card_id = 3, notified_at = '2026-01-01Z' where person_id = 3;
    insert into correction (card_id, kind, reason, requested_by, requested_at, asked_amount, approved_by, approved_at, amount)
    values (3, 'restore', 'x', 'staff:7', now(), 5, 'staff:8', now(), 5)`)
  for (const name of names.slice(own)) await take(name)
  await migrate(pool, folder)
  const { rows } = await pool.query(
    `select used_as as as, count(*)::int from seat_use where extra_wave_id = 3 group by used_as`,
  )
  assert.deepEqual(rows, [{ as: 'extra_wave', count: 3 }])
  assert.deepEqual((await pool.query('select wave_id from owed_seat')).rows, [{ wave_id: 1 }])
  // Two seats of the second wave are free, and one of them makes up for the restored one.
  assert.deepEqual(await claimedSeats(pool, 2026), [{ waveId: 2, number: 2, forReserves: 0, forExtra: 1 }])
  const broken = (await checkInvariants(pool)).map(({ invariant }) => invariant)
  assert.deepEqual(
    broken.filter((name) => name.startsWith('seat')),
    [],
  )
})
