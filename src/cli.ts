import { CommanderError } from 'commander'
import { Command } from './cli/bekal-command.ts'
import { caseCommands } from './cli/cases/case.ts'
import { courseCommands } from './cli/catalogue/course.ts'
import { draftCommands } from './cli/catalogue/draft.ts'
import { institutionCommands } from './cli/catalogue/institution.ts'
import { type Cli, failed, type Opened, type OpenFor, usage } from './cli/command.ts'
import { deskCommands } from './cli/desk/desk.ts'
import { fraudCommands } from './cli/fraud/fraud.ts'
import { announcementCommands } from './cli/information/announcement.ts'
import { inquiryCommands } from './cli/information/inquiry.ts'
import { questionCommands } from './cli/information/question.ts'
import { auditCommands } from './cli/installation/audit.ts'
import { backupCommands } from './cli/installation/backup.ts'
import { clockCommands } from './cli/installation/clock.ts'
import { databaseCommands } from './cli/installation/database.ts'
import { demoCommands } from './cli/installation/demo.ts'
import { distributeCommands } from './cli/installation/distribute.ts'
import { journalCommands } from './cli/installation/journal.ts'
import { ledgerCommands } from './cli/installation/ledger.ts'
import { messageCommands } from './cli/installation/message.ts'
import { retentionCommands } from './cli/installation/retention.ts'
import { secretCommands } from './cli/installation/secret.ts'
import { assignmentCommands } from './cli/learning/assignment.ts'
import { certificateCommands } from './cli/learning/certificate.ts'
import { completionCommands } from './cli/learning/completion.ts'
import { incentiveCommands } from './cli/learning/incentive.ts'
import { issuerKeyCommands } from './cli/learning/issuer-key.ts'
import { reviewCommands } from './cli/learning/review.ts'
import { surveyCommands } from './cli/learning/survey.ts'
import { voucherCommands } from './cli/learning/voucher.ts'
import { exclusionCommands } from './cli/lists/exclusion.ts'
import { importCommands } from './cli/lists/import.ts'
import { accountCommands } from './cli/money/account.ts'
import { bankCommands } from './cli/money/bank.ts'
import { contractCommands } from './cli/money/contract.ts'
import { evidenceCommands } from './cli/money/evidence.ts'
import { holdCommands } from './cli/money/hold.ts'
import { paymentCommands } from './cli/money/payment.ts'
import { suspensionCommands } from './cli/money/suspension.ts'
import { openBekal } from './cli/open-bekal.ts'
import { partnerCommands } from './cli/partners/partner.ts'
import { sandboxCommands } from './cli/partners/sandbox.ts'
import { signOnCommands } from './cli/partners/sign-on.ts'
import { appealCommands } from './cli/people/appeal.ts'
import { cardCommands } from './cli/people/card.ts'
import { correctionCommands } from './cli/people/correction.ts'
import { personCommands } from './cli/people/person.ts'
import { reconcileCommands } from './cli/reconciliation/reconcile.ts'
import { auditPackCommands } from './cli/reports/audit-pack.ts'
import { reportCommands } from './cli/reports/report.ts'
import { approvalCommands } from './cli/staff/approval.ts'
import { findCommands } from './cli/staff/find.ts'
import { staffCommands } from './cli/staff/staff.ts'
import { journeyCommands } from './cli/storefronts/journeys.ts'
import { otpCommands } from './cli/storefronts/otp.ts'
import { promoCommands } from './cli/storefronts/promo.ts'
import { deadlineCommands } from './cli/waves/deadline.ts'
import { drawCommands } from './cli/waves/draw.ts'
import { waveCommands } from './cli/waves/wave.ts'
import { yearCommands } from './cli/waves/year.ts'

/** In the order in which the help lists them. */
const rooms = [
  importCommands,
  waveCommands,
  drawCommands,
  approvalCommands,
  yearCommands,
  cardCommands,
  deskCommands,
  findCommands,
  personCommands,
  staffCommands,
  deadlineCommands,
  correctionCommands,
  ledgerCommands,
  retentionCommands,
  contractCommands,
  evidenceCommands,
  accountCommands,
  paymentCommands,
  bankCommands,
  holdCommands,
  suspensionCommands,
  reconcileCommands,
  fraudCommands,
  reportCommands,
  auditPackCommands,
  journalCommands,
  auditCommands,
  databaseCommands,
  backupCommands,
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
  surveyCommands,
  draftCommands,
  reviewCommands,
  exclusionCommands,
  appealCommands,
  caseCommands,
  inquiryCommands,
  questionCommands,
  announcementCommands,
  assignmentCommands,
  completionCommands,
  sandboxCommands,
  clockCommands,
  demoCommands,
  distributeCommands,
]

/** Every command, as it is given. */
export function commandTree(cli: Cli): Command {
  const program = new Command('bekal')
    .description('The training-benefit card programme, from the command line.')
    .showHelpAfterError('(bekal <command> --help says how it is used)')
    .exitOverride()
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
