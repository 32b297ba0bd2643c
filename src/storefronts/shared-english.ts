/** English for the words that more than one storefront says; what only one says stands in its own file. */
export const sharedEnglish: Readonly<Record<string, string>> = {
  Bayar: 'Pay',
  Daftar: 'Sign up',
  'Kirim OTP': 'Send OTP',
  Masuk: 'Log in',
  'Mulai Belajar': 'Start learning',
  'Pembayaran Berhasil': 'Payment successful',
  Tukarkan: 'Redeem',
  Verifikasi: 'Verify',
}
