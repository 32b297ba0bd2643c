import type { WaveHold } from '../../../deadlines/wave-holds.ts'
import { formatInstant } from '../../../kernel/wib.ts'
import { field } from '../../http/form-fields.ts'
import * as parts from '../../parts/parts.ts'
import { ask, form } from '../../site/form.tsx'
import type { ConsoleRequest, ShownWave } from '../console-request.ts'
import { words } from '../console-words.ts'
import { whole } from '../page.tsx'
import { deadlineWords } from './deadline-words.ts'
import { ByTwo } from './next-step.tsx'

/** The field that says why a deadline is to be later: there is another `reason` on the page. */
export const extendReason = 'reason_extend'

/** Until when a deadline is to be later. */
export const extendForm = form((language) => {
  const { until, untilHint: hint } = deadlineWords[language]
  return { until: ask.text(field.date(), until, { hint, type: 'date', short: true }) }
})

/** Why a wave is held, and what waits: on every page that an operator begins with. */
export function HoldNotice({ hold, language }: { hold: WaveHold; language: ConsoleRequest['language'] }) {
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
export function WaveDeadlineSteps({ request, at }: { request: ConsoleRequest; at: ShownWave }) {
  const said = deadlineWords[request.language]
  const base = `/konsol/gelombang/${at.wave.waveId}` as const
  const both = { request, at, look: 'second' } as const
  return (
    <section class="panel stack">
      <h2>{said.title}</h2>
      {at.hold ? <HoldNotice hold={at.hold} language={request.language} /> : <p>{said.holdText}</p>}
      <div class="pair">
        <div class="stack">
          {at.hold ? (
            <ByTwo {...both} act="release_sweep" to={`${base}/lanjutkan`} label={said.release} />
          ) : (
            <ByTwo {...both} act="hold_sweep" to={`${base}/tahan`} label={said.hold} />
          )}
        </div>
        <div class="stack">
          <ByTwo
            {...both}
            act="extend_deadline"
            to={`${base}/undur`}
            label={said.extend}
            reasonName={extendReason}
          >
            {extendForm.fields(request.c)}
          </ByTwo>
        </div>
      </div>
    </section>
  )
}
