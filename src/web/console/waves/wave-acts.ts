import { approvedActs, type PerformedAct } from '../../../acts/acts-of-two.ts'
import { requestApproval, type TwoPersonAct } from '../../../approvals/approvals.ts'
import type { Facts } from '../../../journal/facts.ts'
import { closeWave } from '../../../waves/close-wave.ts'
import { announceDraw } from '../../../waves/draw/announce-draw.ts'
import { enterPublicValue } from '../../../waves/draw/enter-public-value.ts'
import { grantCardsAct } from '../../../waves/grant-cards.ts'
import { waveFunnel } from '../../../waves/wave-funnel.ts'
import type { Wave } from '../../../waves/waves.ts'
import { errorPage } from '../../http/errors.tsx'
import { readForm } from '../../http/forms.ts'
import { goTo } from '../../site/link.ts'
import { begin } from '../approvals/perform-approved.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { sentence } from '../refusal-words.ts'
import { confirmPage, isConfirmed } from './confirm-page.tsx'
import { extendForm, extendReason } from './wave-deadline.tsx'
import { waveOf } from './wave-of.ts'
import { wavePage } from './wave-page.tsx'

type Refused = Parameters<typeof sentence>[1]

/** Asks for an act of two people: this is the first one. */
const ask =
  (name: PerformedAct, facts: Facts = {}) =>
  (request: ConsoleRequest) =>
    onWave(request, async ({ waveId }) => {
      const act = await approvedActs[name].wanted(request.ctx, waveId, facts)
      return act.ok ? asked(request, act.value!) : act
    })

async function asked(request: ConsoleRequest, act: TwoPersonAct): Promise<string | Refused> {
  const form = await readForm(request.c)
  const reason = (form.get('reason') ?? form.get(extendReason) ?? '').trim().slice(0, 500)
  const outcome = await requestApproval(request.ctx, act, request.actor, reason)
  return outcome.ok ? 'asked' : outcome
}

export const askToOpen = ask('open_wave')
export const askToDraw = ask('run_draw')
export const askToHold = ask('hold_sweep')
export const askToRelease = ask('release_sweep')

/** Asks for a later deadline. */
export async function askToExtend(request: ConsoleRequest): Promise<Response> {
  const answers = await extendForm.read(request.c)
  if (!answers.ok) return wavePage(request, { problem: answers.problems[0]?.message })
  return ask('extend_deadline', answers.values)(request)
}

/** Closes the wave; asks once more before, with how many people that is final for. */
export function submitClose(request: ConsoleRequest): Promise<Response> {
  const { ctx, actor, deps } = request
  return onWave(request, async (wave) => {
    if (!(await isConfirmed(request))) return confirmPage(request, wave, 'close')
    const { waveId } = wave
    const { joined, takenOut } = await waveFunnel(ctx.db, waveId)
    const begun = await deps.tasks.start(
      {
        kind: 'close_wave',
        subject: `wave:${waveId}`,
        async run(progress) {
          const closed = await closeWave(ctx, waveId, {
            actor,
            onProgress: ({ listed }) => progress(listed, Math.max(listed, joined - takenOut)),
          })
          return closed.ok ? { ok: true, value: { ...closed.value } } : closed
        },
      },
      actor,
    )
    return begun.ok ? 'started' : begun
  })
}

/** Asks for the grant of the cards of a wave, once more before; goes on with one that was approved and broke off. */
export function submitNotify(request: ConsoleRequest): Promise<Response> {
  return onWave(request, async (wave) => {
    const act = await grantCardsAct(request.ctx.db, wave.waveId)
    if (!act.ok) return act
    if (!(await isConfirmed(request))) return confirmPage(request, wave, act.value ? 'grant' : 'resume')
    if (act.value) return asked(request, act.value)
    const begun = await begin(request, 'grant_cards', wave.waveId)
    return begun.ok ? 'started' : begun
  })
}

export function submitValue(request: ConsoleRequest): Promise<Response> {
  return onWave(request, async ({ waveId }) => {
    const typed = (await readForm(request.c)).get('value') ?? ''
    const entered = await enterPublicValue(request.ctx, waveId, typed, request.actor)
    return entered.ok ? (entered.value.agreed ? 'agreed' : 'entered') : entered
  })
}

/** Announces the result; asks once more before, with how many people it is told to and what they will get. */
export function submitAnnounce(request: ConsoleRequest): Promise<Response> {
  return onWave(request, async (wave) => {
    if (!(await isConfirmed(request))) return confirmPage(request, wave, 'announce')
    const announced = await announceDraw(request.ctx, wave.waveId, request.actor)
    return announced.ok ? 'announced' : announced
  })
}

/** Acts on the wave of the address; then shows it with the news, or with why not; or what is to be confirmed first. */
async function onWave(
  request: ConsoleRequest,
  act: (wave: Wave) => Promise<string | Refused | Response>,
): Promise<Response> {
  const wave = await waveOf(request)
  if (!wave) return errorPage(request.c, 404)
  const came = await act(wave)
  if (came instanceof Response) return came
  if (typeof came === 'string') return goTo(request.c, `/konsol/gelombang/${wave.waveId}?kabar=${came}`)
  return wavePage(request, { problem: sentence(request.language, came) })
}
