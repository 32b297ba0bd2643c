import { secretText, text } from './field-kinds.ts'

const link = { kind: 'link' } as const
const instant = { kind: 'instant' } as const
const secretLink = { kind: 'link', secret: true } as const
const maybeText = { kind: 'text', optional: true } as const

/** What those are told who learn. */
export const learnerTemplates = {
  /** the last one: neither address nor anything else of it is kept (messages/kept-address.ts) */
  'person-erased': {
    channels: ['email'],
    fields: { erasedAt: instant, link },
    needs: ['erasedAt'],
  },
  'voucher-replaced': {
    channels: ['email'],
    fields: {
      name: text,
      course: text,
      institution: text,
      storefront: text,
      voucherCode: secretText,
      redeemLink: link,
    },
    needs: ['voucherCode', 'course', 'redeemLink'],
  },
  'training-finished': {
    channels: ['sms', 'email'],
    fields: { name: text, course: text, institution: text, certificateLink: secretLink, link },
    needs: ['course', 'certificateLink'],
  },
  'certificate-issued': {
    channels: ['sms', 'email'],
    fields: {
      name: text,
      course: text,
      institution: text,
      grade: maybeText,
      certificateLink: secretLink,
      link,
    },
    needs: ['course', 'certificateLink'],
  },
  'review-due': {
    channels: ['sms', 'email'],
    fields: { name: text, course: text, storefront: text, link },
    needs: ['course', 'link'],
    shortens: 'course',
  },
} as const
