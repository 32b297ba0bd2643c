import type { CampaignWords } from './words.ts'

export const campaignId: CampaignWords = {
  campaign: {
    sms: 'BEKAL: {text} {link}',
    email: {
      subject: '{headline}',
      body: `# {headline}

Halo {name},

{text}

[Buka di Bekal]({link})

Kami tidak pernah meminta uang, kata sandi, atau kode OTP.`,
    },
  },
  'message-test': {
    email: {
      subject: 'Percobaan: {headline}',
      body: `# Pesan percobaan

Halo {name},

Inilah {what}, dengan isian contoh. Pesan ini hanya dikirim kepada Anda.

- Judul: {headline}

{text}`,
    },
  },
}
