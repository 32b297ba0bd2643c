import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aRegistration, clerk, must, refusalOf } from '../../test/a-registration.ts'
import { day, hour } from '../kernel/clock.ts'
import { consentsOfSubject, setConsents } from '../people/consents.ts'
import { answerAppeal } from './answer-appeal.ts'
import { appealsOfSubject, fileAppeal, listAppeals } from './appeals.ts'

const scene = await aRegistration()
const { clock, ctx, pool } = scene
const text = 'NIK saya dipakai orang lain.'
const link = 'https://bekal.example/keberatan'

test('an appeal is filed once about the same, answered once with a reason, and its writer is told', async () => {
  const accountId = await scene.anAccount('keberatan@contoh.example')
  const file = (about: 'duplicate' | 'phone', words = text) =>
    fileAppeal(ctx, { accountId }, { about, text: words, requestId: 'r' })
  assert.equal(refusalOf(await file('duplicate', 'pendek')), 'text_length')
  const filed = await Promise.all(Array.from({ length: 8 }, () => file('duplicate')))
  assert.equal(filed.filter(({ ok }) => ok).length, 1)
  assert.ok(filed.every((one) => one.ok || one.refusal === 'appeal_open'))
  must(await file('phone'))
  const open = await listAppeals(pool, { open: true, limit: 10 })
  assert.deepEqual(open.map(({ about }) => about).sort(), ['duplicate', 'phone'])
  const { reference } = open.find(({ about }) => about === 'duplicate')!
  const answer = () =>
    answerAppeal(ctx, reference, { answer: 'granted', text: 'NIK sudah dilepas.', link }, clerk)
  const answers = await Promise.all(Array.from({ length: 5 }, answer))
  assert.equal(answers.filter(({ ok }) => ok).length, 1)
  assert.ok(answers.every((one) => one.ok || one.refusal === 'already_answered'))
  const unknown = await answerAppeal(ctx, 'AAAAAAAAAAAA', { answer: 'granted', text, link }, clerk)
  assert.equal(refusalOf(unknown), 'appeal_unknown')
  const [, answered] = await appealsOfSubject(pool, { accountId })
  assert.deepEqual([answered?.answer, answered?.answerText], ['granted', 'NIK sudah dilepas.'])
  const { rows } = await pool.query(
    `select params from outbox where template = 'appeal-answered' and address = 'keberatan@contoh.example'`,
  )
  assert.equal(rows.length, 1)
  must(await file('duplicate'))
})

test('a request by the law on personal data has 3 x 24 hours, any other appeal until the end of the 14th day', async () => {
  const accountId = await scene.anAccount()
  const until = async (about: 'erasure' | 'correction' | 'other') =>
    must(await fileAppeal(ctx, { accountId }, { about, text, requestId: 'r' })).answerBefore.getTime()
  const now = clock.now().getTime()
  assert.equal(await until('erasure'), now + 72 * hour)
  assert.equal(await until('correction'), now + 72 * hour)
  assert.equal(new Date(await until('other')).toISOString(), '2026-12-07T17:00:00.000Z')
})

test('consents are kept by purpose and version, and an appeal and a consent go along to the person', async () => {
  const { accountId, personId } = await scene.aPerson()
  assert.deepEqual((await consentsOfSubject(pool, { personId })).map(({ purpose }) => purpose).sort(), [
    'registration',
    'registry',
  ])
  assert.equal(refusalOf(await setConsents(ctx, { personId }, ['registration'], 'r')), 'consent_needed')
  must(await setConsents(ctx, { personId }, ['registration', 'registry', 'news'], 'r'))
  clock.advance(day)
  await Promise.all(
    Array.from({ length: 5 }, () =>
      setConsents(ctx, { personId }, ['registration', 'registry', 'news'], 'r'),
    ),
  )
  must(await setConsents(ctx, { personId }, ['registration', 'registry'], 'r'))
  const all = await consentsOfSubject(pool, { personId })
  const news = all.filter(({ purpose }) => purpose === 'news')
  assert.equal(news.length, 1)
  assert.equal(news[0]?.withdrawnAt?.getTime(), clock.now().getTime())
  assert.equal(
    (await consentsOfSubject(pool, { accountId })).length,
    all.filter(({ purpose }) => purpose !== 'news').length,
  )
})
