import type { StaffRows } from '../staff-rows.ts'
import {
  submitContact,
  submitDisableUser,
  submitInviteAgain,
  submitInviteUser,
  submitLearnUrl,
} from './institution-acts.tsx'
import { institutionPage } from './institution-page.tsx'
import { institutionsPage } from './institutions-page.tsx'
import { submitPartner, submitRevoke, submitRotate } from './key-acts.tsx'
import {
  submitChange,
  submitOffer,
  submitRemoveUri,
  submitUri,
  submitWithdrawOffers,
} from './partner-acts.tsx'
import { partnerPage } from './partner-page.tsx'
import { partnersPage } from './partners-page.tsx'
import { refusalsPage } from './refusals-page.tsx'
import { partnerCatalogueFile, submitClient, submitEndClient, submitSecret } from './sign-on-acts.tsx'

/** Who sells and who teaches: storefronts and others who call the API, and institutions. */
export const partnerRows = ({ get, post }: StaffRows) => [
  get('/mitra', 'see_catalogue', partnersPage),
  post('/mitra', 'run_partners', submitPartner),
  get('/mitra/toko/:partner', 'see_catalogue', partnerPage),
  post('/mitra/toko/:partner', 'run_partners', submitChange),
  post('/mitra/toko/:partner/kunci', 'run_partners', submitRotate),
  post('/mitra/toko/:partner/cabut-kunci', 'run_partners', submitRevoke),
  post('/mitra/toko/:partner/tawarkan', 'run_partners', submitOffer),
  post('/mitra/toko/:partner/tarik', 'run_partners', submitWithdrawOffers),
  post('/mitra/toko/:partner/alamat', 'run_partners', submitUri),
  post('/mitra/toko/:partner/hapus-alamat', 'run_partners', submitRemoveUri),
  get('/mitra/toko/:partner/ditolak', 'see_catalogue', refusalsPage),
  get('/mitra/toko/:partner/katalog', 'see_catalogue', partnerCatalogueFile),
  post('/mitra/toko/:partner/masuk-tunggal', 'run_partners', submitClient),
  post('/mitra/toko/:partner/rahasia', 'run_partners', submitSecret),
  post('/mitra/toko/:partner/akhiri-masuk', 'run_partners', submitEndClient),
  get('/mitra/lembaga', 'see_catalogue', institutionsPage),
  get('/mitra/lembaga/:institution', 'see_catalogue', institutionPage),
  post('/mitra/lembaga/:institution/kontak', 'run_partners', submitContact),
  post('/mitra/lembaga/:institution/belajar', 'run_partners', submitLearnUrl),
  post('/mitra/lembaga/:institution/undang', 'run_partners', submitInviteUser),
  post('/mitra/lembaga/:institution/undang-lagi', 'run_partners', submitInviteAgain),
  post('/mitra/lembaga/:institution/nonaktif', 'run_partners', submitDisableUser),
]
