import { z } from 'zod'
import { requestApproval, type TwoPersonAct } from '../../approvals/approvals.ts'
import { type ExtendRefusal, extendWaveAct } from '../../deadlines/extend-wave.ts'
import { type HoldRefusal, holdSweepAct, releaseSweepAct, type WaveHold } from '../../deadlines/wave-holds.ts'
import type { Outcome } from '../../kernel/refusal.ts'
import { formatInstant } from '../../kernel/wib.ts'
import { errorPage } from '../http/errors.tsx'
import { field } from '../http/form-fields.ts'
import { parseForm, readForm } from '../http/forms.ts'
import * as parts from '../parts/parts.ts'
import { words } from './console-words.ts'
import { deadlineWords } from './deadline-words.ts'
import type { Desk } from './desk.ts'
import { ByTwo } from './next-step.tsx'
import { whole } from './page.tsx'
import { sentence } from './refusal-words.ts'
import { type WaveOnDesk, waveOf, wavePage } from './wave-page.tsx'

const extendReason = 'reason_extend'

/** Why a wave is held, and what waits: on every page that an operator begins with. */
export function HoldNotice({ hold, language }: { hold: WaveHold; language: Desk['language'] }) {
  const said = deadlineWords[language]
  const wave = words[language].waveOf(String(hold.number), String(hold.year))
  const at = formatInstant(hold.heldAt, language)
  return (
    <parts.Notice tone="warning" title={said.heldTitle(wave)}>
      <p>
        {hold.due === undefined
          ? said.heldByPeople(at)
          : said.stopped(whole(hold.due, language), whole(hold.recipients ?? 0, language), at)}
      </p>
      <p>
        <a href={`/konsol/gelombang/${hold.waveId}`}>{wave}</a>: {said.waiting(whole(hold.waiting, language))}
      </p>
    </parts.Notice>
  )
}

/** What two people may decide about the deadline of a wave whose cards are given out. */
export function WaveDeadlineSteps({ desk, at }: { desk: Desk; at: WaveOnDesk }) {
  const said = deadlineWords[desk.language]
  const base = `/konsol/gelombang/${at.wave.waveId}`
  return (
    <section class="panel stack">
      <h2>{said.title}</h2>
      {at.hold ? (
        <>
          <HoldNotice hold={at.hold} language={desk.language} />
          <ByTwo desk={desk} at={at} act="release_sweep" to={`${base}/lanjutkan`} label={said.release} />
        </>
      ) : (
        <>
          <p>{said.holdText}</p>
          <ByTwo desk={desk} at={at} act="hold_sweep" to={`${base}/tahan`} label={said.hold} />
        </>
      )}
      <ByTwo
        desk={desk}
        at={at}
        act="extend_deadline"
        to={`${base}/undur`}
        label={said.extend}
        reasonName={extendReason}
      >
        <parts.Field name="until" label={said.until} hint={said.untilHint} type="date" short />
      </ByTwo>
    </section>
  )
}

export const askToHold = (desk: Desk) => ask(desk, (waveId) => holdSweepAct(desk.ctx.db, waveId))
export const askToRelease = (desk: Desk) => ask(desk, (waveId) => releaseSweepAct(desk.ctx.db, waveId))

/** Asks for a later deadline: this is the first of two people. */
export async function askToExtend(desk: Desk): Promise<Response> {
  const labels = { until: deadlineWords[desk.language].until }
  const answers = await parseForm(desk.c, z.object({ until: field.date() }), labels)
  if (!answers.ok) return wavePage(desk, { problem: answers.problems[0]?.message })
  const now = desk.ctx.clock.now()
  return ask(desk, (waveId) => extendWaveAct(desk.ctx.db, waveId, answers.values.until, now))
}

async function ask(
  desk: Desk,
  actOf: (waveId: number) => Promise<Outcome<TwoPersonAct, HoldRefusal | ExtendRefusal>>,
): Promise<Response> {
  const wave = await waveOf(desk)
  if (!wave) return errorPage(desk.c, 404)
  const act = await actOf(wave.waveId)
  if (!act.ok) return wavePage(desk, { problem: sentence(desk.language, act) })
  const form = await readForm(desk.c)
  const reason = (form.get('reason') ?? form.get(extendReason) ?? '').trim().slice(0, 500)
  const asked = await requestApproval(desk.ctx, act.value, desk.actor, reason)
  if (!asked.ok) return wavePage(desk, { problem: sentence(desk.language, asked) })
  return desk.c.redirect(`/konsol/gelombang/${wave.waveId}?kabar=asked`, 303)
}
