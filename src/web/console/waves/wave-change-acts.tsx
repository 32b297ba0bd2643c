import { approvedActs } from '../../../acts/acts-of-two.ts'
import { changeWave } from '../../../waves/change-wave.ts'
import { errorPage } from '../../http/errors.tsx'
import { readForm } from '../../http/forms.ts'
import { goTo } from '../../site/link.ts'
import { askForApproval } from '../approvals/ask-for-approval.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { onceMore, wasAskedOnceMore } from '../parts/once-more.tsx'
import { sentence } from '../refusal-words.ts'
import { changeWords } from './change-words.ts'
import { cancelReason, changeForm } from './wave-change.tsx'
import { waveOf } from './wave-of.ts'
import { wavePage } from './wave-page.tsx'

/** Gives a wave another number or quota. */
export async function submitChangeWave(request: ConsoleRequest): Promise<Response> {
  const wave = await waveOf(request)
  if (!wave) return errorPage(request.c, 404)
  const answers = await changeForm.read(request.c)
  if (!answers.ok) return wavePage(request, answers)
  const { nomor: number, kuota } = answers.values
  // The seats of an extra wave stand: its form sends them as they are.
  const quota = kuota === wave.quota ? undefined : kuota
  const changed = await changeWave(request.ctx, wave.waveId, { number, quota }, request.actor)
  if (changed.ok) return goTo(request.c, `/konsol/gelombang/${wave.waveId}?kabar=wave_changed`)
  return wavePage(request, { problem: sentence(request.language, changed), typed: answers.typed })
}

/** Cancels a wave that nobody could join, after a second look; asks for it where it was opened. */
export async function submitCancelWave(request: ConsoleRequest): Promise<Response> {
  const wave = await waveOf(request)
  if (!wave) return errorPage(request.c, 404)
  const { ctx, actor, deps, language } = request
  const { wanted, perform } = approvedActs.cancel_wave
  const facts = { because: ((await readForm(request.c)).get(cancelReason) ?? '').trim().slice(0, 500) }
  const again = (problem: string | undefined) => wavePage(request, { problem })
  const act = await wanted(ctx, wave.waveId, facts)
  if (!act.ok) return again(sentence(language, act))
  if (act.value)
    return askForApproval(request, { ok: true, value: act.value }, ({ problem }) => again(problem))
  const said = changeWords[language]
  const at = `/konsol/gelombang/${wave.waveId}` as const
  if (!(await wasAskedOnceMore(request)))
    return onceMore(request, { label: said.cancel, action: `${at}/batalkan`, back: at }, <p>{said.sure}</p>)
  const cancelled = await perform({ ctx, actor, link: deps.link, sandbox: deps.sandbox }, wave.waveId, facts)
  if (!cancelled.ok) return again(sentence(language, cancelled))
  deps.onMessages()
  return goTo(request.c, `${at}?kabar=cancelled`)
}
