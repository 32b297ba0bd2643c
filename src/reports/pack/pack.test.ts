import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { parse } from 'csv-parse/sync'
import { aMoneyHistory, type MoneyStep } from '../../../test/a-money-history.ts'
import { bekal, bekalOn } from '../../../test/bekal.ts'
import { settingsOf } from '../../../test/database.ts'
import { sentenceOf } from '../../kernel/refusal.ts'
import { didDocument } from '../../learning/certificates/did-document.ts'
import { ensureIssuerKey, rotateIssuerKey } from '../../learning/certificates/issuer-keys.ts'
import { trialBalance } from '../../ledger/trial-balance.ts'
import { signFile } from '../../reconciliation/sign-file.ts'
import { verifyDraw } from '../../waves/draw/published/verify-draw.ts'
import { checkPack } from './check-pack.ts'
import { type Manifest, packFiles } from './manifest.ts'
import { sampleOf } from './sample-rules.ts'
import { packRefusals, writePack } from './write-pack.ts'

const history = await aMoneyHistory()
const { pool, ctx, perform } = history
const issuer = { ...ctx, url: 'http://localhost:3000' }
await ensureIssuerKey(ctx)
const place = await mkdtemp(path.join(tmpdir(), 'bekal-test-pack-'))
after(async () => {
  await rm(place, { recursive: true })
  await history.close()
})

const steps: MoneyStep[] = [
  ...[120_000, 250_000, 333_333, 410_007].map((price, which) => ({
    step: 'buy' as const,
    price,
    discount: 7001 * (which % 2),
    which,
  })),
  ...[0, 0, 0].map((which) => ({ step: 'finish' as const, which })),
  ...(['pay', 'answer', 'stray'] as const).map((step) => ({ step })),
  { step: 'return', which: 0 },
  ...[500_000, 77_777].map((price, which) => ({ step: 'buy' as const, price, discount: 0, which })),
  ...[0, 0].map((which) => ({ step: 'finish' as const, which })),
  { step: 'pay' },
]
for (const step of steps) await perform(step)
const whole = path.join(place, 'whole')
const written = await writePack(issuer, whole, { size: 3, seed: 'lotre 2026' })
const keysOf = async () => JSON.stringify(await didDocument(issuer))
const keys = await keysOf()

/** A pack in which one thing was changed: as it is then, or with a manifest that was made anew, also signed anew. */
async function changed(
  name: string,
  change: (folder: string) => Promise<unknown>,
  again: 'not' | 'manifest' | 'signed' = 'not',
): Promise<string> {
  const folder = path.join(place, `changed-${name}`)
  await cp(whole, folder, { recursive: true })
  await change(folder)
  if (again !== 'not') {
    const manifest: Manifest = JSON.parse(await readFile(path.join(folder, packFiles.manifest), 'utf8'))
    const files = await Promise.all(
      manifest.files.map(async ({ name }) => {
        const content = await readFile(path.join(folder, name))
        return { name, bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') }
      }),
    )
    const text = JSON.stringify({ ...manifest, files })
    await writeFile(path.join(folder, packFiles.manifest), text)
    if (again === 'signed')
      await writeFile(path.join(folder, packFiles.signature), await signFile(issuer, text))
  }
  return folder
}
/** Replaces text in a file. */
const replace = (file: string, from: string | RegExp, to: string) => async (folder: string) => {
  const text = await readFile(path.join(folder, file), 'utf8')
  const made = text.replace(from, to)
  assert.notEqual(made, text, `${file} has ${from}`)
  await writeFile(path.join(folder, file), made)
}
const flawsOf = async (folder: string, given = keys) => {
  const { whole: holds, flaws } = await checkPack(folder, given)
  assert.equal(holds, flaws.length === 0)
  return flaws.map(({ file, sentence }) => `${file}: ${sentence}`)
}
const rowsOf = async (file: string, folder = whole): Promise<Record<string, string>[]> =>
  parse(await readFile(path.join(folder, file), 'utf8'), { columns: true })

test('a pack is whole, says what the database says, and its draws are recomputed from it alone', async () => {
  assert.ok(written.ok, written.ok ? '' : written.refusal)
  assert.deepEqual(await flawsOf(whole), [])
  const balance = await trialBalance(pool)
  assert.deepEqual(JSON.parse(await readFile(path.join(whole, packFiles.trialBalance), 'utf8')), balance)
  assert.deepEqual(
    [written.value.entries, written.value.sampled, written.value.draws],
    [balance.entries, 3, 2],
  )
  const verdict = await checkPack(whole, keys)
  assert.ok(verdict.drawn > 0 && verdict.notDrawn === 0, JSON.stringify(verdict))
  for (const draw of ['2026-1', '2026-2']) {
    const { whole: recomputed, selected } = await verifyDraw(path.join(whole, 'draws', draw))
    assert.deepEqual([recomputed, selected], [true, 4])
  }
})

test('whoever knows the seed draws the same payments, and each leads to purchases and to refs of a draw', async () => {
  const lines = await rowsOf('payments/lines.csv')
  const asked = lines.filter(({ state }) => ['ordered', 'paid', 'refused', 'returned'].includes(state!))
  const digest = (id: string) => createHash('sha256').update(`lotre 2026:${id}`).digest('hex')
  const byHand = [...new Set(asked.map(({ payment_id }) => payment_id!))]
    .sort((one, other) => digest(one).localeCompare(digest(other)))
    .slice(0, 3)
  const sample = (await rowsOf(packFiles.sample)).map(({ payment_id }) => payment_id)
  assert.deepEqual(sample, byHand)
  const other = await writePack(issuer, path.join(place, 'other'), { size: 3, seed: 'lain' })
  assert.ok(other.ok)
  assert.deepEqual(
    (await rowsOf(packFiles.sample, path.join(place, 'other'))).map(({ payment_id }) => payment_id),
    sampleOf(
      asked.map(({ payment_id }) => payment_id!),
      'lain',
      3,
    ),
  )
  for (const item of await rowsOf(packFiles.items)) {
    const { rows } = await pool.query(
      `select encode(ref, 'hex') as ref, invoice_code from purchase join card using (card_id) join wave_application using (person_id, wave_id)
       where card_id = $1 and purchase_id = $2`,
      [item.card_id, item.purchase_id],
    )
    assert.deepEqual([item.ref, item.invoice_code], [rows[0].ref, rows[0].invoice_code])
  }
})

test('nobody is named in a pack: no NIK, no phone, no name, no number of a card or an account', async () => {
  const { rows } = await pool.query(
    `select name, phone, email, nik_tail, (select string_agg(number, ',') from card) as cards from person`,
  )
  const secret = rows.flatMap(({ name, phone, email, cards }) => [
    name,
    phone.slice(3),
    email,
    ...cards.split(','),
  ])
  for (const file of await readdir(whole, { recursive: true, withFileTypes: true })) {
    if (!file.isFile()) continue
    const text = await readFile(path.join(file.parentPath, file.name), 'utf8')
    for (const word of [...secret, 'Siti Aminah', 'Yayasan & Rekan', '8000000'])
      assert.ok(!text.includes(word), `${file.name} has ${word}`)
  }
})

test('every file that was changed, added or taken away is named, and so is a signature that is not ours', async () => {
  const names = (await readdir(whole, { recursive: true, withFileTypes: true }))
    .filter((file) => file.isFile())
    .map((file) => path.relative(whole, path.join(file.parentPath, file.name)))
  assert.ok(names.length > 20)
  for (const [index, name] of names.entries()) {
    const folder = await changed(`byte-${index}`, async (at) =>
      writeFile(path.join(at, name), `${await readFile(path.join(at, name), 'utf8')} `),
    )
    const flaws = await flawsOf(folder)
    const expected =
      name === packFiles.manifest
        ? /^manifest\.json\.jws: the signature is not of this manifest/
        : `${name}: it has the SHA-256`
    // a blank at the end changes nothing that a signature says
    if (name === packFiles.signature) assert.deepEqual(flaws, [])
    else
      assert.ok(
        flaws.some((one) => (typeof expected === 'string' ? one.startsWith(expected) : expected.test(one))),
        `${name}: ${flaws}`,
      )
    await rm(folder, { recursive: true })
  }
  const gone = await changed('gone', (at) => rm(path.join(at, 'bank/lines.csv')))
  assert.ok((await flawsOf(gone)).includes('bank/lines.csv: the file is missing'))
  const more = await changed('more', (at) => writeFile(path.join(at, 'catatan.txt'), 'x'))
  assert.deepEqual(await flawsOf(more), ['catatan.txt: the manifest does not list it'])
  const unsigned = await changed('unsigned', (at) => rm(path.join(at, packFiles.signature)))
  assert.deepEqual(await flawsOf(unsigned), ['manifest.json.jws: the file is missing'])
  const bare = await changed('bare', (at) => rm(path.join(at, packFiles.manifest)))
  assert.deepEqual(await flawsOf(bare), ['manifest.json: the file is missing'])
  const out = await changed('out', replace(packFiles.manifest, '"contracts.csv"', '"../contracts.csv"'))
  assert.match((await flawsOf(out)).join(), /manifest\.json: it cannot be read/)
})

test('a pack that somebody made whole again by keys of their own is not believed by the keys of the issuer', async () => {
  const folder = await changed('forged', replace('ledger/entries.csv', ',120000,', ',120001,'), 'manifest')
  const flaws = await flawsOf(folder)
  assert.ok(flaws.some((one) => one.startsWith('manifest.json.jws: the signature is not of this manifest')))
  const stranger = JSON.stringify({ id: 'did:web:lain.example', verificationMethod: [] })
  assert.deepEqual(await flawsOf(whole, stranger), [
    'manifest.json: it is of did:web:localhost%3A3000, and the keys are those of did:web:lain.example',
    'manifest.json.jws: the key of the signature is none of those that are given',
  ])
  await rotateIssuerKey(ctx, { compromised: false }, { actor: 'cli:test', requestId: 'r' })
  assert.deepEqual(
    await flawsOf(whole, JSON.stringify(await didDocument(issuer))),
    [],
    'a retired key is believed',
  )
})

const line = async (file: string, has: (row: Record<string, string>) => boolean) => {
  const text = await readFile(path.join(whole, file), 'utf8')
  const index = (await rowsOf(file)).findIndex(has)
  assert.ok(index >= 0, `${file} has such a row`)
  return text.split('\n')[index + 1]!
}

test('what does not add up is named, also where it was signed so', async () => {
  const cases: [name: string, change: (folder: string) => Promise<unknown>, flaws: RegExp[]][] = [
    [
      'amount',
      replace('ledger/entries.csv', ',purchase,0,card,clearing,,', ',purchase,0,card,clearing,,1'),
      [
        /^ledger\/trial-balance\.json: card is -?\d+, and the entries make -?\d+$/,
        /^ledger\/trial-balance\.json: clearing is/,
        /^ledger\/position\.json: spent is/,
      ],
    ],
    [
      'account',
      replace('ledger/entries.csv', ',card,clearing,', ',card,saku,'),
      [/entry \S+ moves from "card" to "saku"/],
    ],
    [
      'sign',
      replace('ledger/payment-entries.csv', /,order,(.*),(\d+),(\d{4}-)/, ',order,$1,-$2,$3'),
      [/moves "-\d+" rupiah/],
    ],
    [
      'trial',
      replace('ledger/trial-balance.json', '"entries": ', '"entries": 1'),
      [/^ledger\/trial-balance\.json: the number of entries is 1\d+, and the entries make \d+$/],
    ],
    [
      'position',
      replace('ledger/position.json', /("year": \[[\s\S]*?"granted": )/, '$11'),
      [/granted by year sums to/],
    ],
    [
      'run',
      replace(
        'payments/runs.csv',
        /^1,.*$/m,
        (await line('payments/runs.csv', (row) => row.run_id === '1')).replace(
          /^((?:[^,]*,){5})(\d+)/,
          '$11$2',
        ),
      ),
      [
        /^payments\/runs\.csv: run 1: its lines come to \d+, and it says 1\d+$/,
        /^payments\/runs\.csv: run 1: what was approved \(approval \d+\) is not this run$/,
      ],
    ],
    [
      'line',
      async (at: string) => {
        const row = await line(
          'payments/lines.csv',
          ({ run_id, state }) => run_id === '1' && state === 'paid',
        )
        await replace('payments/lines.csv', `${row}\n`, '')(at)
      },
      [
        /^payments\/runs\.csv: run 1: its lines come to/,
        /run 1: it has \d lines/,
        /run 1: the digest of its lines/,
        /run 1: a bank was asked for/,
      ],
    ],
    [
      'approval',
      replace('payments/approvals.csv', /^(\d+,pay_run,run:1,.*)$/m, ''),
      [/run 1: its approval \d+ is not in/],
    ],
    [
      'statement',
      replace('bank/lines.csv', /,12345,/, ',12346,'),
      [/^bank\/statements\.csv: statement \d+: \d+ and its lines, 12346, are not/],
    ],
    [
      'sample',
      replace(packFiles.sample, /payment_id\n\d+\n/, 'payment_id\n999\n'),
      [/^sample\/payments\.csv: the seed draws [\d ]+, and the file has 999/],
    ],
    [
      'item',
      replace(packFiles.items, /^(\d+,\d+,\d+,\w+,\d+,)(\d+)/m, '$11$2'),
      [
        /^sample\/items\.csv: entry \S+ is not in the ledger so$/,
        /^sample\/items\.csv: payment \d+: its entries come to/,
      ],
    ],
    [
      'ref',
      replace(packFiles.items, /,[0-9a-f]{32}$/m, `,${'0'.repeat(32)}`),
      [/^sample\/items\.csv: card \d+: the draw of wave 2026-\d did not select its holder/],
    ],
    [
      'draw',
      replace('draws/2026-1/ranks.txt', / C$/m, ' P'),
      [/^draws\/2026-1: ranks: line \d+ of ranks\.txt must be/],
    ],
    [
      'check',
      replace(
        'ledger/check.json',
        '"violations": []',
        '"violations": [{"sentence": "no balance is below zero", "count": 2}]',
      ),
      [/^ledger\/check\.json: it did not hold 2 times: no balance is below zero$/],
    ],
    [
      'journal',
      replace('journal/verify.json', '"whole": true', '"whole": false, "sentence": "Seal 3 is missing."'),
      [/^journal\/verify\.json: the journal was not whole: Seal 3 is missing\.$/],
    ],
  ]
  for (const [name, change, wanted] of cases) {
    const flaws = await flawsOf(await changed(`sum-${name}`, change, 'signed'), await keysOf())
    for (const flaw of wanted)
      assert.ok(
        flaws.some((one) => flaw.test(one)),
        `${name}: ${flaw} in\n${flaws.join('\n')}`,
      )
    assert.ok(!flaws.some((one) => /SHA-256|manifest\.json/.test(one)), `${name}: ${flaws.join('\n')}`)
  }
})

test('by command: one writes it, whoever has it checks it, and no folder is written over', async () => {
  const run = bekalOn(settingsOf(history.database))
  const folder = path.join(place, 'by-command')
  const made = await run('audit-pack', 'write', folder, '--sample', '2')
  assert.equal(made.code, 0)
  assert.equal(made.said.sampled, 2)
  const keysFile = path.join(place, 'did.json')
  await writeFile(keysFile, JSON.stringify(await didDocument(issuer)))
  Object.assign(process.env, { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' })
  const held = await bekal('audit-pack', 'check', folder, '--key', keysFile)
  assert.deepEqual([held.code, /^Yes: the pack of .* is whole/.test(held.said)], [0, true], held.said)
  const broken = await bekal('audit-pack', 'check', path.join(place, 'changed-gone'))
  assert.equal(broken.code, 1)
  assert.match(broken.said, /^No, this does not hold:\n/)
  assert.equal((await bekal('audit-pack', 'check', folder, '--key', path.join(place, 'none'))).code, 1)
  const again = await run('audit-pack', 'write', folder)
  assert.deepEqual([again.code, again.said.refusal], [1, 'folder_exists'])
  assert.match(sentenceOf(packRefusals, 'folder_exists', {}, 'id'), /sebutkan yang belum ada/)
})

test('whoever is killed while a pack is written leaves no folder of its name, and the next one writes it', async () => {
  const folder = path.join(place, 'killed')
  const left = async () => (await readdir(place)).filter((name) => name.startsWith('killed'))
  for (const wait of [0, 60, 120]) {
    const before = (await left()).length
    const child = spawn(process.execPath, ['bin/bekal.mjs', 'audit-pack', 'write', folder], {
      env: { ...process.env, ...settingsOf(history.database) },
      stdio: 'ignore',
    })
    const ended = once(child, 'exit')
    while ((await left()).length === before && child.exitCode === null) await setTimeout(5)
    await setTimeout(wait)
    child.kill('SIGKILL')
    await ended
    await rm(folder, { recursive: true, force: true })
  }
  const parts = await left()
  assert.ok(parts.length > 0, 'it was killed in the middle')
  for (const name of parts) {
    assert.match(name, /^killed\.part-/)
    assert.equal((await checkPack(path.join(place, name), await keysOf())).whole, false)
  }
  const next = await writePack(issuer, folder, { size: 3 })
  assert.ok(next.ok)
  assert.deepEqual(await flawsOf(folder, await keysOf()), [])
})
