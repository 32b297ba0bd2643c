import assert from 'node:assert/strict'
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { emptyDatabase } from '../../../test/database.ts'
import { MIGRATIONS, migrate } from '../../database/migrate.ts'
import { stoppedClock } from '../../kernel/clock.ts'
import { trialBalance } from '../../ledger/trial-balance.ts'
import { postDueIncentives } from './post-due.ts'

const { pool } = await emptyDatabase()
const folder = await mkdtemp(path.join(tmpdir(), 'bekal-before-incentives-'))
after(() => rm(folder, { recursive: true }))

test('what was planned before the ledger knew of incentives stays planned, and falls due by the timetable', async () => {
  const names = (await readdir(MIGRATIONS)).sort()
  const own = names.findIndex((name) => name.endsWith('-incentives.sql'))
  const take = (some: readonly string[]) =>
    Promise.all(some.map((name) => cp(path.join(MIGRATIONS, name), path.join(folder, name))))
  await take(names.slice(0, own))
  await migrate(pool, folder)
  await pool.query(`
    insert into card (card_id, person_id, year, wave_id, number, holder_name, holder_phone, holder_email, holder_born_on,
      holder_education, granted, balance, notified_at, first_purchase_before, usable_before)
    values (7, 5000000000, 2026, 1, '8100000000000007', 'Siti', '+628', 's@c.id', '1995-01-01', 3, 0, 0, '2026-09-01Z',
      '2026-10-01Z', '2026-12-16Z');
    insert into entry (card_id, purchase_id, kind, debit, credit, party_id, amount, at) values
      (7, 9, 'first_part', 'clearing', 'payable_institution', 3, 105000, '2026-10-01Z');
    insert into incentive (card_id, kind, number, purchase_id, amount, due_at, status, created_at) values
      (7, 'completion', 1, 9, 600000, '2026-10-01Z', 'due', '2026-10-01Z'),
      (7, 'completion', 2, 9, 600000, '2026-10-31Z', 'due', '2026-10-01Z'),
      (7, 'survey', 1, 9, 50000, '2026-10-31Z', 'due', '2026-10-01Z'),
      (7, 'completion', 3, 9, 600000, '2026-11-30Z', 'due', '2026-10-01Z')`)
  await take(names.slice(own))
  await migrate(pool, folder)
  const { rows } = await pool.query(
    'select kind, number, posted_at, answered_at from incentive order by due_at, kind',
  )
  assert.deepEqual(
    rows.map((row) => Object.values(row)),
    [
      ['completion', 1, null, null],
      ['completion', 2, null, null],
      ['survey', 1, null, null],
      ['completion', 3, null, null],
    ],
  )
  const ctx = { db: pool, clock: stoppedClock('2026-11-23T10:00:00+07:00') }
  assert.equal(await postDueIncentives(ctx), 2)
  assert.equal(await postDueIncentives(ctx), 0)
  const posted = await pool.query(
    `select serial, debit, credit, party_id, amount from entry where kind = 'incentive' order by serial`,
  )
  assert.deepEqual(
    posted.rows.map((row) => Object.values(row)),
    [
      [1, 'treasury', 'payable_person', '5000000000', 600_000],
      [2, 'treasury', 'payable_person', '5000000000', 600_000],
    ],
  )
  const { accounts, parties } = await trialBalance(pool)
  assert.deepEqual([accounts.payable_person, accounts.payable_institution], [1_200_000, 105_000])
  assert.deepEqual(
    parties.map(({ account, partyId }) => [account, partyId]),
    [['payable_institution', 3]],
    'people are told all together',
  )
  const journal = await pool.query(`select facts from journal where act = 'incentive_payable'`)
  assert.deepEqual(journal.rows, [{ facts: { payments: 2, amount: 1_200_000 } }])
})
