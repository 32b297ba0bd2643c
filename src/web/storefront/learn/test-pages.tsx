import { sentenceOf } from '../../../kernel/refusal.ts'
import { formatInstant } from '../../../kernel/wib.ts'
import { trainingOf } from '../../../learning/completion/completion-facts.ts'
import { type Attempt, answerQuestion, attemptOf, handInTest } from '../../../learning/quizzes/answers.ts'
import { mayStartTest, startTest } from '../../../learning/quizzes/attempts.ts'
import { answerRefusals, scoreOf, startRefusals, type Test } from '../../../learning/quizzes/rules.ts'
import { errorPage } from '../../http/errors.tsx'
import { readForm } from '../../http/forms.ts'
import { show, viewOf } from '../../http/site.ts'
import * as parts from '../../parts/parts.ts'
import { goTo } from '../../site/link.ts'
import { path, type Request, type Shop } from '../shop.ts'
import { learnWords } from './learn-words.ts'
import type { PaidOrder } from './paid-order.ts'

const at = (shop: Shop, { orderNo }: PaidOrder, test: Test, rest = '') =>
  path(shop, `/belajar/${orderNo}/tes/${test}${rest}`)

function Back({ shop, order, label }: { shop: Shop; order: PaidOrder; label: string }) {
  return (
    <p>
      <a href={path(shop, `/belajar/${order.orderNo}`)}>{label}</a>
    </p>
  )
}

/** What a test is, its last result, and the button that begins it or goes on. */
export async function testPage(c: Request, shop: Shop, order: PaidOrder, test: Test): Promise<Response> {
  const language = c.get('language')
  const said = learnWords[language]
  const { ctx } = shop.storefronts
  const training = await trainingOf(ctx.db, order)
  const asked =
    test === 'pre' ? training?.requirement.preTestQuestions : training?.requirement.postTestQuestions
  if (!training || !asked) return errorPage(c, 404)
  const [last, may] = await Promise.all([attemptOf(ctx, order, test), mayStartTest(ctx, order, test)])
  const { passPercent, waitMinutes, tries, restDays } = training.requirement
  return show(
    c,
    <parts.Page view={viewOf(c)} title={said[test]}>
      <Back shop={shop} order={order} label={said.back} />
      <h1>{said[test]}</h1>
      <p class="lead">{order.courseTitle}</p>
      {last?.handedInAt ? <Result attempt={last} test={test} said={said} /> : ''}
      {may.ok ? (
        <>
          <p>{test === 'pre' ? said.preLead : said.postLead(passPercent)}</p>
          {test === 'post' ? <p>{said.retry(waitMinutes, tries, restDays)}</p> : ''}
          <p>{said.saved}</p>
          <parts.Form action={at(shop, order, test)}>
            <parts.Button>
              {may.value.begun ? said.goOnTest : test === 'pre' ? said.startPre : said.startPost}
            </parts.Button>
          </parts.Form>
        </>
      ) : (
        <>
          <p>
            {sentenceOf(startRefusals, may.refusal, may.facts, language)}{' '}
            {may.facts.until ? said.againFrom(formatInstant(may.facts.until, language)) : ''}
          </p>
          <parts.Buttons>
            <parts.LinkButton href={path(shop, `/belajar/${order.orderNo}`)}>{said.goOn}</parts.LinkButton>
          </parts.Buttons>
        </>
      )}
    </parts.Page>,
    c.req.method === 'POST' ? 422 : 200,
  )
}

function Result(props: { attempt: Attempt; test: Test; said: (typeof learnWords)['id'] }) {
  const { attempt, test, said } = props
  const of = attempt.questions.length
  const right = attempt.rightAnswers ?? 0
  const title = test === 'pre' ? said.taken : attempt.passed ? said.passed : said.failed
  return (
    <parts.Notice tone={attempt.passed ? 'success' : 'warning'} title={title}>
      <p>{said.score(scoreOf(right, of), right, of)}</p>
    </parts.Notice>
  )
}

/** Begins the test, or goes on with it, at the first question without an answer. */
export async function submitStart(c: Request, shop: Shop, order: PaidOrder, test: Test): Promise<Response> {
  const { ctx } = shop.storefronts
  const started = await startTest(ctx, order, test, c.get('requestId'))
  if (!started.ok) return testPage(c, shop, order, test)
  return goOn(c, shop, order, test)
}

async function goOn(c: Request, shop: Shop, order: PaidOrder, test: Test, after = 0): Promise<Response> {
  const attempt = await attemptOf(shop.storefronts.ctx, order, test)
  const open = attempt?.handedInAt ? [] : (attempt?.questions ?? [])
  const next = open.findIndex(({ answer }, index) => answer === undefined && index >= after)
  const to = open.length === 0 ? '' : next < 0 ? '/periksa' : `/${next + 1}`
  return goTo(c, at(shop, order, test, to))
}

/** One question of the open attempt, with the answer that was kept. */
export async function questionPage(
  c: Request,
  shop: Shop,
  order: PaidOrder,
  test: Test,
  { place, wrong }: { readonly place: number; readonly wrong?: string },
): Promise<Response> {
  const said = learnWords[c.get('language')]
  const attempt = await attemptOf(shop.storefronts.ctx, order, test)
  if (!attempt || attempt.handedInAt) return goTo(c, at(shop, order, test))
  const question = attempt.questions[place - 1]
  if (!question) return errorPage(c, 404)
  const title = said.question(place, attempt.questions.length)
  return show(
    c,
    <parts.Page view={viewOf(c)} title={`${said[test]}: ${title}`} failed={wrong !== undefined}>
      <parts.ErrorSummary problems={wrong ? [{ field: 'jawaban', message: wrong }] : []} />
      <p>
        <a href={at(shop, order, test, '/periksa')}>{said.check}</a>
      </p>
      <h1>{title}</h1>
      <parts.Form action={at(shop, order, test, `/${place}`)}>
        <parts.Radios
          name="jawaban"
          label={question.text}
          value={question.answer === undefined ? undefined : String(question.answer)}
          error={wrong}
          options={question.options.map(({ option, text }) => ({ value: String(option), label: text }))}
        />
        <parts.Button>{said.saveAnswer}</parts.Button>
      </parts.Form>
    </parts.Page>,
    wrong ? 422 : 200,
  )
}

/** Keeps an answer and goes on to the next question that has none. */
export async function submitAnswer(
  c: Request,
  shop: Shop,
  order: PaidOrder,
  test: Test,
  place: number,
): Promise<Response> {
  const typed = (await readForm(c)).get('jawaban') ?? ''
  const option = /^[1-6]$/.test(typed) ? Number(typed) : 0
  const saved = await answerQuestion(shop.storefronts.ctx, order, test, { place, option })
  if (saved.ok) return goOn(c, shop, order, test, place)
  if (saved.refusal !== 'choose_an_answer') return goTo(c, at(shop, order, test))
  const sentence = sentenceOf(answerRefusals, 'choose_an_answer', {}, c.get('language'))
  return questionPage(c, shop, order, test, { place, wrong: sentence })
}

/** All questions with whether they are answered, and the button that hands the test in. */
export async function checkPage(c: Request, shop: Shop, order: PaidOrder, test: Test): Promise<Response> {
  const said = learnWords[c.get('language')]
  const attempt = await attemptOf(shop.storefronts.ctx, order, test)
  if (!attempt || attempt.handedInAt) return goTo(c, at(shop, order, test))
  const { questions } = attempt
  const answered = questions.filter(({ answer }) => answer !== undefined).length
  return show(
    c,
    <parts.Page view={viewOf(c)} title={`${said[test]}: ${said.check}`}>
      <Back shop={shop} order={order} label={said.back} />
      <h1>{said.check}</h1>
      <p>{said.checkLead(answered, questions.length)}</p>
      <parts.Listing
        rows={questions.map(({ text, answer }, index) => ({
          title: `${index + 1}. ${text}`,
          href: at(shop, order, test, `/${index + 1}`),
          state: (
            <parts.StatusTag tone={answer === undefined ? 'warning' : 'success'}>
              {answer === undefined ? said.unanswered : said.answered}
            </parts.StatusTag>
          ),
        }))}
      />
      <parts.Form action={at(shop, order, test, '/kumpulkan')}>
        <parts.Button>{said.handInTest}</parts.Button>
      </parts.Form>
    </parts.Page>,
  )
}

/** Hands the test in; the test's page tells the result. A second click finds it handed in. */
export async function submitTest(c: Request, shop: Shop, order: PaidOrder, test: Test): Promise<Response> {
  await handInTest(shop.storefronts.ctx, order, test, c.get('requestId'))
  return goTo(c, at(shop, order, test))
}
