import { rupiah, secretText, text } from './field-kinds.ts'

const link = { kind: 'link' } as const
const deadline = { kind: 'deadline' } as const

/** What those are told whose turn has come: a seat of a wave for a reserve, a seat of a schedule for who waits for one. */
export const seatTemplates = {
  'moved-up': {
    channels: ['sms', 'email'],
    fields: { name: text, card: secretText, balance: rupiah, deadline, link },
    needs: ['deadline', 'link'],
  },
  'seat-free': {
    channels: ['sms', 'email'],
    fields: { name: text, course: text, until: deadline, link },
    needs: ['course', 'until', 'link'],
  },
} as const
