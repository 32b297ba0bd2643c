import { submitReleaseCard, submitSuspendCard } from '../people/card-acts.ts'
import { submitDataCopy } from '../person-data/data-copy.ts'
import { rolesPage, submitRoles } from '../staff/roles-page.tsx'
import type { StaffRows } from '../staff-rows.ts'
import { submitCancelWave, submitChangeWave } from '../waves/wave-change-acts.tsx'
import { checksPage, submitCheck } from './checks-page.tsx'
import { otpPausesPage, submitResumeOtps } from './otp-pauses-page.tsx'

/** Acts that stand on the pages of others: upon a card, a person's data, OTPs, roles; and the auditor's checks. */
export const upkeepRows = ({ get, post }: StaffRows) => [
  post('/orang/:id/tangguhkan', 'request_correction', submitSuspendCard),
  post('/orang/:id/aktifkan', 'request_correction', submitReleaseCard),
  post('/orang/:id/data', 'answer_appeal', submitDataCopy),
  get('/pemeriksaan', 'see_reports', checksPage),
  post('/pemeriksaan/:check', 'see_reports', submitCheck),
  get('/otp', 'see_programme', otpPausesPage),
  post('/otp/:pause/akhiri', 'run_waves', submitResumeOtps),
  post('/gelombang/:id/ubah', 'run_waves', submitChangeWave),
  post('/gelombang/:id/batalkan', 'run_waves', submitCancelWave),
  get('/staf/:id/peran', 'manage_staff', rolesPage),
  post('/staf/:id/peran', 'manage_staff', submitRoles),
]
