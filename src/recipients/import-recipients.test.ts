import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../../test/database.ts'
import { notifyByTwo } from '../../test/two-people.ts'
import type { Context } from '../database/context.ts'
import { inventRecipient } from '../demo/invent-recipient.ts'
import { stoppedClock } from '../kernel/clock.ts'
import { secretsFrom } from '../kernel/secrets/secrets.ts'
import { createWave } from '../waves/waves.ts'
import { scheme2021 } from '../years/year-rules.ts'
import { createYear } from '../years/years.ts'
import { importExclusions } from './exclusions/exclusions.ts'
import { importRecipients } from './import-recipients.ts'
import { type RawRecipient, recipientColumns } from './recipient-row.ts'

const { pool } = await testDatabase()
const ctx: Context = {
  db: pool,
  clock: stoppedClock('2026-11-23T10:00:00+07:00'),
  secrets: secretsFrom('a secret that only the tests know, really'),
}
const actor = { actor: 'cli:tester', requestId: 'r-1' }
await createYear(
  ctx,
  { year: 2026, name: 'Program 2026', rules: { ...scheme2021, usableUntil: '2027-12-15' } },
  actor,
)

let waves = 0
async function aWave(quota = 100): Promise<number> {
  const wave = await createWave(ctx, { year: 2026, number: ++waves, quota }, actor)
  assert.ok(wave.ok)
  return wave.value.waveId
}

let people = 0
const aPerson = (change: Partial<RawRecipient> = {}): RawRecipient => ({
  ...inventRecipient(people++),
  ...change,
})

function csv(some: readonly RawRecipient[], delimiter = ',', headings: readonly string[] = recipientColumns) {
  const lines = some.map((person) => recipientColumns.map((column) => person[column]).join(delimiter))
  return [headings.join(delimiter), ...lines, ''].join('\r\n')
}

async function importText(waveId: number, text: string, chunk?: number) {
  const bytes = Buffer.from(text)
  // Cut anywhere, as a network does.
  const source = (async function* () {
    for (let at = 0; at < bytes.length; at += 97) yield bytes.subarray(at, at + 97)
  })()
  const outcome = await importRecipients(ctx, waveId, source, { actor, ...(chunk && { chunk }) })
  assert.ok(outcome.ok, outcome.ok ? '' : outcome.sentence)
  return outcome.value
}

const reasons = (report: { refused: readonly { line: number; refusals: readonly string[] }[] }) =>
  report.refused.map(({ line, refusals }) => [line, ...refusals])

test('a list becomes recipients of the wave, NIK and KK hashed and sealed, with a row of the journal each', async () => {
  const wave = await aWave()
  const [one, two] = [aPerson(), aPerson()]
  const report = await importText(wave, csv([one, two]))
  assert.deepEqual(report, { rows: 2, imported: 2, already: 0, refused: [] })
  const { rows } = await pool.query(
    `select person.*, selected_at, status from person join recipient using (person_id)
     where wave_id = $1 order by person_id`,
    [wave],
  )
  assert.equal(rows[0].born_on, one.birth_date)
  assert.equal(rows[0].nik_tail, one.nik.slice(-4))
  assert.equal(ctx.secrets.open(rows[0].nik_sealed), one.nik)
  assert.equal(ctx.secrets.open(rows[0].kk_sealed), one.kk)
  assert.deepEqual(rows[0].nik_hash, ctx.secrets.hash('nik', one.nik))
  assert.equal(rows[0].status, 'selected')
  const journal = await pool.query(
    `select actor, facts from journal where act = 'recipient_imported' and subject = $1`,
    [`person:${rows[0].person_id}`],
  )
  assert.deepEqual(journal.rows, [{ actor: 'cli:tester', facts: { wave_id: wave } }])
})

test('the same list a second time changes nothing and says so', async () => {
  const wave = await aWave()
  const list = csv([aPerson(), aPerson(), aPerson({ email: '' })])
  await importText(wave, list)
  const counts = () => pool.query('select (select count(*) from person), (select count(*) from journal)')
  const before = (await counts()).rows
  const again = await importText(wave, list)
  assert.deepEqual([again.rows, again.imported, again.already], [3, 0, 2])
  assert.deepEqual(reasons(again), [[4, 'email_malformed']])
  assert.deepEqual((await counts()).rows, before)
})

test('Indonesian headings, semicolons, a byte order mark and further columns are read', async () => {
  const headings = ['Nama', 'NIK', 'KK', 'Tanggal Lahir', 'No HP', 'Email', 'Pendidikan', 'Pekerjaan']
  const report = await importText(await aWave(), `\ufeff${csv([aPerson()], ';', headings)}`)
  assert.equal(report.imported, 1)
})

test('refused rows are told by line and reason, with the NIK masked, and stop nobody else', async () => {
  const known = aPerson()
  const report = await importText(await aWave(), csv([aPerson({ phone: '12' }), known, known, aPerson()]))
  assert.equal(report.imported, 2)
  assert.deepEqual(reasons(report), [
    [2, 'phone_malformed'],
    [4, 'nik_twice_in_file'],
  ])
  assert.equal(report.refused[1]!.nik, `************${known.nik.slice(-4)}`)
  assert.doesNotMatch(JSON.stringify(report), /\d{16}/)
})

test('a NIK twice in a file is found across chunks', async () => {
  const known = aPerson()
  const report = await importText(await aWave(), csv([known, aPerson(), aPerson(), known]), 2)
  assert.equal(report.imported, 3)
  assert.deepEqual(reasons(report), [[5, 'nik_twice_in_file']])
})

test('no more than two recipients of a family card, in the file and before it', async () => {
  const { kk } = aPerson()
  const report = await importText(await aWave(), csv([aPerson({ kk }), aPerson({ kk }), aPerson({ kk })]))
  assert.deepEqual(reasons(report), [[4, 'family_card_full']])
  const later = await importText(await aWave(), csv([aPerson({ kk })]))
  assert.deepEqual(reasons(later), [[2, 'family_card_full']])
})

test('the quota of the wave is filled in the order of the file and never exceeded', async () => {
  const wave = await aWave(2)
  const list = [aPerson(), aPerson(), aPerson()]
  assert.deepEqual(reasons(await importText(wave, csv(list), 1)), [[4, 'quota_full']])
  assert.deepEqual(reasons(await importText(wave, csv(list))), [[4, 'quota_full']])
})

test('an earlier recipient and a barred NIK are refused, and other facts never overwrite what is known', async () => {
  const wave = await aWave()
  const [earlier, barred] = [aPerson(), aPerson()]
  await importText(wave, csv([earlier]))
  await importText(await aWave(), csv([barred]))
  await pool.query(
    'delete from recipient using person where recipient.person_id = person.person_id and nik_hash = $1',
    [ctx.secrets.hash('nik', barred.nik)],
  )
  await pool.query(
    "insert into bar (person_id, barred_at, because) select person_id, now(), 'x' from person where nik_hash = $1",
    [ctx.secrets.hash('nik', barred.nik)],
  )
  assert.deepEqual(reasons(await importText(await aWave(), csv([earlier, barred]))), [
    [2, 'earlier_recipient'],
    [3, 'barred'],
  ])
  assert.deepEqual(reasons(await importText(wave, csv([{ ...earlier, phone: '081299990000' }]))), [
    [2, 'known_differently'],
  ])
})

test('nobody is added to a wave that was notified, and its list is still known', async () => {
  const wave = await aWave()
  const first = aPerson()
  await importText(wave, csv([first]))
  assert.ok((await notifyByTwo(ctx, wave, { link: 'https://bekal.example' })).ok)
  const report = await importText(wave, csv([first, aPerson()]))
  assert.equal(report.already, 1)
  assert.deepEqual(reasons(report), [[3, 'wave_notified']])
})

test('two imports at once keep the quota', async () => {
  const wave = await aWave(10)
  const list = () => csv(Array.from({ length: 8 }, () => aPerson()))
  const reports = await Promise.all([importText(wave, list(), 1), importText(wave, list(), 1)])
  assert.equal(reports[0].imported + reports[1].imported, 10)
})

test('a file that lacks a column, is empty, or is no CSV is refused as a whole', async () => {
  const wave = await aWave()
  const refusalOf = async (text: string) => {
    const outcome = await importRecipients(
      ctx,
      wave,
      (async function* () {
        yield text
      })(),
      { actor },
    )
    return outcome.ok ? undefined : outcome.refusal
  }
  assert.equal(await refusalOf('name,nik\nA,1\n'), 'column_missing')
  assert.equal(await refusalOf(''), 'file_empty')
  assert.equal(await refusalOf(`${recipientColumns.join(',')}\n"${'x'.repeat(70_000)}`), 'file_unreadable')
  assert.equal((await importRecipients(ctx, 9999, (async function* () {})(), { actor })).ok, false)
})

test('who stands on a list of exclusions is refused, as by every other way in', async () => {
  const [listed, free] = [aPerson(), aPerson()]
  const source = (async function* () {
    yield `nik\n${listed.nik}\n`
  })()
  const excluded = await importExclusions(ctx, 'ASN', source, actor)
  assert.ok(excluded.ok && excluded.value.added === 1)
  const report = await importText(await aWave(), csv([listed, free]))
  assert.equal(report.imported, 1)
  assert.deepEqual(reasons(report), [[2, 'on_exclusion_list']])
  assert.match(report.refused[0]!.sentence, /daftar pengecualian/)
})
