import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDatabase } from '../../test/database.ts'
import type { Context } from '../database/context.ts'
import { day, hour, minute, stoppedClock } from '../kernel/clock.ts'
import { secretsFrom } from '../kernel/secrets/secrets.ts'
import { scheme2021 } from '../years/year-rules.ts'
import { planAnnouncement, type WrittenAnnouncement, withdrawAnnouncement } from './announce.ts'
import { announcementsAt, findAnnouncement, publicAnnouncements } from './announcements.ts'
import { answerInquiry, dropInquiries } from './answer-inquiry.ts'
import { type AskedWithoutAccount, askWithoutAccount } from './ask.ts'
import { unknownFigures } from './figures.ts'
import { findInquiry, forgetInquiries, inquiryOfLink, inquiryPath, listInquiries } from './inquiries.ts'
import { endQuestion, keepQuestion, type WrittenQuestion } from './keep-question.ts'
import { leadsHere } from './own-text.ts'
import { findQuestion, listQuestions, readIn } from './questions.ts'
import { topics } from './topics.ts'

const { pool } = await testDatabase()
const clock = stoppedClock('2026-11-23T10:00:00+07:00')
const ctx: Context = { db: pool, clock, secrets: secretsFrom('a secret that only the tests know, really') }
const fitri = { actor: 'staff:6', requestId: 'test' }
const budi = { actor: 'staff:2', requestId: 'test' }
const rules = { ...scheme2021, usableUntil: '2026-12-15' }

const refused = (outcome: { readonly ok: boolean; readonly refusal?: string }) =>
  outcome.ok ? 'done' : outcome.refusal

async function eventsOf(subject: string): Promise<string[]> {
  const { rows } = await pool.query('select act from journal where subject = $1 order by journal_id', [
    subject,
  ])
  return rows.map(({ act }) => act)
}

test('an installation begins with questions of every topic, whole in both languages, their figures from the rules', async () => {
  const all = await listQuestions(pool)
  assert.ok(all.length >= 30, `${all.length} questions`)
  assert.deepEqual([...new Set(all.map(({ topic }) => topic))], [...topics])
  for (const one of all) {
    const texts = [one.askedId, one.askedEn, one.answerId, one.answerEn]
    assert.deepEqual(texts.flatMap(unknownFigures), [], one.askedEn)
    assert.ok(texts.every(leadsHere), one.askedEn)
    for (const language of ['id', 'en'] as const) {
      const read = readIn(one, rules, language)
      assert.ok(read && !/[{}]/.test(read.answer), one.askedEn)
    }
  }
  const grant = all.find(({ askedEn }) => askedEn.startsWith('How much is the balance'))!
  assert.match(readIn(grant, rules, 'id')!.answer, /Rp1\.000\.000/)
  const richer = { ...rules, grantRupiah: 3_500_000 }
  assert.match(readIn(grant, richer, 'en')!.answer, /Rp3[.,]500[.,]000/)
  const incentive = all.find(({ askedEn }) => askedEn.startsWith('When is the incentive'))!
  const none = { ...rules, incentive: { ...rules.incentive, completionPayments: 0 } }
  assert.equal(readIn(incentive, none, 'id'), undefined, 'nobody is promised what the year has not')
  assert.equal(readIn(grant, undefined, 'id'), undefined)
})

const written: WrittenQuestion = {
  topic: 'card',
  place: 5,
  askedId: 'Bolehkah saya bertanya?',
  askedEn: 'May I ask something?',
  answerId: 'Boleh, dalam {first_days} hari. Lihat [Kartu saya](/kartu).',
  answerEn: 'Yes, within {first_days} days. See [My card](/kartu).',
  words: 'tanya',
}

test('a question is kept, changed by one of two, and taken away; what leads elsewhere is refused', async () => {
  const bad: [Partial<WrittenQuestion>, string][] = [
    [{ askedEn: 'Hm?' }, 'question_length'],
    [{ answerId: 'Buka [situs ini](https://penipu.example) sekarang juga.' }, 'text_elsewhere'],
    [{ answerEn: 'Open [this page](//penipu.example/x) at once, please.' }, 'text_elsewhere'],
    [{ answerEn: 'Write to admin@penipu.example, or call us at any time.' }, 'text_elsewhere'],
    [{ answerId: 'Saldonya {saldo} rupiah, tidak kurang.' }, 'figure_unknown'],
  ]
  for (const [change, why] of bad)
    assert.equal(refused(await keepQuestion(ctx, { ...written, ...change }, undefined, fitri)), why)
  const kept = await keepQuestion(ctx, written, undefined, fitri)
  assert.ok(kept.ok)
  const questionId = kept.value
  const was = { questionId, version: 1 }
  const other = { ...written, askedEn: 'May I ask something else?' }
  const both = await Promise.all([
    keepQuestion(ctx, other, was, fitri),
    keepQuestion(ctx, { ...other, place: 6 }, was, budi),
  ])
  assert.deepEqual(both.map(refused).sort(), ['done', 'question_changed'])
  await endQuestion(ctx, questionId, budi)
  await endQuestion(ctx, questionId, budi)
  assert.ok((await findQuestion(pool, questionId))?.endedAt)
  assert.equal(refused(await keepQuestion(ctx, other, { questionId, version: 3 }, fitri)), 'question_unknown')
  assert.deepEqual(await eventsOf(`question:${questionId}`), [
    'question_kept',
    'question_kept',
    'question_ended',
  ])
})

test('an announcement begins and ends by the clock, is changed before it begins, and taken back after', async () => {
  const now = clock.now()
  const plan: WrittenAnnouncement = {
    titleId: 'Toko tutup sebentar',
    titleEn: 'A shop is closed for a while',
    textId: 'Pembayaran berhenti 1 jam pada 24-11-2026 02.00. Batas Rp1.000.000 tetap.',
    textEn: 'Payments stop for an hour. See the [deadlines](/batas-waktu).',
    from: new Date(now.getTime() + hour),
    until: new Date(now.getTime() + 3 * hour),
    places: ['front', 'home'],
  }
  const bad: [Partial<WrittenAnnouncement>, string][] = [
    [{ titleId: 'Ya' }, 'announcement_length'],
    [{ textEn: 'See https://penipu.example for more of it.' }, 'text_elsewhere'],
    [{ until: plan.from }, 'announcement_over'],
    [{ until: new Date(now.getTime() + 400 * day) }, 'announcement_too_long'],
  ]
  for (const [change, why] of bad)
    assert.equal(refused(await planAnnouncement(ctx, { ...plan, ...change }, undefined, fitri)), why)
  const planned = await planAnnouncement(ctx, plan, undefined, fitri)
  assert.ok(planned.ok)
  const announcementId = planned.value
  const again = (version: number) => planAnnouncement(ctx, plan, { announcementId, version }, fitri)
  assert.equal(refused(await again(1)), 'done')
  assert.equal(refused(await again(1)), 'announcement_changed')
  assert.equal(
    refused(await planAnnouncement(ctx, plan, { announcementId: 9999, version: 1 }, fitri)),
    'announcement_unknown',
  )
  const seen = async () => (await announcementsAt(ctx, 'home')).map((one) => one.announcementId)
  assert.ok(!(await seen()).includes(announcementId))
  clock.advance(hour)
  // What a process remembers is a second old at most.
  await new Promise((done) => setTimeout(done, 1100))
  assert.ok((await seen()).includes(announcementId))
  assert.equal(refused(await again(2)), 'announcement_begun')
  clock.advance(2 * hour)
  assert.ok(!(await seen()).includes(announcementId))
  assert.ok((await publicAnnouncements(ctx)).some((one) => one.announcementId === announcementId))
  assert.equal(refused(await withdrawAnnouncement(ctx, announcementId, budi)), 'done')
  assert.equal(refused(await withdrawAnnouncement(ctx, announcementId, budi)), 'announcement_withdrawn')
  assert.equal(refused(await withdrawAnnouncement(ctx, 9999, budi)), 'announcement_unknown')
  const later = {
    ...plan,
    from: new Date(clock.now().getTime() + hour),
    until: new Date(clock.now().getTime() + day),
  }
  const dropped = await planAnnouncement(ctx, later, undefined, fitri)
  assert.ok(dropped.ok)
  await withdrawAnnouncement(ctx, dropped.value, fitri)
  assert.equal(
    refused(await planAnnouncement(ctx, later, { announcementId: dropped.value, version: 2 }, fitri)),
    'announcement_withdrawn',
  )
  await new Promise((done) => setTimeout(done, 1100))
  clock.advance(2 * hour)
  const shown = (await publicAnnouncements(ctx)).map((one) => one.announcementId)
  assert.ok(shown.includes(announcementId), 'what was public stays known')
  assert.ok(!shown.includes(dropped.value), 'what was not never is')
  assert.ok((await findAnnouncement(pool, announcementId))?.withdrawnAt)
})

let asks = 0
const asked = (more: Partial<AskedWithoutAccount> = {}): AskedWithoutAccount => ({
  topic: 'buy',
  name: 'Siti',
  contact: '0812-3450-0027',
  text: `Kode OTP saya tidak datang sejak tadi pagi, nomor ${++asks}.`,
  language: 'id',
  caller: '203.0.113.7',
  requestId: 'test',
  ...more,
})
const messages = async () =>
  (await pool.query(`select channel, address, language from outbox where template = 'inquiry-answered'`)).rows

test('a question without an account is one however often it is sent, and answered once by the way that was named', async () => {
  assert.equal(refused(await askWithoutAccount(ctx, asked({ text: 'Halo?' }))), 'inquiry_length')
  for (const contact of ['0812', 'bukan email', '021-555 0199', 'a@b'])
    assert.equal(refused(await askWithoutAccount(ctx, asked({ contact }))), 'contact_wrong')
  const form = asked()
  const sent = await Promise.all([1, 2, 3].map(() => askWithoutAccount(ctx, form)))
  const numbers = new Set(sent.map((one) => (one.ok ? one.value : one.refusal)))
  assert.equal(numbers.size, 1)
  const [reference = ''] = numbers
  assert.deepEqual(await messages(), [], 'nobody is written to because their number was typed')
  const found = await findInquiry(ctx, reference)
  assert.equal(found?.contact, '+62 812-****-0027')
  const { rows } = await pool.query(`select row_to_json(inquiry)::text as kept from inquiry`)
  assert.doesNotMatch(rows[0].kept, /81234500027/)

  const told = {
    text: 'Periksa nomor HP di Data saya, lalu minta kode baru.',
    linkTo: (path: string) => `https://x.test${path}`,
  }
  assert.equal(
    refused(await answerInquiry(ctx, reference, { ...told, text: 'Ya' }, fitri)),
    'inquiry_answer_length',
  )
  assert.equal(refused(await answerInquiry(ctx, 'AAAAAAAAAAAA', told, fitri)), 'inquiry_unknown')
  const both = await Promise.all([
    answerInquiry(ctx, reference, told, fitri),
    answerInquiry(ctx, reference, told, budi),
  ])
  assert.deepEqual(both.map(refused).sort(), ['done', 'inquiry_answered'])
  assert.deepEqual(await messages(), [{ channel: 'sms', address: '+6281234500027', language: 'id' }])
  assert.deepEqual(await eventsOf(`inquiry:${reference}`), ['inquiry_asked', 'inquiry_answered'])
  const token = inquiryPath(ctx, reference).slice('/hubungi-kami/'.length)
  assert.equal(inquiryOfLink(ctx, token), reference)
  for (const wrong of [
    `${token.slice(0, -22)}${'A'.repeat(22)}`,
    reference,
    `AAAAAAAAAAAA${token.slice(12)}`,
  ])
    assert.equal(inquiryOfLink(ctx, wrong), undefined)
})

test('whoever fills the form by a machine is stopped, and what asks nothing is closed without a message', async () => {
  const contact = 'mesin@contoh.id'
  const many = await Promise.all(Array.from({ length: 5 }, () => askWithoutAccount(ctx, asked({ contact }))))
  assert.equal(many.filter(({ ok }) => ok).length, 3)
  assert.ok(many.every((one) => one.ok || ['inquiries_waiting', 'inquiries_too_many'].includes(one.refusal)))
  const references = many.flatMap((one) => (one.ok ? [one.value] : []))
  assert.equal(await dropInquiries(ctx, references, fitri), 3)
  assert.equal(await dropInquiries(ctx, references, budi), 0)
  assert.equal((await messages()).length, 1)
  const refusals = new Set<string | undefined>()
  for (let n = 0; n < 40; n++)
    refusals.add(refused(await askWithoutAccount(ctx, asked({ contact: `orang${n}@contoh.id` }))))
  assert.deepEqual([...refusals], ['done', 'inquiries_too_many'], 'one address asks so often in a day')
  clock.advance(26 * hour)
  assert.equal(refused(await askWithoutAccount(ctx, asked({ contact }))), 'done')
})

test('a question is forgotten a year after its answer', async () => {
  const before = (await listInquiries(pool, { open: false, most: 100 })).length
  clock.advance(366 * day + minute)
  assert.equal(await forgetInquiries(ctx), 4)
  assert.equal((await listInquiries(pool, { open: false, most: 100 })).length, before - 4)
})
