import assert from 'node:assert/strict'
import { test } from 'node:test'
import { playMonth } from '../bench/month/play-month.ts'
import { auditJournal } from '../src/journal/audit.ts'
import { secretsFrom } from '../src/kernel/secrets/secrets.ts'
import { asSuperuserOf, testDatabase } from './database.ts'

const { pool } = await testDatabase()
const secrets = secretsFrom('a secret that only the tests know, really')
const asSuperuser = (work: Parameters<typeof asSuperuserOf>[1]) => asSuperuserOf(pool, work)
const audited = async () => (await auditJournal(pool)).findings.map(({ kind, row }) => `${kind} ${row}`)

let whole: string[] | undefined
const month = await playMonth(
  { db: pool, secrets },
  {
    purchases: 5000,
    each: 2,
    asSuperuser,
    say: () => {},
    onClosed: async () => {
      whole = await audited()
    },
  },
)

test('a month with errors of seventeen kinds closes: each is named where it belongs, and nothing else is', () => {
  assert.deepEqual(month.findings.surplus, [])
  const table = month.findings.table()
  assert.equal(table.length, 17)
  for (const { kind, planted, found } of table) {
    assert.ok(planted >= 2, `${kind}: only ${planted} planted`)
    assert.equal(found, planted, kind)
  }
  assert.equal(month.difference, 0)
  const { transfers, postings, instalments, cancelled } = month.counts
  assert.ok(
    transfers! > 400 && postings! > 8000 && instalments! > 200 && cancelled === 50,
    JSON.stringify(month.counts),
  )
})

test('the journal vouches for every row of the month, and names those that were altered behind its back', async () => {
  assert.deepEqual(whole, [])
  const found = await audited()
  assert.deepEqual(found.map((one) => /^\w+ \w+/.exec(one)![0]).toSorted(), [
    'changed entry',
    'changed entry',
    'without_event entry',
    'without_event entry',
  ])
})
