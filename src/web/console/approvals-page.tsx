import { approvedAct, takesOf } from '../../acts/acts-of-two.ts'
import {
  type Approval,
  type ApprovalRefusal,
  approve,
  waitingApprovals,
  withdrawApproval,
} from '../../approvals/approvals.ts'
import type { Outcome } from '../../kernel/refusal.ts'
import { formatInstant } from '../../kernel/wib.ts'
import { inWib } from '../../lists/csv-text.ts'
import { listWaves, type Wave } from '../../waves/waves.ts'
import { readForm } from '../http/forms.ts'
import * as parts from '../parts/parts.ts'
import { goTo } from '../site/link.ts'
import { factLines } from '../words/facts.ts'
import { words } from './console-words.ts'
import { csvAnswer, wantsCsv } from './csv.ts'
import { type Desk, offers } from './desk.ts'
import { actorNames, consolePage, instant, type Shown } from './page.tsx'
import { performApproved } from './perform-approved.ts'
import { sentence } from './refusal-words.ts'

/** `/konsol/persetujuan`: what waits for a second person, who asked for it and why, and what exactly. */
export async function approvalsPage(desk: Desk, shown: Shown = {}): Promise<Response> {
  const said = words[desk.language]
  const waiting = await waitingApprovals(desk.ctx.db)
  const name = await actorNames(
    desk,
    waiting.flatMap(({ requestedBy, approvedBy }) => [requestedBy, approvedBy]),
  )
  if (wantsCsv(desk.c))
    return csvAnswer(
      desk.c,
      'persetujuan',
      ['id', 'act', 'subject', 'requested_by', inWib('requested_at'), 'approved_by', 'reason', 'facts'],
      waiting.map((it) => [
        it.approvalId,
        it.act,
        it.subject,
        name(it.requestedBy),
        it.requestedAt,
        it.approvedBy && name(it.approvedBy),
        it.reason,
        JSON.stringify(it.facts),
      ]),
    )
  return consolePage(
    desk,
    { title: said.approvals, csv: true, ...shown },
    <>
      <Resting desk={desk} />
      {waiting.length === 0 ? (
        <parts.EmptyState title={said.nothingWaits}>
          <p>{said.nothingWaitsText}</p>
        </parts.EmptyState>
      ) : (
        <ApprovalTable desk={desk} waiting={waiting} name={name} waves={await listWaves(desk.ctx.db)} />
      )}
    </>,
  )
}

/** Says from when on whoever looks may be one of the two, while their factors or their address are new. */
export function Resting({ desk }: { desk: Desk }) {
  const { decidesFrom } = desk.staff
  if (!decidesFrom || decidesFrom <= desk.ctx.clock.now()) return ''
  return (
    <parts.Notice tone="warning">
      <p>{words[desk.language].resting(formatInstant(decidesFrom, desk.language))}</p>
    </parts.Notice>
  )
}

/** The table of what waits, with the buttons that whoever looks may press. */
export function ApprovalTable(props: {
  desk: Desk
  waiting: readonly Approval[]
  name: (actor: string) => string
  waves: readonly Wave[]
}) {
  const { desk, waiting, name, waves } = props
  const { language } = desk
  const said = words[language]
  return (
    <parts.Table
      caption={said.approvals}
      captionHidden
      columns={[
        { label: said.what },
        { label: said.subject },
        { label: said.askedBy },
        { label: said.askedAt },
        { label: said.reason },
        { label: said.facts },
        { label: said.act },
      ]}
      rows={waiting.map((it) => [
        actName(it.act, language),
        <Subject subject={it.subject} waves={waves} language={language} />,
        name(it.requestedBy),
        instant(it.requestedAt, language),
        it.reason || '-',
        <FactList facts={it.facts} language={language} />,
        <ApprovalButtons desk={desk} approval={it} />,
      ])}
    />
  )
}

/** `wave:3` as people name it, and the way there. */
export function Subject(props: { subject: string; waves: readonly Wave[]; language: Desk['language'] }) {
  const id = /^wave:(\d+)$/.exec(props.subject)?.[1]
  const wave = props.waves.find(({ waveId }) => String(waveId) === id)
  if (!wave) return <span>{props.subject}</span>
  const { waveOf } = words[props.language]
  return <a href={`/konsol/gelombang/${wave.waveId}`}>{waveOf(String(wave.number), String(wave.year))}</a>
}

/** What an act of two people is called. */
function actName(act: string, language: Desk['language']): string {
  return approvedAct(act)?.words[language] ?? act
}

export function ApprovalButtons({ desk, approval }: { desk: Desk; approval: Approval }) {
  const said = words[desk.language]
  const own = approval.requestedBy === desk.actor.actor
  const rests = (desk.staff.decidesFrom ?? desk.ctx.clock.now()) > desk.ctx.clock.now()
  const takes = takesOf(approval.act)
  const mayAsk = offers(desk, takes.first)
  const mayApprove = offers(desk, takes.second) && !own && !rests
  const title = actName(approval.act, desk.language)
  return (
    <div class="stack">
      {own && approval.approvedBy === undefined ? <p class="small">{said.askedByYou}</p> : ''}
      {mayApprove || (approval.approvedBy !== undefined && mayAsk) ? (
        <parts.Form action={`/konsol/persetujuan/${approval.approvalId}/setujui`} plain>
          <parts.Button>{said.approveAnd(title)}</parts.Button>
        </parts.Form>
      ) : (
        ''
      )}
      {mayAsk ? (
        <parts.Form action={`/konsol/persetujuan/${approval.approvalId}/tarik`} plain>
          <parts.Button look="plain">
            {said.withdraw}
            <span class="hidden"> {title}</span>
          </parts.Button>
        </parts.Form>
      ) : (
        ''
      )}
    </div>
  )
}

/** What exactly is to be approved. */
export function FactList({ facts, language }: { facts: Approval['facts']; language: Desk['language'] }) {
  return (
    <ul class="stack small">
      {factLines(facts, language, { whole: true }).map(({ label, value }) => (
        <li class="hash">
          {label.charAt(0).toUpperCase() + label.slice(1)}: {value}
        </li>
      ))}
    </ul>
  )
}

/** Approves what somebody else asked for, with the very facts that were shown, and performs it where the console can. */
export async function submitApprove(desk: Desk): Promise<Response> {
  const waiting = await waitingOne(desk, 'second')
  if (!waiting) return approvalsPage(desk, { problem: words[desk.language].nothingWaits })
  const approved = await approve(desk.ctx, waiting, desk.actor)
  if (!approved.ok) return approvalsPage(desk, { problem: sentence(desk.language, approved) })
  const performed = await performApproved(desk, approved.value)
  if (!performed.ok) return approvalsPage(desk, { problem: sentence(desk.language, performed) })
  return goTo(desk.c, performed.value)
}

export async function submitWithdraw(desk: Desk): Promise<Response> {
  const waiting = await waitingOne(desk, 'first')
  if (!waiting) return approvalsPage(desk, { problem: words[desk.language].nothingWaits })
  const reason = ((await readForm(desk.c)).get('reason') ?? '').trim().slice(0, 500)
  const withdrawn: Outcome<null, ApprovalRefusal> = await withdrawApproval(
    desk.ctx,
    waiting,
    desk.actor,
    reason,
  )
  if (!withdrawn.ok) return approvalsPage(desk, { problem: sentence(desk.language, withdrawn) })
  return goTo(desk.c, '/konsol/persetujuan?kabar=withdrawn')
}

/** What waits under the number of the address, if whoever looks may decide on it. */
async function waitingOne(desk: Desk, as: 'first' | 'second'): Promise<Approval | undefined> {
  const asked = desk.c.req.param('id')
  return (await waitingApprovals(desk.ctx.db)).find(
    ({ approvalId, act }) => approvalId === asked && offers(desk, takesOf(act)[as]),
  )
}
