import type { CampaignWords } from './words.ts'

export const campaignEn: CampaignWords = {
  campaign: {
    sms: 'BEKAL: {text} {link}',
    email: {
      subject: '{headline}',
      body: `# {headline}

Hello {name},

{text}

[Open it at Bekal]({link})

We never ask for money, your password or an OTP.`,
    },
  },
  'message-test': {
    email: {
      subject: 'Test: {headline}',
      body: `# Test message

Hello {name},

This is {what}, with invented values. It goes to nobody but you.

- Subject: {headline}

{text}`,
    },
  },
}
