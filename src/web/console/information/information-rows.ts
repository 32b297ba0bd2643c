import type { StaffRows } from '../staff-rows.ts'
import { announcementPage, submitAnnouncementChange, submitWithdraw } from './announcement-page.tsx'
import { announcementsPage, submitAnnouncement } from './announcements-page.tsx'
import { inquiriesPage } from './inquiries-page.tsx'
import { inquiryPage, submitInquiryAnswer } from './inquiry-page.tsx'
import { questionPage, submitEndQuestion, submitQuestionChange } from './question-page.tsx'
import { questionsPage, submitQuestion } from './questions-page.tsx'

/** What everybody reads of the programme, and what is asked without an account. */
export const informationRows = ({ get, post }: StaffRows) => [
  get('/tanya-jawab', 'see_programme', questionsPage),
  post('/tanya-jawab', 'run_information', submitQuestion),
  get('/tanya-jawab/:question', 'see_programme', questionPage),
  post('/tanya-jawab/:question', 'run_information', submitQuestionChange),
  post('/tanya-jawab/:question/hapus', 'run_information', submitEndQuestion),
  get('/pengumuman', 'see_programme', announcementsPage),
  post('/pengumuman', 'run_information', submitAnnouncement),
  get('/pengumuman/:announcement', 'see_programme', announcementPage),
  post('/pengumuman/:announcement', 'run_information', submitAnnouncementChange),
  post('/pengumuman/:announcement/tarik', 'run_information', submitWithdraw),
  get('/pertanyaan', 'see_appeals', inquiriesPage),
  get('/pertanyaan/:reference', 'see_appeals', inquiryPage),
  post('/pertanyaan/:reference', 'answer_appeal', submitInquiryAnswer),
]
