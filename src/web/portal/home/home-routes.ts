import { logInPage, submitLogIn } from '../../identity/password-pages.tsx'
import { goTo } from '../../site/link.ts'
import { rowsOf } from '../../site/site-table.ts'
import { pocketPage, purchasePage } from '../pocket/pocket-page.tsx'
import { codePage, numberPage, resendCode, submitCode, submitNumber } from '../register/phone-pages.tsx'
import { passwordLogIn } from '../register/sign-up-pages.tsx'
import { visitorGuards } from '../register/visitor.tsx'
import { declinePage, submitDecline } from '../seats/decline-page.tsx'
import { submitLeaveWaiting, submitWaiting, waitingPage } from '../seats/waiting-pages.tsx'
import { accountPage, askForCode, confirmAccount, withdrawOwn } from './account-pages.tsx'
import { appealPage, submitAppeal } from './appeal-pages.tsx'
import { dataExport } from './data-export.ts'
import { dataPage, endOtherDevices, submitOwnConsents, submitPartnerBack } from './data-page.tsx'
import { homeDoor, proofDownload, submitJoin, submitLeave } from './home-page.tsx'
import { messageChoicesPage, submitChoices } from './message-choices-page.tsx'
import { changedPage, ofNewPhone, provePage, submitProof } from './phone-change-pages.tsx'
import { submitSurvey, surveyPage } from './survey-pages.tsx'

const { get, post } = rowsOf(visitorGuards)

/** `/kartu`, `/pesan-saya`, `/data-saya`, `/keberatan`, `/ganti-hp` and `/masuk/sandi`: the home of who has logged in. */
export const homeRoutes = [
  get('/masuk/sandi', 'everybody', (c, deps) => logInPage(c, passwordLogIn(c, deps))),
  post('/masuk/sandi', 'everybody', (c, deps) => submitLogIn(c, passwordLogIn(c, deps))),

  get('/kartu', 'everybody', homeDoor),
  // As the home of who has no card was called: old links lead on.
  get('/beranda', 'everybody', (c) => goTo(c, '/kartu')),
  post('/beranda/gabung', 'person', submitJoin),
  post('/beranda/tinggalkan', 'person', submitLeave),
  get('/beranda/bukti/:wave', 'person', proofDownload),

  get('/beranda/survei/:number', 'person', surveyPage),
  post('/beranda/survei/:number', 'person', submitSurvey),

  get('/kartu/salinan', 'person', pocketPage),
  get('/kartu/pembelian/:purchase', 'person', purchasePage),
  get('/kartu/tolak', 'person', declinePage),
  post('/kartu/tolak', 'person', submitDecline),
  get('/kartu/tunggu/:schedule', 'person', waitingPage),
  post('/kartu/tunggu/:schedule', 'person', submitWaiting),
  post('/kartu/tunggu/:schedule/keluar', 'person', submitLeaveWaiting),
  get('/pesan-saya', 'person', messageChoicesPage),
  post('/pesan-saya', 'person', submitChoices),

  get('/data-saya', 'visitor', dataPage),
  get('/data-saya/unduh', 'visitor', dataExport),
  post('/data-saya/persetujuan', 'visitor', submitOwnConsents),
  post('/data-saya/izin', 'visitor', submitPartnerBack),
  post('/data-saya/perangkat', 'visitor', endOtherDevices),

  get('/keberatan', 'visitor', appealPage),
  post('/keberatan', 'visitor', submitAppeal),

  get('/rekening', 'person', accountPage),
  post('/rekening', 'person', askForCode),
  // Where somebody reloads the page of the code: its account is kept nowhere.
  get('/rekening/kode', 'person', accountPage),
  post('/rekening/kode', 'person', confirmAccount),
  post('/rekening/batal', 'person', withdrawOwn),

  get('/ganti-hp', 'person', provePage),
  post('/ganti-hp', 'person', submitProof),
  get('/ganti-hp/nomor', 'proved', ofNewPhone(numberPage)),
  post('/ganti-hp/nomor', 'proved', ofNewPhone(submitNumber)),
  get('/ganti-hp/kode', 'proved', ofNewPhone(codePage)),
  post('/ganti-hp/kode', 'proved', ofNewPhone(submitCode)),
  post('/ganti-hp/kode/kirim-ulang', 'proved', ofNewPhone(resendCode)),
  get('/ganti-hp/selesai', 'visitor', (c) => changedPage(c)),
]
