import { dictionary } from '../../words/dictionary.ts'

/** What a participant's page of accounts for payments says. */
export const ownAccountWords = dictionary({
  id: {
    title: 'Rekening bank atau dompet elektronik',
    lead: 'Insentif dibayar ke rekening bank atau dompet elektronik Anda sendiri: NIK dan namanya harus sama dengan yang terdaftar di program.',
    name: (name: string) => `Nama Anda di program: ${name}`,
    first: 'Tambah rekening',
    change: 'Ganti rekening',
    changeText: (hours: number) =>
      `Rekening baru mulai dipakai ${hours} jam setelah diminta. Nomor HP dan email Anda diberi tahu, supaya orang lain tidak bisa menggantinya diam-diam. Sampai saat itu rekening sekarang tetap dipakai.`,
    send: 'Kirim kode ke HP saya',
    codeTitle: 'Masukkan kode dari SMS',
    codeFor: (account: string) => `Kode ini hanya berlaku untuk rekening ${account}.`,
    confirm: 'Pakai rekening ini',
    other: 'Pakai rekening lain',
    failedTitle: 'Insentif belum bisa dicairkan',
  },
  en: {
    title: 'Bank account or e-wallet',
    lead: 'Incentives are paid to a bank account or e-wallet of your own: its NIK and name must be those that the programme knows.',
    name: (name) => `Your name in the programme: ${name}`,
    first: 'Add an account',
    change: 'Change the account',
    changeText: (hours) =>
      `The new account is in use ${hours} hours after it was asked for. Your phone and email are told, so that nobody can change it behind your back. Until then the account of now stays in use.`,
    send: 'Send a code to my phone',
    codeTitle: 'Type the code from the SMS',
    codeFor: (account) => `This code is good for the account ${account} alone.`,
    confirm: 'Use this account',
    other: 'Use another account',
    failedTitle: 'The incentive cannot be paid yet',
  },
})
