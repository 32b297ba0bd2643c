import { count, text } from './field-kinds.ts'

/** What those are told who are no participants: institutions of their courses, and who asked without an account. */
export const outsideTemplates = {
  'inquiry-answered': {
    channels: ['sms', 'email'],
    fields: { reference: text, answerLink: { kind: 'link', secret: true } },
    needs: ['reference', 'answerLink'],
  },
  'review-written': {
    channels: ['email'],
    fields: {
      institution: text,
      course: text,
      name: text,
      stars: count,
      replyBefore: { kind: 'deadline' },
      replyLink: { kind: 'link', secret: true },
    },
    needs: ['course', 'replyBefore', 'replyLink'],
  },
  'picture-taken-down': {
    channels: ['email'],
    fields: { institution: text, course: text, reason: text, link: { kind: 'link' } },
    needs: ['course', 'reason'],
  },
} as const
