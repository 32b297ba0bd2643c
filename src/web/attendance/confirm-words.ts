import { dictionary } from '../words/dictionary.ts'

/** What the page says on which a participant confirms that they attend. */
export const words = dictionary({
  id: {
    title: 'Konfirmasi kehadiran',
    lead: (institution: string) => `${institution} meminta Anda mengonfirmasi bahwa Anda hadir.`,
    logInLead:
      'Lembaga pelatihan meminta Anda mengonfirmasi kehadiran. Masuk dulu dengan akun Kartu Prakerja yang membeli pelatihan ini.',
    logIn: 'Masuk',
    course: 'Pelatihan',
    institution: 'Lembaga',
    schedule: 'Jadwal',
    session: 'Sesi',
    validUntil: 'Tautan berlaku sampai',
    anyTime: 'Mulai kapan saja',
    firstSession: 'Awal pelatihan (sesi 1)',
    lastSession: 'Tes akhir',
    nthSession: (number: number) => `Sesi ${number}`,
    sendLead: 'Kami mengirim kode lewat SMS ke nomor HP yang terdaftar di Prakerja.',
    send: 'Kirim kode',
    codeLead: (phone: string) => `Kode 6 angka dikirim lewat SMS ke ${phone}.`,
    confirm: 'Konfirmasi kehadiran',
    done: 'Kehadiran tercatat',
    doneAt: (at: string) => `Dikonfirmasi pada ${at}. Tautan ini tidak dapat dipakai lagi.`,
    goBack: (institution: string) => `Kembali ke ${institution}`,
    toCard: 'Ke kartu saya',
    confirmation_unknown: 'Tautan tidak dikenal',
    confirmation_unknown_text:
      'Periksa apakah alamatnya lengkap. Bila tetap begini, kembali ke halaman lembaga pelatihan dan minta tautan baru.',
    confirmation_of_other_person: 'Tautan ini untuk peserta lain',
    confirmation_of_other_person_text:
      'Hanya pembeli pelatihan ini yang dapat mengonfirmasi. Bila itu Anda, keluar lalu masuk dengan akun yang membelinya.',
    logOut: 'Keluar',
    confirmation_expired: 'Tautan sudah kedaluwarsa',
    confirmation_expired_text: (at: string) =>
      `Tautan berlaku sampai ${at}. Kembali ke halaman lembaga pelatihan dan minta tautan baru.`,
    transaction_cancelled: 'Pembelian sudah dibatalkan',
    transaction_cancelled_text: (at: string) =>
      `Pembelian pelatihan ini dibatalkan pada ${at}, jadi kehadirannya tidak dapat dikonfirmasi. Hubungi lembaga pelatihan bila menurut Anda ini keliru.`,
  },
  en: {
    title: 'Confirm that you attend',
    lead: (institution) => `${institution} asks you to confirm that you attend.`,
    logInLead:
      'Your institution asks you to confirm that you attend. Log in first, with the Kartu Prakerja account that bought this training.',
    logIn: 'Log in',
    course: 'Training',
    institution: 'Institution',
    schedule: 'Schedule',
    session: 'Session',
    validUntil: 'Link valid until',
    anyTime: 'Begin whenever you like',
    firstSession: 'Beginning of the training (session 1)',
    lastSession: 'Test after the training',
    nthSession: (number) => `Session ${number}`,
    sendLead: 'We send a code by SMS to the mobile number that is registered with Prakerja.',
    send: 'Send the code',
    codeLead: (phone) => `A code of 6 digits was sent by SMS to ${phone}.`,
    confirm: 'Confirm that I attend',
    done: 'Your attendance is recorded',
    doneAt: (at) => `Confirmed on ${at}. This link cannot be used again.`,
    goBack: (institution) => `Back to ${institution}`,
    toCard: 'To my card',
    confirmation_unknown: 'Unknown link',
    confirmation_unknown_text:
      'See that the address is complete. If it still does not work, go back to the page of your institution and ask for a new link.',
    confirmation_of_other_person: 'This link is for somebody else',
    confirmation_of_other_person_text:
      'Only who bought this training can confirm. If that is you, log out, then log in with the account that bought it.',
    logOut: 'Log out',
    confirmation_expired: 'The link has expired',
    confirmation_expired_text: (at) =>
      `The link was valid until ${at}. Go back to the page of your institution and ask for a new one.`,
    transaction_cancelled: 'The purchase was cancelled',
    transaction_cancelled_text: (at) =>
      `The purchase of this training was cancelled on ${at}, so attendance cannot be confirmed. Ask your institution if you think that this is a mistake.`,
  },
})
