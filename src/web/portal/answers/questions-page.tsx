import type { Context } from 'hono'
import { raw } from 'hono/html'
import { questionsNow, type ReadQuestion, readIn } from '../../../information/questions.ts'
import { topics } from '../../../information/topics.ts'
import { smallIdOf } from '../../../kernel/ids.ts'
import type { Language } from '../../../kernel/wib.ts'
import type { YearRules } from '../../../years/year-rules.ts'
import { paragraphsOf, wordsOf } from '../../guide/read-paragraphs.ts'
import { errorPage } from '../../http/errors.tsx'
import type { Web } from '../../http/web.ts'
import * as parts from '../../parts/parts.ts'
import { outside } from '../../site/link.ts'
import { infoPage } from '../front/info-page.tsx'
import { programmeFacts } from '../front/programme-facts.ts'
import type { RegisterDeps } from '../register/visitor.tsx'
import { questionWords } from './question-words.ts'
import { type FoundQuestion, searchQuestions } from './search-questions.ts'

type Request = Context<Web>
const mostTyped = 120
/** More than these are a page too long to read: then each is a link. */
const mostUnfolded = 60

/** `/tanya-jawab`, and `?q=` what was looked for in it. */
export async function questionsPage(c: Request, deps: RegisterDeps): Promise<Response> {
  const language = c.get('language')
  const said = questionWords[language]
  const { own, other } = await read(deps, language)
  const typed = (c.req.query('q') ?? '').slice(0, mostTyped).trim()
  const found = typed === '' ? undefined : searchQuestions(typed, own, other)
  return infoPage(
    c,
    {
      title: found ? said.found(found.length, typed) : said.title,
      heading: said.title,
      description: said.lead,
      indexed: found === undefined,
    },
    <>
      <p class="lead">{said.lead}</p>
      <SearchForm language={language} typed={typed} />
      {found ? <Found found={found} typed={typed} language={language} /> : ''}
      {found?.length ? '' : <ByTopic questions={own} language={language} />}
      <NotAnswered language={language} typed={typed} />
    </>,
  )
}

/** `/tanya-jawab/:question`: one of them, with its neighbours. */
export async function questionPage(c: Request, deps: RegisterDeps): Promise<Response> {
  const language = c.get('language')
  const said = questionWords[language]
  const { own } = await read(deps, language)
  const id = smallIdOf(c.req.param('question'))
  const question = own.find(({ questionId }) => questionId === id)
  if (!question) return errorPage(c, 404)
  const others = own.filter((one) => one.topic === question.topic && one !== question)
  return infoPage(
    c,
    { title: question.asked, description: wordsOf(question.answer).slice(0, 200) },
    <>
      <Answer answer={question.answer} />
      {others.length > 0 ? (
        <>
          <h2>{said.others}</h2>
          <Links questions={others} />
        </>
      ) : (
        ''
      )}
      <p>
        <a href="/tanya-jawab">{said.all}</a>
      </p>
      <NotAnswered language={language} typed="" />
    </>,
  )
}

/** The questions of a language, and the same of the other one at the same places. */
async function read({ registrations: { ctx } }: RegisterDeps, language: Language) {
  const [{ year }, all] = await Promise.all([programmeFacts(ctx), questionsNow(ctx.db)])
  const rules: YearRules | undefined = year?.rules
  const other = language === 'id' ? 'en' : 'id'
  const pairs = all.flatMap((one) => {
    const own = readIn(one, rules, language)
    return own ? [[own, readIn(one, rules, other)] as const] : []
  })
  return { own: pairs.map(([own]) => own), other: pairs.map(([, there]) => there) }
}

function SearchForm({ language, typed }: { language: Language; typed: string }) {
  const said = questionWords[language]
  return (
    <search>
      <form method="get" action="/tanya-jawab" class="search">
        <parts.Field
          name="q"
          label={said.search}
          hint={said.searchHint}
          type="search"
          value={typed}
          maxlength={mostTyped}
        />
        <parts.Button look="second">{said.searchButton}</parts.Button>
      </form>
    </search>
  )
}

function Found(props: { found: readonly FoundQuestion[]; typed: string; language: Language }) {
  const { found, typed, language } = props
  const said = questionWords[language]
  if (found.length === 0)
    return (
      <parts.EmptyState title={said.nothing(typed)}>
        <p>{said.nothingText}</p>
        <parts.LinkButton href={askAddress(typed)}>{said.ask}</parts.LinkButton>
        <p>
          <a href={outside(`/panduan/cari?q=${encodeURIComponent(typed)}`)}>{said.inGuides}</a>
        </p>
      </parts.EmptyState>
    )
  return (
    <>
      <h2>{said.found(found.length, typed)}</h2>
      <parts.Listing
        rows={found.map(({ question, excerpt }) => ({
          title: question.asked,
          href: `/tanya-jawab/${question.questionId}` as const,
          line: <span>{excerpt.map(({ text, hit }) => (hit ? <mark>{text}</mark> : text))}</span>,
        }))}
      />
      <p>
        <a href="/tanya-jawab">{said.all}</a>
      </p>
    </>
  )
}

function ByTopic({ questions, language }: { questions: readonly ReadQuestion[]; language: Language }) {
  const said = questionWords[language]
  if (questions.length === 0)
    return (
      <parts.EmptyState title={said.none}>
        <p>{said.noneText}</p>
      </parts.EmptyState>
    )
  return (
    <>
      {topics.map((topic) => {
        const own = questions.filter((one) => one.topic === topic)
        if (own.length === 0) return ''
        return (
          <section class="stack" aria-labelledby={topic}>
            <h2 id={topic}>{said.topics[topic]}</h2>
            {questions.length > mostUnfolded ? (
              <Links questions={own} />
            ) : (
              own.map((one) => <Folded one={one} />)
            )}
          </section>
        )
      })}
    </>
  )
}

function Folded({ one }: { one: ReadQuestion }) {
  return (
    <details id={`t${one.questionId}`}>
      <summary>{one.asked}</summary>
      <Answer answer={one.answer} />
    </details>
  )
}

/** An answer as it is read. */
export function Answer({ answer }: { answer: string }) {
  return <div class="flow text">{raw(paragraphsOf(answer))}</div>
}

function Links({ questions }: { questions: readonly ReadQuestion[] }) {
  return (
    <ul class="list">
      {questions.map(({ questionId, asked }) => (
        <li>
          <a href={`/tanya-jawab/${questionId}`}>{asked}</a>
        </li>
      ))}
    </ul>
  )
}

function NotAnswered({ language, typed }: { language: Language; typed: string }) {
  const said = questionWords[language]
  return (
    <section class="panel stack" aria-labelledby="belum">
      <h2 id="belum">{said.notAnswered}</h2>
      <p>
        {said.notAnsweredText} <a href={askAddress(typed)}>{said.ask}</a>
      </p>
    </section>
  )
}

/** The form that asks us, with what was looked for and not found. */
function askAddress(typed: string) {
  return outside(typed === '' ? '/hubungi-kami' : `/hubungi-kami?tentang=${encodeURIComponent(typed)}`)
}
