import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aCampaign } from '../../test/a-campaign.ts'
import { aDeadline, deadline, link, notifiedAt } from '../../test/a-deadline.ts'
import { aDesk } from '../../test/a-desk.ts'
import { aDrawnProgramme, must, publicValue, refusalOf } from '../../test/a-draw.ts'
import { aBoughtTraining } from '../../test/a-finished-training.ts'
import { aListOf } from '../../test/a-list-of.ts'
import { aProgramme } from '../../test/a-programme.ts'
import { aWave } from '../../test/a-wave.ts'
import { aBankAccount, buyTraining, learn, payTo } from '../../test/payable.ts'
import { ana, budi, byTwo, moreStaff, twoPeople } from '../../test/two-people.ts'
import { approve, requestApproval, type TwoPersonAct, withdrawApproval } from '../approvals/approvals.ts'
import type { Context } from '../database/context.ts'
import { approveRestore, requestRestore } from '../deadlines/correct.ts'
import { extendWave, extendWaveAct } from '../deadlines/extend-wave.ts'
import { holdSweep, holdSweepAct, releaseSweep, releaseSweepAct } from '../deadlines/wave-holds.ts'
import { inventRecipient } from '../demo/invent-recipient.ts'
import { giveAccessAct } from '../desk/give-access.ts'
import { day, hour } from '../kernel/clock.ts'
import type { Outcome } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import { wibDate } from '../kernel/wib.ts'
import { cancelPurchase, cancelPurchaseAct } from '../learning/cancellation/cancel-purchase.ts'
import { cancelSchedule, cancelScheduleAct } from '../learning/cancellation/cancel-schedule.ts'
import { soldSchedule } from '../learning/cancellation/sold-schedules.ts'
import { beginCampaign, beginCampaignAct } from '../messages/campaigns/begin-campaign.ts'
import { draftCampaign } from '../messages/campaigns/campaigns.ts'
import { useWording, useWordingAct, writeWording } from '../messages/wording/wordings.ts'
import { listBankAccounts } from '../money/bank/bank-accounts.ts'
import { setContract, setContractAct } from '../money/contracts.ts'
import {
  approveLargeRun,
  approveRun,
  payLargeRunAct,
  payRunAct,
  withdrawRun,
} from '../money/runs/approve-run.ts'
import { computeRun } from '../money/runs/compute-run.ts'
import { notifyWave } from '../recipients/notify-wave.ts'
import { correctIdentity, correctIdentityAct } from '../registration/corrections/correct-identity.ts'
import { erasePerson, erasePersonAct } from '../retention/erase-person.ts'
import { endSuspension, endSuspensionAct } from '../suspension/end-suspension.ts'
import { settleSuspensions } from '../suspension/settle-suspensions.ts'
import { suspend, suspendAct } from '../suspension/suspend.ts'
import { cancelWave, cancelWaveAct } from '../waves/cancel-wave.ts'
import { enterPublicValue } from '../waves/draw/enter-public-value.ts'
import { runDraw, runDrawAct } from '../waves/draw/run-draw.ts'
import { createExtraWave, extraWaveAct } from '../waves/extra-wave.ts'
import { grantCardsAct } from '../waves/grant-cards.ts'
import { openWave, openWaveAct } from '../waves/open-wave.ts'
import { beginYear, beginYearAct } from '../years/begin-year.ts'
import { changeYear, changeYearAct } from '../years/change-year.ts'
import { scheme2021 } from '../years/year-rules.ts'
import { createYear } from '../years/years.ts'
import { type ApprovedAct, approvedActs, otherActs } from './acts-of-two.ts'

type ActOfTwo = ApprovedAct | (typeof otherActs)[number]
const actsOfTwo: readonly ActOfTwo[] = [...(Object.keys(approvedActs) as ApprovedAct[]), ...otherActs]

const programme = await aDrawnProgramme()
const world = await aDeadline()
const shop = await aProgramme()
const desk = await aDesk()
after(async () => {
  await shop.close()
  await world.close()
  await desk.close()
})
await twoPeople(shop.pool)
await twoPeople(world.pool)

let wordings = 0
type Did = Promise<Outcome<unknown, string>>

/** An act that is ready to be done: how somebody is the first, the second, and how it is done. */
interface Ready {
  readonly ctx: Context
  make(actor: Actor): Did
  check(actor: Actor): Did
  perform(actor: Actor): Did
}

const byApproval = (
  ctx: Context,
  act: Outcome<TwoPersonAct | undefined, string>,
  perform: Ready['perform'],
): Ready => {
  const wanted = must(act)
  assert.ok(wanted)
  return {
    ctx,
    make: (actor) => requestApproval(ctx, wanted, actor),
    check: (actor) => approve(ctx, wanted, actor),
    perform,
  }
}

/** A wave whose cards were given just now. */
async function aGivenWave(): Promise<number> {
  world.clock.set(notifiedAt)
  return (await aWave(world.ctx, 1)).waveId
}

async function aClosedWave(): Promise<number> {
  const waveId = await programme.anOpenWave(1)
  await programme.join(await programme.aPerson(), waveId)
  await programme.close(waveId)
  return waveId
}

/** A run of one payment that somebody else has computed, of so many rupiah or more taking two approvals. */
async function aRun(secondFrom = 1_000_000_000): Promise<number> {
  const { ctx, pool } = shop
  const { rows: open } = await pool.query(
    'select run_id from payment_run where exported_at is null and withdrawn_at is null',
  )
  for (const { run_id } of open) must(await withdrawRun(ctx, run_id, ana))
  const payments = { ...scheme2021.payments, secondApprovalRupiah: secondFrom }
  await pool.query(
    `insert into programme_year (year, name, rules) values (2026, 'Tahun 2026', $1)
     on conflict (year) do update set rules = excluded.rules`,
    [{ ...scheme2021, payments }],
  )
  if ((await listBankAccounts(pool)).length === 0) {
    await aBankAccount(ctx, 5_000_000)
    await payTo(shop, 'institution', 1)
  }
  await learn(ctx, await buyTraining(shop, { price: 100_000 }), 2)
  const [maker] = await moreStaff(pool, 1)
  return must(await computeRun(ctx, { withSandbox: false }, maker!)).runId
}

const ready: Readonly<Record<ActOfTwo, () => Promise<Ready>>> = {
  async use_wording() {
    const { ctx } = shop
    const place = { template: 'restored', channel: 'sms', language: 'id' } as const
    const written = { body: `Kartu Anda aktif lagi sampai {deadline}: {link} ${++wordings}`, because: 'uji' }
    const { wordingId } = must(await writeWording(ctx, place, written, ana))
    return byApproval(ctx, await useWordingAct(ctx.db, wordingId), (actor) =>
      useWording(ctx, wordingId, actor),
    )
  },
  async send_campaign() {
    const { ctx, clock, cards } = world
    clock.set(notifiedAt)
    await cards(1)
    const { campaignId } = must(await draftCampaign(ctx, aCampaign(), { site: link, by: ana }))
    return byApproval(ctx, await beginCampaignAct(ctx.db, campaignId, clock.now()), (actor) =>
      beginCampaign(ctx, campaignId, actor),
    )
  },
  async open_wave() {
    const { ctx, pool } = programme
    const waveId = await programme.aPlannedWave(3)
    return byApproval(ctx, await openWaveAct(pool, waveId), (actor) => openWave(ctx, waveId, actor))
  },
  async run_draw() {
    const { ctx, pool } = programme
    const waveId = await aClosedWave()
    await programme.enterValue(waveId)
    return byApproval(ctx, await runDrawAct(pool, waveId), (actor) => runDraw(ctx, waveId, { actor }))
  },
  async grant_cards() {
    const { ctx, pool } = programme
    const waveId = await aListOf(ctx, 2)
    return byApproval(ctx, await grantCardsAct(pool, waveId), (actor) =>
      notifyWave(ctx, waveId, { actor, link }),
    )
  },
  async plan_extra_wave() {
    const { ctx, pool, clock, cards, run } = world
    await cards(2)
    clock.set(deadline)
    await run()
    const wanted = { year: 2026 }
    return byApproval(ctx, await extraWaveAct(pool, wanted), (actor) => createExtraWave(ctx, wanted, actor))
  },
  async cancel_wave() {
    const { ctx, pool, clock } = programme
    const waveId = await programme.anOpenWave(1)
    return byApproval(ctx, await cancelWaveAct(pool, waveId, 'uji', clock.now()), (actor) =>
      cancelWave(ctx, waveId, { because: 'uji', home: link, actor }),
    )
  },
  async correct_identity() {
    const { ctx } = programme
    const personId = await programme.aPerson()
    const { nik, birth_date: birthDate } = inventRecipient(990_001)
    const typed = { nik, birthDate }
    const grounds = { because: 'uji', document: 'identity_card' }
    return byApproval(ctx, await correctIdentityAct(ctx, personId, typed, grounds), (actor) =>
      correctIdentity(ctx, personId, typed, { ...grounds, actor }),
    )
  },
  async erase_person() {
    const { ctx } = programme
    const personId = await programme.aPerson()
    const because = { because: 'diminta di loket' }
    return byApproval(ctx, await erasePersonAct(ctx, personId, because), (actor) =>
      erasePerson(ctx, personId, { ...because, actor, link: () => link }),
    )
  },
  async give_access() {
    const { ctx } = desk
    const holder = await desk.aHolder()
    const { deskCaseId } = await desk.toSecond(holder, ana)
    await desk.ask(deskCaseId, holder, budi)
    return byApproval(ctx, await giveAccessAct(ctx, deskCaseId), (actor) => desk.perform(deskCaseId, actor))
  },
  async cancel_schedule() {
    const { ctx, aCourse } = shop
    const { scheduleCode } = await aCourse()
    const scheduleId = (await soldSchedule(shop.pool, scheduleCode))!.scheduleId!
    return byApproval(ctx, await cancelScheduleAct(ctx.db, scheduleId, 'uji'), (actor) =>
      cancelSchedule(ctx, scheduleId, 'uji', actor),
    )
  },
  async cancel_purchase() {
    const { ctx } = shop
    const bought = await aBoughtTraining(shop)
    return byApproval(ctx, await cancelPurchaseAct(ctx.db, bought, 'uji'), (actor) =>
      cancelPurchase(ctx, bought, 'uji', { actor, link }),
    )
  },
  async set_contract() {
    const { ctx, clock } = programme
    await programme.pool.query(
      `insert into partner (partner_id, client_code, name, kind, domain, created_at)
       values (77, 'toko-kontrak', 'Toko', 'storefront', 'toko.example', now()) on conflict do nothing`,
    )
    const terms = { commissionBp: 1000, from: wibDate(new Date(clock.now().getTime() + 2 * day)) }
    return byApproval(ctx, await setContractAct(ctx.db, 77, terms, clock.now()), (actor) =>
      setContract(ctx, 77, terms, actor),
    )
  },
  async suspend_institution() {
    const { ctx, pool } = shop
    const { rows } = await pool.query(
      `insert into institution (name, name_key, slug) values ('LKP Henti', 'lkp henti', 'lkp-henti') returning institution_id`,
    )
    const party = { kind: 'institution', id: rows[0].institution_id } as const
    const why = { because: 'uji', begun: 'by_place' }
    return byApproval(ctx, await suspendAct(pool, party, why), (actor) => suspend(ctx, party, why, actor))
  },
  async suspend_storefront() {
    const { ctx, pool } = shop
    const party = { kind: 'storefront', id: 3 } as const
    const why = { because: 'uji', begun: '' }
    return byApproval(ctx, await suspendAct(pool, party, why), (actor) => suspend(ctx, party, why, actor))
  },
  async end_suspension() {
    const { ctx, pool } = shop
    const party = { kind: 'storefront', id: 2 } as const
    const why = { because: 'uji', begun: '' }
    await byTwo(ctx, await suspendAct(pool, party, why))
    const { suspensionId } = must(await suspend(ctx, party, why, budi))
    await settleSuspensions(
      {
        ctx,
        purchases: shop.purchases,
        partnerOf: async () => shop.uji,
        link: (path) => path,
        onMessages: () => {},
      },
      { link, requestId: 'r' },
    )
    return byApproval(ctx, await endSuspensionAct(pool, suspensionId, 'uji'), (actor) =>
      endSuspension(ctx, suspensionId, 'uji', actor),
    )
  },
  async pay_run() {
    const runId = await aRun()
    return byApproval(shop.ctx, await payRunAct(shop.pool, runId), (actor) =>
      approveRun(shop.ctx, runId, actor),
    )
  },
  async pay_large_run() {
    const { ctx, pool } = shop
    const runId = await aRun(1)
    const [first] = await moreStaff(pool, 1)
    const act = must(await payRunAct(pool, runId))
    must(await requestApproval(ctx, act, ana))
    must(await approve(ctx, act, first!))
    must(await approveRun(ctx, runId, first!))
    must(await withdrawApproval(ctx, { act: 'pay_large_run', subject: act.subject }, ana))
    return byApproval(ctx, await payLargeRunAct(pool, runId), (actor) => approveLargeRun(ctx, runId, actor))
  },
  async hold_sweep() {
    const { ctx, pool } = world
    const waveId = await aGivenWave()
    return byApproval(ctx, await holdSweepAct(pool, waveId), (actor) => holdSweep(ctx, waveId, actor))
  },
  async release_sweep() {
    const { ctx, pool } = world
    const waveId = await aGivenWave()
    await byTwo(ctx, await holdSweepAct(pool, waveId))
    must(await holdSweep(ctx, waveId, budi))
    return byApproval(ctx, await releaseSweepAct(pool, waveId), (actor) => releaseSweep(ctx, waveId, actor))
  },
  async extend_deadline() {
    const { ctx, pool } = world
    const waveId = await aGivenWave()
    const until = '2027-03-01'
    return byApproval(ctx, await extendWaveAct(pool, waveId, until, ctx.clock.now()), (actor) =>
      extendWave(ctx, waveId, until, actor),
    )
  },
  async begin_year() {
    const { ctx, pool, clock } = programme
    const wanted = { year: 2028, name: 'Program 2028', rules: { ...scheme2021, usableUntil: '2028-12-15' } }
    return byApproval(ctx, await beginYearAct(pool, wanted, clock.now()), (actor) =>
      beginYear(ctx, wanted, actor),
    )
  },
  async change_year_rules() {
    const { ctx, pool, clock } = programme
    const rules = { ...scheme2021, usableUntil: '2029-12-15' }
    must(await createYear(ctx, { year: 2029, name: 'x', rules }, ana))
    const changed = { ...rules, grantRupiah: 2_000_000 }
    return byApproval(ctx, await changeYearAct(pool, 2029, changed, clock.now()), (actor) =>
      changeYear(ctx, 2029, changed, actor),
    )
  },
  async restore_card() {
    const { ctx, clock, cards, run } = world
    const [card] = await cards(1)
    clock.set(deadline)
    await run()
    const { cardId } = card!
    let correctionId = '0'
    return {
      ctx,
      async make(actor) {
        const asked = await requestRestore(ctx, cardId, 'tercatat terlambat', actor)
        if (asked.ok) correctionId = asked.value.correctionId
        return asked
      },
      check: (actor) => approveRestore(ctx, correctionId, actor, { link }),
      perform: async () => ({ ok: true, value: null }),
    }
  },
  async enter_public_value() {
    const { ctx, clock } = programme
    const waveId = await aClosedWave()
    clock.advance(2 * day)
    const enter = (actor: Actor) => enterPublicValue(ctx, waveId, publicValue, actor)
    return { ctx, make: enter, check: enter, perform: async () => ({ ok: true, value: null }) }
  },
}

/** Somebody whose factors are new: they may decide in an hour. */
async function somebodyNew(ctx: Context): Promise<Actor> {
  const [one] = await moreStaff(ctx.db, 1)
  const from = new Date(ctx.clock.now().getTime() + hour)
  await ctx.db.query('update staff set may_decide_from = $2 where staff_id = $1', [
    one!.actor.slice('staff:'.length),
    from,
  ])
  return one!
}

test('the list of acts and what this test knows of are the same', () => {
  assert.deepEqual(Object.keys(ready).sort(), actsOfTwo.toSorted())
})

for (const act of actsOfTwo)
  test(`${act}: takes two of the staff who have rested, never one, never a name`, async () => {
    const it = await ready[act]()
    const fresh = await somebodyNew(it.ctx)
    for (const name of ['cli:ana', 'operator:ani', 'system:demo', 'STAFF:101', 'staff:999999'])
      assert.equal(refusalOf(await it.make({ actor: name, requestId: 'r' })), 'staff_needed', name)
    const early = await it.make(fresh)
    assert.ok(!early.ok && early.refusal === 'still_resting')
    assert.equal(early.facts.until?.getTime(), it.ctx.clock.now().getTime() + hour)

    must(await it.make(ana))
    assert.equal(refusalOf(await it.check(ana)), 'second_person_needed')
    assert.equal(refusalOf(await it.check({ ...ana, actor: 'cli:budi' })), 'staff_needed')
    assert.equal(refusalOf(await it.check(fresh)), 'still_resting')
    if (act in approvedActs) assert.notEqual(refusalOf(await it.perform(ana)), undefined)
    must(await it.check(budi))
    must(await it.perform(budi))
  })

test('whoever is disabled decides nothing', async () => {
  const it = await ready.open_wave()
  const [one] = await moreStaff(it.ctx.db, 1)
  await it.ctx.db.query('update staff set disabled_at = now() where staff_id = $1', [
    one!.actor.slice('staff:'.length),
  ])
  assert.equal(refusalOf(await it.make(one!)), 'staff_needed')
})
