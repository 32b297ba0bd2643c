import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { aBoughtTraining, learn } from '../../../test/a-finished-training.ts'
import { aProgramme } from '../../../test/a-programme.ts'
import { bekal } from '../../../test/bekal.ts'
import { settingsOf, tamper } from '../../../test/database.ts'
import { ana, tokenOf } from '../../../test/two-people.ts'
import { day } from '../../kernel/clock.ts'
import { reasonsOf } from '../../kernel/refusal.ts'
import { checkInvariants } from '../../ledger/check-invariants.ts'
import { incentiveOf } from '../incentives/incentives.ts'
import { writeReview } from '../reviews/write-review.ts'
import { answerRefusals, answerSurvey } from './answer-survey.ts'
import { setSurvey, surveyRefusals } from './set-survey.ts'
import { surveyResults } from './survey-results.ts'
import { askedSurvey } from './surveys.ts'

const programme = await aProgramme()
const { ctx, pool, clock, database } = programme
const folder = await mkdtemp(path.join(tmpdir(), 'bekal-survey-'))
after(async () => {
  await programme.close()
  await rm(folder, { recursive: true, force: true })
})
Object.assign(process.env, { ...settingsOf(database), BEKAL_DATA: folder })
process.env.BEKAL_TOKEN = await tokenOf(ctx, ana)
const by = { actor: 'person:1', requestId: 'r-survey' }
const met = new Set<string>()
const refusalOf = (outcome: { ok: boolean; refusal?: string }) => {
  if (outcome.refusal) met.add(outcome.refusal)
  return outcome.refusal ?? ''
}

async function aReviewedTraining() {
  const training = await aBoughtTraining(programme)
  await learn(programme, training)
  const written = { stars: 5, text: 'Materinya jelas.' }
  assert.ok((await writeReview(ctx, training, written, { requestId: 'r', link: (to) => to })).ok)
  return training
}

const answers = { useful: '4', work: 'employed' }
const give = async (cardId: string, given: Readonly<Record<string, string>> = answers, number = 1) => {
  const { surveyId } = (await askedSurvey(pool, number))!
  return answerSurvey(ctx, cardId, { number, surveyId, answers: given }, by)
}

test('a survey is answered once by whoever it is for, from its day on, and its payment is due with it', async () => {
  const stranger = await programme.aCard()
  assert.equal(refusalOf(await give(stranger.cardId)), 'survey_not_planned')
  const { cardId } = await aReviewedTraining()
  assert.equal(refusalOf(await give(cardId)), 'survey_not_open')
  clock.advance(30 * day)
  for (const wrong of [
    {},
    { ...answers, work: 'king' },
    { ...answers, useful: '6' },
    { ...answers, better: 'x'.repeat(501) },
    { ...answers, more: '1' },
  ])
    assert.equal(refusalOf(await give(cardId, wrong)), 'survey_misfit')
  const stale = { number: 1, surveyId: 2, answers }
  assert.equal(refusalOf(await answerSurvey(ctx, cardId, stale, by)), 'survey_changed')

  // Twelve clicks at once, each with another answer.
  const tries = await Promise.all(
    Array.from({ length: 12 }, (_, at) => give(cardId, { ...answers, better: `jawaban ${at}` })),
  )
  assert.deepEqual(tries.map((one) => (one.ok ? one.value.amount : refusalOf(one))).sort(), [
    50_000,
    ...Array.from({ length: 11 }, () => 'survey_answered'),
  ])
  const { rows } = await pool.query(
    `select answers ->> 'better' as better from survey_answer where card_id = $1`,
    [cardId],
  )
  assert.deepEqual(rows, [{ better: `jawaban ${tries.findIndex(({ ok }) => ok)}` }])
  const posted = await pool.query(
    `select serial, amount, at from entry where card_id = $1 and kind = 'survey'`,
    [cardId],
  )
  assert.deepEqual(posted.rows, [{ serial: 1, amount: 50_000, at: clock.now() }])
  assert.deepEqual(
    (await incentiveOf(ctx, cardId)).filter(({ kind }) => kind === 'survey').map(({ state }) => state),
    ['due', 'waits_for_date', 'waits_for_date'],
  )
  await assert.rejects(
    pool.query(`insert into survey_answer values ($1, 1, 1, '{}', now())`, [cardId]),
    /survey_answer_pkey/,
  )
  assert.deepEqual(await checkInvariants(pool), [])
})

const written = {
  title: { id: 'Kabar Anda', en: 'How you are' },
  questions: [
    {
      name: 'work',
      kind: 'choice',
      label: { id: 'Bekerja?', en: 'At work?' },
      choices: [
        { value: 'yes', label: { id: 'Ya', en: 'Yes' } },
        { value: 'no', label: { id: 'Tidak', en: 'No' } },
      ],
    },
    { name: 'constructor', kind: 'text', label: { id: 'Lainnya?', en: 'Else?' }, optional: true },
    { name: 'news', kind: 'text', label: { id: 'Kabar?', en: 'News?' }, optional: true },
  ],
}

test('an operator asks other questions from a file, and reads how often each answer was given', async () => {
  const file = path.join(folder, 'survei.json')
  const set = async (content: string, number = '1') => {
    await writeFile(file, content)
    return bekal('survey', 'set', number, file)
  }
  const wrong = { ...written, questions: [{ ...written.questions[0], choices: [] }] }
  assert.match((await set(JSON.stringify(wrong))).said, /questions\.0\.choices is missing or wrong/)
  assert.match((await set('{')).said, /not JSON/)
  const twice = { ...written, questions: [written.questions[2], written.questions[2]] }
  assert.match((await set(JSON.stringify(twice))).said, /news is used twice/)
  assert.match((await set(JSON.stringify(written), '13')).said, /1 to 12/)
  assert.match((await bekal('survey', 'set', '1', `${file}-tidak-ada`)).said, /cannot be read/)
  assert.equal(refusalOf(await setSurvey(ctx, { number: 0, text: '' }, ana)), 'survey_number_wrong')
  assert.equal(refusalOf(await setSurvey(ctx, { number: 1, text: '' }, ana)), 'survey_malformed')

  assert.match(
    (await set(JSON.stringify(written))).said,
    /Survey 4 is asked for survey payment 1 from now on/,
  )
  const listed = (await bekal('survey', 'list')).said
  assert.match(listed, /4 +1 +How you are +asked +0 /)
  assert.match(listed, /1 +1 +Your first training +replaced +1 /)
  clock.set('2026-11-23T10:00:00+07:00')
  const given = [{ work: 'yes', news: '=baik, "sekali"' }, { work: 'yes' }, { work: 'no', news: 'sehat' }]
  const cards = []
  for (const _ of given) cards.push((await aReviewedTraining()).cardId)
  clock.advance(30 * day)
  for (const [at, one] of given.entries()) assert.ok((await give(cards[at]!, one)).ok)
  const results = await surveyResults(pool, (await askedSurvey(pool, 1))!, 10)
  assert.deepEqual(
    results.map(({ counts, texts }) => [
      counts.map(({ value, count }) => `${value} ${count}`),
      texts.toSorted(),
    ]),
    [
      [['yes 2', 'no 1'], []],
      [[], []],
      [[], ['=baik, "sekali"', 'sehat']],
    ],
  )
  const csv = (await bekal('survey', 'results', '4', '--csv')).said
  assert.match(csv, /question,answer,label,count\r?\nwork,yes,Yes,2\r?\nwork,no,No,1/)
  assert.match(csv, /news,"'=baik, ""sekali""",,1/)
  assert.equal(
    refusalOf(JSON.parse((await bekal('survey', 'results', '77', '--json')).said)),
    'survey_unknown',
  )
  assert.match((await bekal('survey', 'set', '1', `${file}-tidak-ada`, '--json')).said, /file_unreadable/)
  met.add('file_unreadable')
  assert.deepEqual(await checkInvariants(pool), [])
})

test('an answer that is changed behind the programme, or that its payment does not know, is found', async () => {
  await tamper(
    pool,
    `update survey_answer set answered_at = answered_at - interval '1 hour' where survey_id = 1`,
  )
  assert.deepEqual(
    (await checkInvariants(pool)).map(({ invariant }) => invariant),
    ['survey_payment_of_answer'],
  )
})

test('every reason to refuse a survey is met here', () => {
  const reasons = [...reasonsOf(answerRefusals), ...reasonsOf(surveyRefusals)]
  assert.deepEqual(
    reasons.filter((reason) => !met.has(reason)),
    [],
  )
})
