import { type ReasonOf, refusalWords } from '../../kernel/refusal.ts'

/** Why a campaign is not drafted, sent or stopped. */
export const campaignRefusals = refusalWords({
  id: {
    campaign_text_own_address:
      'Isi kampanye tidak boleh memuat alamat situs, email, atau nomor telepon. Tautannya dipilih di bawah; beri spasi setelah titik.',
    campaign_text_too_long:
      'Isinya terlalu panjang untuk SMS. Pakai paling banyak empat bagian, lalu coba lagi.',
    campaign_wave_unknown: 'Gelombang itu tidak ada. Pilih gelombang dari daftar.',
    campaign_unknown: 'Kampanye itu tidak ada. Pilih dari daftar di halaman Kampanye.',
    campaign_begun: 'Kampanye ini sudah dimulai. Lihat kemajuannya di halamannya.',
    campaign_over: 'Kampanye ini sudah selesai atau dihentikan. Lihat hasilnya di halamannya.',
    nobody_meant: 'Tidak ada yang termasuk kelompok itu. Pilih kelompok yang lebih luas dalam kampanye baru.',
    campaign_not_begun: 'Kampanye ini belum dimulai. Tarik permintaannya dari halaman Persetujuan.',
  },
  en: {
    campaign_text_own_address:
      'The text may not name a site, an email or a phone number. Its link is chosen below; leave a blank after a full stop.',
    campaign_text_too_long: 'It is too long for SMS. Use four parts at most, then try again.',
    campaign_wave_unknown: 'There is no such wave. Choose one of the list.',
    campaign_unknown: 'There is no such campaign. Choose one of the list of campaigns.',
    campaign_begun: 'This campaign has begun. See on its page how far it is.',
    campaign_over: 'This campaign is over or was stopped. See on its page what became of it.',
    nobody_meant: 'Nobody belongs to that group. Choose a wider one in a new campaign.',
    campaign_not_begun: 'This campaign has not begun. Withdraw the request on the page of approvals.',
  },
})
export type CampaignRefusal = ReasonOf<typeof campaignRefusals>
