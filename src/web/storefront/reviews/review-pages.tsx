import { sentenceOf } from '../../../kernel/refusal.ts'
import { formatDeadline, formatInstant, type Language } from '../../../kernel/wib.ts'
import { hideReasonSentence } from '../../../learning/reviews/hide-reason-words.ts'
import { type Review, reviewOf, shownReview } from '../../../learning/reviews/reviews.ts'
import {
  editableBefore,
  type WriteReviewRefusal,
  writeReviewRefusals,
} from '../../../learning/reviews/rules.ts'
import { mayWriteReview, reviewProblems, writeReview } from '../../../learning/reviews/write-review.ts'
import type { StorefrontOrder } from '../../../storefronts/orders/orders.ts'
import { readForm } from '../../http/forms.ts'
import { show, viewOf } from '../../http/site.ts'
import * as parts from '../../parts/parts.ts'
import { goTo, type Href } from '../../site/link.ts'
import { showPage } from '../../site/show-page.tsx'
import { labelOf } from '../label-words.ts'
import { path, type Request, type Shop } from '../shop.ts'
import { ReviewItem } from './course-reviews.tsx'
import { reviewWords } from './review-words.ts'

type PaidOrder = StorefrontOrder & { cardId: string; purchaseId: string }

/** The way to the review of an order, named as the journey names it; undefined until its training is finished. */
export function reviewLink(
  shop: Shop,
  order: StorefrontOrder,
  language: Language,
  written = false,
): { readonly href: Href; readonly label: string } | undefined {
  if (!order.finishedAt || order.cancelledAt) return undefined
  const label = written ? reviewWords[language].seeYours : writeLabel(shop, language)
  return { href: path(shop, `/pesanan/${order.orderNo}/ulasan`), label }
}

/** The review of an order: its form, or what was written, with the way to change it (`?ubah=1`). */
export async function reviewPage(
  c: Request,
  shop: Shop,
  order: PaidOrder,
  late?: WriteReviewRefusal,
): Promise<Response> {
  const { ctx } = shop.storefronts
  const [review, refusal] = await Promise.all([reviewOf(ctx, order), mayWriteReview(ctx, order)])
  if (!review) return refusal ? cannotReviewPage(c, shop, order, refusal) : formPage(c, shop, order)
  if (c.req.query('ubah') && !refusal) {
    const typed = { bintang: String(review.stars), ulasan: review.text }
    return formPage(c, shop, order, { review, typed })
  }
  return writtenPage(c, shop, order, review, { late, refusal })
}

/** Takes the form; a second click changes nothing. */
export async function submitReview(c: Request, shop: Shop, order: PaidOrder): Promise<Response> {
  const { storefronts } = shop
  const form = await readForm(c)
  const typed = { bintang: form.get('bintang') ?? '', ulasan: form.get('ulasan') ?? '' }
  const written = { stars: /^[1-5]$/.test(typed.bintang) ? Number(typed.bintang) : 0, text: typed.ulasan }
  const link = (to: string) => storefronts.link(to)
  const outcome = await writeReview(storefronts.ctx, order, written, { requestId: c.get('requestId'), link })
  if (outcome.ok) {
    storefronts.onMessages()
    return goTo(c, path(shop, `/pesanan/${order.orderNo}/ulasan?terima=1`))
  }
  const wrong = reviewProblems(written)
  if (!wrong.includes(outcome.refusal)) return reviewPage(c, shop, order, outcome.refusal)
  const problems = wrong.map((refusal) => ({
    field: refusal === 'stars_missing' ? 'bintang' : 'ulasan',
    message: sentenceOf(writeReviewRefusals, refusal, {}, c.get('language')),
  }))
  return formPage(c, shop, order, { review: await reviewOf(storefronts.ctx, order), typed, problems })
}

interface Shown {
  readonly review?: Review | undefined
  readonly typed?: Readonly<Record<string, string>>
  readonly problems?: readonly parts.FieldProblem[]
}

async function formPage(c: Request, shop: Shop, order: PaidOrder, shown: Shown = {}): Promise<Response> {
  const language = c.get('language')
  const said = reviewWords[language]
  const { typed = {}, problems = [] } = shown
  const wrong = (name: string) => problems.find((problem) => problem.field === name)?.message
  const title = shown.review ? said.change : writeLabel(shop, language)
  return showPage(
    c,
    { title, problems },
    <>
      <p class="lead">{order.courseTitle}</p>
      {shown.review?.hidden ? <HiddenNotice language={language} review={shown.review} /> : ''}
      <p>{said.lead}</p>
      <parts.Form action={path(shop, `/pesanan/${order.orderNo}/ulasan`)}>
        <parts.Radios
          name="bintang"
          label={said.stars}
          hint={said.starsHint}
          value={typed.bintang}
          error={wrong('bintang')}
          options={(['5', '4', '3', '2', '1'] as const).map((stars) => ({
            value: stars,
            label: said[`star${stars}`],
          }))}
        />
        <parts.Field
          name="ulasan"
          label={said.text}
          hint={said.textHint}
          lines={6}
          value={typed.ulasan}
          error={wrong('ulasan')}
        />
        <parts.Button>{shown.review ? said.save : said.send}</parts.Button>
      </parts.Form>
      <Back shop={shop} order={order} language={language} />
    </>,
  )
}

function writtenPage(
  c: Request,
  shop: Shop,
  order: PaidOrder,
  review: Review,
  /** why it cannot be changed: for whoever tried to, or as a fact */
  why: { readonly late: WriteReviewRefusal | undefined; readonly refusal: WriteReviewRefusal | undefined },
): Response {
  const failed = why.late !== undefined
  const refusal = why.late ?? why.refusal
  const language = c.get('language')
  const said = reviewWords[language]
  const until = formatDeadline(editableBefore(review.writtenAt), language)
  const thanked = !failed && c.req.query('terima') !== undefined
  return show(
    c,
    <parts.Page view={viewOf(c)} title={said.yours} failed={failed}>
      {failed && refusal ? (
        <parts.ErrorSummary
          problems={[{ field: '', message: sentenceOf(writeReviewRefusals, refusal, {}, c.get('language')) }]}
        />
      ) : (
        ''
      )}
      <h1>{said.yours}</h1>
      <p class="lead">{order.courseTitle}</p>
      {thanked && !review.hidden ? (
        <parts.Notice tone="success" title={said.thanks}>
          <p>{said.thanksText}</p>
        </parts.Notice>
      ) : (
        ''
      )}
      {review.hidden ? <HiddenNotice language={language} review={review} /> : ''}
      <ul class="listing">
        <ReviewItem language={language} review={shownReview(review)} institution={order.institution} at={0} />
      </ul>
      {refusal ? (
        <p class="small muted">{sentenceOf(writeReviewRefusals, refusal, {}, language)}</p>
      ) : (
        <div class="stack">
          <parts.Buttons>
            <parts.LinkButton look="second" href={path(shop, `/pesanan/${order.orderNo}/ulasan?ubah=1`)}>
              {said.change}
            </parts.LinkButton>
          </parts.Buttons>
          {review.hidden ? '' : <p class="small muted">{said.changeUntil(until)}</p>}
        </div>
      )}
      <p>
        <a href={`${path(shop, `/kursus/${order.courseSlug}`)}#ulasan`}>{said.backToCourse}</a>
      </p>
      <Back shop={shop} order={order} language={language} />
    </parts.Page>,
    failed ? 422 : 200,
  )
}

function cannotReviewPage(c: Request, shop: Shop, order: PaidOrder, refusal: WriteReviewRefusal): Response {
  const language = c.get('language')
  const said = reviewWords[language]
  const title = writeLabel(shop, language)
  return showPage(
    c,
    { title, status: c.req.method === 'POST' ? 422 : 200 },
    <>
      <p class="lead">{order.courseTitle}</p>
      <parts.Notice tone="info" title={said.cannotYet}>
        <p>{sentenceOf(writeReviewRefusals, refusal, {}, language)}</p>
      </parts.Notice>
      <Back shop={shop} order={order} language={language} />
    </>,
  )
}

function HiddenNotice({ language, review }: { language: Language; review: Review }) {
  const said = reviewWords[language]
  if (!review.hidden) return null
  const { because, note, at } = review.hidden
  return (
    <parts.Notice tone="warning" title={said.hidden}>
      <p>{said.hiddenText(hideReasonSentence(because, note, language), formatInstant(at, language))}</p>
      <p>{said.hiddenDo}</p>
    </parts.Notice>
  )
}

function Back(props: { shop: Shop; order: PaidOrder; language: Language }) {
  return (
    <p>
      <a href={path(props.shop, `/pesanan/${props.order.orderNo}`)}>
        {reviewWords[props.language].backToOrder}
      </a>
    </p>
  )
}

function writeLabel(shop: Shop, language: Language): string {
  const own = language === 'id' ? labelOf(shop, 'review', language) : ''
  return own || reviewWords[language].write
}
