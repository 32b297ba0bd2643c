import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { aCampaign } from '../../../test/a-campaign.ts'
import { aDeadline, link, notifiedAt } from '../../../test/a-deadline.ts'
import { must, refusalOf } from '../../../test/a-draw.ts'
import type { WaveCard } from '../../../test/a-wave.ts'
import { ana, budi, byTwo, twoPeople } from '../../../test/two-people.ts'
import { auditJournal } from '../../journal/audit.ts'
import { day } from '../../kernel/clock.ts'
import { chooseMessages, type Way } from '../choices.ts'
import { sampleOf } from './audience-sample.ts'
import { beginCampaign, beginCampaignAct } from './begin-campaign.ts'
import { resultOf } from './campaign-result.ts'
import { type CampaignDraft, draftCampaign, findCampaign } from './campaigns.ts'
import { sendCampaigns } from './send-campaigns.ts'
import { stopCampaign } from './stop-campaign.ts'

const world = await aDeadline()
const { clock, ctx, pool, cards } = world
after(() => world.close())
before(() => twoPeople(pool))

const site = 'https://bekal.example/'
const by = { actor: 'system:campaigns', requestId: 'r-campaigns' }

async function waveOf([card]: readonly WaveCard[]): Promise<number> {
  return (await pool.query('select wave_id from card where card_id = $1', [card!.cardId])).rows[0].wave_id
}

async function begun(draft: Partial<CampaignDraft>): Promise<number> {
  const { campaignId } = must(await draftCampaign(ctx, aCampaign(draft), { site, by: ana }))
  await byTwo(ctx, await beginCampaignAct(ctx.db, campaignId, clock.now()))
  must(await beginCampaign(ctx, campaignId, budi))
  return campaignId
}

/** Sends one piece and no more, as a process that is told to end. */
async function sendOnce(chunk: number) {
  let asked = 0
  const signal = {
    get aborted() {
      return asked++ > 0
    },
  } as AbortSignal
  return sendCampaigns(ctx, { site, by, chunk, signal })
}

const choose = async ({ cardId }: WaveCard, language: 'id' | 'en', declined: readonly Way[]) => {
  const { rows } = await pool.query('select person_id from card where card_id = $1', [cardId])
  await chooseMessages(ctx, rows[0].person_id, { language, declined }, ana)
}

/** How many campaign messages each card has in the outbox, by channel, of all cards that have any. */
const counts = async () =>
  (
    await pool.query(
      `select max(messages)::int as most, count(*)::int as cards from (
         select count(*) as messages from outbox where template = 'campaign' group by card_id, channel, params ->> 'headline'
       ) each`,
    )
  ).rows[0]

test('a campaign goes to its group once, in the language and by the ways that each chose, and costs what was said', async () => {
  clock.set(notifiedAt)
  const people = await cards(5)
  const [english, noSms, nothing] = people as [WaveCard, WaveCard, WaveCard]
  await choose(english, 'en', [])
  await choose(noSms, 'id', ['programme/sms'])
  await choose(nothing, 'id', ['programme/sms', 'programme/email'])
  const wave = await waveOf(people)
  const draft = aCampaign({ audience: { wave, state: 'not_bought' } })
  const { examples, ...sample } = await sampleOf(pool, draft, { now: clock.now(), site })
  assert.deepEqual(sample, { people: 5, sms: 3, emails: 4, unreached: 1, smsParts: 3, rupiah: 1050 })
  assert.equal(examples.length, 5)
  assert.ok(examples.every(({ name, phone }) => name.includes('***') && phone.includes('*')))
  const campaignId = await begun(draft)
  // Bought meanwhile: passed over, though they belonged to the group when it was fixed.
  const bought = people[4]!
  await world.buy(bought)
  assert.equal(await sendCampaigns(ctx, { site, by }), 5)
  assert.equal(await sendCampaigns(ctx, { site, by }), 0)
  const sent = await findCampaign(pool, campaignId)
  const { state, queued, messages, smsParts, declined, passedOver } = sent!
  assert.deepEqual(
    { state, queued, messages, smsParts, declined, passedOver },
    { state: 'sent', queued: 3, messages: 5, smsParts: 2, declined: 1, passedOver: 1 },
  )
  assert.deepEqual(
    await world.rowsOf(
      `select channel, language, params ->> 'headline' from outbox where card_id = $1 and template = 'campaign' order by 1`,
      english,
    ),
    [
      ['email', 'en', 'Your first training waits'],
      ['sms', 'en', 'Your first training waits'],
    ],
  )
  assert.deepEqual((await resultOf(pool, campaignId)).waiting, 5)
  assert.equal(refusalOf(await beginCampaign(ctx, campaignId, budi)), 'campaign_begun')
})

test('nobody gets it twice, whoever sends at once and whoever is killed; nobody gets more than two in a week, nor at night', async () => {
  clock.set('2026-11-24T22:30:00+07:00')
  const people = await cards(240)
  const wave = await waveOf(people)
  const of = { wave, state: 'active' as const }
  const first = await begun({ audience: of, subjectId: 'Pertama' })
  const second = await begun({ audience: of, subjectId: 'Kedua' })
  const third = await begun({ audience: of, subjectId: 'Ketiga' })
  const sending = [1, 2, 3].map(() => sendCampaigns(ctx, { site, by, chunk: 20 }))
  // Whoever sends in this moment loses the connection, as a process that is killed does.
  await pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and query like '%campaign_receiver%' limit 1`,
  )
  await Promise.allSettled(sending)
  await sendCampaigns(ctx, { site, by, chunk: 20 })
  assert.deepEqual(await counts(), { most: 1, cards: 2 * 2 * 240 + 5 })
  const progress = await Promise.all([first, second, third].map((id) => findCampaign(pool, id)))
  assert.deepEqual(
    progress.map((one) => [one?.state, one?.queued, one?.limited]),
    [
      ['sent', 240, 0],
      ['sent', 240, 0],
      ['sent', 0, 240],
    ],
  )
  const { rows } = await pool.query(
    `select distinct due_at from outbox where template = 'campaign' and params ->> 'headline' in ('Pertama', 'Kedua')`,
  )
  assert.deepEqual(
    rows.map(({ due_at }) => due_at),
    [new Date('2026-11-25T08:00:00+07:00')],
  )
})

test('a campaign that is stopped in the middle sends nothing more, and takes back what nobody is sending', async () => {
  clock.set('2026-11-25T10:00:00+07:00')
  const people = await cards(90)
  const campaignId = await begun({
    audience: { wave: await waveOf(people), state: 'active' },
    channels: ['sms'],
    subjectId: 'Berhenti',
  })
  assert.equal(await sendOnce(40), 40)
  await pool.query(
    `update outbox set unanswered = 1, attempts = 1 where message_id in (
       select message_id from outbox where params ->> 'headline' = 'Berhenti' order by 1 limit 3
     )`,
  )
  assert.deepEqual(must(await stopCampaign(ctx, campaignId, { because: 'salah tautan', site }, ana)), {
    people: 87,
    messages: 37,
  })
  assert.equal(await sendCampaigns(ctx, { site, by }), 0)
  const { state, queued, messages, smsParts, stopped } = (await findCampaign(pool, campaignId))!
  assert.deepEqual(
    { state, queued, messages, smsParts, stopped },
    { state: 'stopped', queued: 3, messages: 3, smsParts: 3, stopped: 87 },
  )
  assert.equal(
    refusalOf(await stopCampaign(ctx, campaignId, { because: 'lagi', site }, ana)),
    'campaign_over',
  )
})

test('a text that leads elsewhere, one that is too long and an empty group are refused', async () => {
  const refused = async (draft: Partial<CampaignDraft>) =>
    refusalOf(await draftCampaign(ctx, aCampaign(draft), { site, by: ana }))
  for (const textId of ['Buka bekal-hadiah.com sekarang', 'Telepon 0812-3456-7890 ya', 'Tulis ke a@b.id ya'])
    assert.equal(await refused({ textId }), 'campaign_text_own_address', textId)
  assert.equal(await refused({ textEn: 'kata '.repeat(110) }), undefined)
  assert.equal(await refused({ textEn: 'šata '.repeat(119) }), 'campaign_text_too_long')
  assert.equal(await refused({ audience: { state: 'active', wave: 99_999 } }), 'campaign_wave_unknown')
  clock.set(new Date(clock.now().getTime() + 700 * day))
  const { campaignId } = must(await draftCampaign(ctx, aCampaign(), { site: link, by: ana }))
  assert.equal(refusalOf(await beginCampaignAct(pool, campaignId, clock.now())), 'nobody_meant')
  const { findings } = await auditJournal(pool, { limit: 100_000 })
  assert.deepEqual(
    findings.filter((finding) => /campaign|wording/.test(JSON.stringify(finding))),
    [],
  )
})
