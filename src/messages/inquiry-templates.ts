import { text } from './field-kinds.ts'

/** What those are told who asked without an account. */
export const inquiryTemplates = {
  'inquiry-answered': {
    channels: ['sms', 'email'],
    fields: { reference: text, answerLink: { kind: 'link', secret: true } },
    needs: ['reference', 'answerLink'],
  },
} as const
