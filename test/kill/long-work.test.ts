import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { requestApproval, type TwoPersonAct } from '../../src/approvals/approvals.ts'
import { peopleAsCsv } from '../../src/demo/demo-people.ts'
import { inventRecipient } from '../../src/demo/invent-recipient.ts'
import { auditJournal } from '../../src/journal/audit.ts'
import { day } from '../../src/kernel/clock.ts'
import type { Outcome } from '../../src/kernel/refusal.ts'
import { secretsFrom } from '../../src/kernel/secrets/secrets.ts'
import { wibDate } from '../../src/kernel/wib.ts'
import { checkInvariants } from '../../src/ledger/check-invariants.ts'
import { beginCampaign, beginCampaignAct } from '../../src/messages/campaigns/begin-campaign.ts'
import { draftCampaign } from '../../src/messages/campaigns/campaigns.ts'
import { suspendAct } from '../../src/suspension/suspend.ts'
import { closeWave } from '../../src/waves/close-wave.ts'
import { enterPublicValue } from '../../src/waves/draw/enter-public-value.ts'
import { runDrawAct } from '../../src/waves/draw/run-draw.ts'
import { grantCardsAct } from '../../src/waves/grant-cards.ts'
import { joinWave } from '../../src/waves/join-wave.ts'
import { createWave, listWaves } from '../../src/waves/waves.ts'
import { demoClock } from '../../src/years/demo-clock.ts'
import { aCampaign } from '../a-campaign.ts'
import { Visitor } from '../a-visitor.ts'
import { exitOf, freePorts } from '../processes/processes.ts'
import { ana, budi, byTwo, twoPeople } from '../two-people.ts'
import { gatesOf } from './a-gate.ts'
import { startServer } from './stands.ts'

const ending: (() => unknown)[] = []
// Registered before the database's own end, which comes last.
after(async () => {
  for (const end of ending) await end()
})
const { settingsOf, testDatabase } = await import('../database.ts')
const { insertPerson, must } = await import('../a-draw.ts')
const database = await testDatabase()
const { pool } = database
const folder = await mkdtemp(path.join(tmpdir(), 'bekal-long-'))
const settings = settingsOf(database)
const [port = 0] = await freePorts(1)
const url = `http://127.0.0.1:${port}`
let server = await startServer(folder, port, settings)
const gates = await gatesOf(pool.options)
ending.push(
  () => server.kill('SIGKILL') && exitOf(server),
  () => gates.close(),
  () => rm(folder, { recursive: true, force: true }),
)
await twoPeople(pool)
const clock = await demoClock(pool)
const ctx = { db: pool, clock, secrets: secretsFrom(settings.BEKAL_SECRET) }
const people = 5100
const year = Number(wibDate(clock.now()).slice(0, 4))

/** Kills the server with all that it does, and starts it again: what nobody runs any more is seen as that at once. */
async function killed(): Promise<void> {
  server.kill('SIGKILL')
  await exitOf(server)
  await gates.open()
  await pool.query(`update staff_task set beat_at = beat_at - interval '1 minute' where ended_at is null`)
  server = await startServer(folder, port, settings)
}

/** Somebody of the demo's staff at the console. */
async function be(name: 'ani' | 'budi'): Promise<Visitor> {
  const visitor = new Visitor(url)
  await visitor.get('/dev/konsol')
  assert.equal((await visitor.post('/dev/konsol', { email: `${name}@konsol.contoh.id` })).status, 303)
  return visitor
}

/** Presses the button of a page whose form goes there. */
async function pressed(visitor: Visitor, page: string, action: string, form: Record<string, string> = {}) {
  const { text } = await visitor.get(page)
  assert.ok(text.includes(`action="${action}"`), `${page} does not offer ${action}`)
  const answer = await visitor.post(action, form)
  const why = /<main[^>]*>(.*)<\/main>/s
    .exec(answer.text)?.[1]
    ?.replace(/<[^>]*>/g, ' ')
    .slice(0, 600)
  assert.equal(answer.status, 303, `${action}: ${why}`)
  return answer.location
}

/** Budi approves what Ana asked for, and with that it begins. */
async function approved(act: Outcome<TwoPersonAct | undefined, string>): Promise<void> {
  assert.ok(act.ok && act.value)
  must(await requestApproval(ctx, act.value, ana))
  const visitor = await be('budi')
  const { rows } = await pool.query('select max(approval_id) as id from approval')
  await pressed(visitor, '/konsol/persetujuan', `/konsol/persetujuan/${rows[0].id}/setujui`)
}

async function until(what: string, sql: string, values: unknown[] = []): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if ((await pool.query(sql, values)).rowCount) return
    await sleep(100)
  }
  assert.fail(`${what} did not come to its end`)
}

const count = async (from: string, values: unknown[] = []) =>
  Number((await pool.query(`select count(*) from ${from}`, values)).rows[0].count)

const { waveId } = must(await createWave(ctx, { year, number: 90, quota: people }, ana))

test('an import, a draw and a suspension that are killed in the middle go on after the next start', async () => {
  const open = (await listWaves(pool)).find(({ status }) => status === 'open')!
  for (let i = 0; i < 20; i++) {
    const id = await insertPerson(ctx, 800_000 + i, {})
    must(await joinWave(ctx, id, open.waveId, { actor: `person:${id}`, requestId: 'r' }))
  }
  must(await closeWave(ctx, open.waveId, { actor: ana }))
  await advance(70)
  for (const who of [ana, budi]) must(await enterPublicValue(ctx, open.waveId, '7.231,48', who))
  const ani = await be('ani')
  await ani.get('/konsol/impor')
  const invented = Array.from({ length: people }, (_, i) => ({
    ...inventRecipient(500_000 + i),
    persona: '',
  }))
  const csv = peopleAsCsv(invented as Parameters<typeof peopleAsCsv>[0])
  const brought = await ani.upload('/konsol/impor', { isi: 'recipients', gelombang: String(waveId) }, csv)
  const list = brought.location
  await ani.get(list)
  await ani.post(list)
  await until('the preview', `select from list_upload where state = 'tried'`)
  const { rows } = await pool.query(
    `select institution_id as id, count(*)::int from purchase join course using (course_id) where purchase.status = 'paid'
     group by 1 order by 2 desc limit 1`,
  )
  const { id, count: paid } = rows[0]
  const party = { kind: 'institution', id } as const

  await gates.shut(
    { table: 'recipient', on: 'insert', after: 5050, when: `new.wave_id = ${waveId}` },
    { table: 'suspended_item', on: 'update', after: 0 },
  )
  await pressed(ani, list, `${list}/tulis`)
  await gates.reached(1, tasks)
  // The draw has ranked everybody, and waits for the import to write whom it has chosen.
  await approved(await runDrawAct(pool, open.waveId))
  await approved(await suspendAct(pool, party, { because: 'izinnya dicabut', begun: 'by_place' }))
  await gates.reached(2, tasks)
  await killed()
  assert.equal(await count('recipient where wave_id = $1', [waveId]), 5000)
  assert.equal(await count('recipient where wave_id = $1', [open.waveId]), 0)

  const again = await be('ani')
  assert.match((await again.get(list)).text, /terputus|terhenti/i)
  await pressed(again, list, `${list}/tulis`)
  // Two people have approved it: whoever may ask for it goes on.
  const wave = `/konsol/gelombang/${open.waveId}`
  const [, action = ''] =
    /action="(\/konsol\/persetujuan\/\d+\/setujui)"/.exec((await again.get(wave)).text) ?? []
  await pressed(again, wave, action)
  await until('the import', `select from list_upload where state = 'written'`)
  await until('the draw', `select from wave where wave_id = $1 and status = 'drawn'`, [open.waveId])
  await until('the suspension', 'select from suspension where settled_at is not null')
  assert.equal(await count('recipient where wave_id = $1', [waveId]), people)
  assert.ok(paid > 0)
})

test('a grant of cards and the days of a storefront that are killed in the middle go on', async () => {
  await gates.shut(
    { table: 'card', on: 'insert', after: 5050, when: `new.wave_id = ${waveId}` },
    { table: 'partner_day', on: 'insert', after: 3 },
  )
  await approved(await grantCardsAct(pool, waveId))
  const ani = await be('ani')
  const yesterday = wibDate(new Date(clock.now().getTime() - day))
  const at = `/konsol/keuangan/rekonsiliasi/mitra-uji-01/${yesterday}.json`
  const broken = ani.get(at).catch(() => undefined)
  await gates.reached(2, tasks)
  await killed()
  await broken
  assert.equal(await count('card where wave_id = $1', [waveId]), 5000)
  const again = await be('ani')
  const grant = `/konsol/gelombang/${waveId}`
  await pressed(again, grant, `${grant}/beri-tahu`, { pasti: 'ya' })
  await until('the grant', `select from wave where wave_id = $1 and status = 'notified'`, [waveId])
  assert.equal(await count('card where wave_id = $1', [waveId]), people)
  const { rows } = await pool.query(
    `select count(*)::int as sent, count(distinct card_id)::int as cards from (
       select card_id from outbox where template = 'designation' and channel = 'sms'
       union all select card_id from message where template = 'designation' and channel = 'sms'
     ) it join card using (card_id) where wave_id = $1`,
    [waveId],
  )
  assert.deepEqual(rows, [{ sent: people, cards: people }])
  assert.equal((await again.get(at)).status, 200)
})

test('an export and a campaign that are killed in the middle go on by themselves, and nobody is told twice', async () => {
  const draft = aCampaign({ audience: { wave: waveId, state: 'not_bought' } })
  const { campaignId } = must(await draftCampaign(ctx, draft, { site: url, by: ana }))
  await byTwo(ctx, await beginCampaignAct(pool, campaignId, clock.now()))
  await gates.shut(
    { table: 'list_export_chunk', on: 'insert', after: 1 },
    { table: 'campaign_receiver', on: 'update', after: 1001 },
  )
  must(await beginCampaign(ctx, campaignId, budi))
  const ani = await be('ani')
  await ani.get('/konsol/pekerjaan')
  const asked = { place: `/konsol/gelombang/${waveId}/penerima`, query: '' }
  assert.equal((await ani.post('/konsol/ekspor', asked)).status, 303)
  await gates.reached(2, tasks)
  await killed()
  assert.equal(await count(`campaign_receiver where state <> 'waiting'`), 1000)
  await until('the export', 'select from list_export where whole_at is not null')
  await until('the campaign', 'select from campaign where ended_at is not null')
  const file = /href="(\/konsol\/ekspor\/\d+)"/.exec((await (await be('ani')).get('/konsol/pekerjaan')).text)
  const lines = (await (await be('ani')).get(file?.[1] ?? '')).text.trim().split('\n')
  assert.equal(new Set(lines).size, people + 1)
  assert.equal(await count(`campaign_receiver where state = 'queued'`), people)
  assert.deepEqual(await checkInvariants(pool), [])
  assert.deepEqual(
    (await auditJournal(pool)).findings.filter(({ kind }) => kind === 'changed'),
    [],
  )
})

async function advance(days: number): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ advance_ms: days * day })
  assert.equal((await fetch(`${url}/dev/clock.json`, { method: 'POST', headers, body })).status, 200)
  await clock.refresh()
}

const tasks = async () =>
  JSON.stringify([
    (await pool.query('select kind, subject, ended_as, report from staff_task')).rows,
    (await pool.query('select * from suspension')).rows,
    (await pool.query('select outcome, count(*) from suspended_item group by 1')).rows,
    (
      await pool.query(
        `select left(query, 90) as q, state, wait_event_type, wait_event, pg_blocking_pids(pid) as by, pid from pg_stat_activity where datname = current_database() and state <> 'idle'`,
      )
    ).rows,
  ])
