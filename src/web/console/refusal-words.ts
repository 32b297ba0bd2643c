import { cannedRefusals } from '../../cases/canned-answers.ts'
import { caseRefusals } from '../../cases/case-refusals.ts'
import { leaveRefusals } from '../../cases/leave.ts'
import { settleAppealRefusals } from '../../cases/settle-appeal.ts'
import { extendRefusals } from '../../deadlines/extend-wave.ts'
import { holdRefusals } from '../../deadlines/wave-holds.ts'
import { deskRefusals } from '../../desk/desk-refusals.ts'
import { decideCaseRefusals } from '../../fraud/decide-case.ts'
import { uploadRefusals } from '../../imports/upload-refusals.ts'
import { announcementRefusals } from '../../information/announce.ts'
import { inquiryRefusals } from '../../information/answer-inquiry.ts'
import { questionRefusals } from '../../information/keep-question.ts'
import { type ReasonOf, type Refusal, refusalWords, sentenceOf } from '../../kernel/refusal.ts'
import type { Language } from '../../kernel/wib.ts'
import { submissionRefusals } from '../../learning/assignments/decide-submission.ts'
import { cancellationRefusals } from '../../learning/cancellation/cancellation-refusals.ts'
import { decideReportRefusals } from '../../learning/completion/decide-report.ts'
import { surveyRefusals } from '../../learning/surveys/set-survey.ts'
import { undoRefusals } from '../../lists/undo-import.ts'
import { campaignRefusals } from '../../messages/campaigns/campaign-refusals.ts'
import { sendAgainRefusals } from '../../messages/delivery/send-again.ts'
import { parkedRefusals } from '../../messages/outbox/parked.ts'
import { wordingRefusals } from '../../messages/wording/wording-refusals.ts'
import { decideAccountRefusals, partyAccountRefusals } from '../../money/accounts/account-refusals.ts'
import { bankAccountRefusals } from '../../money/bank/bank-accounts.ts'
import { bankFileRefusals } from '../../money/bank/bank-refusals.ts'
import { decideLineRefusals } from '../../money/bank/decide-line.ts'
import { contractRefusals } from '../../money/contracts.ts'
import { paymentHoldRefusals } from '../../money/holds/holds.ts'
import { runRefusals } from '../../money/runs/run-refusals.ts'
import { decideRefusals } from '../../reconciliation/decide-difference.ts'
import { eraseRefusals } from '../../retention/erase-refusals.ts'
import { exportRefusals } from '../../staff/exports/exports.ts'
import { viewRefusals } from '../../staff/saved-views.ts'
import { staffRefusals } from '../../staff/staff-refusals.ts'
import { suspensionRefusals } from '../../suspension/suspension-refusals.ts'
import { simulateRefusals } from '../../waves/simulate/simulate-refusals.ts'
import { waveRefusals } from '../../waves/wave-refusals.ts'
import { yearRefusals } from '../../years/change-year.ts'

/** Every refusal that an act of the console can meet; its own are of what two people have approved. */
export const consoleRefusals = refusalWords({
  id: {
    performed_by_command:
      'Nomornya tidak disimpan sampai saat itu: ketik sekali lagi dari dokumennya di halaman orangnya, atau beri perintah yang sama.',
    already_running:
      'Pekerjaan ini sedang berjalan. Tunggu sampai selesai; halaman ini menunjukkan kemajuannya.',
  },
  en: {
    performed_by_command:
      'Nobody keeps the numbers until then: type them once more from the document on the page of the person, or give the same command.',
    already_running: 'This work is running. Wait until it ends; this page shows how far it is.',
  },
  also: [
    // what others say of a reason that is missing stands in its place
    submissionRefusals,
    waveRefusals,
    yearRefusals,
    extendRefusals,
    holdRefusals,
    staffRefusals,
    viewRefusals,
    exportRefusals,
    settleAppealRefusals,
    caseRefusals,
    leaveRefusals,
    cannedRefusals,
    inquiryRefusals,
    questionRefusals,
    announcementRefusals,
    decideReportRefusals,
    contractRefusals,
    cancellationRefusals,
    partyAccountRefusals,
    decideAccountRefusals,
    surveyRefusals,
    runRefusals,
    bankFileRefusals,
    bankAccountRefusals,
    decideLineRefusals,
    paymentHoldRefusals,
    decideRefusals,
    decideCaseRefusals,
    suspensionRefusals,
    simulateRefusals,
    deskRefusals,
    uploadRefusals,
    undoRefusals,
    campaignRefusals,
    sendAgainRefusals,
    parkedRefusals,
    wordingRefusals,
    eraseRefusals,
  ],
})
type Known = ReasonOf<typeof consoleRefusals>

/** The sentence of a refusal, in the language of the page. */
export function sentence(language: Language, { refusal, facts }: Refusal<Known>): string {
  return sentenceOf(consoleRefusals, refusal, facts, language)
}

/** The sentence of a refusal that was kept as text, in the report of a task. */
export function keptSentence(language: Language, refusal: unknown): string {
  const known = typeof refusal === 'string' && Object.hasOwn(consoleRefusals.id, refusal)
  return known ? sentenceOf(consoleRefusals, refusal as Known, {}, language) : String(refusal ?? '')
}
