import type { Language } from '../../kernel/wib.ts'
import type { EffectName, StepName } from '../../storefronts/alphabet.ts'
import type { Journey } from '../../storefronts/journey.ts'

type Said = (labels: readonly string[], shop: string) => string

const quoted = (labels: readonly string[], word: string) =>
  labels.map((label) => `“${label}”`).join(` ${word} `)

/** How each letter of the alphabet is explained, with the labels of whichever storefront uses it. */
const steps: Record<Language, Record<StepName, Said>> = {
  id: {
    arrive: (_labels, shop) => `Buka ${shop} dari portal Prakerja atau langsung di situsnya.`,
    choose_course: (labels) => `Cari dan pilih pelatihan, lalu tekan ${quoted(labels, 'atau')}.`,
    log_in: (labels) =>
      `${quoted(labels, 'atau')} dengan akun toko ini. Yang sudah masuk melewati langkah ini.`,
    choose_payment: (labels) => `Pilih metode pembayaran ${quoted(labels, 'atau')}.`,
    enter_card: (labels) => `Ketik 16 angka nomor kartu, lalu tekan ${quoted(labels, 'atau')}.`,
    enter_otp: (labels) => `Ketik 6 angka kode OTP dari SMS, lalu tekan ${quoted(labels, 'atau')}.`,
    see_result: (labels) => `Halaman ${quoted(labels, 'atau')} menampilkan bukti pembayaran dan sisa saldo.`,
    learn: (labels) => `Tekan ${quoted(labels, 'atau')}: ikuti pelatihan sampai selesai.`,
  },
  en: {
    arrive: (_labels, shop) => `Open ${shop} from the Prakerja portal or at its own site.`,
    choose_course: (labels) => `Find and choose a course, then press ${quoted(labels, 'or')}.`,
    log_in: (labels) => `${quoted(labels, 'or')} with an account of this shop; skipped if you are logged in.`,
    choose_payment: (labels) => `Choose the payment method ${quoted(labels, 'or')}.`,
    enter_card: (labels) => `Type the 16 digits of your card number and press ${quoted(labels, 'or')}.`,
    enter_otp: (labels) => `Type the 6-digit OTP from the SMS and press ${quoted(labels, 'or')}.`,
    see_result: (labels) => `The page ${quoted(labels, 'or')} shows the receipt and what is left.`,
    learn: (labels) => `Press ${quoted(labels, 'or')} and follow the course to its end.`,
  },
}

/** What happens behind a step, as a buyer notices it; undefined where there is nothing to notice. */
const happenings: Record<Language, Record<EffectName, string | undefined>> = {
  id: {
    draft_order: undefined,
    place_order: 'Pesanan dibuat; saldo belum berkurang.',
    email_order: 'Rincian pesanan dikirim ke email kamu.',
    send_otp: 'Prakerja, bukan toko, mengirim OTP ke nomor HP yang terdaftar di Prakerja.',
    authorize: 'Saldo kartu didebit, satu kali.',
    enrol: 'Kamu langsung terdaftar sebagai peserta.',
    email_receipt: 'Bukti pembayaran dikirim ke email kamu.',
  },
  en: {
    draft_order: undefined,
    place_order: 'The order is placed; your balance is not touched yet.',
    email_order: 'The details of the order are emailed to you.',
    send_otp: 'Prakerja, not the shop, sends the OTP to the mobile number registered with Prakerja.',
    authorize: 'Your card is debited, once.',
    enrol: 'You are enrolled at once.',
    email_receipt: 'The receipt is emailed to you.',
  },
}

export interface TutorialStep {
  readonly says: string
  /** what happens then, sentence by sentence */
  readonly happens: readonly string[]
}

/** How to buy at a storefront, told from the journey that its pages walk: it can never say otherwise than they do. */
export function tutorialOf(journey: Journey, language: Language): TutorialStep[] {
  return journey.steps.map(({ step, labels, effects = [] }) => ({
    says: steps[language][step](labels, journey.name),
    happens: effects.flatMap((effect) => happenings[language][effect] ?? []),
  }))
}
