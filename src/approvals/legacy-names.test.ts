import assert from 'node:assert/strict'
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { emptyDatabase } from '../../test/database.ts'
import { MIGRATIONS, migrate } from '../database/migrate.ts'

const { pool } = await emptyDatabase()
const folder = await mkdtemp(path.join(tmpdir(), 'bekal-before-two-'))
after(() => rm(folder, { recursive: true }))

test('what names have asked for and approved before stays as it was; what still waited under one is withdrawn', async () => {
  const names = (await readdir(MIGRATIONS)).sort()
  const own = names.findIndex((name) => name.endsWith('-two-people.sql'))
  const take = (name: string) => cp(path.join(MIGRATIONS, name), path.join(folder, name))
  for (const name of names.slice(0, own)) await take(name)
  await migrate(pool, folder)
  await pool.query(`
    insert into programme_year (year, name, rules) values (2026, 'x', '{}');
    insert into wave (year, number, quota, status, notified_at) values (2026, 1, 5, 'notified', now());
    insert into wave (year, number, quota, kind) values (2026, 2, 5, 'extra');
    insert into staff (staff_id, email, name, roles, totp_sealed, password_hash, totp_confirmed_at, created_at) values
      (7, 'a@b.id', 'A', '{operator}', '', 'x', '2026-01-01Z', '2026-01-01Z'),
      (8, 'b@b.id', 'B', '{supervisor}', '', 'x', '2026-01-01Z', '2026-01-01Z');
    insert into approval (act, subject, facts, requested_by, requested_at, approved_by, approved_at, performed_by, performed_at)
    values ('open_wave', 'wave:1', '{}', 'cli:satu', now(), 'cli:dua', now(), 'cli:dua', now()),
      ('open_wave', 'wave:2', '{}', 'staff:7', now(), 'staff:8', now(), 'staff:8', now());
    insert into approval (act, subject, facts, requested_by, requested_at) values
      ('open_wave', 'wave:3', '{}', 'cli:satu', now()), ('open_wave', 'wave:4', '{}', 'staff:7', now());
    insert into correction (card_id, kind, reason, requested_by, requested_at, approved_by, approved_at, amount)
    values (1, 'restore', 'x', 'operator:ani', now(), 'operator:budi', now(), 5);
    insert into correction (card_id, kind, reason, requested_by, requested_at) values (2, 'restore', 'x', 'operator:ani', now())`)
  await take(names[own]!)
  await migrate(pool, folder)
  const approvals = await pool.query(`
    select subject, requested_by, maker_id, checker_id, withdrawn_by from approval order by subject`)
  assert.deepEqual(
    approvals.rows.map((row) => Object.values(row)),
    [
      ['wave:1', 'cli:satu', null, null, null],
      ['wave:2', 'staff:7', '7', '8', null],
      ['wave:3', 'cli:satu', null, null, 'system:migration'],
      ['wave:4', 'staff:7', '7', null, null],
    ],
  )
  const corrections = await pool.query(
    'select requested_by, maker_id, withdrawn_by from correction order by card_id',
  )
  assert.deepEqual(
    corrections.rows.map((row) => Object.values(row)),
    [
      ['operator:ani', null, null],
      ['operator:ani', null, 'system:migration'],
    ],
  )
  const { rows } = await pool.query('select act, subject from journal order by act')
  assert.deepEqual(rows, [
    { act: 'approval_withdrawn', subject: 'wave:3' },
    { act: 'restore_withdrawn', subject: 'card:2' },
  ])
  const staff = await pool.query('select may_decide_from = totp_confirmed_at as same from staff')
  assert.deepEqual(staff.rows, [{ same: true }, { same: true }])
  // Waves of before stand, and may still be written; new rows follow the new rule.
  await pool.query('update wave set quota = quota')
  await assert.rejects(
    pool.query(`update approval set approved_by = 'cli:dua', approved_at = now() where subject = 'wave:4'`),
    /checker_is_staff/,
  )
  await assert.rejects(
    pool.query(`update approval set approved_by = 'staff:7', approved_at = now() where subject = 'wave:4'`),
    /checker_is_not_maker/,
  )
  await assert.rejects(
    pool.query(`insert into approval (act, subject, facts, requested_by, requested_at)
      values ('open_wave', 'wave:5', '{}', 'cli:satu', now())`),
    /maker_is_staff/,
  )
})
