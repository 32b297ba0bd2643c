import type { Context as RequestContext } from 'hono'
import { sentenceOf } from '../../kernel/refusal.ts'
import { formatDeadline } from '../../kernel/wib.ts'
import { type ReplyInvitation, replyByLink, replyInvitation } from '../../learning/reviews/reply-to-review.ts'
import { shownReview } from '../../learning/reviews/reviews.ts'
import type { ReplyRefusal } from '../../learning/reviews/rules.ts'
import { replyRefusals } from '../../learning/reviews/rules.ts'
import { readForm } from '../http/forms.ts'
import type { Web } from '../http/web.ts'
import * as parts from '../parts/parts.ts'
import { goTo, here } from '../site/link.ts'
import { showPage } from '../site/show-page.tsx'
import { ReviewItem } from '../storefront/reviews/course-reviews.tsx'
import type { RedeemDeps } from './redeem-result.tsx'
import { replyWords } from './reply-words.ts'

type Request = RequestContext<Web>

/** `/lembaga/balas/<secret of an email>`: an institution answers one review, once, without a login. */
export async function replyPage(c: Request, deps: RedeemDeps): Promise<Response> {
  return pageOf(c, await replyInvitation(deps.ctx, c.req.param('token') ?? ''))
}

export async function submitReply(c: Request, deps: RedeemDeps): Promise<Response> {
  const token = c.req.param('token') ?? ''
  const typed = (await readForm(c)).get('balasan') ?? ''
  const outcome = await replyByLink(deps.ctx, token, typed, c.get('requestId'))
  if (outcome.ok) return goTo(c, `${here(c)}?terkirim=1`)
  return pageOf(c, await replyInvitation(deps.ctx, token), { refusal: outcome.refusal, typed })
}

interface Answered {
  readonly refusal: ReplyRefusal
  readonly typed: string
}

function pageOf(c: Request, found: ReplyInvitation | undefined, answered?: Answered): Response {
  const language = c.get('language')
  const said = replyWords[language]
  if (!found) return endPage(c, 'reply_link_unknown', 404)
  if (found.refusal === 'reply_link_expired') return endPage(c, found.refusal, 410)
  if (found.refusal === 'review_is_hidden' || found.refusal === 'review_unknown')
    return endPage(c, found.refusal)
  const wrong =
    !found.refusal && answered ? sentenceOf(replyRefusals, answered.refusal, {}, language) : undefined
  return showPage(
    c,
    {
      title: said.title,
      problems: wrong ? [{ field: 'balasan', message: wrong }] : [],
      status: wrong ? 422 : answered ? 409 : 200,
    },
    <>
      <p class="lead">{said.about(found.course, found.institution)}</p>
      {found.refusal ? <Done sent={c.req.query('terkirim') !== undefined} language={language} /> : ''}
      <ul class="listing">
        <ReviewItem
          language={language}
          review={shownReview(found.review)}
          institution={found.institution}
          at={0}
        />
      </ul>
      {found.refusal ? (
        ''
      ) : (
        <parts.Form action={here(c)}>
          <p>
            {said.lead} {said.until(formatDeadline(found.endsAt, language))}
          </p>
          <parts.Field
            name="balasan"
            label={said.reply}
            hint={said.replyHint}
            lines={6}
            value={answered?.typed}
            error={wrong}
          />
          <parts.Button>{said.send}</parts.Button>
        </parts.Form>
      )}
    </>,
  )
}

function Done({ sent, language }: { sent: boolean; language: 'id' | 'en' }) {
  const said = replyWords[language]
  return sent ? (
    <parts.Notice tone="success" title={said.sent}>
      <p>{said.sentText}</p>
    </parts.Notice>
  ) : (
    <parts.Notice tone="info">
      <p>{sentenceOf(replyRefusals, 'already_replied', {}, language)}</p>
    </parts.Notice>
  )
}

function endPage(c: RequestContext<Web>, refusal: ReplyRefusal, status: 200 | 404 | 410 = 200): Response {
  const said = replyWords[c.get('language')]
  return showPage(
    c,
    { title: said.cannot, scripted: false, status },
    <p class="lead">{sentenceOf(replyRefusals, refusal, {}, c.get('language'))}</p>,
  )
}
