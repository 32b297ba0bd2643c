import type { WaveHold } from '../../deadlines/wave-holds.ts'
import { formatInstant } from '../../kernel/wib.ts'
import * as parts from '../parts/parts.ts'
import { words } from './console-words.ts'
import { deadlineWords } from './deadline-words.ts'
import type { Desk } from './desk.ts'
import { ByTwo } from './next-step.tsx'
import { whole } from './page.tsx'
import type { WaveOnDesk } from './wave-page.tsx'

/** The field that says why a deadline is to be later: there is another `reason` on the page. */
export const extendReason = 'reason_extend'

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
