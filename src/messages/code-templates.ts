import { count, domain, rupiah, secretText, text } from './field-kinds.ts'

/** The messages that carry a code, each with what it is for. */
export const codeTemplates = {
  'card-number': {
    channels: ['sms', 'email'],
    fields: { name: text, card: secretText, link: { kind: 'link' } },
    needs: ['card', 'link'],
  },
  'payment-otp': {
    channels: ['sms'],
    fields: { otp: secretText, amount: rupiah, storefront: text, domain, minutes: count },
    needs: ['otp', 'amount', 'storefront'],
    shortens: 'storefront',
  },
  'account-phone-otp': {
    channels: ['sms'],
    fields: { otp: secretText, storefront: text, domain, minutes: count },
    needs: ['otp', 'storefront'],
    shortens: 'storefront',
  },
  'login-otp': {
    channels: ['sms'],
    fields: { otp: secretText, site: text, domain, minutes: count },
    needs: ['otp', 'site'],
    shortens: 'site',
  },
  'attendance-otp': {
    channels: ['sms'],
    fields: { otp: secretText, institution: text, domain, minutes: count },
    needs: ['otp', 'institution'],
    shortens: 'institution',
  },
  'payout-account-otp': {
    channels: ['sms'],
    fields: { otp: secretText, account: text, domain, minutes: count },
    needs: ['otp', 'account'],
    shortens: 'account',
  },
} as const
