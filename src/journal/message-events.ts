/** The events of messages: what they say, to whom a text goes, and what was sent again. A part of the catalogue. */
export const messageEvents = {
  campaign_begun: { id: 'Kampanye pesan dimulai', en: 'Campaign begun' },
  campaign_ended: { id: 'Kampanye pesan selesai dikirim', en: 'Campaign sent' },
  campaign_made: { id: 'Kampanye pesan disusun', en: 'Campaign drafted' },
  campaign_stopped: { id: 'Kampanye pesan dihentikan', en: 'Campaign stopped' },
  message_dropped: { id: 'Pesan tidak dikirim lagi', en: 'Message given up' },
  message_resent: { id: 'Pesan dikirim ulang', en: 'Message sent again' },
  message_tested: { id: 'Pesan percobaan dikirim', en: 'Test message sent' },
  wording_dropped: { id: 'Kata-kata bawaan dipakai lagi', en: "The product's own words are back" },
  wording_used: { id: 'Kata-kata pesan diganti', en: 'Wording of a message changed' },
  wording_written: { id: 'Kata-kata pesan ditulis', en: 'Wording of a message written' },
  announcement_planned: { id: 'Pengumuman direncanakan', en: 'Announcement planned' },
  announcement_withdrawn: { id: 'Pengumuman ditarik kembali', en: 'Announcement taken back' },
  question_ended: { id: 'Tanya jawab dihapus', en: 'Question and answer taken away' },
  question_kept: { id: 'Tanya jawab disimpan', en: 'Question and answer kept' },
} as const
