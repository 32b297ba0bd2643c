import { minute } from '../../../kernel/clock.ts'
import { formatInstant } from '../../../kernel/wib.ts'
import {
  beginTest,
  finishTest,
  saveAnswer,
  type TestAttempt,
  testAttempt,
} from '../../../registration/aptitude/take-test.ts'
import { testItems } from '../../../registration/aptitude/test-items.ts'
import { errorPage } from '../../http/errors.tsx'
import { readForm, wrong } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { goTo, type Link } from '../../site/link.ts'
import { words } from './test-words.ts'
import { portalPage, type RegisterDeps, type Request, type VisitorPage } from './visitor.tsx'

const attemptOf = ({ registrations: { ctx } }: RegisterDeps, accountId: string) =>
  testAttempt(ctx, ctx.db, accountId)

/** The first item without an answer, or the last step, where all answers are seen. */
function placeOf(attempt: TestAttempt): Link {
  const at = testItems.findIndex((_item, index) => !attempt.answers.has(index + 1))
  return at < 0 ? '/daftar/tes/selesai' : `/daftar/tes/${at + 1}`
}

/** `/daftar/tes`: what it is, and the button that begins it or goes on. */
export const testPage: VisitorPage<string> = async (c, deps, accountId) => {
  const attempt = await attemptOf(deps, accountId)
  const said = words[c.get('language')]
  if (attempt?.state === 'finished') {
    return portalPage(
      c,
      { title: said.overTitle, step: 'test' },
      <>
        <p class="lead">{said.over}</p>
        <parts.LinkButton href="/daftar/lanjut">{said.next}</parts.LinkButton>
      </>,
    )
  }
  return portalPage(
    c,
    { title: said.title, step: 'test' },
    <>
      <p class="lead">{said.lead}</p>
      <p>{said.noFail}</p>
      {attempt ? <TimeLeft c={c} deps={deps} attempt={attempt} /> : <p>{said.once}</p>}
      <parts.Form action="/daftar/tes">
        <parts.Button>{attempt ? said.goOn : said.begin}</parts.Button>
      </parts.Form>
    </>,
  )
}

export const startTest: VisitorPage<string> = async (c, deps, accountId) => {
  await beginTest(deps.registrations.ctx, accountId)
  const attempt = await attemptOf(deps, accountId)
  return goTo(c, attempt?.state === 'running' ? placeOf(attempt) : '/daftar/tes')
}

function TimeLeft({ c, deps, attempt }: { c: Request; deps: RegisterDeps; attempt: TestAttempt }) {
  const language = c.get('language')
  const left = attempt.endsAt.getTime() - deps.registrations.ctx.clock.now().getTime()
  return (
    <p class="small muted">
      {words[language].until(formatInstant(attempt.endsAt, language), Math.max(0, Math.ceil(left / minute)))}
    </p>
  )
}

/** `/daftar/tes/:item`: one question. */
export const itemPage: VisitorPage<string, string> = async (c, deps, accountId, problem) => {
  const number = Number(c.req.param('item'))
  const item = testItems[number - 1]
  if (!item || !/^\d{1,2}$/.test(c.req.param('item') ?? '')) return errorPage(c, 404)
  const attempt = await attemptOf(deps, accountId)
  if (attempt?.state !== 'running') return goTo(c, '/daftar/tes')
  const language = c.get('language')
  const said = words[language]
  const chosen = attempt.answers.get(number)
  return portalPage(
    c,
    { title: said.item(number), ...wrong('choice', problem) },
    <>
      <p class="muted">{said.parts[item.part]}</p>
      <TimeLeft c={c} deps={deps} attempt={attempt} />
      {item.reading ? <p class="panel">{item.reading[language]}</p> : ''}
      <parts.Form action={`/daftar/tes/${number}`}>
        <parts.Radios
          name="choice"
          label={item.question[language]}
          value={chosen === undefined ? '' : String(chosen)}
          error={problem}
          options={item.choices[language].map((label, choice) => ({ value: String(choice), label }))}
        />
        <parts.Buttons>
          <parts.Button>{said.save}</parts.Button>
          <parts.LinkButton look="second" href={after(number)}>
            {said.skip}
          </parts.LinkButton>
        </parts.Buttons>
      </parts.Form>
      <p>
        <a href="/daftar/tes/selesai">{said.review}</a>
      </p>
    </>,
  )
}

function after(number: number): Link {
  return number < testItems.length ? `/daftar/tes/${number + 1}` : '/daftar/tes/selesai'
}

export const submitAnswer: VisitorPage<string> = async (c, deps, accountId) => {
  const number = Number(c.req.param('item'))
  const choice = (await readForm(c)).get('choice') ?? ''
  if (!testItems[number - 1] || !/^[0-3]$/.test(choice))
    return itemPage(c, deps, accountId, words[c.get('language')].choose)
  const saved = await saveAnswer(deps.registrations.ctx, accountId, number, Number(choice))
  return goTo(c, saved.ok ? after(number) : '/daftar/tes')
}

/** `/daftar/tes/selesai`: which items have an answer, before the test is handed in. */
export const reviewPage: VisitorPage<string> = async (c, deps, accountId) => {
  const attempt = await attemptOf(deps, accountId)
  if (attempt?.state !== 'running') return goTo(c, '/daftar/tes')
  const said = words[c.get('language')]
  return portalPage(
    c,
    { title: said.reviewTitle },
    <>
      <p class="lead">{said.reviewLead(attempt.answers.size)}</p>
      <TimeLeft c={c} deps={deps} attempt={attempt} />
      <parts.SummaryList
        rows={testItems.map((item, index) => ({
          label: `${index + 1}. ${said.parts[item.part]}`,
          value: attempt.answers.has(index + 1) ? said.answered : said.unanswered,
          change: `/daftar/tes/${index + 1}`,
        }))}
      />
      <parts.Form action="/daftar/tes/selesai">
        <parts.Button>{said.finish}</parts.Button>
      </parts.Form>
    </>,
  )
}

export const handIn: VisitorPage<string> = async (c, deps, accountId) => {
  await finishTest(deps.registrations.ctx, accountId)
  return goTo(c, '/daftar/tes')
}
