import type { StaffRows } from '../staff-rows.ts'
import { changeRulesPage, newYearPage, submitNewYear, submitRulesChange } from './year-draft.tsx'
import { yearPage } from './year-page.tsx'
import { yearsPage } from './years-page.tsx'

/** Programme years and their rules. */
export const yearRows = ({ get, post }: StaffRows) => [
  get('/tahun', 'see_programme', yearsPage),
  // Else its address would be that of a year.
  get('/tahun/baru', 'run_waves', newYearPage),
  post('/tahun/baru', 'run_waves', submitNewYear),
  get('/tahun/:year', 'see_programme', yearPage),
  get('/tahun/:year/ubah', 'run_waves', changeRulesPage),
  post('/tahun/:year/ubah', 'run_waves', submitRulesChange),
]
