import type { StaffRows } from '../staff-rows.ts'
import {
  submitDescription,
  submitListAgain,
  submitPlace,
  submitRoom,
  submitSeats,
  submitTakeDown,
  submitWithdraw,
} from './course-acts.tsx'
import { coursePage } from './course-page.tsx'
import { coursesPage } from './courses-page.tsx'
import { submitEndPromo, submitPromo } from './promo-acts.tsx'
import { promosPage } from './promos-page.tsx'
import { decideProposal, proposalPage } from './proposal-page.tsx'
import { proposalsPage } from './proposals-page.tsx'
import { reviewPage, submitHide, submitReply, submitShow } from './review-page.tsx'
import { reviewsPage } from './reviews-page.tsx'

/** What is sold, and what is said of it. */
export const catalogueRows = ({ get, post }: StaffRows) => [
  get('/katalog', 'see_catalogue', coursesPage),
  get('/katalog/pelatihan/:course', 'see_catalogue', coursePage),
  post('/katalog/pelatihan/:course/kursi', 'run_catalogue', submitSeats),
  post('/katalog/pelatihan/:course/tempat', 'run_catalogue', submitPlace),
  post('/katalog/pelatihan/:course/lokasi', 'run_catalogue', submitRoom),
  post('/katalog/pelatihan/:course/keterangan', 'run_catalogue', submitDescription),
  post('/katalog/pelatihan/:course/tarik', 'run_catalogue', submitWithdraw),
  post('/katalog/pelatihan/:course/kembalikan', 'run_catalogue', submitListAgain),
  post('/katalog/pelatihan/:course/turunkan-gambar', 'run_catalogue', submitTakeDown),
  get('/katalog/usulan', 'see_catalogue', proposalsPage),
  get('/katalog/usulan/:draft', 'see_catalogue', proposalPage),
  post('/katalog/usulan/:draft', 'run_catalogue', decideProposal),
  get('/katalog/promo', 'see_catalogue', promosPage),
  post('/katalog/promo', 'run_catalogue', submitPromo),
  post('/katalog/promo/:promo/akhiri', 'run_catalogue', submitEndPromo),
  get('/katalog/ulasan', 'see_catalogue', reviewsPage),
  get('/katalog/ulasan/:review', 'see_catalogue', reviewPage),
  post('/katalog/ulasan/:review/sembunyikan', 'run_catalogue', submitHide),
  post('/katalog/ulasan/:review/tampilkan', 'run_catalogue', submitShow),
  post('/katalog/ulasan/:review/balas', 'run_catalogue', submitReply),
]
