import { done, type Outcome } from '../../kernel/refusal.ts'
import {
  type Approval,
  type ApprovalRefusal,
  approve,
  type TwoPersonAct,
  waitingApprovals,
  withdrawApproval,
} from '../../programme/approvals/approvals.ts'
import { type ExtendRefusal, extendWave } from '../../programme/deadlines/extend-wave.ts'
import { type HoldRefusal, holdSweep, releaseSweep } from '../../programme/deadlines/wave-holds.ts'
import { runDraw } from '../../programme/draw/run-draw.ts'
import { type OpenRefusal, openWave } from '../../programme/waves/open-wave.ts'
import { listWaves, type Wave } from '../../programme/waves.ts'
import { readForm } from '../http/forms.ts'
import * as parts from '../parts/parts.ts'
import { words } from './console-words.ts'
import { csvAnswer, wantsCsv } from './csv.ts'
import { type Desk, offers } from './desk.ts'
import { actorNames, consolePage, instant, type Shown } from './page.tsx'
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
      ['id', 'act', 'subject', 'requested_by', 'requested_at', 'approved_by', 'reason', 'facts'],
      waiting.map((it) => [
        it.approvalId,
        it.act,
        it.subject,
        name(it.requestedBy),
        it.requestedAt.toISOString(),
        it.approvedBy && name(it.approvedBy),
        it.reason,
        JSON.stringify(it.facts),
      ]),
    )
  return consolePage(
    desk,
    { title: said.approvals, csv: true, ...shown },
    waiting.length === 0 ? (
      <parts.EmptyState title={said.nothingWaits}>
        <p>{said.nothingWaitsText}</p>
      </parts.EmptyState>
    ) : (
      <ApprovalTable desk={desk} waiting={waiting} name={name} waves={await listWaves(desk.ctx.db)} />
    ),
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
        said.approvalActs[it.act] ?? it.act,
        <Subject subject={it.subject} waves={waves} language={language} />,
        name(it.requestedBy),
        instant(it.requestedAt, language),
        it.reason || '-',
        <FactList facts={it.facts} />,
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

export function ApprovalButtons({ desk, approval }: { desk: Desk; approval: Approval }) {
  const said = words[desk.language]
  const own = approval.requestedBy === desk.actor.actor
  const mayApprove = offers(desk, 'approve') && !own
  const title = said.approvalActs[approval.act] ?? approval.act
  return (
    <div class="stack">
      {own && approval.approvedBy === undefined ? <p class="small">{said.askedByYou}</p> : ''}
      {mayApprove || (approval.approvedBy !== undefined && offers(desk, 'run_waves')) ? (
        <parts.Form action={`/konsol/persetujuan/${approval.approvalId}/setujui`} plain>
          <parts.Button>{said.approveAnd(title)}</parts.Button>
        </parts.Form>
      ) : (
        ''
      )}
      {offers(desk, 'run_waves') ? (
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

function FactList({ facts }: { facts: Approval['facts'] }) {
  return (
    <ul class="stack small">
      {Object.entries(facts).map(([key, value]) => (
        <li class="hash">
          {key}: {typeof value === 'string' ? value : JSON.stringify(value)}
        </li>
      ))}
    </ul>
  )
}

/** Approves what somebody else asked for, with the very facts that were shown, and performs it where the console can. */
export async function takeApprove(desk: Desk): Promise<Response> {
  const waiting = await waitingOne(desk)
  if (!waiting) return approvalsPage(desk, { problem: words[desk.language].nothingWaits })
  const approved = await approve(desk.ctx, waiting, desk.actor)
  if (!approved.ok) return approvalsPage(desk, { problem: sentence(desk.language, approved) })
  return performApproved(desk, waiting)
}

/** Performs an approved act: opens the wave, begins the draw, or decides about its deadline. */
export async function performApproved(desk: Desk, { act, subject, facts }: Approval): Promise<Response> {
  const waveId = Number(/^wave:(\d+)$/.exec(subject)?.[1])
  if (act === 'open_wave') {
    const opened: Outcome<null, OpenRefusal> = await openWave(desk.ctx, waveId, desk.actor)
    if (!opened.ok) return approvalsPage(desk, { problem: sentence(desk.language, opened) })
    return desk.c.redirect(`/konsol/gelombang/${waveId}?kabar=opened`, 303)
  }
  if (act === 'run_draw') {
    const begun = await beginDraw(desk, waveId)
    if (!begun.ok) return approvalsPage(desk, { problem: sentence(desk.language, begun) })
    return desk.c.redirect(`/konsol/gelombang/${waveId}?kabar=started`, 303)
  }
  const decided = await performDeadline(desk, { act, subject, facts }, waveId)
  if (!decided) return desk.c.redirect('/konsol/persetujuan?kabar=approved', 303)
  if (!decided.ok) return approvalsPage(desk, { problem: sentence(desk.language, decided) })
  return desk.c.redirect(`/konsol/gelombang/${waveId}?kabar=${decided.value}`, 303)
}

/** What two people decided about the deadline of a wave; the value names the news. Undefined for any other act. */
async function performDeadline(
  { ctx, actor }: Desk,
  { act, facts }: TwoPersonAct,
  waveId: number,
): Promise<Outcome<string, HoldRefusal | ExtendRefusal | ApprovalRefusal> | undefined> {
  const as = async <T,>(
    performed: Promise<Outcome<T, HoldRefusal | ExtendRefusal | ApprovalRefusal>>,
    news: string,
  ) => {
    const came = await performed
    return came.ok ? done(news) : came
  }
  if (act === 'hold_sweep') return as(holdSweep(ctx, waveId, actor), 'held')
  if (act === 'release_sweep') return as(releaseSweep(ctx, waveId, actor), 'released')
  if (act === 'extend_deadline') return as(extendWave(ctx, waveId, String(facts.until), actor), 'extended')
  return undefined
}

function beginDraw({ ctx, deps, actor }: Desk, waveId: number) {
  return deps.tasks.start(
    {
      kind: 'run_draw',
      subject: `wave:${waveId}`,
      async run(progress) {
        const drawn = await runDraw(ctx, waveId, {
          actor,
          onProgress: ({ ranked, applicants }) => progress(ranked, applicants),
        })
        if (!drawn.ok) return drawn
        const { selected, applicants, reserves, struck, result_root } = drawn.value
        return { ok: true, value: { selected, applicants, reserves, struck, result_root } }
      },
    },
    actor,
  )
}

export async function takeWithdraw(desk: Desk): Promise<Response> {
  const waiting = await waitingOne(desk)
  if (!waiting) return approvalsPage(desk, { problem: words[desk.language].nothingWaits })
  const reason = ((await readForm(desk.c)).get('reason') ?? '').trim().slice(0, 500)
  const withdrawn: Outcome<null, ApprovalRefusal> = await withdrawApproval(
    desk.ctx,
    waiting,
    desk.actor,
    reason,
  )
  if (!withdrawn.ok) return approvalsPage(desk, { problem: sentence(desk.language, withdrawn) })
  return desk.c.redirect('/konsol/persetujuan?kabar=withdrawn', 303)
}

async function waitingOne({ c, ctx }: Desk): Promise<Approval | undefined> {
  return (await waitingApprovals(ctx.db)).find(({ approvalId }) => approvalId === c.req.param('id'))
}
