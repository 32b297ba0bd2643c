/** What the journal tells of a course itself. */
export const courseEvents = {
  course_added: { id: 'Pelatihan ditambahkan', en: 'Course added' },
  course_changed: { id: 'Pelatihan diubah', en: 'Course changed' },
  course_content_set: { id: 'Materi pelatihan ditetapkan', en: 'Content of the course set' },
  course_drafted: { id: 'Usulan pelatihan disimpan', en: 'Draft of a course saved' },
  course_listed: { id: 'Pelatihan ditampilkan', en: 'Course listed' },
  course_listed_again: { id: 'Pelatihan ditampilkan lagi', en: 'Course listed again' },
  course_not_sold: { id: 'Pelatihan tidak dijual', en: 'Course not sold' },
  course_offered: { id: 'Pelatihan ditawarkan', en: 'Course offered' },
  course_offer_withdrawn: {
    id: 'Pelatihan tidak lagi ditawarkan di sebuah toko',
    en: 'Course offered by a storefront no more',
  },
  course_withdrawn: { id: 'Pelatihan ditarik', en: 'Course withdrawn' },
  course_picture_set: { id: 'Gambar pelatihan dipasang', en: 'Picture of the course set' },
  course_picture_removed: { id: 'Gambar pelatihan dihapus lembaganya', en: 'Picture of the course removed' },
  course_picture_taken_down: { id: 'Gambar pelatihan diturunkan', en: 'Picture of the course taken down' },
} as const

/** The events of seats that become free, of waves and of schedules: a part of the catalogue. */
export const seatEvents = {
  reserve_moved_up: { id: 'Cadangan naik menjadi penerima', en: 'Reserve moved up' },
  reserve_passed_over: { id: 'Cadangan dilewati', en: 'Reserve passed over' },
  seats_made_up: { id: 'Kursi pengganti pemulihan diambil', en: 'Seats of restored people made up for' },
  schedule_place_set: { id: 'Tempat jadwal ditetapkan', en: 'Place of a schedule set' },
  wait_joined: { id: 'Masuk daftar tunggu jadwal', en: 'Joined the waiting list of a schedule' },
  wait_left: { id: 'Keluar dari daftar tunggu', en: 'Left a waiting list' },
  wait_told: { id: 'Diberi tahu ada kursi kosong', en: 'Told of a free seat' },
  wait_ended: { id: 'Tidak menunggu lagi', en: 'Waits no longer' },
} as const
