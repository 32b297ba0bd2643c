import { text } from './field-kinds.ts'

const link = { kind: 'link' } as const

/** What those are told who have bought, ordered or signed up where the programme has stopped. */
export const suspensionTemplates = {
  'training-goes-on': {
    channels: ['sms', 'email'],
    fields: { name: text, course: text, party: text, reason: text, link },
    needs: ['course', 'party', 'link'],
  },
  'order-ended': {
    channels: ['email'],
    fields: { name: text, storefront: text, course: text, order: text, party: text, reason: text, link },
    needs: ['order', 'reason', 'link'],
  },
  'storefront-suspended': {
    channels: ['email'],
    fields: { name: text, storefront: text, reason: text, link },
    needs: ['storefront', 'reason', 'link'],
  },
} as const
