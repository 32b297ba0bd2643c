import type { CampaignDraft } from '../src/messages/campaigns/campaigns.ts'

/** A campaign as somebody drafts it: to whom has not bought yet, by both channels. */
export const aCampaign = (more: Partial<CampaignDraft> = {}): CampaignDraft => ({
  name: 'Belum membeli',
  audience: { state: 'not_bought' },
  channels: ['sms', 'email'],
  subjectId: 'Pelatihan pertama menunggu',
  subjectEn: 'Your first training waits',
  textId: 'Saldo kartu Anda belum dipakai. Pilih pelatihan sebelum batas waktu.',
  textEn: 'The balance of your card is not used yet. Choose a training before the deadline.',
  path: '/kartu',
  partRupiah: 350,
  ...more,
})
