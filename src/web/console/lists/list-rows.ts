import type { StaffRows } from '../staff-rows.ts'
import { submitBring } from './bring-list.ts'
import { submitExclusion, submitExclusionSearch, submitRemoval } from './exclusion-acts.tsx'
import { exclusionsPage } from './exclusions-page.tsx'
import { importPage, submitUndo } from './import-page.tsx'
import { importsPage } from './imports-page.tsx'
import { submitColumns, submitDrop, submitWrite } from './upload-acts.ts'
import { uploadPage } from './upload-page.tsx'

/** Lists of people and courses: who may not take part, and what is imported. */
export const listRows = ({ get, post }: StaffRows) => [
  get('/pengecualian', 'see_people', exclusionsPage),
  post('/pengecualian', 'run_waves', submitExclusion),
  post('/pengecualian/cari', 'see_people', submitExclusionSearch),
  post('/pengecualian/keluarkan', 'run_waves', submitRemoval),
  get('/impor', 'see_programme', importsPage),
  // Each asks for the permission of the kind of list that it is about.
  post('/impor', 'see_programme', submitBring),
  get('/impor/berkas/:upload', 'see_programme', uploadPage),
  post('/impor/berkas/:upload', 'see_programme', submitColumns),
  post('/impor/berkas/:upload/tulis', 'see_programme', submitWrite),
  post('/impor/berkas/:upload/buang', 'see_programme', submitDrop),
  get('/impor/:import', 'see_programme', importPage),
  post('/impor/:import/batalkan', 'see_programme', submitUndo),
]
