import type { StaffRows } from '../staff-rows.ts'
import {
  submitAnswers,
  submitConfirm,
  submitDocument,
  submitEnd,
  submitNewPhone,
  submitNumber,
  submitPhoneCode,
} from './desk-acts.ts'
import { deskCasePage } from './desk-case-page.tsx'
import { deskPage, submitDeskSearch } from './desk-page.tsx'
import { deskPersonPage, submitDeskCase, submitDeskCorrection } from './desk-person-page.tsx'
import { stoppedPage, submitStopped } from './stopped-page.tsx'

/** The desk for people. */
export const deskRows = ({ get, post }: StaffRows) => [
  get('/meja', 'help_people', deskPage),
  post('/meja', 'help_people', submitDeskSearch),
  get('/meja/orang/:id', 'help_people', deskPersonPage),
  post('/meja/orang/:id/buka', 'help_people', submitDeskCase),
  post('/meja/orang/:id/perbaiki', 'help_people', submitDeskCorrection),
  get('/meja/bantuan/:case', 'help_people', deskCasePage),
  post('/meja/bantuan/:case/jawaban', 'help_people', submitAnswers),
  post('/meja/bantuan/:case/dokumen', 'help_people', submitDocument),
  post('/meja/bantuan/:case/hp', 'help_people', submitNewPhone),
  post('/meja/bantuan/:case/kode', 'help_people', submitPhoneCode),
  post('/meja/bantuan/:case/konfirmasi', 'help_people', submitConfirm),
  post('/meja/bantuan/:case/nomor', 'help_people', submitNumber),
  post('/meja/bantuan/:case/akhiri', 'help_people', submitEnd),
  get('/meja/dihentikan/:change', 'see_appeals', stoppedPage),
  post('/meja/dihentikan/:change', 'help_people', submitStopped),
]
