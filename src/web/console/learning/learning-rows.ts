import type { StaffRows } from '../staff-rows.ts'
import { certificatePage, submitReplaceCertificate, submitRevoke } from './certificate-page.tsx'
import { certificatesPage, issuerKeysPage } from './certificates-page.tsx'
import { codePage, submitReplace } from './code-page.tsx'
import { codesPage, findCode, submitReplaceMany } from './codes-page.tsx'
import { incentivesPage } from './incentives-page.tsx'

/** What was bought and learnt of it: codes, certificates, the incentive. */
export const learningRows = ({ get, post }: StaffRows) => [
  get('/kode', 'see_cases', codesPage),
  post('/kode', 'see_cases', findCode),
  post('/kode/ganti', 'run_learning', submitReplaceMany),
  get('/kode/:card/:purchase', 'see_cases', codePage),
  post('/kode/:card/:purchase/ganti', 'run_learning', submitReplace),
  get('/sertifikat', 'see_cases', certificatesPage),
  // Else its address would be that of a certificate.
  get('/sertifikat/kunci', 'see_cases', issuerKeysPage),
  get('/sertifikat/:certificate', 'see_cases', certificatePage),
  post('/sertifikat/:certificate/cabut', 'run_learning', submitRevoke),
  post('/sertifikat/:certificate/terbitkan-lagi', 'run_learning', submitReplaceCertificate),
  get('/insentif', 'see_money', incentivesPage),
]
