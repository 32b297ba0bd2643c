import type { AccountState } from '../../money/accounts/rules.ts'
import { dictionary } from '../words/dictionary.ts'

/** What every site says of accounts for payments. */
export const accountWords = dictionary({
  id: {
    provider: 'Bank atau dompet elektronik',
    number: 'Nomor rekening atau nomor HP dompet',
    numberHint: 'Rekening bank: angka saja. Dompet elektronik: nomor HP yang terdaftar di sana.',
    holderName: 'Nama pemegang rekening',
    holderHint: 'Persis seperti di buku tabungan atau aplikasi bank.',
    states: {
      checking: 'Nama diperiksa ke bank',
      waiting: 'Menunggu persetujuan program',
      resting: 'Belum berlaku',
      usable: 'Dipakai untuk pembayaran',
      succeeded: 'Sudah diganti',
      ended: 'Tidak dipakai',
    } satisfies Record<AccountState, string>,
    askedAt: 'Diminta',
    usableFrom: 'Berlaku mulai',
    holder: 'Pemegang',
    reason: 'Alasan',
    whatNow: 'Yang perlu dilakukan',
    checkingText:
      'Bank belum menjawab. Kami tanyakan lagi setiap beberapa menit; tidak perlu melakukan apa-apa.',
    withdraw: 'Batalkan perubahan ini',
    history: 'Riwayat',
    account: 'Rekening',
    state: 'Keadaan',
  },
  en: {
    provider: 'Bank or e-wallet',
    number: 'Account number, or phone of the wallet',
    numberHint: 'Bank account: digits alone. E-wallet: the mobile number that is registered there.',
    holderName: "Name of the account's holder",
    holderHint: 'Exactly as in the passbook or the app of the bank.',
    states: {
      checking: 'The bank is asked for the name',
      waiting: 'Waits to be approved by the programme',
      resting: 'Not in use yet',
      usable: 'Paid to',
      succeeded: 'Replaced',
      ended: 'Not used',
    },
    askedAt: 'Asked for',
    usableFrom: 'In use from',
    holder: 'Holder',
    reason: 'Reason',
    whatNow: 'What to do now',
    checkingText: 'The bank has not answered. We ask again every few minutes; nothing needs to be done.',
    withdraw: 'Cancel this change',
    history: 'History',
    account: 'Account',
    state: 'State',
  },
})
