import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { anInstitution } from '../../test/an-institution.ts'
import { bekalOn } from '../../test/bekal.ts'
import { settingsOf, tamper } from '../../test/database.ts'
import { byTwo } from '../../test/two-people.ts'
import { inTransaction } from '../database/transaction.ts'
import { hour, minute } from '../kernel/clock.ts'
import { addDays, startOfWibDate, wibDate } from '../kernel/wib.ts'
import { cancelPurchase, cancelPurchaseAct } from '../learning/cancellation/cancel-purchase.ts'
import { certificatesOfPurchase } from '../learning/certificates/certificates.ts'
import { didDocument } from '../learning/certificates/did-document.ts'
import { ensureIssuerKey, rotateIssuerKey } from '../learning/certificates/issuer-keys.ts'
import { revokeCertificate } from '../learning/certificates/revoke-certificate.ts'
import { finishLesson } from '../learning/lesson-progress.ts'
import { markUsed } from '../learning/redeem/mark-used.ts'
import { checkInvariants } from '../ledger/check-invariants.ts'
import { partsOf } from '../partners/calls/reconciliation.ts'
import { rotateKey } from '../partners/directory/keys.ts'
import { scheme2021 } from '../years/year-rules.ts'
import { closeAllDays, closeDays } from './close-days.ts'
import { dayAsJson } from './day-file.ts'
import { type DayFile, type DayLine, noAccounts, type What } from './day-rules.ts'
import { dayAs, type ReadDay, readDay } from './read-day.ts'
import { signFile, verifyFile } from './sign-file.ts'

const programme = await anInstitution()
const { pool, ctx, clock, directory, data, refusal, purchases, toko } = programme
after(() => programme.close())
const by = { actor: 'operator:ani', requestId: 'r-day' }
const room = { ...ctx, url: 'http://localhost:3000', withSandbox: false }
const caller = { partnerId: 1, clientCode: 'toko' }
await ensureIssuerKey(ctx)
const made = await rotateKey(ctx, directory, { ...by, clientCode: 'toko' })
assert.ok(made.ok)
const key = { clientCode: 'toko', key: made.value.key }
await pool.query('insert into programme_year (year, name, rules) values (2026, $1, $2)', [
  'Tahun 2026',
  scheme2021,
])
await tamper(
  pool,
  `alter table contract drop constraint contract_approval_id_act_subject_performed_fkey;
   insert into contract (partner_id, commission_bp, holds_from, approval_id) values (1, 1234, '2026-01-01', 1)`,
)

/** What the API said of a purchase, and what was done with it: of which day, in WIB. */
interface Known {
  readonly cardId: string
  readonly purchaseId: string
  readonly price: number
  readonly promo: number
  readonly paid: {
    invoice_code: string
    transaction_code: string
    amount: number
    redeem_code: string
  }
  readonly happened: { what: What; at: string }[]
}

let bought = 0
async function buy(price: number, promo: number): Promise<Known> {
  const card = await programme.aCard()
  const course = await programme.aCourse({ price })
  await pool.query(
    `insert into lesson (course_id, number, title, body)
     select course_id, number, 'Materi ' || number, 'Isi' from course, generate_series(1, 2) as number
     where course_code = $1`,
    [course.courseCode],
  )
  const sent = await purchases.sendOtp({
    partner: toko,
    requestId: 'r',
    ...course,
    amount: price - promo,
    discount: promo,
    userPlatformId: `pembeli-${card.cardId}`,
    cardNumber: card.number,
  })
  assert.ok(sent.ok, sent.ok ? '' : sent.refusal)
  const invoice_code = `HARI-${++bought}`
  const otp = await programme.otpFor(card.phone)
  const paid = await purchases.authorize({
    partner: toko,
    paymentToken: sent.value.paymentToken,
    otp,
    invoiceCode: invoice_code,
    invoiceUrl: 'https://toko.example/i',
    requestId: 'r',
  })
  assert.ok(paid.ok, paid.ok ? '' : paid.refusal)
  // what the partner was answered: asked again by the API itself
  const status = await data('payment/status', { invoice_code }, key)
  const { cardId, purchaseId, redeemCode } = paid.value
  assert.deepEqual([status.status, status.transaction_code], ['SUCCESS', paid.value.transactionCode])
  return {
    cardId,
    purchaseId,
    price,
    promo,
    paid: {
      invoice_code,
      transaction_code: String(status.transaction_code),
      amount: Number(status.amount),
      redeem_code: redeemCode,
    },
    happened: [{ what: 'purchase', at: clock.now().toISOString() }],
  }
}

const has = ({ happened }: Known, what: What) => happened.some((one) => one.what === what)
const open = (known: Known) => !has(known, 'cancellation')
const happen = (known: Known, what: What) => known.happened.push({ what, at: clock.now().toISOString() })

/** What is done, and what it says has happened by it. */
const take = {
  async void(known: Known) {
    const { invoice_code, transaction_code } = known.paid
    if (!open(known) || has(known, 'redeem')) return
    const said = await data('payment/void', { invoice_code, transaction_code }, key)
    assert.equal(said.status, 'CANCELLED')
    happen(known, 'cancellation')
  },
  async use(known: Known) {
    if (!open(known)) return
    assert.ok((await finishLesson(ctx, known, 1, 'r')).ok)
    if (!has(known, 'redeem')) happen(known, 'redeem')
  },
  async useByWord(known: Known) {
    if (!open(known) || has(known, 'redeem')) return
    await inTransaction(pool, async (tx) => {
      await tx.query('select from card where card_id = $1 for no key update', [known.cardId])
      await markUsed(tx, known, 'marked', clock.now(), by)
    })
    happen(known, 'redeem')
  },
  async finish(known: Known) {
    if (!open(known) || has(known, 'completion')) return
    for (const lesson of [1, 2]) assert.ok((await finishLesson(ctx, known, lesson, 'r')).ok)
    if (!has(known, 'redeem')) happen(known, 'redeem')
    happen(known, 'completion')
  },
  async withdraw(known: Known) {
    const [certificate] = await certificatesOfPurchase(pool, known)
    if (!certificate || !open(known) || has(known, 'completion_withdrawn')) return
    assert.ok((await revokeCertificate(ctx, certificate.certificateId, { because: 'not_finished' }, by)).ok)
    happen(known, 'completion_withdrawn')
  },
  async cancelByProgramme(known: Known) {
    if (!open(known)) return
    await byTwo(ctx, await cancelPurchaseAct(pool, known, 'lembaga tutup'))
    const cancelled = await cancelPurchase(ctx, known, 'lembaga tutup', { actor: by, link: 'https://x' })
    assert.ok(cancelled.ok, cancelled.ok ? '' : cancelled.refusal)
    happen(known, 'cancellation')
  },
} as const
type Step = keyof typeof take

const waits = {
  none: () => clock.now(),
  hours: () => new Date(clock.now().getTime() + 5 * hour),
  /** the last instant of the day, the first one, and the next after it */
  before: () => new Date(startOfWibDate(addDays(wibDate(clock.now()), 1)).getTime() - 1),
  after: () => startOfWibDate(addDays(wibDate(clock.now()), 1)),
} as const

const all: Known[] = []
const firstDay = wibDate(clock.now())

async function read(day: string): Promise<ReadDay & { day: DayFile }> {
  const found = await readDay(room, caller, day)
  assert.ok(found.ok, day)
  return { ...found.value, day: found.value.file() }
}

test('over a random history each day is what the partner was answered, what happened, and what the ledger holds, to the rupiah', async () => {
  const history = fc.asyncProperty(
    fc.array(fc.tuple(fc.integer({ min: 1, max: 900_000 }), fc.nat(99)), { minLength: 1, maxLength: 3 }),
    fc.array(
      fc.tuple(
        fc.constantFrom(...(Object.keys(waits) as (keyof typeof waits)[])),
        fc.nat(2),
        fc.constantFrom(...(Object.keys(take) as Step[])),
      ),
      { minLength: 3, maxLength: 8 },
    ),
    async (prices, taken) => {
      const own: Known[] = []
      for (const [price, percent] of prices) own.push(await buy(price, Math.floor((price * percent) / 100)))
      all.push(...own)
      for (const [wait, which, step] of taken) {
        clock.set(waits[wait]())
        await take[step](own[which % own.length]!)
      }
    },
  )
  await fc.assert(history, { seed: 20261128, numRuns: Number(process.env.WALKS ?? 15) })
  assert.deepEqual(await checkInvariants(pool), [])
  clock.advance(24 * hour + 16 * minute)
  const last = addDays(wibDate(clock.now()), -1)
  const kinds = new Set<What>()
  let before = noAccounts
  for (let day = firstDay; day <= last; day = addDays(day, 1)) {
    const { day: file, final, json } = await read(day)
    assert.ok(final && file.final)
    assert.equal(json, dayAsJson(file))
    assert.deepEqual(file.opening, before, `the opening of ${day}`)
    assert.deepEqual(told(file.lines), expected(day), `the lines of ${day}`)
    assert.deepEqual(file.closing, await ledgerAt(startOfWibDate(addDays(day, 1))), `the closing of ${day}`)
    before = file.closing
    for (const { what } of file.lines) kinds.add(what)
  }
  assert.deepEqual(
    [...kinds].sort(),
    ['cancellation', 'completion', 'completion_withdrawn', 'purchase', 'redeem'],
    'the history was rich enough',
  )
})

/** Lines as the API's answers know them; of what each moved, only what the model knows by itself. */
function told(lines: readonly DayLine[]) {
  const facts = ({
    what,
    at,
    invoice_code,
    transaction_code,
    redeem_code,
    paid_by_card,
    promo,
  }: DayLine) => ({
    ...{ what, at, invoice_code, transaction_code, redeem_code, paid_by_card, promo },
  })
  return sorted(
    lines.map((line) => ({
      ...facts(line),
      ...(line.what === 'purchase' && { held: line.held, promo_owed: line.promo_owed, money: line.money }),
      ...(line.what === 'cancellation' && { returned: line.returned, money: line.money }),
    })),
  )
}

function expected(day: string) {
  return sorted(
    all.flatMap(({ paid, promo, price, happened }) =>
      happened
        .filter(({ at }) => wibDate(new Date(at)) === day)
        .map(({ what, at }) => ({
          what,
          at,
          invoice_code: paid.invoice_code,
          transaction_code: paid.transaction_code,
          redeem_code: paid.redeem_code,
          paid_by_card: paid.amount,
          promo,
          ...(what === 'purchase' && { held: price, promo_owed: promo, money: 'held' }),
          ...(what === 'cancellation' && { returned: paid.amount, money: 'returned' }),
        })),
    ),
  )
}

function sorted<One extends { what: string; at: string; invoice_code: string }>(lines: One[]): One[] {
  const key = ({ at, what, invoice_code }: One) => `${at} ${what} ${invoice_code}`
  return lines.sort((a, b) => (key(a) < key(b) ? -1 : 1))
}

/** Where the accounts of the storefront's purchases stand at an instant, summed from all of the ledger. */
async function ledgerAt(before: Date) {
  const { rows } = await pool.query(
    `select
       coalesce(sum(line.amount) filter (where account = 'clearing'), 0)::int as held,
       coalesce(sum(line.amount) filter (where account in ('payable_institution', 'owed_institution')), 0)::int as institutions,
       coalesce(sum(line.amount) filter (where account like '%_storefront' and kind like '%_commission'), 0)::int as commission,
       -coalesce(sum(line.amount) filter (where account = 'owed_storefront' and kind like 'promo%'), 0)::int as promo_owed
     from ledger_line line join purchase using (card_id, purchase_id)
     where partner_id = 1 and at < $1`,
    [before],
  )
  return rows[0]
}

test('the money of each invoice is told as the last line of it says, in one sentence', async () => {
  for (const known of all) {
    const { invoice_code } = known.paid
    const said = await data('reconciliation/money', { invoice_code }, key)
    let last: DayLine | undefined
    for (let day = firstDay; day < wibDate(clock.now()); day = addDays(day, 1))
      for (const line of (await read(day)).day.lines) if (line.invoice_code === invoice_code) last = line
    assert.equal(said.state, last?.money, `${invoice_code}: ${JSON.stringify(known.happened)}`)
    assert.equal(said.price, known.price)
    const sum = Number(said.held) + Number(said.to_institution) + Number(said.commission)
    assert.equal(sum, said.state === 'returned' ? 0 : known.price)
    assert.match(String(said.sentence), /^Rp/)
  }
  assert.match(await refusal('reconciliation/money', { invoice_code: 'TIDAK-ADA' }, key), /^ERRTRX40020/)
})

test('a finished day answers the same bytes for ever, by call and by command; its signature holds for no other byte', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'bekal-day-'))
  after(() => rm(folder, { recursive: true, force: true }))
  const document = await readFile(new URL('../../docs/reconciliation.md', import.meta.url), 'utf8')
  const program = path.join(folder, 'verify.mjs')
  await writeFile(program, /```js\n(.+?)```/s.exec(document)?.[1] ?? '')
  const day = wibDate(new Date(all[0]!.happened[0]!.at))
  for (const format of ['json', 'csv'] as const) {
    const bytes = dayAs(format, await read(day))
    const said = await data('reconciliation/day', { day, format }, key)
    assert.deepEqual([said.file, said.parts, said.final], [bytes, 1, true])
    assert.equal(said.sha256, createHash('sha256').update(bytes).digest('hex'))
    const issuer = { ...room, url: 'https://bekal.example' }
    assert.equal(await verifyFile(issuer, Buffer.from(bytes), String(said.signature)), 'holds')
    assert.equal(await verifyFile(issuer, Buffer.from(`${bytes} `), String(said.signature)), 'broken')
    assert.equal(await verifyFile(issuer, Buffer.from(bytes), 'tanda tangan'), 'not_a_signature')
    assert.equal(await verifyFile(room, Buffer.from(bytes), String(said.signature)), 'key_unknown')

    const bekal = bekalOn({ BEKAL_DATA: folder, ...settingsOf(programme.database) })
    const out = path.join(folder, `hari.${format}`)
    const given = ['--partner', 'toko', '--day', day, '--format', format, '--out', out]
    const { said: written } = await bekal('reconcile', 'file', ...given)
    assert.deepEqual([written.final, written.signature], [true, `${out}.jws`])
    assert.equal(await readFile(out, 'utf8'), bytes)
    assert.equal((await bekal('reconcile', 'verify', out)).said.verdict, 'holds')
    // the program that the document gives to those who have no Bekal
    const did = path.join(folder, 'did.json')
    await writeFile(did, JSON.stringify(await didDocument(room)))
    const byDocument = () => execFileSync(process.execPath, [program, out, `${out}.jws`, did]).toString()
    assert.equal(byDocument(), 'holds\n')
    await writeFile(out, bytes.replace('HARI-1', 'HARI-9'))
    assert.equal(byDocument(), 'BROKEN\n')
    const broken = await bekal('reconcile', 'verify', out)
    assert.deepEqual([broken.code, broken.said.refusal], [1, 'broken'])
    assert.equal((await bekal('reconcile', 'verify', `${out}x`)).said.refusal, 'no_file')
  }
  await closeAllDays(room)
  assert.deepEqual([await closeAllDays(room), await closeDays(room, [caller])], [0, 0])
  const stored = await pool.query('select count(*)::int as days from partner_day where partner_id = 1')
  assert.ok(stored.rows[0].days > 3)
  await assert.rejects(pool.query('delete from partner_day'), /permission denied/)
})

test('today is told as it is so far, unsigned; a day to come, one before the first, and what is none are refused', async () => {
  const known = await buy(350_000, 0)
  const day = wibDate(clock.now())
  const { day: file, final } = await read(day)
  assert.equal(final, false)
  assert.deepEqual(
    file.lines.map(({ invoice_code, held }) => [invoice_code, held]),
    [[known.paid.invoice_code, 350_000]],
  )
  assert.deepEqual(file.closing, await ledgerAt(startOfWibDate(addDays(day, 1))))
  const said = await data('reconciliation/day', { day }, key)
  assert.deepEqual([said.final, said.signature], [false, ''])
  for (const none of [addDays(day, 1), '2019-12-31', '2026-02-30'])
    assert.match(await refusal('reconciliation/day', { day: none }, key), /^ERRPLT40070/)
  assert.match(await refusal('reconciliation/day', { day, part: 2 }, key), /^ERRPLT40071/)
  assert.match(await refusal('reconciliation/day', { day: 'kemarin' }, key), /tanggal WIB/)
  // In the first quarter of an hour what began yesterday may still be written: yesterday is not closed.
  clock.set(new Date(startOfWibDate(addDays(day, 1)).getTime() + 14 * minute))
  assert.equal((await read(day)).final, false)
  assert.deepEqual((await read(addDays(day, 1))).day.opening, file.closing)
  clock.advance(minute)
  assert.equal((await read(day)).final, true)
})

const { uji } = programme
const sandbox = { partnerId: uji.partnerId, clientCode: 'uji' }

async function buyInSandbox(invoiceCode: string): Promise<void> {
  const card = await programme.aCard({ sandbox: true })
  const course = await programme.aCourse({ price: 99_000 })
  const buyer = { partner: uji, requestId: 'r' }
  const sent = await purchases.sendOtp({
    ...buyer,
    ...course,
    userPlatformId: `uji-${invoiceCode}`,
    cardNumber: card.number,
  })
  assert.ok(sent.ok)
  const paid = await purchases.authorize({
    ...buyer,
    paymentToken: sent.value.paymentToken,
    otp: '123456',
    invoiceCode,
    invoiceUrl: 'https://uji.example/i',
  })
  assert.ok(paid.ok)
}

async function invoicesIn(withSandbox: boolean, of: typeof sandbox, day: string): Promise<string[]> {
  const found = await readDay({ ...room, withSandbox }, of, day)
  assert.ok(found.ok)
  return found.value.file().lines.map(({ invoice_code }) => invoice_code)
}

test('sandbox cards hold no money: their purchases are in the files of the demo alone', async () => {
  await buyInSandbox('UJI-1')
  const today = wibDate(clock.now())
  assert.deepEqual(await invoicesIn(false, sandbox, today), [])
  assert.deepEqual(await invoicesIn(true, sandbox, today), ['UJI-1'])
})

test('the same day of all storefronts is closed together: one that is behind catches up, each has its own lines only', async () => {
  const demo = { ...room, withSandbox: true }
  const nextDay = () => clock.set(new Date(startOfWibDate(addDays(wibDate(clock.now()), 1)).getTime() + hour))
  nextDay()
  await closeAllDays(demo)
  const day = wibDate(clock.now())
  const known = await buy(120_000, 20_000)
  await buyInSandbox('UJI-2')
  nextDay()
  assert.equal(await closeDays(demo, [caller]), 1)
  await buyInSandbox('UJI-3')
  nextDay()
  assert.equal(await closeAllDays(demo, AbortSignal.abort()), 0)
  const behind = await pool.query("select count(*)::int - 1 as others from partner where kind = 'storefront'")
  assert.equal(await closeAllDays(demo), 1 + 2 * behind.rows[0].others)
  assert.equal(await closeAllDays(demo), 0)
  assert.deepEqual(await invoicesIn(true, caller, day), [known.paid.invoice_code])
  assert.deepEqual(await invoicesIn(true, sandbox, day), ['UJI-2'])
  assert.deepEqual(await invoicesIn(true, caller, addDays(day, 1)), [])
  assert.deepEqual(await invoicesIn(true, sandbox, addDays(day, 1)), ['UJI-3'])
})

test('a large file comes in parts that end with a line, and together are the file', () => {
  const file = Array.from({ length: 1000 }, (_, i) => `baris ${i} ${'x'.repeat(i % 90)}\n`).join('')
  for (const most of [50, 137, 4096]) {
    const parts = partsOf(file, most)
    assert.equal(parts.join(''), file)
    assert.ok(parts.length > 3 && parts.every((part) => part.endsWith('\n')))
  }
  assert.deepEqual(partsOf(''), [''])
})

test('a key that somebody else had vouches for nothing; the file is signed by the next one', async () => {
  const day = wibDate(new Date(all[0]!.happened[0]!.at))
  const bytes = dayAs('json', await read(day))
  const before = await signFile(room, bytes)
  assert.equal(await signFile(room, bytes), before)
  await rotateIssuerKey(ctx, { compromised: true }, by)
  assert.equal(await verifyFile(room, Buffer.from(bytes), before), 'key_unknown')
  assert.equal(await verifyFile(room, Buffer.from(bytes), await signFile(room, bytes)), 'holds')
})
