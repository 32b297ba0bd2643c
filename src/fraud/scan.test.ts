import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aMarket } from '../../test/fraud/a-market.ts'
import { anHonestCrowd } from '../../test/fraud/an-honest-crowd.ts'
import { historicFrauds, otherFrauds, type Planted } from '../../test/fraud/frauds.ts'
import { moreStaff, twoPeople } from '../../test/two-people.ts'
import { hour } from '../kernel/clock.ts'
import { usualFraud } from '../years/fraud-rules.ts'
import { caseWords } from './case-words.ts'
import { type FraudCase, listCases } from './cases.ts'
import { decideCase } from './decide-case.ts'
import { scanForFraud } from './scan.ts'
import { type SignalName, signals } from './signals.ts'

const market = await aMarket()
const { ctx, pool, clock } = market
after(() => market.database.close())

const planted = new Map<string, Planted>()
await anHonestCrowd(market, 7, 4000)

const named = ({ signal, subjectKind, subjectId }: FraudCase) =>
  subjectKind === 'people' ? `${signal} people` : `${signal} ${subjectKind}:${subjectId}`
const cases = () => listCases(ctx.db, { most: 1000 })
/** `purchase:7` and so on, for all that is stopped now. */
async function stopped(): Promise<Set<string>> {
  const { rows } = await pool.query(
    `select party_kind || ':' || party_id as party from hold where lifted_at is null`,
  )
  return new Set(rows.map(({ party }) => party))
}
const scan = (rules = usualFraud) => scanForFraud(ctx, rules)

test('people who learn raise no case, however odd some of them are', async () => {
  const scanned = await scan()
  assert.deepEqual((await cases()).map(named), [])
  assert.deepEqual(scanned, { opened: 0, grown: 0, held: 0, unfinished: [] })
})

test('each fraud of the sister schemes is a case, and what it would be paid is stopped', async (t) => {
  for (const [name, plant] of Object.entries({ ...historicFrauds, ...otherFrauds }))
    await t.test(name, async () => {
      const before = new Set((await cases()).map(({ caseId }) => caseId))
      const done = await plant(market)
      planted.set(name, done)
      await scan()
      const opened = (await cases()).filter(({ caseId }) => !before.has(caseId))
      assert.deepEqual(opened.map(named).sort(), [...done.is].sort())
      const held = await stopped()
      for (const party of done.stopped ?? done.sold.map(({ purchaseId }) => `purchase:${purchaseId}`))
        assert.ok(held.has(party), `${party} is not stopped`)
      // Nothing has been paid before.
      assert.equal(opened.filter(({ held }) => held === 0).length, 0)
    })
})

test('of a crowd and all those frauds, at least four cases in five are frauds', async () => {
  const wanted = [...planted.values()].flatMap(({ is }) => is)
  const all = (await cases()).map(named)
  const right = all.filter((one) => wanted.includes(one)).length
  assert.ok(right >= wanted.length, `found ${right} of ${wanted.length}`)
  assert.ok(right / all.length >= 0.8, `${right} of ${all.length} cases are frauds`)
})

test('a scan that is repeated changes nothing, and two at once do what one does', async () => {
  const state = async () => ({
    cases: await cases(),
    holds: (await pool.query('select * from hold order by hold_id')).rows,
    journal: (await pool.query('select count(*) from journal')).rows,
  })
  const before = await state()
  assert.deepEqual(await scan(), { opened: 0, grown: 0, held: 0, unfinished: [] })
  assert.deepEqual(await state(), before)

  const planting = historicFrauds.takesOverByChangedPhone!
  const { is, sold } = await planting(market)
  const both = await Promise.all([scan(), scan()])
  assert.deepEqual(both.map(({ opened }) => opened).sort(), [0, 1], 'one of them opens the case')
  assert.equal(both[0]!.held + both[1]!.held, sold.length)
  const found = (await cases()).filter((one) => is.includes(named(one)))
  assert.deepEqual(
    found.map(({ held, count }) => [held, count]),
    [[sold.length, sold.length]],
  )
})

test('a case grows by what is new, and stops it', async () => {
  const course = await market.aCourse(await market.anInstitution())
  const sale = { course, storefront: 1, redeemedAfterSeconds: 3 }
  const some = (count: number, hours: number) =>
    market.sell(Array.from({ length: count }, () => ({ ...sale, paidAt: market.hoursAgo(hours) })))
  await some(25, 40)
  await scan()
  await some(5, 2)
  assert.deepEqual(await scan(), { opened: 0, grown: 1, held: 5, unfinished: [] })
  const grown = (await cases()).filter((one) => named(one) === `instant_redeem course:${course}`)
  assert.deepEqual(
    grown.map(({ count, held, heldRupiah, state }) => [count, held, heldRupiah, state]),
    [[30, 30, 30 * 400_000, 'open']],
  )
})

test('cleared, the same evidence opens no case again, and new evidence does', async () => {
  await twoPeople(pool)
  const [decider] = await moreStaff(pool, 1)
  const course = await market.aCourse(await market.anInstitution())
  const plant = (hours: number) =>
    market.sell(
      Array.from({ length: 20 }, () => ({
        ...{ course, storefront: 1, redeemedAfterSeconds: 3, paidAt: market.hoursAgo(hours) },
      })),
    )
  const ofCourse = async () =>
    (await cases()).filter((one) => named(one) === `instant_redeem course:${course}`)
  await plant(40)
  await scan()
  const [first] = await ofCourse()
  assert.equal(first!.held, 20)
  const because = 'Toko memasukkan kodenya sendiri, sudah diperiksa.'
  const cleared = await decideCase(ctx, first!.caseId, { state: 'cleared', because }, decider!)
  assert.deepEqual(cleared, { ok: true, value: { lifted: 20 } })
  clock.set(new Date(clock.now().getTime() + hour))
  await scan()
  assert.deepEqual(
    (await ofCourse()).map(({ state, held }) => [state, held]),
    [['cleared', 0]],
  )
  await market.sell([{ course, storefront: 1, redeemedAfterSeconds: 3, paidAt: market.hoursAgo(3) }])
  await scan()
  assert.equal((await ofCourse()).length, 1, 'one more is not enough')
  await plant(2)
  await scan()
  assert.deepEqual(
    (await ofCourse()).map(({ state, held, count }) => [state, held, count]),
    [
      ['open', 21, 21],
      ['cleared', 0, 20],
    ],
  )
})

test('confirmed, a case stays stopped and stops what comes after', async () => {
  const [decider] = await moreStaff(pool, 1)
  const { is, sold } = await historicFrauds.claimsCoursesNotHeld!(market)
  await scan()
  const ours = async () => (await cases()).filter((one) => is.includes(named(one)))
  const [found] = await ours()
  const decided = await decideCase(
    ctx,
    found!.caseId,
    { state: 'confirmed', because: 'Tidak ada kelas, peserta tidak pernah diundang.' },
    decider!,
  )
  assert.deepEqual(decided, { ok: true, value: { lifted: 0 } })
  const course = Number(found!.subjectId)
  await market.sell([
    {
      ...{ course, storefront: 2, paidAt: market.daysAgo(5), redeemedAfterSeconds: 86_400 },
      ...{ finishedAfter: 72, finishedAs: 'reported', firstUse: 'marked' },
    },
  ])
  await scan()
  assert.deepEqual(
    (await ours()).map(({ state, held }) => [state, held]),
    [['confirmed', sold.length + 1]],
  )
})

test('two who decide at once: one does, and the other is told so', async () => {
  const [one, other] = await moreStaff(pool, 2)
  const { is } = await otherFrauds.redeemsInBulk!(market)
  await scan()
  const found = (await cases()).find((each) => is.includes(named(each)))!
  const because = 'Sudah ditanyakan kepada lembaganya.'
  const outcomes = await Promise.all([
    decideCase(ctx, found.caseId, { state: 'cleared', because }, one!),
    decideCase(ctx, found.caseId, { state: 'cleared', because }, other!),
  ])
  assert.deepEqual(outcomes.map((outcome) => (outcome.ok ? outcome.value.lifted : outcome.refusal)).sort(), [
    30,
    'case_cleared',
  ])
})

test('a decision takes a reason and somebody of the staff, and is not made twice', async () => {
  const [decider] = await moreStaff(pool, 1)
  const open = (await cases()).find(({ state }) => state === 'open')!
  const because = 'Alasan yang cukup panjang.'
  const refusal = async (...given: Parameters<typeof decideCase>) => {
    const outcome = await decideCase(...given)
    return outcome.ok ? 'done' : outcome.refusal
  }
  const confirmed = { state: 'confirmed', because } as const
  assert.equal(
    await refusal(ctx, open.caseId, { state: 'cleared', because: 'pendek' }, decider!),
    'decision_reason_length',
  )
  assert.equal(
    await refusal(ctx, open.caseId, confirmed, { actor: 'cli:root', requestId: 'r' }),
    'staff_needed',
  )
  assert.equal(await refusal(ctx, '999999', confirmed, decider!), 'case_unknown')
  assert.equal(await refusal(ctx, open.caseId, confirmed, decider!), 'done')
  assert.equal(await refusal(ctx, open.caseId, confirmed, decider!), 'case_confirmed')
})

test('above the caps of the year a course and an institution are cases', async () => {
  const institution = await market.anInstitution()
  const courses = [await market.aCourse(institution), await market.aCourse(institution)]
  for (const [at, course] of courses.entries())
    await market.sell(
      Array.from({ length: at === 0 ? 350 : 300 }, (_, i) => ({
        ...{
          course,
          storefront: 1 + (i % 4),
          paidAt: market.daysAgo(1 + (i % 25)),
          redeemedAfterSeconds: 9000,
        },
      })),
    )
  const before = (await cases()).length
  await scan({ ...usualFraud, coursePurchases: 340, institutionPurchases: 649 })
  const opened = (await cases()).slice(0)
  const caps = opened.filter(({ signal }) => signal === 'cap')
  assert.equal(opened.length - before, 2)
  assert.deepEqual(caps.map(named).sort(), [`cap course:${courses[0]}`, `cap institution:${institution}`])
  assert.deepEqual(caps.map(({ held }) => held).sort(), [1, 350])
})

test('every signal but the public has raised a case by now, and its sentences have all their figures', async () => {
  const all = await cases()
  const raised = new Set(all.map(({ signal }) => signal))
  assert.deepEqual(
    Object.keys(signals).filter((name) => !raised.has(name as SignalName)),
    [],
  )
  for (const found of all)
    for (const language of ['id', 'en'] as const) {
      const { seen, usual } = caseWords[language][found.signal]
      for (const [, figure] of `${seen} ${usual}`.matchAll(/\{(\w+)\}/g))
        assert.ok(figure! in found.evidence.figures, `${found.signal} in ${language}: ${figure}`)
    }
})
