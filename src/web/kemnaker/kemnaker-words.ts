import { dictionary } from '../words/dictionary.ts'

/** What the ministry's account site says. */
export const words = dictionary({
  id: {
    home: 'Akun Kemnaker',
    homeLead:
      'Satu akun untuk layanan ketenagakerjaan. Dengan akun ini Anda masuk ke Sisnaker, tanpa kata sandi lain.',
    goOnText: 'Akun Anda siap. Lanjutkan untuk memilih pelatihan; di sana Anda masuk dengan akun ini.',
    goOn: (shop: string) => `Lanjut ke ${shop}`,
    account: 'Akun saya',
    name: 'Nama lengkap',
    email: 'Alamat email',
    password: 'Kata sandi',
    passwordHint: 'Sedikitnya 10 karakter; kalimat pendek mudah diingat.',
    logIn: 'Masuk',
    logOut: 'Keluar',
    signUp: 'Buat akun',
    logInTitle: 'Masuk dengan akun Kemnaker',
    signUpTitle: 'Buat akun Kemnaker',
    noAccount: 'Belum punya akun?',
    haveAccount: 'Sudah punya akun?',
    wrong: 'Email atau kata sandi salah. Periksa keduanya, atau buat akun baru.',
    taken: 'Email ini sudah punya akun Kemnaker. Masuklah, atau pakai email lain.',
    tooOften: (minutes: number) =>
      `Terlalu banyak percobaan untuk email ini. Coba lagi dalam ${minutes} menit.`,
  },
  en: {
    home: 'Kemnaker account',
    homeLead:
      'One account for the services of the ministry of manpower. You log in to Sisnaker with it, without another password.',
    goOnText: 'Your account is ready. Go on to choose a training; you log in there with this account.',
    goOn: (shop) => `Go on to ${shop}`,
    account: 'My account',
    name: 'Full name',
    email: 'Email address',
    password: 'Password',
    passwordHint: 'At least 10 characters; a short sentence is easy to remember.',
    logIn: 'Log in',
    logOut: 'Log out',
    signUp: 'Sign up',
    logInTitle: 'Log in with your Kemnaker account',
    signUpTitle: 'Open a Kemnaker account',
    noAccount: 'No account yet?',
    haveAccount: 'You have an account?',
    wrong: 'The email or password is wrong. Check both, or open a new account.',
    taken: 'This email has a Kemnaker account already. Log in, or use another email.',
    tooOften: (minutes) => `Too many tries for this email. Try again in ${minutes} minutes.`,
  },
})
