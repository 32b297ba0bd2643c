import type { Child } from 'hono/jsx'
import type { Approval } from '../../../approvals/approvals.ts'
import { formatInstant } from '../../../kernel/wib.ts'
import { formOfRules } from '../../../waves/draw/draw-rules.ts'
import { formInWords } from '../../../waves/draw/value-form-rules.ts'
import * as parts from '../../parts/parts.ts'
import type { Target } from '../../site/link.ts'
import { ApprovalButtons, FactList, Resting } from '../approvals/approvals-page.tsx'
import { type ConsoleRequest, offers, type ShownWave } from '../console-request.ts'
import { words } from '../console-words.ts'

/** What comes next for a wave, as a button for whoever may press it. */
export function NextStep({ request, at }: { request: ConsoleRequest; at: ShownWave }) {
  const said = words[request.language]
  if (at.wave.status === 'notified' && !at.running) return <p>{said.allDone}</p>
  return (
    <section class="panel stack">
      <h2>{said.next}</h2>
      {at.running ? <p>{said.running}</p> : <Step request={request} at={at} />}
    </section>
  )
}

function Step({ request, at }: { request: ConsoleRequest; at: ShownWave }) {
  const said = words[request.language]
  const { wave, draw } = at
  const base = `/konsol/gelombang/${wave.waveId}` as const
  const byDraw = draw.rules !== undefined
  switch (wave.status) {
    case 'planned':
      if (draw.recipients) return <Grant request={request} at={at} />
      return (
        <>
          {byDraw ? (
            <ByTwo request={request} at={at} act="open_wave" to={`${base}/buka`} label={said.requestOpen} />
          ) : (
            ''
          )}
          {offers(request, 'run_waves') ? (
            <parts.LinkButton href={`${base}/aturan`} look={byDraw ? 'second' : 'first'}>
              {byDraw ? said.commitAgain : said.commit}
            </parts.LinkButton>
          ) : (
            ''
          )}
        </>
      )
    case 'open':
      return <Do request={request} to={`${base}/tutup`} label={said.close} why={said.closeText} />
    case 'closed':
      if (draw.listRoot === undefined)
        return <Do request={request} to={`${base}/tutup`} label={said.close} why={said.closeText} />
      if (draw.publicValue === undefined) return <PublicValue request={request} at={at} />
      return <ByTwo request={request} at={at} act="run_draw" to={`${base}/undi`} label={said.requestRun} />
    case 'drawn':
      if (!byDraw) return <Grant request={request} at={at} />
      return <Do request={request} to={`${base}/umumkan`} label={said.announce} why={said.announceText} />
    case 'announced':
      return <Grant request={request} at={at} />
    case 'notified':
      return <p>{said.allDone}</p>
    case 'cancelled':
      return <p>{said.statuses.cancelled}</p>
  }
}

/** The cards of a wave: asked for by one, approved by another; what broke off is gone on with. */
function Grant({ request, at }: { request: ConsoleRequest; at: ShownWave }) {
  const said = words[request.language]
  const to = `/konsol/gelombang/${at.wave.waveId}/beri-tahu` as const
  const waiting = at.waiting.find(({ act }) => act === 'grant_cards')
  if (waiting) return <Waiting request={request} at={at} waiting={waiting} />
  if (at.wave.grantBegun) return <Do request={request} to={to} label={said.resume} why={said.notifyText} />
  return <Do request={request} to={to} label={said.requestGrant} why={said.grantText} />
}

/** A step that one person takes. */
function Do(props: { request: ConsoleRequest; to: Target; label: string; why: string; children?: Child }) {
  return (
    <>
      <p>{props.why}</p>
      {offers(props.request, 'run_waves') ? (
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
  request: ConsoleRequest
  at: Pick<ShownWave, 'waiting' | 'name'>
  act: string
  to: Target
  label: string
  /** of the field for the reason, where a page has two such forms: a name is an id, too */
  reasonName?: string
  /** ... and what it is called there */
  reasonLabel?: string
  /** how its button looks, where it is not the one that comes next: as what takes something away, or as one of some */
  look?: 'danger' | 'second'
  /** what else is asked for */
  children?: Child
}) {
  const { request, at } = props
  const said = words[request.language]
  const waiting = at.waiting.find(({ act }) => act === props.act)
  if (waiting) return <Waiting request={request} at={at} waiting={waiting} />
  if (!offers(request, 'run_waves')) return <p>{props.label}</p>
  return (
    <parts.Form action={props.to}>
      {props.children}
      <parts.Field
        name={props.reasonName ?? 'reason'}
        label={props.reasonLabel ?? said.reason}
        maxlength={500}
        optional={props.reasonLabel === undefined}
      />
      <parts.Button {...(props.look && { look: props.look })}>{props.label}</parts.Button>
    </parts.Form>
  )
}

function Waiting(props: { request: ConsoleRequest; at: Pick<ShownWave, 'name'>; waiting: Approval }) {
  const { request, at, waiting } = props
  const said = words[request.language]
  return (
    <>
      <Resting request={request} />
      <p>
        {said.waitsForSecond(
          at.name(waiting.requestedBy),
          formatInstant(waiting.requestedAt, request.language),
        )}
      </p>
      {waiting.reason ? (
        <p>
          {said.reason}: {waiting.reason}
        </p>
      ) : (
        ''
      )}
      <FactList facts={waiting.facts} language={request.language} />
      <ApprovalButtons request={request} approval={waiting} />
    </>
  )
}

function PublicValue({ request, at }: { request: ConsoleRequest; at: ShownWave }) {
  const said = words[request.language]
  const { wave, draw, value: entered } = at
  const form = formOfRules(draw.rules)
  const own = entered?.enteredBy === request.actor.actor
  return (
    <>
      <p>{said.valueText(draw.valueName ?? '')}</p>
      <p class="small muted">
        {said.valueFrom}: {draw.valueFrom ? formatInstant(draw.valueFrom, request.language) : ''}
      </p>
      {entered ? (
        <parts.Notice tone="info" title={said.valueWaits}>
          <p>
            {said.valueEntered(
              at.name(entered.enteredBy),
              formatInstant(entered.enteredAt, request.language),
            )}
          </p>
          <p>{own ? said.valueOthersTurn : said.valueYourTurn}</p>
        </parts.Notice>
      ) : (
        ''
      )}
      {offers(request, 'run_waves') && !own ? (
        <parts.Form action={`/konsol/gelombang/${wave.waveId}/nilai`}>
          <parts.Field
            name="value"
            label={said.publicValue}
            hint={form ? said.valueWrittenAs(formInWords(form, request.language)) : undefined}
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
