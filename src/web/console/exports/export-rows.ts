import { submitRemoveView, submitView } from '../parts/saved-views.tsx'
import type { StaffRows } from '../staff-rows.ts'
import { tasksPage } from '../tasks-page.tsx'
import { submitExport, takeExport } from './export-acts.ts'

/** What is done with lists: whole files of them, views that are saved, and the work that writes them. */
export const exportRows = ({ get, post }: StaffRows) => [
  post('/ekspor', 'see_programme', submitExport),
  get('/ekspor/:export', 'see_programme', takeExport),
  post('/tampilan', 'see_programme', submitView),
  post('/tampilan/:view/hapus', 'see_programme', submitRemoveView),
  get('/pekerjaan', 'see_programme', tasksPage),
]
