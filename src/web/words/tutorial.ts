import type { Language } from '../../kernel/wib.ts'
import { type Journey, type JourneyStep, wordsOf } from '../../storefronts/journey.ts'
import type { EffectName, StepName } from '../../storefronts/step-types.ts'

type Said = (words: readonly string[], shop: string, step: JourneyStep) => string

const quoted = (words: readonly string[], between: string) =>
  words.map((word) => `“${word}”`).join(` ${between} `)

/** What is typed, on which page, and what is pressed then. */
function typed(what: string, { title, labels }: JourneyStep): string {
  const begin = title ? `Di halaman “${title}” ketik ${what}` : `Ketik ${what}`
  return `${begin}${labels.length > 0 ? `, lalu tekan ${quoted(labels, 'lalu')}` : ''}.`
}

function typedInEnglish(what: string, { title, labels }: JourneyStep): string {
  const begin = title ? `On the page “${title}” type ${what}` : `Type ${what}`
  return `${begin}${labels.length > 0 ? `, then press ${quoted(labels, 'then')}` : ''}.`
}

/** How each step type is explained, with the words of whichever storefront uses it. */
export const sentences: Record<Language, Record<StepName, Said>> = {
  id: {
    arrive: (_words, shop) => `Buka ${shop} dari portal Prakerja atau langsung di situsnya.`,
    enter_programme: (words) => `Di halaman depan tekan ${quoted(words, 'atau buka dulu')}.`,
    see_features: ([title, ...features]) =>
      `Halaman “${title}” menawarkan ${quoted(features, 'dan')}. Pilih yang terakhir untuk membeli.`,
    search: (words) =>
      words.length > 0
        ? `Ketik ${quoted(words, 'atau')} di kolom pencarian.`
        : 'Cari pelatihan, lewat kolom pencarian atau daftar.',
    choose_category: (words) => `${quoted(words, 'atau')}.`,
    choose_institution: (words) => `${quoted(words, 'atau')}.`,
    see_detail: (words) =>
      `Tekan ${quoted(words, 'atau')} pada pelatihan untuk membaca isinya dan cara memakai vouchernya.`,
    choose_course: (words) => `Pilih pelatihan dan jadwalnya, lalu tekan ${quoted(words, 'atau')}.`,
    log_in: (words) =>
      `${quoted(words, 'atau')} dengan akun toko ini. Yang sudah masuk melewati langkah ini.`,
    log_in_elsewhere: (words) => `Tekan ${quoted(words, 'atau')}. Yang sudah masuk melewati langkah ini.`,
    verify_phone: (words) =>
      `Verifikasi nomor HP akun Anda: ${quoted(words, 'lalu')}. Cukup sekali untuk satu akun.`,
    see_methods: (words) =>
      `Periksa pesanan; tekan ${quoted(words, 'atau')} untuk melihat semua metode pembayaran.`,
    choose_payment: ([method = '', group]) =>
      group ? `Pilih “${method}” di kelompok “${group}”.` : `Pilih metode pembayaran “${method}”.`,
    apply: (words) => `Periksa pendaftaran Anda, lalu tekan ${quoted(words, 'atau')}.`,
    fill_identity: (words) => `Di halaman ${quoted(words, 'atau')} isi semua data diri Anda.`,
    enter_card: (_words, _shop, step) => typed('16 angka nomor kartu', step),
    use_own_card: (words) => `Nomor kartu diambil dari akun Anda; tekan ${quoted(words, 'atau')}.`,
    confirm_payment: (words) => `Bila semua sudah benar, tekan ${quoted(words, 'atau')}.`,
    enter_otp: (_words, _shop, step) => typed('6 angka kode OTP dari SMS', step),
    agree_terms: (words) => `Baca dan setujui ${quoted(words, 'dan')}.`,
    submit_order: (words) => `Tekan ${quoted(words, 'atau')}.`,
    see_result: (words) => `Muncul ${quoted(words, 'dengan')}: bukti pembayaran dan sisa saldo.`,
    see_history: (_words, _shop, { title, labels: [open, state] }) => {
      if (!open) return `Temukan lagi pembelian Anda di “${title}”.`
      const found = title ? `membuka “${title}”` : 'menemukan lagi pembelian Anda'
      return `Tekan “${open}” untuk ${found}${state ? `; yang sudah dibayar berstatus “${state}”` : ''}.`
    },
    redeem: (words) =>
      `Di halaman lembaga pelatihan isi kode voucher dan email Anda, lalu tekan ${quoted(words, 'atau')}. Kode hanya berlaku sekali.`,
    learn: (words) => `Tekan ${quoted(words, 'atau')}: ikuti pelatihan sampai selesai.`,
    review: (words) =>
      `Setelah selesai, tekan ${quoted(words, 'atau')} di riwayat untuk memberi bintang dan ulasan.`,
  },
  en: {
    arrive: (_words, shop) => `Open ${shop} from the Prakerja portal or at its own site.`,
    enter_programme: (words) => `On the front page press ${quoted(words, 'or first open')}.`,
    see_features: ([title, ...features]) =>
      `The page “${title}” offers ${quoted(features, 'and')}. Choose the last one to buy.`,
    search: (words) =>
      words.length > 0
        ? `Type ${quoted(words, 'or')} into the search field.`
        : 'Find a training by the search field or the list.',
    choose_category: (words) => `${quoted(words, 'or')}: choose the category.`,
    choose_institution: (words) => `${quoted(words, 'or')}: choose the institution.`,
    see_detail: (words) =>
      `Press ${quoted(words, 'or')} on a course to read what it is and how its voucher works.`,
    choose_course: (words) => `Choose a course and its schedule, then press ${quoted(words, 'or')}.`,
    log_in: (words) => `${quoted(words, 'or')} with an account of this shop; skipped if you are logged in.`,
    log_in_elsewhere: (words) => `Press ${quoted(words, 'or')}; skipped if you are logged in.`,
    verify_phone: (words) =>
      `Verify the mobile number of your account: ${quoted(words, 'then')}. Once for an account.`,
    see_methods: (words) => `Check the order; press ${quoted(words, 'or')} to see all payment methods.`,
    choose_payment: ([method = '', group]) =>
      group ? `Choose “${method}” in the group “${group}”.` : `Choose the payment method “${method}”.`,
    apply: (words) => `Check your application, then press ${quoted(words, 'or')}.`,
    fill_identity: (words) => `On the page ${quoted(words, 'or')} fill in who you are.`,
    enter_card: (_words, _shop, step) => typedInEnglish('the 16 digits of your card number', step),
    use_own_card: (words) => `The card number comes from your account; press ${quoted(words, 'or')}.`,
    confirm_payment: (words) => `If everything is right, press ${quoted(words, 'or')}.`,
    enter_otp: (_words, _shop, step) => typedInEnglish('the 6-digit OTP from the SMS', step),
    agree_terms: (words) => `Read and agree to ${quoted(words, 'and')}.`,
    submit_order: (words) => `Press ${quoted(words, 'or')}.`,
    see_result: (words) => `You see ${quoted(words, 'with')}: the receipt and what is left.`,
    see_history: (_words, _shop, { title, labels: [open, state] }) => {
      if (!open) return `Find your purchase again under “${title}”.`
      const found = title ? `open “${title}”` : 'find your purchase again'
      return `Press “${open}” to ${found}${state ? `; what is paid has the status “${state}”` : ''}.`
    },
    redeem: (words) =>
      `On the institution's page enter the voucher code and your email, then press ${quoted(words, 'or')}. A code works once.`,
    learn: (words) => `Press ${quoted(words, 'or')} and follow the course to its end.`,
    review: (words) => `Afterwards press ${quoted(words, 'or')} in your history to give stars and a review.`,
  },
}

/** What happens behind a step, as a buyer notices it; undefined where there is nothing to notice. */
export const happenings: Record<Language, Record<EffectName, string | undefined>> = {
  id: {
    draft_order: undefined,
    apply_promo: 'Kode promo toko ini bisa dimasukkan di sini; potongannya terlihat sebelum membayar.',
    place_order: 'Pesanan dibuat.',
    email_order: 'Rincian pesanan dikirim ke email Anda; saldo belum berkurang.',
    send_otp: 'Prakerja, bukan toko, mengirim OTP ke nomor HP yang terdaftar di Prakerja.',
    authorize: 'Saldo kartu didebit, satu kali.',
    enrol: 'Anda langsung terdaftar sebagai peserta.',
    issue_voucher: 'Anda mendapat kode voucher.',
    email_receipt: 'Bukti pembayaran dikirim ke email Anda.',
    redeem_voucher: 'Kode terpakai dan pelatihan terbuka.',
  },
  en: {
    draft_order: undefined,
    apply_promo: "The shop's promo code can be entered here; its discount is shown before you pay.",
    place_order: 'The order is placed.',
    email_order: 'The details of the order are emailed to you; your balance is not touched yet.',
    send_otp: 'Prakerja, not the shop, sends the OTP to the mobile number registered with Prakerja.',
    authorize: 'Your card is debited, once.',
    enrol: 'You are enrolled at once.',
    issue_voucher: 'You get a voucher code.',
    email_receipt: 'The receipt is emailed to you.',
    redeem_voucher: 'The code is used up and the training is open.',
  },
}

export interface TutorialStep {
  readonly step: JourneyStep
  readonly says: string
  /** what happens then, sentence by sentence */
  readonly happens: readonly string[]
}

/** How to buy at a storefront, told from the journey that its pages walk: it can never say otherwise than they do. */
export function tutorialOf(journey: Journey, language: Language): TutorialStep[] {
  return journey.steps.map((step) => ({
    step,
    says: sentences[language][step.step](wordsOf(step), journey.name, step),
    happens: (step.effects ?? []).flatMap((effect) => happenings[language][effect] ?? []),
  }))
}
