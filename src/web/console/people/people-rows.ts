import { submitIdentity } from '../person-data/correct-identity.ts'
import { askToErase, submitDataRequest } from '../person-data/erase-acts.ts'
import type { StaffRows } from '../staff-rows.ts'
import { askToCancelPurchase } from './cancel-purchase.ts'
import { submitRestoreRequest } from './corrections-page.tsx'
import { evidenceFile } from './evidence-file.ts'
import { personPage, submitLookReason } from './person-page.tsx'

/** The page of a person, and what is asked for there: a part of the console's table. */
export const peopleRows = ({ get, post }: StaffRows) => [
  get('/orang/:id', 'see_people', personPage),
  get('/orang/:id/bukti/:purchase', 'see_people', evidenceFile),
  post('/orang/:id/alasan', 'see_people', submitLookReason),
  post('/orang/:id/pembelian', 'request_correction', askToCancelPurchase),
  post('/orang/:id/koreksi', 'request_correction', submitRestoreRequest),
  post('/orang/:id/permintaan', 'answer_appeal', submitDataRequest),
  post('/orang/:id/hapus', 'answer_appeal', askToErase),
  post('/orang/:id/identitas', 'request_correction', submitIdentity),
]
