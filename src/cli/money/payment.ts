import { readFile, writeFile } from 'node:fs/promises'
import { Option } from 'commander'
import { refuse } from '../../kernel/refusal.ts'
import { formatRupiah } from '../../kernel/rupiah.ts'
import { withdrawRun } from '../../money/runs/approve-run.ts'
import { compareFile } from '../../money/runs/compare-file.ts'
import { computeRun } from '../../money/runs/compute-run.ts'
import { exportRun, paymentFile } from '../../money/runs/export-run.ts'
import { type PaymentFileFormat, paymentFileFormats } from '../../money/runs/payment-file.ts'
import { runRefusals } from '../../money/runs/run-refusals.ts'
import { findRun } from '../../money/runs/runs.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { doneByTwo } from '../by-two.ts'
import { answer, type Cli, failed, sayRefused, wholeNumber } from '../command.ts'
import { lookCommands } from './payment-look.ts'

interface Answered {
  json?: boolean
}

/** `bekal payment compute`, `list`, `show`, `line`, `approve`, `export`, `file`, `check-file` and `withdraw`. */
export function paymentCommands(program: Command, cli: Cli): void {
  const group = program
    .command('payment')
    .description('Runs that pay what institutions, storefronts and participants have coming.')
  group
    .command('compute')
    .description(
      'Gather what is payable into a run, with the reason for each line that waits. Nothing is paid yet.',
    )
    .option(
      '--from <account>',
      'the account at a bank to pay from, where there are several: bank account-list',
      wholeNumber,
    )
    .byStaff(cli, 'run_money', compute)
  lookCommands(group, cli)
  group
    .command('approve')
    .argument('<run>', 'its number: payment list', wholeNumber)
    .description(
      'Approve a run by others than who made it. Two give this command; above the threshold of the year a third does, too.',
    )
    .byStaff(cli, 'run_money', approve)
  group
    .command('export')
    .argument('<run>', 'its number: payment list', wholeNumber)
    .description(
      'Order an approved run at the bank. What changed since it was approved waits for the next one.',
    )
    .byStaff(cli, 'run_money', exportIt)
  group
    .command('file')
    .argument('<run>', 'its number: payment list', wholeNumber)
    .description('Write the file of an exported run for the bank: the same bytes whenever it is asked for.')
    .requiredOption('--out <file>', 'where to write it')
    .addOption(
      new Option('--format <format>', 'as the bank takes it').choices(paymentFileFormats).default('pain.001'),
    )
    .option('--json', 'the answer as JSON')
    .byStaff(cli, 'run_money', file)
  group
    .command('check-file')
    .argument('<run>', 'its number: payment list', wholeNumber)
    .argument('<file>', 'the file that is to go, or went, to the bank')
    .description('Say whether a file is, to the byte, what was exported, and which transfers of it are not.')
    .option('--json', 'the answer as JSON')
    .byStaff(cli, 'run_money', checkFile)
  group
    .command('withdraw')
    .argument('<run>', 'its number: payment list', wholeNumber)
    .description('Take back a run that is not exported: what it gathered goes with the next one.')
    .byStaff(cli, 'run_money', withdraw)
}

async function compute(by: ByStaff, { from, json }: { from?: number; json?: boolean }): Promise<void> {
  const { cli, ctx, config, actor } = by
  const made = await computeRun(ctx, { bankAccountId: from, withSandbox: !config.production }, actor)
  if (!made.ok) return sayRefused(cli, json, made, runRefusals)
  const { runId, lines, waiting, amount } = made.value
  answer(json, made.value, [
    `Run ${runId}: ${lines} payments of ${formatRupiah(amount)}; ${waiting} wait.`,
    `See them: bekal payment show ${runId}. Ask for approval: bekal payment approve ${runId}.`,
  ])
}

async function approve(by: ByStaff, runId: number, { json }: Answered): Promise<void> {
  const run = await findRun(by.ctx.db, runId)
  if (!run) return sayRefused(by.cli, json, refuse('run_unknown'), runRefusals)
  const second = run.approvalId !== undefined
  const made = await doneByTwo(by, second ? 'pay_large_run' : 'pay_run', runId, { json })
  if (!made) return
  const waits = !second && (made.value as { secondAsked: boolean }).secondAsked
  answer(json, { approved: !waits, secondAsked: waits }, [
    waits
      ? `Approved once. It is above the threshold of the year: another person gives this command, too.`
      : `Approved. Order it at the bank: bekal payment export ${runId}.`,
  ])
}

async function exportIt({ cli, ctx, actor }: ByStaff, runId: number, { json }: Answered): Promise<void> {
  const sent = await exportRun(ctx, runId, actor)
  if (!sent.ok) return sayRefused(cli, json, sent, runRefusals)
  const { transfers, amount, stopped, painHash } = sent.value
  answer(json, sent.value, [
    `Ordered ${transfers} payments of ${formatRupiah(amount)}; ${stopped} changed since they were approved and wait.`,
    `Its file: bekal payment file ${runId} --out run-${runId}.xml (sha256 ${painHash}).`,
  ])
}

async function file(
  { cli, ctx }: ByStaff,
  runId: number,
  { format, out, json }: { format: PaymentFileFormat; out: string; json?: boolean },
): Promise<void> {
  const made = await paymentFile(ctx, runId, format)
  if (!made.ok) return sayRefused(cli, json, made, runRefusals)
  await writeFile(out, made.value.text, { mode: 0o600 })
  answer(json, { out, hash: made.value.hash }, [`${out} written (sha256 ${made.value.hash}).`])
}

async function checkFile(
  { cli, ctx }: ByStaff,
  runId: number,
  name: string,
  { json }: Answered,
): Promise<void> {
  const compared = await compareFile(ctx, runId, await readFile(name))
  if (!compared.ok) return sayRefused(cli, json, compared, runRefusals)
  const { same, differences } = compared.value
  if (!same) cli.end(failed)
  answer(json, compared.value, [
    same
      ? `${name} is what was exported.`
      : `${name} is NOT what was exported. Do not send it, or call the bank; write the file anew: bekal payment file.`,
    ...differences,
  ])
}

async function withdraw({ cli, ctx, actor }: ByStaff, runId: number, { json }: Answered): Promise<void> {
  const done = await withdrawRun(ctx, runId, actor)
  if (!done.ok) return sayRefused(cli, json, done, runRefusals)
  answer(json, { withdrawn: true }, [`Run ${runId} is withdrawn. Compute the next: bekal payment compute.`])
}
