import { text } from './field-kinds.ts'

const link = { kind: 'link' } as const

/** What a campaign says, and how the staff try a message before it goes to anybody. */
export const campaignTemplates = {
  campaign: {
    channels: ['sms', 'email'],
    fields: { name: text, headline: text, text, link },
    needs: ['text', 'link'],
  },
  'message-test': {
    channels: ['email'],
    fields: { name: text, what: text, headline: text, text: { kind: 'lines' } },
    needs: ['what', 'text'],
  },
} as const
