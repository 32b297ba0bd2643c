import { dictionary } from '../../words/dictionary.ts'

/** What the console says of appeals. */
export const words = dictionary({
  id: {
    reference: 'Nomor',
    filedAt: 'Diajukan',
    answerBefore: 'Dijawab sebelum',
    answeredBy: 'Dijawab oleh',
    answers: { granted: 'Dikabulkan', declined: 'Ditolak' },
    late: 'Terlambat',
    open: 'Menunggu',
    answerText: 'Jawaban dan alasannya',
    answerHint:
      '10 sampai 2.000 huruf. Yang mengajukan membacanya. Yang dikabulkan dilakukan di halamannya sendiri.',
    grant: 'Kabulkan',
    decline: 'Tolak',
    toPerson: 'Buka data orangnya',
  },
  en: {
    reference: 'Number',
    filedAt: 'Filed',
    answerBefore: 'Answer before',
    answeredBy: 'Answered by',
    answers: { granted: 'Granted', declined: 'Declined' },
    late: 'Late',
    open: 'Waits',
    answerText: 'Answer and reason',
    answerHint: '10 to 2,000 letters. Whoever appealed reads it. What is granted is done on its own page.',
    grant: 'Grant',
    decline: 'Decline',
    toPerson: 'Open the file of the person',
  },
})
