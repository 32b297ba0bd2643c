import { dictionary } from '../words/dictionary.ts'

/** What forms say when an answer cannot be taken. `label` is the question's own label. */
export const formWords = dictionary({
  id: {
    errors: {
      required: (label: string) => `${label} belum diisi.`,
      choose: (label: string) => `${label}: pilih salah satu.`,
      too_short: (label: string, limit: number) =>
        `${label} terlalu pendek, paling sedikit ${limit} karakter.`,
      too_long: (label: string, limit: number) =>
        `${label} terlalu panjang, paling banyak ${limit} karakter.`,
      too_low: (label: string, limit: number) => `${label} paling kecil ${limit}.`,
      too_high: (label: string, limit: number) => `${label} paling besar ${limit}.`,
      not_a_number: (label: string) => `${label} harus berupa angka bulat.`,
      email_wrong: (label: string) => `${label} belum benar. Contoh: nama@contoh.id`,
      phone_wrong: (label: string) => `${label} harus nomor HP Indonesia. Contoh: 0812 3456 7890`,
      card_number_wrong: (label: string) => `${label} belum benar. Periksa lagi 16 angkanya.`,
      otp_wrong_form: (label: string) => `${label} terdiri dari 6 angka.`,
      digits_wrong: (label: string, limit: number) => `${label} harus ${limit} angka.`,
      date_wrong: (label: string) => `${label} bukan tanggal yang benar.`,
      percent_wrong: (label: string) =>
        `Tulis ${label} sebagai persen dengan paling banyak dua desimal, misalnya 12,5.`,
      consent_missing: (label: string) => `Centang dulu: ${label}`,
      format_wrong: (label: string) => `${label} belum benar.`,
      password_common: (label: string) =>
        `${label} ini dipakai banyak orang dan cepat ditebak. Pakai tiga kata atau lebih yang tidak berhubungan.`,
      password_personal: (label: string) =>
        `${label} ini mudah ditebak: isinya nama, email, nomor HP pemiliknya, atau nama situs ini. Pakai tiga kata lain yang tidak berhubungan.`,
      password_pattern: (label: string) =>
        `${label} ini mudah ditebak: isinya urutan, pengulangan, atau tanggal. Pakai tiga kata atau lebih yang tidak berhubungan.`,
      password_few_words: (label: string) =>
        `${label} ini mudah ditebak: katanya terlalu sedikit. Tambahkan satu atau dua kata yang tidak berhubungan.`,
    },
    labels: {
      name: 'Nama',
      email: 'Email',
      phone: 'Nomor HP',
      password: 'Kata sandi',
      card_number: 'Nomor kartu',
      otp: 'Kode OTP',
      promo: 'Kode promo',
    } as Readonly<Record<string, string>>,
  },
  en: {
    errors: {
      required: (label) => `${label} is missing.`,
      choose: (label) => `${label}: choose one.`,
      too_short: (label, limit) => `${label} is too short, at least ${limit} characters.`,
      too_long: (label, limit) => `${label} is too long, at most ${limit} characters.`,
      too_low: (label, limit) => `${label} must be at least ${limit}.`,
      too_high: (label, limit) => `${label} must be at most ${limit}.`,
      not_a_number: (label) => `${label} must be a whole number.`,
      email_wrong: (label) => `${label} is not right. Example: name@example.id`,
      phone_wrong: (label) => `${label} must be an Indonesian mobile number. Example: 0812 3456 7890`,
      card_number_wrong: (label) => `${label} is not right. Check its 16 digits.`,
      otp_wrong_form: (label) => `${label} has 6 digits.`,
      digits_wrong: (label, limit) => `${label} must have ${limit} digits.`,
      date_wrong: (label) => `${label} is not a real date.`,
      percent_wrong: (label) => `Write ${label} as a percentage with at most two decimals, such as 12.5.`,
      consent_missing: (label) => `Tick this first: ${label}`,
      format_wrong: (label) => `${label} is not right.`,
      password_common: (label) =>
        `${label}: many people use this one, and it is guessed soon. Use three or more words that have nothing to do with each other.`,
      password_personal: (label) =>
        `${label}: this one is easy to guess, as it is made of your name, email or phone, or the name of this site. Use three other words that have nothing to do with each other.`,
      password_pattern: (label) =>
        `${label}: this one is easy to guess, as it is a row, a repetition or a date. Use three or more words that have nothing to do with each other.`,
      password_few_words: (label) =>
        `${label}: this one is easy to guess, as it has too few words. Add one or two words that have nothing to do with them.`,
    },
    labels: {
      name: 'Name',
      email: 'Email',
      phone: 'Mobile number',
      password: 'Password',
      card_number: 'Card number',
      otp: 'OTP code',
      promo: 'Promo code',
    } as Readonly<Record<string, string>>,
  },
})

export type FormError = keyof (typeof formWords)['id']['errors']
