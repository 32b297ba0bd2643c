import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aProgramme } from '../../../test/a-programme.ts'
import { bekalOn } from '../../../test/bekal.ts'
import { settingsOf, tamper } from '../../../test/database.ts'
import { ana, budi, tokenOf } from '../../../test/two-people.ts'
import { startOutbox } from '../../messages/outbox/outbox-worker.ts'
import { queueMessages } from '../../messages/queue.ts'
import type { SendingTransport } from '../../messages/transports/transport.ts'

const programme = await aProgramme()
const { ctx, pool } = programme
after(() => programme.close())

const bekal = bekalOn(settingsOf(programme.database), await tokenOf(ctx, ana))
const second = bekalOn(settingsOf(programme.database), await tokenOf(ctx, budi))

let answers = false
const sent: string[] = []
const transport: SendingTransport = {
  kind: 'sending',
  concurrency: 4,
  send: async ({ to, text }) => {
    if (!answers) return { ok: false, permanent: true, error: 'relay denied' }
    sent.push(`${to} ${/4812\d+/.exec(text)?.[0]}`)
    return { ok: true }
  },
  close: async () => {},
}
async function deliver(): Promise<void> {
  const log = { info() {}, warn() {}, error() {} }
  const outbox = startOutbox(
    ctx,
    { sms: transport, email: transport },
    { log, connection: programme.database.connection },
  )
  await outbox.drain()
  await outbox.stop()
}

test('what a provider refused is listed by card and template, counted, and sent again whole by one command', async () => {
  await tamper(pool, 'truncate outbox, message')
  const params = {
    name: 'Siti',
    card: '4812000011112222',
    balance: 1_000_000,
    deadline: ctx.clock.now(),
    link: 'https://bekal.example/kartu',
  }
  await queueMessages(pool, ctx, [
    { template: 'designation', channel: 'sms', to: '+6281234567890', cardId: '7', params },
    { template: 'designation', channel: 'email', to: 'siti@mail.example', cardId: '7', params },
  ])
  await deliver()
  const listed = await bekal('message', 'list', '--parked', '--template', 'designation')
  assert.deepEqual(
    listed.said.map(({ cardId, channel, error }: Record<string, string>) => [cardId, channel, error]).sort(),
    [
      ['7', 'email', 'relay denied'],
      ['7', 'sms', 'relay denied'],
    ],
  )
  assert.doesNotMatch(JSON.stringify(listed.said), /4812000011112222|81234567890|siti@mail/)
  assert.equal((await bekal('message', 'counts')).said.parked, 2)

  assert.equal((await bekal('message', 'resend')).said.refusal, 'nothing_meant')
  assert.equal((await bekal('message', 'resend', '--template', 'revoked')).said.refusal, 'nothing_parked')
  assert.deepEqual((await bekal('message', 'resend', '--all')).said, { messages: 2 })
  answers = true
  // The command goes by the machine's time.
  programme.clock.set(new Date())
  await deliver()
  assert.deepEqual(sent.sort(), ['+6281234567890 4812000011112222', 'siti@mail.example 4812000011112222'])
  const { said } = await bekal('message', 'counts')
  assert.deepEqual([said.parked, said.waiting, said.lastDay.sent], [0, { sms: 0, email: 0 }, 2])
  const { rows } = await pool.query(
    `select actor, card_id from journal where act = 'message_resent' order by journal_id`,
  )
  assert.deepEqual(rows, [
    { actor: ana.actor, card_id: '7' },
    { actor: ana.actor, card_id: '7' },
  ])
})

test('a parked message is given up by its id, and the history says that it failed', async () => {
  await tamper(pool, 'truncate outbox, message')
  answers = false
  await queueMessages(pool, ctx, [
    {
      template: 'registered',
      channel: 'email',
      to: 'siti@mail.example',
      params: { name: 'Siti', link: 'https://bekal.example/beranda' },
    },
  ])
  await deliver()
  const [{ id }] = (await bekal('message', 'list')).said
  assert.equal((await bekal('message', 'drop', id)).code, 0)
  assert.deepEqual((await bekal('message', 'list')).said, [])
  const { rows } = await pool.query('select status, error from message')
  assert.deepEqual(rows, [{ status: 'failed', error: 'relay denied' }])
})

test('two people word a message otherwise by commands, and one brings the own words back', async () => {
  const at = ['restored', 'sms', 'id']
  const body = 'BEKAL: kartu Anda aktif lagi. Beli sebelum {deadline}: {link}'
  const write = (text: string) =>
    bekal('message', 'wording', 'write', ...at, text, '--because', 'lebih pendek')
  assert.equal((await write('BEKAL: aktif lagi: {link}')).said.refusal, 'missing_placeholder')
  assert.equal((await write(`${body} atau bekal.example`)).said.refusal, 'own_address')
  const otp = ['payment-otp', 'sms', 'id', 'BEKAL: {otp} utk {amount} di {storefront}', '--because', 'pendek']
  assert.equal((await bekal('message', 'wording', 'write', ...otp)).said.refusal, 'fixed_part_missing')
  const { wordingId } = (await write(body)).said
  assert.equal((await write(body)).said.wordingId, wordingId, 'a second click is no second draft')
  assert.equal((await bekal('message', 'wording', 'use', wordingId)).said.waits, true)
  assert.equal((await second('message', 'wording', 'use', wordingId)).said.used, wordingId)
  const shown = (await bekal('message', 'wording', 'show', ...at)).said
  assert.deepEqual([shown.own, shown.wording.body, shown.preview.sms.parts], [true, body, 1])
  assert.equal((await bekal('message', 'wording', 'drop', ...at, '--because', 'cukup')).code, 0)
  assert.equal((await bekal('message', 'wording', 'show', ...at)).said.own, false)
})

test('a campaign is drafted, shown and refused by commands; what failed is sent again once', async () => {
  const texts = ['--subject-id', 'Pelatihan menunggu', '--subject-en', 'A training waits']
  const said = ['--text-id', 'Saldo Anda belum dipakai.', '--text-en', 'Your balance is not used.']
  const draft = [...texts, ...said, '--to', 'revoked', '--by', 'sms', '--part-rupiah', '350']
  const { campaignId } = (await bekal('message', 'campaign', 'draft', 'Dicabut', ...draft)).said
  assert.equal((await bekal('message', 'campaign', 'show', String(campaignId))).said.sample.people, 0)
  assert.equal((await bekal('message', 'campaign', 'send', String(campaignId))).said.refusal, 'nobody_meant')
  const stop = await bekal('message', 'campaign', 'stop', String(campaignId), '--because', 'uji')
  assert.equal(stop.said.refusal, 'campaign_not_begun')

  await pool.query(
    `insert into message (card_id, message_id, channel, address, template, params, status, created_at, ended_at)
     values (0, 1, 'email', 'siti@mail.example', 'registered', '{"name": "Siti", "link": "/beranda"}', 'failed', now(), now()),
       (0, 2, 'email', 'siti@mail.example', 'password-reset', '{"name": "Siti"}', 'failed', now(), now())`,
  )
  const failed = (await bekal('message', 'history', '--state', 'failed', '--template', 'registered')).said
  assert.deepEqual(failed.map(({ id }: { id: string }) => id).includes('1'), true)
  const again = (id: string) => bekal('message', 'again', '0', id)
  const both = [await again('1'), await again('1'), await again('2')]
  assert.deepEqual(
    both.map(({ code, said }) => [code, said.refusal]),
    [
      [0, undefined],
      [1, 'sent_again_already'],
      [1, 'message_has_code'],
    ],
  )
})
