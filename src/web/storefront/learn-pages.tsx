import { lessonsOf } from '../../catalogue/lessons.ts'
import { certificatesOfPurchase } from '../../learning/certificates/certificates.ts'
import { finishLesson, lessonsFinished } from '../../learning/lesson-progress.ts'
import type { StorefrontOrder } from '../../storefronts/orders.ts'
import { errorPage } from '../http/errors.tsx'
import { show, viewOf } from '../http/site.ts'
import * as parts from '../parts/parts.ts'
import { CertificateLinks } from '../verify/certificate-links.tsx'
import { reviewLink } from './review-pages.tsx'
import { path, type Request, type Shop } from './shop.ts'
import { words } from './words.ts'

type PaidOrder = StorefrontOrder & { cardId: string; purchaseId: string }

/** The lessons that a paid order opened, with what is done. */
export async function lessonsPage(c: Request, shop: Shop, order: PaidOrder): Promise<Response> {
  const said = words[c.get('language')]
  const { ctx } = shop.storefronts
  const [lessons, finished] = await Promise.all([lessonsOf(ctx, order.courseId), lessonsFinished(ctx, order)])
  const next = lessons.find(({ number }) => !finished.includes(number))
  const all = lessons.length > 0 && !next
  const review = reviewLink(shop, order, c.get('language'))
  const certificates = all ? await certificatesOfPurchase(ctx.db, order) : []
  return show(
    c,
    <parts.Page view={viewOf(c)} title={order.courseTitle}>
      <h1>{order.courseTitle}</h1>
      <p class="lead">
        {said.byLine} {order.institution}
      </p>
      {all ? (
        <parts.Notice tone="success" title={said.trainingFinished}>
          <p>{said.trainingFinishedText}</p>
        </parts.Notice>
      ) : (
        <p>{said.lessonsDone(finished.length, lessons.length)}</p>
      )}
      <parts.Buttons>
        {next ? (
          <parts.LinkButton href={path(shop, `/belajar/${order.orderNo}/${next.number}`)}>
            {said.openLesson(next.number)}
          </parts.LinkButton>
        ) : (
          <parts.LinkButton href={path(shop, '/kursus')}>{said.otherCourses}</parts.LinkButton>
        )}
        {review ? (
          <parts.LinkButton look="second" href={review.href}>
            {review.label}
          </parts.LinkButton>
        ) : (
          ''
        )}
      </parts.Buttons>
      <CertificateLinks certificates={certificates} language={c.get('language')} />
      <h2>{said.lessons}</h2>
      <parts.Listing
        rows={lessons.map(({ number, title }) => ({
          title: said.lesson(number, title),
          href: path(shop, `/belajar/${order.orderNo}/${number}`),
          state: finished.includes(number) ? (
            <parts.StatusTag tone="success">{said.lessonDone}</parts.StatusTag>
          ) : (
            <parts.StatusTag tone="waiting">{said.lessonOpen}</parts.StatusTag>
          ),
        }))}
      />
      <p>
        <a href={path(shop, `/pesanan/${order.orderNo}`)}>{said.backToOrder}</a>
      </p>
    </parts.Page>,
  )
}

/** One lesson, which can be finished. */
export async function lessonPage(
  c: Request,
  shop: Shop,
  order: PaidOrder,
  number: number,
): Promise<Response> {
  const said = words[c.get('language')]
  const { ctx } = shop.storefronts
  const [lessons, finished] = await Promise.all([lessonsOf(ctx, order.courseId), lessonsFinished(ctx, order)])
  const lesson = lessons.find((candidate) => candidate.number === number)
  if (!lesson) return errorPage(c, 404)
  await shop.sessions.ensure(c)
  const title = said.lesson(lesson.number, lesson.title)
  return show(
    c,
    <parts.Page view={viewOf(c)} title={title}>
      <p>
        <a href={path(shop, `/belajar/${order.orderNo}`)}>{said.backToLessons}</a>
      </p>
      <h1>{title}</h1>
      {lesson.body.split(/\n{2,}/).map((paragraph) => (
        <p>{paragraph}</p>
      ))}
      {finished.includes(number) ? (
        <parts.StatusTag tone="success">{said.lessonDone}</parts.StatusTag>
      ) : (
        <parts.Form action={path(shop, `/belajar/${order.orderNo}/${number}`)}>
          <parts.Button>{said.finishLesson}</parts.Button>
        </parts.Form>
      )}
    </parts.Page>,
  )
}

/** Marks a lesson as finished; a second click finds it done. */
export async function takeLesson(
  c: Request,
  shop: Shop,
  order: PaidOrder,
  number: number,
): Promise<Response> {
  const outcome = await finishLesson(shop.storefronts.ctx, order, number, c.get('requestId'))
  // Cancelled meanwhile: the order's own page says so.
  if (!outcome.ok) return c.redirect(path(shop, `/pesanan/${order.orderNo}`), 303)
  return c.redirect(path(shop, `/belajar/${order.orderNo}`), 303)
}
