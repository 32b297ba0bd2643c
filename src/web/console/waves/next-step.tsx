import type { Child } from 'hono/jsx'
import type { Approval } from '../../../approvals/approvals.ts'
import { formatInstant } from '../../../kernel/wib.ts'
import { formOfRules } from '../../../waves/draw/draw-rules.ts'
import { formInWords } from '../../../waves/draw/value-form-rules.ts'
import * as parts from '../../parts/parts.ts'
import type { Target } from '../../site/link.ts'
import { ApprovalButtons, FactList, Resting } from '../approvals-page.tsx'
import { words } from '../console-words.ts'
import { type Desk, offers, type WaveOnDesk } from '../desk.ts'

/** What comes next for a wave, as a button for whoever may press it. */
export function NextStep({ desk, at }: { desk: Desk; at: WaveOnDesk }) {
  const said = words[desk.language]
  return (
    <section class="panel stack">
      <h2>{said.next}</h2>
      {at.running ? <p>{said.running}</p> : <Step desk={desk} at={at} />}
    </section>
  )
}

function Step({ desk, at }: { desk: Desk; at: WaveOnDesk }) {
  const said = words[desk.language]
  const { wave, draw } = at
  const base = `/konsol/gelombang/${wave.waveId}` as const
  const byDraw = draw.rules !== undefined
  switch (wave.status) {
    case 'planned':
      if (draw.recipients) return <Grant desk={desk} at={at} />
      return (
        <>
          {byDraw ? (
            <ByTwo desk={desk} at={at} act="open_wave" to={`${base}/buka`} label={said.requestOpen} />
          ) : (
            ''
          )}
          {offers(desk, 'run_waves') ? (
            <parts.LinkButton href={`${base}/aturan`} look={byDraw ? 'second' : 'first'}>
              {byDraw ? said.commitAgain : said.commit}
            </parts.LinkButton>
          ) : (
            ''
          )}
        </>
      )
    case 'open':
      return <Do desk={desk} to={`${base}/tutup`} label={said.close} why={said.closeText} />
    case 'closed':
      if (draw.listRoot === undefined)
        return <Do desk={desk} to={`${base}/tutup`} label={said.close} why={said.closeText} />
      if (draw.publicValue === undefined) return <PublicValue desk={desk} at={at} />
      return <ByTwo desk={desk} at={at} act="run_draw" to={`${base}/undi`} label={said.requestRun} />
    case 'drawn':
      if (!byDraw) return <Grant desk={desk} at={at} />
      return <Do desk={desk} to={`${base}/umumkan`} label={said.announce} why={said.announceText} />
    case 'announced':
      return <Grant desk={desk} at={at} />
    case 'notified':
      return <p>{said.allDone}</p>
    case 'cancelled':
      return <p>{said.statuses.cancelled}</p>
  }
}

/** The cards of a wave: asked for by one, approved by another; what broke off is gone on with. */
function Grant({ desk, at }: { desk: Desk; at: WaveOnDesk }) {
  const said = words[desk.language]
  const to = `/konsol/gelombang/${at.wave.waveId}/beri-tahu` as const
  const waiting = at.waiting.find(({ act }) => act === 'grant_cards')
  if (waiting) return <Waiting desk={desk} at={at} waiting={waiting} />
  if (at.wave.grantBegun) return <Do desk={desk} to={to} label={said.resume} why={said.notifyText} />
  return <Do desk={desk} to={to} label={said.requestGrant} why={said.grantText} />
}

/** A step that one person takes. */
function Do(props: { desk: Desk; to: Target; label: string; why: string; children?: Child }) {
  return (
    <>
      <p>{props.why}</p>
      {offers(props.desk, 'run_waves') ? (
        <parts.Form action={props.to} plain>
          <parts.Button>{props.label}</parts.Button>
        </parts.Form>
      ) : (
        ''
      )}
    </>
  )
}

/** A step that two people take: the first one asks, the second one approves, and with that it is done. */
export function ByTwo(props: {
  desk: Desk
  at: Pick<WaveOnDesk, 'waiting' | 'name'>
  act: string
  to: Target
  label: string
  /** of the field for the reason, where a page has two such forms: a name is an id, too */
  reasonName?: string
  /** what else is asked for */
  children?: Child
}) {
  const { desk, at } = props
  const said = words[desk.language]
  const waiting = at.waiting.find(({ act }) => act === props.act)
  if (waiting) return <Waiting desk={desk} at={at} waiting={waiting} />
  if (!offers(desk, 'run_waves')) return <p>{props.label}</p>
  return (
    <parts.Form action={props.to}>
      {props.children}
      <parts.Field name={props.reasonName ?? 'reason'} label={said.reason} maxlength={500} optional />
      <parts.Button>{props.label}</parts.Button>
    </parts.Form>
  )
}

function Waiting(props: { desk: Desk; at: Pick<WaveOnDesk, 'name'>; waiting: Approval }) {
  const { desk, at, waiting } = props
  const said = words[desk.language]
  return (
    <>
      <Resting desk={desk} />
      <p>
        {said.waitsForSecond(at.name(waiting.requestedBy), formatInstant(waiting.requestedAt, desk.language))}
      </p>
      {waiting.reason ? (
        <p>
          {said.reason}: {waiting.reason}
        </p>
      ) : (
        ''
      )}
      <FactList facts={waiting.facts} language={desk.language} />
      <ApprovalButtons desk={desk} approval={waiting} />
    </>
  )
}

function PublicValue({ desk, at }: { desk: Desk; at: WaveOnDesk }) {
  const said = words[desk.language]
  const { wave, draw, value: entered } = at
  const form = formOfRules(draw.rules)
  const own = entered?.enteredBy === desk.actor.actor
  return (
    <>
      <p>{said.valueText(draw.valueName ?? '')}</p>
      <p class="small muted">
        {said.valueFrom}: {draw.valueFrom ? formatInstant(draw.valueFrom, desk.language) : ''}
      </p>
      {entered ? (
        <parts.Notice tone="info" title={said.valueWaits}>
          <p>
            {said.valueEntered(at.name(entered.enteredBy), formatInstant(entered.enteredAt, desk.language))}
          </p>
          <p>{own ? said.valueOthersTurn : said.valueYourTurn}</p>
        </parts.Notice>
      ) : (
        ''
      )}
      {offers(desk, 'run_waves') && !own ? (
        <parts.Form action={`/konsol/gelombang/${wave.waveId}/nilai`}>
          <parts.Field
            name="value"
            label={said.publicValue}
            hint={form ? said.valueWrittenAs(formInWords(form, desk.language)) : undefined}
            maxlength={200}
            autocomplete="off"
          />
          <parts.Button>{said.enterValue}</parts.Button>
        </parts.Form>
      ) : (
        ''
      )}
    </>
  )
}
