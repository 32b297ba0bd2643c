import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aDeadline, cutOff, deadline, nothing } from '../../test/a-deadline.ts'
import type { WaveCard } from '../../test/a-wave.ts'
import { cardFacts } from '../card/card-facts.ts'
import { checkInvariants } from '../ledger/check-invariants.ts'
import { chooseMessages, ways } from '../messages/choices.ts'
import { render } from '../messages/rendering/render.ts'
import { declineCard } from './decline.ts'

const world = await aDeadline()
const { clock, cards, ctx, messagesOf, pool, rowsOf, run, send, tell } = world
after(() => world.close())

const at = (text: string) => new Date(`${text}+07:00`)
const factsOf = async ({ cardId }: WaveCard) => (await cardFacts(ctx, cardId))!

test('whose designation and reminders still wait in the outbox at the deadline is not revoked: the term goes on', async () => {
  const [card] = (await cards(1, { told: false })) as [WaveCard]
  clock.set(deadline)
  assert.deepEqual(await run(), { ...nothing, extended: 1 })
  assert.deepEqual(await run(), nothing)
  const facts = await factsOf(card)
  assert.deepEqual(
    [facts.status, facts.balance, facts.deadline],
    ['active', 1_000_000, at('2027-01-08T00:00:00')],
  )
  assert.deepEqual(await messagesOf(card, 'term-extended'), [['sms'], ['email']])
  assert.deepEqual(
    await rowsOf(
      `select actor, reason, facts from journal where card_id = $1 and act = 'term_extended'`,
      card,
    ).then((found) =>
      found.map(([actor, reason, told]) => [actor, reason, new Date(told.first_purchase_before)]),
    ),
    [['system:deadlines', 'notice_not_sent', at('2027-01-08T00:00:00')]],
  )
  assert.ok((await send(card)).ok, 'and may buy')
  assert.deepEqual(await checkInvariants(pool), [])
})

test('a failed, expired or late message is none; one channel that arrived is enough', async () => {
  const [failed, late, emailed] = (await cards(3, { told: false })) as [WaveCard, WaveCard, WaveCard]
  await tell([failed, emailed, late], 'deadline-reminder', '2026-12-16T08:00:00+07:00')
  await tell([failed, emailed], 'designation')
  await tell([late], 'designation', '2026-12-15T09:00:00+07:00')
  await pool.query(`update message set status = 'failed' where card_id = $1`, [failed.cardId])
  await pool.query(`update message set channel = 'email' where card_id = $1`, [emailed.cardId])
  clock.set(deadline)
  const ran = await run()
  assert.deepEqual([ran.extended, ran.revoked], [2, 1])
  assert.equal((await factsOf(emailed)).status, 'revoked')
  assert.deepEqual((await factsOf(failed)).deadline, at('2027-01-08T00:00:00'), 'fourteen days from now')
  assert.deepEqual((await factsOf(late)).deadline, at('2026-12-30T00:00:00'), 'fourteen days from the notice')
})

test('whose reminders did not go out has three days more, and the message of that is the reminder', async () => {
  const [card] = (await cards(1, { told: false })) as [WaveCard]
  await tell([card], 'designation')
  clock.set(deadline)
  assert.equal((await run()).extended, 1)
  assert.deepEqual((await factsOf(card)).deadline, at('2026-12-28T00:00:00'))
  await run()
  await tell([card], 'term-extended', '2026-12-24T00:05:00+07:00')
  clock.set(at('2026-12-27T23:59:59.999'))
  assert.equal((await run()).revoked, 0)
  clock.set(at('2026-12-28T00:00:00'))
  assert.equal((await run()).revoked, 1)
})

test('a term goes on as often as nothing goes out; at the cut-off the money returns and the membership stays', async () => {
  const [card] = (await cards(1, { told: false })) as [WaveCard]
  clock.set(deadline)
  for (let times = 0; ; times++) {
    await run()
    await run()
    const { deadline: next } = await factsOf(card)
    if (next >= cutOff) break
    assert.ok(times < 40)
    clock.set(next)
  }
  clock.set(cutOff)
  await run()
  const facts = await factsOf(card)
  assert.deepEqual([facts.status, facts.balance], ['active', 0])
  assert.deepEqual(await messagesOf(card, 'revoked'), [])
  assert.deepEqual(await checkInvariants(pool), [])
})

test('the message of an extension says the new date in both languages', async () => {
  const { rows } = await pool.query(
    `select distinct on (channel) channel, template, params from outbox where template = 'term-extended'
     and params ->> 'deadline' like '2027-01-0%'`,
  )
  assert.equal(rows.length, 2)
  for (const row of rows) {
    assert.match(render({ ...row, language: 'id' }, undefined).text, /7 Januari 2027, 23.59 WIB/)
    assert.match(render({ ...row, language: 'en' }, undefined).text, /7 January 2027, 23:59 WIB/)
  }
})

test('how a term ends is told in the language that its holder chose, by both channels, whatever news they declined', async () => {
  const [missed, left, longer] = (await cards(3)) as [WaveCard, WaveCard, WaveCard]
  const by = { actor: 'person', requestId: 'r' }
  await pool.query('delete from message where card_id = $1', [longer.cardId])
  for (const { cardId } of [missed, left, longer]) {
    const { rows } = await pool.query('select person_id from card where card_id = $1', [cardId])
    await chooseMessages(ctx, rows[0].person_id, { language: 'en', declined: ways }, by)
  }
  assert.ok((await declineCard(ctx, left.cardId, { actor: by, link: 'https://bekal.example/kartu' })).ok)
  clock.set(deadline)
  await run()
  const told = async (card: WaveCard) =>
    (
      await rowsOf(
        `select template, channel, language, params ->> 'reason' from outbox where card_id = $1
         and template in ('revoked', 'term-extended') order by channel`,
        card,
      )
    ).map((row) => row.filter((cell) => cell !== null).join(' '))
  const both = (words: string) => ['email', 'sms'].map((channel) => words.replace('*', channel))
  assert.deepEqual(await told(missed), both('revoked * en no training was bought before the deadline'))
  assert.deepEqual(await told(left), both('revoked * en you declined the card'))
  assert.deepEqual(await told(longer), both('term-extended * en'))
})
