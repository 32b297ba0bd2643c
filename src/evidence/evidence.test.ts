import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { aBoughtTraining, learn } from '../../test/a-finished-training.ts'
import { aProgramme } from '../../test/a-programme.ts'
import { tamper } from '../../test/database.ts'
import { settled } from '../../test/settled.ts'
import { sealJournal } from '../database/seals/journal-seal.ts'
import { listKeptSeals } from '../journal/daily-heads.ts'
import { hour, minute } from '../kernel/clock.ts'
import { finishLesson } from '../learning/lesson-progress.ts'
import type { PaidPurchase } from '../ledger/earn.ts'
import type { Bundle } from './bundle.ts'
import { exportEvidence } from './export-evidence.ts'
import { verifyEvidence } from './verify-evidence.ts'

const programme = await aProgramme()
const { ctx, pool, clock } = programme
const folder = mkdtempSync(path.join(tmpdir(), 'bekal-evidence-'))
after(async () => {
  rmSync(folder, { recursive: true, force: true })
  await programme.close()
})

async function exported(...purchases: PaidPurchase[]): Promise<string> {
  let text = ''
  for await (const piece of exportEvidence(ctx, purchases)) text += piece
  return text
}

/** Seals what was written, and lets the hour pass after which a tree tells it. */
async function sealedAll(): Promise<void> {
  await settled(pool)
  await sealJournal(ctx)
  clock.advance(hour + minute)
  await sealJournal(ctx)
  await settled(pool)
  await sealJournal(ctx)
}

const finished = await aBoughtTraining(programme)
clock.advance(minute)
await learn(programme, finished)
const begun = await aBoughtTraining(programme)
clock.advance(minute)
await finishLesson(ctx, begun, 1, 'r')
const early = await exported(finished)
await sealedAll()
const text = await exported(finished, begun)
const published = async () => (await listKeptSeals(pool, clock.now())).map(({ hash }) => hash)
const flawsOf = async (changed: string) => {
  const { verdict, flaws } = verifyEvidence(changed, await published())
  return { verdict, flaws: [...new Set(flaws.map(({ flaw }) => flaw))] }
}

test('what was bought, used and finished holds from the file alone, against the seals that were published', async () => {
  const { verdict, purchases, flaws } = verifyEvidence(text, await published())
  assert.deepEqual(flaws, [])
  assert.equal(verdict, 'holds')
  assert.deepEqual(
    purchases.map(({ purchaseId, rows }) => [purchaseId, rows]),
    [
      // otp_sent, paid, first_used, earned, two lessons, finished, earned, certificate
      [finished.purchaseId, 9],
      [begun.purchaseId, 5],
    ],
  )
  const [{ purchase, ledger }] = (JSON.parse(text) as Bundle).purchases as [Bundle['purchases'][0]]
  assert.deepEqual(
    [purchase.amount, purchase.course, purchase.storefront, purchase.used_by, purchase.finished_as],
    [350_000, finished.course.courseCode, 'toko', 'lesson', 'proven'],
  )
  assert.deepEqual(
    ledger.map(({ kind, amount }) => [kind, amount]),
    [
      ['first_part', 105_000],
      ['purchase', 350_000],
      ['rest_part', 245_000],
    ],
  )
})

test('nothing in it names a person', async () => {
  assert.doesNotMatch(text, /Siti|Aminah|\+62|@contoh|\b\d{16}\b/)
  const { rows } = await pool.query(
    `select number, holder_phone, redeem_code, certificate_id
     from card join purchase using (card_id) left join certificate using (card_id, purchase_id)`,
  )
  for (const told of rows.flatMap((row) => Object.values(row)))
    if (told) assert.ok(!text.includes(String(told)), `it has ${told}`)
})

test('what no seal tells yet is said, and is another answer than yes and no', async () => {
  const { verdict, purchases, flaws } = verifyEvidence(early)
  assert.deepEqual([verdict, flaws], ['not_sealed', []])
  assert.equal(purchases[0]!.notSealed.length, 9)
  const after = JSON.parse(early) as Bundle
  after.purchases[0]!.purchase.amount += 1
  assert.equal(verifyEvidence(JSON.stringify(after)).verdict, 'does_not_hold')
})

test('a purchase that nobody used has earned nothing, and its evidence says so', async () => {
  const unused = await aBoughtTraining(programme)
  assert.deepEqual(await flawsOf(await exported(unused)), { verdict: 'does_not_hold', flaws: ['not_earned'] })
})

function drop(evidence: Bundle['purchases'][number], events: string[]): void {
  evidence.journal = evidence.journal.filter(({ row }) => !events.includes(JSON.parse(row)[6]))
}

/** What somebody may change in a file, and the names of what then does not hold. */
const tamperings: Readonly<Record<string, [change: (bundle: Bundle) => void, flaws: string[]]>> = {
  'the amount': [
    ({ purchases: [one] }) => {
      one!.purchase.amount = 360_000
    },
    ['amount_differs', 'says_other', 'consent_differs'],
  ],
  'the amount, and the movements with it': [
    ({ purchases: [one] }) => {
      one!.purchase.amount = 360_000
      for (const posting of one!.ledger) posting.amount += posting.kind === 'purchase' ? 10_000 : 5_000
    },
    ['says_other', 'consent_differs'],
  ],
  'the course': [
    ({ purchases: [one] }) => {
      one!.purchase.course = 'kursus-lain'
    },
    ['says_other'],
  ],
  'a movement dropped': [
    ({ purchases: [one] }) => {
      one!.ledger.pop()
    },
    ['price_differs', 'says_other'],
  ],
  'a row of the journal': [
    ({ purchases: [one] }) => {
      one!.journal[0]!.row = one!.journal[0]!.row.replace('toko', 'tokx')
    },
    ['proof_differs'],
  ],
  'the way of a row': [
    ({ purchases: [one] }) => {
      const [row] = one!.journal
      row!.path[0] = row!.path[0]!.replace(/^./, (first) => (first === '0' ? '1' : '0'))
    },
    ['proof_differs'],
  ],
  'the place of a row': [
    ({ purchases: [one] }) => {
      one!.journal[0]!.leaf += 1
    },
    ['proof_differs'],
  ],
  'the consent dropped': [
    ({ purchases: [one] }) => {
      drop(one!, ['paid'])
    },
    ['no_consent'],
  ],
  'the use and the completion dropped': [
    ({ purchases: [one] }) => {
      drop(one!, ['first_used', 'training_finished'])
    },
    ['no_use', 'no_completion'],
  ],
  'the certificate dropped': [
    ({ purchases: [one] }) => {
      drop(one!, ['certificate_issued'])
    },
    ['no_certificate'],
  ],
  'rows of another purchase': [
    ({ purchases: [one, other] }) => {
      one!.journal = other!.journal
    },
    ['row_of_another', 'says_other', 'consent_differs', 'no_completion', 'no_certificate'],
  ],
  'the hash of a seal': [
    ({ seals: [seal] }) => {
      seal!.hash = 'ab'.repeat(32)
    },
    ['seal_differs', 'seal_unknown', 'proof_differs'],
  ],
  'the root in a seal': [
    ({ seals: [seal] }) => {
      seal!.lines[1] = seal!.lines[1].replace(/root\\": \\"./, (text) => `${text.slice(0, -1)}x`)
    },
    ['seal_differs', 'proof_differs'],
  ],
  'the seal taken away': [
    (bundle) => {
      bundle.seals = []
    },
    ['proof_differs'],
  ],
  'no evidence at all': [
    (bundle) => {
      bundle.purchases = []
    },
    ['no_evidence'],
  ],
}

test('whatever is changed in a file is found and named', async () => {
  for (const [name, [change, flaws]] of Object.entries(tamperings)) {
    const bundle = JSON.parse(text) as Bundle
    change(bundle)
    const found = await flawsOf(JSON.stringify(bundle))
    assert.equal(found.verdict, 'does_not_hold', name)
    assert.deepEqual(found.flaws.toSorted(), flaws.toSorted(), name)
  }
  assert.deepEqual(await flawsOf('{}'), { verdict: 'does_not_hold', flaws: ['no_evidence'] })
  assert.deepEqual(await flawsOf('bukan'), { verdict: 'does_not_hold', flaws: ['no_evidence'] })
})

test('a file that another chain made is whole in itself, and none of its seals is published', async () => {
  const { verdict, flaws } = verifyEvidence(text, ['00'.repeat(32)])
  assert.equal(verdict, 'does_not_hold')
  assert.deepEqual([...new Set(flaws.map(({ flaw }) => flaw))], ['seal_unknown'])
  const { verdict: alone, seals } = verifyEvidence(text)
  assert.equal(alone, 'holds')
  assert.ok((await published()).includes(seals[0]!.hash), 'the seal to be compared is named')
})

const script = fileURLToPath(new URL('../../docs/examples/verify-evidence.py', import.meta.url))
const python = spawnSync('python3', ['--version']).status === 0 ? 'python3' : undefined

test('a verifier that shares no code with ours says the same of the file and of every tampering', async () => {
  if (!python) {
    // Where there is no Python the script is at least there to be read.
    assert.match(readFileSync(script, 'utf8'), /hashlib/)
    return
  }
  const file = path.join(folder, 'bukti.json')
  const seals = path.join(folder, 'segel.txt')
  writeFileSync(seals, (await published()).map((hash) => `2026-11-23 1 ${hash}\n`).join(''))
  const says = (bundle: string, ...more: string[]) => {
    writeFileSync(file, bundle)
    const { status, stdout, stderr } = spawnSync(python, [script, file, ...more], { encoding: 'utf8' })
    assert.equal(stderr, '')
    return [status, stdout.split(':')[0]]
  }
  assert.deepEqual(says(text, seals), [0, 'Yes'])
  assert.deepEqual(says(text), [0, 'Yes'])
  assert.deepEqual(says(early), [3, 'Not yet'])
  for (const [name, [change]] of Object.entries(tamperings)) {
    const bundle = JSON.parse(text) as Bundle
    change(bundle)
    assert.deepEqual(says(JSON.stringify(bundle), seals), [1, 'No'], name)
  }
  writeFileSync(seals, `${'00'.repeat(32)}\n`)
  assert.deepEqual(says(text, seals), [1, 'No'])
  assert.deepEqual(says('{}'), [1, 'No'])
})

test('what was earned before it was told so is told by the migration, and misses no event that there was not then', async () => {
  const migration = readFileSync(new URL('../../migrations/0048-evidence.sql', import.meta.url), 'utf8')
  const [tell] = /insert into journal[^;]*;/.exec(migration)!
  const old = await aBoughtTraining(programme)
  await learn(programme, old)
  await tamper(pool, `delete from journal where act in ('earned', 'first_used') and card_id = $1`, [
    old.cardId,
  ])
  await tamper(pool, tell)
  const bundle = await exported(old)
  const { verdict, purchases, flaws } = verifyEvidence(bundle, await published())
  assert.deepEqual([verdict, flaws], ['not_sealed', []])
  assert.deepEqual(
    purchases[0]!.notSealed.filter((event) => event === 'earned' || event === 'first_used'),
    ['earned'],
  )
  assert.match(bundle, /system:migration/)
})
