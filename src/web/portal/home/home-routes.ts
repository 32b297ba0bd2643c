import { logInPage, takeLogIn } from '../../identity/password-pages.tsx'
import { rowsOf } from '../../site/site-table.ts'
import { codePage, numberPage, resendCode, takeCode, takeNumber } from '../register/phone-pages.tsx'
import { passwordLogIn } from '../register/sign-up-pages.tsx'
import { visitorGuards } from '../register/visitor.tsx'
import { appealPage, takeAppeal } from './appeal-pages.tsx'
import { dataExport } from './data-export.ts'
import { dataPage, endOtherDevices, takeOwnConsents, takePartnerBack } from './data-page.tsx'
import { homePage, proofDownload, takeJoin, takeLeave } from './home-page.tsx'
import { changedPage, ofNewPhone, provePage, takeProof } from './phone-change-pages.tsx'

const { get, post } = rowsOf(visitorGuards)

/** `/beranda`, `/data-saya`, `/keberatan`, `/ganti-hp` and `/masuk/sandi`: the home of who has logged in. */
export const homeRoutes = [
  get('/masuk/sandi', 'everybody', (c, deps) => logInPage(c, passwordLogIn(c, deps))),
  post('/masuk/sandi', 'everybody', (c, deps) => takeLogIn(c, passwordLogIn(c, deps))),

  get('/beranda', 'visitor', homePage),
  post('/beranda/gabung', 'person', takeJoin),
  post('/beranda/tinggalkan', 'person', takeLeave),
  get('/beranda/bukti/:wave', 'person', proofDownload),

  get('/data-saya', 'visitor', dataPage),
  get('/data-saya/unduh', 'visitor', dataExport),
  post('/data-saya/persetujuan', 'visitor', takeOwnConsents),
  post('/data-saya/izin', 'visitor', takePartnerBack),
  post('/data-saya/perangkat', 'visitor', endOtherDevices),

  get('/keberatan', 'visitor', appealPage),
  post('/keberatan', 'visitor', takeAppeal),

  get('/ganti-hp', 'person', provePage),
  post('/ganti-hp', 'person', takeProof),
  get('/ganti-hp/nomor', 'proved', ofNewPhone(numberPage)),
  post('/ganti-hp/nomor', 'proved', ofNewPhone(takeNumber)),
  get('/ganti-hp/kode', 'proved', ofNewPhone(codePage)),
  post('/ganti-hp/kode', 'proved', ofNewPhone(takeCode)),
  post('/ganti-hp/kode/kirim-ulang', 'proved', ofNewPhone(resendCode)),
  get('/ganti-hp/selesai', 'visitor', (c) => changedPage(c)),
]
