import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { aProgramme } from '../../test/a-programme.ts'
import { bekalOn } from '../../test/bekal.ts'
import { settingsOf, tamper } from '../../test/database.ts'
import { ana, budi, tokenOf, twoPeople } from '../../test/two-people.ts'
import { hour } from '../kernel/clock.ts'
import { reasonsOf, sentenceOf } from '../kernel/refusal.ts'
import { addDays, wibDate } from '../kernel/wib.ts'
import { type Compared, compareDay, type OurInvoice, type TheirRow } from './compare-rules.ts'
import { decideDifference, decideRefusals } from './decide-difference.ts'
import { type DifferenceFilter, listDifferences } from './differences.ts'
import { dayAs, readDay } from './read-day.ts'
import { readPartnerFile } from './read-partner-file.ts'
import { bringPartnerFile, previewFile, takePartnerFile } from './take-file.ts'
import { takeRefusals } from './take-refusals.ts'

const programme = await aProgramme()
const { pool, ctx, clock, purchases, toko } = programme
after(() => programme.close())
const room = { ...ctx, url: 'http://localhost:3000', withSandbox: false }
const partner = { partnerId: 1, clientCode: 'toko' }
const course = await programme.aCourse({ price: 350_000, quota: 1000 })

const codes = new Map<string, string>()
async function buy(invoiceCode: string): Promise<void> {
  const card = await programme.aCard()
  const asked = { partner: toko, requestId: 'r' }
  const sent = await purchases.sendOtp({
    ...asked,
    ...course,
    userPlatformId: `pembeli-${card.cardId}`,
    cardNumber: card.number,
  })
  assert.ok(sent.ok, sent.ok ? '' : sent.refusal)
  const invoice = { invoiceCode, invoiceUrl: 'https://toko.example/i' }
  const otp = await programme.otpFor(card.phone)
  const paid = await purchases.authorize({ ...asked, ...invoice, paymentToken: sent.value.paymentToken, otp })
  assert.ok(paid.ok)
  codes.set(invoiceCode, paid.value.transactionCode)
}
const voided = async (invoiceCode: string) =>
  assert.ok((await purchases.void(toko, invoiceCode, codes.get(invoiceCode)!, 'r')).ok)

// Two days: an invoice of the first is cancelled on the second, one of the second on the same day.
const first = wibDate(clock.now())
for (let i = 1; i <= 4; i++) await buy(`A-${i}`)
clock.advance(24 * hour)
const second = wibDate(clock.now())
for (let i = 1; i <= 12; i++) await buy(`B-${i}`)
await voided('A-4')
await voided('B-12')
clock.advance(24 * hour)
await buy('C-1')
const third = wibDate(clock.now())

type Line = readonly [invoice: string, amount: string, status: string, date?: string]
/** What the storefront has of the second day, when its books are right. */
const right: readonly Line[] = [
  ...Array.from({ length: 11 }, (_, i): Line => [`B-${i + 1}`, '350000', 'SUCCESS']),
  ['B-12', '350000', 'CANCELLED'],
  ['A-4', '350000', 'CANCELLED'],
]
const asFile = (lines: readonly Line[], head = 'invoice_code;amount;status;date') =>
  Buffer.from([head, ...lines.map((line) => line.join(';'))].join('\n'))

const bring = async (content: Uint8Array, day = second, actor = ana) => {
  const brought = await bringPartnerFile(room, partner, { day, name: 'toko.csv', content }, actor)
  assert.ok(brought.ok, brought.ok ? '' : `${brought.refusal} ${brought.facts.said?.en ?? ''}`)
  return brought.value
}
const takeIn = async (content: Uint8Array, day = second) => {
  const taken = await takePartnerFile(room, (await bring(content, day)).fileId, ana)
  assert.ok(taken.ok)
  return taken.value
}
const known = async (filter: DifferenceFilter = { state: 'open' }) =>
  (await listDifferences(pool, filter, 1000)).map(({ kind, subject }) => `${kind} ${subject}`).sort()
const numberOf = async (kind: string) =>
  (await listDifferences(pool, {}, 1000)).find((one) => one.kind === kind && !one.decision)!.differenceId
const refusalOf = (outcome: { ok: boolean; refusal?: string }) => (outcome.ok ? '' : outcome.refusal)

test('a file that says the same differs in nothing, and neither does our own file of the day', async () => {
  assert.deepEqual((await bring(asFile(right))).found, [])
  const own = await readDay(room, partner, second)
  assert.ok(own.ok)
  const preview = await bring(Buffer.from(dayAs('csv', own.value)))
  assert.deepEqual([preview.found, preview.rows, preview.passedOver], [[], 14, 7])
  assert.deepEqual(await known({}), [])
})

/** One of each kind, and beside it what is written in another way and is the same. */
const planted: readonly Line[] = [
  ['B-1', 'Rp350.000,-', 'Berhasil'],
  ['B-2', '350,000.00', 'LUNAS', '24/11/2026 23:59:59'],
  ['B-3', '350000', 'SUCCESS', '2026-11-24T16:59:59Z'],
  ['B-3', '350000', 'SUCCESS'],
  ['B-4', '349999', 'SUCCESS'],
  ['B-5', '350000', 'batal'],
  // B-6 is missing there
  ['HANTU-1', '350000', 'SUCCESS'],
  ['A-1', '350000', 'SUCCESS'],
  ...right.slice(6),
]
const expected = [
  'amount_differs invoice:B-4',
  'doubled invoice:B-3',
  'missing_here invoice:HANTU-1',
  'missing_there invoice:B-6',
  'status_differs invoice:B-5',
  'wrong_day invoice:A-1',
]

test('every planted kind is named with both sides, and nothing else; the same file again changes nothing', async () => {
  const messy = Buffer.from(
    `Laporan toko \u2013 Penjualan caf\u00e9;;;\n\nKode Invoice;Nominal (Rp);Status Transaksi;Tanggal\r\n${planted.map((line) => line.join(';')).join('\r\n')}\r\n`,
    'latin1',
  )
  const { found, rows } = await bring(messy)
  assert.equal(rows, planted.length)
  assert.deepEqual(found.map(({ kind, invoice_code }) => `${kind} invoice:${invoice_code}`).sort(), expected)
  assert.deepEqual(await known({}), [], 'nothing is kept of what is only looked at')
  const taken = await takeIn(messy)
  assert.deepEqual([taken.added, taken.settled, taken.already], [6, 0, false])
  assert.deepEqual(await known(), expected)
  const [day] = (await listDifferences(pool, { kind: 'wrong_day' }, 10)).map(({ ours, theirs }) => [
    ours,
    theirs,
  ])
  assert.deepEqual(day, [
    {
      invoice_code: 'A-1',
      transaction_code: codes.get('A-1'),
      amount: 350_000,
      status: 'SUCCESS',
      paid_on: first,
    },
    { invoice_code: 'A-1', amount: 350_000, status: 'SUCCESS', day: second },
  ])
  const again = await takeIn(messy)
  assert.deepEqual([again.added, again.settled, again.already], [0, 0, true])
  assert.deepEqual(await known({}), expected)
})

test('a decision is taken once, with a reason, and told; who may not, or gives none, is refused', async () => {
  const id = await numberOf('amount_differs')
  const decided = { decision: 'accepted', because: 'Selisih satu rupiah, disetujui.' } as const
  const none = await decideDifference(ctx, id, { ...decided, because: ' ' }, ana)
  assert.equal(refusalOf(none), 'reason_missing')
  const both = await Promise.all([ana, budi].map((by) => decideDifference(ctx, id, decided, by)))
  assert.deepEqual(both.map(refusalOf).sort(), ['', 'difference_decided'])
  for (const wrong of ['999999', 'x'])
    assert.equal(refusalOf(await decideDifference(ctx, wrong, decided, ana)), 'difference_unknown')
  const { rows } = await pool.query(
    `select act, reason, facts from journal where subject = 'difference:' || $1`,
    [id],
  )
  assert.deepEqual(rows, [
    { act: 'difference_decided', reason: decided.because, facts: { decision: 'accepted' } },
  ])
  await assert.rejects(
    pool.query(`update difference set ours = null where difference_id = $1`, [id]),
    /permission denied/,
  )
  for (const reason of reasonsOf(decideRefusals))
    assert.ok(sentenceOf(decideRefusals, reason, {}, 'id').length > 20)
})

test('a newer file settles what it says no more; what was accepted is not raised again, what was to be corrected is', async () => {
  const id = await numberOf('status_differs')
  const corrected = { decision: 'corrected_there', because: 'Toko berjanji memperbaiki.' } as const
  assert.ok((await decideDifference(ctx, id, corrected, budi)).ok)
  // B-4 and B-5 still stand there; the others were put right, and B-7 is lost
  const newer = [...right.filter(([code]) => !['B-4', 'B-5', 'B-7'].includes(code)), planted[4]!, planted[5]!]
  const taken = await takeIn(asFile(newer))
  assert.deepEqual([taken.added, taken.settled], [2, 4])
  assert.deepEqual(await known(), ['missing_there invoice:B-7', 'status_differs invoice:B-5'])
  assert.equal((await known({ state: 'settled_by_file' })).length, 4)
  const last = await takeIn(asFile(right))
  assert.deepEqual([last.added, last.settled], [0, 2])
  assert.deepEqual(await known(), [])
  const { rows } = await pool.query(
    `select facts - 'hash' as facts from journal where act = 'partner_file_taken' order by journal_id desc limit 1`,
  )
  assert.deepEqual(rows[0].facts, { day: second, rows: right.length, found: 0, settled: 2 })
})

test('an invoice in the books of another day is one difference, whichever file comes first', async () => {
  const booked = asFile([...right, ['A-2', '350000', 'SUCCESS']])
  const lacks = asFile(['A-1', 'A-3', 'A-4'].map((code): Line => [code, '350000', 'SUCCESS']))
  await takeIn(lacks, first)
  assert.deepEqual(await known(), ['missing_there invoice:A-2'])
  assert.deepEqual((await takeIn(booked)).settled, 1)
  assert.deepEqual(await known(), ['wrong_day invoice:A-2'])
  await takeIn(asFile([['A-3', '350000', 'SUCCESS']], 'invoice_code;amount;status'), first)
  assert.deepEqual(await known(), [
    'missing_there invoice:A-1',
    'missing_there invoice:A-4',
    'wrong_day invoice:A-2',
  ])
  await takeIn(asFile(right))
  await takeIn(lacks, first)
  assert.deepEqual(await known(), ['missing_there invoice:A-2'])
})

test('a file that breaks off leaves nothing half, and is taken whole afterwards', async () => {
  const before = await known({})
  const { fileId } = await bring(asFile(planted))
  await tamper(
    pool,
    `create function break_off() returns trigger language plpgsql as $$ begin raise 'broken off'; end $$;
     create trigger break_off before insert on difference for each row when (new.subject = 'invoice:HANTU-1')
       execute function break_off()`,
  )
  await assert.rejects(takePartnerFile(room, fileId, ana), /broken off/)
  assert.deepEqual(await known({}), before)
  assert.equal((await previewFile(room, fileId)).ok && true, true)
  const { rows } = await pool.query('select taken_at from partner_file where partner_file_id = $1', [fileId])
  assert.deepEqual(rows, [{ taken_at: null }])
  await tamper(pool, 'drop trigger break_off on difference; drop function break_off()')
  const two = await Promise.all([takePartnerFile(room, fileId, ana), takePartnerFile(room, fileId, budi)])
  assert.deepEqual(two.map((one) => one.ok && one.value.already).sort(), [false, true])
  // what was accepted before, and the one that another day explains, are not raised again
  assert.ok((await known()).includes('missing_here invoice:HANTU-1'))
})

test('files that are not of a closed day, are gone, or cannot be read are refused with their rows', async () => {
  const wrong = async (content: string, day = second) => {
    const given = { day, name: 'x', content: Buffer.from(content) }
    const brought = await bringPartnerFile(room, partner, given, ana)
    return brought.ok ? '' : `${brought.refusal} ${brought.facts.said?.en ?? ''}`
  }
  assert.match(await wrong('invoice_code,amount\nC-1,350000\n', third), /^day_not_over/)
  assert.match(await wrong('invoice_code,amount\nC-1,350000\n', addDays(third, 2)), /^day_without_file/)
  assert.match(await wrong('invoice_code\nC-1\n'), /^column_missing .*amount/)
  assert.match(await wrong(''), /^file_empty/)
  const rows = await wrong(
    'invoice,jumlah,status\nB-1,350000,SUCCESS\n1.2E+11,350000,SUCCESS\nB-3,350000.5,SUCCESS\nB-4,350000,apa\n',
  )
  assert.match(
    rows,
    /^rows_unreadable 3 rows .*line 3: .*spreadsheet; line 4: the amount.*; line 5: the status/,
  )
  for (const gone of ['999999', 'x']) {
    assert.equal(refusalOf(await takePartnerFile(room, gone, ana)), 'file_unknown')
    assert.equal(refusalOf(await previewFile(room, gone)), 'file_unknown')
  }
  for (const reason of reasonsOf(takeRefusals))
    assert.ok(sentenceOf(takeRefusals, reason, {}, 'id').length > 20)
})

test('without a status nothing is said of cancellations, and brackets or a sign are what was given back', async () => {
  const bare = asFile(
    right.filter(([code]) => code !== 'A-4').map(([code, amount]): Line => [code, amount, '']),
    'Order ID;Total Bayar;Catatan',
  )
  assert.deepEqual((await bring(bare)).found, [])
  const read = await readPartnerFile(
    'no invoice;nilai;status\nB-1;(350.000);refund\nB-2;-350000;VOID\n',
    second,
  )
  assert.ok(read.ok)
  assert.deepEqual(
    read.value.rows.map(({ amount, status }) => [amount, status]),
    [
      [350_000, 'CANCELLED'],
      [350_000, 'CANCELLED'],
    ],
  )
})

test('by command: who is not logged in or not of finance is refused, and the queue is worked off', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'bekal-selisih-'))
  after(() => rm(folder, { recursive: true, force: true }))
  const settings = { BEKAL_DATA: folder, ...settingsOf(programme.database) }
  const file = path.join(folder, 'toko.csv')
  await writeFile(file, asFile([...right, ['BARU-1', '350000', 'SUCCESS']]))
  const given = ['reconcile', 'import', file, '--partner', 'toko', '--day', second] as const
  const nobody = bekalOn(settings)
  assert.equal((await nobody(...given)).code, 1)
  await twoPeople(pool)
  await pool.query(`update staff set roles = array['operator'] where staff_id = 101`)
  const operator = await bekalOn(settings, await tokenOf(ctx, ana))(...given)
  assert.equal(operator.code, 1)
  await pool.query(`update staff set roles = array['finance'] where staff_id = 102`)
  const finance = bekalOn(settings, await tokenOf(ctx, budi))
  const tried = await finance(...given, '--try')
  assert.deepEqual(
    tried.said.found.map(({ kind }: { kind: string }) => kind),
    ['missing_here'],
  )
  const taken = await finance(...given)
  assert.deepEqual([taken.said.added, taken.said.already], [1, false])
  assert.equal((await finance(...given)).said.already, true)
  const { said: listed } = await nobody(
    'reconcile',
    'differences',
    '--state',
    'open',
    '--kind',
    'missing_here',
  )
  const [one] = listed.filter(({ subject }: { subject: string }) => subject === 'invoice:BARU-1')
  const decide = [
    'reconcile',
    'decide',
    one.differenceId,
    '--as',
    'false_alarm',
    '--because',
    'Uji coba toko.',
  ]
  assert.equal((await nobody(...decide)).code, 1)
  assert.equal((await finance(...decide)).code, 0)
  assert.equal((await finance(...decide)).said.refusal, 'difference_decided')
  const unknown = await finance(...given.slice(0, 4), 'tak-ada', ...given.slice(5))
  assert.equal(unknown.said.refusal, 'storefront_unknown')
  const { said: days } = await nobody('reconcile', 'days', 'toko')
  assert.ok(days.some(({ day }: { day: string }) => day === second))
})

test('whatever is changed in the right rows, the comparison says that and nothing else', () => {
  const day = '2026-11-28'
  const own = fc.record({ amount: fc.integer({ min: 1, max: 900_000 }), cancelled: fc.boolean() })
  const change = fc.constantFrom('none', 'drop', 'double', 'amount', 'status', 'day')
  fc.assert(
    fc.property(fc.array(fc.tuple(own, change), { maxLength: 30 }), fc.nat(5), (all, ghosts) => {
      const ours = new Map<string, OurInvoice>()
      const theirs: TheirRow[] = []
      const planned: string[] = []
      all.forEach(([{ amount, cancelled }, changed], i) => {
        const code = `I-${i}`
        const status = cancelled ? 'CANCELLED' : 'SUCCESS'
        ours.set(code, { invoice_code: code, amount, status, paid_on: day })
        const row: TheirRow = { line: i, invoice_code: code, amount, status, day }
        if (changed === 'none') theirs.push(row)
        if (changed === 'drop') planned.push(`missing_there ${code}`)
        if (changed === 'double') {
          theirs.push(row, row)
          planned.push(`doubled ${code}`)
        }
        if (changed === 'amount') {
          theirs.push({ ...row, amount: amount + 1 })
          planned.push(`amount_differs ${code}`)
        }
        if (changed === 'status') {
          theirs.push({ ...row, status: cancelled ? 'SUCCESS' : 'CANCELLED' })
          planned.push(`status_differs ${code}`)
        }
        if (changed === 'day') {
          theirs.push({ ...row, day: '2026-11-29' })
          planned.push(`wrong_day ${code}`)
        }
      })
      for (let i = 0; i < ghosts; i++) {
        theirs.push({ line: i, invoice_code: `H-${i}`, amount: 1, status: 'SUCCESS', day })
        // of another day by the file itself: none of this comparison
        theirs.push({ line: i, invoice_code: `L-${i}`, amount: 1, status: 'SUCCESS', day: '2026-11-27' })
        planned.push(`missing_here H-${i}`)
      }
      const compared: Compared = { day, ours, theirs, elsewhere: new Map(), saysStatus: true }
      const found = compareDay(compared).map(({ kind, invoice_code }) => `${kind} ${invoice_code}`)
      assert.deepEqual(found.sort(), planned.sort())
    }),
  )
})
