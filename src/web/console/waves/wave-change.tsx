import { beginningWith } from '../../http/forms.ts'
import { ask, form } from '../../site/form.tsx'
import { type ConsoleRequest, offers, type ShownWave } from '../console-request.ts'
import type { Shown } from '../page.tsx'
import { Act } from '../parts/list-parts.tsx'
import { changeWords } from './change-words.ts'
import { ByTwo } from './next-step.tsx'

/** The field that says why a wave is cancelled. */
export const cancelReason = 'alasan_batal'

/** Number and quota of a wave that nobody can join yet. */
export const changeForm = form((language) => {
  const said = changeWords[language]
  return {
    nomor: ask.whole(1, 999_999_999, said.number),
    kuota: ask.whole(1, 999_999_999, said.quota),
  }
})

/** What becomes of a wave beside its next step: another number or quota while it is planned, and its end before its draw. */
export function WaveChange(props: { request: ConsoleRequest; at: ShownWave; shown: Shown }) {
  const { request, at, shown } = props
  const said = changeWords[request.language]
  const { status, number, quota, waveId } = at.wave
  const base = `/konsol/gelombang/${waveId}` as const
  const before = status === 'planned' || status === 'open' || status === 'closed'
  const changeable = status === 'planned' || (status === 'drawn' && at.draw.rules === undefined)
  if (!offers(request, 'run_waves') || at.draw.publicValue !== undefined) return ''
  return (
    <>
      {changeable ? (
        <Act title={said.change} text={said.changeText} action={`${base}/ubah`} button={said.change}>
          {changeForm.fields(
            request.c,
            beginningWith({ nomor: String(number), kuota: String(quota) }, shown),
          )}
        </Act>
      ) : (
        ''
      )}
      {before ? (
        <section class="panel stack">
          <h2>{said.cancel}</h2>
          <p>{said.cancelText}</p>
          <ByTwo
            request={request}
            at={at}
            act="cancel_wave"
            to={`${base}/batalkan`}
            label={status === 'planned' ? said.cancel : said.askCancel}
            reasonName={cancelReason}
            reasonLabel={said.because}
            look="danger"
          />
        </section>
      ) : (
        ''
      )}
    </>
  )
}
