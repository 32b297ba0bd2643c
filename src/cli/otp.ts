import type { Command } from 'commander'
import { formatInstant } from '../kernel/wib.ts'
import { listOtpPauses, type OtpPause, resumeOtps } from '../purchase/otp-pauses.ts'
import { answer, type Cli, sayNo, table } from './command.ts'
import { staffActs } from './who-acts.ts'

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
    .option('--json', 'the answer as JSON')
    .action((pause: string, options: Options) => resume(cli, pause, options))
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

async function resume(cli: Cli, pause: string, { because = '', json }: Options): Promise<void> {
  const { ctx } = await cli.open()
  const actor = await staffActs(cli, 'run_waves', json)
  if (!actor) return
  const pauseId = /^\d{1,18}$/.test(pause) ? pause : '0'
  const outcome = await resumeOtps(ctx, pauseId, { ...actor, reason: because })
  if (!outcome.ok)
    return sayNo(cli, json, 'pause_unknown', 'No open pause has this number: bekal otp pauses lists them.')
  answer(json, { pause }, ['OTPs go on within some seconds.'])
}
