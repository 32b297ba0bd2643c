/** The events of the desk for people, and of changes of a phone that their owner stops. A part of the catalogue. */
export const deskEvents = {
  card_number_replaced: { id: 'Nomor kartu diganti', en: 'Card number replaced' },
  change_settled: {
    id: 'Penggantian nomor yang dihentikan diputuskan',
    en: 'Stopped change of a phone decided',
  },
  change_stopped: { id: 'Penggantian nomor HP dihentikan', en: 'Change of the phone stopped' },
  desk_answer_compared: { id: 'Jawaban dibandingkan meja bantuan', en: 'Answers compared at the desk' },
  desk_case_ended: { id: 'Bantuan meja diakhiri', en: 'Help at the desk ended' },
  desk_case_opened: { id: 'Bantuan meja dibuka', en: 'Help at the desk opened' },
  desk_phone_proved: { id: 'Nomor HP baru dibuktikan di meja', en: 'New phone proved at the desk' },
  desk_registry_matched: {
    id: 'Identitas cocok dengan data kependudukan, dokumen dilihat',
    en: 'Identity matched by the registry, a document was seen',
  },
} as const
