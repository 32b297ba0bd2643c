import { approvedAct, takesOf } from '../../../acts/acts-of-two.ts'
import {
  type Approval,
  type ApprovalRefusal,
  approve,
  waitingApprovals,
  withdrawApproval,
} from '../../../approvals/approvals.ts'
import { type Outcome, refuse } from '../../../kernel/refusal.ts'
import { formatInstant } from '../../../kernel/wib.ts'
import { listWaves, type Wave } from '../../../waves/waves.ts'
import { readForm } from '../../http/forms.ts'
import * as parts from '../../parts/parts.ts'
import { goTo } from '../../site/link.ts'
import { factLines } from '../../words/facts.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { words } from '../console-words.ts'
import { actorNames, type Shown } from '../page.tsx'
import { Digest } from '../parts/digest.tsx'
import { inCell, type ListColumn, listPage } from '../parts/list-page.tsx'
import { identityWords } from '../person-data/identity-words.ts'
import { sentence } from '../refusal-words.ts'
import { Subject, typedAgainAt } from '../subject.tsx'
import { performApproved } from './perform-approved.ts'

/** `/konsol/persetujuan`: what waits for a second person, who asked for it and why, and what exactly. */
export async function approvalsPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const said = words[request.language]
  const [waiting, waves] = await Promise.all([waitingApprovals(request.ctx.db), listWaves(request.ctx.db)])
  const name = await actorNames(
    request,
    waiting.flatMap(({ requestedBy, approvedBy }) => [requestedBy, approvedBy]),
  )
  return listPage(
    request,
    {
      title: said.approvals,
      place: '/konsol/persetujuan',
      file: 'persetujuan',
      columns: columnsOf({ request, name, waves }),
      rows: waiting,
      before: <Resting request={request} />,
      empty: (
        <parts.EmptyState title={said.nothingWaits}>
          <p>{said.nothingWaitsText}</p>
        </parts.EmptyState>
      ),
    },
    shown,
  )
}

/** Says from when on whoever looks may be one of the two, while their factors or their address are new. */
export function Resting({ request }: { request: ConsoleRequest }) {
  const { decidesFrom } = request.staff
  if (!decidesFrom || decidesFrom <= request.ctx.clock.now()) return ''
  return (
    <parts.Notice tone="warning">
      <p>{words[request.language].resting(formatInstant(decidesFrom, request.language))}</p>
    </parts.Notice>
  )
}

interface Shows {
  readonly request: ConsoleRequest
  readonly name: (actor: string) => string
  readonly waves: readonly Wave[]
}

/** The table of what waits, on another page. */
export function ApprovalTable(props: Shows & { waiting: readonly Approval[] }) {
  const columns = columnsOf(props)
  return (
    <parts.Table
      caption={words[props.request.language].approvals}
      captionHidden
      columns={columns}
      rows={props.waiting.map((it) => columns.map((column) => inCell(column, it, props.request.language)))}
    />
  )
}

/** What waits, with the buttons that whoever looks may press. */
function columnsOf({ request, name, waves }: Shows): ListColumn<Approval>[] {
  const { language } = request
  const said = words[language]
  return [
    { label: said.what, key: 'apa', cell: (it) => actName(it.act, language) },
    {
      label: said.subject,
      cell: (it) => it.subject,
      show: (it) => <Subject subject={it.subject} waves={waves} language={language} />,
    },
    { label: said.askedBy, key: 'oleh', cell: (it) => name(it.requestedBy) },
    { label: said.askedAt, key: 'pada', cell: (it) => it.requestedAt },
    { label: said.reason, cell: (it) => it.reason },
    {
      label: said.facts,
      cell: (it) =>
        factLines(shownFacts(it), language, { whole: true })
          .map(({ label, value }) => `${label}: ${value}`)
          .join('; '),
      show: (it) => <FactList facts={shownFacts(it)} language={language} />,
    },
    { label: said.act, show: (it) => <ApprovalButtons request={request} approval={it} /> },
  ]
}

/** Rules are compared on the page of their year, where each has its name. */
function shownFacts({ act, facts }: Approval): Approval['facts'] {
  const { rules: _, ...others } = facts
  return act === 'begin_year' || act === 'change_year_rules' ? others : facts
}

/** What an act of two people is called. */
function actName(act: string, language: ConsoleRequest['language']): string {
  return approvedAct(act)?.words[language] ?? act
}

export function ApprovalButtons({ request, approval }: { request: ConsoleRequest; approval: Approval }) {
  const said = words[request.language]
  const own = approval.requestedBy === request.actor.actor
  const rests = (request.staff.decidesFrom ?? request.ctx.clock.now()) > request.ctx.clock.now()
  const takes = takesOf(approval.act)
  const mayAsk = offers(request, takes.first)
  const mayApprove = offers(request, takes.second) && !own && !rests
  const title = actName(approval.act, request.language)
  const typed = typedAgainAt(approval)
  return (
    <div class="stack">
      {own && approval.approvedBy === undefined ? <p class="small">{said.askedByYou}</p> : ''}
      {typed ? (
        <p class="small">
          <a href={typed}>{identityWords[request.language].typeAgain}</a>
        </p>
      ) : mayApprove || (approval.approvedBy !== undefined && mayAsk) ? (
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

const isDigest = (value: string) => /^[0-9a-f]{64}$/.test(value)

/** What exactly is to be approved. */
export function FactList({
  facts,
  language,
}: {
  facts: Approval['facts']
  language: ConsoleRequest['language']
}) {
  return (
    <ul class="stack small">
      {factLines(facts, language, { whole: true }).map(({ label, value }) => (
        <li class="hash">
          {label.charAt(0).toUpperCase() + label.slice(1)}:{' '}
          {isDigest(value) ? <Digest value={value} /> : value}
        </li>
      ))}
    </ul>
  )
}

/** Approves what somebody else asked for, with the very facts that were shown, and performs it where the console can. */
export async function submitApprove(request: ConsoleRequest): Promise<Response> {
  const waiting = await waitingOne(request, 'second')
  if (!waiting) return approvalsPage(request, { problem: words[request.language].nothingWaits })
  if (typedAgainAt(waiting))
    return approvalsPage(request, { problem: sentence(request.language, refuse('performed_by_command')) })
  const approved = await approve(request.ctx, waiting, request.actor)
  if (!approved.ok) return approvalsPage(request, { problem: sentence(request.language, approved) })
  const performed = await performApproved(request, approved.value)
  if (!performed.ok) return approvalsPage(request, { problem: sentence(request.language, performed) })
  return goTo(request.c, performed.value)
}

export async function submitWithdraw(request: ConsoleRequest): Promise<Response> {
  const waiting = await waitingOne(request, 'first')
  if (!waiting) return approvalsPage(request, { problem: words[request.language].nothingWaits })
  const reason = ((await readForm(request.c)).get('reason') ?? '').trim().slice(0, 500)
  const withdrawn: Outcome<null, ApprovalRefusal> = await withdrawApproval(
    request.ctx,
    waiting,
    request.actor,
    reason,
  )
  if (!withdrawn.ok) return approvalsPage(request, { problem: sentence(request.language, withdrawn) })
  return goTo(request.c, '/konsol/persetujuan?kabar=withdrawn')
}

/** What waits under the number of the address, if whoever looks may decide on it, or go on with what was approved. */
async function waitingOne(request: ConsoleRequest, as: 'first' | 'second'): Promise<Approval | undefined> {
  const asked = request.c.req.param('id')
  return (await waitingApprovals(request.ctx.db)).find(
    ({ approvalId, act, approvedBy }) =>
      approvalId === asked && offers(request, takesOf(act)[approvedBy === undefined ? as : 'first']),
  )
}
