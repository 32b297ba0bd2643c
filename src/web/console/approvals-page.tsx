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
import { listWaves, type Wave } from '../../waves/waves.ts'
import { readForm } from '../http/forms.ts'
import * as parts from '../parts/parts.ts'
import { paymentWords } from '../payments/payment-words.ts'
import { goTo } from '../site/link.ts'
import { factLines } from '../words/facts.ts'
import { type ConsoleRequest, offers } from './console-request.ts'
import { words } from './console-words.ts'
import { exportsWords } from './exports/exports-words.ts'
import { importsWords } from './lists/imports-words.ts'
import { campaignWords } from './messages/campaign-words.ts'
import { actorNames, type Shown } from './page.tsx'
import { inCell, type ListColumn, listPage } from './parts/list-page.tsx'
import { performApproved } from './perform-approved.ts'
import { sentence } from './refusal-words.ts'
import { yearsWords } from './years/years-words.ts'

/** `/konsol/persetujuan`: what waits for a second person, who asked for it and why, and what exactly. */
export async function approvalsPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const said = words[request.language]
  const waiting = await waitingApprovals(request.ctx.db)
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
      columns: columnsOf({ request, name, waves: await listWaves(request.ctx.db) }),
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

/** `wave:3` as people name it, and the way there. */
export function Subject(props: {
  subject: string
  waves: readonly Wave[]
  language: ConsoleRequest['language']
}) {
  const run = /^run:(\d+)$/.exec(props.subject)?.[1]
  if (run) {
    const { payments } = paymentWords[props.language]
    return <a href={`/konsol/keuangan/pembayaran/${Number(run)}`}>{`${payments} ${run}`}</a>
  }
  const year = /^year:(\d+)$/.exec(props.subject)?.[1]
  if (year) return <a href={`/konsol/tahun/${Number(year)}`}>{yearsWords[props.language].yearTitle(year)}</a>
  const upload = /^upload:(\d+)$/.exec(props.subject)?.[1]
  if (upload)
    return <a href={`/konsol/impor/berkas/${Number(upload)}`}>{importsWords[props.language].file}</a>
  const list = /^import:(\d+)$/.exec(props.subject)?.[1]
  if (list) return <a href={`/konsol/impor/${Number(list)}`}>{importsWords[props.language].toImport(list)}</a>
  const campaign = /^campaign:(\d+)$/.exec(props.subject)?.[1]
  if (campaign)
    return (
      <a href={`/konsol/pesan/kampanye/${Number(campaign)}`}>
        {campaignWords[props.language].title} {campaign}
      </a>
    )
  const exported = /^export:(\d+)$/.exec(props.subject)?.[1]
  if (exported) return <span>{exportsWords[props.language].ofExport(exported)}</span>
  const id = /^wave:(\d+)$/.exec(props.subject)?.[1]
  const wave = props.waves.find(({ waveId }) => String(waveId) === id)
  const { waveOf, everything } = words[props.language]
  if (!wave) return <span>{props.subject === 'programme' ? everything : props.subject}</span>
  return <a href={`/konsol/gelombang/${wave.waveId}`}>{waveOf(String(wave.number), String(wave.year))}</a>
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
          {label.charAt(0).toUpperCase() + label.slice(1)}: {value}
        </li>
      ))}
    </ul>
  )
}

/** Approves what somebody else asked for, with the very facts that were shown, and performs it where the console can. */
export async function submitApprove(request: ConsoleRequest): Promise<Response> {
  const waiting = await waitingOne(request, 'second')
  if (!waiting) return approvalsPage(request, { problem: words[request.language].nothingWaits })
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

/** What waits under the number of the address, if whoever looks may decide on it. */
async function waitingOne(request: ConsoleRequest, as: 'first' | 'second'): Promise<Approval | undefined> {
  const asked = request.c.req.param('id')
  return (await waitingApprovals(request.ctx.db)).find(
    ({ approvalId, act }) => approvalId === asked && offers(request, takesOf(act)[as]),
  )
}
