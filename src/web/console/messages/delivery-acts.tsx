import { sendAgain } from '../../../messages/delivery/send-again.ts'
import { endParked } from '../../../messages/outbox/parked.ts'
import { errorPage } from '../../http/errors.tsx'
import { readForm } from '../../http/forms.ts'
import { goTo } from '../../site/link.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { onceMore, wasAskedOnceMore } from '../parts/once-more.tsx'
import { sentence } from '../refusal-words.ts'
import { deliveryPage } from './delivery-page.tsx'
import { deliveryWords } from './delivery-words.ts'

/** Sends one message again: once, whoever clicks twice. */
export async function submitAgain(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, actor, language, deps } = request
  const which = await messageOf(request)
  if (!which) return errorPage(c, 404)
  const sent = which.parked
    ? await endParked(ctx, 'resend', { ids: [which.messageId] }, actor)
    : await sendAgain(ctx, which, actor)
  if (!sent.ok) return deliveryPage(request, { problem: sentence(language, sent) })
  deps.onMessages()
  return goTo(c, '/konsol/pesan/kiriman?kabar=sent_again')
}

/** Gives a parked message up, asked once more: its text is gone with it. */
export async function submitDrop(request: ConsoleRequest): Promise<Response> {
  const { c, ctx, actor, language } = request
  const which = await messageOf(request)
  if (!which) return errorPage(c, 404)
  const { drop, dropText } = deliveryWords[language]
  if (!(await wasAskedOnceMore(request)))
    return onceMore(
      request,
      { label: drop, action: '/konsol/pesan/kiriman/hentikan', back: '/konsol/pesan/kiriman?keadaan=parked' },
      <p class="lead">{dropText}</p>,
    )
  const dropped = await endParked(ctx, 'drop', { ids: [which.messageId] }, actor)
  if (!dropped.ok) return deliveryPage(request, { problem: sentence(language, dropped) })
  return goTo(c, '/konsol/pesan/kiriman?kabar=message_given_up')
}

async function messageOf({ c }: ConsoleRequest) {
  const typed = await readForm(c)
  const [cardId = '', messageId = ''] = ['kartu', 'kiriman'].map((name) => String(typed.get(name) ?? ''))
  const known = [cardId, messageId].every((id) => /^\d{1,18}$/.test(id))
  return known ? { cardId, messageId, parked: typed.get('tertahan') === 'ya' } : undefined
}
