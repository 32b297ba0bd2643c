import { refuse } from '../../../kernel/refusal.ts'
import { sendTest } from '../../../messages/wording/send-test.ts'
import {
  dropWording,
  useWordingAct,
  wordingNow,
  wordingsOf,
  writeWording,
} from '../../../messages/wording/wordings.ts'
import { errorPage } from '../../http/errors.tsx'
import { readForm } from '../../http/forms.ts'
import { goTo } from '../../site/link.ts'
import { templateWords } from '../../words/template-words.ts'
import { askForApproval } from '../approvals/ask-for-approval.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { sentence } from '../refusal-words.ts'
import { addressOf, draftOf, placeOf, shownPreview, wordingForm, wordingPage } from './wording-page.tsx'
import { wordingWords } from './wording-words.ts'

/** Keeps a draft of other words. */
export async function submitWording(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, actor, language } = request
  const place = placeOf(request)
  if (!place) return errorPage(c, 404)
  const answers = await wordingForm(place.channel).read(c)
  if (!answers.ok) return wordingPage(request, answers)
  const { teks: body, alasan: because, ...more } = answers.values
  const subject = 'judul' in more ? String(more.judul) : undefined
  const written = await writeWording(ctx, place, { subject, body, because }, actor)
  if (written.ok) return goTo(c, `${addressOf(place)}?kabar=wording_written`)
  return wordingPage(request, { problem: sentence(language, written), typed: answers.typed })
}

/** Sends the newest draft, or what is sent now, to whoever asks, and to nobody else. */
export async function submitWordingTest(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, actor, language, staff, deps } = request
  const place = placeOf(request)
  const now = place && (await wordingNow(ctx.db, place))
  if (!place || !now) return errorPage(c, 404)
  const draft = draftOf(await wordingsOf(ctx.db, place, 1))
  const said = wordingWords[language]
  const what = said.testOf(
    templateWords[language][place.template],
    said.channels[place.channel],
    said.languages[place.language],
  )
  const preview = shownPreview(request, place, draft ? { subject: draft.subject, body: draft.body } : now)
  const to = { name: staff.name, email: staff.email, language }
  const sent = await sendTest(ctx, { template: place.template, what, preview }, to, actor)
  if (!sent.ok) return wordingPage(request, { problem: sentence(language, sent) })
  deps.onMessages()
  return goTo(c, `${addressOf(place)}?kabar=test_sent`)
}

/** Asks that a draft is used, which takes a second person. */
export async function askToUse(request: ConsoleRequest): Promise<Response> {
  const { c, ctx } = request
  if (!placeOf(request)) return errorPage(c, 404)
  const asked = (await readForm(c)).get('rancangan')
  const wordingId = /^\d{1,18}$/.exec(String(asked ?? ''))?.[0]
  if (!wordingId) return errorPage(c, 404)
  return askForApproval(request, await useWordingAct(ctx.db, wordingId), (refused) =>
    wordingPage(request, refused),
  )
}

/** Brings the product's own words back. */
export async function submitOwnWords(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, actor, language } = request
  const place = placeOf(request)
  if (!place) return errorPage(c, 404)
  const because = String((await readForm(c)).get('alasan_bawaan') ?? '').trim()
  if (because.length < 3 || because.length > 500)
    return wordingPage(request, { problem: sentence(language, refuse('reason_missing')) })
  const dropped = await dropWording(ctx, place, because, actor)
  if (!dropped.ok) return wordingPage(request, { problem: sentence(language, dropped) })
  return goTo(c, `${addressOf(place)}?kabar=wording_dropped`)
}
