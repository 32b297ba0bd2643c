import { proposalsToDecide } from '../../catalogue/proposals/proposals.ts'
import { day } from '../../kernel/clock.ts'
import { waitingMoney } from '../../money/count-waiting.ts'
import { listOtpPauses } from '../../purchase/otp/otp-pauses.ts'
import { openDifferences } from '../../reconciliation/differences.ts'
import { brokenTasks } from '../../staff/broken-tasks.ts'
import { listStaff } from '../../staff/staff.ts'
import type { Link } from '../site/link.ts'
import { dictionary } from '../words/dictionary.ts'
import { type ConsoleRequest, offers } from './console-request.ts'
import { menuWords } from './menu-words.ts'

export const waitsWords = dictionary({
  id: {
    accounts: 'Rekening yang menunggu persetujuan',
    failed: 'Insentif yang gagal dicairkan',
    invited: 'Staf yang belum menyelesaikan undangan',
    resting: 'Staf dalam masa tenang',
    broken: 'Pekerjaan yang gagal atau terputus sejak kemarin',
  },
  en: {
    accounts: 'Accounts that wait for approval',
    failed: 'Incentives that did not arrive',
    invited: 'Staff who have not taken their invitation',
    resting: 'Staff whose factors or roles rest',
    broken: 'Work that broke off since yesterday',
  },
})

/** So many of a kind wait, and where. */
export interface Wait {
  readonly href: Link
  readonly label: string
  readonly count: number
}

/** What waits beside approvals, corrections and cases, for whoever may do something about it or answers for it; no zeros. */
export async function whatWaits(request: ConsoleRequest): Promise<Wait[]> {
  const { ctx, language } = request
  const [said, named] = [waitsWords[language], menuWords[language]]
  const seesMoney = offers(request, 'see_money')
  const [money, differences, proposals, pauses, broken, staff] = await Promise.all([
    seesMoney ? waitingMoney(ctx.db) : undefined,
    seesMoney ? openDifferences(ctx.db) : 0,
    offers(request, 'run_catalogue') ? proposalsToDecide(ctx.db) : 0,
    listOtpPauses(ctx.db, true),
    brokenTasks(ctx.db, new Date(ctx.clock.now().getTime() - day)),
    ofStaff(request),
  ])
  const wait = (href: Link, label: string, count = 0): Wait => ({ href, label, count })
  return [
    wait('/konsol/katalog/usulan', named.proposals, proposals),
    wait('/konsol/keuangan/rekening', said.accounts, money?.accounts),
    wait('/konsol/keuangan/selisih-bank', named.bankDifferences, money?.bankLines),
    wait('/konsol/keuangan/selisih', named.differences, differences),
    wait('/konsol/insentif', said.failed, money?.failed),
    wait('/konsol/otp', named.otpPauses, pauses.length),
    wait('/konsol/pekerjaan', said.broken, broken),
    ...staff,
  ].filter(({ count }) => count > 0)
}

/** Of the staff, for whoever manages or audits it. */
async function ofStaff(request: ConsoleRequest): Promise<Wait[]> {
  if (!offers(request, 'see_staff')) return []
  const said = waitsWords[request.language]
  const now = request.deps.systemClock.now()
  const staff = (await listStaff(request.ctx.db)).filter(({ disabledAt }) => !disabledAt)
  const invited = staff.filter(({ enrolledAt }) => !enrolledAt).length
  const resting = staff.filter(({ decidesFrom }) => decidesFrom && decidesFrom > now).length
  return [
    { href: '/konsol/staf', label: said.invited, count: invited },
    { href: '/konsol/staf', label: said.resting, count: resting },
  ]
}
