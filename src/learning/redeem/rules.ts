import { type ReasonOf, type Refusal, refusalWords, refuse } from '../../kernel/refusal.ts'
import { bare } from '../../kernel/text.ts'

/**
 * Every way in which a code is not redeemed, in the order in which the reasons are looked at. Until the email, or being
 * the institution of the course, has shown who asks, nothing is told of the purchase but which kind of code it has; then what ends a code for good
 * comes before what can be put right.
 */
export const redeemRefusals = refusalWords({
  id: {
    code_unknown:
      'Kode voucher ini tidak ditemukan. Periksa lagi 12 huruf dan angkanya, atau salin dari struk atau email pembelian Anda.',
    code_of_other_kind:
      'Ini kode redeem, bukan kode voucher. Kode redeem hanya untuk lembaga, bila diminta. Isi kode voucher di sini: ada di atas kode redeem pada bukti pembayaran. Bila pembelian Anda tidak memberi kode voucher, tidak ada yang perlu ditukar: mulai belajar langsung dari toko.',
    email_wrong:
      'Email ini bukan email pembeli voucher tersebut. Pakai email akun toko tempat Anda membeli, atau email yang terdaftar di Prakerja.',
    code_of_other_institution: ({ belongsTo }) =>
      `Kode voucher ini untuk ${belongsTo}, bukan untuk lembaga ini. Tukarkan di halaman ${belongsTo}.`,
    transaction_cancelled: ({ since }) =>
      `Pembeliannya dibatalkan pada ${since} dan uangnya kembali ke saldo kartu Anda, jadi voucher ini tidak berlaku lagi. Anda bisa membeli pelatihan lain.`,
    code_cancelled: ({ since }) =>
      `Kode voucher ini dibatalkan pada ${since} dan diganti. Kode penggantinya dikirim ke email pembeli; pakai kode itu.`,
    already_redeemed: ({ since }) =>
      `Kode voucher ini sudah dipakai pada ${since}. Satu kode hanya bisa dipakai satu kali; pelatihannya sudah terbuka, jadi mulai belajar.`,
    code_of_other_course: ({ belongsTo }) =>
      `Kode voucher ini untuk pelatihan “${belongsTo}”. Pilih pelatihan itu, lalu tukarkan lagi.`,
    schedule_not_running: ({ until, since }) =>
      until
        ? `Pelatihan ini belum dimulai. Tukarkan kode ini mulai ${until}.`
        : `Jadwal pelatihan ini sudah selesai pada ${since}, jadi voucher ini tidak bisa ditukarkan lagi. Hubungi toko tempat Anda membeli.`,
  },
  en: {
    code_unknown:
      'There is no such voucher code. Check its 12 letters and digits, or copy it from your receipt or purchase email.',
    code_of_other_kind:
      'This is a redeem code, not a voucher code. A redeem code is only for the institution, if it asks. Enter the voucher code here: it stands above the redeem code on your receipt. If your purchase gave no voucher code, there is nothing to redeem: start learning from the shop.',
    email_wrong:
      'This is not the email of the buyer of that voucher. Use the email of the shop account that you bought with, or the one registered with Prakerja.',
    code_of_other_institution: ({ belongsTo }) =>
      `This voucher code is for ${belongsTo}, not for this institution. Redeem it on the page of ${belongsTo}.`,
    transaction_cancelled: ({ since }) =>
      `The purchase was cancelled on ${since} and its price is back on your card, so this voucher is no longer valid. You can buy another course.`,
    code_cancelled: ({ since }) =>
      `This voucher code was cancelled on ${since} and replaced. The new code was sent to the buyer by email; use that one.`,
    already_redeemed: ({ since }) =>
      `This voucher code was used on ${since}. A code can be used only once; its training is open, so begin to learn.`,
    code_of_other_course: ({ belongsTo }) =>
      `This voucher code is for the course “${belongsTo}”. Choose that course and redeem it again.`,
    schedule_not_running: ({ until, since }) =>
      until
        ? `This course has not begun. Redeem the code from ${until} on.`
        : `The schedule of this course ended on ${since}, so this voucher can no longer be redeemed. Ask the shop where you bought it.`,
  },
})
export type RedeemRefusal = ReasonOf<typeof redeemRefusals>

/** Every way in which a voucher code is not replaced by another, in this order. */
export const replaceRefusals = refusalWords({
  id: {
    reason_missing: 'Tulis mengapa kode ini diganti: --reason "...".',
    code_unknown: 'Kode voucher seperti itu tidak ada. Periksa hurufnya.',
    code_of_other_kind:
      'Ini kode redeem, yang diminta lembaga. Pakai kode voucher pembelian yang sama: ada di sampingnya pada bukti pembayaran.',
    transaction_cancelled:
      'Pembeliannya dibatalkan; vouchernya tidak berlaku lagi. Tidak ada yang perlu diganti.',
    code_cancelled:
      'Kode ini sudah diganti, dan pembeli menerima yang baru lewat email. Tidak perlu apa-apa lagi.',
    already_redeemed: 'Kode ini sudah ditukar. Tidak ada yang perlu diganti.',
  },
  en: {
    reason_missing: 'Say why the code is replaced: --reason "...".',
    code_unknown: 'There is no voucher code like this. Check its letters.',
    code_of_other_kind:
      'This is a redeem code, which institutions ask for. Use the voucher code of the same purchase: it stands beside it on the receipt.',
    transaction_cancelled:
      'The purchase was cancelled; its voucher is no longer valid. There is nothing to replace.',
    code_cancelled:
      'This code was replaced before, and the buyer has the new one by email. There is nothing to do.',
    already_redeemed: 'This code was redeemed. There is nothing to replace.',
  },
})
export type ReplaceRefusal = ReasonOf<typeof replaceRefusals>

/** What has become of a code and of its purchase. */
export interface CodeFacts {
  readonly transactionCancelledAt: Date | undefined
  readonly codeCancelledAt: Date | undefined
  readonly redeemedAt: Date | undefined
}

export interface RedeemFacts extends CodeFacts {
  readonly institutionId: number
  readonly institution: string
  readonly courseCode: string
  readonly course: string
  /** undefined: begins whenever the buyer begins, and is never over */
  readonly startsAt: Date | undefined
  readonly endsAt: Date | undefined
  /** whose code it is, in lower case: the storefront account that ordered, and the card's holder */
  readonly emails: readonly string[]
}

export interface RedeemAsked {
  readonly institutionId: number
  /** the course that it is redeemed for; undefined where only the code is named */
  readonly courseCode?: string | undefined
  /** undefined where an institution that is known by its signature asks */
  readonly email?: string | undefined
  /** no code of the kind that is asked for, but one of the other: a redeem code for a voucher code */
  readonly otherKind?: boolean
}

/** Whether a code may be redeemed now; undefined: it may. Without facts there is no such code. */
export function judgeRedeem(
  facts: RedeemFacts | undefined,
  asked: RedeemAsked,
  now: Date,
): Refusal<RedeemRefusal> | undefined {
  if (!facts) return refuse(asked.otherKind ? 'code_of_other_kind' : 'code_unknown')
  if (asked.email !== undefined && !facts.emails.includes(emailAsCompared(asked.email)))
    return refuse('email_wrong')
  if (facts.institutionId !== asked.institutionId)
    return refuse('code_of_other_institution', { belongsTo: facts.institution })
  const spent = judgeSpent(facts)
  if (spent) return spent
  if (asked.courseCode !== undefined && facts.courseCode !== asked.courseCode)
    return refuse('code_of_other_course', { belongsTo: facts.course })
  return judgeSchedule(facts, now)
}

/** Whether a schedule is running; undefined: it is. One without a beginning always runs. */
export function judgeSchedule(
  { startsAt, endsAt }: Pick<RedeemFacts, 'startsAt' | 'endsAt'>,
  now: Date,
): Refusal<'schedule_not_running'> | undefined {
  if (startsAt && startsAt > now) return refuse('schedule_not_running', { until: startsAt })
  if (startsAt && endsAt && endsAt <= now) return refuse('schedule_not_running', { since: endsAt })
  return undefined
}

/** Whether a voucher code may be cancelled and another issued in its place; undefined: it may. */
export function judgeReplace(
  facts: CodeFacts | undefined,
  reason: string,
  otherKind = false,
): Refusal<ReplaceRefusal> | undefined {
  if (reason.trim() === '') return refuse('reason_missing')
  if (!facts) return refuse(otherKind ? 'code_of_other_kind' : 'code_unknown')
  return judgeSpent(facts)
}

function judgeSpent(facts: CodeFacts) {
  if (facts.transactionCancelledAt)
    return refuse('transaction_cancelled', { since: facts.transactionCancelledAt })
  if (facts.codeCancelledAt) return refuse('code_cancelled', { since: facts.codeCancelledAt })
  if (facts.redeemedAt) return refuse('already_redeemed', { since: facts.redeemedAt })
  return undefined
}

export interface Bought {
  /** undefined where the purchase itself enrols */
  readonly voucherCode: string | undefined
  readonly redeemedAt: Date | undefined
  readonly cancelledAt: Date | undefined
}

/** Whether the lessons of a paid purchase are open: one that gave a voucher opens them when it is redeemed. */
export function trainingIsOpen({ voucherCode, redeemedAt, cancelledAt }: Bought): boolean {
  return cancelledAt === undefined && (voucherCode === undefined || redeemedAt !== undefined)
}

/** What a voucher's owner is told of it. `none`: the purchase gave no voucher. */
export type VoucherState =
  | { readonly state: 'none' }
  | { readonly state: 'unused' }
  | { readonly state: 'used'; readonly at: Date; readonly email: string | undefined }
  | { readonly state: 'cancelled'; readonly at: Date }

/** The honest state of a purchase's voucher. */
export function voucherState(bought: Bought & { readonly redeemedEmail?: string | undefined }): VoucherState {
  if (bought.voucherCode === undefined) return { state: 'none' }
  if (bought.cancelledAt) return { state: 'cancelled', at: bought.cancelledAt }
  if (bought.redeemedAt) return { state: 'used', at: bought.redeemedAt, email: bought.redeemedEmail }
  return { state: 'unused' }
}

/** A code as it was issued, from how people type or paste it: in lower case, with blanks and dashes. */
export function codeAsIssued(typed: string): string {
  return bare(typed).replaceAll('-', '').toUpperCase()
}

/** An email as it is compared. */
export function emailAsCompared(typed: string): string {
  return bare(typed).toLowerCase()
}
