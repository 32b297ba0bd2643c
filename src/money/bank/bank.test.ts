import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, test } from 'node:test'
import { memoryPages, validateXML } from 'xmllint-wasm'
import { aProgramme } from '../../../test/a-programme.ts'
import { camt053, csvStatement, type Movement, mt940, type StatementOf } from '../../../test/bank-file.ts'
import { tamper } from '../../../test/database.ts'
import { aBankAccount, buyTraining, learn, payTo } from '../../../test/payable.ts'
import { ana, budi, byTwo, twoPeople } from '../../../test/two-people.ts'
import { auditJournal } from '../../journal/audit.ts'
import { reasonsOf, sentenceOf } from '../../kernel/refusal.ts'
import { cancelTrainings } from '../../learning/cancellation/cancel-trainings.ts'
import { checkInvariants } from '../../ledger/check-invariants.ts'
import { trialBalance } from '../../ledger/trial-balance.ts'
import { scheme2021 } from '../../years/year-rules.ts'
import { approveRun, payRunAct } from '../runs/approve-run.ts'
import { computeRun } from '../runs/compute-run.ts'
import { exportRun } from '../runs/export-run.ts'
import { addBankAccount, bankAccountRefusals } from './bank-accounts.ts'
import { bankFileRefusals } from './bank-refusals.ts'
import { decideLine, decideLineRefusals, waitingLines } from './decide-line.ts'
import { importBankFile } from './import-bank-file.ts'
import { readBankFile } from './read-bank-file.ts'

const programme = await aProgramme({ secondPurchaseAfterFinished: false })
const { ctx, pool } = programme
after(() => programme.close())
await twoPeople(pool)
await pool.query('insert into programme_year (year, name, rules) values (2026, $1, $2)', [
  'Tahun 2026',
  scheme2021,
])
const opening = 50_000_000
await aBankAccount(ctx, opening)
const refused = new Set<string>()
const refusalOf = (outcome: { ok: boolean; refusal?: string }) => {
  if (outcome.ok) return ''
  refused.add(outcome.refusal!)
  return outcome.refusal
}

let institutions = 1
/** An institution that has earned so much, with an account. */
async function earned(price: number): Promise<number> {
  const id = ++institutions
  await pool.query(
    `insert into institution (institution_id, name, name_key, slug) overriding system value values ($1, $2, $2, $2)`,
    [id, `lkp-${id}`],
  )
  await payTo(programme, 'institution', id)
  await learn(ctx, await buyTraining(programme, { price, institutionId: id }), 2)
  return id
}

/** Pays what is payable: a run, approved and at the bank. Its transfers by institution. */
async function ordered(): Promise<Map<number, { reference: string; amount: number }>> {
  const run = await computeRun(ctx, { withSandbox: false }, ana)
  assert.ok(run.ok, run.ok ? '' : run.refusal)
  await byTwo(ctx, await payRunAct(pool, run.value.runId))
  assert.ok((await approveRun(ctx, run.value.runId, budi)).ok)
  assert.ok((await exportRun(ctx, run.value.runId, ana)).ok)
  const { rows } = await pool.query(
    `select party_id::int as party, payment_id, line.amount::int as amount
     from payment_line line join payment using (payment_id) where run_id = $1 and line.state = 'ordered'`,
    [run.value.runId],
  )
  return new Map(
    rows.map(({ party, payment_id, amount }) => [
      party,
      { reference: `BKL${String(payment_id).padStart(10, '0')}`, amount },
    ]),
  )
}

const bank = { balance: opening, sequence: 0, day: 1 }
/** The bank's next statement, in one of its formats. */
function next(movements: readonly Movement[], write = camt053, more: Partial<StatementOf> = {}) {
  const day = `2026-12-${String(++bank.day).padStart(2, '0')}`
  const { file, closing } = write(
    { sequence: ++bank.sequence, from: day, opening: bank.balance, ...more },
    movements,
  )
  bank.balance = closing
  return { name: `${day}.txt`, content: file }
}
async function imported(file: { name: string; content: Uint8Array }) {
  const read = await importBankFile(ctx, file, ana)
  assert.ok(read.ok, read.ok ? '' : sentenceOf(bankFileRefusals, read.refusal, read.facts, 'en'))
  return read.value
}
async function whole() {
  assert.deepEqual(await checkInvariants(pool), [])
  assert.equal((await trialBalance(pool)).sum, 0)
}
const stateOf = async (party: number) => {
  const { rows } = await pool.query(
    `select payment.state, line.state as line, bank_reason from payment join payment_line line using (payment_id)
     where party_kind = 'institution' and party_id = $1 order by run_id desc limit 1`,
    [party],
  )
  return Object.values(rows[0])
}

test('a statement in each format pays what it names, whoever wrote the reference where', async () => {
  const parties = [await earned(100_000), await earned(200_000), await earned(300_000)]
  const orders = await ordered()
  const [one, two, three] = parties.map((party) => orders.get(party)!)
  const files = [
    next([{ amount: -one!.amount, endToEndId: one!.reference }]),
    next([{ amount: -two!.amount, endToEndId: two!.reference }], mt940),
    next([{ amount: -three!.amount, text: `TRF KE LKP ${three!.reference} RUN` }], csvStatement),
  ]
  for (const file of files) {
    const read = await imported(file)
    assert.deepEqual([read.paid, read.waiting, read.known], [1, 0, false])
    assert.deepEqual(await imported(file), {
      known: true,
      statements: 0,
      paid: 0,
      returned: 0,
      refused: 0,
      waiting: 0,
    })
  }
  for (const party of parties) assert.deepEqual(await stateOf(party), ['paid', 'paid', null])
  const { accounts } = await trialBalance(pool)
  assert.deepEqual([accounts.in_transit, accounts.bank], [0, -(opening - 600_000)])
  await whole()
})

test('what is refused is paid in the next run under the same reference, once there is another account', async () => {
  const party = await earned(150_000)
  const order = (await ordered()).get(party)!
  const answer = `end_to_end_id;status;reason\n${order.reference};RJCT;AC04 rekening ditutup\n`
  const read = await imported({ name: 'jawaban.csv', content: Buffer.from(answer) })
  assert.equal(read.refused, 1)
  assert.deepEqual(await imported({ name: 'jawaban.csv', content: Buffer.from(answer) }), {
    ...read,
    known: true,
    refused: 0,
  })
  const nobodys = Buffer.from('end_to_end_id;status\nBKL0000999999;RJCT\nlain;RJCT\n')
  const of = await imported({ name: 'x', content: nobodys })
  assert.deepEqual([of.known, of.refused, of.waiting], [false, 0, 2], 'what was never ordered')
  assert.deepEqual(await stateOf(party), ['open', 'refused', 'AC04 rekening ditutup'])
  await whole()
  const again = await computeRun(ctx, { withSandbox: false }, ana)
  assert.ok(again.ok)
  const { rows } = await pool.query(`select waits_because from payment_line where run_id = $1`, [
    again.value.runId,
  ])
  assert.deepEqual(rows, [{ waits_because: 'account_refused' }])
  await pool.query('update payment_run set withdrawn_by = $1, withdrawn_at = now() where run_id = $2', [
    ana.actor,
    again.value.runId,
  ])
  await payTo(programme, 'institution', party)
  const retried = (await ordered()).get(party)!
  assert.deepEqual(retried, order, 'the same reference and amount')
  assert.equal((await imported(next([{ amount: -order.amount, endToEndId: order.reference }]))).paid, 1)
  await whole()
})

test('a return of days later reopens its payment; a return in the same statement does, too', async () => {
  const [late, same] = [await earned(120_000), await earned(130_000)]
  const orders = await ordered()
  const one = orders.get(late)!
  const two = orders.get(same)!
  const paid = await imported(
    next([
      { amount: two.amount, endToEndId: two.reference, reason: 'AC01' },
      { amount: -two.amount, endToEndId: two.reference },
      { amount: -one.amount, endToEndId: one.reference },
    ]),
  )
  assert.deepEqual([paid.paid, paid.returned, paid.waiting], [2, 1, 0])
  assert.deepEqual(await stateOf(same), ['open', 'returned', 'AC01'])
  const back = await imported(
    next([{ amount: one.amount, text: `RETUR ${one.reference}`, reason: 'AC06' }], mt940),
  )
  assert.equal(back.returned, 1)
  assert.deepEqual(await stateOf(late), ['open', 'returned', 'AC06'])
  await whole()
  for (const party of [late, same]) await payTo(programme, 'institution', party)
  const retried = await ordered()
  assert.deepEqual([retried.get(late), retried.get(same)], [one, two])
  await imported(
    next([one, two].map(({ reference, amount }) => ({ amount: -amount, endToEndId: reference }))),
  )
  await whole()
})

test('what matches nothing waits with its name, and each decision brings the books right', async () => {
  const [short, much, twice] = [await earned(100_000), await earned(110_000), await earned(120_000)]
  const orders = await ordered()
  const of = (party: number) => orders.get(party)!
  const read = await imported(
    next([
      { amount: -99_999, endToEndId: of(short).reference },
      { amount: -111_000, endToEndId: of(much).reference },
      { amount: -120_000, endToEndId: of(twice).reference },
      { amount: -120_000, endToEndId: of(twice).reference },
      { amount: -5000, text: 'BIAYA ADM' },
      { amount: 1_000_000, text: 'SP2D KAS NEGARA' },
      { amount: 777, endToEndId: of(twice).reference },
      { amount: 1000, text: 'KEMBALIAN' },
    ]),
  )
  assert.deepEqual([read.paid, read.waiting], [1, 7])
  const waiting = await waitingLines(pool)
  assert.deepEqual(
    waiting.map(({ outcome }) => outcome).sort(),
    [
      'amount_differs',
      'amount_differs',
      'paid_twice',
      'return_differs',
      'unknown_credit',
      'unknown_credit',
      'unordered',
    ].sort(),
  )
  await whole()
  const line = (amount: number) => waiting.find((one) => Number(one.amount) === amount)!.statementLineId
  const decide = (
    amount: number,
    decision: 'fee' | 'funding' | 'pays' | 'gives_back' | 'paid_back' | 'party_owes',
    more = {},
  ) => decideLine(ctx, line(amount), { decision, because: 'menurut bank', ...more }, ana)
  const met = async (made: Promise<{ ok: boolean; refusal?: string }>) => refusalOf(await made)
  assert.equal(await met(decide(-5000, 'funding')), 'bank_line_wrong_way')
  assert.equal(await met(decide(-5000, 'pays')), 'bank_line_payment_needed')
  assert.equal(await met(decide(1000, 'paid_back')), 'bank_line_party_needed')
  assert.equal(await met(decide(-5000, 'fee', { because: ' ' })), 'bank_line_reason_missing')
  assert.equal(
    await met(decideLine(ctx, '999999', { decision: 'fee', because: 'x' }, ana)),
    'bank_line_unknown',
  )
  const both = await Promise.all([decide(-5000, 'fee'), decide(-5000, 'fee')])
  assert.deepEqual(both.map(refusalOf).sort(), ['', 'bank_line_decided'], 'two at once')
  for (const made of [
    decide(-99_999, 'pays'),
    decide(-111_000, 'pays'),
    decide(-120_000, 'party_owes'),
    decide(1_000_000, 'funding'),
    decide(777, 'paid_back'),
    decide(1000, 'paid_back', { party: { kind: 'institution', id: String(much) } }),
  ])
    assert.equal(await met(made), '')
  const { accounts, parties } = await trialBalance(pool)
  assert.deepEqual([accounts.suspense, accounts.in_transit], [0, 0])
  const owed = (party: number) =>
    parties.find(({ account, partyId }) => account === 'owed_institution' && partyId === party)?.amount
  assert.deepEqual([owed(much), owed(twice)], [0, -119_223])
  await whole()
  assert.deepEqual(await stateOf(short), ['open', 'paid', null], 'one rupiah is still payable')
})

test('statements that overlap, leave a gap, open elsewhere, do not add up or are of others are refused by name', async () => {
  const state = { ...bank }
  const other = (of: Partial<StatementOf>, movements: readonly Movement[] = [{ amount: 5 }]) => {
    const file = next(movements, camt053, of)
    Object.assign(bank, state)
    return importBankFile(ctx, file, ana)
  }
  assert.equal(refusalOf(await other({ sequence: state.sequence })), 'statement_overlaps')
  assert.equal(refusalOf(await other({ sequence: state.sequence + 2 })), 'statement_gap')
  assert.equal(refusalOf(await other({ opening: state.balance + 1 })), 'statement_opens_elsewhere')
  assert.equal(refusalOf(await other({ account: '999888777' })), 'statement_account_unknown')
  const file = next([{ amount: 5 }])
  Object.assign(bank, state)
  const edited = Buffer.from(file.content.toString().replace('>5.00<', '>6.00<'))
  assert.equal(refusalOf(await importBankFile(ctx, { ...file, content: edited }, ana)), 'statement_wrong_sum')
  for (const content of ['<a', '<html></html>', ':20:X\n:60F:C261201IDR5,00\n', 'a;b;c\n1;2;3\n', '%PDF-1.7'])
    assert.equal(
      refusalOf(await importBankFile(ctx, { name: 'x', content: Buffer.from(content) }, ana)),
      'bank_file_unreadable',
      content,
    )
  assert.equal(
    refusalOf(
      await importBankFile(
        ctx,
        {
          name: 'x',
          content: Buffer.from('<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"/>'),
        },
        ana,
      ),
    ),
    'bank_file_empty',
  )
  const sen = Buffer.from(file.content.toString().replace('>5.00<', '>5.50<'))
  assert.equal(refusalOf(await importBankFile(ctx, { ...file, content: sen }, ana)), 'bank_file_unreadable')
  await whole()
  for (const reason of reasonsOf(bankFileRefusals)) assert.ok(refused.has(reason), `no test meets ${reason}`)
  for (const reason of reasonsOf(decideLineRefusals))
    assert.ok(refused.has(reason), `no test meets ${reason}`)
})

test('an account of the programme is added once, and only whole', async () => {
  const account = { holder: 'Kementerian', bic: 'BRINIDJA', number: '002001000123456', opening: 0 }
  const met = new Set<string>()
  for (const wrong of [{}, { holder: ' ' }, { bic: 'x' }, { number: '12' }, { opening: 0.5 }]) {
    const made = await addBankAccount(ctx, { ...account, ...wrong }, ana)
    met.add(made.ok ? '' : made.refusal)
  }
  assert.deepEqual([...met].sort(), [...reasonsOf(bankAccountRefusals)].sort())
})

test('what was paid and is cancelled afterwards the institution owes, and the next run keeps it', async () => {
  const party = ++institutions
  await pool.query(
    `insert into institution (institution_id, name, name_key, slug) overriding system value values ($1, 'lama', 'lama', 'lama')`,
    [party],
  )
  await payTo(programme, 'institution', party)
  const first = await buyTraining(programme, { price: 400_000, institutionId: party })
  await learn(ctx, first, 1)
  const order = (await ordered()).get(party)!
  await imported(next([{ amount: -order.amount, endToEndId: order.reference }]))
  const cancelled = await pool.connect()
  try {
    await cancelled.query('begin')
    await cancelTrainings(cancelled, ctx, [first], {
      by: 'cancelled_by_programme',
      reason: 'kelas tidak ada',
      actor: ana,
      link: 'https://bekal.example/kartu',
    })
    await cancelled.query('commit')
  } finally {
    cancelled.release()
  }
  const owed = async () =>
    (await trialBalance(pool)).parties.find(
      ({ account, partyId }) => account === 'owed_institution' && partyId === party,
    )?.amount
  assert.equal(await owed(), -120_000)
  const second = await buyTraining(programme, { price: 500_000, institutionId: party })
  await learn(ctx, second, 2)
  const net = (await ordered()).get(party)!
  assert.equal(net.amount, 500_000 - 120_000)
  assert.equal(await owed(), 0)
  await imported(next([{ amount: -net.amount, endToEndId: net.reference }]))
  const violations = await checkInvariants(pool)
  assert.deepEqual(
    violations.filter(({ invariant }) => invariant !== 'cancelled_by_right'),
    [],
  )
})

test('whoever acts for an institution is told by email of what the bank paid, and of what it refused and why', async () => {
  const party = await earned(350_000)
  await pool.query(
    `insert into institution_user (institution_id, email, name, totp_sealed, created_at)
     values ($1, 'wira@lkp.contoh.test', 'Wira', '', now()), ($1, 'bekas@lkp.contoh.test', 'Bekas', '', now())`,
    [party],
  )
  await pool.query(`update institution_user set disabled_at = now() where name = 'Bekas'`)
  const told = async () =>
    (
      await pool.query(
        `select address, template, params ->> 'reason' as reason, params ->> 'reference' as reference, params ->> 'link' as link
         from outbox where template like 'payout-%' and template not like '%account%' and address like '%@lkp.contoh.test' order by message_id`,
      )
    ).rows
  const { reference } = (await ordered()).get(party)!
  const refusal = `end_to_end_id;status;reason\n${reference};RJCT;AC06 rekening diblokir\n`
  const read = await importBankFile(ctx, { name: 'tolak.csv', content: Buffer.from(refusal) }, ana)
  assert.ok(read.ok)
  const to = 'wira@lkp.contoh.test'
  const failed = { template: 'payout-failed', reason: 'AC06 rekening diblokir', link: '/mitra/rekening' }
  assert.deepEqual(await told(), [{ address: to, ...failed, reference }])
  await payTo(programme, 'institution', party)
  const again = (await ordered()).get(party)!
  await imported(next([{ amount: -again.amount, endToEndId: reference }]))
  const paid = { template: 'payout-paid', reason: null, link: '/mitra/pembayaran' }
  assert.deepEqual((await told()).slice(1), [{ address: to, ...paid, reference }])
})

test('a statement of camt.053 as the tests write it is valid, and read as it was written', async () => {
  const { file } = camt053({ sequence: 9, from: '2026-12-24', opening: 5 }, [
    { amount: 7, text: 'a', reason: 'AC01' },
  ])
  const schema = readFileSync(
    new URL('../../../../shared/data/iso20022/camt.053.001.08.xsd', import.meta.url),
    'utf8',
  )
  const checked = await validateXML({
    xml: [{ fileName: 'camt.xml', contents: file.toString() }],
    schema: [{ fileName: 'camt.xsd', contents: schema }],
    initialMemoryPages: 256,
    maxMemoryPages: memoryPages.GiB,
  })
  assert.deepEqual(checked.errors, [])
  const read = await readBankFile(file, 'x')
  assert.ok(read.kind === 'statements')
  assert.deepEqual(read.statements[0]!.lines, [
    { amount: 7, bookedOn: '2026-12-24', endToEndId: undefined, reference: 'a BANK-0', reason: 'AC01' },
  ])
})

test('who alters what was paid behind the programme is found and named', async () => {
  const named = async (sql: string) => {
    await tamper(pool, sql)
    const { findings } = await auditJournal(pool, { limit: 100_000 })
    return findings.filter(({ kind }) => kind === 'changed').map(({ row }) => row.replace(/:.*/, ''))
  }
  const before = new Set(await named('select 1'))
  for (const [table, sql] of [
    ['payment_line', `update payment_line set netted = netted + 1 where gross > 5`],
    ['payment_entry', `update payment_entry set amount = amount + 1 where kind = 'pay'`],
    ['statement_line', `update statement_line set amount = amount - 1 where statement_line_id = 1`],
    ['bank_statement', `update bank_statement set closing = closing + 1 where statement_id = 1`],
    ['payment_run', `update payment_run set amount = amount + 1 where run_id = 2`],
  ] as const) {
    assert.ok(!before.has(table), table)
    const secretly = `alter table ${table} disable trigger user; ${sql}; alter table ${table} enable trigger user`
    assert.ok((await named(secretly)).includes(table), table)
  }
  await tamper(pool, `update payment_item set amount = amount - 1 where payment_id = 1`)
  const broken = (await checkInvariants(pool)).map(({ invariant }) => invariant)
  for (const name of ['bank_as_stated', 'statements_follow', 'payment_is_of_entries', 'line_as_approved'])
    assert.ok(broken.includes(name), `${name} in ${broken}`)
})
