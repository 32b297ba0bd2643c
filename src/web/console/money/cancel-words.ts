import { dictionary } from '../../words/dictionary.ts'

/** What the console says of schedules and purchases that are cancelled. */
export const cancelWords = dictionary({
  id: {
    schedules: 'Jadwal yang dibatalkan',
    lead: 'Jadwal yang sudah mulai hanya dibatalkan oleh dua orang program. Semua pembeliannya dibatalkan, harganya kembali ke kartu, dan pembelinya diberi tahu.',
    schedule: 'Jadwal',
    course: 'Pelatihan',
    institution: 'Lembaga',
    cancelledAt: 'Dibatalkan',
    by: 'Oleh',
    because: 'Alasan',
    becauseHint: 'Peserta membacanya. Paling banyak 300 karakter.',
    returned: 'Dikembalikan',
    waits: 'Menunggu',
    code: 'Kode jadwal',
    ask: 'Minta persetujuan membatalkan jadwal',
    sure: (count: string, rupiah: string) =>
      `${count} pembelian akan dibatalkan dan ${rupiah} kembali ke kartu. Ini tidak bisa diurungkan.`,
    look: 'Lihat jadwal',
    purchase: 'Pembelian',
    cancelPurchase: 'Batalkan pembelian',
    cancelPurchaseText:
      'Harganya kembali ke kartu saat itu juga, juga bila pelatihannya sudah dipakai: yang sudah menjadi hak lembaga ditarik, sertifikatnya dicabut, insentifnya ditarik; yang sudah dibayar menjadi utang peserta. Orang lain harus menyetujui.',
    askPurchase: 'Minta persetujuan membatalkan pembelian',
  },
  en: {
    schedules: 'Cancelled schedules',
    lead: 'A schedule that has begun is cancelled by two people of the programme alone. All its purchases are cancelled, their price is back on the cards, and the buyers are told.',
    schedule: 'Schedule',
    course: 'Course',
    institution: 'Institution',
    cancelledAt: 'Cancelled',
    by: 'By',
    because: 'Reason',
    becauseHint: 'The participants read it. At most 300 characters.',
    returned: 'Given back',
    waits: 'Waits',
    code: 'Code of the schedule',
    ask: 'Ask for approval to cancel the schedule',
    sure: (count, rupiah) =>
      `${count} purchases will be cancelled and ${rupiah} is back on the cards. This cannot be undone.`,
    look: 'Look at the schedule',
    purchase: 'Purchase',
    cancelPurchase: 'Cancel a purchase',
    cancelPurchaseText:
      'The price is back on the card at once, also where the training was used: what the institution earned is taken back, its certificate is revoked, and its incentive is taken back; the participant owes what was paid of it. Another person must approve.',
    askPurchase: 'Ask for approval to cancel the purchase',
  },
})
