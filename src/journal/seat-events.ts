/** The events of seats that become free, of waves and of schedules: a part of the catalogue. */
export const seatEvents = {
  reserve_moved_up: { id: 'Cadangan naik menjadi penerima', en: 'Reserve moved up' },
  reserve_passed_over: { id: 'Cadangan dilewati', en: 'Reserve passed over' },
  seats_made_up: { id: 'Kursi pengganti pemulihan diambil', en: 'Seats of restored people made up for' },
  wait_joined: { id: 'Masuk daftar tunggu jadwal', en: 'Joined the waiting list of a schedule' },
  wait_left: { id: 'Keluar dari daftar tunggu', en: 'Left a waiting list' },
  wait_told: { id: 'Diberi tahu ada kursi kosong', en: 'Told of a free seat' },
  wait_ended: { id: 'Tidak menunggu lagi', en: 'Waits no longer' },
} as const
