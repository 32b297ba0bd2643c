import { formatRupiah } from '../../../kernel/rupiah.ts'
import { listBankAccounts } from '../../../money/bank/bank-accounts.ts'
import { computeRun } from '../../../money/runs/compute-run.ts'
import { listRuns, notGathered, type Run } from '../../../money/runs/runs.ts'
import { field } from '../../http/form-fields.ts'
import * as parts from '../../parts/parts.ts'
import { paymentWords } from '../../payments/payment-words.ts'
import { ask, form } from '../../site/form.tsx'
import { goTo } from '../../site/link.ts'
import { type ConsoleRequest, offers } from '../console-request.ts'
import { actorNames, type Shown, whole } from '../page.tsx'
import { type ListColumn, listPage } from '../parts/list-page.tsx'
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
  const name = await actorNames(
    request,
    runs.map(({ madeBy }) => madeBy),
  )
  const live = runs.some(({ state }) => state === 'computed' || state === 'approved')
  const notGatheredYet = open.map(({ because, amount, entries }) => (
    <p>{notes(said)[because](formatRupiah(Number(amount)), whole(entries, language))}</p>
  ))
  const compute =
    offers(request, 'run_money') && !live ? (
      <section class="panel stack">
        <h2>{said.compute}</h2>
        <p>{said.computeLead}</p>
        <parts.Form action="/konsol/keuangan/pembayaran" button={said.compute}>
          {computeForm(accounts).fields(request.c, shown)}
        </parts.Form>
      </section>
    ) : (
      ''
    )
  return listPage(
    request,
    {
      title: said.payments,
      lead: said.lead,
      place: '/konsol/keuangan/pembayaran',
      file: 'pembayaran',
      columns: columnsOf(language, name),
      rows: runs,
      empty: said.noRuns,
      before: (
        <>
          {notGatheredYet}
          {compute}
        </>
      ),
    },
    shown,
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
  const tone = state === 'computed' && empty ? 'quiet' : runTones[state]
  return <parts.StatusTag tone={tone}>{stateWordOf(state, empty, language)}</parts.StatusTag>
}

function stateWordOf(state: Run['state'], empty: boolean, language: ConsoleRequest['language']): string {
  const said = paymentWords[language]
  return state === 'computed' && empty ? said.nothingReady : said.runStates[state]
}

function columnsOf(language: ConsoleRequest['language'], name: (actor: string) => string): ListColumn<Run>[] {
  const said = paymentWords[language]
  const number = (label: string, key: string, cell: (run: Run) => number) => ({
    label,
    key,
    right: true,
    cell,
  })
  return [
    {
      label: said.run,
      key: 'nomor',
      cell: (run) => run.runId,
      show: (run) => <a href={`/konsol/keuangan/pembayaran/${run.runId}`}>{run.runId}</a>,
    },
    { label: said.asOf, key: 'per', cell: (run) => run.asOf },
    {
      label: said.state,
      key: 'keadaan',
      cell: (run) => stateWordOf(run.state, run.lines === 0, language),
      show: (run) => <RunTag state={run.state} empty={run.lines === 0} language={language} />,
    },
    {
      ...number(said.amount, 'jumlah', (run) => Number(run.amount)),
      show: (run) => formatRupiah(Number(run.amount)),
    },
    number(said.lines, 'baris', (run) => run.lines),
    number(said.waiting, 'menunggu', (run) => run.waiting),
    number(said.paid, 'dibayar', (run) => run.paid),
    number(said.refused, 'ditolak', (run) => run.back),
    { label: said.by, cell: (run) => name(run.madeBy) },
  ]
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
