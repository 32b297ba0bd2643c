/** The events of what is stopped before it is over, and of settling it: a part of the catalogue. */
export const stopEvents = {
  schedule_cancelled: { id: 'Jadwal dibatalkan', en: 'Schedule cancelled' },
  schedule_returned: {
    id: 'Semua pembelian jadwal dikembalikan',
    en: 'All purchases of the schedule given back',
  },
  suspension_begun: { id: 'Penangguhan dimulai', en: 'Suspension begun' },
  suspension_ended: { id: 'Penangguhan berakhir', en: 'Suspension ended' },
  suspension_settled: {
    id: 'Semua yang terbuka saat penangguhan diselesaikan',
    en: 'All that was open at the suspension settled',
  },
  training_goes_on: { id: 'Pelatihan tetap berjalan', en: 'Training goes on' },
  order_ended: { id: 'Pesanan diakhiri penangguhan', en: 'Order ended by a suspension' },
} as const
