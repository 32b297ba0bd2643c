import { rupiah, text } from './field-kinds.ts'

const link = { kind: 'link' } as const
const maybeText = { kind: 'text', optional: true } as const
const maybeRupiah = { kind: 'rupiah', optional: true } as const

/** What participants are told of their incentive, and institutions of their payments. */
export const paymentTemplates = {
  'incentive-due': {
    channels: ['sms', 'email'],
    fields: { name: text, amount: rupiah, link },
    needs: ['amount', 'link'],
  },
  'incentive-paid': {
    channels: ['sms', 'email'],
    fields: { name: text, amount: rupiah, account: text, link },
    needs: ['amount'],
  },
  'incentive-failed': {
    channels: ['sms', 'email'],
    fields: { name: text, amount: rupiah, account: text, reason: maybeText, link },
    needs: ['amount', 'link'],
    shortens: 'reason',
  },
  'incentive-withdrawn': {
    channels: ['sms', 'email'],
    /** `owed`: of it, what was paid already and is taken off the next payments */
    fields: { name: text, amount: rupiah, owed: maybeRupiah, link },
    needs: ['amount', 'link'],
  },
  'payout-paid': {
    channels: ['email'],
    fields: { name: text, party: text, amount: rupiah, account: text, reference: text, link },
    needs: ['party', 'amount', 'reference'],
  },
  'payout-failed': {
    channels: ['email'],
    fields: {
      name: text,
      party: text,
      amount: rupiah,
      account: text,
      reference: text,
      reason: maybeText,
      link,
    },
    needs: ['party', 'amount', 'reference', 'link'],
  },
} as const
