import { CommanderError } from 'commander'
import { appealCommands } from './cli/appeal.ts'
import { approvalCommands } from './cli/approval.ts'
import { assignmentCommands } from './cli/assignment.ts'
import { auditCommands } from './cli/audit.ts'
import { Command } from './cli/bekal-command.ts'
import { cardCommands } from './cli/card.ts'
import { certificateCommands } from './cli/certificate.ts'
import { clockCommands } from './cli/clock.ts'
import { type Cli, failed, type Opened, type OpenFor, usage } from './cli/command.ts'
import { completionCommands } from './cli/completion.ts'
import { correctionCommands } from './cli/correction.ts'
import { courseCommands } from './cli/course.ts'
import { databaseCommands } from './cli/database.ts'
import { deadlineCommands } from './cli/deadline.ts'
import { demoCommands } from './cli/demo.ts'
import { draftCommands } from './cli/draft.ts'
import { drawCommands } from './cli/draw.ts'
import { exclusionCommands } from './cli/exclusion.ts'
import { importCommands } from './cli/import.ts'
import { incentiveCommands } from './cli/incentive.ts'
import { institutionCommands } from './cli/institution.ts'
import { issuerKeyCommands } from './cli/issuer-key.ts'
import { journalCommands } from './cli/journal.ts'
import { journeyCommands } from './cli/journeys.ts'
import { ledgerCommands } from './cli/ledger.ts'
import { messageCommands } from './cli/message.ts'
import { openBekal } from './cli/open-bekal.ts'
import { otpCommands } from './cli/otp.ts'
import { partnerCommands } from './cli/partner.ts'
import { personCommands } from './cli/person.ts'
import { promoCommands } from './cli/promo.ts'
import { reviewCommands } from './cli/review.ts'
import { sandboxCommands } from './cli/sandbox.ts'
import { secretCommands } from './cli/secret.ts'
import { signOnCommands } from './cli/sign-on.ts'
import { staffCommands } from './cli/staff.ts'
import { voucherCommands } from './cli/voucher.ts'
import { waveCommands } from './cli/wave.ts'
import { yearCommands } from './cli/year.ts'

/** Every command, as it is given. */
export function commandTree(cli: Cli): Command {
  const program = new Command('bekal')
    .description('The training-benefit card programme, from the command line.')
    .showHelpAfterError('(bekal <command> --help says how it is used)')
    .exitOverride()
  const rooms = [
    importCommands,
    waveCommands,
    drawCommands,
    approvalCommands,
    yearCommands,
    cardCommands,
    personCommands,
    staffCommands,
    deadlineCommands,
    correctionCommands,
    ledgerCommands,
    journalCommands,
    auditCommands,
    databaseCommands,
    secretCommands,
    messageCommands,
    partnerCommands,
    voucherCommands,
    signOnCommands,
    certificateCommands,
    issuerKeyCommands,
    journeyCommands,
    otpCommands,
    promoCommands,
    institutionCommands,
    courseCommands,
    incentiveCommands,
    draftCommands,
    reviewCommands,
    exclusionCommands,
    appealCommands,
    assignmentCommands,
    completionCommands,
    sandboxCommands,
    clockCommands,
    demoCommands,
  ]
  for (const room of rooms) room(program, cli)
  return program
}

/**
 * `bekal <command>`: returns the exit code. 0 done (rows of a file that were refused are in its report); 1 refused or a
 * fault; 2 the command was not understood. Settings come from the environment, as those of the server.
 */
export async function main(argv: readonly string[]): Promise<number> {
  const opened: { code: number; bekal: Promise<Opened> | undefined } = { code: 0, bekal: undefined }
  const open = (what?: OpenFor) => {
    opened.bekal ??= openBekal(what)
    return opened.bekal
  }
  const end = (code: number) => {
    opened.code = Math.max(opened.code, code)
  }
  const program = commandTree({ open, end })
  try {
    await program.parseAsync(argv)
    return opened.code
  } catch (error) {
    if (!(error instanceof CommanderError)) {
      console.error(error instanceof Error ? error.message : String(error))
      return failed
    }
    // Help that was asked for is an answer; commander has printed the rest.
    return error.exitCode === 0 ? 0 : usage
  } finally {
    await opened.bekal?.then(
      (bekal) => bekal.close(),
      () => {},
    )
  }
}
