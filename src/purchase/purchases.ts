import type { Outcome } from '../kernel/refusal.ts'
import type { Actor } from '../kernel/request.ts'
import type {
  AuthorizeRefusal,
  OwnCancelRefusal,
  SendOtpRefusal,
  StatusRefusal,
  VoidRefusal,
} from './refusals.ts'

/** The partner on whose behalf a purchase is asked for, as its record says. */
export interface BuyingPartner {
  readonly partnerId: number
  readonly clientCode: string
  readonly name: string
  /** the host that the OTP message is bound to */
  readonly domain: string
  readonly sandbox: boolean
  readonly givesVoucher: boolean
}

export interface SendOtpRequest {
  readonly partner: BuyingPartner
  /** the buyer at the storefront */
  readonly userPlatformId: string
  /** 16 digits */
  readonly cardNumber: string
  readonly courseCode: string
  readonly scheduleCode: string
  /** rupiah that the card is to be debited */
  readonly amount: number
  /** rupiah that a promo of one of our own storefronts takes off the approved price */
  readonly discount?: number
  readonly requestId: string
}

export interface OtpSent {
  readonly paymentToken: string
  /** when the code just sent can pay no more: its life is over, or the card's term, or the schedule begins before that */
  readonly expiresAt: Date
  readonly cardId: string
  readonly purchaseId: string
  /** seconds until another code may be asked for */
  readonly waitSeconds: number
}

export interface AuthorizeRequest {
  readonly partner: BuyingPartner
  readonly paymentToken: string
  readonly otp: string
  readonly invoiceCode: string
  readonly invoiceUrl: string
  readonly requestId: string
}

export interface Paid {
  readonly cardId: string
  readonly purchaseId: string
  readonly invoiceCode: string
  readonly transactionCode: string
  readonly redeemCode: string
  readonly voucherCode: string | undefined
  readonly amount: number
  readonly holderName: string
  readonly paidAt: Date
  /** rupiah on the card right after it */
  readonly balanceAfter: number
}

export type InvoiceStatus = 'PENDING' | 'SUCCESS' | 'CANCELLED' | 'FAILED'

export interface InvoiceState {
  readonly cardId: string
  readonly purchaseId: string
  readonly invoiceCode: string
  /** empty until it is paid */
  readonly transactionCode: string
  readonly amount: number
  readonly status: InvoiceStatus
  readonly holderName: string
  readonly createdAt: Date
}

export interface Quota {
  readonly courseCode: string
  readonly scheduleCode: string
  readonly seatsLeft: number
}

/**
 * Buying with the card: the one door to the heart. Partners' API and our own storefronts go through it alike.
 * Every operation is decided atomically in the database; a thrown error means that the outcome is unknown and
 * may be asked for with {@link Purchases.status}.
 */
export interface Purchases {
  /** Seats left of a schedule of a course. */
  quota(courseCode: string, scheduleCode: string): Promise<Outcome<Quota, SendOtpRefusal>>
  /** Checks everything that can be checked, holds the amount for the life of the code and sends the OTP by SMS. */
  sendOtp(request: SendOtpRequest): Promise<Outcome<OtpSent, SendOtpRefusal>>
  /** Takes the money, once for a (partner, invoice): the same request again gives the same answer. */
  authorize(request: AuthorizeRequest): Promise<Outcome<Paid, AuthorizeRefusal>>
  /** What became of an invoice; answers for pending and failed ones too. */
  status(partner: BuyingPartner, invoiceCode: string): Promise<Outcome<InvoiceState, StatusRefusal>>
  /** Cancels for its holder, who bought it at one of our own storefronts; see {@link cancelOwnPurchase}. */
  cancelOwn(
    purchase: { readonly cardId: string; readonly purchaseId: string },
    actor: Actor,
  ): Promise<Outcome<null, OwnCancelRefusal>>
  /** Cancels a paid and not yet redeemed purchase: the price returns to the balance, the seat to the schedule. */
  void(
    partner: BuyingPartner,
    invoiceCode: string,
    transactionCode: string,
    requestId: string,
  ): Promise<Outcome<InvoiceState, VoidRefusal>>
}
