import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { bekalOn } from '../../../test/bekal.ts'
import { settingsOf } from '../../../test/database.ts'
import { aMarket } from '../../../test/fraud/a-market.ts'
import { historicFrauds } from '../../../test/fraud/frauds.ts'
import { budi, tokenOf } from '../../../test/two-people.ts'
import { reportFraud } from '../../fraud/report-fraud.ts'

// The commands go by the machine's clock.
const market = await aMarket(new Date())
const { ctx } = market
const folder = await mkdtemp(path.join(tmpdir(), 'bekal-cli-'))
after(async () => {
  await market.database.close()
  await rm(folder, { recursive: true, force: true })
})
const settings = { BEKAL_DATA: folder, ...settingsOf(market.database) }
const byBudi = bekalOn(settings, await tokenOf(ctx, budi))
const nobody = bekalOn(settings)
const because = ['--because', 'Sudah diperiksa di tempat.'] as const

async function refused(given: Promise<{ code: number; said: { refusal?: string } }>): Promise<string> {
  const { code, said } = await given
  assert.equal(code, 1, JSON.stringify(said))
  return said.refusal ?? ''
}

test('a scan by command opens a case, which is listed, shown, and decided by somebody of the staff', async () => {
  await historicFrauds.givesForEnrolling!(market)
  assert.deepEqual((await nobody('fraud', 'scan')).said, { opened: 1, grown: 0, held: 1, unfinished: [] })
  const { said: listed } = await nobody('fraud', 'list', '--state', 'open')
  assert.deepEqual(
    listed.map((one: Record<string, unknown>) => [one.signal, one.count, one.held]),
    [['gifts', 4, 1]],
  )
  const id = listed[0].caseId
  const { said: shown } = await nobody('fraud', 'show', id)
  assert.match(shown.told.seen, /^4 of 4 reviews speak of money or gifts/)
  assert.deepEqual(shown.stopped, [{ partyKind: 'institution', parties: 1 }])
  assert.equal(shown.purchases.length, 4)

  assert.equal((await nobody('fraud', 'decide', id, '--cleared', ...because)).code, 1)
  assert.equal(await refused(byBudi('fraud', 'decide', id, ...because)), 'decision_missing')
  assert.deepEqual((await byBudi('fraud', 'decide', id, '--cleared', ...because)).said, {
    state: 'cleared',
    lifted: 1,
  })
  assert.equal(await refused(byBudi('fraud', 'decide', id, '--confirmed', ...because)), 'case_cleared')
  assert.equal(await refused(nobody('fraud', 'show', 'x')), 'case_unknown')
  assert.deepEqual((await nobody('fraud', 'list', '--state', 'open')).said, [])
})

test('a report of the public is a case that stops nothing, and keeps to itself how to reach who filed it', async () => {
  const contact = 'saksi@surat.example'
  const reference = await reportFraud(ctx, {
    ...{
      about: 'institution',
      named: 'Lembaga Semu',
      text: 'Kelasnya tidak pernah ada, NIK 3201234567890001 dipakai.',
    },
    ...{ contact, requestId: 'r-report' },
  })
  const { said: listed } = await nobody('fraud', 'list', '--signal', 'report')
  assert.deepEqual(
    listed.map((one: Record<string, unknown>) => [one.subject, one.held, one.state]),
    [[reference, 0, 'open']],
  )
  const { said: shown } = await nobody('fraud', 'show', listed[0].caseId)
  assert.equal(shown.report.named, 'Lembaga Semu')
  assert.ok(!JSON.stringify(shown).includes('3201234567890001'))
  for (const table of ['fraud_report', 'fraud_case', 'journal'])
    assert.ok(
      !JSON.stringify((await market.pool.query(`select * from ${table}`)).rows).includes(contact),
      table,
    )
  assert.ok(!JSON.stringify(shown).includes(contact))
})
