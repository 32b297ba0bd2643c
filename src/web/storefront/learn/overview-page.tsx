import { type Lesson, lessonsOf } from '../../../catalogue/lessons.ts'
import type { Language } from '../../../kernel/wib.ts'
import { type Certificate, certificatesOfPurchase } from '../../../learning/certificates/certificates.ts'
import { type Training, trainingOf } from '../../../learning/completion/completion-facts.ts'
import { type Completion, completion, type Missing, nextOf } from '../../../learning/completion/rules.ts'
import { incentivePlan } from '../../../learning/incentives/incentive-plan.ts'
import { lessonsFinished } from '../../../learning/lesson-progress.ts'
import { reviewOf } from '../../../learning/reviews/reviews.ts'
import { errorPage } from '../../http/errors.tsx'
import * as parts from '../../parts/parts.ts'
import { outside } from '../../site/link.ts'
import { showPage } from '../../site/show-page.tsx'
import { CertificateLinks } from '../../verify/certificate-links.tsx'
import { MinistryWaits } from '../order/ministry-waits.tsx'
import { AfterReview } from '../reviews/after-review.tsx'
import { reviewLink } from '../reviews/review-pages.tsx'
import { path, type Request, type Shop } from '../shop.ts'
import { words } from '../words.ts'
import { HowToJoin } from './how-to-join.tsx'
import { learnWords } from './learn-words.ts'
import type { PaidOrder } from './paid-order.ts'
import { turnSentence } from './turn-sentence.ts'

/** The training that a paid order opened: what is missing and whose turn it is, and its lessons. */
export async function overviewPage(c: Request, shop: Shop, order: PaidOrder): Promise<Response> {
  const language = c.get('language')
  const said = words[language]
  const { ctx } = shop.storefronts
  const now = ctx.clock.now()
  const [lessons, learnt, training] = await Promise.all([
    lessonsOf(ctx, order.courseId),
    lessonsFinished(ctx, order),
    trainingOf(ctx.db, order),
  ])
  if (!training) return errorPage(c, 404)
  const finished = training.finishedAt !== undefined
  const judged: Completion = finished
    ? { state: 'done', basis: training.finishedAs ?? 'proven' }
    : completion(training, now)
  const [certificates, review, incentive] = finished
    ? await broughtBy(ctx, order)
    : [[], undefined, undefined]
  const turn = { institution: order.institution, language, now }
  const nextLesson = lessons.find(({ number }) => !learnt.includes(number))?.number
  const place = { shop, order, language }
  return showPage(
    c,
    { title: order.courseTitle },
    <>
      <p class="lead">
        {said.byLine} {order.institution}
      </p>
      {finished ? (
        <FinishedNotice {...place} training={training} reviewed={review !== undefined} held={certificates} />
      ) : (
        <WhatIsMissing judged={judged} turn={turn} />
      )}
      {finished ? '' : <HowToJoin training={training} language={language} />}
      {training.learnUrl && !finished ? <p>{learnWords[language].elsewhere(order.institution)}</p> : ''}
      <parts.Buttons>
        {review ? '' : <ReviewButton {...place} />}
        {finished ? (
          <AfterReview {...place} incentive={incentive} reviewed={review !== undefined} />
        ) : training.learnUrl ? (
          <parts.LinkButton href={outside(training.learnUrl)} rel="noopener">
            {learnWords[language].elsewhereGo}
          </parts.LinkButton>
        ) : (
          <NextStep {...place} next={nextOf(judged)} lesson={nextLesson} />
        )}
        {review ? <ReviewButton {...place} written /> : ''}
      </parts.Buttons>
      <CertificateLinks certificates={certificates} language={language} />
      <Steps {...place} asked={training.requirement} judged={judged} />
      <h2>{said.lessons}</h2>
      <Lessons {...place} lessons={lessons} learnt={learnt} />
      <p>
        <a href={path(shop, `/pesanan/${order.orderNo}`)}>{said.backToOrder}</a>
      </p>
    </>,
  )
}

/** What a finished training has brought, and its review. */
function broughtBy(ctx: Shop['storefronts']['ctx'], order: PaidOrder) {
  return Promise.all([
    certificatesOfPurchase(ctx.db, order),
    reviewOf(ctx, order),
    incentivePlan(ctx, order.cardId),
  ])
}

function State({ done, language }: { done: boolean; language: Language }) {
  const said = words[language]
  return (
    <parts.StatusTag tone={done ? 'success' : 'waiting'}>
      {done ? said.lessonDone : said.lessonOpen}
    </parts.StatusTag>
  )
}

function WhatIsMissing(props: { judged: Completion; turn: Parameters<typeof turnSentence>[1] }) {
  const { judged, turn } = props
  const next = nextOf(judged)
  if (judged.state === 'done' || !next) return null
  const others = judged.missing.filter((missing) => missing !== next)
  return (
    <>
      <p>{turnSentence(next, turn)}</p>
      {others.length > 0 ? (
        <section class="stack">
          <h2>{learnWords[turn.language].missing}</h2>
          <ul class="stack">
            {others.map((missing) => (
              <li>{turnSentence(missing, turn)}</li>
            ))}
          </ul>
        </section>
      ) : (
        ''
      )}
    </>
  )
}

interface Place {
  readonly shop: Shop
  readonly order: PaidOrder
  readonly language: Language
}

function FinishedNotice(
  props: Place & { training: Training; reviewed: boolean; held: readonly Certificate[] },
) {
  const { language, training, reviewed } = props
  const said = words[language]
  const learn = learnWords[language]
  return (
    <parts.Notice tone="success" title={said.trainingFinished}>
      <p>{training.waitsForReview ? learn.reviewFirst : said.trainingFinishedText}</p>
      {training.finishedAs === 'reported' ? <p>{learn.asReported}</p> : ''}
      {reviewed || training.waitsForReview ? '' : <p>{learn.reviewNext}</p>}
      <MinistryWaits {...props} />
    </parts.Notice>
  )
}

function ReviewButton({ shop, order, language, written = false }: Place & { written?: boolean }) {
  const link = reviewLink(shop, order, language, written)
  return link ? (
    <parts.LinkButton look={written ? 'second' : 'first'} href={link.href}>
      {link.label}
    </parts.LinkButton>
  ) : null
}

/** The one button of the page: what the learner can do now. */
function NextStep(props: Place & { next: Missing | undefined; lesson: number | undefined }) {
  const { shop, order, language, next, lesson } = props
  const said = learnWords[language]
  const go = (rest: string, label: string) => (
    <parts.LinkButton href={path(shop, `/belajar/${order.orderNo}/${rest}`)}>{label}</parts.LinkButton>
  )
  if (next?.turn === 'learner') {
    if (next.need === 'pre_test') return go('tes/pre', said.startPre)
    if (next.need === 'post_test') return go('tes/post', said.startPost)
    if (next.need === 'tpm' || next.need === 'uk') return go(`tugas/${next.need}`, said.handIn)
  }
  return lesson === undefined ? null : go(String(lesson), words[language].openLesson(lesson))
}

/** What the course asks for besides lessons, each with its page. */
function Steps(props: Place & { asked: Asked; judged: Completion }) {
  const { shop, order, language, asked, judged } = props
  const said = learnWords[language]
  const missing = new Set(judged.state === 'done' ? [] : judged.missing.map(({ need }) => need))
  const steps = [
    ...(asked.preTestQuestions ? [{ need: 'pre_test' as const, rest: 'tes/pre' }] : []),
    ...(asked.postTestQuestions ? [{ need: 'post_test' as const, rest: 'tes/post' }] : []),
    ...asked.assignments.map((scope) => ({ need: scope, rest: `tugas/${scope}` })),
  ]
  if (steps.length === 0) return null
  return (
    <parts.Listing
      rows={steps.map(({ need, rest }) => ({
        title: said.names[need],
        href: path(shop, `/belajar/${order.orderNo}/${rest}`),
        state: <State done={!missing.has(need)} language={language} />,
      }))}
    />
  )
}

function Lessons(props: Place & { lessons: readonly Lesson[]; learnt: readonly number[] }) {
  const { shop, order, language, lessons, learnt } = props
  return (
    <parts.Listing
      rows={lessons.map(({ number, title }) => ({
        title: words[language].lesson(number, title),
        href: path(shop, `/belajar/${order.orderNo}/${number}`),
        state: <State done={learnt.includes(number)} language={language} />,
      }))}
    />
  )
}

interface Asked {
  readonly preTestQuestions: number | undefined
  readonly postTestQuestions: number | undefined
  readonly assignments: readonly ('tpm' | 'uk')[]
}
