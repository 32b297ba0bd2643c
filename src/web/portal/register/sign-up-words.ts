import { dictionary } from '../../words/dictionary.ts'

/** What the pages around the account say. */
export const words = dictionary({
  id: {
    title: 'Daftar Kartu Prakerja',
    lead: 'Pendaftaran gratis dan tidak bisa diwakilkan. Siapkan KTP dan Kartu Keluarga; semua langkah bisa dihentikan dan dilanjutkan kapan saja.',
    noHurry:
      'Tidak perlu terburu-buru: mendaftar lebih awal tidak menambah peluang. Penerima dipilih lewat undian, bukan urutan mendaftar.',
    email: 'Alamat email',
    emailHint: 'Kami kirim tautan ke sini. Pakai email milik Anda sendiri.',
    send: 'Kirim tautan',
    haveAccount: 'Sudah punya akun? Masuk',
    sentTitle: 'Periksa email Anda',
    sentLead: (email: string) =>
      `Kami sudah mengirim tautan ke ${email}. Buka tautan itu di perangkat mana saja untuk melanjutkan. Berlaku 60 menit.`,
    sentHelp: 'Belum ada? Lihat folder spam, tunggu beberapa menit, lalu minta lagi.',
    again: 'Pakai email lain atau minta lagi',
    passwordTitle: 'Buat kata sandi',
    passwordLead: (email: string) => `Untuk akun ${email}.`,
    password: 'Kata sandi',
    passwordHint: 'Paling sedikit 10 karakter. Kalimat pendek mudah diingat dan sulit ditebak.',
    setPassword: 'Simpan dan lanjutkan',
    linkTitle: 'Tautan tidak bisa dipakai',
    askLink: 'Minta tautan baru',
    logInTitle: 'Masuk dengan kata sandi',
    logIn: 'Masuk',
    byCode: 'Masuk dengan kode SMS',
    byPassword: 'Masuk dengan email dan kata sandi',
    forgotten: 'Lupa kata sandi? Minta tautan',
    register: 'Belum punya akun? Daftar',
    tooMany: (minutes: number) =>
      `Terlalu sering mencoba. Coba lagi dalam ${minutes} menit, atau masuk dengan kode SMS.`,
  },
  en: {
    title: 'Register for Kartu Prakerja',
    lead: 'Registration is free and nobody can do it for you. Have your identity card and family card ready; you can stop and go on at any time.',
    noHurry:
      'There is no hurry: registering early brings no advantage. Who receives a card is drawn, whatever the order of registration.',
    email: 'Email address',
    emailHint: 'We send a link here. Use an address of your own.',
    send: 'Send the link',
    haveAccount: 'You have an account? Log in',
    sentTitle: 'Look into your inbox',
    sentLead: (email) =>
      `We have sent a link to ${email}. Open it on any device to go on. It is good for 60 minutes.`,
    sentHelp: 'Nothing there? Look into the spam folder, wait some minutes, then ask again.',
    again: 'Use another email or ask again',
    passwordTitle: 'Choose a password',
    passwordLead: (email) => `For the account of ${email}.`,
    password: 'Password',
    passwordHint: 'At least 10 characters. A short sentence is easy to remember and hard to guess.',
    setPassword: 'Save and go on',
    linkTitle: 'This link cannot be used',
    askLink: 'Ask for a new link',
    logInTitle: 'Log in with a password',
    logIn: 'Log in',
    byCode: 'Log in by a code over SMS',
    byPassword: 'Log in with email and password',
    forgotten: 'Forgotten the password? Ask for a link',
    register: 'No account yet? Register',
    tooMany: (minutes) => `Too many tries. Try again in ${minutes} minutes, or log in by a code over SMS.`,
  },
})
