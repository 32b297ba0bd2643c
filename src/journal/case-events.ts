/** The events of the queue of cases: whose they are, what staff note of them, and who stands in. A part of the catalogue. */
export const caseEvents = {
  canned_answer_ended: { id: 'Jawaban siap pakai dihapus', en: 'Kept answer ended' },
  canned_answer_kept: { id: 'Jawaban siap pakai disimpan', en: 'Answer kept' },
  case_handed_over: { id: 'Kasus diserahkan', en: 'Case handed over' },
  case_noted: { id: 'Catatan kasus ditulis', en: 'Note of a case written' },
  case_taken: { id: 'Kasus diambil', en: 'Case taken' },
  cases_escalated: { id: 'Kasus terlambat dilaporkan', en: 'Late cases told to the supervisors' },
  grant_proposed: { id: 'Keberatan diusulkan dikabulkan', en: 'Granting of an appeal asked for' },
  staff_leave_ended: { id: 'Cuti staf berakhir', en: 'Leave of staff ended' },
  staff_leave_set: { id: 'Cuti staf dicatat', en: 'Leave of staff noted' },
  retention_run: { id: 'Data yang sudah waktunya dihapus', en: 'Data due to go removed' },
  inquiry_answered: { id: 'Pertanyaan dijawab', en: 'Question answered' },
  inquiry_asked: { id: 'Pertanyaan masuk', en: 'Question asked' },
  inquiry_dropped: { id: 'Pertanyaan ditutup tanpa jawaban', en: 'Question closed without an answer' },
  person_erased: { id: 'Data orang dihapus', en: 'Person erased' },
  data_copied: { id: 'Salinan data diambil staf', en: 'Copy of the data taken by staff' },
} as const
