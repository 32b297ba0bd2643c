import { refuse } from '../../kernel/refusal.ts'
import { formatInstant } from '../../kernel/wib.ts'
import { listOtpPauses, type OtpPause, resumeOtps } from '../../purchase/otp/otp-pauses.ts'
import type { ByStaff, Command } from '../bekal-command.ts'
import { answer, type Cli, sayRefused, table } from '../command.ts'
import { commandRefusals } from '../command-refusals.ts'

interface Options {
  all?: boolean
  because?: string
  json?: boolean
}

const reasons: Record<OtpPause['because'], string> = {
  codes_guessed: 'too many wrong codes that no payment followed',
  cards_probed: 'too many cards tried that could not be used',
}

/** `bekal otp pauses` and `resume`. */
export function otpCommands(program: Command, cli: Cli): void {
  const group = program.command('otp').description('OTPs that wait because too many were guessed.')
  group
    .command('pauses')
    .description('Whose OTPs are paused at present, since when and why.')
    .option('--all', 'ended ones, too')
    .option('--json', 'the pauses as JSON')
    .action((options: Options) => list(cli, options))
  group
    .command('resume <pause>')
    .description('End a pause before its counts are a day old; what is counted from now on counts anew.')
    .requiredOption('--because <reason>', 'why the wrong codes were no guesses, for the journal')
    .byStaff(cli, 'run_waves', resume)
}

async function list(cli: Cli, { all, json }: Options): Promise<void> {
  const { ctx } = await cli.open()
  const pauses = await listOtpPauses(ctx.db, !all)
  const lines = pauses.map((pause) => [
    pause.pauseId,
    pause.partner ?? 'all partners',
    pause.acquaintance === 'new' ? 'accounts new to their card' : 'accounts that have paid before',
    reasons[pause.because],
    `since ${formatInstant(pause.beganAt, 'en')}`,
    pause.endedAt ? `ended ${formatInstant(pause.endedAt, 'en')} by ${pause.endedBy}` : 'open',
  ])
  answer(json, pauses, lines.length === 0 ? ['No OTPs are paused.'] : table(lines))
}

async function resume(
  { cli, ctx, actor }: ByStaff,
  pause: string,
  { because = '', json }: Options,
): Promise<void> {
  const pauseId = /^\d{1,18}$/.test(pause) ? pause : '0'
  const outcome = await resumeOtps(ctx, pauseId, { ...actor, reason: because })
  if (!outcome.ok) return sayRefused(cli, json, refuse('pause_unknown'), commandRefusals)
  answer(json, { pause }, ['OTPs go on within some seconds.'])
}
