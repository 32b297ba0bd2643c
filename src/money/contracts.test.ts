import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aProgramme } from '../../test/a-programme.ts'
import { ana, budi, byTwo } from '../../test/two-people.ts'
import { day } from '../kernel/clock.ts'
import { formatPercent, readPercent } from '../kernel/percent.ts'
import { reasonsOf } from '../kernel/refusal.ts'
import { checkInvariants } from '../ledger/check-invariants.ts'
import { scheme2021 } from '../years/year-rules.ts'
import { createYear } from '../years/years.ts'
import { contractRefusals, listContracts, setContract, setContractAct } from './contracts.ts'

const programme = await aProgramme()
const { ctx, pool, clock } = programme
after(() => programme.close())
const rules = { ...scheme2021, usableUntil: '2027-12-15' }
assert.ok((await createYear(ctx, { year: 2026, name: 'Tahun 2026', rules }, ana)).ok)
const terms = { commissionBp: 1250, from: '2026-12-01' }
const wanted = (partnerId: number, more: object = {}) =>
  setContractAct(pool, partnerId, { ...terms, ...more }, clock.now())

test('a contract takes two people, holds from its day on, and is listed with who approved it', async () => {
  const act = await wanted(1)
  const alone = await setContract(ctx, 1, terms, budi)
  assert.equal(alone.ok ? '' : alone.refusal, 'approval_missing')
  await byTwo(ctx, act)
  const other = await setContract(ctx, 1, { ...terms, commissionBp: 1500 }, budi)
  assert.equal(other.ok ? '' : other.refusal, 'approval_differs', 'another percentage than was approved')
  assert.ok((await setContract(ctx, 1, terms, budi)).ok)
  assert.equal((await setContract(ctx, 1, terms, budi)).ok, false, 'once')
  await byTwo(ctx, await wanted(1, { institutionId: 1, commissionBp: 700 }))
  assert.ok((await setContract(ctx, 1, { ...terms, institutionId: 1, commissionBp: 700 }, budi)).ok)
  const listed = await listContracts(pool)
  assert.deepEqual(
    listed.map((one) => [
      one.storefront,
      one.institution,
      one.commissionBp,
      one.holdsFrom.toISOString(),
      one.approvedBy,
    ]),
    [
      ['Toko', undefined, 1250, '2026-11-30T17:00:00.000Z', budi.actor],
      ['Toko', 'LKP Contoh', 700, '2026-11-30T17:00:00.000Z', budi.actor],
    ],
  )
  assert.deepEqual(await checkInvariants(pool), [])
})

test('what cannot be agreed is refused by name', async () => {
  const met = new Set<string>()
  const refused = async (partnerId: number, more: object) => {
    const act = await wanted(partnerId, more)
    if (!act.ok) met.add(act.refusal)
    return act.ok ? '' : act.refusal
  }
  assert.equal(await refused(99, {}), 'storefront_unknown')
  assert.equal(await refused(1, { institutionId: 99 }), 'institution_unknown')
  assert.equal(await refused(1, { commissionBp: 1501 }), 'commission_above_cap')
  assert.equal(await refused(1, { commissionBp: 1500 }), '')
  assert.equal(await refused(1, { from: '2026-11-23' }), 'contract_day_past')
  assert.deepEqual([...met].sort(), [...reasonsOf(contractRefusals)].sort())
  // Approved in time, and performed too late: what was paid meanwhile goes by what held.
  await byTwo(ctx, await wanted(3))
  clock.advance(30 * day)
  const late = await setContract(ctx, 3, terms, budi)
  assert.equal(late.ok ? '' : late.refusal, 'contract_day_past')
})

test('a percentage is read as people write it, and nothing else is', () => {
  const read = ['12,5', '12.50', '0', '100', '7%', ' 9 ', '15,25'].map(readPercent)
  assert.deepEqual(read, [1250, 1250, 0, 10_000, 700, 900, 1525])
  for (const typed of ['', '-1', '100,01', '12,345', '1e2', 'dua', '12,', '1.250,5'])
    assert.equal(readPercent(typed), undefined, typed)
  assert.deepEqual([formatPercent(1250, 'id'), formatPercent(700, 'en')], ['12,5%', '7%'])
})
