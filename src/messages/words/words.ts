import type { campaignTemplates } from '../campaign-templates.ts'
import type { paymentTemplates } from '../payment-templates.ts'
import type { ChannelOf, TemplateName } from '../templates.ts'

/** One wording: lines with `{placeholders}`; what the lines of an email may be is said in compile-wording.ts. */
export interface Wording {
  readonly subject?: string | undefined
  readonly body: string
}

/** The built-in words of one language: every template, in every channel it has. */
export type Words = {
  readonly [Name in TemplateName]: { readonly [Way in ChannelOf<Name>]: WordingOf<Way> }
}

/** The templates of the portal, which have files of their own. */
export type PortalWords = Pick<
  Words,
  | 'portal-sign-up'
  | 'registered'
  | 'registration-undone'
  | 'application-undone'
  | 'wave-cancelled'
  | 'appeal-answered'
  | 'inquiry-answered'
  | 'person-erased'
  | 'phone-replaced'
  | 'card-number'
  | 'payout-account'
  | 'payout-account-otp'
>

/** The templates for those who learn, which have files of their own, too. */
export type LearningWords = Pick<Words, 'training-finished' | 'certificate-issued' | 'review-due'>

/** The templates of campaigns and of tests, which have files of their own, too. */
export type CampaignWords = Pick<Words, keyof typeof campaignTemplates>

/** The templates of what is paid, which have files of their own, too. */
export type PaidWords = Pick<Words, keyof typeof paymentTemplates>

type WordingOf<Way> = Way extends 'email' ? { readonly subject: string; readonly body: string } : string

/** The templates of what stops, which have files of their own, too. */
export type StoppedWords = Pick<
  Words,
  'order-lapsed' | 'training-goes-on' | 'order-ended' | 'storefront-suspended'
>

/** The templates of seats, which have files of their own, too. */
export type SeatWords = Pick<Words, 'moved-up' | 'seat-free'>

/** The templates for the staff, which have files of their own, too. */
export type WorkWords = Pick<Words, 'sweep-stopped' | 'cases-late'>
