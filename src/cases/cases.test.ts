import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { aDeadline, deadline, link } from '../../test/a-deadline.ts'
import { must, refusalOf } from '../../test/a-registration.ts'
import type { WaveCard } from '../../test/a-wave.ts'
import { ana, budi, moreStaff, twoPeople } from '../../test/two-people.ts'
import { answerAppeal } from '../appeals/answer-appeal.ts'
import { type AppealKind, appealsOfSubject, fileAppeal } from '../appeals/appeals.ts'
import { cardFacts } from '../card/card-facts.ts'
import { approveRestore, withdrawRestore } from '../deadlines/correct.ts'
import { day } from '../kernel/clock.ts'
import type { Role } from '../staff/permissions.ts'
import { cannedAnswers, endCannedAnswer, keepAnswer } from './canned-answers.ts'
import { escalateLateCases } from './escalate.ts'
import { endLeave, leaveOf, setLeave, stoodInFor } from './leave.ts'
import { notesOf, writeNote } from './notes.ts'
import { type CaseFilter, countCases, listOpenCases } from './queue.ts'
import { settleAppeal } from './settle-appeal.ts'
import { handOverCase, takeCase } from './take-case.ts'

const world = await aDeadline()
const { cards, clock, ctx, pool, run } = world
after(() => world.close())
await twoPeople(pool)
const [auditor, desk] = (await moreStaff(pool, 2)) as [typeof ana, typeof ana]
await role(auditor, 'auditor')
await role(desk, 'support')
const page = 'https://bekal.example/keberatan'

function idOf({ actor }: typeof ana): string {
  return actor.slice('staff:'.length)
}

async function role(of: typeof ana, name: Role): Promise<void> {
  await pool.query('update staff set roles = array[$2] where staff_id = $1', [idOf(of), name])
}

async function holderOf({ cardId }: WaveCard): Promise<{ personId: string }> {
  const { rows } = await pool.query('select person_id from card where card_id = $1', [cardId])
  return { personId: rows[0].person_id }
}

async function filed(card: WaveCard, about: AppealKind): Promise<string> {
  const told = { about, text: 'Saya tidak setuju, ini alasannya.', requestId: 'r' }
  return must(await fileAppeal(ctx, await holderOf(card), told)).reference
}

const seen = (of: typeof ana, roles: readonly Role[], filter: Partial<CaseFilter> = {}) =>
  listOpenCases(ctx, { staffId: idOf(of), roles }, { most: 50, ...filter })
const told = async (template: string) =>
  (await pool.query('select address, params from outbox where template = $1 order by address', [template]))
    .rows

test('a case has one owner of the right role, is handed over, and what staff note of it is theirs alone', async () => {
  const [card] = (await cards(1)) as [WaveCard]
  const subject = await filed(card, 'complaint')
  const name = { kind: 'complaint', subject } as const
  const law = await filed(card, 'erasure')
  const open = await seen(ana, ['operator'])
  assert.deepEqual(
    open.map(({ kind, subject: of, owner }) => [kind, of, owner]),
    [
      ['data_request', law, undefined],
      ['complaint', subject, undefined],
    ],
    'the law gives the one 72 hours, and the other has 14 days',
  )
  assert.deepEqual(await seen(ana, ['finance']), [], 'finance answers nobody')

  const both = await Promise.all([ana, budi].map((one) => takeCase(ctx, name, {}, one)))
  assert.deepEqual(both.map(refusalOf).sort(), ['case_owned', undefined])
  const second = both[0]!.ok ? budi : ana
  assert.equal(refusalOf(await takeCase(ctx, name, { over: true }, second)), undefined)
  assert.equal(refusalOf(await takeCase(ctx, name, {}, auditor)), 'not_for_your_role')
  assert.equal(refusalOf(await takeCase(ctx, { ...name, subject: 'TIDAKADA0000' }, {}, ana)), 'case_not_open')
  assert.equal(refusalOf(await handOverCase(ctx, name, { staffId: '999999' }, ana)), 'owner_unknown')
  assert.equal(refusalOf(await handOverCase(ctx, name, { staffId: idOf(auditor) }, ana)), 'owner_may_not')
  must(await handOverCase(ctx, name, { staffId: idOf(desk) }, ana))
  const mine = await seen(desk, ['support'], { whose: 'mine' })
  assert.deepEqual(
    mine.map(({ subject: of }) => of),
    [subject],
  )

  const note = 'Sudah ditelepon, menunggu surat.'
  assert.equal(refusalOf(await writeNote(ctx, name, ' x ', desk)), 'note_length')
  must(await writeNote(ctx, name, note, desk))
  assert.deepEqual(
    (await notesOf(pool, name)).map(({ text, writtenBy }) => [text, writtenBy]),
    [[note, desk.actor]],
  )
  assert.ok(!JSON.stringify(await appealsOfSubject(pool, await holderOf(card))).includes(note))
  const { rows } = await pool.query(
    `select act, actor from journal where subject = $1 order by journal_id desc limit 2`,
    [`case:complaint/${subject}`],
  )
  assert.deepEqual(
    rows.map(({ act }) => act),
    ['case_noted', 'case_handed_over'],
  )

  const given = { answer: 'declined', text: 'Sudah dijelaskan lewat surat.', link: page } as const
  must(await settleAppeal(ctx, subject, given, desk))
  assert.deepEqual(await seen(desk, ['support'], { whose: 'mine' }), [], 'the answer closes it by itself')
  assert.equal(refusalOf(await takeCase(ctx, name, {}, ana)), 'case_not_open')
  must(await settleAppeal(ctx, law, given, desk))
})

test('cases that are late are told to every supervisor once, by one email, whatever number of processes looks', async () => {
  const [card] = (await cards(1)) as [WaveCard]
  const references = [await filed(card, 'correction'), await filed(card, 'erasure')]
  assert.equal(await escalateLateCases(ctx, link), 0)
  clock.advance(4 * day)
  const found = await Promise.all(Array.from({ length: 4 }, () => escalateLateCases(ctx, link)))
  assert.deepEqual(found.sort(), [0, 0, 0, 2])
  assert.deepEqual(
    (await told('cases-late')).map(({ address, params }) => [address, params.cases]),
    [
      ['ana@staf.contoh.id', 2],
      ['budi@staf.contoh.id', 2],
    ],
    'the auditor and the desk are not told',
  )
  const late = await seen(ana, ['operator'], { state: 'overdue' })
  assert.deepEqual(late.map(({ subject }) => subject).sort(), references.sort())
  assert.ok(late.every(({ escalatedAt }) => escalatedAt?.getTime() === clock.now().getTime()))
  assert.deepEqual(await countCases(ctx, { staffId: '101', roles: ['operator'] }), {
    mine: 0,
    unowned: 2,
    overdue: 2,
  })
})

test('while somebody is away their cases are their deputy’s, too, and each acts in their own name', async () => {
  const [card] = (await cards(1)) as [WaveCard]
  const subject = await filed(card, 'profile')
  must(await takeCase(ctx, { kind: 'appeal', subject }, {}, ana))
  const now = clock.now()
  const from = new Date(now.getTime() + day)
  const until = new Date(now.getTime() + 3 * day)
  const leave = { deputyId: idOf(budi), from, until }
  const ofBudi = async () =>
    (await seen(budi, ['operator'], { whose: 'mine', kind: 'appeal' })).map((one) => [
      one.subject,
      one.deputy,
    ])
  assert.equal(refusalOf(await setLeave(ctx, '101', { ...leave, until: from }, ana)), 'leave_over')
  const endless = { ...leave, until: new Date(now.getTime() + 100 * day) }
  assert.equal(refusalOf(await setLeave(ctx, '101', endless, ana)), 'leave_too_long')
  assert.equal(refusalOf(await setLeave(ctx, '101', { ...leave, deputyId: '101' }, ana)), 'deputy_unknown')
  must(await setLeave(ctx, '101', leave, ana))
  assert.deepEqual(await ofBudi(), [], 'the leave has not begun')
  clock.set(from)
  assert.deepEqual(await ofBudi(), [[subject, 'Budi']])
  assert.deepEqual(
    (await stoodInFor(pool, idOf(budi), from)).map(({ name }) => name),
    ['Ana'],
  )
  must(await writeNote(ctx, { kind: 'appeal', subject }, 'Diurus selama Ana cuti.', budi))
  assert.equal((await notesOf(pool, { kind: 'appeal', subject }))[0]?.writtenBy, budi.actor)
  clock.set(until)
  assert.deepEqual(await ofBudi(), [], 'the leave is over at its end')
  must(await setLeave(ctx, '101', { ...leave, until: new Date(until.getTime() + day) }, ana))
  await endLeave(ctx, '101', ana)
  assert.equal(await leaveOf(pool, '101', until), undefined)
})

test('to grant an appeal against a revocation restores the card by a second person, and only then anybody is told', async () => {
  const [card, other] = (await cards(2)) as [WaveCard, WaveCard]
  clock.set(deadline)
  await run()
  const reference = await filed(card, 'revoked')
  const answer = 'Pembelian Anda memang tercatat terlambat.'
  const grant = { answer: 'granted', text: answer, link: page } as const
  const mine = async () => (await appealsOfSubject(pool, await holderOf(card)))[0]
  const before = (await told('appeal-answered')).length
  assert.equal(refusalOf(await settleAppeal(ctx, reference, { ...grant, text: 'ya' }, ana)), 'text_length')
  assert.equal(refusalOf(await settleAppeal(ctx, reference, grant, desk)), 'not_for_your_role')
  const { correctionId } = must(await settleAppeal(ctx, reference, grant, ana))
  assert.ok(correctionId)
  assert.equal((await mine())?.answer, undefined)
  assert.equal((await cardFacts(ctx, card.cardId))?.status, 'revoked')
  assert.equal((await told('appeal-answered')).length, before, 'nobody is told before it is so')
  assert.equal(refusalOf(await settleAppeal(ctx, reference, grant, budi)), 'grant_waits')
  const no = { answer: 'declined', text: answer, link: page } as const
  assert.equal(refusalOf(await answerAppeal(ctx, reference, no, budi)), 'grant_waits')
  const waiting = await seen(ana, ['operator'], { state: 'second' })
  assert.deepEqual(
    waiting.map(({ subject }) => subject),
    [reference],
  )
  assert.equal(refusalOf(await approveRestore(ctx, correctionId, ana, { link })), 'second_person_needed')
  must(await approveRestore(ctx, correctionId, budi, { link }))
  assert.equal((await cardFacts(ctx, card.cardId))?.status, 'active')
  const granted = await mine()
  assert.deepEqual(
    [granted?.answer, granted?.answerText, granted?.answeredBy],
    ['granted', answer, budi.actor],
  )
  const mails = (await told('appeal-answered')).slice(before)
  assert.deepEqual(
    (await told('appeal-answered')).filter(({ params }) => params.reference === reference).length,
    1,
    JSON.stringify(mails),
  )

  // Withdrawn, it waits for an answer as before.
  const again = await filed(other, 'revoked')
  const asked = must(await settleAppeal(ctx, again, grant, ana))
  must(await withdrawRestore(ctx, asked.correctionId!, budi))
  must(await settleAppeal(ctx, again, no, budi))
  assert.equal((await cardFacts(ctx, other.cardId))?.status, 'revoked')
})

test('answers are kept in both languages under one title for a kind, until they are ended', async () => {
  const kept = { kind: 'appeal', title: 'Sudah dijelaskan', textId: 'Kami sudah menjelaskan.' } as const
  const textEn = 'We have explained this.'
  assert.equal(refusalOf(await keepAnswer(ctx, { ...kept, textEn: 'short' }, ana)), 'canned_length')
  must(await keepAnswer(ctx, { ...kept, textEn }, ana))
  assert.equal(refusalOf(await keepAnswer(ctx, { ...kept, textEn }, budi)), 'canned_title_taken')
  const [one] = await cannedAnswers(pool, 'appeal')
  assert.deepEqual([one?.title, one?.textEn], ['Sudah dijelaskan', textEn])
  await endCannedAnswer(ctx, one!.cannedAnswerId, budi)
  assert.deepEqual(await cannedAnswers(pool), [])
})
