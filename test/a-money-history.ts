import assert from 'node:assert/strict'
import { inTransaction } from '../src/database/transaction.ts'
import { hour } from '../src/kernel/clock.ts'
import { cancelTrainings } from '../src/learning/cancellation/cancel-trainings.ts'
import { type TrialBalance, trialBalance } from '../src/ledger/trial-balance.ts'
import { importBankFile } from '../src/money/bank/import-bank-file.ts'
import { approveRun, payRunAct } from '../src/money/runs/approve-run.ts'
import { computeRun } from '../src/money/runs/compute-run.ts'
import { exportRun } from '../src/money/runs/export-run.ts'
import { aDrawnProgramme } from './a-draw.ts'
import { aProgramme } from './a-programme.ts'
import { camt053, type Movement } from './bank-file.ts'
import { aBankAccount, buyTraining, contractOf, learn, payTo } from './payable.ts'
import { ana, budi, byTwo } from './two-people.ts'

/** What can happen to money; `which` picks one of those that it can happen to, of an institution from 1 to 3. */
export type MoneyStep =
  | { readonly step: 'buy'; readonly price: number; readonly discount: number; readonly which: number }
  | { readonly step: 'use' | 'finish' | 'cancel' | 'return'; readonly which: number }
  | { readonly step: 'pay' | 'answer' | 'stray' }

type Bought = Awaited<ReturnType<typeof buyTraining>>

/**
 * A programme of two drawn waves, three institutions and a storefront with a commission, in which money moves step by step.
 * After each step the clock goes on for an hour.
 */
export async function aMoneyHistory() {
  const programme = await aProgramme({ secondPurchaseAfterFinished: false })
  const { ctx, pool, clock } = programme
  const draw = await aDrawnProgramme(programme)
  const people: { personId: string; waveId: number }[] = []
  for (const provinces of [
    ['32', '31', '32', '73', '91'],
    ['32', '33', '73', '31', '33'],
  ]) {
    const waveId = await draw.anOpenWave(4)
    for (const province of provinces) await draw.join(await draw.aPerson({ province }), waveId)
    await draw.drawn(waveId)
    const { rows } = await pool.query('select person_id from recipient where wave_id = $1', [waveId])
    people.push(...rows.map(({ person_id }) => ({ personId: person_id as string, waveId })))
  }
  for (const id of [2, 3])
    await pool.query(`insert into institution (name, name_key, slug) values ($1, $1, $1)`, [`lkp-${id}`])
  await contractOf(pool, 777)
  await aBankAccount(ctx, 900_000_000)
  for (const institution of [1, 2, 3]) await payTo(programme, 'institution', institution)
  await payTo(programme, 'storefront', 1)
  const bought: (Bought & { parts: 0 | 1 | 2; gone: boolean })[] = []
  const bank = { balance: 900_000_000, sequence: 0 }
  const known: { readonly at: Date; readonly balance: TrialBalance }[] = []
  let paid: Movement[] = []

  async function buy(price: number, discount: number, which: number): Promise<void> {
    const training = await buyTraining(programme, { price, discount, institutionId: 1 + (which % 3) })
    const holder = people[bought.length % people.length]!
    await pool.query('update card set person_id = $2, wave_id = $3 where card_id = $1', [
      training.cardId,
      holder.personId,
      holder.waveId,
    ])
    await pool.query(
      `update recipient set card_id = $2, status = 'notified', notified_at = $3 where person_id = $1 and card_id is null`,
      [holder.personId, training.cardId, clock.now()],
    )
    bought.push({ ...training, parts: 0, gone: false })
  }
  async function use(which: number, parts: 1 | 2): Promise<void> {
    const open = bought.filter((one) => !one.gone && one.parts < parts)
    const one = open[which % open.length]
    if (!one) return
    await learn(ctx, one, parts)
    one.parts = parts
  }
  async function cancel(which: number): Promise<void> {
    const open = bought.filter(({ gone }) => !gone)
    const one = open[which % open.length]
    if (!one) return
    const reason = { by: 'cancelled_by_programme', reason: 'kelas tidak ada' } as const
    await inTransaction(pool, (tx) =>
      cancelTrainings(tx, ctx, [one], { ...reason, actor: ana, link: 'https://bekal.example/kartu' }),
    )
    one.gone = true
  }
  async function pay(): Promise<void> {
    const run = await computeRun(ctx, { withSandbox: false }, ana)
    if (!run.ok) return
    if (run.value.lines === 0) return
    await byTwo(ctx, await payRunAct(pool, run.value.runId))
    assert.ok((await approveRun(ctx, run.value.runId, budi)).ok)
    assert.ok((await exportRun(ctx, run.value.runId, ana)).ok)
  }
  async function statement(movements: readonly Movement[]): Promise<void> {
    if (movements.length === 0) return
    const sequence = ++bank.sequence
    const from = `2027-${String(1 + Math.floor(sequence / 28)).padStart(2, '0')}-${String(1 + (sequence % 28)).padStart(2, '0')}`
    const { file, closing } = camt053({ sequence, from, opening: bank.balance }, movements)
    const read = await importBankFile(ctx, { name: `${from}.xml`, content: file }, ana)
    assert.ok(read.ok, read.ok ? '' : read.refusal)
    bank.balance = closing
  }
  async function answer(): Promise<void> {
    const { rows } = await pool.query(
      `select payment_id, amount::int as amount from payment_line where state = 'ordered' order by payment_id`,
    )
    paid = rows.map(({ payment_id, amount }) => ({
      amount: -amount,
      endToEndId: `BKL${String(payment_id).padStart(10, '0')}`,
    }))
    await statement(paid)
  }
  async function giveBack(which: number): Promise<void> {
    const one = paid[which % paid.length]
    if (!one) return
    paid = paid.filter((other) => other !== one)
    await statement([{ ...one, amount: -one.amount, reason: 'AC04' }])
  }
  async function perform(step: MoneyStep): Promise<void> {
    if (step.step === 'buy') await buy(step.price, step.discount, step.which)
    else if (step.step === 'use') await use(step.which, 1)
    else if (step.step === 'finish') await use(step.which, 2)
    else if (step.step === 'cancel') await cancel(step.which)
    else if (step.step === 'return') await giveBack(step.which)
    else if (step.step === 'pay') await pay()
    else if (step.step === 'answer') await answer()
    else await statement([{ amount: 12_345, text: 'tidak dikenal' }])
    known.push({ at: clock.now(), balance: await trialBalance(pool) })
    clock.advance(hour)
  }
  return { ...programme, people, known, perform }
}
