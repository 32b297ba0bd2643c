import { formatRupiah } from '../../../kernel/rupiah.ts'
import { inWib } from '../../../lists/csv-text.ts'
import { listBankAccounts } from '../../../money/bank/bank-accounts.ts'
import { computeRun } from '../../../money/runs/compute-run.ts'
import { listRuns, notGathered, type Run } from '../../../money/runs/runs.ts'
import { field } from '../../http/form-fields.ts'
import * as parts from '../../parts/parts.ts'
import { paymentWords } from '../../payments/payment-words.ts'
import { ask, form } from '../../site/form.tsx'
import { goTo } from '../../site/link.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { csvAnswer, wantsCsv } from '../csv.ts'
import { actorNames, consolePage, instant, type Shown, whole } from '../page.tsx'
import { sentence } from '../refusal-words.ts'

interface BankOption {
  readonly bankAccountId: number
  readonly bic: string
  readonly number: string
}

const computeForm = (accounts: readonly BankOption[]) =>
  form((language) => ({
    rekening:
      accounts.length > 1
        ? ask.select(
            field.whole(1, 1_000_000_000),
            paymentWords[language].payFrom,
            accounts.map(({ bankAccountId, bic, number }) => ({
              value: String(bankAccountId),
              label: `${bic} ${number}`,
            })),
          )
        : ask.none,
  }))

/** `/konsol/keuangan/pembayaran`: the runs, what is payable and in none, and the button that computes the next. */
export async function runsPage(request: ConsoleRequest, shown: Shown = {}): Promise<Response> {
  const { ctx, language, deps } = request
  const said = paymentWords[language]
  const [runs, open, accounts] = await Promise.all([
    listRuns(ctx.db),
    notGathered(ctx.db, { withSandbox: deps.sandbox }),
    listBankAccounts(ctx.db),
  ])
  if (wantsCsv(request.c)) return runsFile(request, runs)
  const name = await actorNames(
    request,
    runs.map(({ madeBy }) => madeBy),
  )
  const live = runs.some(({ state }) => state === 'computed' || state === 'approved')
  return consolePage(
    request,
    { title: said.payments, csv: true, ...shown },
    <>
      <p class="lead">{said.lead}</p>
      {open.map(({ because, amount, entries }) => (
        <p>{notes(said)[because](formatRupiah(Number(amount)), whole(entries, language))}</p>
      ))}
      {offers(request, 'run_money') && !live ? (
        <section class="panel stack">
          <h2>{said.compute}</h2>
          <p>{said.computeLead}</p>
          <parts.Form action="/konsol/keuangan/pembayaran" button={said.compute}>
            {computeForm(accounts).fields(request.c, shown)}
          </parts.Form>
        </section>
      ) : (
        ''
      )}
      {runs.length === 0 ? <p>{said.noRuns}</p> : <Runs runs={runs} name={name} language={language} />}
    </>,
  )
}

type Said = (typeof paymentWords)['id']
const notes = (said: Said) => ({
  on_hold: said.heldBack,
  evidence_missing: said.noEvidence,
  next_run: said.nextRun,
})

const runTones = {
  computed: 'warning',
  approved: 'warning',
  exported: 'waiting',
  answered: 'waiting',
  closed: 'success',
  withdrawn: 'quiet',
} as const

/** Where a run stands, in words. */
export function RunTag(props: { state: Run['state']; empty: boolean; language: ConsoleRequest['language'] }) {
  const { state, empty, language } = props
  const said = paymentWords[language]
  if (state === 'computed' && empty)
    return <parts.StatusTag tone="quiet">{said.nothingReady}</parts.StatusTag>
  return <parts.StatusTag tone={runTones[state]}>{said.runStates[state]}</parts.StatusTag>
}

function Runs(props: {
  runs: readonly Run[]
  name: (actor: string) => string
  language: ConsoleRequest['language']
}) {
  const { runs, name, language } = props
  const said = paymentWords[language]
  return (
    <parts.Table
      caption={said.payments}
      captionHidden
      columns={[
        { label: said.run },
        { label: said.asOf },
        { label: said.state },
        { label: said.amount, right: true },
        { label: said.lines, right: true },
        { label: said.waiting, right: true },
        { label: said.paid, right: true },
        { label: said.refused, right: true },
        { label: said.by },
      ]}
      rows={runs.map((run) => [
        <a href={`/konsol/keuangan/pembayaran/${run.runId}`}>{run.runId}</a>,
        instant(run.asOf, language),
        <RunTag state={run.state} empty={run.lines === 0} language={language} />,
        formatRupiah(Number(run.amount)),
        whole(run.lines, language),
        whole(run.waiting, language),
        whole(run.paid, language),
        whole(run.back, language),
        name(run.madeBy),
      ])}
    />
  )
}

function runsFile({ c }: ConsoleRequest, runs: readonly Run[]): Response {
  const head = ['run', inWib('as_of'), 'state', 'rupiah', 'lines', 'waiting', 'paid', 'refused']
  return csvAnswer(
    c,
    'pembayaran',
    head,
    runs.map((run) => [
      run.runId,
      run.asOf,
      run.state,
      Number(run.amount),
      run.lines,
      run.waiting,
      run.paid,
      run.back,
    ]),
  )
}

/** Computes the next run, and leads to it. */
export async function submitCompute(request: ConsoleRequest): Promise<Response> {
  const accounts = await listBankAccounts(request.ctx.db)
  const answers = await computeForm(accounts).read(request.c)
  if (!answers.ok) return runsPage(request, answers)
  const bankAccountId = answers.values.rekening
  const made = await computeRun(
    request.ctx,
    { bankAccountId, withSandbox: request.deps.sandbox },
    request.actor,
  )
  if (!made.ok) return runsPage(request, { problem: sentence(request.language, made) })
  return goTo(request.c, `/konsol/keuangan/pembayaran/${made.value.runId}?kabar=computed`)
}
