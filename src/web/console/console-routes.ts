import { may } from '../../staff/permissions.ts'
import { secondFactorRows } from '../identity/second-factor-routes.ts'
import { goTo } from '../site/link.ts'
import type { SiteTable } from '../site/site-table.ts'
import { approvalsPage, submitApprove, submitWithdraw } from './approvals/approvals-page.tsx'
import { assignmentFileAnswer, assignmentPage, submitAssignment } from './cases/assignment-page.tsx'
import { cannedPage, submitCanned, submitEndCanned } from './cases/canned-page.tsx'
import { submitHandOver, submitNote, submitTake } from './cases/case-acts.ts'
import { queuePage } from './cases/queue-page.tsx'
import { catalogueRows } from './catalogue/catalogue-rows.ts'
import { chartPage } from './charts/chart-page.tsx'
import { chartsPage } from './charts/charts-page.tsx'
import type { ConsoleDeps, ConsoleRequest } from './console-request.ts'
import { firstPlace } from './console-site.ts'
import { deskRows } from './desk/desk-rows.ts'
import { exportRows } from './exports/export-rows.ts'
import { casePage, showReporter, submitCaseDecision } from './fraud/case-page.tsx'
import { casesPage } from './fraud/cases-page.tsx'
import { informationRows } from './information/information-rows.ts'
import { learningRows } from './learning/learning-rows.ts'
import { listRows } from './lists/list-rows.ts'
import { messageRows } from './messages/message-rows.ts'
import {
  accountPage as payoutAccountPage,
  submitAccountApproval,
  submitAccountEnd,
} from './money/account-page.tsx'
import { accountsPage, askForAccount } from './money/accounts-page.tsx'
import { askForContract } from './money/ask-for-contract.ts'
import { moneyPage } from './money/money-page.tsx'
import { askToCancelSchedule, schedulesPage } from './money/schedules-page.tsx'
import { askToEndSuspension, askToSuspend, suspensionsPage } from './money/suspensions-page.tsx'
import { partnerRows } from './partners/partner-rows.ts'
import { bankPage, statementPage, submitBankAccount, submitBankFile } from './payments/bank-page.tsx'
import { bankDifferencePage, bankDifferencesPage, submitLineDecision } from './payments/differences-page.tsx'
import { holdsPage, submitHold, submitLift } from './payments/holds-page.tsx'
import { paymentPage } from './payments/payment-page.tsx'
import { askToPay, runFile, runPage, submitExport, submitRunWithdrawal } from './payments/run-page.tsx'
import { runsPage, submitCompute } from './payments/runs-page.tsx'
import {
  appealPage,
  submitAnswer,
  submitGrantApproval,
  submitGrantWithdrawal,
} from './people/appeal-page.tsx'
import { appealsPage } from './people/appeals-page.tsx'
import {
  cardDoor,
  correctionsPage,
  submitRestoreApproval,
  submitRestoreWithdrawal,
} from './people/corrections-page.tsx'
import { peopleRows } from './people/people-rows.ts'
import { searchPage, submitSearch } from './people/search-page.tsx'
import { positionPage } from './position/position-page.tsx'
import { differencePage, submitDecision } from './reconciliation/difference-page.tsx'
import { differencesPage } from './reconciliation/differences-page.tsx'
import { dayFileAnswer, partnerDaysPage } from './reconciliation/partner-days-page.tsx'
import { partnerFilePage, submitTakeFile } from './reconciliation/partner-file-page.tsx'
import { reconciliationPage, submitPartnerFile } from './reconciliation/reconciliation-page.tsx'
import { reportFileAnswer, reportPage, reportsPage, submitReportDecision } from './reports/reports-page.tsx'
import { retentionRows } from './retention/retention-page.tsx'
import { simulatePage, submitSimulate } from './simulate/simulate-page.tsx'
import { simulationPage } from './simulate/simulation-page.tsx'
import { consoleLogIn } from './staff/log-in-pages.ts'
import { accountPage, submitEndSession } from './staff/own-account-page.tsx'
import { submitEndLeave, submitLeave } from './staff/own-leave-acts.ts'
import {
  emailPage,
  staffPage,
  submitDisable,
  submitEmail,
  submitInvite,
  submitReset,
} from './staff/staff-page.tsx'
import { staffRows } from './staff-rows.ts'
import { startPage } from './start-page.tsx'
import { submitSurvey, surveyPage, surveysPage } from './surveys/surveys-page.tsx'
import { upkeepRows } from './upkeep/upkeep-rows.ts'
import { deadlinesPage } from './waves/deadlines-page.tsx'
import { rulesPage, submitRules } from './waves/draw-rules-page.tsx'
import { recipientsPage } from './waves/recipients-page.tsx'
import { reservesPage } from './waves/reserves-page.tsx'
import {
  askToDraw,
  askToExtend,
  askToHold,
  askToOpen,
  askToRelease,
  submitAnnounce,
  submitClose,
  submitNotify,
  submitValue,
} from './waves/wave-acts.ts'
import { wavePage } from './waves/wave-page.tsx'
import { submitPlan, submitPlanExtra, wavesPage } from './waves/waves-page.tsx'
import { yearRows } from './years/year-rows.ts'

const { get, post } = staffRows

/** Every address below `/konsol`, with what it asks for. What is not here does not exist. */
export const consoleTable: SiteTable<ConsoleDeps> = {
  base: '/konsol',
  // Tries for one email are counted in the database, for all processes.
  limits: [
    { under: '/masuk/*', purpose: 'konsol masuk', perMinute: 60 },
    { under: '/undangan/*', purpose: 'konsol undangan', perMinute: 60 },
  ],
  routes: [
    ...secondFactorRows(consoleLogIn),
    get('/', 'own', home),
    get('/akun', 'own', accountPage),
    post('/akun/sesi', 'own', submitEndSession),
    post('/akun/cuti', 'see_cases', submitLeave),
    post('/akun/cuti/akhiri', 'see_cases', submitEndLeave),
    get('/cari', 'see_programme', searchPage),
    post('/cari', 'see_programme', submitSearch),
    ...peopleRows(staffRows),
    ...deskRows(staffRows),
    get('/kartu/:id', 'see_people', cardDoor),
    get('/gelombang', 'see_programme', wavesPage),
    post('/gelombang', 'run_waves', submitPlan),
    // Else its address would be that of a wave.
    get('/gelombang/tambahan', 'see_programme', wavesPage),
    post('/gelombang/tambahan', 'run_waves', submitPlanExtra),
    get('/gelombang/:id', 'see_programme', wavePage),
    get('/gelombang/:id/cadangan', 'see_programme', reservesPage),
    get('/gelombang/:id/penerima', 'see_people', recipientsPage),
    get('/gelombang/:id/aturan', 'run_waves', rulesPage),
    post('/gelombang/:id/aturan', 'run_waves', submitRules),
    post('/gelombang/:id/buka', 'run_waves', askToOpen),
    post('/gelombang/:id/tutup', 'run_waves', submitClose),
    post('/gelombang/:id/nilai', 'run_waves', submitValue),
    post('/gelombang/:id/undi', 'run_waves', askToDraw),
    post('/gelombang/:id/umumkan', 'run_waves', submitAnnounce),
    post('/gelombang/:id/beri-tahu', 'run_waves', submitNotify),
    post('/gelombang/:id/tahan', 'run_waves', askToHold),
    post('/gelombang/:id/lanjutkan', 'run_waves', askToRelease),
    post('/gelombang/:id/undur', 'run_waves', askToExtend),
    get('/gelombang/:id/coba-aturan', 'see_programme', simulatePage),
    post('/gelombang/:id/coba-aturan', 'run_waves', submitSimulate),
    get('/gelombang/:id/coba-aturan/:task', 'see_programme', simulationPage),
    get('/persetujuan', 'see_programme', approvalsPage),
    post('/persetujuan/:id/setujui', 'see_programme', submitApprove),
    post('/persetujuan/:id/tarik', 'see_programme', submitWithdraw),
    get('/tenggat', 'see_programme', deadlinesPage),
    get('/koreksi', 'see_programme', correctionsPage),
    post('/koreksi/:id/setujui', 'approve', submitRestoreApproval),
    post('/koreksi/:id/tarik', 'request_correction', submitRestoreWithdrawal),
    get('/keberatan', 'see_appeals', appealsPage),
    get('/keberatan/:reference', 'see_appeals', appealPage),
    post('/keberatan/:reference', 'answer_appeal', submitAnswer),
    post('/keberatan/:reference/setujui', 'approve', submitGrantApproval),
    post('/keberatan/:reference/tarik', 'request_correction', submitGrantWithdrawal),
    get('/penyelesaian', 'see_programme', reportsPage),
    get('/penyelesaian/:report', 'see_programme', reportPage),
    get('/penyelesaian/:report/berkas', 'decide_report', reportFileAnswer),
    post('/penyelesaian/:report', 'decide_report', submitReportDecision),
    get('/laporan', 'see_reports', positionPage),
    get('/keuangan', 'see_money', moneyPage),
    post('/keuangan/kontrak', 'run_money', askForContract),
    get('/keuangan/pembayaran', 'see_money', runsPage),
    post('/keuangan/pembayaran', 'run_money', submitCompute),
    get('/keuangan/pembayaran/:run', 'see_money', runPage),
    post('/keuangan/pembayaran/:run/minta', 'run_money', askToPay),
    post('/keuangan/pembayaran/:run/kirim', 'run_money', submitExport),
    post('/keuangan/pembayaran/:run/batalkan', 'run_money', submitRunWithdrawal),
    get('/keuangan/pembayaran/:run/berkas/:format', 'run_money', runFile),
    get('/keuangan/pembayaran/:run/:payment{[0-9]+}', 'see_money', paymentPage),
    get('/keuangan/bank', 'see_money', bankPage),
    post('/keuangan/bank', 'run_money', submitBankAccount),
    // Else its address would be that of a statement.
    get('/keuangan/bank/berkas', 'see_money', bankPage),
    post('/keuangan/bank/berkas', 'run_money', submitBankFile),
    get('/keuangan/bank/:statement', 'see_money', statementPage),
    get('/keuangan/selisih-bank', 'see_money', bankDifferencesPage),
    get('/keuangan/selisih-bank/:line', 'see_money', bankDifferencePage),
    post('/keuangan/selisih-bank/:line', 'run_money', submitLineDecision),
    get('/keuangan/penangguhan', 'see_money', suspensionsPage),
    post('/keuangan/penangguhan', 'run_money', askToSuspend),
    post('/keuangan/penangguhan/:suspension/akhiri', 'run_money', askToEndSuspension),
    get('/keuangan/penahanan', 'see_money', holdsPage),
    post('/keuangan/penahanan', 'run_money', submitHold),
    post('/keuangan/penahanan/:hold/lepas', 'approve_money', submitLift),
    get('/kasus', 'see_cases', queuePage),
    post('/kasus/ambil', 'see_cases', submitTake),
    post('/kasus/serahkan', 'see_cases', submitHandOver),
    post('/kasus/catatan', 'see_cases', submitNote),
    get('/kasus/jawaban', 'see_cases', cannedPage),
    post('/kasus/jawaban', 'approve', submitCanned),
    post('/kasus/jawaban/hapus', 'approve', submitEndCanned),
    get('/kasus/tugas/:submission', 'see_programme', assignmentPage),
    post('/kasus/tugas/:submission', 'run_learning', submitAssignment),
    get('/kasus/tugas/:submission/berkas', 'run_learning', assignmentFileAnswer),
    get('/kecurangan', 'see_cases', casesPage),
    get('/kecurangan/:case', 'see_cases', casePage),
    post('/kecurangan/:case', 'decide_fraud', submitCaseDecision),
    post('/kecurangan/:case/pelapor', 'decide_fraud', showReporter),
    get('/jadwal', 'see_catalogue', schedulesPage),
    post('/jadwal', 'run_catalogue', askToCancelSchedule),
    get('/survei', 'see_catalogue', surveysPage),
    post('/survei', 'run_learning', submitSurvey),
    get('/survei/:survey', 'see_catalogue', surveyPage),
    ...catalogueRows(staffRows),
    ...messageRows(staffRows),
    ...informationRows(staffRows),
    ...partnerRows(staffRows),
    ...learningRows(staffRows),
    ...yearRows(staffRows),
    ...listRows(staffRows),
    get('/keuangan/rekening', 'see_money', accountsPage),
    post('/keuangan/rekening', 'run_money', askForAccount),
    get('/keuangan/rekening/:account', 'see_money', payoutAccountPage),
    post('/keuangan/rekening/:account/setujui', 'approve_money', submitAccountApproval),
    post('/keuangan/rekening/:account/hentikan', 'run_money', submitAccountEnd),
    get('/keuangan/rekonsiliasi', 'see_money', reconciliationPage),
    post('/keuangan/rekonsiliasi', 'run_money', submitPartnerFile),
    get('/keuangan/rekonsiliasi/:partner', 'see_money', partnerDaysPage),
    get('/keuangan/rekonsiliasi/:partner/:file', 'see_money', dayFileAnswer),
    get('/keuangan/berkas-toko/:file', 'see_money', partnerFilePage),
    post('/keuangan/berkas-toko/:file', 'run_money', submitTakeFile),
    get('/keuangan/selisih', 'see_money', differencesPage),
    get('/keuangan/selisih/:difference', 'see_money', differencePage),
    post('/keuangan/selisih/:difference', 'run_money', submitDecision),
    get('/grafik', 'see_programme', chartsPage),
    get('/grafik/:name', 'see_programme', chartPage),
    ...exportRows(staffRows),
    ...upkeepRows(staffRows),
    ...retentionRows(staffRows),
    get('/staf', 'see_staff', staffPage),
    post('/staf', 'manage_staff', submitInvite),
    post('/staf/:id/nonaktif', 'manage_staff', submitDisable),
    post('/staf/:id/faktor-kedua', 'manage_staff', submitReset),
    get('/staf/:id/email', 'manage_staff', emailPage),
    post('/staf/:id/email', 'manage_staff', submitEmail),
  ],
}

function home(request: ConsoleRequest): Response | Promise<Response> {
  return may(request.staff.roles, 'see_programme')
    ? startPage(request)
    : goTo(request.c, firstPlace(request.staff))
}
