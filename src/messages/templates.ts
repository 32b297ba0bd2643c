import { campaignTemplates } from './campaign-templates.ts'
import { codeTemplates } from './code-templates.ts'
import { count, rupiah, secretText, text } from './field-kinds.ts'
import type { Fields, ParamsOf } from './fields.ts'
import { learnerTemplates } from './learner-templates.ts'
import { outsideTemplates } from './outside-templates.ts'
import { paymentTemplates } from './payment-templates.ts'
import { seatTemplates } from './seat-templates.ts'
import { suspensionTemplates } from './suspension-templates.ts'

export type Channel = 'sms' | 'email'

interface Template {
  readonly channels: readonly Channel[]
  readonly fields: Fields
  /** what no wording may leave out */
  readonly needs: readonly string[]
  /** as SMS it is always one segment: this field is shortened, then the line bound to the domain goes */
  readonly shortens?: string
}

const maybeText = { kind: 'text', optional: true } as const
const maybeSecretText = { kind: 'text', secret: true, optional: true } as const
const maybeRupiah = { kind: 'rupiah', optional: true } as const
const days = { kind: 'days' } as const
const instant = { kind: 'instant' } as const
const maybeInstant = { kind: 'instant', optional: true } as const
const deadline = { kind: 'deadline' } as const
const maybeDeadline = { kind: 'deadline', optional: true } as const
const link = { kind: 'link' } as const
const maybeLink = { kind: 'link', optional: true } as const
const secretLink = { kind: 'link', secret: true } as const

/** Every message that the programme and its storefronts send, with what each is told. Nothing else is ever sent. */
export const templates = {
  ...codeTemplates,
  ...learnerTemplates,
  ...paymentTemplates,
  ...suspensionTemplates,
  ...seatTemplates,
  ...campaignTemplates,
  ...outsideTemplates,
  designation: {
    channels: ['sms', 'email'],
    fields: { name: text, card: secretText, balance: rupiah, deadline, link },
    needs: ['deadline', 'link'],
  },
  'deadline-reminder': {
    channels: ['sms'],
    fields: { daysLeft: days, deadline, balance: rupiah, link },
    needs: ['deadline'],
  },
  'card-refused': {
    channels: ['sms'],
    fields: { storefront: text, reason: text, link },
    needs: ['storefront', 'reason'],
    shortens: 'storefront',
  },
  revoked: {
    channels: ['sms', 'email'],
    fields: { name: text, reason: text, at: instant, balance: maybeRupiah, link },
    needs: ['reason', 'link'],
  },
  'cut-off': {
    channels: ['sms', 'email'],
    fields: { name: text, before: deadline, balance: rupiah, link },
    needs: ['balance', 'link'],
  },
  restored: {
    channels: ['sms', 'email'],
    fields: { name: text, deadline, balance: rupiah, link },
    needs: ['deadline', 'link'],
  },
  'term-extended': {
    channels: ['sms', 'email'],
    fields: { name: text, deadline, balance: rupiah, link },
    needs: ['deadline', 'link'],
  },
  'sweep-stopped': {
    channels: ['email'],
    fields: { name: text, wave: text, due: count, recipients: count, stoppedAt: instant, link },
    needs: ['wave', 'link'],
  },
  'cases-late': {
    channels: ['email'],
    fields: { name: text, cases: count, link },
    needs: ['cases', 'link'],
  },
  'order-placed': {
    channels: ['email'],
    fields: {
      name: text,
      storefront: text,
      course: text,
      institution: maybeText,
      order: text,
      amount: rupiah,
      payBefore: deadline,
      link,
    },
    needs: ['order', 'payBefore', 'link'],
  },
  'order-lapsed': {
    channels: ['email'],
    fields: { name: text, storefront: text, course: text, order: text, lapsedAt: instant, link },
    needs: ['order'],
  },
  receipt: {
    channels: ['email'],
    fields: {
      name: text,
      course: text,
      institution: text,
      storefront: text,
      startsAt: maybeInstant,
      place: maybeText,
      price: rupiah,
      discount: maybeRupiah,
      amount: rupiah,
      balance: rupiah,
      invoice: text,
      transactionCode: text,
      redeemCode: maybeSecretText,
      voucherCode: maybeSecretText,
      redeemLink: maybeLink,
      paidAt: instant,
      receiptLink: link,
      learnLink: link,
    },
    needs: ['amount', 'invoice', 'transactionCode', 'receiptLink'],
  },
  'purchase-cancelled': {
    channels: ['sms', 'email'],
    fields: {
      name: text,
      course: text,
      storefront: text,
      amount: rupiah,
      balance: rupiah,
      invoice: text,
      cancelledAt: instant,
      reason: maybeText,
      /** of the first purchase, where the term runs again */
      deadline: maybeDeadline,
      link,
    },
    needs: ['amount', 'invoice'],
  },
  'review-hidden': {
    channels: ['email'],
    fields: { name: text, course: text, reason: text, hiddenAt: instant, link: maybeLink },
    needs: ['course', 'reason'],
  },
  'password-reset': {
    channels: ['email'],
    fields: { name: text, site: text, resetLink: secretLink, minutes: count },
    needs: ['resetLink'],
  },
  'email-confirm': {
    channels: ['email'],
    fields: { name: text, site: text, confirmLink: secretLink, minutes: count },
    needs: ['confirmLink'],
  },
  'portal-sign-up': {
    channels: ['email'],
    fields: { confirmLink: secretLink, minutes: count },
    needs: ['confirmLink'],
  },
  registered: {
    channels: ['email'],
    fields: { name: text, link },
    needs: ['link'],
  },
  'registration-undone': {
    channels: ['email'],
    fields: { name: text, agency: text, reason: text },
    needs: ['agency', 'reason'],
  },
  'application-undone': {
    channels: ['email'],
    fields: { name: text, wave: text, agency: text, reason: text },
    needs: ['wave', 'reason'],
  },
  'wave-cancelled': {
    channels: ['sms', 'email'],
    fields: { name: text, wave: text, reason: text, link },
    needs: ['wave', 'link'],
  },
  'appeal-answered': {
    channels: ['email'],
    fields: { name: text, reference: text, answeredAt: instant, link },
    needs: ['reference', 'link'],
  },
  'phone-replaced': {
    channels: ['sms', 'email'],
    fields: { name: text, phone: text, changedAt: instant, until: instant, stopLink: secretLink },
    needs: ['stopLink'],
  },
  'payout-account': {
    channels: ['sms', 'email'],
    fields: {
      name: text,
      party: text,
      account: text,
      askedAt: maybeInstant,
      usableFrom: maybeInstant,
      because: maybeText,
      link,
    },
    needs: ['account', 'link'],
  },
  'account-changed': {
    channels: ['email'],
    fields: {
      name: text,
      site: text,
      passwordChangedAt: maybeInstant,
      emailChangedAt: maybeInstant,
      phoneChangedAt: maybeInstant,
      link,
    },
    needs: ['site', 'link'],
  },
  'institution-invitation': {
    channels: ['email'],
    fields: { name: text, institution: text, inviteLink: secretLink, until: instant },
    needs: ['inviteLink'],
  },
  'staff-invitation': {
    channels: ['email'],
    fields: { name: text, inviteLink: secretLink, until: instant },
    needs: ['inviteLink'],
  },
  'staff-news': {
    channels: ['email'],
    fields: {
      name: text,
      email: text,
      roles: text,
      by: text,
      invitedAt: maybeInstant,
      resetAt: maybeInstant,
      emailChangedAt: maybeInstant,
      enrolledAt: maybeInstant,
      rolesChangedAt: maybeInstant,
      decidesFrom: maybeInstant,
    },
    needs: ['name', 'email', 'by'],
  },
} as const satisfies Record<string, Template>

export type TemplateName = keyof typeof templates
export type ChannelOf<Name extends TemplateName> = (typeof templates)[Name]['channels'][number]
export type TemplateParams<Name extends TemplateName> = ParamsOf<(typeof templates)[Name]['fields']>

/** A template by the name a row has, or undefined. */
export function templateNamed(name: string): Template | undefined {
  return Object.hasOwn(templates, name) ? templates[name as TemplateName] : undefined
}

/** The names of all secret params, of whatever template: none of them may stay in the history. */
export const secretParams: readonly string[] = [
  ...new Set(
    Object.values<Template>(templates).flatMap(({ fields }) =>
      Object.keys(fields).filter((name) => fields[name]?.secret),
    ),
  ),
]
