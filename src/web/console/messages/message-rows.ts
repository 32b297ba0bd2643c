import type { StaffRows } from '../staff-rows.ts'
import { askToSend, submitCampaign, submitCampaignTest, submitStop } from './campaign-acts.tsx'
import { campaignPage } from './campaign-page.tsx'
import { campaignsPage } from './campaigns-page.tsx'
import { submitAgain, submitDrop } from './delivery-acts.tsx'
import { deliveryPage } from './delivery-page.tsx'
import { askToUse, submitOwnWords, submitWording, submitWordingTest } from './wording-acts.tsx'
import { wordingPage } from './wording-page.tsx'
import { wordingsPage } from './wordings-page.tsx'

/** What messages say, what became of them, and texts to groups. */
export const messageRows = ({ get, post }: StaffRows) => [
  get('/pesan', 'see_programme', wordingsPage),
  get('/pesan/kata/:template/:channel/:language', 'see_programme', wordingPage),
  post('/pesan/kata/:template/:channel/:language', 'run_messages', submitWording),
  post('/pesan/kata/:template/:channel/:language/uji', 'run_messages', submitWordingTest),
  post('/pesan/kata/:template/:channel/:language/minta', 'run_messages', askToUse),
  post('/pesan/kata/:template/:channel/:language/bawaan', 'run_messages', submitOwnWords),
  get('/pesan/kiriman', 'see_programme', deliveryPage),
  post('/pesan/kiriman/lagi', 'run_messages', submitAgain),
  post('/pesan/kiriman/hentikan', 'run_messages', submitDrop),
  get('/pesan/kampanye', 'see_programme', campaignsPage),
  post('/pesan/kampanye', 'run_messages', submitCampaign),
  get('/pesan/kampanye/:campaign', 'see_programme', campaignPage),
  post('/pesan/kampanye/:campaign/uji', 'run_messages', submitCampaignTest),
  post('/pesan/kampanye/:campaign/minta', 'run_messages', askToSend),
  post('/pesan/kampanye/:campaign/hentikan', 'run_messages', submitStop),
]
