import { formatRupiah } from '../../../kernel/rupiah.ts'
import { waveFunnel } from '../../../waves/wave-funnel.ts'
import type { Wave } from '../../../waves/waves.ts'
import { yearRules } from '../../../years/years.ts'
import { readForm } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import type { ConsoleRequest } from '../console-request.ts'
import { words } from '../console-words.ts'
import { consolePage, whole } from '../page.tsx'

/** What is asked once more: its address below the wave's, and whether it takes a reason for the second person. */
const asked = {
  close: { path: 'tutup', reason: false },
  announce: { path: 'umumkan', reason: false },
  grant: { path: 'beri-tahu', reason: true },
  resume: { path: 'beri-tahu', reason: false },
} as const

/** Whether the form comes from the page that asks once more. */
export async function isConfirmed({ c }: ConsoleRequest): Promise<boolean> {
  return (await readForm(c)).get('pasti') === 'ya'
}

/** Asks once more before what cannot be taken back: what will happen, to how many, worth how much. */
export async function confirmPage(
  request: ConsoleRequest,
  wave: Wave,
  what: keyof typeof asked,
): Promise<Response> {
  const { ctx, language } = request
  const said = words[language]
  const { joined, takenOut } = await waveFunnel(ctx.db, wave.waveId)
  const { grantRupiah } = await yearRules(ctx.db, wave.year)
  const people = {
    close: joined - takenOut,
    announce: wave.recipients,
    grant: wave.recipients - wave.notified,
    resume: wave.recipients - wave.notified,
  }[what]
  const seats = what === 'close' ? wave.quota : people
  const { path, reason } = asked[what]
  const label = { close: said.close, announce: said.announce, grant: said.requestGrant, resume: said.resume }[
    what
  ]
  const why = {
    close: said.closeText,
    announce: said.announceText,
    grant: said.grantText,
    resume: said.notifyText,
  }[what]
  return consolePage(
    request,
    { title: said.sure(label) },
    <>
      <p class="lead">
        {said.waveOf(String(wave.number), String(wave.year))}. {why}
      </p>
      <parts.SummaryList
        rows={[
          { label: said.people, value: whole(people, language) },
          ...(what === 'close' ? [{ label: said.quota, value: whole(seats, language) }] : []),
          { label: said.worth, value: formatRupiah(seats * grantRupiah) },
        ]}
      />
      <parts.Form action={`/konsol/gelombang/${wave.waveId}/${path}`}>
        <input type="hidden" name="pasti" value="ya" />
        {reason ? <parts.Field name="reason" label={said.reason} maxlength={500} optional /> : ''}
        <parts.Button>{said.yes(label)}</parts.Button>
      </parts.Form>
      <p>
        <a href={`/konsol/gelombang/${wave.waveId}`}>{said.no}</a>
      </p>
    </>,
  )
}
