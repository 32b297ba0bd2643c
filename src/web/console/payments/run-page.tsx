import { formatRupiah } from '../../../kernel/rupiah.ts'
import { payRunAct, withdrawRun } from '../../../money/runs/approve-run.ts'
import { exportRun, paymentFile } from '../../../money/runs/export-run.ts'
import { runRefusals } from '../../../money/runs/run-refusals.ts'
import { findRun, keyOfLine, type Line, linesOfRun, type Run } from '../../../money/runs/runs.ts'
import { errorPage } from '../../http/errors.tsx'
import * as parts from '../../parts/parts.ts'
import { lineColumns, payeeOf } from '../../payments/line-table.tsx'
import { paymentWords } from '../../payments/payment-words.ts'
import { goTo } from '../../site/link.ts'
import { askForApproval } from '../approvals/ask-for-approval.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { actorNames, instant, type Shown, whole } from '../page.tsx'
import { Digest } from '../parts/digest.tsx'
import { type ListColumn, listPage } from '../parts/list-page.tsx'
import { rowsByKey } from '../parts/list-parts.tsx'
import { sentence } from '../refusal-words.ts'
import { RunTag } from './runs-page.tsx'

/** `/konsol/keuangan/pembayaran/:run`: where a run stands, who approved it, its files and its lines. */
export async function runPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const run = await runOf(request)
  if (!run) return errorPage(request.c, 404)
  const { c, ctx, language } = request
  const said = paymentWords[language]
  const page = await rowsByKey(c, (after, limit) => linesOfRun(ctx.db, run.runId, limit, after), keyOfLine)
  const name = await actorNames(request, [run.madeBy, run.approvedBy, run.secondApprovedBy, run.exportedBy])
  const party: ListColumn<Line> = {
    label: said.party,
    cell: (line) => payeeOf(line, offers(request, 'see_people'), language),
    show: (line) => (
      <a href={`/konsol/keuangan/pembayaran/${run.runId}/${line.paymentId}`}>
        {payeeOf(line, offers(request, 'see_people'), language)}
      </a>
    ),
  }
  return listPage(
    request,
    {
      title: `${said.run} ${run.runId}`,
      place: `/konsol/keuangan/pembayaran/${run.runId}`,
      file: `pembayaran-${run.runId}-baris`,
      columns: [party, ...lineColumns(language)],
      ...page,
      before: (
        <>
          <p>
            <RunTag state={run.state} empty={run.lines === 0} language={language} />
          </p>
          {run.state === 'computed' && run.lines === 0 ? <p>{said.emptyRun}</p> : ''}
          <parts.SummaryList rows={factsOf(request, run, name)} />
          <Steps request={request} run={run} />
          <Files run={run} language={language} />
          <h2>{said.lines}</h2>
        </>
      ),
      after: (
        <p>
          <a href="/konsol/keuangan/pembayaran">{said.payments}</a>
        </p>
      ),
    },
    shown,
  )
}

async function runOf({ c, ctx }: ConsoleRequest): Promise<Run | undefined> {
  const id = c.req.param('run') ?? ''
  return /^[1-9]\d{0,8}$/.test(id) ? findRun(ctx.db, Number(id)) : undefined
}

function factsOf(
  { language }: ConsoleRequest,
  run: Run,
  name: (actor: string) => string,
): parts.SummaryRow[] {
  const said = paymentWords[language]
  const approved = [run.approvedBy, run.secondApprovedBy].filter((one) => one !== undefined).map(name)
  const second = Number(run.amount) >= Number(run.secondFrom) && run.secondApprovalId === undefined
  return [
    { label: said.amount, value: formatRupiah(Number(run.amount)), total: true },
    { label: said.lines, value: whole(run.lines, language) },
    { label: said.waiting, value: whole(run.waiting, language) },
    { label: said.payFrom, value: `${run.holder}, ${run.bic} ${run.number}` },
    { label: said.asOf, value: `${instant(run.asOf, language)}, ${name(run.madeBy)}` },
    ...(approved.length > 0 ? [{ label: said.approvedBy, value: approved.join(', ') }] : []),
    ...(second ? [{ label: said.approvedBy, value: said.needsTwo }] : []),
    ...(run.exportedBy
      ? [
          {
            label: said.runStates.exported,
            value: `${instant(run.exportedAt, language)}, ${name(run.exportedBy)}`,
          },
        ]
      : []),
  ]
}

/** What whoever looks may do with the run now. */
function Steps({ request, run }: { request: ConsoleRequest; run: Run }) {
  if (!offers(request, 'run_money')) return ''
  const said = paymentWords[request.language]
  const at = `/konsol/keuangan/pembayaran/${run.runId}` as const
  const open = run.state === 'computed' || run.state === 'approved'
  return (
    <div class="stack">
      {run.state === 'computed' && run.lines > 0 && !run.approvalId ? (
        <parts.Form action={`${at}/minta`} plain>
          <parts.Button>{said.askApproval}</parts.Button>
        </parts.Form>
      ) : (
        ''
      )}
      {run.state === 'computed' && run.lines > 0 ? (
        <p>
          <a href="/konsol/persetujuan">{said.toApprovals}</a>
        </p>
      ) : (
        ''
      )}
      {run.state === 'approved' ? (
        <section class="panel stack">
          <p>{said.exportLead}</p>
          <parts.Form action={`${at}/kirim`} plain>
            <parts.Button>{said.export}</parts.Button>
          </parts.Form>
        </section>
      ) : (
        ''
      )}
      {open ? (
        <parts.Form action={`${at}/batalkan`} plain>
          <parts.Button look="second">{said.withdraw}</parts.Button>
        </parts.Form>
      ) : (
        ''
      )}
    </div>
  )
}

function Files({ run, language }: { run: Run; language: ConsoleRequest['language'] }) {
  if (!run.painHash || !run.csvHash) return ''
  const said = paymentWords[language]
  const at = `/konsol/keuangan/pembayaran/${run.runId}/berkas` as const
  if (Number(run.amount) === 0) return <p>{runRefusals[language].run_all_netted}</p>
  return (
    <>
      <h2>{said.files}</h2>
      <ul class="stack">
        <li>
          <a href={`${at}/pain.001`}>{said.pain}</a>
          <div class="small">
            {said.hash} <Digest value={run.painHash.toString('hex')} />
          </div>
        </li>
        <li>
          <a href={`${at}/csv`}>{said.csv}</a>
          <div class="small">
            {said.hash} <Digest value={run.csvHash.toString('hex')} />
          </div>
        </li>
      </ul>
    </>
  )
}

/** Asks for the approval of the run: of others than who made it. */
export async function askToPay(request: ConsoleRequest): Promise<Response> {
  const run = await runOf(request)
  if (!run) return errorPage(request.c, 404)
  return askForApproval(request, await payRunAct(request.ctx.db, run.runId), (refused) =>
    runPage(request, refused),
  )
}

/** Orders the run at the bank. */
export async function submitExport(request: ConsoleRequest): Promise<Response> {
  const run = await runOf(request)
  if (!run) return errorPage(request.c, 404)
  const sent = await exportRun(request.ctx, run.runId, request.actor)
  if (!sent.ok) return runPage(request, { problem: sentence(request.language, sent) })
  return goTo(request.c, `/konsol/keuangan/pembayaran/${run.runId}?kabar=exported`)
}

/** Takes a run back that the bank has not seen. */
export async function submitRunWithdrawal(request: ConsoleRequest): Promise<Response> {
  const run = await runOf(request)
  if (!run) return errorPage(request.c, 404)
  const withdrawn = await withdrawRun(request.ctx, run.runId, request.actor)
  if (!withdrawn.ok) return runPage(request, { problem: sentence(request.language, withdrawn) })
  return goTo(request.c, `/konsol/keuangan/pembayaran/${run.runId}?kabar=run_withdrawn`)
}

/** The file for the bank, which whoever may run money downloads. */
export async function runFile(request: ConsoleRequest): Promise<Response> {
  const run = await runOf(request)
  const format = request.c.req.param('format')
  if (!run || (format !== 'pain.001' && format !== 'csv')) return errorPage(request.c, 404)
  const file = await paymentFile(request.ctx, run.runId, format)
  if (!file.ok) return runPage(request, { problem: sentence(request.language, file) })
  return request.c.body(file.value.text, 200, {
    'content-type': format === 'csv' ? 'text/csv; charset=utf-8' : 'application/xml; charset=utf-8',
    'content-disposition': `attachment; filename="${file.value.name}"`,
  })
}
