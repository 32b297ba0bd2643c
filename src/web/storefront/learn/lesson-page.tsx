import { raw } from 'hono/html'
import { type Lesson, lessonsOf } from '../../../catalogue/lessons.ts'
import { sentenceOf } from '../../../kernel/refusal.ts'
import { formatInstant, type Language } from '../../../kernel/wib.ts'
import {
  finishLesson,
  lessonRefusals,
  lessonsFinished,
  openLesson,
} from '../../../learning/lesson-progress.ts'
import { errorPage } from '../../http/errors.tsx'
import { show, viewOf } from '../../http/site.ts'
import * as parts from '../../parts/parts.ts'
import { goTo, outside } from '../../site/link.ts'
import { path } from '../shop.ts'
import { words } from '../words.ts'
import { learnWords } from './learn-words.ts'
import { markdownAsHtml } from './markdown.ts'
import type { LearnPage } from './paid-order.ts'

/** One lesson, which can be finished when its minimum time has run. */
export const lessonPage: LearnPage<number, boolean> = async (c, shop, order, number, early = false) => {
  const language = c.get('language')
  const said = words[language]
  const { ctx } = shop.storefronts
  const [lessons, learnt] = await Promise.all([lessonsOf(ctx, order.courseId), lessonsFinished(ctx, order)])
  const lesson = lessons.find((candidate) => candidate.number === number)
  if (!lesson) return errorPage(c, 404)
  const from = await openLesson(ctx, order, number)
  const title = said.lesson(lesson.number, lesson.title)
  const done = learnt.includes(number)
  return show(
    c,
    <parts.Page view={viewOf(c)} title={title} failed={early}>
      {early ? (
        <parts.ErrorSummary
          problems={[{ field: '', message: sentenceOf(lessonRefusals, 'too_early', {}, language) }]}
        />
      ) : (
        ''
      )}
      <p>
        <a href={path(shop, `/belajar/${order.orderNo}`)}>{said.backToLessons}</a>
      </p>
      <h1>{title}</h1>
      {lesson.minSeconds > 0 && !done ? (
        <parts.Notice tone="info">
          <p>{learnWords[language].atLeast(duration(lesson.minSeconds, language))}</p>
          {from && from > ctx.clock.now() ? (
            <p>{learnWords[language].finishableFrom(formatInstant(from, language))}</p>
          ) : (
            ''
          )}
        </parts.Notice>
      ) : (
        ''
      )}
      <Elsewhere lesson={lesson} language={language} />
      <div class="lesson flow">{raw(markdownAsHtml(lesson.body))}</div>
      {done ? (
        <parts.StatusTag tone="success">{said.lessonDone}</parts.StatusTag>
      ) : (
        <parts.Form action={path(shop, `/belajar/${order.orderNo}/${number}`)}>
          <parts.Button>{said.finishLesson}</parts.Button>
        </parts.Form>
      )}
    </parts.Page>,
    early ? 422 : 200,
  )
}

function Elsewhere({ lesson, language }: { lesson: Lesson; language: Language }) {
  if (!lesson.url) return null
  const { host } = new URL(lesson.url)
  const said = learnWords[language]
  return (
    <parts.Buttons>
      <parts.LinkButton look="second" href={outside(lesson.url)} rel="noopener noreferrer">
        {lesson.kind === 'video' ? said.openVideo(host) : said.openFile(host)}
      </parts.LinkButton>
    </parts.Buttons>
  )
}

function duration(seconds: number, language: Language): string {
  const said = learnWords[language]
  return seconds % 60 === 0 ? said.minutes(seconds / 60) : said.seconds(seconds)
}

/** Marks a lesson as finished; a second click finds it done. */
export const submitLesson: LearnPage<number> = async (c, shop, order, number) => {
  const outcome = await finishLesson(shop.storefronts.ctx, order, number, c.get('requestId'))
  if (outcome.ok) return goTo(c, path(shop, `/belajar/${order.orderNo}`))
  if (outcome.refusal === 'too_early') return lessonPage(c, shop, order, number, true)
  // Cancelled meanwhile: the order's own page says so.
  return goTo(c, path(shop, `/pesanan/${order.orderNo}`))
}
