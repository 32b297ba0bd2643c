import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { aBoughtTraining, learn } from '../../../test/a-finished-training.ts'
import { aProgramme } from '../../../test/a-programme.ts'
import { bekalOn } from '../../../test/bekal.ts'
import { settingsOf } from '../../../test/database.ts'
import { settled } from '../../../test/settled.ts'
import { sealJournal } from '../../database/seals/journal-seal.ts'
import { listKeptSeals } from '../../journal/daily-heads.ts'

const programme = await aProgramme()
const { ctx, pool, clock } = programme
// The commands go by the machine's clock.
clock.set(new Date())
const folder = await mkdtemp(path.join(tmpdir(), 'bekal-cli-'))
after(async () => {
  await programme.close()
  await rm(folder, { recursive: true, force: true })
})
const here = bekalOn({ BEKAL_DATA: folder, ...settingsOf(programme.database) })
/** A machine that has no database, and would fail if it asked for one. */
const elsewhere = bekalOn({
  BEKAL_DATA: path.join(folder, 'none'),
  DATABASE_URL: 'postgres://nobody@localhost:1/none',
})
const file = path.join(folder, 'bukti.json')
const seals = path.join(folder, 'segel.txt')

test('evidence is exported by number or invoice, and verified where there is no database', async () => {
  const bought = await aBoughtTraining(programme)
  await learn(programme, bought)
  const { rows } = await pool.query('select invoice_code from purchase where purchase_id = $1', [
    bought.purchaseId,
  ])
  const [{ invoice_code: invoice }] = rows
  const exported = ['evidence', 'export', '--out', file] as const
  assert.deepEqual((await here(...exported, '--purchase', bought.purchaseId)).said, { purchases: 1, file })
  const early = await elsewhere('evidence', 'verify', file)
  assert.deepEqual([early.code, early.said.verdict], [3, 'not_sealed'])

  await settled(pool)
  await sealJournal(ctx, { treeAfterMs: 0 })
  await settled(pool)
  await sealJournal(ctx, { treeAfterMs: 0 })
  assert.deepEqual((await here(...exported, '--invoice', invoice)).said, { purchases: 1, file })
  const kept = await listKeptSeals(pool, clock.now())
  await writeFile(seals, kept.map(({ date, seal, hash }) => `${date} ${seal} ${hash}\n`).join(''))
  const held = await elsewhere('evidence', 'verify', file, '--seals', seals)
  assert.deepEqual([held.code, held.said.verdict, held.said.flaws], [0, 'holds', []])

  const text = await readFile(file, 'utf8')
  await writeFile(file, text.replace('"amount":350000', '"amount":250000'))
  const changed = await elsewhere('evidence', 'verify', file, '--seals', seals)
  assert.equal(changed.code, 1)
  assert.deepEqual(
    changed.said.flaws.map(({ flaw, purchaseId }: Record<string, string>) => [flaw, purchaseId]),
    ['amount_differs', 'says_other', 'consent_differs'].map((flaw) => [flaw, bought.purchaseId]),
  )
})

test('what cannot be exported, and seals that are none, are refused by name', async () => {
  const exported = ['evidence', 'export', '--out', file] as const
  for (const [given, refusal] of [
    [[], 'purchase_or_invoice'],
    [['--purchase', '1', '--invoice', 'X'], 'purchase_or_invoice'],
    [['--purchase', '999999999'], 'nothing_bought'],
    [['--invoice', 'TIDAK-ADA'], 'nothing_bought'],
  ] as const) {
    const { code, said } = await here(...exported, ...given)
    assert.deepEqual([code, said.refusal], [1, refusal])
  }
  await writeFile(seals, 'kosong')
  const { code, said } = await elsewhere('evidence', 'verify', file, '--seals', seals)
  assert.deepEqual([code, said.refusal], [1, 'no_heads'])
})
