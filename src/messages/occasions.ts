import type { TemplateName } from './templates.ts'

/** News that nobody has to be told: a person may decline each kind by each channel. */
export const newsKinds = ['learning', 'review', 'incentive', 'programme'] as const
export type NewsKind = (typeof newsKinds)[number]

/** Why a message is always sent, whatever somebody would rather not be told. */
export const dutyKinds = ['code', 'security', 'term', 'money', 'order', 'answer', 'work'] as const
export type DutyKind = (typeof dutyKinds)[number]

/** When a message is sent, to whom, and whether that may be declined. */
export interface Occasion {
  readonly kind: NewsKind | DutyKind
  readonly to: 'participant' | 'institution' | 'staff'
  readonly when: string
}

const told = (kind: Occasion['kind'], when: string, to: Occasion['to'] = 'participant'): Occasion => ({
  kind,
  to,
  when,
})

/** Every message with its occasion: docs/messages.md is written from it, and nothing that may be declined is sent past it. */
export const occasions: Readonly<Record<TemplateName, Occasion>> = {
  'payment-otp': told('code', 'a purchase asks for the OTP'),
  'account-phone-otp': told('code', 'a phone is verified at a storefront'),
  'login-otp': told('code', 'somebody logs in with their phone'),
  'attendance-otp': told('code', 'an institution asks for the confirmation that somebody attends'),
  'payout-account-otp': told('code', 'an account for payments is asked for'),
  designation: told('term', 'a wave is notified'),
  'moved-up': told('term', 'a seat that was left goes to the next reserve'),
  'deadline-reminder': told(
    'term',
    'so many days before the first purchase is due, by the rules of the year',
  ),
  'term-extended': told('term', 'the deadline of a wave is extended'),
  'wave-cancelled': told('term', 'a wave is cancelled before its draw'),
  'application-undone': told('term', 'a list that let somebody join a wave is taken back'),
  'registration-undone': told('term', 'a list that registered somebody is taken back'),
  revoked: told('term', 'the term ended without a purchase'),
  restored: told('term', 'a revocation is undone'),
  'cut-off': told('money', 'the year is over and the rest of the balance goes back'),
  'purchase-cancelled': told('money', 'a purchase is cancelled and its price returned'),
  'incentive-withdrawn': told('money', 'what earned an incentive does not stand any more'),
  'incentive-failed': told('money', 'the bank refuses an incentive, or sends it back'),
  'card-refused': told('security', 'the card was refused at a storefront, by whomever it was tried'),
  'phone-replaced': told('security', 'the registered phone is changed: to every old channel'),
  'card-number': told('security', 'the number of a card is replaced'),
  'payout-account': told('security', 'an account for payments is asked for, used or ended'),
  'account-changed': told('security', 'password, email or phone of an account is changed'),
  'password-reset': told('security', 'a new password is asked for'),
  'email-confirm': told('security', 'an email is to be proved'),
  'portal-sign-up': told('security', 'somebody begins to register'),
  registered: told('answer', 'the registration is complete'),
  'person-erased': told('answer', 'somebody is erased, as they asked'),
  'appeal-answered': told('answer', 'an appeal or a request is answered'),
  'inquiry-answered': told('answer', 'a question without an account is answered'),
  'seat-free': told('answer', 'a full schedule that somebody waits for has a seat'),
  'review-hidden': told('answer', 'a review is hidden, with the reason'),
  'order-placed': told('order', 'an order waits for payment'),
  'order-lapsed': told('order', 'an order was not paid in time'),
  receipt: told('order', 'a purchase is paid'),
  'voucher-replaced': told('order', 'the voucher of a purchase is replaced'),
  'training-goes-on': told(
    'order',
    'the programme stops with an institution or a storefront, and the training goes on',
  ),
  'order-ended': told('order', 'the programme stops with an institution or a storefront, and the order ends'),
  'storefront-suspended': told('order', 'the programme stops with the storefront of an account'),
  'training-finished': told('learning', 'a training is finished, with its certificate'),
  'certificate-issued': told('learning', 'another certificate of a finished training is issued'),
  'review-due': told('review', '`reviewReminderDays` after a training was finished without a review, once'),
  'incentive-due': told('incentive', 'instalments of the incentive fall due and go with the next payments'),
  'incentive-paid': told('incentive', 'the statement of the bank shows that an incentive was paid'),
  campaign: told('programme', 'two people send a text to a group'),
  'review-written': told('work', 'a review of its course is written', 'institution'),
  'picture-taken-down': told(
    'work',
    'the programme takes the picture of its course down, with the reason',
    'institution',
  ),
  'payout-paid': told('money', 'the statement of the bank shows that it was paid', 'institution'),
  'payout-failed': told('money', 'the bank refuses its payment, or sends it back', 'institution'),
  'institution-invitation': told('security', 'somebody is invited to act for it', 'institution'),
  'staff-invitation': told('security', 'somebody is invited, or their second factor is reset', 'staff'),
  'staff-news': told('security', 'an account of the staff is changed', 'staff'),
  'message-test': told('work', 'somebody of the staff tries a wording or a campaign', 'staff'),
  'cases-late': told('work', 'cases are past their due time, once each', 'staff'),
  'sweep-stopped': told('work', 'revocations stopped because too many fell due at once', 'staff'),
}

/** The templates that may be declined: only {@link ./queue-news.ts} sends them. */
export type NewsTemplate = Extract<
  TemplateName,
  'training-finished' | 'certificate-issued' | 'review-due' | 'incentive-due' | 'incentive-paid' | 'campaign'
>

/** The messages of a kind, in the order of the table. */
export function templatesOf(kind: Occasion['kind'], to: Occasion['to'] = 'participant'): TemplateName[] {
  return (Object.keys(occasions) as TemplateName[]).filter(
    (name) => occasions[name].kind === kind && occasions[name].to === to,
  )
}

/** To whom a message goes, by the name that a row has. */
export function templateIsFor(name: string): Occasion['to'] | undefined {
  return Object.hasOwn(occasions, name) ? occasions[name as TemplateName].to : undefined
}
