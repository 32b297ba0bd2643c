import { dictionary } from '../words/dictionary.ts'

/** What the pages of accounts with a second factor say, at whatever site. Whom to ask is said by the site. */
export const secondFactorWords = dictionary({
  id: {
    email: 'Email',
    password: 'Kata sandi',
    code: 'Kode autentikator',
    codeHint: '6 angka dari aplikasi autentikator, atau satu kode pemulihan.',
    logIn: 'Masuk',
    help: (whom: string) => `Undangan hilang, atau HP hilang? Minta ${whom} mengirim undangan baru.`,
    inviteTitle: 'Siapkan akun Anda',
    scanTitle: 'Pindai kode ini dengan aplikasi autentikator',
    scanAlt: 'Kode QR untuk aplikasi autentikator',
    typeSecret: 'Tidak bisa memindai? Ketik kunci ini:',
    firstCode: 'Kode dari aplikasi',
    firstCodeHint: '6 angka yang sekarang tampil di aplikasi.',
    newPassword: 'Kata sandi baru',
    newPasswordHint: 'Paling sedikit 10 karakter. Kalimat panjang lebih aman daripada kata yang rumit.',
    finish: 'Simpan',
    code_wrong: 'Kode itu salah. Periksa jam HP Anda, lalu ketik kode yang sekarang tampil.',
    gone: 'Tautan ini tidak bisa dipakai',
    link_unknown: (whom: string) =>
      `Tautan ini tidak dikenal. Buka tautan dari email terbaru sampai huruf terakhir, atau minta ${whom} mengirim undangan baru.`,
    link_used: (whom: string) =>
      `Tautan ini sudah dipakai. Bila bukan oleh Anda, beri tahu ${whom} sekarang juga.`,
    link_expired: (whom: string) => `Tautan ini sudah lewat waktunya. Minta ${whom} mengirim undangan baru.`,
    codesTitle: 'Simpan kode pemulihan ini',
    codesLead:
      'Bila HP Anda hilang, satu kode ini menggantikan kode autentikator, masing-masing satu kali. Simpan di tempat aman. Kode ini tidak ditampilkan lagi.',
    codesKept: 'Sudah saya simpan, lanjut masuk',
  },
  en: {
    email: 'Email',
    password: 'Password',
    code: 'Authenticator code',
    codeHint: 'The 6 digits of your authenticator app, or one recovery code.',
    logIn: 'Log in',
    help: (whom) => `Lost the invitation, or your phone? Ask ${whom} for a new invitation.`,
    inviteTitle: 'Set up your account',
    scanTitle: 'Scan this code with your authenticator app',
    scanAlt: 'QR code for the authenticator app',
    typeSecret: 'Cannot scan? Type this key:',
    firstCode: 'Code of the app',
    firstCodeHint: 'The 6 digits that the app shows now.',
    newPassword: 'New password',
    newPasswordHint: 'At least 10 characters. A long sentence is safer than a complicated word.',
    finish: 'Save',
    code_wrong: 'That code is wrong. Check the clock of your phone, then type the code that it shows now.',
    gone: 'This link cannot be used',
    link_unknown: (whom) =>
      `This link is not known. Open the link of the newest email to its last letter, or ask ${whom} for a new invitation.`,
    link_used: (whom) => `This link was used. If not by you, tell ${whom} at once.`,
    link_expired: (whom) => `This link is too old. Ask ${whom} for a new invitation.`,
    codesTitle: 'Keep these recovery codes',
    codesLead:
      'If you lose your phone, one of these codes stands in for a code of the app, each once. Keep them in a safe place. They are not shown again.',
    codesKept: 'I have kept them, go on to log in',
  },
})
