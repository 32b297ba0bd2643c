/** The rules on what looks like fraud, by their names. Counts are of the days of the window, unless they say otherwise. */
export const fraudRuleWords = {
  'fraud.windowDays': { id: 'Dilihat ke belakang', en: 'Looked back', as: 'days' },
  'fraud.coursePurchases': { id: 'Pembelian satu pelatihan', en: 'Purchases of one course', as: 'count' },
  'fraud.institutionPurchases': {
    id: 'Pembelian di satu lembaga',
    en: 'Purchases of one institution',
    as: 'count',
  },
  'fraud.spikeTimes': { id: 'Lonjakan: kali hari biasanya', en: 'Spike: times its usual day', as: 'count' },
  'fraud.spikePurchases': { id: 'Lonjakan: pembelian sehari', en: 'Spike: purchases of a day', as: 'count' },
  'fraud.recipientsPerContact': {
    id: 'Penerima dengan satu ponsel, email, atau akun',
    en: 'Recipients of one phone, email or account',
    as: 'count',
  },
  'fraud.participantsPerAccount': {
    id: 'Peserta dengan satu rekening',
    en: 'Participants paid to one account',
    as: 'count',
  },
  'fraud.lateHours': {
    id: 'Terlambat: sisa waktu pembelian pertama',
    en: 'Late: left of the first term',
    as: 'hours',
  },
  'fraud.latePurchases': {
    id: 'Pembelian terlambat satu pelatihan',
    en: 'Late purchases of one course',
    as: 'count',
  },
  'fraud.latePercent': { id: 'dan bagiannya dari semua', en: 'and their share of all', as: 'percent' },
  'fraud.fastPercent': {
    id: 'Selesai cepat: bagian waktu materi',
    en: 'Fast: share of the time of the material',
    as: 'percent',
  },
  'fraud.fastCompletions': {
    id: 'Selesai cepat satu pelatihan',
    en: 'Fast completions of one course',
    as: 'count',
  },
  'fraud.fastSharePercent': {
    id: 'dan bagian penyelesaian cepat',
    en: 'and the share of fast ones',
    as: 'percent',
  },
  'fraud.tracelessCompletions': {
    id: 'Selesai menurut lembaga saja',
    en: 'Completions that the institution alone tells of',
    as: 'count',
  },
  'fraud.tracelessPercent': {
    id: 'dan bagian yang tanpa jejak',
    en: 'and the share of those',
    as: 'percent',
  },
  'fraud.sameWorks': {
    id: 'Peserta dengan tugas, jawaban, atau ulasan sama',
    en: 'Participants with the same work, answers or review',
    as: 'count',
  },
  'fraud.instantSeconds': { id: 'Ditukar seketika: dalam', en: 'Redeemed at once: within', as: 'seconds' },
  'fraud.instantRedeems': {
    id: 'Ditukar seketika satu pelatihan',
    en: 'Redeemed at once of one course',
    as: 'count',
  },
  'fraud.instantPercent': {
    id: 'dan bagiannya dari pembeli',
    en: 'and their share of its buyers',
    as: 'percent',
  },
  'fraud.changedPhoneHours': {
    id: 'Ponsel diganti: sebelum pembelian pertama',
    en: 'Phone changed: before the first purchase',
    as: 'hours',
  },
  'fraud.changedPhones': {
    id: 'Pembeli dengan ponsel baru diganti',
    en: 'Buyers with a phone just changed',
    as: 'count',
  },
  'fraud.changedPhonePercent': {
    id: 'dan bagian ponsel diganti',
    en: 'and the share of changed phones',
    as: 'percent',
  },
  'fraud.limitPricePercent': {
    id: 'Harga di batas: bagian saldo awal',
    en: 'Price at the limit: share of the grant',
    as: 'percent',
  },
  'fraud.limitPurchases': {
    id: 'Pembelian di batas harga satu lembaga',
    en: 'Purchases at the limit of one institution',
    as: 'count',
  },
  'fraud.limitSharePercent': {
    id: 'dan bagian pembelian di batas harga',
    en: 'and the share at the limit',
    as: 'percent',
  },
  'fraud.ownerPurchases': {
    id: 'Pembelian di toko dari pemilik yang sama',
    en: 'Purchases at a storefront of the same owner',
    as: 'count',
  },
  'fraud.giftReviews': {
    id: 'Ulasan satu lembaga yang menyebut hadiah',
    en: 'Reviews of one institution that speak of gifts',
    as: 'count',
  },
  'fraud.giftPercent': {
    id: 'dan bagian ulasan berhadiah',
    en: 'and the share that speaks of gifts',
    as: 'percent',
  },
} as const
